//! What a search gives back: hits, counts and how to read them.

use crate::domain::choice::Choice;
use crate::domain::ids::Slug;
use crate::domain::record::Entry;
use crate::domain::taxonomy::{Need, ServiceType};
use crate::domain::territory::{Reach, Territory};

/// One page of results: at most one hit for each provider.
#[derive(Debug)]
pub struct SearchPage {
    /// Offers found, on all pages.
    pub total: u32,
    /// Providers found, on all pages.
    pub providers: u32,
    /// This page, from 1; never beyond the last one.
    pub page: u32,
    /// Pages, at least 1.
    pub pages: u32,
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// Counts for every filter; each group ignores its own choice.
    pub facets: Facets,
    /// No offer holds all the words, so those holding some of them are shown.
    pub partial_words: bool,
}

/// The best offer of one provider, with the names of its other matching offers.
#[derive(Debug)]
pub struct Hit {
    /// The offer.
    pub entry: Entry,
    /// Why the place matches; absent when no place was asked for.
    pub reach: Option<Reach>,
    /// Parts of the title that match the words asked for, as byte ranges in order.
    pub title_marks: Vec<std::ops::Range<usize>>,
    /// Service types of the offer that match the words or the filter.
    pub matched_types: Vec<ServiceType>,
    /// The name of the provider matches the words.
    pub matched_name: bool,
    /// Other matching offers of the same provider, at most three.
    pub siblings: Vec<Sibling>,
    /// Further matching offers that are not in `siblings`.
    pub more_siblings: u32,
}

/// Another matching offer of a provider that is already on the page.
#[derive(Debug)]
pub struct Sibling {
    /// Where its page is.
    pub slug: Slug,
    /// Its title.
    pub title: String,
}

/// Counts of offers by filter value.
#[derive(Debug, Clone)]
pub struct Facets {
    pub(super) types: [u32; 64],
    pub(super) facts: [u32; 64],
}

impl Facets {
    /// Offers of a service type.
    #[must_use]
    pub fn of_type(&self, service: ServiceType) -> u32 {
        self.types[usize::from(service.index() & 63)]
    }

    /// Offers of a need: of any of its service types.
    #[must_use]
    pub fn of_need(&self, need: Need) -> u32 {
        self.facts[usize::from(super::facts::bit_of_need(need))]
    }

    /// Offers with a value of one of the other groups.
    #[must_use]
    pub fn of<G: super::facts::Group + Choice>(&self, value: G) -> u32 {
        self.facts[usize::from(super::facts::bit_of(value))]
    }
}

/// Counts over the whole directory.
#[derive(Debug, Clone)]
pub struct Counts {
    /// Offers that shopkeepers may find.
    pub offers: u32,
    /// Their providers.
    pub providers: u32,
    /// Offers by filter value.
    pub facets: Facets,
    /// Offers that serve at least a part of each région, in the order of their names.
    pub regions: Vec<(Territory, u32)>,
}
