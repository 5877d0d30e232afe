//! One state of the index, ready to be searched: immutable, shared by all searches until the next commit.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use tantivy::index::SegmentId;
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED};

use super::blocks::{BLOCK, Block};
use super::columns::{Columns, Interner, KnownAreas, LARGE_PLACES, load};
use super::offers::Offers;
use super::schema::Fields;
use crate::domain::territory::{Area, Territory};
use crate::search::error::SearchError;
use crate::search::matching::bit_counters::BitCounters;
use crate::search::matching::bm25::{self, Saturation};
use crate::search::page::{Counts, Facets};
use crate::search::suggest::providers::ProviderNames;

/// The rows of one segment, and the number of deletions they were loaded with.
pub(in crate::search) struct Segment {
    id: SegmentId,
    deleted: u32,
    /// Number of the first document across all segments, a multiple of 64: no block belongs to two segments.
    pub(in crate::search) base: u32,
    pub(in crate::search) columns: Arc<Columns>,
    /// Names for suggestions; deletions are looked at when they are given.
    pub(in crate::search) names: Arc<ProviderNames>,
}

impl Segment {
    /// Whether shopkeepers may find one of these documents.
    pub(in crate::search) fn shows_one_of(&self, mut postings: SegmentPostings) -> bool {
        let facts = &self.columns.facts;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if facts.get(doc as usize).is_some_and(|facts| facts.is_searchable()) {
                return true;
            }
            doc = postings.advance();
        }
        false
    }
}

/// One state of the index.
pub(in crate::search) struct Snapshot {
    pub(in crate::search) searcher: Searcher,
    pub(in crate::search) fields: Fields,
    pub(in crate::search) segments: Vec<Segment>,
    /// The distinct areas, by the numbers in [`Columns::areas`].
    pub(in crate::search) areas: Arc<KnownAreas>,
    /// Numbers of providers are below this.
    pub(in crate::search) providers: usize,
    /// Numbers of documents are below this.
    pub(in crate::search) documents: usize,
    saturations: HashMap<Field, Saturation>,
    counts: OnceLock<Arc<Counts>>,
    offers: OnceLock<Offers>,
}

impl Snapshot {
    /// Loads what is new in `searcher`, taking over what `before` has loaded already.
    pub(in crate::search) fn load(
        searcher: Searcher,
        fields: Fields,
        before: Option<&Self>,
        interner: &mut Interner,
        show_unclaimed: bool,
    ) -> Result<Self, SearchError> {
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        let mut base = 0;
        for reader in searcher.segment_readers() {
            let (id, deleted) = (reader.segment_id(), reader.num_deleted_docs());
            let known = before.and_then(|snapshot| snapshot.segments.iter().find(|segment| segment.id == id));
            let columns = match known.filter(|segment| segment.deleted == deleted) {
                Some(segment) => Arc::clone(&segment.columns),
                None => Arc::new(load(reader, interner, show_unclaimed)?),
            };
            let names = match known {
                Some(segment) => Arc::clone(&segment.names),
                None => Arc::new(ProviderNames::load(reader, &columns)?),
            };
            segments.push(Segment { id, deleted, base, columns, names });
            base = (base + reader.max_doc()).next_multiple_of(64);
        }
        let saturations = bm25::saturations(&searcher, fields)?;
        Ok(Self {
            searcher,
            fields,
            segments,
            areas: Arc::clone(&interner.areas),
            providers: interner.providers(),
            documents: base as usize,
            saturations,
            counts: OnceLock::new(),
            offers: OnceLock::new(),
        })
    }

    /// The segments with their readers.
    pub(in crate::search) fn readers(&self) -> impl Iterator<Item = (&Segment, &SegmentReader)> {
        self.segments.iter().zip(self.searcher.segment_readers())
    }

