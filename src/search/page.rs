//! What a search gives back: hits, counts and how to read them.

use super::explain::Explanation;
use super::reading::Work;
use crate::domain::choice::Choice;
use crate::domain::ids::Slug;
use crate::domain::query::Filters;
use crate::domain::record::Entry;
use crate::domain::taxonomy::{Need, ServiceType, TypeChoice};
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
    /// How the words typed were read.
    pub understood: Understood,
    /// The words searched: those typed, corrected, without those that name a place.
    pub text: String,
    /// The place searched: the one asked for, else the one read in the text.
    pub place: Option<Territory>,
    /// The filters searched: those asked for and the services read in the text.
    pub filters: Filters,
    /// How much was tried to understand the text and to find its words.
    pub work: Work,
    /// No offer holds all the words, so those holding some of them are shown.
    pub partial_words: bool,
}

/// How the words typed were read: what was mended, and what became a choice that can be taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Understood {
    /// The text that is searched instead of what was typed, when words were misspelt.
    pub corrected: Option<String>,
    /// Services and needs named by words of the text; they limit the results.
    pub types: Vec<Mention<TypeChoice>>,
    /// The place named by words of the text; the results are those of this place.
    pub place: Option<Mention<Territory>>,
    /// Places of one name that words of the text name and of which none stands out, largest first: ask which.
    pub which_place: Vec<Mention<Territory>>,
    /// Further places that words of the text may name, largest first: namesakes of `place`, or a town whose name is
    /// also a word and was read as a word.
    pub other_places: Vec<Mention<Territory>>,
}

impl Understood {
    /// Whether the text was searched as it stands.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        self.corrected.is_none()
            && self.types.is_empty()
            && self.place.is_none()
            && self.which_place.is_empty()
    }
}

/// What some words of the text name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<T> {
    /// What they name.
    pub value: T,
    /// The words, as typed or corrected.
    pub words: String,
    /// The text (corrected, if it was) without these words and the preposition before them.
    pub without: String,
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
    /// Words of the title and of the summary that match, as they stand there; empty when services or name say why.
    pub matched_words: Vec<String>,
    /// Other matching offers of the same provider, at most three.
    pub siblings: Vec<Sibling>,
    /// Further matching offers that are not in `siblings`.
    pub more_siblings: u32,
    /// How its score came about; only when asked for.
    pub explanation: Option<Explanation>,
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
pub struct Facets(pub(super) [u32; 128]);

impl Facets {
    /// Offers of a service type.
    #[must_use]
    pub fn of_type(&self, service: ServiceType) -> u32 {
        self.0[usize::from(service.index() & 63)]
    }

    /// Offers of a need: of any of its service types.
    #[must_use]
    pub fn of_need(&self, need: Need) -> u32 {
        self.0[64 + usize::from(super::matching::facts::bit_of_need(need))]
    }

    /// Offers of a service type or of a need.
    #[must_use]
    pub fn of_choice(&self, choice: TypeChoice) -> u32 {
        match choice {
            TypeChoice::Type(service) => self.of_type(service),
            TypeChoice::Need(need) => self.of_need(need),
        }
    }

    /// Offers with a value of one of the other groups.
    #[must_use]
    pub fn of<G: super::matching::facts::Group + Choice>(&self, value: G) -> u32 {
        self.0[64 + usize::from(super::matching::facts::bit_of(value))]
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
