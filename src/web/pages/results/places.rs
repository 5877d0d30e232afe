//! Places that could be meant: namesakes of the one understood, a question, towns whose name is also a word.

use crate::domain::territory::Territory;
use crate::search::{Mention, Understood};
use crate::web::chips::Chip;
use crate::web::chrome::Chrome;
use crate::web::pages::results::reading::at;
use crate::web::params::Params;
use crate::web::place::Place;

/// Places of the same name that are offered beside the one understood.
const MAX_NAMESAKES: usize = 3;

/// A place that is not understood, and what it could be.
pub(super) struct Question {
    pub(super) title: String,
    pub(super) text: &'static str,
    pub(super) choices: Vec<Chip>,
}

/// Words that are searched as words and are a place too.
pub(super) struct Also {
    pub(super) text: String,
    pub(super) links: Vec<Chip>,
}

/// Places that are offered, by the way the page offers them.
pub(super) struct OtherPlaces {
    pub(super) namesakes: Vec<Chip>,
    pub(super) question: Option<Question>,
    pub(super) also: Vec<Also>,
}

impl OtherPlaces {
    pub(super) fn new(params: &Params, understood: &Understood, chrome: &Chrome) -> Self {
        let mut offered = Self {
            namesakes: namesakes(params, chrome),
            question: question(params, chrome).or_else(|| question_of_words(params, understood, chrome)),
            also: Vec::new(),
        };
        for named in understood.other_places.chunk_by(|one, next| one.words == next.words) {
            offered.add(named, params, understood, chrome);
        }
        offered
    }

    /// Offers places that some words may name beside what they were read as.
    fn add(
        &mut self,
        named: &[Mention<Territory>],
        params: &Params,
        understood: &Understood,
        chrome: &Chrome,
    ) {
        let Some(first) = named.first() else { return };
        let named_so = named.iter().take(MAX_NAMESAKES);
        if let Some(place) = understood.place.as_ref().filter(|place| place.words == first.words) {
            let meant_so = place.value;
            let named_so = named_so.filter(|other| is_elsewhere(meant_so, other.value));
            self.namesakes.extend(named_so.map(|place| meant(place, place.value.label(), params, chrome)));
        } else {
            let label = |(rank, place): (usize, &Mention<Territory>)| match rank {
                0 => meant(place, chrome.lang.see_offers_at(place.value), params, chrome),
                _ => meant(place, chrome.lang.at(place.value), params, chrome),
            };
            self.also.push(Also {
                text: chrome.lang.is_also_a_place(&first.words, first.value),
                links: named_so.enumerate().map(label).collect(),
            });
        }
    }
}

/// Links the same search with some words taken for a place.
fn meant(named: &Mention<Territory>, label: String, params: &Params, chrome: &Chrome) -> Chip {
    let moved = params.with(|params| {
        params.text.clone_from(&named.without);
        params.place = at(named.value);
    });
    Chip { href: chrome.search_href(&moved), label }
}

/// Asks which place some of the words mean.
fn question_of_words(params: &Params, understood: &Understood, chrome: &Chrome) -> Option<Question> {
    let first = understood.which_place.first()?;
    let choices =
        understood.which_place.iter().map(|place| meant(place, place.value.label(), params, chrome));
    Some(Question {
        title: chrome.lang.which_place(&first.words),
        text: chrome.lang.which_place_text(),
        choices: choices.collect(),
    })
}

/// Links the same search to another place.
fn moved(place: &Territory, params: &Params, chrome: &Chrome) -> Chip {
    let moved = params.with(|params| params.place = at(*place));
    Chip { href: chrome.search_href(&moved), label: place.label() }
}

/// Links the largest places that bear the same name as the one asked for.
fn namesakes(params: &Params, chrome: &Chrome) -> Vec<Chip> {
    let Place::At { territory, others } = &params.place else { return Vec::new() };
    others
        .iter()
        .filter(|other| is_elsewhere(*territory, **other))
        .take(MAX_NAMESAKES)
        .map(|place| moved(place, params, chrome))
        .collect()
}

/// Whether two places of one name differ for a search: La Réunion is a région and, on the same ground, a département.
fn is_elsewhere(one: Territory, other: Territory) -> bool {
    !(one.contains(other) && other.contains(one))
}

/// Asks which place is meant by what stands in its field.
fn question(params: &Params, chrome: &Chrome) -> Option<Question> {
    let lang = chrome.lang;
    let (title, text, places) = match &params.place {
        Place::Which { typed, candidates } => (lang.which_place(typed), lang.which_place_text(), candidates),
        Place::Unknown { typed, near } if near.is_empty() => {
            (lang.unknown_place(typed), lang.unknown_place_text(), near)
        }
        Place::Unknown { typed, near } => (lang.unknown_place(typed), lang.near_places_text(), near),
        Place::Anywhere | Place::At { .. } => return None,
    };
    Some(Question { title, text, choices: places.iter().map(|place| moved(place, params, chrome)).collect() })
}
