//! Which listings a text finds, against a plain evaluation of every row.

use super::*;
use crate::search::segments::schema;
use crate::search::words::Words;
use crate::search::{analysis, names};

/// The words of a listing by where they stand.
struct Plain {
    name: Vec<String>,
    /// Stems of the title, the services and the texts.
    stems: Vec<String>,
    /// Words of all but the description.
    words: Vec<String>,
}

impl Plain {
    fn of(entry: &Entry) -> Self {
        let folded = |text: &str| analysis::indexed(text).into_iter().map(|word| word.folded);
        let stems = |text: &str| -> Vec<String> {
            folded(text).map(|word| analysis::stem(&word).to_owned()).collect()
        };
        let listing = &entry.listing;
        let labels: Vec<String> =
            listing.service_types.iter().map(|service| schema::label_words(*service)).collect();
        let name: Vec<String> = folded(&names::of(&entry.provider)).collect();
        let titled =
            labels.iter().map(String::as_str).chain([listing.title.as_str(), listing.summary.as_str()]);
        let words = titled.clone().flat_map(folded).chain(name.clone()).collect();
        let described = listing.description.iter().map(|text| text.as_str());
        Self { name, stems: titled.chain(described).flat_map(stems).collect(), words }
    }

    fn holds(&self, word: &str) -> bool {
        self.name.iter().any(|own| own == word) || self.stems.iter().any(|own| own == analysis::stem(word))
    }

    fn begins(&self, word: &str, is_known: bool) -> bool {
        let words = if is_known { &self.name } else { &self.words };
        word.len() >= 3 && words.iter().any(|own| own.starts_with(word))
    }
}

static PLAIN: LazyLock<Vec<Plain>> = LazyLock::new(|| VARIED.0.iter().map(Plain::of).collect());

/// For each row, how many of the words it holds; the last one may be only begun.
fn held(words: &Words) -> Vec<usize> {
    let last = words.iter().last().map(|word| (word, PLAIN.iter().any(|row| row.holds(word))));
    let begins =
        |row: &Plain, word: &str| last.is_some_and(|(last, known)| word == last && row.begins(word, known));
    let holds = |row: &Plain, word: &str| row.holds(word) || begins(row, word);
    PLAIN.iter().map(|row| words.iter().filter(|word| holds(row, word)).count()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_text_finds_the_rows_that_hold_all_its_words_else_those_that_hold_some(
        drawn in proptest::collection::vec((0..205_usize, any::<proptest::sample::Index>(), 3..12_usize), 1..4),
        nonsense in any::<bool>(),
    ) {
        let word = |(row, word, letters): &(usize, proptest::sample::Index, usize)| {
            let word = word.get(&PLAIN[*row].words);
            word.chars().take(*letters).collect::<String>()
        };
        let mut text = drawn.iter().map(word).collect::<Vec<_>>().join(" ");
        if nonsense {
            text.insert_str(0, "qwqwqw ");
        }
        let words = Words::read(&text);
        let held = held(&words);
        let is_all = held.contains(&words.len());
        let least = if is_all { words.len() } else { 1 };
        let expected: BTreeSet<&str> = held.iter().zip(&VARIED.0)
            .filter(|(held, _)| **held >= least)
            .map(|(_, entry)| entry.slug.as_str())
            .collect();
        let page = VARIED.1.search(&SearchQuery { literal: true, per_page: 1_000, ..asking(&text, "") }).unwrap();
        let found: BTreeSet<&str> = page.hits.iter().map(|hit| hit.entry.slug.as_str()).collect();
        prop_assert_eq!(&found, &expected, "« {} »", text);
        prop_assert_eq!(page.total as usize, expected.len());
        prop_assert_eq!(page.partial_words, !is_all && words.len() > 1, "« {} »", text);
    }
}
