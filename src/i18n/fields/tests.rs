use super::super::Lang;
use super::groups;
use super::options::VOCABULARIES;
use super::{ROOMS, Words};
use crate::domain::choice::Choice;
use crate::domain::form::{Kind, Need, Topic, Typed, Vocabulary};

fn fields() -> impl Iterator<Item = &'static crate::domain::form::Field> {
    Topic::ALL.iter().flat_map(|topic| topic.fields())
}

/// What `problem` says of what is typed into a field.
fn said(lang: Lang, topic: Topic, key: &str, value: &str) -> String {
    let typed: Typed = [(key, value)].into_iter().collect();
    let problems = topic.read(&typed).problems;
    let (_, problem) = problems.iter().find(|(of, _)| *of == key).unwrap_or_else(|| panic!("{key} {value}"));
    lang.problem(topic.field(key).unwrap(), problem)
}

#[test]
fn every_field_of_every_topic_has_its_words_in_both_languages() {
    for field in fields() {
        let base = field.base();
        for lang in Lang::ALL {
            assert!(!lang.field_label(&base).is_empty(), "no label: {base}");
            assert!(!lang.field_noun(&base).is_empty(), "no noun: {base}");
            let is_needed = field.need != Need::Never;
            assert_eq!(!lang.field_missing(&base).is_empty(), is_needed, "what to do when missing: {base}");
        }
        assert_eq!(
            Lang::Fr.field_hint(&base).is_some(),
            Lang::En.field_hint(&base).is_some(),
            "hint in one language only: {base}"
        );
    }
}

#[test]
fn no_words_are_of_a_field_that_is_not_asked_for() {
    let bases: Vec<_> = fields().map(|field| field.base()).collect();
    let all: Vec<&Words> = ROOMS.into_iter().flatten().collect();
    for words in &all {
        assert!(bases.iter().any(|base| base == words.base), "{}", words.base);
        assert_eq!(all.iter().filter(|other| other.base == words.base).count(), 1, "{}", words.base);
    }
}

#[test]
fn every_choice_has_a_name_of_its_own() {
    for vocabulary in VOCABULARIES {
        for lang in Lang::ALL {
            let mut names: Vec<_> =
                vocabulary.slugs().iter().map(|slug| lang.option(vocabulary, slug)).collect();
            assert!(names.iter().all(|name| !name.is_empty()), "{vocabulary:?}: {names:?}");
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), vocabulary.slugs().len(), "{vocabulary:?}");
            assert_eq!(lang.option(vocabulary, "troc"), "");
        }
    }
    assert_eq!(Lang::Fr.option(Vocabulary::Party, "prestataire"), "Vous");
}

#[test]
fn every_vocabulary_that_a_field_uses_is_among_those_tested() {
    for field in fields() {
        if let Kind::One(vocabulary) | Kind::Pick(vocabulary) | Kind::Many(vocabulary) = field.kind {
            assert!(VOCABULARIES.contains(&vocabulary), "{vocabulary:?}");
        }
    }
}

#[test]
fn rows_are_numbered_in_words_and_helped_once() {
    let title = |key| Lang::Fr.group_title(Topic::Price.field(key).unwrap());
    assert_eq!(title("price_plans.1.name").as_deref(), Some("Deuxième prix"));
    assert_eq!(title("price_plans.4.name").as_deref(), Some("Cinquième prix"));
    assert_eq!(title("promotion.text").as_deref(), Some("Promotion"));
    assert_eq!(title("pricing_model"), None);
    let note = |key| Lang::Fr.group_note(Topic::Price.field(key).unwrap()).is_some();
    assert!(note("price_plans.0.name") && !note("price_plans.1.name") && note("promotion.text"));
    for group in Topic::ALL.iter().flat_map(|topic| topic.groups()) {
        let in_row = group[0].row().is_some();
        assert!(!in_row || Lang::En.row_title(&group[0]).is_some(), "{}", group[0].key);
    }
    let first_fields: Vec<_> =
        Topic::ALL.iter().flat_map(|topic| topic.groups()).map(|group| group[0].base()).collect();
    assert!(groups::bases().all(|base| first_fields.iter().any(|first| first == base)));
}

