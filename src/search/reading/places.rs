//! A place among typed words: "coursier vélo nantes", "tpe la réunion", "site vitrine 68".
//!
//! A third of the names of communes are everyday words as well, so a name is only read as a place where the rest of the
//! text says so, or where nobody would mean anything else.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::prepositions::{Kind, preposition};
use super::{concepts, vocabulary};
use crate::domain::territory::{PlaceReading, Territory, find_place};
use crate::search::analysis::{self, Word};

/// Words of the longest name looked for.
const MAX_NAME: usize = 6;
/// Inhabitants from which a commune is read wherever its name is typed.
const WELL_KNOWN: u32 = 3_000;
/// Inhabitants from which a commune is read at the end of a text that names a service.
const KNOWN: u32 = 500;
/// Inhabitants from which a place is offered as the other reading of a word.
const WORTH_A_QUESTION: u32 = 2_000;

static HOMONYMS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| analysis::word_list(include_str!("../../../index/homonyms.txt")));

/// A place that some words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Positions of its first word and behind its last one.
    pub(super) words: Range<usize>,
    /// Position of the first word that goes when the place goes: a preposition, else its first word.
    pub(super) start: usize,
    /// The place meant, or all that bear the name when none stands out.
    pub(super) place: Place,
}

/// Which place a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// This one; others bear the same name.
    One(Territory, Vec<Territory>),
    /// One of these: ask.
    Several(Vec<Territory>),
}

impl Place {
    /// The largest of some places, when it is ten times larger than the next: Angers among those with 49000.
    fn of(mut all: Vec<Territory>) -> Self {
        match all.as_slice() {
            [first, second, ..] if first.population() >= second.population().saturating_mul(10) => {
                let first = all.remove(0);
                Self::One(first, all)
            }
            _ => Self::Several(all),
        }
    }
}

impl Named {
    fn main(&self) -> Option<Territory> {
        match &self.place {
            Place::One(territory, _) => Some(*territory),
            Place::Several(all) => all.first().copied(),
        }
    }
}

/// What a text says about places.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The place it names.
    pub(super) named: Option<Named>,
    /// The place that one of its words would name, had it not been read as a word.
    pub(super) doubtful: Option<Named>,
}

/// Looks for a place: at the end of the text, behind a preposition, at its beginning.
/// `spans` is told how many names were looked up.
pub(super) fn find(text: &str, words: &[Word], spans: &mut u32) -> Found {
    let mut found = Found::default();
    for start in starts(words) {
        let longest = words.len().min(start + MAX_NAME);
        for end in (start + 1..=longest).rev() {
            // Inside the text only behind a preposition; elsewhere up to its end or from its beginning.
            let anchored = end == words.len() || start == 0 || preposition(words, start).is_some();
            if !anchored || !may_be_name(&words[start..end]) {
                continue;
            }
            *spans += 1;
            let Some(named) = read(text, words, start..end) else { continue };
            if is_meant(&named, words) {
                found.named = Some(named);
                return found;
            }
            if found.doubtful.is_none() && is_worth_a_question(&named, words) {
                found.doubtful = Some(named);
            }
        }
    }
    found
}

/// Where a name may begin, likeliest first: the last words, longest run first, then behind prepositions, then the front.
fn starts(words: &[Word]) -> impl Iterator<Item = usize> {
    let last = words.len().saturating_sub(MAX_NAME)..words.len();
    let tail = last.clone();
    let inside = (0..last.start).filter(|start| preposition(words, *start).is_some() || *start == 0);
    let inside: Vec<usize> = inside.collect();
    tail.chain(inside)
}

/// Spares looking up what no name is: a lone word of the taxonomy, a lone stop word, a lone figure.
fn may_be_name(words: &[Word]) -> bool {
    if words.len() > 1 && matches!(words[0].folded.as_str(), "a" | "de" | "du" | "des" | "et" | "sur" | "en")
    {
        return false;
    }
    let mut meaning = words.iter().filter(|word| !word.is_stop_word());
    match (meaning.next(), meaning.next()) {
        (Some(only), None) => {
            let is_figure = only.folded.len() == 1 && only.folded.bytes().all(|b| b.is_ascii_digit());
            !is_figure && vocabulary::term(&only.folded).is_none()
        }
        (only, _) => only.is_some(),
    }
}

fn read(text: &str, words: &[Word], span: Range<usize>) -> Option<Named> {
    let typed = text.get(words[span.start].start..words[span.end - 1].end)?;
    let place = match find_place(typed)? {
        PlaceReading::One { territory, others } => Place::One(territory, others),
        PlaceReading::Several(all) => Place::of(all),
        PlaceReading::Nothing | PlaceReading::Unknown { .. } => return None,
    };
    // "vélo 67000" is no name beside a postal code, though the code alone would be read.
    let is_code = |word: &&Word| word.folded.len() == 5 && word.folded.bytes().all(|b| b.is_ascii_digit());
    let beside_code = |word: &Word| {
        text.get(word.start..word.end).is_some_and(|code| find_place(&typed.replacen(code, "", 1)).is_none())
    };
    if span.len() > 1 && words[span.clone()].iter().find(is_code).is_some_and(beside_code) {
        return None;
    }
    let start = preposition(words, span.start).map_or(span.start, |found| found.start);
    Some(Named { words: span, start, place })
}

