//! The search engine: the only room that speaks tantivy.
//!
//! A search takes a [`SearchQuery`], reads one immutable [`Snapshot`] and gives a [`SearchPage`]; it never
//! touches the database. Reading order: [`page`] (what comes out), [`words`] and [`analysis`] (what was
//! typed), [`scoring`] (how well a listing matches), [`facts`] and [`collect`] (filters, counts, order),
//! [`schema`], [`columns`] and [`snapshot`] (what lies on disk and in memory), [`writer`].

mod analysis;
mod collect;
mod columns;
mod error;
pub mod facts;
mod marks;
mod open;
pub mod page;
pub mod ranking;
mod schema;
mod scoring;
mod snapshot;
mod words;
mod writer;

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::schema::{Field, Term, Value};
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, TantivyDocument};

pub use error::SearchError;
pub use open::clear;
pub use page::{Counts, Facets, Hit, SearchPage, Sibling};
pub use writer::{Position, Writer};

use crate::domain::ids::Slug;
use crate::domain::query::SearchQuery;
use crate::domain::record::Entry;
use collect::{Collector, Match, best_by_provider};
use schema::Fields;
use scoring::Scratch;
use snapshot::Snapshot;
use words::Words;

/// Other offers of a provider that its card names.
const MAX_SIBLINGS: usize = 3;
/// Offers of one provider that its page shows.
const MAX_OFFERS: usize = 200;

/// Searches an index. Cheap to clone; every clone sees the same commits.
#[derive(Clone)]
pub struct Search(Arc<Inner>);

struct Inner {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    show_unclaimed: bool,
    snapshot: RwLock<Arc<Snapshot>>,
    reloading: Mutex<()>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Search {
    fn start(index: Index, fields: Fields, show_unclaimed: bool) -> Result<Self, SearchError> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let snapshot = Snapshot::load(reader.searcher(), fields, None, show_unclaimed)?;
        Ok(Self(Arc::new(Inner {
            index,
            reader,
            fields,
            show_unclaimed,
            snapshot: RwLock::new(Arc::new(snapshot)),
            reloading: Mutex::new(()),
        })))
    }

    fn index(&self) -> &Index {
        &self.0.index
    }

    /// Makes the last commit visible.
    fn reload(&self) -> Result<(), SearchError> {
        let _one_at_a_time = self.0.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.reader.reload()?;
        let before = self.snapshot();
        let after = Snapshot::load(self.0.reader.searcher(), self.0.fields, Some(&before), self.0.show_unclaimed)?;
        *self.0.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
        Ok(())
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn position(&self) -> Result<Option<Position>, SearchError> {
        Ok(self.0.index.load_metas()?.payload.as_deref().and_then(Position::read))
    }

    /// Number of the state of the index that searches see now; it grows with every commit.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.snapshot().searcher.generation().generation_id()
    }

    /// Counts over the whole directory, worked out once for each state of the index.
    #[must_use]
    pub fn counts(&self) -> Arc<Counts> {
        self.snapshot().counts()
    }

    /// Searches. Any query has an answer.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchPage, SearchError> {
        let snapshot = self.snapshot();
        let words = Words::read(&query.text);
        let mut collector = Collector::new(&snapshot, query);
        let partial_words = SCRATCH.with_borrow_mut(|scratch| collect(&snapshot, &words, scratch, &mut collector))?;
        let providers = collector.providers();
        let facets = collector.facets();
        let pages = providers.div_ceil(query.per_page.max(1)).max(1);
        let page = query.page.clamp(1, pages);
        let wanted = (page * query.per_page.max(1)) as usize;
        let best = best_by_provider(&mut collector.matches, wanted, providers as usize);
        let first = ((page - 1) * query.per_page.max(1)) as usize;
        let shown = best.get(first..).unwrap_or_default();
        let hits = hits(&snapshot, query, &words, shown, &collector.matches)?;
        let total = u32::try_from(collector.matches.len()).unwrap_or(u32::MAX);
        Ok(SearchPage { total, providers, page, pages, hits, facets, partial_words })
    }

    /// The listing with this slug, whatever its status.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn listing(&self, slug: &Slug) -> Result<Option<Entry>, SearchError> {
        let snapshot = self.snapshot();
        let found = documents_with(&snapshot, snapshot.fields.slug, slug, 1)?;
        found.first().map(|address| entry(&snapshot, *address)).transpose()
    }

    /// The listings of a provider that shopkeepers may find, at most 200; empty when there is none.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn provider(&self, slug: &Slug) -> Result<Vec<Entry>, SearchError> {
        let snapshot = self.snapshot();
        let mut entries = Vec::new();
        for address in documents_with(&snapshot, snapshot.fields.provider_slug, slug, MAX_OFFERS)? {
            let segment = &snapshot.segments[address.segment_ord as usize];
            if segment.rows[address.doc_id as usize].is_searchable() {
                entries.push(entry(&snapshot, address)?);
            }
        }
        entries.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(entries)
    }

    /// Slugs of the listings that shopkeepers may find, with their providers', in the order of the index.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn slugs(&self, offset: usize, limit: usize) -> Result<Vec<(Slug, Slug)>, SearchError> {
        let snapshot = self.snapshot();
        let mut found = Vec::new();
        let mut passed = 0;
        for (segment, reader) in snapshot.readers() {
            let column = |name| -> Result<_, SearchError> {
                reader.fast_fields().str(name)?.ok_or_else(|| SearchError::corrupt(&"no column of slugs"))
            };
            let (listings, providers) = (column("slug")?, column("provider_slug")?);
            for (doc, row) in (0_u32..).zip(segment.rows.iter()) {
                if !row.is_searchable() {
                    continue;
                }
                passed += 1;
                if passed > offset && found.len() < limit {
                    found.push((slug_in(&listings, doc)?, slug_in(&providers, doc)?));
                }
            }
        }
        Ok(found)
    }
}