/// What is typed into which field, and what is said of it.
const SAID: &[(Topic, &str, &str, &str, &str)] = &[
    (Topic::Words, "title", "", "Donnez un titre à votre offre", "Give your offer a title"),
    (
        Topic::Words,
        "title",
        "abcd",
        "Le titre compte 4\u{a0}caractères, il en faut au moins 5. Ajoutez-en 1",
        "The title has 4\u{a0}characters and needs at least 5. Add 1 more",
    ),
    (
        Topic::Price,
        "setup_fee_cents",
        "environ 100",
        "Pour les frais de mise en service, écrivez un montant en euros, par exemple 49,90 ou 0",
        "For the set-up fee, enter an amount in euros, such as 49.90 or 0",
    ),
    (
        Topic::Price,
        "setup_fee_cents",
        "2000000",
        "Pour les frais de mise en service, écrivez au plus 1\u{202f}000\u{202f}000\u{a0}€",
        "For the set-up fee, enter at most €1,000,000",
    ),
    (
        Topic::Terms,
        "commitment_months",
        "61",
        "Pour la durée d’engagement, écrivez un nombre de 0 à 60\u{a0}mois",
        "For the length of commitment, enter a number from 0 to 60\u{a0}months",
    ),
    (
        Topic::Price,
        "price_plans.1.min_cents",
        "beaucoup",
        "Deuxième prix\u{a0}: pour le prix, écrivez un montant, par exemple 39,90, ou une part des ventes, par exemple 2,5\u{202f}%",
        "Second price: for the price, enter an amount, such as 39.90, or a share of sales, such as 2.5%",
    ),
    (
        Topic::Proofs,
        "references",
        "a\nb\nc\nd\ne\nf\ng",
        "Pour les références, gardez 6 lignes au plus",
        "For the references, keep at most 6 lines",
    ),
];

#[test]
fn a_problem_names_the_field_and_what_to_do() {
    for (topic, key, value, fr, en) in SAID {
        assert_eq!(said(Lang::Fr, *topic, key, value), format!("{fr}."));
        assert_eq!(said(Lang::En, *topic, key, value), format!("{en}."));
    }
}

#[test]
fn a_text_that_is_too_long_is_told_by_how_much() {
    assert_eq!(
        said(Lang::Fr, Topic::Words, "summary", &"é".repeat(312)),
        "Le résumé compte 312\u{a0}caractères, il en faut 280 au plus. Retirez-en 32."
    );
    assert_eq!(
        said(Lang::En, Topic::Proofs, "references", &"é".repeat(121)),
        "In the references, one line has 121\u{a0}characters and may have 120. Take 1 out."
    );
}

#[test]
fn a_name_of_several_communes_is_answered_with_their_names() {
    let asked = said(Lang::Fr, Topic::Firm, "address.commune", "Saint-Denis");
    assert!(asked.contains("Saint-Denis (93)") && asked.contains(" ou "), "{asked}");
}

#[test]
fn a_siren_is_told_from_a_siret_with_a_digit_too_few() {
    let siren = said(Lang::Fr, Topic::Siret, "siret", "800 000 002");
    assert!(siren.contains("SIREN") && siren.contains("5\u{a0}autres"), "{siren}");
    let short = said(Lang::Fr, Topic::Siret, "siret", "8000000020001");
    assert!(short.contains("14\u{a0}chiffres"), "{short}");
}

#[test]
fn what_is_missing_is_said_with_one_full_stop() {
    for topic in Topic::ALL {
        for (key, problem) in &topic.read(&Typed::default()).problems {
            for lang in Lang::ALL {
                let said = lang.problem_here(topic.field(key).unwrap(), problem);
                assert!(said.ends_with(['.', '…']) && !said.ends_with(".."), "{said}");
            }
        }
    }
}
