use std::collections::{BTreeMap, BTreeSet};

use crate::domain::text::words;

use super::file::{TaxonomyError, read};
use super::{Need, SOURCE, ServiceType, Text, TypeChoice};

/// The contract: slugs are never changed, moved to another need or taken away, only retired.
const CONTRACT: [(&str, [&str; 6]); 10] = [
    (
        "site",
        ["site-vitrine", "boutique-en-ligne", "refonte-maintenance", "domaine-hebergement", "contenus", ""],
    ),
    ("vente", ["click-collect", "commande-en-ligne", "reservation", "vente-reseaux", "cartes-cadeaux", ""]),
    ("place-de-marche", ["place-locale", "place-specialisee", "place-generaliste", "flux-catalogue", "", ""]),
    (
        "paiement",
        ["paiement-en-ligne", "lien-de-paiement", "terminal", "paiement-fractionne", "titres-cartes", ""],
    ),
    (
        "livraison",
        [
            "livraison-locale",
            "livraison-repas",
            "expedition",
            "point-retrait",
            "stockage-preparation",
            "logiciel-expedition",
        ],
    ),
    (
        "visibilite",
        ["fiche-etablissement", "referencement", "publicite", "reseaux-sociaux", "identite-visuelle", ""],
    ),
    ("clients", ["fichier-clients", "courriel-sms", "fidelite", "avis", "messagerie", ""]),
    ("gestion", ["caisse", "stocks", "facturation", "comptabilite", "planning", ""]),
    (
        "securite",
        ["cybersecurite", "sauvegarde", "donnees-personnelles", "mentions-cgv", "accessibilite", ""],
    ),
    ("accompagnement", ["diagnostic", "conseil", "formation", "installation", "financement", ""]),
];

/// Words that truly mean two things and may stand under several terms. None so far.
const AMBIGUOUS: [&str; 0] = [];

#[test]
fn the_file_in_the_program_is_well_formed() {
    assert_eq!(read(SOURCE).err().map(|error| error.to_string()), None);
}

#[test]
fn the_slugs_of_the_contract_are_there_in_order() {
    let found: Vec<(&str, Vec<&str>)> =
        Need::all().map(|need| (need.slug(), need.types().map(ServiceType::slug).collect())).collect();
    let promised: Vec<(&str, Vec<&str>)> = CONTRACT
        .iter()
        .map(|(need, types)| (*need, types.iter().copied().filter(|slug| !slug.is_empty()).collect()))
        .collect();
    assert_eq!(found, promised);
}

#[test]
fn every_term_is_found_by_its_slug_at_its_own_level_only() {
    for need in Need::all() {
        assert_eq!(Need::from_slug(need.slug()), Some(need));
        assert_eq!(ServiceType::from_slug(need.slug()), None);
        assert_eq!(TypeChoice::from_slug(need.slug()), Some(TypeChoice::Need(need)));
        assert!(TypeChoice::Need(need).types().eq(need.types()));
    }
    for service_type in ServiceType::all() {
        assert_eq!(ServiceType::from_slug(service_type.slug()), Some(service_type));
        assert_eq!(Need::from_slug(service_type.slug()), None);
        let choice = TypeChoice::Type(service_type);
        assert_eq!(TypeChoice::from_slug(choice.slug()), Some(choice));
        assert!(choice.types().eq([service_type]));
    }
    for unknown in ["", "Site", "site ", "coiffeur", "\0", "site,vente"] {
        assert_eq!(TypeChoice::from_slug(unknown), None, "{unknown:?}");
    }
}

#[test]
fn ranks_follow_the_file_and_fit_a_64_bit_mask() {
    assert!(Need::all().map(Need::index).eq(0..10));
    assert!(ServiceType::all().map(ServiceType::index).eq(0..50));
    assert!(ServiceType::all().all(|service_type| service_type.index() < 63));
    assert!(ServiceType::all().is_sorted());
}

