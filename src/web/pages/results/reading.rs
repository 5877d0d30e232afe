//! How the words typed were read: said in a line, each choice removable, the words as they stand one link away.

use crate::domain::territory::Territory;
use crate::search::SearchPage;
use crate::web::chips::Chip;
use crate::web::chrome::Chrome;
use crate::web::params::Params;
use crate::web::place::Place;

/// What the page says about the reading of the words.
pub(super) struct Reading {
    /// What is searched instead of what was typed, as a sentence, and the way to the latter.
    pub(super) corrected: Option<(String, Chip)>,
    /// Places and services named by the words, each with the search without those words.
    pub(super) chips: Vec<Chip>,
    /// The words as they stand, where they were read but not corrected; or the way back from there.
    pub(super) other: Option<Chip>,
}

impl Reading {
    pub(super) fn new(params: &Params, found: &SearchPage, chrome: &Chrome) -> Self {
        let corrected = found.understood.corrected.as_deref().map(|words| {
            let label = chrome.lang.search_instead(&params.text);
            (chrome.lang.results_for(words), Chip { href: literally(params, chrome), label })
        });
        let other = if corrected.is_some() { None } else { other(params, found, chrome) };
        Self { corrected, chips: chips(params, found, chrome), other }
    }
}

/// The same search with every choice that was read in the words written out, so that each can be unticked.
///
/// The words that named a place go; those that name a service stay and, being literal now, only order the results.
pub(super) fn written_out(params: &Params, found: &SearchPage) -> Params {
    let understood = &found.understood;
    let place = match (&understood.place, understood.which_place.first()) {
        (Some(place), _) => at(place.value),
        (None, Some(first)) => Place::Which {
            typed: first.words.clone(),
            candidates: understood.which_place.iter().map(|place| place.value).collect(),
        },
        (None, None) if understood.types.is_empty() => return params.clone(),
        (None, None) => params.place.clone(),
    };
    Params {
        text: found.text.clone(),
        place,
        filters: found.filters.clone(),
        literal: true,
        ..params.clone()
    }
}

/// The same search without words that only say again the place chosen, which would come back when it is removed.
pub(super) fn said_once(params: &Params, found: &SearchPage) -> Params {
    let understood = &found.understood;
    let searched = understood.corrected.as_deref().unwrap_or(&params.text);
    if params.place.territory().is_none() || searched == found.text {
        return params.clone();
    }
    Params { text: found.text.clone(), ..params.clone() }
}

/// A place that needs no further question.
pub(super) const fn at(territory: Territory) -> Place {
    Place::At { territory, others: Vec::new() }
}

/// Chips for what the words name, unless a narrower choice took over.
fn chips(params: &Params, found: &SearchPage, chrome: &Chrome) -> Vec<Chip> {
    let chip = |label: String, without: &str| {
        let fewer = params.with(|params| without.clone_into(&mut params.text));
        Chip { href: chrome.search_href(&fewer), label }
    };
    let place = found.understood.place.iter().map(|place| chip(place.value.label(), &place.without));
    let services =
        found.understood.types.iter().filter(|service| found.filters.types.contains(&service.value));
    let services =
        services.map(|service| chip(chrome.lang.of(service.value.label()).to_owned(), &service.without));
    place.chain(services).collect()
}

fn other(params: &Params, found: &SearchPage, chrome: &Chrome) -> Option<Chip> {
    let lang = chrome.lang;
    if !found.understood.is_literal() {
        return Some(Chip { href: literally(params, chrome), label: lang.search_as_typed().to_owned() });
    }
    // With a service chosen the words were most likely read before, and the choice is there to be seen.
    let unread = params.literal && params.filters.types.is_empty();
    unread.then(|| Chip {
        href: chrome.search_href(&params.with(|params| params.literal = false)),
        label: lang.read_my_words().to_owned(),
    })
}

fn literally(params: &Params, chrome: &Chrome) -> String {
    chrome.search_href(&params.with(|params| params.literal = true))
}

#[cfg(test)]
mod tests;