/// Visits every listing that matches the words; tells whether some words had to be given up.
fn collect(
    snapshot: &Snapshot,
    words: &Words,
    scratch: &mut Scratch,
    collector: &mut Collector<'_>,
) -> Result<bool, SearchError> {
    if words.is_empty() {
        for segment in &snapshot.segments {
            for (document, row) in (segment.base..).zip(segment.rows.iter()) {
                if row.is_searchable() {
                    collector.visit(document, row, 1.0);
                }
            }
        }
        return Ok(false);
    }
    let lookups = scoring::lookups(snapshot, words)?;
    for partly in [false, true] {
        let mut found = false;
        for (segment, reader) in snapshot.readers() {
            scratch.score(reader, &lookups, snapshot, partly)?;
            for (doc, text) in scratch.matches(words.len(), partly) {
                let row = &segment.rows[doc as usize];
                if row.is_searchable() {
                    found = true;
                    collector.visit(segment.base + doc, row, text);
                }
            }
        }
        if found || words.len() == 1 {
            return Ok(partly);
        }
    }
    Ok(true)
}

fn hits(
    snapshot: &Snapshot,
    query: &SearchQuery,
    words: &Words,
    shown: &[Match],
    matches: &[Match],
) -> Result<Vec<Hit>, SearchError> {
    let mut others = siblings(shown, matches);
    shown
        .iter()
        .map(|found| {
            let entry = stored(snapshot, found.document)?;
            let others = others.remove(&found.provider).unwrap_or_default();
            let siblings = others.iter().take(MAX_SIBLINGS).map(|other| {
                let other = stored(snapshot, other.document)?;
                Ok(Sibling { slug: other.slug, title: other.listing.title.to_string() })
            });
            Ok(Hit {
                reach: query.place.and_then(|place| entry.listing.area.reach(place)),
                title_marks: marks::title_marks(entry.listing.title.as_str(), words),
                matched_types: marks::matched_types(&entry, &query.filters, words),
                matched_name: marks::matched_name(&entry, words),
                siblings: siblings.collect::<Result<_, SearchError>>()?,
                more_siblings: u32::try_from(others.len().saturating_sub(MAX_SIBLINGS)).unwrap_or(u32::MAX),
                entry,
            })
        })
        .collect()
}

/// The other matches of the providers shown, best first.
fn siblings(shown: &[Match], matches: &[Match]) -> std::collections::HashMap<u32, Vec<Match>> {
    let mut others: std::collections::HashMap<u32, Vec<Match>> =
        shown.iter().map(|found| (found.provider, Vec::new())).collect();
    for found in matches {
        if let Some(group) = others.get_mut(&found.provider)
            && !shown.iter().any(|best| best.document == found.document)
        {
            group.push(*found);
        }
    }
    for group in others.values_mut() {
        group.sort_unstable_by(|a, b| b.key.cmp(&a.key));
    }
    others
}

fn stored(snapshot: &Snapshot, document: u32) -> Result<Entry, SearchError> {
    let address = snapshot.address(document).ok_or_else(|| SearchError::corrupt(&"a hit out of bounds"))?;
    entry(snapshot, address)
}

fn entry(snapshot: &Snapshot, address: DocAddress) -> Result<Entry, SearchError> {
    let document: TantivyDocument = snapshot.searcher.doc(address)?;
    let bytes = document.get_first(snapshot.fields.entry).and_then(|value| value.as_bytes());
    schema::decode(bytes.ok_or_else(|| SearchError::corrupt(&"a document without its listing"))?)
}

/// Addresses of at most `limit` live documents that hold exactly this slug in a field.
fn documents_with(
    snapshot: &Snapshot,
    field: Field,
    slug: &Slug,
    limit: usize,
) -> Result<Vec<DocAddress>, SearchError> {
    use tantivy::schema::IndexRecordOption;
    use tantivy::{DocSet, TERMINATED};
    let term = Term::from_field_text(field, slug.as_str());
    let mut found = Vec::new();
    for (ordinal, reader) in (0_u32..).zip(snapshot.searcher.segment_readers()) {
        let index = reader.inverted_index(field)?;
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        let mut doc = postings.doc();
        while doc != TERMINATED && found.len() < limit {
            if !reader.is_deleted(doc) {
                found.push(DocAddress::new(ordinal, doc));
            }
            doc = postings.advance();
        }
    }
    Ok(found)
}

fn slug_in(column: &tantivy::columnar::StrColumn, doc: u32) -> Result<Slug, SearchError> {
    let ordinal = column.term_ords(doc).next().ok_or_else(|| SearchError::corrupt(&"a listing without slug"))?;
    let mut slug = String::new();
    column.ord_to_str(ordinal, &mut slug)?;
    Slug::try_from(slug).map_err(|error| SearchError::corrupt(&error))
}
