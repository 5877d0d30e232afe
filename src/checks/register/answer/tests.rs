use serde_json::{Value, json};

use super::*;

fn asked() -> FirmNumber {
    FirmNumber::Siret(Siret::parse("80000000200017").unwrap())
}

/// A firm as the register writes it, with some fields changed.
fn firm(changes: Value) -> Value {
    let mut firm = json!({
        "siren": "800000002", "nom_complet": "ATELIER DU WEB (ADW)", "nom_raison_sociale": "ATELIER DU WEB",
        "sigle": "ADW", "etat_administratif": "A", "statut_diffusion": "O", "nature_juridique": "5499",
        "siege": {
            "siret": "80000000200017", "adresse": "12 RUE DU PORT 68000 COLMAR", "code_postal": "68000",
            "libelle_commune": "COLMAR", "commune": "68066", "etat_administratif": "A", "date_fermeture": null,
            "liste_enseignes": ["L'ATELIER"], "nom_commercial": null, "statut_diffusion_etablissement": "O",
        },
        "matching_etablissements": [], "dirigeants": [{ "nom": "DUPONT", "prenoms": "MARIE" }],
    });
    for (key, value) in changes.as_object().unwrap() {
        firm[key] = value.clone();
    }
    firm
}

fn read_firm(changes: Value, number: &FirmNumber) -> RegisterAnswer {
    read(json!({ "results": [firm(changes)], "total_results": 1 }).to_string().as_bytes(), number)
}

fn facts(changes: Value) -> FirmFacts {
    match read_firm(changes, &asked()) {
        RegisterAnswer::Found(facts) => facts,
        other => panic!("{other:?}"),
    }
}

fn names(facts: &FirmFacts) -> Vec<&str> {
    facts.names().map(Name::as_str).collect()
}

#[test]
fn a_firm_is_read_with_its_names_and_its_place() {
    let facts = facts(json!({}));
    assert_eq!(names(&facts), ["ATELIER DU WEB", "L'ATELIER", "ADW"]);
    assert_eq!(facts.street.as_ref().map(Note::as_str), Some("12 RUE DU PORT"));
    assert_eq!(facts.commune, Territory::from_code("commune:68066"));
    assert_eq!((facts.state, facts.establishment), (RegisterState::Active, RegisterState::Active));
    assert!(!facts.unpublished && facts.siret.is_some());
}

#[test]
fn a_sole_trader_is_read_by_their_own_name_and_their_sign() {
    let facts = facts(json!({
        "nom_complet": "MARIE DUPONT (ATELIER DU WEB)", "nom_raison_sociale": null, "sigle": null,
        "nature_juridique": "1000", "siege": { "siret": "80000000200017", "liste_enseignes": null },
    }));
    assert_eq!(names(&facts), ["MARIE DUPONT", "ATELIER DU WEB"]);
    assert_eq!(facts.establishment, RegisterState::Unknown);
}

#[test]
fn of_an_unpublished_firm_only_numbers_and_states_are_kept() {
    for changes in [
        json!({ "statut_diffusion": "P" }),
        json!({ "statut_diffusion": "N" }),
        json!({ "statut_diffusion": null }),
        json!({ "siege": {
            "siret": "80000000200017", "adresse": "12 RUE DU PORT 68000 COLMAR", "code_postal": "68000",
            "commune": "68066", "etat_administratif": "A", "statut_diffusion_etablissement": "P",
        }}),
    ] {
        let facts = facts(changes);
        assert!(facts.unpublished);
        assert_eq!(facts.establishment, RegisterState::Active);
        let kept = serde_json::to_string(&facts).unwrap();
        for hidden in ["ATELIER", "PORT", "68066", "DUPONT", "ADW"] {
            assert!(!kept.contains(hidden), "{kept}");
        }
    }
}

#[test]
fn people_who_run_a_company_are_not_kept() {
    assert!(!serde_json::to_string(&facts(json!({}))).unwrap().contains("DUPONT"));
}

#[test]
fn the_establishment_asked_about_is_the_one_that_is_read() {
    let second = json!([{
        "siret": "80000000200025", "numero_voie": "3", "indice_repetition": "BIS", "type_voie": "QUAI",
        "libelle_voie": "DES PECHEURS", "commune": "67482", "etat_administratif": "F",
        "date_fermeture": "2026-03-01", "nom_commercial": "ADW STRASBOURG",
    }]);
    let number = FirmNumber::Siret(Siret::parse("80000000200025").unwrap());
    let RegisterAnswer::Found(facts) = read_firm(json!({ "matching_etablissements": second }), &number)
    else {
        panic!("the firm is there")
    };
    assert_eq!(facts.siret.as_ref().map(Siret::as_str), Some("80000000200025"));
    assert_eq!(facts.street.as_ref().map(Note::as_str), Some("3 BIS QUAI DES PECHEURS"));
    assert_eq!(facts.trade_name.as_ref().map(Name::as_str), Some("ADW STRASBOURG"));
    assert_eq!(
        (facts.establishment, facts.closed_on),
        (RegisterState::Ceased, Some(jiff::civil::date(2026, 3, 1)))
    );
    let unlisted = FirmNumber::Siret(Siret::parse("80000000200033").unwrap());
    let RegisterAnswer::Found(facts) = read_firm(json!({}), &unlisted) else { panic!("the firm is there") };
    assert_eq!((facts.siret, facts.establishment), (None, RegisterState::Unknown));
    let siren = FirmNumber::Siren(Siren::parse("800000002").unwrap());
    assert!(matches!(read_firm(json!({}), &siren), RegisterAnswer::Found(facts) if facts.siret.is_some()));
}

#[test]
fn a_firm_with_another_number_is_no_answer() {
    assert_eq!(read_firm(json!({ "siren": "732829320" }), &asked()), RegisterAnswer::Unknown);
    assert_eq!(read(br#"{"results": []}"#, &asked()), RegisterAnswer::Unknown);
}

#[test]
fn a_ceased_firm_is_read_as_such() {
    assert_eq!(facts(json!({ "etat_administratif": "C" })).state, RegisterState::Ceased);
}

#[test]
fn what_stands_for_a_hidden_name_is_no_name() {
    let facts = facts(
        json!({ "nom_complet": "[ND]", "nom_raison_sociale": "[ND] [ND]", "sigle": "", "siege": null }),
    );
    assert_eq!(names(&facts), [""; 0]);
}

#[test]
fn long_and_many_names_are_bounded() {
    let signs: Vec<String> = (0..100).map(|number| format!("ENSEIGNE {number}")).collect();
    let facts = facts(json!({
        "nom_raison_sociale": "X".repeat(1_000),
        "siege": { "siret": "80000000200017", "liste_enseignes": signs },
    }));
    assert!(facts.names().count() <= MAX_NAMES + 2);
    assert!(facts.names().all(|name| name.as_str().len() <= 120));
}

#[test]
fn anything_else_is_unreadable() {
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        r#"{"results": null}"#,
        r#"{"results": [{"siren": 800000002}]}"#,
        "{\"results\": [",
    ] {
        let expected = RegisterAnswer::Away(RegisterTrouble::Unreadable);
        assert_eq!(read(body.as_bytes(), &asked()), expected, "{body}");
    }
}
