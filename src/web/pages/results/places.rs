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
#[derive(Default)]
pub(super) struct OtherPlaces {
    pub(super) namesakes: Vec<Chip>,
    pub(super) question: Option<Question>,
    pub(super) also: Vec<Also>,
}

impl OtherPlaces {
    pub(super) fn new(params: &Params, understood: &Understood, chrome: &Chrome) -> Self {
        let mut offered = Self {
            namesakes: namesakes(params, chrome),
            question: question(params, chrome),
            ..Self::default()
        };
        for named in understood.other_places.chunk_by(|one, next| one.words == next.words) {
            offered.add(named, params, understood, chrome);
        }
        offered
    }

    /// Offers the places that some words may name.
    fn add(
        &mut self,
        named: &[Mention<Territory>],
        params: &Params,
        understood: &Understood,
        chrome: &Chrome,
    ) {
        let lang = chrome.lang;
        let Some(first) = named.first() else { return };
        let link = |mention: &Mention<Territory>, label: String| Chip {
            href: chrome.search_href(&params.with(|params| {
                params.text.clone_from(&mention.without);
                params.place = at(mention.value);
            })),
            label,
        };
        let labelled = |mention: &Mention<Territory>| link(mention, mention.value.label());
        if understood.place.as_ref().is_some_and(|place| place.words == first.words) {
            self.namesakes.extend(named.iter().take(MAX_NAMESAKES).map(labelled));
        } else if named.len() > 1 && understood.place.is_none() && self.question.is_none() {
            self.question = Some(Question {
                title: lang.which_place(&first.words),
                text: lang.which_place_text(),
                choices: named.iter().map(labelled).collect(),
            });
        } else {
            let offers = |mention: &Mention<Territory>| link(mention, lang.see_offers_at(mention.value));
            self.also.push(Also {
                text: lang.is_also_a_place(&first.words, first.value),
                links: named.iter().take(MAX_NAMESAKES).map(offers).collect(),
            });
        }
    }
}

/// Links the same search to another place.
fn moved(place: &Territory, params: &Params, chrome: &Chrome) -> Chip {
    let moved = params.with(|params| params.place = at(*place));
    Chip { href: chrome.search_href(&moved), label: place.label() }
}

/// Links the largest places that bear the same name as the one asked for.
fn namesakes(params: &Params, chrome: &Chrome) -> Vec<Chip> {
    let Place::At { others, .. } = &params.place else { return Vec::new() };
    others.iter().take(MAX_NAMESAKES).map(|place| moved(place, params, chrome)).collect()
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
