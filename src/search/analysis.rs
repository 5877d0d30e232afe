//! How French text becomes terms: elision, folding, a light stem, a short stop list.
//!
//! Folding comes before stemming: people type without accents, and a stemmer that needs them
//! misses a third of those words. The stem therefore works on folded words and stays light: plural,
//! feminine and a few endings.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::text::fold_char_into;

static STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../index/stopwords.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Longest word kept, in bytes; what is longer is cut, so that no term is unbounded.
const MAX_WORD: usize = 40;

/// A word of a text: its folded form and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded form.
    pub(super) folded: String,
    /// Byte offset of its first character in the text.
    pub(super) start: usize,
    /// Byte offset behind its last character.
    pub(super) end: usize,
}

impl Word {
    /// Whether the word carries no meaning by itself.
    pub(super) fn is_stop_word(&self) -> bool {
        is_stop_word(&self.folded)
    }
}

/// Whether a folded word carries no meaning by itself.
pub(super) fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.contains(folded)
}

/// Cuts a text into words: runs of letters and digits, without an elided article in front (`l’atelier` → `atelier`).
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, first)) = chars.peek() {
        if !is_letter(first) {
            chars.next();
            continue;
        }
        let mut folded = String::with_capacity(12);
        let mut end = start;
        while let Some(&(at, c)) = chars.peek() {
            let stays = is_letter(c) || is_mark(c) || (is_apostrophe(c) && folded == "aujourd");
            if !stays {
                break;
            }
            if folded.len() < MAX_WORD && !is_apostrophe(c) {
                fold_char_into(c, &mut folded);
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let elided = chars.peek().is_some_and(|&(_, c)| is_apostrophe(c)) && is_elision(&folded);
        if !elided && !folded.is_empty() {
            words.push(Word { folded, start, end });
        }
    }
    words
}

/// A letter or a digit. Unicode counts the apostrophe ʼ (U+02BC) among the letters; here it is none.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '′' | '´')
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{ad}')
}

fn is_elision(folded: &str) -> bool {
    matches!(
        folded,
        "l" | "d" | "j" | "m" | "t" | "s" | "c" | "n" | "qu" | "jusqu" | "lorsqu" | "puisqu" | "quoiqu"
    )
}

/// The stem of a folded word. Works from the end: plural, feminine, then one ending of verbs and nouns.
pub(super) fn stem(folded: &str) -> &str {
    if folded.len() <= 3 || !folded.is_ascii() || folded.bytes().any(|b| b.is_ascii_digit()) {
        return folded;
    }
    let singular = folded.strip_suffix(['s', 'x']).filter(|rest| rest.len() >= 3).unwrap_or(folded);
    let bare = singular.trim_end_matches('e');
    let bare = if bare.len() >= 3 { bare } else { singular };
    let root = ["aison", "ation", "eur", "eus", "er"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending).filter(|root| root.len() >= 4))
        .unwrap_or(bare);
    single_end(root)
}

/// `traditionnell` and `traditionnel` meet: a doubled last consonant counts once.
fn single_end(word: &str) -> &str {
    match word.as_bytes() {
        [.., before, last] if before == last && word.len() > 3 => &word[..word.len() - 1],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn elision_goes_with_every_apostrophe() {
        for apostrophe in ['\'', '’', 'ʼ'] {
            let text = "L'atelier d'Émilie, qu'on aime aujourd'hui".replace('\'', &apostrophe.to_string());
            assert_eq!(folded(&text), ["atelier", "emilie", "on", "aime", "aujourdhui"], "{text}");
        }
        assert!(folded("ʼ ’ '").is_empty());
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "À l’Épicerie !";
        let word = words(text).pop().unwrap();
        assert_eq!(&text[word.start..word.end], "Épicerie");
    }

    #[test]
    fn forms_of_a_word_meet() {
        let families: [&[&str]; 10] = [
            &["velo", "velos"],
            &["livrer", "livreur", "livreurs", "livraison", "livraisons", "livree", "livrees", "livreuse"],
            &["reservation", "reserver", "reservations"],
            &["local", "locale", "locales"],
            &["photo", "photos"],
            &["logo", "logos"],
            &["installation", "installer"],
            &["traditionnel", "traditionnelle"],
            &["caisse", "caisses"],
            &["reseau", "reseaux"],
        ];
        for family in families {
            let stems: HashSet<&str> = family.iter().map(|word| stem(word)).collect();
            assert_eq!(stems.len(), 1, "{family:?} → {stems:?}");
        }
    }

    #[test]
    fn words_of_other_families_stay_apart() {
        for (one, other) in [
            ("commune", "communication"),
            ("site", "situation"),
            ("carte", "carton"),
            ("port", "porte-monnaie"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn sans_avec_and_pour_carry_meaning() {
        for text in ["sans", "avec", "pour"] {
            assert!(!words(text)[0].is_stop_word(), "{text}");
        }
        assert!(words("de")[0].is_stop_word());
    }
}
