//! The search engine: the only room that speaks tantivy.
//!
//! A search takes a [`SearchQuery`], reads one immutable [`Snapshot`] and gives a [`SearchPage`]; it never
//! touches the database. Reading order: [`page`] (what comes out), [`words`] and [`analysis`] (what was
//! typed), [`scoring`] and [`bm25`] (how well a listing matches), [`facts`], [`bit_counters`] and
//! [`collect`](mod@collect) (filters, counts, order), [`hits`] and [`marks`] (what a page shows and why it
//! matches), [`explain`] (how a score came about), [`lookup`] (by slug), [`suggest`] (as one types), [`schema`], [`columns`] and
//! [`snapshot`] (what lies on disk and in memory), [`writer`] and [`open`].

mod analysis;
mod bit_counters;
mod bm25;
mod collect;
mod columns;
mod error;
pub mod explain;
pub mod facts;
mod hits;
mod lookup;
mod marks;
mod open;
pub mod page;
pub mod ranking;
mod reading;
mod schema;
mod scoring;
mod snapshot;
mod suggest;
mod words;
mod writer;

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::{Index, IndexReader, ReloadPolicy};

pub use error::SearchError;
pub use explain::Explanation;
pub use page::{Counts, Facets, Hit, Mention, SearchPage, Sibling, Understood};
pub use suggest::{NeedSuggestion, ProviderSuggestion, Suggestions};
pub use writer::{Position, Writer};

use crate::domain::query::SearchQuery;
use collect::{Collected, Collector, Match, best_by_provider};
use columns::Interner;
use schema::Fields;
use scoring::Scratch;
use snapshot::Snapshot;
use words::Words;

/// Searches an index. Cheap to clone; every clone sees the same commits.
#[derive(Clone)]
pub struct Search(Arc<Inner>);

struct Inner {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    show_unclaimed: bool,
    snapshot: RwLock<Arc<Snapshot>>,
    /// Also lets one reload happen at a time.
    interner: Mutex<Interner>,
}

/// Memory that a thread keeps from one search to the next.
#[derive(Default)]
struct Workspace {
    scratch: Scratch,
    matches: Vec<Match>,
}

thread_local! {
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

impl Search {
    fn start(index: Index, fields: Fields, show_unclaimed: bool) -> Result<Self, SearchError> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut interner = Interner::default();
        let snapshot = Snapshot::load(reader.searcher(), fields, None, &mut interner, show_unclaimed)?;
        Ok(Self(Arc::new(Inner {
            index,
            reader,
            fields,
            show_unclaimed,
            snapshot: RwLock::new(Arc::new(snapshot)),
            interner: Mutex::new(interner),
        })))
    }

    fn index(&self) -> &Index {
        &self.0.index
    }

    /// Makes the last commit visible.
    fn reload(&self) -> Result<(), SearchError> {
        let inner = &self.0;
        let mut interner = inner.interner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.reader.reload()?;
        let before = self.snapshot();
        let searcher = inner.reader.searcher();
        let after =
            Snapshot::load(searcher, inner.fields, Some(&before), &mut interner, inner.show_unclaimed)?;
        *inner.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
        Ok(())
    }

    fn shows_unclaimed(&self) -> bool {
        self.0.show_unclaimed
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn position(&self) -> Result<Option<Position>, SearchError> {
        Ok(self.0.index.load_metas()?.payload.as_deref().and_then(Position::read))
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
        WORKSPACE.with_borrow_mut(|workspace| {
            let mut collector = Collector::new(&snapshot, query, std::mem::take(&mut workspace.matches));
            let partial_words = collect(&snapshot, &words, &mut workspace.scratch, &mut collector)?;
            let Collected { mut matches, providers, facets } = collector.finish();
            let per_page = query.per_page.max(1);
            let pages = providers.div_ceil(per_page).max(1);
            let page = query.page.clamp(1, pages);
            let (first, behind) = (((page - 1) * per_page) as usize, (page * per_page) as usize);
            let best = best_by_provider(&mut matches, behind, providers, snapshot.providers);
            let shown = best.get(first..).unwrap_or_default();
            let mut hits = hits::hits(&snapshot, query, &words, shown, &matches)?;
            if query.explain {
                explain::explain(&snapshot, query, &words, shown, &mut hits)?;
            }
            let total = u32::try_from(matches.len()).unwrap_or(u32::MAX);
            workspace.matches = matches;
            Ok(SearchPage {
                total,
                providers,
                page,
                pages,
                hits,
                facets,
                understood: Understood::default(),
                place: query.place,
                filters: query.filters.clone(),
                partial_words,
            })
        })
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
            for (document, slot) in (segment.base..).zip(0..segment.columns.rows.len()) {
                collector.visit(document, &segment.columns, slot, 1.0);
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
                let slot = doc as usize;
                found |= segment.columns.rows[slot].is_searchable();
                collector.visit(segment.base + doc, &segment.columns, slot, text);
            }
        }
        if found || words.len() == 1 {
            return Ok(partly);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests;
