//! Hostile texts cost no more than others: the work is counted, not timed.

use super::*;
use crate::domain::query::MAX_TEXT;
use crate::search::words::MAX_WORDS;

/// Texts that try to make a search dear, to reach the syntax of the engine, or to break something.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "*",
        "*:*",
        "title:(caisse OR \"tpe\") AND -site* ~2 /.*/",
        "name:orange^100 body:*",
        "\"",
        "((((((((((",
        "[a TO z]",
        "caisse~2 livraison~10",
        "(a+)+$",
        ".*.*.*.*.*=",
        "{\"match_all\":{}}",
        "\u{202e}essiac \u{200f}\u{200e}",
        "c\u{200b}a\u{200b}i\u{200b}s\u{200b}s\u{200b}e",
        "🛒🛒🛒 🚲 caisse 🧸",
        "\0\0caisse\0",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "%00%ff",
        "à à à à de de de en en en sur sur",
    ]
    .map(str::to_owned)
    .into();
    texts.push("caisse ".repeat(10_000));
    texts.push((0..10_000).map(|number| format!("mot{number} ")).collect());
    texts.push("a".repeat(10_000));
    texts.push(
        "boutiqe livraizon refferencement comptabilte fidelitee cybersecurte instagrame paiment ".repeat(20),
    );
    texts.push("xqzwvkjhgf yxwvutsrqp kjhgfdsaqw mnbvcxzlkj poiuytreza ".repeat(20));
    texts.push("à paris de lyon en colmar sur nantes à tours de sens en alsace vers laval ".repeat(20));
    texts.push("à saint-germain-de-la-rue-du-bois-sur-mer ".repeat(10));
    texts.push("c l p s r b m v d t ".repeat(30));
    texts.push("e\u{301}".repeat(5_000));
    texts
}

#[test]
fn hostile_texts_are_searched_as_words_or_not_at_all_within_the_same_work() {
    let directory = directory(&starter());
    let segments = u32::try_from(directory.search.snapshot().segments.len()).unwrap();
    let words = u32::try_from(MAX_WORDS).unwrap();
    for literal in [false, true] {
        for text in hostile() {
            let query = SearchQuery { literal, ..asking(&text, "") };
            let work = directory.search.search(&query).unwrap().work;
            let shown: String = text.chars().take(60).collect();
            // A search that a correction led nowhere is made twice.
            assert!(work.terms <= 2 * 2 * words, "{shown}: {work:?}");
            assert!(work.completions <= 2 * 4 * 64 * segments, "{shown}: {work:?}");
            assert!(work.corrections <= 6, "{shown}: {work:?}");
            assert!(work.candidates <= 6 * 5 * 256 * (segments + 1), "{shown}: {work:?}");
            assert!(work.spans <= 200, "{shown}: {work:?}");
            if literal {
                assert_eq!((work.corrections, work.candidates, work.spans), (0, 0, 0), "{shown}");
            }
        }
    }
}

#[test]
fn a_text_that_goes_on_costs_what_its_beginning_costs() {
    let directory = directory(&starter());
    let work = |text: &str| directory.search.search(&asking(text, "")).unwrap().work;
    for piece in ["caisse à lyon ", "boutiqe livraizon ", "zzzz yyyy à xxxx "] {
        let cut: String = piece.chars().cycle().take(MAX_TEXT).collect();
        let long = piece.repeat(2_000);
        assert_eq!(work(&long), work(&cut), "{piece}");
    }
}

#[test]
fn signs_of_query_languages_mean_nothing() {
    let directory = directory(&starter());
    let total = |text: &str| directory.search.search(&asking(text, "")).unwrap().total;
    for (with, without) in [
        ("\"caisse\"", "caisse"),
        ("caisse*", "caisse"),
        ("+caisse", "caisse"),
        ("🛒 caisse 🛒", "caisse"),
        ("caisse~2", "caisse 2"),
    ] {
        assert_eq!(total(with), total(without), "{with}");
    }
    let everything = total("");
    for nothing in ["*", "\"", "((((", "🚲", "\u{202e}", "???"] {
        assert_eq!(total(nothing), everything, "{nothing}");
    }
}
