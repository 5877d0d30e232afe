//! Ways out of a search without result: one choice dropped at a time, each with what it would
//! give; when no single choice is to blame, all of them. What was read in the words is a choice like any other.

use super::chrome::Chrome;
use super::group::{ForEachGroup, Group};
use super::params::Params;
use super::place::Place;
use super::state::AppState;
use crate::domain::query::Filters;
use crate::domain::territory::Territory;
use crate::search::Understood;

/// A wider search.
pub(super) struct Looser {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) offers: String,
}

/// Gives the wider searches that find something, one for each choice that stands in the way, else one without any.
pub(super) fn looser(
    params: &Params,
    understood: &Understood,
    state: &AppState,
    chrome: &Chrome,
) -> Vec<Looser> {
    let lang = chrome.lang;
    let mut ways = Ways { params, state, chrome, found: Vec::new() };
    if !params.text.is_empty() {
        ways.add(lang.without_words(&params.text), |wider| wider.text.clear());
    }
    if let Some(place) = params.place.territory() {
        around(place).any(|around| {
            ways.add(lang.in_all_of(around), |wider| {
                wider.place = Place::At { territory: around, others: Vec::new() };
            })
        });
        ways.add(lang.everywhere().to_owned(), |wider| {
            wider.place = Place::Anywhere;
            // Words that are no place beside the one chosen must not become one without it.
            wider.literal |= understood.is_literal();
        });
    }
    if !params.filters.types.is_empty() {
        ways.add(lang.any_of(lang.group_type()), |wider| wider.filters.types.clear());
    }
    ways.visit_all();
    if ways.found.is_empty() && params.place.territory().is_some() {
        ways.add(lang.only_the_place().to_owned(), |wider| {
            wider.text.clear();
            wider.filters = Filters::default();
        });
    }
    if ways.found.is_empty() {
        ways.add(lang.nav_all().to_owned(), |wider| *wider = Params::default());
    }
    ways.found
}

/// Gives the EPCI, the département and the région around a place, nearest first.
fn around(place: Territory) -> impl Iterator<Item = Territory> {
    let country = |wider: &Territory| matches!(wider, Territory::France | Territory::Metropole);
    place.ancestors().into_iter().filter(move |wider| !country(wider))
}

struct Ways<'a> {
    params: &'a Params,
    state: &'a AppState,
    chrome: &'a Chrome,
    found: Vec<Looser>,
}

impl Ways<'_> {
    /// Adds a wider search; tells whether it finds something.
    fn add(&mut self, label: String, widen: impl FnOnce(&mut Params)) -> bool {
        let wider = self.params.with(widen);
        match self.state.count_offers(&wider) {
            Ok(offers) if offers > 0 => {
                let href = self.chrome.search_href(&wider);
                self.found.push(Looser { href, label, offers: self.chrome.lang.offers(offers) });
                return true;
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "a wider search failed"),
        }
        false
    }
}

impl ForEachGroup for Ways<'_> {
    fn visit<G: Group>(&mut self) {
        if !G::chosen(&self.params.filters).is_empty() {
            let label = self.chrome.lang.any_of(G::title(self.chrome.lang));
            self.add(label, |wider| G::chosen_mut(&mut wider.filters).clear());
        }
    }
}
