//! What typed words mean: a place, services, misspelt words, and words to look for.
//!
//! Nothing is guessed in secret: what is read is told in [`Understood`], where every choice can be taken back, and the
//! literal reading is always there.

mod concepts;
mod edits;
mod places;
mod spelling;
mod vocabulary;
mod work;

use std::ops::Range;

pub use work::Work;

use super::SearchError;
use super::analysis::{self, Word};
use super::candidates::{Base, ServicePoints};
use super::page::{Mention, Understood};
use super::ranking::WEIGHTS;
use super::snapshot::Snapshot;
use super::words::Words;
use crate::domain::query::{Filters, MAX_TEXT, SearchQuery, push_new};
use crate::domain::taxonomy::TypeChoice;
use crate::domain::territory::Territory;
use places::Place;

/// Words up to which a text is read; longer ones are searched as they stand.
const MAX_READ: usize = 24;
/// Further places that are offered for one name.
const MAX_OTHERS: usize = 5;

/// A search with its text understood.
#[derive(Debug)]
pub(super) struct Reading {
    /// The search that is made: with the place and the services read in the text, and the text without the place.
    pub(super) query: SearchQuery,
    /// All words but those of the place, for saying why a listing matches.
    pub(super) words: Words,
    /// Words that a listing must hold.
    pub(super) required: Words,
    /// Words that only bring the listings that hold them to the front.
    pub(super) optional: Words,
    /// The key of the name that the required words are together, when a provider is called so.
    pub(super) name: Option<String>,
    /// What is told to the visitor.
    pub(super) understood: Understood,
}

impl Reading {
    /// Points of a listing before its words: those of the services that the words name, else 1.
    pub(super) fn base(&self, snapshot: &Snapshot) -> Base {
        let text = &WEIGHTS.text;
        let mask = |choice: TypeChoice| choice.types().fold(0, |mask, service| mask | 1 << service.index());
        if self.optional.is_empty() {
            let types = self.query.filters.types.iter().fold(0, |all, choice| all | mask(*choice));
            return Base { every: 1.0, services: vec![ServicePoints { types, any: 0.0, main: text.main }] };
        }
        let facets = &snapshot.counts().facets;
        let points = |choice: &TypeChoice| {
            let offers = match choice {
                TypeChoice::Type(service) => facets.of_type(*service),
                TypeChoice::Need(need) => facets.of_need(*need),
            };
            let rarity = snapshot.rarity(u64::from(offers));
            ServicePoints { types: mask(*choice), any: text.concept * rarity, main: text.main * rarity }
        };
        Base { every: 0.0, services: self.query.filters.types.iter().map(points).collect() }
    }
}

/// Reads the text of a search.
pub(super) fn read(
    snapshot: &Snapshot,
    query: &SearchQuery,
    work: &mut Work,
) -> Result<Reading, SearchError> {
    let end = query.text.char_indices().nth(MAX_TEXT).map_or(query.text.len(), |(at, _)| at);
    let text = &query.text[..end];
    let words = analysis::searched(text);
    let as_it_stands = query.literal || words.is_empty() || words.len() > MAX_READ;
    let mut draft = Draft::new(query, text, words);
    if as_it_stands || draft.read_name(snapshot)? {
        return Ok(draft.finish());
    }
    draft.read_place(work);
    if draft.read_name(snapshot)? {
        return Ok(draft.finish());
    }
    draft.read_types();
    if draft.means_a_name(snapshot)? {
        draft.types.clear();
        draft.understood.types.clear();
    }
    Ok(draft.finish())
}

/// A reading under way.
struct Draft<'a> {
    asked: &'a SearchQuery,
    /// The text, corrected if it was misspelt.
    text: String,
    words: Vec<Word>,
    /// Words of the place, preposition included.
    place_words: Range<usize>,
    place: Option<Territory>,
    types: Vec<TypeChoice>,
    name: Option<String>,
    understood: Understood,
}

impl<'a> Draft<'a> {
    fn new(asked: &'a SearchQuery, text: &str, words: Vec<Word>) -> Self {
        Self {
            asked,
            text: text.to_owned(),
            words,
            place_words: 0..0,
            place: asked.place,
            types: Vec::new(),
            name: None,
            understood: Understood::default(),
        }
    }

    fn mention<T>(&self, value: T, words: Range<usize>, from: usize) -> Mention<T> {
        let (start, end) = (self.words[words.start].start, self.words[words.end - 1].end);
        Mention {
            value,
            words: self.text[start..end].to_owned(),
            without: without(&self.text, self.words[from].start..end),
        }
    }

    /// Tells whether the words beside the place are the whole name of a provider.
    fn read_name(&mut self, snapshot: &Snapshot) -> Result<bool, SearchError> {
        let mut words = self.words.clone();
        words.drain(self.place_words.clone());
        if snapshot.has_provider_called(&words)? {
            self.name = Some(analysis::whole_key(&words));
        }
        Ok(self.name.is_some())
    }

    /// Takes the place that the text names, unless the visitor has said where.
    fn read_place(&mut self, work: &mut Work) {
        let found = places::find(&self.text, &self.words, &mut work.spans);
        if let Some(asked) = self.asked.place {
            // The place asked for, said again: it is no word to look for.
            let again =
                found.named.filter(|named| matches!(named.place, Place::One(place, _) if place == asked));
            self.place_words = again.map_or(0..0, |named| named.start..named.words.end);
            return;
        }
        let Some(named) = found.named.clone().or(found.doubtful) else { return };
        let offer = |place: Territory| self.mention(place, named.words.clone(), named.start);
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
    fn read_types(&mut self) {
        if !self.asked.filters.types.is_empty() {
            return;
        }
        for (choice, words) in self.named() {
            push_new(&mut self.types, choice);
            let mention = self.mention(choice, words.clone(), words.start);
            self.understood.types.push(mention);
        }
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
    fn means_a_name(&self, snapshot: &Snapshot) -> Result<bool, SearchError> {
        if self.types.is_empty() {
            return Ok(false);
        }
        let named = self.named();
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

    fn finish(self) -> Reading {
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

/// The text without a part of it, and without the signs that would be left standing there.
fn without(text: &str, part: Range<usize>) -> String {
    let is_left = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '-' | '/');
    let (before, after) =
        (text[..part.start].trim_end_matches(is_left), text[part.end..].trim_start_matches(is_left));
    let joint = if before.is_empty() || after.is_empty() { "" } else { " " };
    format!("{before}{joint}{after}")
}
