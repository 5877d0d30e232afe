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
    /// One of [`LANGUAGES`].
    language: &'static str,
    is_label: bool,
    /// Whether it is the whole phrase.
    is_whole: bool,
}

/// The languages of phrases; who picks a label picks its language.
const LANGUAGES: Text = Text { fr: "fr", en: "en" };

fn all_beginnings() -> Vec<Beginning> {
    let mut all = Vec::with_capacity(4_096);
    let needs = Need::all().map(|need| (TypeChoice::Need(need), need.synonyms_fr(), need.synonyms_en()));
    let types =
        ServiceType::all().map(|kind| (TypeChoice::Type(kind), kind.synonyms_fr(), kind.synonyms_en()));
    for (choice, french, english) in needs.chain(types) {
        let Text { fr, en } = choice.label();
        for (language, label, synonyms) in [(LANGUAGES.fr, fr, french), (LANGUAGES.en, en, english)] {
            add(&mut all, choice, language, label, true);
            for synonym in synonyms {
                add(&mut all, choice, language, synonym, false);
            }
        }
    }
    all.sort_by(|one, other| one.letters.cmp(&other.letters));
    all
}

fn add(
    all: &mut Vec<Beginning>,
    choice: TypeChoice,
    language: &'static str,
    phrase: &'static str,
    is_label: bool,
) {
    let words = analysis::words(phrase);
    let words: Vec<&str> =
        words.iter().filter(|word| !word.is_stop_word()).map(|word| word.folded.as_str()).collect();
    all.extend((0..words.len()).map(|first| Beginning {
        letters: words[first..].concat(),
        phrase,
        choice,
        language,
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
    OtherLanguage,
    WordOfOtherLanguage,
}

/// The needs and types with a phrase of which some words begin so: those with offers first, then the closest, then
/// those with most offers.
pub(super) fn beginning(
    words: &[String],
    counts: &Facets,
    label: fn(Text) -> &'static str,
) -> Vec<NeedSuggestion> {
    let language = label(LANGUAGES);
    let found = found(words);
    let mut best: Vec<(Closeness, &Beginning)> = Vec::with_capacity(64);
    for beginning in found {
        let ranked = (closeness(beginning, language), beginning);
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

/// The phrases that begin so. The last word counts as it stands, for it may be the beginning of another ("faire un s");
/// where nothing begins so, as one that says nothing by itself ("terminal de").
fn found(words: &[String]) -> &'static [Beginning] {
    let (front, last) = words.split_at(words.len().saturating_sub(1));
    let meaning = |words: &[String]| -> String {
        words.iter().map(String::as_str).filter(|word| !analysis::is_stop_word(word)).collect()
    };
    let whole = meaning(front) + &last.concat();
    let begun = with_letters(&whole);
    if begun.is_empty() { with_letters(&meaning(words)) } else { begun }
}

fn with_letters(letters: &str) -> &'static [Beginning] {
    if letters.is_empty() {
        return &[];
    }
    let first = PHRASES.partition_point(|beginning| beginning.letters.as_str() < letters);
    let count = PHRASES[first..].partition_point(|beginning| beginning.letters.starts_with(letters));
    &PHRASES[first..first + count]
}

fn closeness(beginning: &Beginning, language: &str) -> Closeness {
    match (beginning.language == language, beginning.is_label, beginning.is_whole) {
        (true, true, true) => Closeness::Label,
        (true, true, false) => Closeness::WordOfLabel,
        (true, false, true) => Closeness::Synonym,
        (true, false, false) => Closeness::WordOfSynonym,
        (false, _, true) => Closeness::OtherLanguage,
        (false, _, false) => Closeness::WordOfOtherLanguage,
    }
}

/// Of the phrases of one choice the closest is told, of equally close ones the shortest.
fn is_better(one: (Closeness, &Beginning), other: (Closeness, &Beginning)) -> bool {
    (one.0, one.1.phrase.len(), one.1.phrase) < (other.0, other.1.phrase.len(), other.1.phrase)
}