/// Whether the words mean the place and not something else.
fn is_meant(named: &Named, words: &[Word]) -> bool {
    let name = &words[named.words.clone()];
    let behind = preposition(words, named.words.start);
    let is_commune = matches!(named.main(), Some(Territory::Commune(_) | Territory::Epci(_)));
    // "en ligne", "en direct", "en gros": nobody lives "en" a commune.
    let located = behind
        .as_ref()
        .is_some_and(|found| found.kind == Kind::At || (found.kind == Kind::In && !is_commune));
    let rest_names_a_service = || {
        let rest: Vec<Word> = words[..named.start].iter().chain(&words[named.words.end..]).cloned().collect();
        !concepts::named(&rest).is_empty()
    };
    match name {
        [number] if number.folded.starts_with(|c: char| c.is_ascii_digit()) => {
            number.folded.len() == 5 || located || (named.words.end == words.len() && rest_names_a_service())
        }
        _ if is_word(name) => located || (is_at_an_end(named, words) && rest_names_a_service()),
        _ => {
            let people = named.main().map_or(0, Territory::population);
            let asks = matches!(named.place, Place::Several(_));
            located
                || (people >= WELL_KNOWN && !asks)
                || (people >= KNOWN && is_at_an_end(named, words) && rest_names_a_service())
        }
    }
}

fn is_at_an_end(named: &Named, words: &[Word]) -> bool {
    named.words.end == words.len() || named.start == 0
}

/// Whether the name is an everyday word too.
fn is_word(name: &[Word]) -> bool {
    let mut meaning = name.iter().filter(|word| !word.is_stop_word());
    let (first, second) = (meaning.next(), meaning.next());
    second.is_none() && first.is_some_and(|word| HOMONYMS.contains(word.folded.as_str()))
}

fn is_worth_a_question(named: &Named, words: &[Word]) -> bool {
    (is_word(&words[named.words.clone()]) || matches!(named.place, Place::Several(_)))
        && named.main().is_some_and(|place| place.population() >= WORTH_A_QUESTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Found, u32) {
        let mut spans = 0;
        let found = find(text, &analysis::searched(text), &mut spans);
        (found, spans)
    }

    fn place(text: &str) -> Option<String> {
        found(text).0.named.and_then(|named| named.main()).map(Territory::label)
    }

    #[test]
    fn places_are_read_among_words() {
        for (text, expected) in [
            ("coursier vélo nantes", "Nantes (44)"),
            ("tpe la réunion", "La Réunion (région)"),
            ("site vitrine 68", "Haut-Rhin (68)"),
            ("caisse restaurant lyon 3", "Lyon (69)"),
            ("livraison vélo colmar", "Colmar (68)"),
            ("photographe à bordeaux", "Bordeaux (33)"),
            ("colmar", "Colmar (68)"),
            ("formation 68000", "Colmar (68)"),
            ("livraison vélo 67000", "Strasbourg (67)"),
            ("coursier 49000", "Angers (49)"),
            ("photographe 33000 bordeaux", "Bordeaux (33)"),
            ("boutique en ligne bretagne", "Bretagne"),
            ("coursier à tours", "Tours (37)"),
            ("site vitrine tours", "Tours (37)"),
            ("nantes coursier", "Nantes (44)"),
            ("site internet val d'oise", "Val-d’Oise (95)"),
            ("livreur près de Saint-Étienne pour fleurs", "Saint-Étienne (42)"),
            ("logo ile de france", "Île-de-France"),
            ("caisse l'isle-adam", "L’Isle-Adam (95)"),
            ("delivery in lyon", "Lyon (69)"),
        ] {
            assert_eq!(
                place(text).as_deref().map(|label| label.replace('\'', "’")),
                Some(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn everyday_words_are_no_places() {
        for text in [
            "boutique en ligne",
            "vente en direct",
            "machine à carte",
            "paiement en 3 fois",
            "site pas cher",
            "monnaie locale",
            "tours",
            "orange",
            "la poste",
            "sens",
            "payer en ligne",
            "laval",
            "livraison de repas",
            "carte de visite",
            "menu du jour",
            "publier des photos",
            "24h",
            "3 fois sans frais",
            "la machine",
            "sur place",
            "en gros",
            "marketing",
            "nord",
        ] {
            assert_eq!(place(text), None, "{text}");
        }
    }

    #[test]
    fn a_town_whose_name_is_a_word_is_offered_as_the_other_reading() {
        for (text, town) in [("tours", "Tours (37)"), ("orange", "Orange (84)")] {
            let doubtful = found(text).0.doubtful.and_then(|named| named.main()).map(Territory::label);
            assert_eq!(doubtful.as_deref(), Some(town), "{text}");
        }
    }

    #[test]
    fn the_names_looked_up_are_bounded() {
        let text = "à lyon ou à paris de colmar en alsace ".repeat(4);
        assert!(found(&text).1 <= 200);
        let long = "zut à ".repeat(12);
        assert!(found(&long).1 <= 100, "{}", found(&long).1);
    }
}
