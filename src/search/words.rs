//! What was typed, as words to look for.

use super::analysis::{self, Word};
use crate::domain::query::MAX_TEXT;

/// Most words that a search looks for; the rest is ignored.
pub(super) const MAX_WORDS: usize = 12;

/// Words of a search, analysed once.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Words(Vec<Sought>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Sought {
    folded: String,
    stem: String,
}

impl Words {
    /// Reads what was typed. Engine syntax means nothing here: there are words, or there is nothing.
    pub(super) fn read(typed: &str) -> Self {
        let mut words = analysis::searched(first_characters(typed));
        join_numbers(&mut words);
        Self::of(words)
    }

    /// Takes the words that carry meaning, each once; stop words only when there is nothing else.
    fn of(mut words: Vec<Word>) -> Self {
        if words.iter().any(|word| !word.is_stop_word()) {
            words.retain(|word| !word.is_stop_word());
        }
        let mut distinct: Vec<Sought> = Vec::with_capacity(words.len().min(MAX_WORDS));
        for Word { folded, .. } in words {
            if distinct.len() < MAX_WORDS && !distinct.iter().any(|other| other.folded == folded) {
                distinct.push(Sought { stem: analysis::stem(&folded).to_owned(), folded });
            }
        }
        Self(distinct)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| word.folded.as_str())
    }

    /// Whether a folded word of a listing is one of these, in any of its forms.
    pub(super) fn match_stem(&self, folded: &str) -> bool {
        let stem = analysis::stem(folded);
        self.0.iter().any(|word| word.stem == stem)
    }

    /// Whether a folded word of a listing begins like the last word typed.
    pub(super) fn match_prefix(&self, folded: &str) -> bool {
        self.0.last().is_some_and(|last| last.folded.len() >= 3 && folded.starts_with(&last.folded))
    }
}

/// The characters of what was typed that are used.
pub(super) fn first_characters(typed: &str) -> &str {
    typed.char_indices().nth(MAX_TEXT).map_or(typed, |(end, _)| &typed[..end])
}

/// Joins the groups of a number typed with spaces when they make a SIREN (9 digits) or a SIRET (14 digits).
fn join_numbers(words: &mut Vec<Word>) {
    let is_number = |word: &Word| word.folded.bytes().all(|b| b.is_ascii_digit());
    let mut start = 0;
    while start < words.len() {
        let group = words[start..].iter().take_while(|word| is_number(word)).count();
        let digits: usize = words[start..start + group].iter().map(|word| word.folded.len()).sum();
        if group > 1 && matches!(digits, 9 | 14) {
            let joined: String =
                words[start..start + group].iter().map(|word| word.folded.as_str()).collect();
            words[start].folded = joined;
            words[start].end = words[start + group - 1].end;
            words.drain(start + 1..start + group);
            start += 1;
        } else {
            start += group.max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Vec<String> {
        Words::read(typed).iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_number_typed_in_groups_is_one_word() {
        assert_eq!(read("123 456 789 01234"), ["12345678901234"]);
        assert_eq!(read("siren 732.829.320"), ["siren", "732829320"]);
        assert_eq!(read("68 000 24"), ["68", "000", "24"]);
    }

    #[test]
    fn syntax_of_engines_means_nothing() {
        assert_eq!(
            read("title:(caisse OR \"tpe\") AND -site* ~2 /.*/"),
            ["title", "caisse", "or", "tpe", "site", "2"]
        );
        assert!(read("*?\"()[]{}^~\\").is_empty());
    }

    #[test]
    fn words_are_bounded_and_distinct() {
        let many: String = (0..10_000).map(|n| format!("mot{n} ")).collect();
        assert_eq!(read(&many).len(), MAX_WORDS);
        assert_eq!(read("caisse Caisse CAISSE"), ["caisse"]);
    }

    #[test]
    fn stop_words_alone_are_searched() {
        assert_eq!(read("à la une"), ["a", "la", "une"]);
        assert_eq!(read("un site sans engagement"), ["site", "sans", "engagement"]);
    }
}
