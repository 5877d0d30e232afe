//! How well listings match the words: BM25 in each field, added up word by word.
//!
//! Every match must be visited anyway, because every match is counted. So the postings of one word
//! after the other are added into an array with a slot for each listing (term at a time), which
//! costs a few nanoseconds a posting and makes "all words" a comparison of bit masks.

use std::collections::HashSet;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use super::analysis;
use super::error::SearchError;
use super::ranking::WEIGHTS;
use super::reading::Work;
use super::schema::Fields;
use super::snapshot::Snapshot;
use super::words::Words;

/// Most terms that a begun word is completed to, in each segment.
const MAX_COMPLETIONS: usize = 64;
/// Letters from which a begun word is completed.
pub(super) const MIN_PREFIX: usize = 3;

/// One word of a search, ready to be looked for.
#[derive(Debug)]
pub(super) struct Lookup {
    /// Position of the word among those of the search, those that only order behind the others.
    position: usize,
    /// Bit of the word in [`Scratch::seen`].
    bit: u16,
    terms: Vec<WeightedTerm>,
    prefix: Option<Prefix>,
    /// Listings that hold the word, at most.
    frequency: u64,
}

#[derive(Debug)]
struct WeightedTerm {
    term: Term,
    weight: f32,
    record: IndexRecordOption,
}

#[derive(Debug)]
struct Prefix {
    field: Field,
    letters: String,
    weight: f32,
}

impl Lookup {
    /// The same word looked for in one field at a time, with that field; the begun word stands last, with none.
    pub(super) fn apart(self) -> impl Iterator<Item = (Option<Field>, Self)> {
        let position = self.position;
        let alone = move |terms, prefix| Self { position, bit: 1, terms, prefix, frequency: 0 };
        let begun = self.prefix.map(|prefix| (None, alone(Vec::new(), Some(prefix))));
        self.terms
            .into_iter()
            .map(move |found| (Some(found.term.field()), alone(vec![found], None)))
            .chain(begun)
    }

    /// The position of the word among those of the search.
    pub(super) const fn position(&self) -> usize {
        self.position
    }
}

/// Bit of every word that only orders.
const ORDERS: u16 = 1 << 15;

/// The words of a search with their weights in this state of the index: those that a listing must hold, rarest first,
/// then those that only order.
pub(super) fn lookups(
    snapshot: &Snapshot,
    required: &Words,
    optional: &Words,
    work: &mut Work,
) -> Result<Vec<Lookup>, SearchError> {
    let mut lookups = Vec::with_capacity(required.len() + optional.len());
    for (words, orders) in [(required, false), (optional, true)] {
        for (at, word) in words.iter().enumerate() {
            let mut lookup = lookup(snapshot, word, at + 1 == words.len(), work)?;
            lookup.position = lookups.len();
            lookup.bit = if orders { ORDERS } else { 1 << at };
            lookups.push(lookup);
        }
    }
    lookups.sort_by_key(|lookup| (lookup.bit == ORDERS, lookup.frequency));
    Ok(lookups)
}

fn lookup(snapshot: &Snapshot, word: &str, is_last: bool, work: &mut Work) -> Result<Lookup, SearchError> {
    let Fields { name, title, body, word: word_field, .. } = snapshot.fields;
    let stem = analysis::stem(word);
    let text = &WEIGHTS.text;
    let places = [
        (name, word, text.name, IndexRecordOption::Basic),
        (title, stem, text.title, IndexRecordOption::Basic),
        (body, stem, text.body, IndexRecordOption::WithFreqs),
    ];
    let mut lookup = Lookup { position: 0, bit: 0, terms: Vec::with_capacity(3), prefix: None, frequency: 0 };
    work.terms += 1;
    for (field, text, weight, record) in places {
        let term = Term::from_field_text(field, text);
        let frequency = snapshot.searcher.doc_freq(&term)?;
        if frequency > 0 {
            lookup.frequency += frequency;
            lookup.terms.push(WeightedTerm { term, weight: weight * snapshot.rarity(frequency), record });
        }
    }
    if is_last && word.len() >= MIN_PREFIX {
        // A word that is known may still be the beginning of a name; one that is not may begin any word.
        let field = if lookup.terms.is_empty() { word_field } else { name };
        let weight = text.prefix * snapshot.rarity(1);
        lookup.prefix = Some(Prefix { field, letters: word.to_owned(), weight });
        lookup.frequency += 1;
    }
    Ok(lookup)
}

