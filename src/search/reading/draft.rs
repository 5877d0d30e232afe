//! A reading under way: what has been found in the text so far.

use std::ops::Range;

use super::places::Place;
use super::{Reading, Work, concepts, places};
use crate::domain::query::{Filters, SearchQuery, push_new};
use crate::domain::taxonomy::TypeChoice;
use crate::domain::territory::Territory;
use crate::search::SearchError;
use crate::search::analysis::{self, Word};
use crate::search::page::{Facets, Mention, Understood};
use crate::search::segments::snapshot::Snapshot;
use crate::search::words::Words;

/// Further places that are offered for one name.
const MAX_OTHERS: usize = 5;

/// A reading under way.
pub(super) struct Draft<'a> {
    asked: &'a SearchQuery,
    /// The text, corrected if it was misspelt.
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// Words of the place, preposition included.
    pub(super) place_words: Range<usize>,
    /// Words that would name a place, had they not been read as words.
    pub(super) doubtful: Range<usize>,
    place: Option<Territory>,
    types: Vec<TypeChoice>,
    name: Option<String>,
    understood: Understood,
}

impl<'a> Draft<'a> {
    pub(super) fn new(asked: &'a SearchQuery, text: &str, words: Vec<Word>) -> Self {
        Self {
            asked,
            text: text.to_owned(),
            words,
            place_words: 0..0,
            doubtful: 0..0,
            place: asked.place,
            types: Vec::new(),
            name: None,
            understood: Understood::default(),
        }
    }

    /// Reads a name, else a place, corrections and services.
    pub(super) fn read(mut self, snapshot: &Snapshot, work: &mut Work) -> Result<Self, SearchError> {
        if self.read_name(snapshot, work)? {
            return Ok(self);
        }
        self.read_place(work);
        if let Some(corrected) = self.corrected(snapshot, work)? {
            let words = analysis::searched(&corrected);
            self = Self::new(self.asked, &corrected, words);
            self.understood.corrected = Some(corrected);
            self.read_place(work);
        }
        self.read_rest(snapshot, work)
    }

    /// Reads a place and what the other words are, as they are spelt.
    pub(super) fn read_as_spelt(mut self, snapshot: &Snapshot, work: &mut Work) -> Result<Self, SearchError> {
        self.read_place(work);
        self.read_rest(snapshot, work)
    }

    /// Reads the name or the services that the words beside the place are.
    fn read_rest(mut self, snapshot: &Snapshot, work: &mut Work) -> Result<Self, SearchError> {
        if self.read_name(snapshot, work)? {
            return Ok(self);
        }
        let named = self.named();
        self.read_types(&named, &snapshot.counts().facets);
        if self.means_a_name(&named, snapshot)? {
            self.types.clear();
            self.understood.types.clear();
        }
        Ok(self)
    }

    /// Part of the text that holds some words.
    fn part(&self, words: &Range<usize>) -> Range<usize> {
        self.words[words.start].start..self.words[words.end - 1].end
    }

    fn mention_of_place(&self, place: Territory, named: &places::Named) -> Mention<Territory> {
        let part = self.part(&named.words);
        let without = without(&self.text, self.words[named.start].start..part.end);
        Mention { value: place, words: self.text[part].to_owned(), without: what_it_says(without) }
    }

    /// A service with the first words that name it; it goes with all of them: "référencement seo" is one choice.
    fn mention_of_type(&self, choice: TypeChoice, runs: &[Range<usize>]) -> Mention<TypeChoice> {
        let words = runs.first().map_or("", |run| &self.text[self.part(run)]);
        let less = |text: String, run: &Range<usize>| without(&text, self.part(run));
        Mention {
            value: choice,
            words: words.to_owned(),
            without: what_it_says(runs.iter().rev().fold(self.text.clone(), less)),
        }
    }

