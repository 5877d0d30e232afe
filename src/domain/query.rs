//! What a visitor asks for: text, place, filters, order and page. Building one never fails.

use super::choice::choices;
use super::listing::{
    Autonomy, Commitment, DeliveryMode, PricingModel, SetupDelay, Trade, VerificationLevel,
};
use super::taxonomy::TypeChoice;
use super::territory::Territory;

/// Characters of the text that are used; the rest is ignored.
pub const MAX_TEXT: usize = 200;
/// Providers on one page of results.
pub const PER_PAGE: u32 = 20;
/// Most providers on one page of the API.
pub const MAX_PER_PAGE: u32 = 100;
/// Highest page number that is computed; higher ones are answered as this one.
pub const MAX_PAGE: u32 = 10_000;

choices! {
    /// Order of the results. The slugs are the values of `sort`.
    Sort {
        /// By text, closeness, verification, completeness, freshness and capacity.
        Relevance = "pertinence",
        /// Closest area first.
        Closest = "proximite",
        /// Shortest engagement first; unknown last.
        Commitment = "engagement",
        /// Ready soonest first; unknown last.
        SetupDelay = "delai",
        /// Latest change first.
        Recent = "recent",
    }
}

/// Chosen filters: values of one group are alternatives, groups add up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    /// Needs and service types (`type`).
    pub types: Vec<TypeChoice>,
    /// Length of the engagement (`commitment`).
    pub commitment: Vec<Commitment>,
    /// Set-up delay (`setup`).
    pub setup: Vec<SetupDelay>,
    /// How it is paid for (`pricing`).
    pub pricing: Vec<PricingModel>,
    /// How much the shop does (`autonomy`).
    pub autonomy: Vec<Autonomy>,
    /// Where the work is done (`mode`).
    pub mode: Vec<DeliveryMode>,
    /// Trade (`trade`).
    pub trade: Vec<Trade>,
    /// Verification level (`level`).
    pub level: Vec<VerificationLevel>,
}

impl Filters {
    /// Adds a service type or a need; the more specific choice wins, so that ticking a type
    /// under a need that is already ticked narrows the results.
    pub fn choose_type(&mut self, choice: TypeChoice) {
        match choice {
            TypeChoice::Type(service) => {
                self.types.retain(|other| *other != TypeChoice::Need(service.need()));
                push_new(&mut self.types, choice);
            }
            TypeChoice::Need(need) => {
                let refined =
                    |other: &TypeChoice| matches!(other, TypeChoice::Type(service) if service.need() == need);
                if !self.types.iter().any(refined) {
                    push_new(&mut self.types, choice);
                }
            }
        }
    }

    /// How many choices there are in all groups.
    #[must_use]
    pub fn len(&self) -> usize {
        self.types.len()
            + self.commitment.len()
            + self.setup.len()
            + self.pricing.len()
            + self.autonomy.len()
            + self.mode.len()
            + self.trade.len()
            + self.level.len()
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Adds a value to a group once.
pub fn push_new<T: PartialEq>(group: &mut Vec<T>, value: T) {
    if !group.contains(&value) {
        group.push(value);
    }
}

/// A search. Every combination of values is a valid one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// What was typed, at most [`MAX_TEXT`] characters.
    pub text: String,
    /// Where the shop is.
    pub place: Option<Territory>,
    /// Chosen filters.
    pub filters: Filters,
    /// Whether the text is searched as it stands: no place, service or correction is read in it.
    pub literal: bool,
    /// Whether each hit tells how its score came about.
    pub explain: bool,
    /// Order.
    pub sort: Sort,
    /// Page, from 1 to [`MAX_PAGE`].
    pub page: u32,
    /// Providers on a page, from 1 to [`MAX_PER_PAGE`].
    pub per_page: u32,
    /// Days since 1970-01-01, for freshness and for breaking ties.
    pub today: i32,
}

impl SearchQuery {
    /// Everything in the directory, on a given day.
    #[must_use]
    pub fn everything(today: i32) -> Self {
        Self {
            text: String::new(),
            place: None,
            filters: Filters::default(),
            literal: false,
            explain: false,
            sort: Sort::Relevance,
            page: 1,
            per_page: PER_PAGE,
            today,
        }
    }
}
