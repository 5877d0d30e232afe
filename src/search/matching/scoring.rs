//! How well listings match the words: BM25 in each field, added up word by word.
//!
//! Every match must be visited anyway, because every match is counted. So the postings of one word
//! after the other are added into an array with a slot for each listing (term at a time), which
//! costs a nanosecond or two a posting and makes "all words" a comparison of bit masks.

use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader};

use super::bit_set::{BitSet, ones};
use super::terms::{Lookup, ORDERS, Prefix, WeightedTerm};
use crate::search::error::SearchError;
use crate::search::reading::Work;
use crate::search::segments::blocks::BLOCK;
use crate::search::segments::snapshot::Snapshot;

/// Most terms that a begun word is completed to, in each segment.
pub(in crate::search) const MAX_COMPLETIONS: usize = 64;
/// Set in [`Slot::seen`] beside the bit of a word that the listing holds a completion of.
const BEGUN: u16 = 1 << 13;
/// The same for a word that only orders.
const BEGUN_ORDERS: u16 = 1 << 14;

/// What the points are weakened by when only some of the words are held.
#[expect(clippy::cast_precision_loss, reason = "a dozen words at most")]
pub(in crate::search) fn held(seen: usize, words: usize) -> f32 {
    (seen as f32 / words as f32).powi(3)
}

/// What the words of a search give one listing.
#[derive(Debug, Default, Clone, Copy)]
struct Slot {
    points: f32,
    /// Bits of the words that it holds.
    seen: u16,
}

/// Work space of a search, kept between searches: a slot for each listing.
#[derive(Debug, Default)]
pub(in crate::search) struct Scratch {
    slots: Vec<Slot>,
    /// Listings that hold a word.
    touched: BitSet,
    /// Listings that hold the words asked for.
    matching: BitSet,
    /// Terms that begun words were completed to since the work was last told.
    completions: u32,
}

impl Scratch {
    /// The points of a listing.
    #[inline]
    pub(in crate::search) fn points(&self, document: u32) -> f32 {
        if self.touched.contains(document) { self.slots[document as usize].points } else { 0.0 }
    }

    /// The listings found by [`Scratch::find`].
    pub(in crate::search) const fn matching(&self) -> &BitSet {
        &self.matching
    }

    /// Finds the listings that hold all of so many required words; with `partly`, those that hold some, their points
    /// weakened by the share of words they lack. Tells whether shopkeepers may see one of them.
    pub(in crate::search) fn find(&mut self, snapshot: &Snapshot, words: usize, partly: bool) -> bool {
        self.matching.clear(snapshot.documents);
        let blocks = self.touched.words().iter().zip(self.slots.chunks_mut(BLOCK));
        for ((touched, slots), matching) in blocks.zip(self.matching.words_mut()) {
            for at in ones(*touched) {
                let slot = &mut slots[at];
                let seen = (slot.seen & (ORDERS - 1)).count_ones() as usize;
                if seen == words {
                    *matching |= 1 << at;
                } else if partly && seen > 0 {
                    slot.points *= held(seen, words);
                    *matching |= 1 << at;
                }
            }
        }
        snapshot.blocks().any(|(at, block)| block.searchable() & self.matching.word(at) != 0)
    }

    /// Scores all listings. Unless `partly`, those that lack an earlier required word are passed over.
    pub(in crate::search) fn score(
        &mut self,
        snapshot: &Snapshot,
        lookups: &[Lookup],
        partly: bool,
    ) -> Result<(), SearchError> {
        self.reset(snapshot.documents);
        for (segment, reader) in snapshot.readers() {
            let mut required = 0;
            for lookup in lookups {
                let mut pass = Pass { scratch: self, base: segment.base as usize, bit: lookup.bit, required };
                for found in &lookup.terms {
                    pass.add_term(reader, found, snapshot)?;
                }
                if let Some(prefix) = &lookup.prefix {
                    pass.add_completions(reader, prefix)?;
                }
                if !partly && lookup.required {
                    required |= lookup.bit;
                }
            }
        }
        Ok(())
    }