    /// Tells whether the words beside the place are the whole name of a provider, and no service at a place as well.
    fn read_name(&mut self, snapshot: &Snapshot, work: &mut Work) -> Result<bool, SearchError> {
        let mut words = self.words.clone();
        words.drain(self.place_words.clone());
        self.name = snapshot.provider_called(&words)?;
        if self.name.is_none() {
            return Ok(false);
        }
        let named = concepts::named(&words);
        let is_service = |at: usize| named.iter().any(|named| named.words.contains(&at));
        let mut says_more =
            (0..words.len()).filter(|at| !words[*at].is_stop_word() && !is_service(*at)).peekable();
        if named.iter().all(|named| named.words.len() == 1) {
            return Ok(says_more.peek().is_some());
        }
        // Whoever is called "Coursier vélo Paris" is not all that a shopkeeper wants who types these words; a single word
        // and a place, as in "Vitrines de Colmar", may well be a name.
        let place = places::find(&self.text, &words, &mut work.spans).named;
        let is_place =
            |at: &usize| place.as_ref().is_some_and(|place| (place.start..place.words.end).contains(at));
        Ok(says_more.any(|at| !is_place(&at)))
    }

    /// Takes the place that the text names, unless the visitor has said where.
    fn read_place(&mut self, work: &mut Work) {
        let found = places::find(&self.text, &self.words, &mut work.spans);
        self.doubtful = found.doubtful.as_ref().map_or(0..0, |named| named.words.clone());
        if let Some(asked) = self.asked.place {
            // The place asked for, said again: it is no word to look for.
            let again =
                found.named.filter(|named| matches!(named.place, Place::One(place, _) if place == asked));
            self.place_words = again.map_or(0..0, |named| named.start..named.words.end);
            return;
        }
        let Some(named) = found.named.clone().or(found.doubtful) else { return };
        let offer = |place: Territory| self.mention_of_place(place, &named);
        let offer_all =
            |places: &[Territory]| places.iter().take(MAX_OTHERS).map(|place| offer(*place)).collect();
        let mut understood = Understood::default();
        match &named.place {
            Place::One(place, others) if found.named.is_some() => {
                understood.place = Some(offer(*place));
                understood.other_places = offer_all(others);
            }
            Place::One(place, others) => {
                understood.other_places = offer_all(&[&[*place], &others[..]].concat());
            }
            Place::Several(all) if found.named.is_some() => understood.which_place = offer_all(all),
            Place::Several(all) => understood.other_places = offer_all(all),
        }
        if found.named.is_some() {
            self.place = understood.place.as_ref().map(|mention| mention.value);
            self.place_words = named.start..named.words.end;
        }
        let corrected = self.understood.corrected.take();
        self.understood = Understood { corrected, ..understood };
    }

    /// Takes the services that the text names, unless the visitor has chosen some.
    fn read_types(&mut self, named: &[(TypeChoice, Range<usize>)], offered: &Facets) {
        if !self.asked.filters.types.is_empty() {
            return;
        }
        // What nobody offers is searched as words: some listing may speak of it.
        let is_offered = |choice: TypeChoice| offered.of_choice(choice) > 0;
        for (choice, _) in named.iter().filter(|(choice, _)| is_offered(*choice)) {
            push_new(&mut self.types, *choice);
        }
        let mention = |choice: &TypeChoice| {
            let same = named.iter().filter(|(other, _)| other == choice);
            let runs: Vec<_> = same.map(|(_, words)| words.clone()).collect();
            self.mention_of_type(*choice, &runs)
        };
        self.understood.types = self.types.iter().map(mention).collect();
    }

    /// The services named by the words on either side of the place.
    fn named(&self) -> Vec<(TypeChoice, Range<usize>)> {
        let mut rest = self.words.clone();
        rest.drain(self.place_words.clone());
        let shift = self.place_words.len();
        let in_text = |at: usize| if at < self.place_words.start { at } else { at + shift };
        concepts::named(&rest)
            .into_iter()
            .map(|named| (named.choice, in_text(named.words.start)..in_text(named.words.end - 1) + 1))
            .collect()
    }

