//! Phrases that name a service type or a need: the labels and synonyms of `index/taxonomy.toml`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::taxonomy::{Need, ServiceType, TypeChoice};
use crate::search::analysis::{self, Word};

/// Words that carry meaning in the longest phrase looked for.
const MAX_PHRASE: usize = 6;
/// Most words between the two of a phrase.
const MAX_BETWEEN: usize = 3;
/// Most services that one text names.
const MAX_NAMED: usize = 3;

static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::of_taxonomy);

/// What each phrase names. Stop words do not count.
#[derive(Default)]
struct Phrases {
    /// By folded words: "livreur" is a courier, though "livraison" has the same stem.
    exact: HashMap<String, TypeChoice>,
    /// By stems; nothing for stems that name two things of different needs.
    stems: HashMap<String, Option<TypeChoice>>,
    /// By stems in alphabetical order, for words typed in another order.
    bags: HashMap<String, Option<TypeChoice>>,
}

/// How closely typed words must follow a phrase, closest first.
#[derive(Debug, Clone, Copy)]
enum Likeness {
    Exact,
    Stems,
    AnyOrder,
}

impl Phrases {
    fn of_taxonomy() -> Self {
        let mut phrases = Self::default();
        // What comes first wins: a label says more than a synonym, a type more than a need.
        for service in ServiceType::all() {
            phrases.add(TypeChoice::Type(service), &[service.label().fr, service.label().en]);
        }
        for need in Need::all() {
            phrases.add(TypeChoice::Need(need), &[need.label().fr, need.label().en]);
        }
        for service in ServiceType::all() {
            phrases.add(TypeChoice::Type(service), service.synonyms_fr());
            phrases.add(TypeChoice::Type(service), service.synonyms_en());
        }
        for need in Need::all() {
            phrases.add(TypeChoice::Need(need), need.synonyms_fr());
            phrases.add(TypeChoice::Need(need), need.synonyms_en());
        }
        phrases
    }

    fn add(&mut self, choice: TypeChoice, texts: &[&str]) {
        for text in texts {
            let all = analysis::searched(text);
            let meaning: Vec<&Word> = all.iter().filter(|word| !word.is_stop_word()).collect();
            if meaning.is_empty() || meaning.len() > MAX_PHRASE {
                continue;
            }
            self.exact.entry(key(&meaning, Likeness::Exact)).or_insert(choice);
            for (likeness, map) in [(Likeness::Stems, &mut self.stems), (Likeness::AnyOrder, &mut self.bags)]
            {
                map.entry(key(&meaning, likeness))
                    .and_modify(|named| *named = named.and_then(|other| common(other, choice)))
                    .or_insert(Some(choice));
            }
        }
    }

    fn named(&self, words: &[&Word], likeness: Likeness) -> Option<TypeChoice> {
        let key = key(words, likeness);
        match likeness {
            Likeness::Exact => self.exact.get(&key).copied(),
            Likeness::Stems => self.stems.get(&key).copied().flatten(),
            Likeness::AnyOrder => self.bags.get(&key).copied().flatten(),
        }
    }
}

/// What two readings of the same stems have in common: their need, when it is one.
fn common(one: TypeChoice, other: TypeChoice) -> Option<TypeChoice> {
    let need = |choice: TypeChoice| match choice {
        TypeChoice::Need(need) => need,
        TypeChoice::Type(service) => service.need(),
    };
    if one == other { Some(one) } else { (need(one) == need(other)).then(|| TypeChoice::Need(need(one))) }
}

fn key(words: &[&Word], likeness: Likeness) -> String {
    let mut parts: Vec<&str> = words
        .iter()
        .map(|word| match likeness {
            Likeness::Exact => word.folded.as_str(),
            // Alone, a word of the same family may mean something else: "abonnement" is no "abonnés".
            _ if words.len() == 1 => analysis::lone(&word.folded),
            Likeness::Stems | Likeness::AnyOrder => analysis::stem(&word.folded),
        })
        .collect();
    if matches!(likeness, Likeness::AnyOrder) {
        parts.sort_unstable();
    }
    parts.join(" ")
}

/// Every likeness, closest first.
const ALL: [Likeness; 3] = [Likeness::Exact, Likeness::Stems, Likeness::AnyOrder];

/// A phrase of the text and what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) choice: TypeChoice,
    /// Positions of its first word and behind its last one, stop words included.
    pub(super) words: Range<usize>,
}

