//! Answers about what is listed already: nothing of it is lost on the way into the form and back.

use serde_json::{Value, json};

use super::*;
use crate::domain::public_row::PublicRow;
use crate::domain::record::Record;

const STARTER: &str = include_str!("../../../../migrations/starter/providers_public.csv");

fn starter() -> Vec<Record> {
    let mut rows = csv::Reader::from_reader(STARTER.as_bytes());
    rows.deserialize::<PublicRow>().map(|row| row.unwrap().into_record().unwrap()).collect()
}

/// Answers as a claim of a record begins with them.
fn answers_about(record: &Record) -> Answers {
    let mut answers = Answers::default();
    answers.shared = typed_of_provider(&record.provider);
    answers.offers[0].typed = typed_of_listing(&record.listing);
    answers
}

#[test]
fn every_starter_row_reads_back_without_a_problem_in_what_it_has() {
    let records = starter();
    assert!(records.len() > 200);
    for record in &records {
        let answers = answers_about(record);
        let name = &record.provider.name;
        for unanswered in answers.problems() {
            assert_eq!(unanswered.problem, Problem::Missing, "{name}: {}", unanswered.key);
            let typed = answers.typed(unanswered.topic, unanswered.offer).unwrap();
            assert!(typed.is_blank(unanswered.key), "{name}: {}", unanswered.key);
        }
        for topic in [Topic::Services, Topic::Words, Topic::Area] {
            assert_eq!(
                answers.progress(topic, Some(1)),
                Progress::Optional,
                "{name}: {topic:?} lacks nothing"
            );
        }
    }
}

#[test]
fn a_claimed_starter_row_says_what_it_said_and_what_was_added() {
    for record in starter() {
        let mut answers = answers_about(&record);
        let typed = &mut answers.offers[0].typed;
        typed.set("pricing_model", "sur-devis");
        typed.set("commitment_months", "0");
        typed.set("setup_delay", "1-semaine");
        typed.set("autonomy", "accompagne");
        let listing = answers.listing(1, VerificationLevel::Identity).unwrap();
        let before = &record.listing;
        assert_eq!((&listing.title, &listing.summary), (&before.title, &before.summary));
        assert_eq!((&listing.service_types, &listing.area), (&before.service_types, &before.area));
        assert!(listing.violations().is_empty(), "{}", listing.title);
        answers.shared.set("siret", "80000000200017");
        answers.shared.set("legal_name", "ATELIER DU WEB");
        let provider = answers.provider().unwrap();
        assert_eq!((&provider.name, &provider.website), (&record.provider.name, &record.provider.website));
        assert!(provider.violations(true).is_empty());
    }
}

#[test]
fn checks_know_what_a_starter_row_says() {
    for record in starter() {
        let given = Given::of(&answers_about(&record));
        let subject = given.subject();
        assert_eq!(subject.trade_name, Some(record.provider.name.as_str()));
        assert_eq!(subject.website, record.provider.website.as_ref());
        assert_eq!((subject.siret, subject.legal_name, subject.mail_domain), (None, None, None));
        let [offer] = subject.offers.as_slice() else { panic!("{:?}", subject.offers) };
        assert_eq!(offer.title, Some(record.listing.title.as_str()));
        assert_eq!(offer.summary, Some(record.listing.summary.as_str()));
        assert_eq!(offer.area, record.listing.area.codes());
        assert_eq!((offer.commitment_months, offer.promotion), (None, None));
    }
}

/// A record that leaves no field of the form out.
fn whole() -> Value {
    json!({
        "provider": {
            "siren": "800000002", "siret": "80000000200017", "legal_name": "ATELIER DU WEB", "name": "Atelier du Web",
            "address": { "street": "1 rue du Port", "commune": "commune:68066" },
            "website": "https://atelier.example/", "public_phone": "03 89 00 00 00", "languages": ["fr", "de"],
            "logo": "01900000-0000-7000-8000-000000000001",
            "labels": [
                { "kind": "qualiopi", "proof": "https://certif.example/q", "expires_on": "2027-05-01" },
                { "kind": "france-num", "proof": "https://francenum.example/a", "expires_on": null },
            ],
            "references": ["Librairie du Centre", "Chaussures Martin"],
        },
        "title": "Boutique clé en main", "summary": "Une boutique tenue à jour, photos comprises.",
        "description": format!("{}\n\nSuite.\nFin.", "Une boutique. ".repeat(10).trim()),
        "service_types": ["boutique-en-ligne", "contenus", "site-vitrine", "caisse", "fidelite"],
        "trades": ["mode", "fleurs"], "pricing_model": ["abonnement", "commission"],
        "price_plans": [
            { "name": "Formule", "min_cents": 3_905, "max_cents": 123_450, "unit": "mois", "vat": "ht" },
            { "name": "Ventes", "min_cents": 250, "max_cents": null, "unit": "vente-pct", "vat": "ttc" },
        ],
        "setup_fee_cents": 0, "commission_percent_hundredths": 550, "trial_days": 30,
        "promotion": { "text": "Offert", "ends_on": "2026-12-31", "price_after_cents": 4_990 },
        "commitment_months": 12, "notice_days": 30, "exit_fee_cents": 10_001, "leased": true,
        "domain_owner": "commercant", "content_owner": "prestataire", "export_formats": ["CSV", "Excel"],
        "setup_delay": "1-semaine", "autonomy": "accompagne", "catalogue_by": "les-deux",
        "support_channels": ["telephone", "courriel"], "reply_hours": 48,
        "area": ["departement:68", "rayon:67482:30"], "delivery_mode": "les-deux", "data_location": "France",
        "capacity": "liste-attente", "verification_level": "offre-verifiee",
    })
}

#[test]
fn what_is_listed_comes_out_of_the_form_as_it_went_in() {
    let record = Record::from_value(whole()).unwrap();
    let answers = answers_about(&record);
    for topic in Topic::ALL.iter().filter(|topic| **topic != Topic::Contact) {
        let offer = topic.is_of_offer().then_some(1);
        let typed = answers.typed(*topic, offer).unwrap();
        for field in topic.fields().filter(|field| field.row().is_none()) {
            assert!(!typed.is_blank(field.key), "{} is not among the answers", field.key);
        }
        assert_eq!(answers.read(*topic, offer).problems, [], "{topic:?}");
    }
    assert_eq!(answers.provider().unwrap(), record.provider);
    assert_eq!(answers.listing(1, VerificationLevel::Offer).unwrap(), record.listing);
}