    /// Whether words beside the place and the services stand in names of providers only: then the words mean a name,
    /// and no service.
    fn means_a_name(
        &self,
        named: &[(TypeChoice, Range<usize>)],
        snapshot: &Snapshot,
    ) -> Result<bool, SearchError> {
        if self.types.is_empty() {
            return Ok(false);
        }
        for (at, word) in self.words.iter().enumerate() {
            let is_understood =
                self.place_words.contains(&at) || named.iter().any(|(_, words)| words.contains(&at));
            if !is_understood && !word.is_stop_word() {
                let is_last = at + 1 == self.words.len();
                if snapshot.is_only_a_name(&word.folded, is_last)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Words that only order: all of them when some name a service that is understood or chosen, so that what was
    /// understood finds the same when it is chosen.
    fn optional(&self) -> Range<usize> {
        if !self.types.is_empty() {
            return 0..self.words.len();
        }
        let chosen = &self.asked.filters.types;
        if chosen.is_empty() {
            return 0..0;
        }
        let is_chosen = |choice: TypeChoice| {
            choice.types().all(|service| chosen.iter().any(|other| other.types().any(|own| own == service)))
                || chosen
                    .iter()
                    .any(|other| choice.types().any(|service| *other == TypeChoice::Type(service)))
        };
        let names_one = self.named().into_iter().any(|(choice, _)| is_chosen(choice));
        if names_one { 0..self.words.len() } else { 0..0 }
    }

    fn text_without_place(&self) -> String {
        match self.words.get(self.place_words.clone()) {
            Some([first, .., last]) => without(&self.text, first.start..last.end),
            Some([only]) => without(&self.text, only.start..only.end),
            _ => self.text.clone(),
        }
    }

    /// Ends the reading.
    pub(super) fn finish(self) -> Reading {
        let optional = self.optional();
        let (mut all, mut required, mut ordering) = (String::new(), String::new(), String::new());
        let is_left = |at: &usize| !self.place_words.contains(at);
        let says_something = (0..self.words.len()).filter(is_left).any(|at| !self.words[at].is_stop_word());
        for at in (0..self.words.len()).filter(is_left) {
            let word = &self.words[at];
            if says_something && word.is_stop_word() {
                continue;
            }
            let typed = &self.text[word.start..word.end];
            let only_orders = optional.contains(&at);
            for list in [&mut all, if only_orders { &mut ordering } else { &mut required }] {
                list.push_str(typed);
                list.push(' ');
            }
        }
        let mut filters: Filters = self.asked.filters.clone();
        self.types.iter().for_each(|choice| filters.choose_type(*choice));
        let text = self.text_without_place();
        Reading {
            query: SearchQuery { text, place: self.place, filters, ..self.asked.clone() },
            words: Words::read(&all),
            required: Words::read(&required),
            optional: Words::read(&ordering),
            name: self.name,
            understood: self.understood,
        }
    }
}

/// The text, or nothing when only stop words are left: "un" of "un terminal" looks for nothing.
fn what_it_says(text: String) -> String {
    let says_something = analysis::searched(&text).iter().any(|word| !word.is_stop_word());
    if says_something { text } else { String::new() }
}

/// Words that link two others, and nothing when one of them goes. The English "or" is gold in French: it stays.
const LINKS: [&str; 5] = ["et", "and", "ou", "&", "+"];

/// The text without a part of it, and without the signs and the "et" that would be left standing there.
fn without(text: &str, part: Range<usize>) -> String {
    let is_left = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '-' | '/');
    let (before, after) =
        (text[..part.start].trim_end_matches(is_left), text[part.end..].trim_start_matches(is_left));
    let before = match before.rsplit_once(char::is_whitespace).unwrap_or(("", before)) {
        (rest, last) if LINKS.contains(&last) => rest.trim_end_matches(is_left),
        _ => before,
    };
    let after = match after.split_once(char::is_whitespace).unwrap_or((after, "")) {
        (first, rest) if before.is_empty() && LINKS.contains(&first) => rest.trim_start_matches(is_left),
        _ => after,
    };
    let joint = if before.is_empty() || after.is_empty() { "" } else { " " };
    format!("{before}{joint}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str, part: &str) -> String {
        let start = text.find(part).unwrap();
        without(text, start..start + part.len())
    }

    #[test]
    fn a_part_goes_with_the_signs_and_links_around_it() {
        assert_eq!(left("caisse et tpe lyon", "tpe"), "caisse lyon");
        assert_eq!(left("caisse et tpe lyon", "caisse"), "tpe lyon");
        assert_eq!(left("caisse, tpe et site", "tpe"), "caisse et site");
        assert_eq!(left("click & collect & tpe", "tpe"), "click & collect");
        assert_eq!(left("livraison à tours", "livraison"), "à tours");
        assert_eq!(left("tpe", "tpe"), "");
    }
}