/// What the points are weakened by when only some of the words are held.
#[expect(clippy::cast_precision_loss, reason = "a dozen words at most")]
pub(super) fn held(seen: usize, words: usize) -> f32 {
    (seen as f32 / words as f32).powi(3)
}

/// Work space of a search, kept between searches: a score and the words seen for each listing of a segment.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    scores: Vec<f32>,
    seen: Vec<u16>,
    touched: Vec<DocId>,
}

impl Scratch {
    fn reset(&mut self, documents: usize) {
        for doc in self.touched.drain(..) {
            self.scores[doc as usize] = 0.0;
            self.seen[doc as usize] = 0;
        }
        if self.scores.len() < documents {
            self.scores.resize(documents, 0.0);
            self.seen.resize(documents, 0);
        }
    }

    /// The points of a listing of the last segment.
    pub(super) fn points(&self, doc: DocId) -> f32 {
        self.scores.get(doc as usize).copied().unwrap_or(0.0)
    }

    /// Listings of the last segment that hold all required words, with their scores; with `partly`, those that hold
    /// some, weakened by the share of words they lack.
    pub(super) fn matches(&self, words: usize, partly: bool) -> impl Iterator<Item = (DocId, f32)> {
        self.touched.iter().filter_map(move |&doc| {
            let seen = (self.seen[doc as usize] & !ORDERS).count_ones() as usize;
            let score = self.scores[doc as usize];
            match (seen == words, partly) {
                (true, _) => Some((doc, score)),
                (false, true) if seen > 0 => Some((doc, score * held(seen, words))),
                (false, _) => None,
            }
        })
    }

    /// Scores the listings of a segment. Unless `partly`, listings that lack an earlier word are skipped.
    pub(super) fn score(
        &mut self,
        segment: &SegmentReader,
        lookups: &[Lookup],
        snapshot: &Snapshot,
        partly: bool,
    ) -> Result<(), SearchError> {
        self.reset(segment.max_doc() as usize);
        let mut required = 0;
        for lookup in lookups {
            for found in &lookup.terms {
                self.add_term(segment, found, lookup.bit, required, snapshot)?;
            }
            if let Some(prefix) = &lookup.prefix {
                self.add_completions(segment, prefix, lookup.bit, required)?;
            }
            if !partly && lookup.bit != ORDERS {
                required |= lookup.bit;
            }
        }
        Ok(())
    }

    fn add_term(
        &mut self,
        segment: &SegmentReader,
        found: &WeightedTerm,
        bit: u16,
        required: u16,
        snapshot: &Snapshot,
    ) -> Result<(), SearchError> {
        let field = found.term.field();
        let Some(mut postings) = segment.inverted_index(field)?.read_postings(&found.term, found.record)?
        else {
            return Ok(());
        };
        let norms = segment.get_fieldnorms_reader(field)?;
        let saturation = snapshot.saturation(field);
        let counts = found.record == IndexRecordOption::WithFreqs;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            let times = if counts { postings.term_freq() } else { 1 };
            self.add(doc, found.weight * saturation.of(times, norms.fieldnorm_id(doc)), bit, required);
            doc = postings.advance();
        }
        Ok(())
    }

    fn add_completions(
        &mut self,
        segment: &SegmentReader,
        prefix: &Prefix,
        bit: u16,
        required: u16,
    ) -> Result<(), SearchError> {
        let index = segment.inverted_index(prefix.field)?;
        let letters = prefix.letters.as_bytes();
        let mut terms = index.terms().range().ge(letters).into_stream()?;
        let mut completions = 0;
        let mut added = HashSet::new();
        while completions < MAX_COMPLETIONS && terms.advance() && terms.key().starts_with(letters) {
            completions += 1;
            let mut postings = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if added.insert(doc) {
                    self.add(doc, prefix.weight, bit, required);
                }
                doc = postings.advance();
            }
        }
        Ok(())
    }

    #[inline]
    fn add(&mut self, doc: DocId, score: f32, bit: u16, required: u16) {
        let slot = doc as usize;
        let seen = self.seen[slot];
        if seen & required != required {
            return;
        }
        if seen == 0 {
            self.touched.push(doc);
        }
        self.seen[slot] = seen | bit;
        self.scores[slot] += score;
    }
}
