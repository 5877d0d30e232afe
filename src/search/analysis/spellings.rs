//! `index/spellings.toml`: compounds written in several ways, families of words, words that stand alone.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Word, stem, words};

/// The file, as compiled in.
pub(in crate::search) const SOURCE: &str = include_str!("../../../index/spellings.toml");

static SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| Spellings::of(file()));

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
fn file() -> File {
    toml::from_str(SOURCE).expect("index/spellings.toml is well formed")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    compounds: BTreeMap<String, Vec<String>>,
    families: Listed<Vec<String>>,
    alone: Listed<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed<T> {
    words: Vec<T>,
}

/// One way of writing a compound, without its first word.
struct Spelling {
    rest: Vec<String>,
    name: String,
}

#[derive(Default)]
struct Spellings {
    /// By their first words; the longest first.
    compounds: HashMap<String, Vec<Spelling>>,
    /// How the name of a compound is written for people.
    shown: HashMap<String, String>,
    /// The common stem of a family by the stems of its words.
    families: HashMap<String, String>,
    /// Words that are their own stem, by their singular and plural.
    alone: HashMap<String, String>,
}

impl Spellings {
    fn of(file: File) -> Self {
        let mut read = Self::default();
        for (name, spellings) in file.compounds {
            for spelling in spellings.iter().chain([&name]) {
                read.add_compound(&name, spelling);
            }
            if let Some(first) = spellings.into_iter().next() {
                read.shown.insert(name, first);
            }
        }
        for spellings in read.compounds.values_mut() {
            spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.rest.len()));
        }
        for family in file.families.words {
            let stems: Vec<String> = family
                .iter()
                .flat_map(|word| words(word))
                .map(|word| stem::ending_off(&word.folded).to_owned())
                .collect();
            if let Some(head) = stems.first() {
                read.families.extend(stems.iter().map(|stem| (stem.clone(), head.clone())));
            }
        }
        for word in file.alone.words.iter().flat_map(|word| words(word)) {
            read.alone.insert(format!("{}s", word.folded), word.folded.clone());
            read.alone.insert(word.folded.clone(), word.folded);
        }
        read
    }

    fn add_compound(&mut self, name: &str, spelling: &str) {
        let mut keys = words(spelling).into_iter().map(|word| singular(&word.folded).to_owned());
        if let Some(first) = keys.next() {
            let spelling = Spelling { rest: keys.collect(), name: name.to_owned() };
            self.compounds.entry(first).or_default().push(spelling);
        }
    }
}

/// A word without the s or x of its plural; both sides of a comparison go through this.
fn singular(folded: &str) -> &str {
    folded.strip_suffix(['s', 'x']).filter(|rest| rest.len() >= 3).unwrap_or(folded)
}

/// The longest compound that begins with the first of these words of a text: how many words it takes, and its name.
pub(super) fn compound_at(text: &str, words: &[Word]) -> Option<(usize, &'static str)> {
    let spellings = SPELLINGS.compounds.get(singular(&words.first()?.folded))?;
    let found = spellings.iter().find(|spelling| {
        let length = spelling.rest.len() + 1;
        words.len() >= length
            && spelling.rest.iter().zip(&words[1..]).all(|(key, word)| key == singular(&word.folded))
            && words[..length].windows(2).all(|pair| !is_break(&text[pair[0].end..pair[1].start]))
    })?;
    Some((found.rest.len() + 1, &found.name))
}

/// Whether what stands between two words keeps them from being one.
fn is_break(between: &str) -> bool {
    between.contains([',', ';', ':', '!', '?', '(', ')', '/', '|', '\n']) || between.contains(". ")
}

/// How a compound is written for people, by its name; nothing for other words.
pub(in crate::search) fn shown(name: &str) -> Option<&'static str> {
    SPELLINGS.shown.get(name).map(String::as_str)
}

/// All that the file names, as written, with repetitions.
pub(in crate::search) fn texts() -> Vec<String> {
    let File { compounds, families, alone } = file();
    let compounds = compounds.into_values().flatten();
    compounds.chain(families.words.into_iter().flatten()).chain(alone.words).collect()
}

/// The stem of a word that looks like a form of another one.
pub(super) fn alone(folded: &str) -> Option<&'static str> {
    SPELLINGS.alone.get(folded).map(String::as_str)
}

/// The common stem of the family that a stem belongs to.
pub(super) fn family(stem: &str) -> Option<&'static str> {
    SPELLINGS.families.get(stem).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const LONGEST: usize = 5;

    #[test]
    fn no_spelling_stands_for_two_compounds() {
        let mut known: HashMap<Vec<String>, String> = HashMap::new();
        for (name, spellings) in file().compounds {
            assert!(name.bytes().all(|b| b.is_ascii_lowercase()), "{name} is not folded");
            assert!(!spellings.is_empty(), "{name}");
            for spelling in spellings.iter().chain([&name]) {
                let key: Vec<String> =
                    words(spelling).iter().map(|word| singular(&word.folded).to_owned()).collect();
                assert!((1..=LONGEST).contains(&key.len()), "{spelling}");
                assert!(key.len() > 1 || !words(spelling)[0].is_stop_word(), "{spelling}");
                let other = known.insert(key, name.clone());
                assert!(other.is_none_or(|other| other == name), "{spelling} under two names");
            }
        }
    }

    #[test]
    fn no_word_stands_in_two_families_nor_in_a_family_and_alone() {
        let file = file();
        let mut known = HashSet::new();
        for family in &file.families.words {
            let mut stems = HashSet::new();
            for word in family {
                let folded = words(word);
                assert_eq!(folded.len(), 1, "{word} is not one word");
                assert!(!folded[0].is_stop_word(), "{word}");
                assert!(alone(&folded[0].folded).is_none(), "{word} stands alone");
                stems.insert(stem::ending_off(&folded[0].folded).to_owned());
            }
            assert!(stems.len() > 1, "{family:?} meet by themselves");
            for stem in stems {
                assert!(known.insert(stem.clone()), "{stem} of {family:?} stands in another family");
            }
        }
        let alone: HashSet<&String> = file.alone.words.iter().collect();
        assert_eq!(alone.len(), file.alone.words.len());
    }

    #[test]
    fn a_word_alone_needs_it() {
        for word in file().alone.words {
            let folded = &words(&word)[0].folded;
            assert_ne!(stem::ending_off(folded), folded.as_str(), "{word} is its own stem already");
        }
    }
}
