//! Misspelt words: which words nobody knows, and the known word that each probably means.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::IndexRecordOption;

use super::edits::edits;
use super::vocabulary::{self, is_candidate};
use super::work::Work;
use crate::domain::territory::{is_place_word, place_word_near};
use crate::domain::text::fold;
use crate::search::SearchError;
use crate::search::analysis::{self, spellings};
use crate::search::lookup::documents_with;
use crate::search::matching::facts::Facts;
use crate::search::segments::snapshot::Snapshot;

/// Words of `index/everyday.txt`.
static EVERYDAY: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| analysis::word_list(include_str!("../../../index/everyday.txt")));

/// Letters from which a word is corrected.
const MIN_LETTERS: usize = 4;
/// Letters from which a word may have two errors.
const MIN_LETTERS_FOR_TWO: usize = 8;
/// Words that one search tries to correct.
const MAX_CORRECTIONS: u32 = 6;
/// Words that are looked at in each segment and range of its dictionary.
const MAX_LOOKED_AT: usize = 256;
/// Offers up to which a word is the more probable the more of them hold it.
const MAX_COUNTED: usize = 64;
/// Equally good words whose frequencies are compared.
const MAX_COMPARED: usize = 16;

/// Letters that begin words which sound alike: a dictionary is searched for two errors only where a word begins with
/// its own first letter, its second one or one of these, for all of it costs five times more.
const SOUND_ALIKE: [(u8, &[u8]); 16] = [
    (b'a', b"h"),
    (b'c', b"kqs"),
    (b'e', b"h"),
    (b'f', b"p"),
    (b'g', b"j"),
    (b'i', b"hy"),
    (b'j', b"g"),
    (b'k', b"cq"),
    (b'o', b"h"),
    (b'q', b"ck"),
    (b's', b"c"),
    (b'u', b"h"),
    (b'v', b"w"),
    (b'w', b"v"),
    (b'y', b"i"),
    (b'z', b"s"),
];