/// Takes what runs of words name, closest likeness first, where nothing else is named.
fn add(
    found: &mut Vec<Named>,
    words: &[Word],
    likenesses: &[Likeness],
    runs: impl Iterator<Item = Vec<usize>> + Clone,
) {
    for &likeness in likenesses {
        for run in runs.clone() {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let span = *first..*last + 1;
            let is_free = |other: &Named| span.end <= other.words.start || other.words.end <= span.start;
            if found.len() == MAX_NAMED || !found.iter().all(is_free) {
                continue;
            }
            let phrase: Vec<&Word> = run.iter().map(|at| &words[*at]).collect();
            let choice = PHRASES.named(&phrase, likeness);
            found.extend(choice.map(|choice| Named { choice, words: span }));
        }
    }
}

/// Two words with one to three others between them.
fn pairs(meaning: &[usize]) -> impl Iterator<Item = Vec<usize>> + Clone {
    let behind = move |at: usize| meaning.iter().skip(at + 2).take(MAX_BETWEEN);
    meaning.iter().enumerate().flat_map(move |(at, first)| behind(at).map(move |last| vec![*first, *last]))
}

/// Whether the word before says whose it is: "mon site", "ma boutique".
fn is_owned(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| words[before].folded.as_str());
    before.is_some_and(|word| matches!(word, "mon" | "ma" | "mes" | "notre" | "nos" | "my" | "our"))
}

/// The services that the words name, in the order of the words: long phrases before short ones.
///
/// Beside a phrase of several words a single word names nothing more: in "site vitrine photo" a site is wanted, and the
/// photos tell which.
///
/// What stands behind "pour les" says for whom: in "une carte cadeau pour les commerces de la ville" no platform is wanted.
pub(super) fn named(words: &[Word]) -> Vec<Named> {
    let said_for =
        words.windows(2).position(|pair| pair[0].folded == "pour" && is_determiner(&pair[1].folded));
    let before = said_for.map(|at| named_in(&words[..at])).filter(|named| !named.is_empty());
    before.unwrap_or_else(|| named_in(words))
}

fn is_determiner(folded: &str) -> bool {
    matches!(folded, "le" | "la" | "les" | "un" | "une" | "des" | "mon" | "ma" | "mes" | "notre" | "nos")
}

fn named_in(words: &[Word]) -> Vec<Named> {
    let meaning: Vec<usize> = (0..words.len()).filter(|at| !words[*at].is_stop_word()).collect();
    let mut found: Vec<Named> = Vec::new();
    for length in (2..=MAX_PHRASE.min(meaning.len())).rev() {
        add(&mut found, words, &ALL, meaning.windows(length).map(<[usize]>::to_vec));
    }
    // "vendre mes bijoux sur internet": a phrase of two words with others between them.
    add(&mut found, words, &[Likeness::Exact, Likeness::Stems], pairs(&meaning));
    if found.is_empty() {
        // Whoever says "sur mon site" has one: the rest of the text says what is wanted.
        let is_wanted = |at: &usize| meaning.len() == 1 || !is_owned(words, *at);
        add(&mut found, words, &ALL, meaning.iter().filter(|at| is_wanted(at)).map(|at| vec![*at]));
    }
    found.sort_by_key(|named| named.words.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs(text: &str) -> Vec<&'static str> {
        named(&analysis::searched(text)).into_iter().map(|named| named.choice.slug()).collect()
    }

    #[test]
    fn shopkeepers_words_name_services() {
        for (text, expected) in [
            ("livraison vélo", &["livraison-locale"][..]),
            ("coursier à vélo", &["livraison-locale"]),
            ("machine à carte", &["terminal"]),
            ("un lecteur CB", &["terminal"]),
            ("TPE", &["terminal"]),
            ("faire un site", &["site"]),
            ("vendre sur internet", &["boutique-en-ligne"]),
            ("être visible sur Google", &["fiche-etablissement"]),
            ("bons d'achat", &["cartes-cadeaux"]),
            ("livreur", &["livraison-locale"]),
            ("livraison", &["livraison"]),
            ("site vitrine photo", &["site-vitrine"]),
            ("bijoux fantaisie", &[]),
        ] {
            assert_eq!(slugs(text), expected, "{text}");
        }
    }

    #[test]
    fn the_words_between_two_services_stay() {
        let words = analysis::searched("une caisse pour restaurant et des cartes cadeaux");
        let named = named(&words);
        let spelt: Vec<&str> = named.iter().map(|named| words[named.words.start].folded.as_str()).collect();
        assert_eq!(spelt, ["caisse", "cartecadeau"]);
    }

    #[test]
    fn every_label_names_its_own_term() {
        for service in ServiceType::all() {
            for label in [service.label().fr, service.label().en] {
                assert_eq!(slugs(label), [service.slug()], "{label}");
            }
        }
    }

    #[test]
    fn long_texts_name_few_services() {
        let text = "caisse tpe logo photo fidelite colis ".repeat(50);
        assert!(named(&analysis::searched(&text)).len() <= MAX_NAMED);
    }
}
