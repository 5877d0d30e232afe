//! How French text becomes terms: elision, folding, compounds, a light stem, a short stop list.
//!
//! Folding comes before stemming: people type without accents, and a stemmer that needs them
//! misses a third of those words. The stem therefore works on folded words and stays light: plural,
//! feminine and a few endings.

pub(super) mod spellings;
mod stem;

use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) use stem::{lone, stem};

use crate::domain::text::fold_char_into;

/// The stop list, as compiled in.
pub(super) const STOP_LIST: &str = include_str!("../../../index/stopwords.txt");

static STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| word_list(STOP_LIST));

/// The words of a file of `index/`: blanks and line ends between them, comments on lines that begin with `#`.
pub(super) fn word_list(file: &'static str) -> HashSet<&'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

/// Longest word kept, in bytes; what is longer is cut, so that no term is unbounded.
const MAX_WORD: usize = 40;
/// Longest part, in bytes, of a name like `H&M`.
const MAX_INITIALS: usize = 3;
/// Most parts of such a name.
const MAX_JOINED: usize = 4;

/// A word of a text: its folded form and where it stands.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
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

/// The words of a text to look for: a compound, however it is written, is one word that covers its parts.
pub(super) fn searched(text: &str) -> Vec<Word> {
    with_compounds(text, false)
}

/// The words of a text to be found by: each compound as one word, and its parts behind it.
pub(super) fn indexed(text: &str) -> Vec<Word> {
    with_compounds(text, true)
}

fn with_compounds(text: &str, keep_parts: bool) -> Vec<Word> {
    let mut words = words(text);
    let mut all = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let (count, compound) = compound_at(text, &words[at..]);
        let taken = &mut words[at..at + count];
        let compound = compound.filter(|name| count > 1 || *name != taken[0].folded);
        let is_alone = compound.is_none();
        let whole = compound.map(|folded| Word { folded, start: taken[0].start, end: taken[count - 1].end });
        all.extend(whole);
        if keep_parts || is_alone {
            all.extend(taken.iter_mut().map(std::mem::take));
        }
        at += count;
    }
    all
}

/// How many of the next words of a text belong together, and the one word that they make when they do.
fn compound_at(text: &str, words: &[Word]) -> (usize, Option<String>) {
    if let Some((count, name)) = spellings::compound_at(text, words) {
        return (count, Some(name.to_owned()));
    }
    let joined = initials(text, words);
    let name = || words[..joined].iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join("&");
    (joined, (joined > 1).then(name))
}

/// How many of the next words are letters joined by `&` without blanks, as in `H&M`; at least 1.
fn initials(text: &str, words: &[Word]) -> usize {
    let are_joined = |pair: &&[Word]| {
        text[pair[0].end..pair[1].start] == *"&" && pair.iter().all(|word| word.folded.len() <= MAX_INITIALS)
    };
    1 + words.windows(2).take(MAX_JOINED - 1).take_while(are_joined).count()
}

/// The keys under which a name is found whole: its words without blanks and case, without stop words and with them.
pub(super) fn whole_keys(words: &[Word]) -> Vec<String> {
    let meaning: String =
        words.iter().filter(|word| !word.is_stop_word()).map(|word| word.folded.as_str()).collect();
    let all: String = words.iter().map(|word| word.folded.as_str()).collect();
    if meaning.is_empty() || meaning == all { vec![all] } else { vec![all, meaning] }
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

    fn searched_for(text: &str) -> Vec<String> {
        searched(text).into_iter().map(|word| word.folded).collect()
    }

    fn found_by(text: &str) -> Vec<String> {
        indexed(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn a_compound_is_one_word_however_it_is_written() {
        let compounds: [(&str, &[&str]); 9] = [
            ("ecommerce", &["e-commerce", "ecommerce", "E commerce", "l’e-commerce", "e\u{2011}commerce"]),
            (
                "clickcollect",
                &[
                    "click and collect",
                    "Click & Collect",
                    "click n collect",
                    "click'n'collect",
                    "click-and-collect",
                    "clic et collecte",
                    "clique et collecte",
                    "clic & collecte",
                    "cliqué-retiré",
                    "Click&Collect",
                ],
            ),
            ("rendezvous", &["rendez-vous", "rendez vous", "rendezvous", "RDV"]),
            ("qrcode", &["QR code", "qrcode", "code QR", "QR-codes"]),
            ("email", &["e-mail", "email", "e-mails"]),
            ("eboutique", &["e-boutique", "eboutique", "e-shop", "eshop"]),
            ("wifi", &["wi-fi", "wifi", "Wi Fi"]),
            ("pascher", &["pas cher", "moins chère", "pas chers"]),
            ("placedemarche", &["place de marché", "places de marché", "marketplace", "market place"]),
        ];
        for (name, spellings) in compounds {
            for spelling in spellings {
                assert_eq!(stems(searched_for(spelling)), stems(vec![name.to_owned()]), "{spelling}");
                assert!(found_by(spelling).iter().any(|word| stem(word) == stem(name)), "{spelling}");
            }
        }
        for text in ["cher", "place", "un clic, et collecte", "prenez rendez. Vous", "collect click"] {
            assert_eq!(searched_for(text), folded(text), "{text}");
        }
    }

    fn stems(words: Vec<String>) -> Vec<String> {
        words.iter().map(|word| stem(word).to_owned()).collect()
    }

    #[test]
    fn a_listing_keeps_the_parts_of_a_compound() {
        assert_eq!(found_by("Un click & collect"), ["un", "clickcollect", "click", "collect"]);
        assert_eq!(found_by("rdv, ecommerce"), ["rendezvous", "rdv", "ecommerce"]);
        assert_eq!(searched_for("un click and collect pas cher"), ["un", "clickcollect", "pascher"]);
    }

    #[test]
    fn a_compound_covers_all_its_parts() {
        let text = "Le cliqué-retiré, à Lyon";
        let word = &searched(text)[1];
        assert_eq!(&text[word.start..word.end], "cliqué-retiré");
    }

    #[test]
    fn initials_joined_by_an_ampersand_are_one_word() {
        for (text, name) in [("H&M", "h&m"), ("R&D", "r&d"), ("M&M", "m&m"), ("B&B&B", "b&b&b")] {
            assert_eq!(searched_for(text), [name]);
            assert!(found_by(text).contains(&name.to_owned()));
        }
        assert_eq!(found_by("H&M"), ["h&m", "h", "m"]);
        assert_eq!(searched_for("H & M"), ["h", "m"]);
        assert_eq!(searched_for("Dupont&Fils"), ["dupont", "fils"]);
    }

    #[test]
    fn a_name_has_one_key_however_it_is_spaced() {
        for (name, key) in [
            ("Web Atelier", "webatelier"),
            ("webatelier", "webatelier"),
            ("Dupont & Fils", "dupontfils"),
            ("Dupont et Fils", "dupontfils"),
            ("La Poste", "poste"),
            ("On y va", "va"),
            ("Le Un", "leun"),
        ] {
            assert!(whole_keys(&searched(name)).contains(&key.to_owned()), "{name}");
        }
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "À l’Épicerie !";
        let word = words(text).pop().unwrap();
        assert_eq!(&text[word.start..word.end], "Épicerie");
    }

    #[test]
    fn sans_avec_and_pour_carry_meaning() {
        for text in ["sans", "avec", "pour"] {
            assert!(!words(text)[0].is_stop_word(), "{text}");
        }
        assert!(words("de")[0].is_stop_word());
    }
}
