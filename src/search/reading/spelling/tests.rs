//! Misspelt words over the starter rows.

use super::*;
use crate::domain::text::fold;
use crate::search::tests::{directory, starter};

/// What shopkeepers type, and what they mean.
const MISSPELT: &[(&str, &str)] = &[
    ("boutiqe", "boutique"),
    ("livraizon", "livraison"),
    ("livraisson", "livraison"),
    ("paiment", "paiement"),
    ("refferencement", "référencement"),
    ("referencment", "référencement"),
    ("comptabilte", "comptabilité"),
    ("fidelitee", "fidélité"),
    ("cousier", "coursier"),
    ("courssier", "coursier"),
    ("crago", "cargo"),
    ("instagrame", "Instagram"),
    ("hebergemnt", "hébergement"),
    ("ebergement", "hébergement"),
    ("fotographe", "photographe"),
    ("reservasion", "réservation"),
    ("restorant", "restaurant"),
    ("clik", "click"),
    ("comerce", "commerce"),
    ("qaisse", "caisse"),
    ("csaisse", "caisse"),
    ("terminla", "terminal"),
    ("facturassion", "facturation"),
    ("newletter", "newsletter"),
    ("marketplase", "marketplace"),
    ("vitrinne", "vitrine"),
    ("logiciell", "logiciel"),
    ("publisité", "publicité"),
    ("graphsite", "graphiste"),
    ("sauvgarde", "sauvegarde"),
    ("comptabel", "comptable"),
    ("facebok", "Facebook"),
    ("formasion", "formation"),
    ("maketing", "marketing"),
    ("accesibilite", "accessibilité"),
    ("cybersecrite", "cybersécurité"),
    ("ecomerce", "e-commerce"),
    // Names of providers.
    ("wishbam", "wishibam"),
    ("colisimo", "colissimo"),
    ("shopifi", "shopify"),
    ("hiboutick", "hiboutik"),
    ("mondail", "mondial"),
    ("toutenvlo", "toutenvelo"),
    ("infomanaik", "infomaniak"),
    ("sendclood", "sendcloud"),
];

#[test]
fn misspelt_words_are_corrected() {
    let directory = directory(&starter());
    let snapshot = directory.search.snapshot();
    let mut wrong = Vec::new();
    for (typed, meant) in MISSPELT {
        let folded = &analysis::words(typed)[0].folded;
        let known = is_known(&snapshot, folded).unwrap();
        let corrected = correction(&snapshot, folded, &mut Work::default()).unwrap();
        // Where the stem takes the error off ("vitrinne"), nothing is left to correct.
        let is_mended = if known {
            analysis::stem(folded) == analysis::stem(&fold(meant))
        } else {
            corrected.as_deref() == Some(meant)
        };
        if !is_mended {
            wrong.push((typed, meant, known, corrected));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_in_use_are_known_in_all_their_forms() {
    let directory = directory(&starter());
    let snapshot = directory.search.snapshot();
    for word in [
        "livreurs",
        "coursiere",
        "velos",
        "bicyclette",
        "colmar",
        "planity",
        "tpe",
        "68",
        "3x",
        "2026",
        "clickcollect",
        "booking",
        "wishibam",
        "les",
        "pour",
        "billetteries",
        "pub",
        "compta",
    ] {
        assert!(is_known(&snapshot, word).unwrap(), "{word}");
    }
    for word in ["zzzyxw", "boutiqe", "wishbam"] {
        assert!(!is_known(&snapshot, word).unwrap(), "{word}");
    }
}

#[test]
fn a_name_typed_in_two_words_is_one_word() {
    let directory = directory(&starter());
    let snapshot = directory.search.snapshot();
    let join = |one: &str, other: &str| joined(&snapshot, one, other).unwrap();
    for (one, other, whole) in
        [("pay", "pal", "paypal"), ("penny", "lane", "pennylane"), ("the", "fork", "thefork")]
    {
        assert_eq!(join(one, other).as_deref(), Some(whole));
    }
    for (one, other) in [("site", "vitrine"), ("caisse", "zzzyxw"), ("3", "x"), ("", "")] {
        assert_eq!(join(one, other), None, "{one} {other}");
    }
}

#[test]
fn short_words_numbers_and_nonsense_are_left_alone() {
    let directory = directory(&starter());
    let snapshot = directory.search.snapshot();
    for word in ["tpr", "zzzyxw", "zzzyxwvutsr", "6800", "3xx4", "h&m", "ελλαδα", "boutiikke", "", "a"]
    {
        let corrected = correction(&snapshot, word, &mut Work::default()).unwrap();
        assert_eq!(corrected, None, "{word}");
    }
}

#[test]
fn the_words_looked_at_are_bounded() {
    let directory = directory(&starter());
    let snapshot = directory.search.snapshot();
    let mut work = Work::default();
    for number in 0..100_u8 {
        let word: String = (0..30).map(|at| char::from(b'a' + (number + at) % 26)).collect();
        correction(&snapshot, &word, &mut work).unwrap();
    }
    assert_eq!(work.corrections, MAX_CORRECTIONS);
    let ranges = 2 + SOUND_ALIKE.iter().map(|(_, alike)| alike.len()).max().unwrap();
    let segments = snapshot.segments.len();
    let most = MAX_CORRECTIONS as usize * (4_000 + segments * MAX_LOOKED_AT * (1 + ranges));
    assert!((work.candidates as usize) < most, "{work:?}");
}
