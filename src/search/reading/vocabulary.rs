//! The words a shopkeeper may mean whatever the listings say: those of the taxonomy and of `index/spellings.toml`.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::edits::{edits, letters};
use crate::domain::taxonomy::{Need, ServiceType};
use crate::search::analysis::{self, spellings};

/// Letters of the shortest word that can be meant.
const MIN_LETTERS: usize = 3;

/// Language of a word; French is meant before English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Language {
    French,
    English,
}

/// One word.
pub(super) struct Term {
    /// Folded form.
    pub(super) folded: String,
    /// How it is written, with its accents.
    pub(super) written: String,
    pub(super) language: Language,
    letters: u32,
}

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(terms);

static STEMS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| TERMS.iter().map(|term| analysis::stem(&term.folded)).collect());

fn terms() -> Vec<Term> {
    let mut found: BTreeMap<String, (Language, bool, String)> = BTreeMap::new();
    for (language, text) in texts() {
        for word in analysis::words(&text).into_iter().filter(|word| is_candidate(&word.folded)) {
            let written = &text[word.start..word.end];
            // Where a word also begins a label, its spelling within a text is the one to show.
            let is_capital = written.starts_with(char::is_uppercase);
            let this = (language, is_capital, written.to_owned());
            let kept = found.entry(word.folded).or_insert_with(|| this.clone());
            if this < *kept {
                *kept = this;
            }
        }
    }
    found
        .into_iter()
        .map(|(folded, (language, _, written))| Term { letters: letters(&folded), folded, written, language })
        .collect()
}

fn texts() -> Vec<(Language, String)> {
    let (mut fr, mut en): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for service in ServiceType::all() {
        fr.extend(service.synonyms_fr().iter().chain([&service.label().fr]));
        en.extend(service.synonyms_en().iter().chain([&service.label().en]));
    }
    for need in Need::all() {
        fr.extend(need.synonyms_fr().iter().chain([&need.label().fr]));
        en.extend(need.synonyms_en().iter().chain([&need.label().en]));
    }
    let fr = fr.into_iter().map(str::to_owned).chain(spellings::texts());
    fr.map(|text| (Language::French, text))
        .chain(en.into_iter().map(|text| (Language::English, text.to_owned())))
        .collect()
}

/// Whether a folded word can be what a misspelt one means: plain letters, and a meaning.
pub(super) fn is_candidate(folded: &str) -> bool {
    folded.len() >= MIN_LETTERS
        && folded.bytes().all(|b| b.is_ascii_lowercase())
        && !analysis::is_stop_word(folded)
}

/// The word with this folded form.
pub(super) fn term(folded: &str) -> Option<&'static Term> {
    let at = TERMS.binary_search_by(|term| term.folded.as_str().cmp(folded)).ok()?;
    TERMS.get(at)
}

/// Whether one of the words has this stem.
pub(super) fn has_stem(stem: &str) -> bool {
    STEMS.contains(stem)
}

/// The words within `most` errors of a folded word.
pub(super) fn near(folded: &str, most: usize) -> impl Iterator<Item = (&'static Term, usize)> {
    let own = letters(folded);
    TERMS
        .iter()
        .filter(move |term| (term.letters ^ own).count_ones() as usize <= 2 * most)
        .filter_map(move |term| edits(folded, &term.folded, most).map(|errors| (term, errors)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_with_their_accents_and_in_small_letters() {
        for (folded, written) in [
            ("hebergement", "hébergement"),
            ("fidelite", "fidélité"),
            ("reservation", "réservation"),
            ("tpe", "TPE"),
            ("instagram", "Instagram"),
            ("bicyclette", "bicyclette"),
        ] {
            assert_eq!(term(folded).unwrap().written, written);
        }
        assert!(term("coursier").unwrap().language < term("courier").unwrap().language);
        assert!(term("de").is_none());
    }

    #[test]
    fn the_vocabulary_is_sorted_and_small_enough_to_be_read_through() {
        assert!(TERMS.is_sorted_by(|one, other| one.folded < other.folded));
        assert!((1_000..4_000).contains(&TERMS.len()), "{}", TERMS.len());
    }
}
