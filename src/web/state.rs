//! What every handler is given.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::Date;

use super::limits::Limits;
use super::logo::Studio;
use super::page_cache::{Edition, PageCache};
use super::params::Params;
use super::upload::Tables;
use crate::checks::Outside;
use crate::domain::empty_search::{Asked, Month};
use crate::domain::query::SearchQuery;
use crate::search::{Search, SearchError, SearchPage};
use crate::store::Store;
use crate::workflow::searches::SearchTally;
use crate::workflow::{Clock, Moment};

/// The parts of the program that pages are made of. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Finds listings.
    pub search: Search,
    /// What is not found in the index: applications, sessions, letters.
    pub store: Store,
    /// Counts searches without result.
    pub tally: SearchTally,
    /// How this directory shows itself.
    pub site: Arc<Site>,
    /// Whether visitors are taken: false until the index has caught up, and again while draining.
    pub open: Arc<AtomicBool>,
    /// Answers to searches that may be asked again.
    pub pages: PageCache,
    /// How often who may do something.
    pub limits: Limits,
    /// Where logos are drawn anew.
    pub studio: Studio,
    /// Where tables to import are worked on.
    pub tables: Tables,
    /// The world outside, asked while an applicant waits.
    pub outside: Arc<Outside>,
    /// Whether a refusal or a removal for good needs a second person at the desk.
    pub four_eyes: bool,
    /// Tells the moment.
    pub clock: Clock,
}

impl AppState {
    /// Tells the moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// Tells the day, in Paris.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().today
    }

    /// Tells the day as days since 1970-01-01.
    #[must_use]
    pub fn day_number(&self) -> i32 {
        const EPOCH: Date = Date::constant(1970, 1, 1);
        self.today().since(EPOCH).map_or(0, |span| span.get_days())
    }

    /// Tells what answers to searches are made of at this moment.
    #[must_use]
    pub(super) fn edition(&self) -> Edition {
        Edition { generation: self.search.generation(), day: self.day_number() }
    }

    /// Counts the offers that a search finds.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub(super) fn count_offers(&self, params: &Params) -> Result<u32, SearchError> {
        let query = SearchQuery { per_page: 1, ..params.search_query(self.day_number()) };
        self.search.search(&query).map(|found| found.total)
    }

    /// Counts a search that found nothing, once for all its pages and without a trace of who made it.
    pub(super) fn note_if_empty(&self, params: &Params, found: &SearchPage) {
        if found.total > 0 || params.page > 1 || params.is_empty() {
            return;
        }
        // Without the name of a place, which may be smaller than what is kept of it.
        let text = found.understood.which_place.first().map_or(&found.text, |place| &place.without);
        self.tally.note(Month::of(self.today()), Asked::read(text, &found.filters.types, found.place));
    }
}

/// How this directory shows itself.
#[derive(Debug, Clone)]
pub struct Site {
    /// Beginning of absolute links: scheme and host, without a slash at the end.
    pub base_url: String,
    /// Whether this is a demonstration, which a banner says on every page.
    pub demo: bool,
    /// Whether browsers are told to come back by https only.
    pub https_only: bool,
}

impl Site {
    /// Tells whether browsers reach this site over TLS.
    pub(super) fn is_https(&self) -> bool {
        self.https_only || self.base_url.starts_with("https://")
    }
}