/// Whether a folded word is known: a listing holds it in any of its forms, a provider is called so, the taxonomy or
/// the word lists name it. Stop words and words with digits count as known.
pub(super) fn is_known(snapshot: &Snapshot, word: &str) -> Result<bool, SearchError> {
    let stem = analysis::stem(word);
    if is_listed(word) || vocabulary::has_stem(stem) {
        return Ok(true);
    }
    let fields = snapshot.fields;
    for (field, text) in [(fields.name, word), (fields.title, stem), (fields.body, stem)] {
        if snapshot.holds(field, text)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a folded word stands in the lists of words or in the name of a large place; stop words and words with digits
/// do.
fn is_listed(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
        || analysis::is_stop_word(word)
        || EVERYDAY.contains(word)
        || vocabulary::term(word).is_some()
        || spellings::shown(word).is_some()
        || is_place_word(word)
}

/// The word of the name of a large place that a folded word is with an error, though its stem may be known: "nante" is
/// written nowhere, "Nantes" is.
pub(super) fn misspelt_place(snapshot: &Snapshot, word: &str) -> Result<Option<&'static str>, SearchError> {
    let near = if is_listed(word) { None } else { place_word_near(word) };
    match near {
        Some(place) if !snapshot.holds(snapshot.fields.word, word)? => Ok(Some(place)),
        _ => Ok(None),
    }
}

/// The word that an unknown folded word most probably means, as it is written: the one with the fewest errors, then
/// with the same first letter, of the vocabulary, in the most listings. Nothing when no word is near, and once
/// [`MAX_CORRECTIONS`] words of a search were tried.
fn correction(snapshot: &Snapshot, word: &str, work: &mut Work) -> Result<Option<String>, SearchError> {
    let is_plain = word.bytes().all(|b| b.is_ascii_lowercase());
    if !is_plain || word.len() < MIN_LETTERS || work.corrections >= MAX_CORRECTIONS {
        return Ok(None);
    }
    work.corrections += 1;
    let mut near = Near { snapshot, word, found: BTreeMap::new() };
    near.add_vocabulary(1, work);
    near.add_dictionary(1, None, work)?;
    if near.found.is_empty() && word.len() >= MIN_LETTERS_FOR_TWO {
        near.add_vocabulary(2, work);
        if !near.found.keys().any(|found| found.as_bytes()[0] == word.as_bytes()[0]) {
            for first in first_letters(word) {
                near.add_dictionary(2, Some(first), work)?;
            }
        }
    }
    near.best()
}

/// What an unknown word most probably means: `place`, the one it may name, unless the taxonomy has a word as near.
pub(super) fn mended(
    snapshot: &Snapshot,
    word: &str,
    place: Option<&str>,
    work: &mut Work,
) -> Result<Option<String>, SearchError> {
    let known = correction(snapshot, word, work)?;
    let names_a_service = known.as_ref().is_some_and(|known| vocabulary::term(&fold(known)).is_some());
    Ok(place.filter(|_| !names_a_service).map(str::to_owned).or(known))
}

/// The one known word that two neighbours make when one of them at least is unknown: `pay pal` means `paypal`.
pub(super) fn joined(snapshot: &Snapshot, first: &str, second: &str) -> Result<Option<String>, SearchError> {
    let whole = format!("{first}{second}");
    if !is_candidate(&whole) || whole.len() <= MIN_LETTERS {
        return Ok(None);
    }
    let is_word = vocabulary::term(&whole).is_some() || snapshot.holds(snapshot.fields.name, &whole)?;
    if !is_word || (is_known(snapshot, first)? && is_known(snapshot, second)?) {
        return Ok(None);
    }
    Ok(Some(written(&whole)))
}

/// First letters of the words that are searched for two errors.
fn first_letters(word: &str) -> Vec<u8> {
    let bytes = word.as_bytes();
    let alike =
        SOUND_ALIKE.iter().find(|(letter, _)| *letter == bytes[0]).map_or(&b""[..], |(_, alike)| alike);
    let mut letters = [&bytes[..2], alike].concat();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// Known words near a misspelt one.
struct Near<'a> {
    snapshot: &'a Snapshot,
    word: &'a str,
    /// Errors by folded word.
    found: BTreeMap<String, usize>,
}

impl Near<'_> {
    fn add_vocabulary(&mut self, most: usize, work: &mut Work) {
        for (term, errors) in vocabulary::near(self.word, most) {
            work.candidates += 1;
            self.add(&term.folded, errors);
        }
    }

    /// Adds words of names, titles and summaries that shopkeepers may find, `first` letter given or not.
    fn add_dictionary(&mut self, most: u8, first: Option<u8>, work: &mut Work) -> Result<(), SearchError> {
        let field = self.snapshot.fields.word;
        let automaton =
            FuzzyTermQuery::new(Term::from_field_text(field, self.word), most, true).automaton()?;
        for (segment, reader) in self.snapshot.readers() {
            let index = reader.inverted_index(field)?;
            let mut range = index.terms().search(&automaton);
            if let Some(first) = first {
                range = range.ge([first]).lt([first + 1]);
            }
            let mut terms = range.into_stream()?;
            let mut looked_at = 0;
            while looked_at < MAX_LOOKED_AT && terms.advance() {
                looked_at += 1;
                work.candidates += 1;
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                if is_candidate(term)
                    && let Some(errors) = edits(self.word, term, most.into())
                    && segment.shows_one_of(
                        index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?,
                    )
                {
                    self.add(term, errors);
                }
            }
        }
        Ok(())
    }

    /// Adds a word; a short one differs from a long one in two letters by nature.
    fn add(&mut self, word: &str, errors: usize) {
        if errors < 2 || word.len() >= MIN_LETTERS_FOR_TWO {
            self.found.insert(word.to_owned(), errors);
        }
    }

    fn best(&self) -> Result<Option<String>, SearchError> {
        let rank = |(found, errors): (&String, &usize)| {
            let other_start = found.as_bytes()[0] != self.word.as_bytes()[0];
            let language = vocabulary::term(found).map(|term| term.language);
            (*errors, other_start, language.is_none(), language)
        };
        let Some(least) = self.found.iter().map(rank).min() else { return Ok(None) };
        let field = self.snapshot.fields.word;
        let mut best: Option<(Reverse<usize>, &String)> = None;
        for (found, _) in self.found.iter().filter(|found| rank(*found) == least).take(MAX_COMPARED) {
            let offers = documents_with(self.snapshot, field, found, MAX_COUNTED, Facts::is_searchable)?;
            let frequency = Reverse(offers.len());
            best = best.into_iter().chain([(frequency, found)]).min();
        }
        Ok(best.map(|(_, found)| written(found)))
    }
}

/// A known folded word as it is shown.
fn written(folded: &str) -> String {
    let of_vocabulary = || vocabulary::term(folded).map(|term| term.written.as_str());
    spellings::shown(folded).or_else(of_vocabulary).unwrap_or(folded).to_owned()
}

#[cfg(test)]
mod tests;
