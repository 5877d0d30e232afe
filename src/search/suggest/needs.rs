//! Needs and service types by the beginnings of the words in their labels and synonyms.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::{MAX_SUGGESTED, NeedSuggestion};
use crate::domain::taxonomy::{Need, ServiceType, Text, TypeChoice};
use crate::search::analysis;
use crate::search::page::Facets;

static PHRASES: LazyLock<Vec<Beginning>> = LazyLock::new(all_beginnings);

/// A label or a synonym from one of its words to its end.
struct Beginning {
    /// Folded, without stop words and without blanks: "e-commerce", "e commerce" and "ecommerce" begin alike.
    letters: String,
    phrase: &'static str,
    choice: TypeChoice,
    /// Whether the phrase is a label, in either language.
    is_label: bool,
    /// Whether it is the whole phrase.
    is_whole: bool,
}

fn all_beginnings() -> Vec<Beginning> {
    let mut all = Vec::with_capacity(4_096);
    let needs = Need::all().map(|need| (TypeChoice::Need(need), need.synonyms_fr(), need.synonyms_en()));
    let types =
        ServiceType::all().map(|kind| (TypeChoice::Type(kind), kind.synonyms_fr(), kind.synonyms_en()));
    for (choice, french, english) in needs.chain(types) {
        for label in [choice.label().fr, choice.label().en] {
            add(&mut all, label, choice, true);
        }
        for synonym in french.iter().chain(english) {
            add(&mut all, synonym, choice, false);
        }
    }
    all.sort_by(|one, other| one.letters.cmp(&other.letters));
    all
}

fn add(all: &mut Vec<Beginning>, phrase: &'static str, choice: TypeChoice, is_label: bool) {
    let words = analysis::words(phrase);
    let words: Vec<&str> =
        words.iter().filter(|word| !word.is_stop_word()).map(|word| word.folded.as_str()).collect();
    all.extend((0..words.len()).map(|first| Beginning {
        letters: words[first..].concat(),
        phrase,
        choice,
        is_label,
        is_whole: first == 0,
    }));
}

/// How well a phrase answers what is typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Label,
    WordOfLabel,
    Synonym,
    WordOfSynonym,
}

/// The needs and types with a phrase of which some words begin so: those with offers first, then the closest, then
/// those with most offers.
pub(super) fn beginning(
    words: &[String],
    counts: &Facets,
    label: fn(Text) -> &'static str,
) -> Vec<NeedSuggestion> {
    let letters = letters(words);
    let start = PHRASES.partition_point(|beginning| beginning.letters < letters);
    let found = PHRASES[start..].iter().take_while(|beginning| beginning.letters.starts_with(&letters));
    let mut best: Vec<(Closeness, &Beginning)> = Vec::with_capacity(64);
    for beginning in found {
        let ranked = (closeness(beginning, label), beginning);
        match best.iter_mut().find(|(_, other)| other.choice == beginning.choice) {
            Some(known) if is_better(ranked, *known) => *known = ranked,
            Some(_) => {}
            None => best.push(ranked),
        }
    }
    let mut suggested: Vec<_> = best
        .into_iter()
        .map(|(closeness, Beginning { choice, phrase, .. })| {
            let is_shown = *phrase == label(choice.label());
            let matched = (!is_shown).then_some(*phrase);
            (closeness, NeedSuggestion { choice: *choice, matched, offers: counts.of_choice(*choice) })
        })
        .collect();
    suggested.sort_by_key(|(closeness, found)| {
        (found.offers == 0, *closeness, Reverse(found.offers), found.choice)
    });
    suggested.into_iter().map(|(_, found)| found).take(MAX_SUGGESTED).collect()
}

/// The words in the spelling that is compared, without stop words unless there are only such.
fn letters(words: &[String]) -> String {
    let meaning: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !analysis::is_stop_word(word)).collect();
    if meaning.is_empty() { words.concat() } else { meaning.concat() }
}

fn closeness(beginning: &Beginning, label: fn(Text) -> &'static str) -> Closeness {
    // The label in another language is not what the reader sees: to them it is one more synonym.
    let is_label = beginning.is_label && beginning.phrase == label(beginning.choice.label());
    match (is_label, beginning.is_whole) {
        (true, true) => Closeness::Label,
        (true, false) => Closeness::WordOfLabel,
        (false, true) => Closeness::Synonym,
        (false, false) => Closeness::WordOfSynonym,
    }
}

/// Of the phrases of one choice the closest is told, of equally close ones the shortest.
fn is_better(one: (Closeness, &Beginning), other: (Closeness, &Beginning)) -> bool {
    (one.0, one.1.phrase.len(), one.1.phrase) < (other.0, other.1.phrase.len(), other.1.phrase)
}
