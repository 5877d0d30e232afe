//! Choices that can be removed, one link each.

use super::chrome::Chrome;
use super::group::{ForEachGroup, Group};
use super::params::Params;
use super::place::Place;

/// A choice and the address of the results without it.
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) label: String,
}

/// Gives a chip for the place and for each chosen filter.
pub(super) fn chips(params: &Params, chrome: &Chrome) -> Vec<Chip> {
    let mut chips = Chips { params, chrome, found: Vec::new() };
    if let Place::At { territory, .. } = &params.place {
        chips.add(territory.label(), |without| without.place = Place::Anywhere);
    }
    for choice in &params.filters.types {
        let label = chrome.lang.of(choice.label()).to_owned();
        chips.add(label, |without| without.filters.types.retain(|other| other != choice));
    }
    chips.visit_all();
    chips.found
}

struct Chips<'a> {
    params: &'a Params,
    chrome: &'a Chrome,
    found: Vec<Chip>,
}

impl Chips<'_> {
    fn add(&mut self, label: String, remove: impl FnOnce(&mut Params)) {
        let href = self.chrome.search_href(&self.params.with(remove));
        self.found.push(Chip { href, label });
    }
}

impl ForEachGroup for Chips<'_> {
    fn visit<G: Group>(&mut self) {
        for value in G::chosen(&self.params.filters) {
            let name = value.name(self.chrome.lang);
            let label = if G::NEEDS_TITLE {
                self.chrome.lang.titled(G::title(self.chrome.lang), name)
            } else {
                name.to_owned()
            };
            self.add(label, |without| G::chosen_mut(&mut without.filters).retain(|other| other != value));
        }
    }
}
