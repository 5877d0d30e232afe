//! Names of firms compared as people compare them: accents, case, legal forms and order do not matter.

use std::collections::BTreeSet;

use crate::domain::text;

/// Legal forms and words that say no more than "firm"; folded.
const FORMS: &[&str] = &[
    "sarl",
    "sarlu",
    "eurl",
    "sas",
    "sasu",
    "sa",
    "snc",
    "sci",
    "scm",
    "scp",
    "selarl",
    "selas",
    "scop",
    "scic",
    "gie",
    "geie",
    "eirl",
    "ei",
    "eme",
    "scs",
    "sca",
    "se",
    "asso",
    "assoc",
    "association",
    "societe",
    "ste",
    "ets",
    "etablissements",
    "etablissement",
    "entreprise",
    "monsieur",
    "madame",
    "mme",
    "mr",
];
/// The same in two words.
const FORM_PAIRS: &[(&str, &str)] = &[
    ("entreprise", "individuelle"),
    ("entrepreneur", "individuel"),
    ("micro", "entreprise"),
    ("micro", "entrepreneur"),
    ("auto", "entreprise"),
    ("auto", "entrepreneur"),
    ("loi", "1901"),
];
/// Little words that come and go between two writings of a name; folded.
const PARTICLES: &[&str] =
    &["de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "and", "of", "the"];
/// Longest name that is compared, in words and in characters.
const MAX_WORDS: usize = 24;
const MAX_LETTERS: usize = 120;
/// Shortest single word, and shortest joined name, that can be found in a page without being found by chance.
const SHORTEST_WORD: usize = 3;
const SHORTEST_JOINED: usize = 5;

/// Whether the name somebody gives and one in the register are the same firm's, or the same person's.
///
/// Tolerant, because a person looks at what differs: one may say less than the other ("Marie Dupont" of
/// "DUPONT MARIE CLAIRE ANNE"), write words together, or hold a typing error.
#[must_use]
pub fn same_firm(typed: &str, register: &str) -> bool {
    let (a, b) = (core(typed), core(register));
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    let common = a.intersection(&b).count();
    let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
    let one_says_less = common > 0 && common == least && (common >= 2 || common * 2 >= most);
    // Three words of five, at least.
    one_says_less || common * 5 >= (least + most - common).max(1) * 3 || near_name(typed, register)
}

/// Whether two names are so near that one may have been taken for the other, or is the other with a typing error.
#[must_use]
pub fn near_name(a: &str, b: &str) -> bool {
    let (joined_a, joined_b) = (core(a).concat(), core(b).concat());
    if joined_a.is_empty() || joined_b.is_empty() {
        return false;
    }
    let glued = |name: &str| without_forms(name).concat();
    let (set_a, set_b): (BTreeSet<_>, BTreeSet<_>) =
        (core(a).into_iter().collect(), core(b).into_iter().collect());
    let shortest = joined_a.chars().count().min(joined_b.chars().count());
    let errors = match shortest {
        0..=6 => 0,
        7..=13 => 1,
        _ => 2,
    };
    set_a == set_b || glued(a) == glued(b) || distance(&joined_a, &joined_b) <= errors
}

/// What names of one firm have in common however they are written: their telling words in order, and all their letters.
/// Names that share one are near each other; for looking through many names at once, where typing errors are not sought.
#[must_use]
pub fn name_keys(name: &str) -> [String; 2] {
    let words: BTreeSet<String> = core(name).into_iter().collect();
    [words.into_iter().collect::<Vec<_>>().join(" "), without_forms(name).concat()]
}

/// Whether a name stands in a text, given by its folded words ([`text::words`]): in a row, or written together.
///
/// A name of less than three letters is never found: it would be found everywhere.
#[must_use]
pub fn stands_in(name: &str, page: &[String]) -> bool {
    let name = core(name);
    let joined = name.concat();
    if joined.chars().count() < SHORTEST_WORD {
        return false;
    }
    let page: Vec<&str> = page.iter().map(String::as_str).filter(|word| !PARTICLES.contains(word)).collect();
    let in_a_row = page.windows(name.len()).any(|words| words.iter().eq(name.iter()));
    in_a_row || joined.len() >= SHORTEST_JOINED && page.iter().any(|word| word.contains(&joined))
}

/// The folded words that make a name, without legal forms; all of them when nothing else is left.
pub(super) fn without_forms(name: &str) -> Vec<String> {
    let mut words = text::words(&name.chars().take(MAX_LETTERS).collect::<String>());
    words.truncate(MAX_WORDS);
    let kept = drop_forms(&words);
    if kept.is_empty() { words } else { kept }
}

/// The words that tell a name from others: no legal form, no little word; all of them when nothing else is left.
fn core(name: &str) -> Vec<String> {
    let words = without_forms(name);
    let telling: Vec<_> = words.iter().filter(|word| !PARTICLES.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

fn drop_forms(words: &[String]) -> Vec<String> {
    let mut kept = Vec::with_capacity(words.len());
    let mut rest = words;
    while let [first, after @ ..] = rest {
        let is_pair = |(a, b): &(&str, &str)| first == a && after.first().is_some_and(|second| second == b);
        rest = if FORM_PAIRS.iter().any(is_pair) {
            &after[1..]
        } else if let Some(length) = spelled_out(rest) {
            &rest[length..]
        } else {
            if !FORMS.contains(&first.as_str()) {
                kept.push(first.clone());
            }
            after
        };
    }
    kept
}

/// Number of single letters at the beginning that spell a legal form: "S.A.R.L." is four words.
fn spelled_out(words: &[String]) -> Option<usize> {
    let letters = words.iter().take_while(|word| word.chars().count() == 1).count();
    (2..=letters).rev().find(|length| FORMS.contains(&words[..*length].concat().as_str()))
}

/// Number of letters to change, add, drop or exchange with their neighbour (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_firm_is_recognised_under_its_ways_of_writing() {
        for (typed, register) in [
            ("Atelier du Web", "ATELIER DU WEB"),
            ("L’Atelier du Web", "SARL ATELIER DU WEB"),
            ("AtelierDuWeb", "ATELIER DU WEB (SAS)"),
            ("Atelier Web", "S.A.R.L. ATELIER DU WEB"),
            ("Marie Dupont", "DUPONT MARIE"),
            ("Marie Dupont", "MARIE JEANNE CLAIRE ANNE DUPONT (ATELIER DUPONT)"),
            ("Dupont Marie, entreprise individuelle", "MARIE DUPONT"),
            ("Dupont", "MARIE DUPONT"),
            ("Café Crème & Cie", "CAFE CREME ET CIE"),
            ("Les Vitrines de Colmar", "ASSOCIATION DES VITRINES DE COLMAR"),
            ("Cœur de bourg", "COEUR DE BOURG"),
            ("Atelier Numérqiue", "ATELIER NUMERIQUE"),
            ("SAS", "SAS"),
        ] {
            assert!(same_firm(typed, register), "{typed} is not {register}");
        }
    }

    #[test]
    fn two_firms_stay_two() {
        for (typed, register) in [
            ("Atelier Marie", "ATELIER DU WEB"),
            ("Boutique", "BOUTIQUE DE LA GARE DE COLMAR"),
            ("Martin", "DUPONT"),
            ("SARL Martin", "SARL DUPONT"),
            ("Web", ""),
            ("", ""),
            ("!!!", "???"),
        ] {
            assert!(!same_firm(typed, register), "{typed} is {register}");
        }
    }

    #[test]
    fn names_are_near_by_order_typing_error_or_joining_only() {
        for (a, b) in [
            ("Atelier du Web", "L’atelier web SARL"),
            ("Atelier du Web", "Ateleir du Web"),
            ("Pixel Market", "PixelMarket"),
            ("Martin Web", "Web Martin"),
            ("Vitrines numériques", "Vitrine numérique"),
        ] {
            assert!(near_name(a, b) && near_name(b, a), "{a} / {b}");
        }
        for (a, b) in [
            ("Atelier du Web", "Atelier du Vélo"),
            ("Dupont", "Dupond"),
            ("Click Rapide", "Clic"),
            ("Web", "Web Colmar"),
            ("", "x"),
            ("", ""),
        ] {
            assert!(!near_name(a, b) && !near_name(b, a), "{a} / {b}");
        }
    }

    #[test]
    fn a_name_stands_in_a_page_in_a_row_or_written_together() {
        let page = text::words(
            "Bienvenue à l’atelier web ! © 2026 PixelMarket, Marie-Anne Le Goff, www.cafecreme.fr",
        );
        for name in ["Atelier du Web", "SARL Pixel Market", "Marie Anne Le Goff", "Café Crème"] {
            assert!(stands_in(name, &page), "{name}");
        }
        for name in ["Web Atelier", "Le", "SARL", "Go", "Café Moulu", ""] {
            assert!(!stands_in(name, &page), "{name}");
        }
    }

    proptest! {
        #[test]
        fn comparing_is_total_and_a_name_with_letters_is_its_own(a in "\\PC{0,60}", b in "\\PC{0,60}") {
            prop_assert_eq!(near_name(&a, &b), near_name(&b, &a));
            prop_assert_eq!(near_name(&a, &a), !text::words(&a).is_empty());
            prop_assert!(!near_name(&a, &b) || same_firm(&a, &b));
            let _ = stands_in(&a, &text::words(&b));
        }
    }
}