    /// Adds to the work what it took to complete begun words.
    pub(in crate::search) fn tell(&mut self, work: &mut Work) {
        work.completions += std::mem::take(&mut self.completions);
    }

    fn reset(&mut self, documents: usize) {
        for (touched, slots) in self.touched.words().iter().zip(self.slots.chunks_mut(BLOCK)) {
            if *touched != 0 {
                slots.fill(Slot::default());
            }
        }
        self.touched.clear(documents);
        self.slots.resize(documents, Slot::default());
    }
}

/// The postings of one word in one segment on their way into the slots.
struct Pass<'a> {
    scratch: &'a mut Scratch,
    /// Number of the first document of the segment.
    base: usize,
    bit: u16,
    /// Bits of the words that a listing must have been seen with.
    required: u16,
}

impl Pass<'_> {
    fn add_term(
        &mut self,
        segment: &SegmentReader,
        found: &WeightedTerm,
        snapshot: &Snapshot,
    ) -> Result<(), SearchError> {
        let field = found.term.field();
        let index = segment.inverted_index(field)?;
        let Some(mut postings) = index.read_block_postings(&found.term, found.record)? else {
            return Ok(());
        };
        let norms = segment.get_fieldnorms_reader(field)?;
        let saturation = snapshot.saturation(field);
        let points = |doc, times| found.weight * saturation.of(times, norms.fieldnorm_id(doc));
        let (bit, required) = (self.bit, self.required);
        self.each(&mut postings, |slot, doc, times| slot.add(points(doc, times), bit, required));
        Ok(())
    }

    fn add_completions(&mut self, segment: &SegmentReader, prefix: &Prefix) -> Result<(), SearchError> {
        let index = segment.inverted_index(prefix.field)?;
        let letters = prefix.letters.as_bytes();
        let mut terms = index.terms().range().ge(letters).into_stream()?;
        let mut completions = 0;
        let (bit, required) = (self.bit, self.required);
        let begun = if bit == ORDERS { BEGUN_ORDERS } else { BEGUN };
        while completions < MAX_COMPLETIONS && terms.advance() && terms.key().starts_with(letters) {
            completions += 1;
            self.scratch.completions += 1;
            let mut postings =
                index.read_block_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            // A listing gets these points once, however many completions it holds.
            self.each(&mut postings, |slot, _, _| {
                let points = if slot.seen & begun == 0 { prefix.weight } else { 0.0 };
                slot.add(points, bit | begun, required);
            });
        }
        Ok(())
    }

    /// Goes through postings, with the slot of each and how often the word stands in it. Where words are required,
    /// blocks of postings without any listing that holds a word are passed over.
    fn each(&mut self, postings: &mut BlockSegmentPostings, mut add: impl FnMut(&mut Slot, DocId, u32)) {
        let slots = &mut self.scratch.slots[self.base..];
        let touched = &mut self.scratch.touched;
        let first_block = self.base / BLOCK;
        while let Some(last) = postings.docs().last().copied() {
            // There are none where they were not asked for.
            let times = postings.freqs();
            for (at, doc) in postings.docs().iter().enumerate() {
                add(&mut slots[*doc as usize], *doc, times.get(at).copied().unwrap_or(1));
            }
            if self.required == 0 {
                let words = &mut touched.words_mut()[first_block..];
                for doc in postings.docs() {
                    words[*doc as usize / BLOCK] |= 1 << (doc % 64);
                }
                postings.advance();
                continue;
            }
            let next = touched.next(self.base + last as usize + 1);
            let Some(next) = next.and_then(|next| DocId::try_from(next - self.base).ok()) else { return };
            postings.seek(next);
            if postings.docs().last().is_none_or(|now| *now <= last) {
                return;
            }
        }
    }
}

impl Slot {
    /// Adds the points of a word to a listing that was seen with all words required so far. Without a branch, as
    /// nobody could foretell it.
    #[inline]
    fn add(&mut self, points: f32, bits: u16, required: u16) {
        let holds = self.seen & required == required;
        self.points += if holds { points } else { 0.0 };
        self.seen |= if holds { bits } else { 0 };
    }
}
