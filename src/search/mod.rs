//! The search engine: the only room that speaks tantivy.
//!
//! A search takes a [`SearchQuery`], reads one immutable [`Snapshot`] and gives a [`SearchPage`]; it never
//! touches the database. Reading order: [`page`] (what comes out), [`analysis`], [`words`] and [`reading`] (what was
//! typed and what it means), [`matching`] (which listings, in which order, counted), [`ranking`] (the weights), [`hits`]
//! and [`marks`] (what a page shows and why it matches), [`explain`] (how a score came about), [`lookup`] and [`names`]
//! (by slug, by whole name), [`coverage`] (where what is offered), [`suggest`] (as one types), [`segments`] (what lies on disk and in memory).

mod analysis;
mod census;
mod coverage;
mod error;
pub mod explain;
mod hits;
mod lookup;
mod marks;
mod matching;
mod names;
pub mod page;
pub mod ranking;
mod reading;
mod segments;
mod suggest;
mod words;

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::{Index, IndexReader, ReloadPolicy};

pub use census::Census;
pub use coverage::Coverage;
pub use error::SearchError;
pub use explain::Explanation;
pub use page::{Counts, Facets, Hit, Mention, SearchPage, Sibling, Understood};
pub use segments::writer::{Position, Writer};
pub use suggest::{NeedSuggestion, ProviderSuggestion, Suggestions};

use crate::domain::query::SearchQuery;
use hits::Shown;
use matching::candidates::Candidates;
use matching::collect::{Collector, Counted, Found};
pub use matching::facts;
use matching::scoring::Scratch;
use matching::terms;
use reading::Reading;
pub use reading::Work;
use segments::columns::Interner;
use segments::schema::Fields;
use segments::snapshot::Snapshot;

/// Searches an index. Cheap to clone; every clone sees the same commits.
#[derive(Clone)]
pub struct Search(Arc<Inner>);

struct Inner {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    show_unclaimed: bool,
    snapshot: RwLock<Arc<Snapshot>>,
    generation: AtomicU64,
    /// Also lets one reload happen at a time.
    interner: Mutex<Interner>,
}

/// Memory that a thread keeps from one search to the next.
#[derive(Default)]
struct Workspace {
    scratch: Scratch,
    found: Found,
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
            generation: AtomicU64::new(0),
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
        // After the snapshot: who reads the new number never searches the old snapshot.
        inner.generation.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Whether listings that nobody answers for are shown.
    #[must_use]
    pub fn shows_unclaimed(&self) -> bool {
        self.0.show_unclaimed
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn position(&self) -> Result<Option<Position>, SearchError> {
        Ok(self.0.index.load_metas()?.payload.as_deref().and_then(Position::read))
    }

    /// The number of the state that searches see: it grows with every commit that becomes visible, from 0 at the
    /// start of the program. A search begun after this call sees this state or a later one.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.0.generation.load(Ordering::Acquire)
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
        let mut work = Work::default();
        let reading = reading::read(&snapshot, query, &mut work)?;
        let is_corrected = reading.understood.corrected.is_some();
        let page = Self::find(&snapshot, reading, work)?;
        if page.total > 0 || !is_corrected {
            return Ok(page);
        }
        // A correction that finds nothing was none.
        let mut work = page.work;
        let reading = reading::read_as_spelt(&snapshot, query, &mut work)?;
        Self::find(&snapshot, reading, work)
    }

    fn find(snapshot: &Snapshot, reading: Reading, mut work: Work) -> Result<SearchPage, SearchError> {
        WORKSPACE.with_borrow_mut(|workspace| {
            let Workspace { scratch, found } = workspace;
            let query = &reading.query;
            let (candidates, partial_words) = candidates(snapshot, &reading, &mut work, scratch)?;
            let mut collector = Collector::new(snapshot, query, candidates, found);
            let per_page = query.per_page.max(1);
            let wanted = query.page.max(1).saturating_mul(per_page);
            let Counted { total, providers, facets } = collector.collect(wanted as usize);
            let pages = providers.div_ceil(per_page).max(1);
            let page = query.page.clamp(1, pages);
            let first = (page - 1) as usize * per_page as usize;
            let best = collector.page(first, first + per_page as usize);
            let with_others = |best| Shown { best, others: collector.others(&best) };
            let shown: Vec<Shown> = best.into_iter().map(with_others).collect();
            let mut hits = hits::hits(snapshot, query, &reading.words, &shown)?;
            if query.explain {
                explain::explain(snapshot, &reading, &shown, &mut hits)?;
            }
            Ok(SearchPage {
                total,
                providers,
                page,
                pages,
                hits,
                facets,
                understood: reading.understood,
                text: reading.query.text,
                place: reading.query.place,
                filters: reading.query.filters,
                work,
                partial_words,
            })
        })
    }
}

/// The listings to look at; tells whether some words had to be given up.
fn candidates<'a>(
    snapshot: &Snapshot,
    reading: &Reading,
    work: &mut Work,
    scratch: &'a mut Scratch,
) -> Result<(Candidates<'a>, bool), SearchError> {
    let required = &reading.required;
    let lookups = terms::lookups(snapshot, reading, work)?;
    if required.is_empty() {
        scratch.score(snapshot, &lookups, true)?;
        scratch.tell(work);
        return Ok((Candidates::every(reading.base(snapshot), scratch), false));
    }
    scratch.score(snapshot, &lookups, false)?;
    let all_words = scratch.find(snapshot, required.len(), false) || required.len() == 1;
    if !all_words {
        scratch.score(snapshot, &lookups, true)?;
        scratch.find(snapshot, required.len(), true);
    }
    scratch.tell(work);
    Ok((Candidates::matching(scratch), !all_words))
}

#[cfg(test)]
mod tests;
