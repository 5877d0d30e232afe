//! What no field can tell by itself.

use super::*;
use crate::domain::territory::Territory;

fn priced(unit: &str, min: &str, max: &str) -> Vec<(&'static str, Problem)> {
    let row = [
        ("pricing_model", "abonnement"),
        ("price_plans.0.name", "Formule"),
        ("price_plans.0.min_cents", min),
        ("price_plans.0.max_cents", max),
        ("price_plans.0.unit", unit),
        ("price_plans.0.vat", "ht"),
    ];
    Topic::Price.read(&typed(&row)).problems
}

#[test]
fn a_price_is_an_amount_or_a_share_as_its_unit_says() {
    const MIN: &str = "price_plans.0.min_cents";
    const MAX: &str = "price_plans.0.max_cents";
    for (unit, min, max, problems) in [
        ("mois", "39 €", "", vec![]),
        ("mois", "39", "1 000 €", vec![]),
        ("vente-pct", "2,5 %", "4", vec![]),
        ("vente-pct", "100", "100 %", vec![]),
        ("vente-pct", "150", "", vec![(MIN, Problem::NotAShare)]),
        ("vente-pct", "2 €", "4 €", vec![(MIN, Problem::NotAShare), (MAX, Problem::NotAShare)]),
        ("mois", "5 %", "", vec![(MIN, Problem::NotAnAmount)]),
        ("mois", "90", "40", vec![(MAX, Problem::Reversed)]),
        ("mois", "90", "90", vec![]),
    ] {
        assert_eq!(priced(unit, min, max), problems, "{unit} {min} {max}");
    }
}

#[test]
fn a_number_that_no_firm_can_have_is_refused_where_it_is_typed() {
    for (siret, problem) in [
        // Fourteen digits that check, nine that do not.
        ("73282932100072", Problem::NotASiret(NumberError::Checksum)),
        ("FR 12 800 000 002", Problem::SirenGiven),
        ("FR12800000002", Problem::SirenGiven),
        ("800.000.002", Problem::SirenGiven),
        ("FRé2800000002", Problem::NotASiret(NumberError::Digits(14))),
    ] {
        assert_eq!(Topic::Siret.read(&typed(&[("siret", siret)])).problems, [("siret", problem)], "{siret}");
    }
}

#[test]
fn numbers_of_telephones_are_taken_as_people_write_them() {
    for phone in ["03 89 00 00 00", "+33 (0)3.89.00.00.00", "03–89–00–00–00", "03‑89‑00‑00‑00", "3949"]
    {
        assert_eq!(Topic::Firm.read(&typed(&[("public_phone", phone)])).values["public_phone"], json!(phone));
    }
    for phone in ["394", "0389000000 poste 12", "1".repeat(21).as_str(), "tel:+33389000000"] {
        let problems = Topic::Firm.read(&typed(&[("public_phone", phone)])).problems;
        assert!(problems.contains(&("public_phone", Problem::NotAPhone)), "{phone}");
    }
}

#[test]
fn each_commune_that_is_proposed_can_be_chosen() {
    let mut asked = 0;
    for name in
        ["Saint-Denis", "Saint-Aubin", "Sainte-Marie", "Montreuil", "Valence", "La Rochelle", "Beaulieu"]
    {
        let read =
            |name: &str| Topic::Firm.read(&typed(&[("address.street", "1 rue"), ("address.commune", name)]));
        for (_, problem) in read(name).problems {
            let Problem::WhichCommune { candidates } = problem else { continue };
            asked += 1;
            assert!((2..=8).contains(&candidates.len()), "{name}: {candidates:?}");
            for label in candidates {
                let reading = read(&label);
                let chosen =
                    reading.values.get("address.commune").unwrap_or_else(|| panic!("{label} is not read"));
                let commune = Territory::from_code(chosen.as_str().unwrap()).unwrap();
                assert_eq!(commune.label(), label);
            }
        }
    }
    assert!(asked > 0, "none of these names is shared");
}

#[test]
fn a_number_of_an_offer_is_never_given_again() {
    let mut answers = Answers::default();
    assert_eq!(answers.add_offer(1), Some(2));
    assert!(answers.remove_offer(2));
    let stored = serde_json::to_string(&answers).unwrap();
    let mut answers: Answers = serde_json::from_str(&stored).unwrap();
    assert_eq!(answers.add_offer(1), Some(3));
    assert!(!answers.keep(Topic::Words, Some(2), &typed(&[("title", "une page périmée")])));
}

#[test]
fn only_what_is_kept_is_weighed() {
    let mut answers = Answers::default();
    let long = |signs: usize| typed(&[("description", &"x".repeat(signs))]);
    for _ in 0..3 {
        assert!(answers.keep(Topic::Words, Some(1), &long(MAX_BYTES - 100)), "it takes its own place");
    }
    assert!(answers.keep(Topic::Words, Some(1), &typed(&[("forged", &"x".repeat(MAX_BYTES * 2))])));
    let empty: Typed = std::iter::repeat_n(("area", ""), MAX_BYTES + 1).collect();
    assert!(!answers.keep(Topic::Area, Some(1), &empty), "many nothings are something");
}