    /// Whether a listing that shopkeepers may find holds this text in a field: what others hold is known to nobody.
    pub(in crate::search) fn holds(&self, field: Field, text: &str) -> Result<bool, SearchError> {
        let term = Term::from_field_text(field, text);
        for (segment, reader) in self.readers() {
            let postings = reader.inverted_index(field)?.read_postings(&term, IndexRecordOption::Basic)?;
            if postings.is_some_and(|postings| segment.shows_one_of(postings)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// All blocks of listings, with their numbers across segments.
    pub(in crate::search) fn blocks(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.segments
            .iter()
            .flat_map(|segment| (segment.base as usize / BLOCK..).zip(&segment.columns.blocks))
    }

    /// The documents of a provider that shopkeepers may find; listed for all providers at the first call.
    pub(in crate::search) fn offers(&self, provider: u32) -> &[u32] {
        self.offers.get_or_init(|| Offers::of(self)).of_provider(provider)
    }

    /// How much a word tells that so many listings hold (inverse document frequency of BM25).
    #[expect(clippy::cast_precision_loss, reason = "counts of listings, far below the precision")]
    pub(in crate::search) fn rarity(&self, frequency: u64) -> f32 {
        let (all, some) = (self.searcher.num_docs() as f32, frequency as f32);
        (1.0 + (all - some + 0.5).max(0.0) / (some + 0.5)).ln()
    }

    /// The table of BM25 for a field.
    pub(in crate::search) fn saturation(&self, field: Field) -> &Saturation {
        static FLAT: std::sync::LazyLock<Saturation> = std::sync::LazyLock::new(|| Saturation::new(1.0));
        self.saturations.get(&field).unwrap_or(&FLAT)
    }

    /// The address of a document by its number across segments.
    pub(in crate::search) fn address(&self, document: u32) -> Option<DocAddress> {
        let segment = self.segment_of(document)?;
        let ordinal = u32::try_from(segment).ok()?;
        Some(DocAddress::new(ordinal, document - self.segments[segment].base))
    }

    /// The area of a document by its number across segments, with what it covers already worked out.
    pub(in crate::search) fn area(&self, document: u32) -> Option<&Area> {
        let (columns, at) = self.columns(document)?;
        let number = columns.areas.get(at)?;
        self.areas.areas.get(*number as usize).map(Arc::as_ref)
    }

    /// The columns that a document lies in and its place there, by its number across segments.
    pub(in crate::search) fn columns(&self, document: u32) -> Option<(&Columns, usize)> {
        let segment = &self.segments[self.segment_of(document)?];
        Some((&segment.columns, (document - segment.base) as usize))
    }

    fn segment_of(&self, document: u32) -> Option<usize> {
        self.segments.partition_point(|segment| segment.base <= document).checked_sub(1)
    }

    /// Counts over the whole directory, worked out at the first call.
    pub(in crate::search) fn counts(&self) -> Arc<Counts> {
        Arc::clone(self.counts.get_or_init(|| Arc::new(self.count())))
    }

    fn count(&self) -> Counts {
        let mut counters = BitCounters::default();
        let mut providers = HashSet::new();
        let mut by_area = vec![0_u32; self.areas.areas.len()];
        let mut offers = 0;
        for columns in self.segments.iter().map(|segment| &segment.columns) {
            let listings = columns.facts.iter().zip(&columns.rows).zip(&columns.areas);
            for ((_, row), area) in listings.filter(|((facts, _), _)| facts.is_searchable()) {
                offers += 1;
                by_area[*area as usize] += 1;
                providers.insert(row.provider);
            }
            // Listings that nobody may find have no facts.
            counters.extend(columns.facts.iter().copied());
        }
        let served = |codes: &Vec<u8>| {
            codes.iter().zip(&by_area).filter(|(code, _)| **code > 0).map(|(_, offers)| offers).sum()
        };
        let places = LARGE_PLACES.iter().zip(&self.areas.large);
        Counts {
            offers,
            providers: u32::try_from(providers.len()).unwrap_or(u32::MAX),
            facets: Facets(counters.totals()),
            regions: places
                .filter(|(place, _)| matches!(place, Territory::Region(_)))
                .map(|(place, codes)| (*place, served(codes)))
                .collect(),
        }
    }
}