#[test]
fn a_service_type_travels_as_its_slug() -> serde_json::Result<()> {
    let terminal: ServiceType = serde_json::from_str("\"terminal\"")?;
    assert_eq!(terminal.slug(), "terminal");
    assert_eq!(serde_json::to_string(&terminal)?, "\"terminal\"");
    let escaped: ServiceType = serde_json::from_str(r#""\u0061vis""#)?;
    assert_eq!(escaped.slug(), "avis");
    let error = serde_json::from_str::<ServiceType>("\"paiement\"").err().map(|error| error.to_string());
    assert!(error.is_some_and(|text| text.starts_with("unknown service type `paiement`")));
    Ok(())
}

/// Every shown text with the slug of its term.
fn shown_texts() -> Vec<(&'static str, Text)> {
    let needs = Need::all().flat_map(|need| {
        [need.label(), need.short(), need.teaser(), need.definition()].map(|text| (need.slug(), text))
    });
    let types = ServiceType::all().flat_map(|service_type| {
        [service_type.label(), service_type.definition()].map(|text| (service_type.slug(), text))
    });
    needs.chain(types).collect()
}

/// Every synonym of both languages with the slug of its term.
fn synonyms() -> Vec<(&'static str, &'static str)> {
    let needs = Need::all()
        .flat_map(|need| [need.synonyms_fr(), need.synonyms_en()].map(|words| (need.slug(), words)));
    let types = ServiceType::all().flat_map(|service_type| {
        [service_type.synonyms_fr(), service_type.synonyms_en()].map(|words| (service_type.slug(), words))
    });
    needs.chain(types).flat_map(|(slug, words)| words.iter().map(move |word| (slug, *word))).collect()
}

#[test]
fn texts_keep_the_typography_of_their_language() {
    for (slug, Text { fr, en }) in shown_texts() {
        for text in [fr, en] {
            assert!(!text.contains(['\'', '"']), "{slug}: straight quote in {text:?}");
            assert!(text.trim() == text && !text.contains("  "), "{slug}: stray blank in {text:?}");
        }
        for (before, mark) in [(' ', ':'), (' ', ';'), (' ', '!'), (' ', '?'), ('«', ' '), (' ', '»')] {
            let wrong = format!("{before}{mark}");
            assert!(!fr.contains(&wrong), "{slug}: breaking space in {fr:?}");
        }
        let mut previous = ' ';
        for letter in fr.chars() {
            let wanted = match letter {
                ':' => "\u{a0}",
                ';' | '!' | '?' => "\u{202f}",
                '»' => "\u{a0}\u{202f}",
                _ => "",
            };
            assert!(
                wanted.is_empty() || wanted.contains(previous),
                "{slug}: no space before {letter} in {fr:?}"
            );
            previous = letter;
        }
    }
    for (slug, word) in synonyms() {
        assert!(!word.contains(['\'', '"']) && word.trim() == word, "{slug}: {word:?}");
    }
}

#[test]
fn sentences_end_with_a_stop_and_labels_do_not() {
    let ends = |text: Text, stop: bool| [text.fr, text.en].iter().all(|t| t.ends_with(['.', '…']) == stop);
    for need in Need::all() {
        assert!(ends(need.teaser(), true) && ends(need.definition(), true), "{need:?}");
        assert!(ends(need.label(), false) && ends(need.short(), false), "{need:?}");
    }
    for service_type in ServiceType::all() {
        assert!(
            ends(service_type.definition(), true) && ends(service_type.label(), false),
            "{service_type:?}"
        );
    }
}

#[test]
fn every_type_has_enough_synonyms_in_both_languages() {
    for service_type in ServiceType::all() {
        for synonyms in [service_type.synonyms_fr(), service_type.synonyms_en()] {
            assert!((6..=15).contains(&synonyms.len()), "{service_type:?} has {}", synonyms.len());
            let distinct: BTreeSet<String> = synonyms.iter().map(|word| words(word).join(" ")).collect();
            assert_eq!(distinct.len(), synonyms.len(), "{service_type:?} says a word twice");
        }
    }
}

#[test]
fn no_word_stands_under_two_terms_unless_listed() {
    let labels = shown_texts().into_iter().flat_map(|(slug, text)| [(slug, text.fr), (slug, text.en)]);
    let mut terms: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (slug, word) in synonyms().into_iter().chain(labels) {
        terms.entry(words(word).join(" ")).or_default().insert(slug);
    }
    let twice: Vec<_> = terms.iter().filter(|(_, slugs)| slugs.len() > 1).collect();
    assert!(twice.iter().all(|(word, _)| AMBIGUOUS.contains(&word.as_str())), "{twice:?}");
}

const TEXT: &str = r#"{ fr = "Un mot", en = "A word" }"#;
const WORDS: &str = r#"{ fr = ["mot"], en = ["word"] }"#;

fn need(slug: &str, more: &str, types: &str) -> String {
    format!(
        "[[need]]\nslug = \"{slug}\"\nlabel = {TEXT}\nshort = {TEXT}\nteaser = {TEXT}\ndefinition = {TEXT}\n\
         synonyms = {WORDS}\n{more}\n{types}"
    )
}

fn kind(slug: &str, more: &str) -> String {
    format!(
        "[[need.type]]\nslug = \"{slug}\"\nlabel = {TEXT}\ndefinition = {TEXT}\nsynonyms = {WORDS}\n{more}\n"
    )
}

fn refusal(source: String) -> String {
    read(source.leak()).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn a_retired_slug_leads_to_the_term_that_took_over() -> Result<(), TaxonomyError> {
    let types = [
        kind("fax", "replaced_by = \"minitel\""),
        kind("minitel", "replaced_by = \"web\""),
        kind("web", ""),
        kind("mail", ""),
    ];
    let old = need("telematique", "replaced_by = \"internet\"", &kind("annuaire", "replaced_by = \"web\""));
    let source = need("internet", "", &types.concat()) + &old;
    let taxonomy = read(source.leak())?;
    let web = Some(TypeChoice::Type(ServiceType(0)));
    for slug in ["fax", "minitel", "annuaire", "web"] {
        assert!(taxonomy.choice(slug) == web, "{slug}");
    }
    assert!(taxonomy.choice("mail") == Some(TypeChoice::Type(ServiceType(1))));
    assert!(taxonomy.choice("telematique") == Some(TypeChoice::Need(Need(0))));
    assert_eq!((taxonomy.needs_len(), taxonomy.types_len()), (1, 2));
    Ok(())
}

#[test]
fn a_bad_file_is_refused_with_the_term_at_fault() {
    let replaced = |by: &str| need("a", "", &(kind("b", by) + &kind("c", "replaced_by = \"b\"")));
    let cases = [
        (need("a", "", &(kind("b", "") + &kind("b", ""))), "slug `b` stands twice"),
        (need("a", "", &kind("a", "")), "slug `a` stands twice"),
        (need("a", "", &kind("B c", "")), "slug `B c` is not made of"),
        (need("a", "", &kind("b", "").replace("Un mot", " ")), "term `b` has an empty text in `label`"),
        (
            need("a", "", &kind("b", "").replace("\"mot\"", "\"\"")),
            "term `b` has an empty text in `synonyms`",
        ),
        (need("a", "", &kind("b", "").replace(", en = \"A word\"", "")), "missing field `en`"),
        (need("a", "", &kind("b", "colour = 1")), "unknown field `colour`"),
        (replaced("replaced_by = \"d\""), "`b` is replaced by `d`, which is no term of its level"),
        (replaced("replaced_by = \"a\""), "`b` is replaced by `a`, which is no term of its level"),
        (replaced("replaced_by = \"b\""), "is replaced in a circle"),
        (replaced("replaced_by = \"c\""), "is replaced in a circle"),
        (
            need("a", "replaced_by = \"z\"", &kind("b", "")) + &need("z", "", &kind("y", "")),
            "type `b` is in use under a retired need",
        ),
        (need("a", "", &(0..64).map(|n| kind(&format!("t{n}"), "")).collect::<String>()), "64 types in use"),
    ];
    for (source, expected) in cases {
        let found = refusal(source);
        assert!(found.contains(expected), "expected {expected:?}, found {found:?}");
    }
    assert_eq!(refusal(need("a", "", &(0..63).map(|n| kind(&format!("t{n}"), "")).collect::<String>())), "");
}
