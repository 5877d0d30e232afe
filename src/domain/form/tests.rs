mod listed;
mod together;
mod values;

use proptest::prelude::*;
use serde_json::json;

use super::answers::{MAX_BYTES, Progress};
use super::assemble::{typed_of_listing, typed_of_provider};
use super::*;
use crate::domain::choice::Choice;
use crate::domain::listing::{PriceUnit, VerificationLevel};
use crate::domain::siren::NumberError;

fn typed(pairs: &[(&str, &str)]) -> Typed {
    pairs.iter().copied().collect()
}

/// One offer that lacks nothing, with a second price that leaves a row free.
fn whole_offer() -> Typed {
    typed(&[
        ("main_service", "boutique-en-ligne"),
        ("more_services", "contenus"),
        ("trades", "mode"),
        ("title", " Boutique en ligne  clé en main"),
        ("summary", "Une boutique tenue à jour, photos comprises."),
        ("area", "departement:68"),
        ("place", "Strasbourg"),
        ("km", "30"),
        ("pricing_model", "abonnement"),
        ("price_plans.0.name", "Formule"),
        ("price_plans.0.min_cents", "39 €"),
        ("price_plans.0.unit", "mois"),
        ("price_plans.0.vat", "ht"),
        ("price_plans.2.name", "Ventes"),
        ("price_plans.2.min_cents", "2,5 %"),
        ("price_plans.2.max_cents", "4"),
        ("price_plans.2.unit", "vente-pct"),
        ("price_plans.2.vat", "ht"),
        ("setup_fee_cents", "gratuit"),
        ("commitment_months", "1 an"),
        ("leased", "non"),
        ("export_formats", "CSV\n\n  Excel "),
        ("setup_delay", "1-semaine"),
        ("autonomy", "accompagne"),
    ])
}

#[test]
fn right_answers_make_a_listing_and_its_rows_close_up() {
    let mut answers = Answers::default();
    answers.offers[0].typed = whole_offer();
    let listing = answers.listing(1, VerificationLevel::Identity).unwrap();
    assert_eq!(listing.title.as_str(), "Boutique en ligne clé en main");
    assert_eq!(listing.service_types.len(), 2);
    assert_eq!(listing.price_plans.len(), 2);
    assert_eq!((listing.price_plans[0].min_cents, listing.price_plans[0].max_cents), (3_900, None));
    assert_eq!(listing.price_plans[1].unit, PriceUnit::SalesPercent);
    assert_eq!((listing.price_plans[1].min_cents, listing.price_plans[1].max_cents), (250, Some(400)));
    assert_eq!((listing.setup_fee_cents, listing.commitment_months), (Some(0), Some(12)));
    assert_eq!(listing.export_formats.len(), 2);
    assert!(listing.violations().is_empty());
}

#[test]
fn a_listing_written_out_and_read_again_is_the_same() {
    let mut answers = Answers::default();
    answers.offers[0].typed = whole_offer();
    let listing = answers.listing(1, VerificationLevel::Identity).unwrap();
    let again = assemble::listing_of(&typed_of_listing(&listing), VerificationLevel::Identity).unwrap();
    assert_eq!(again, listing);
}

#[test]
fn right_answers_make_a_provider_named_as_in_the_register_unless_told_otherwise() {
    let mut answers = Answers::default();
    answers.shared = typed(&[
        ("siret", "800 000 002 00017"),
        ("legal_name", "ATELIER DU WEB"),
        ("address.street", "1 rue du Port"),
        ("address.commune", "Colmar"),
        ("labels.1.kind", "qualiopi"),
        ("labels.1.proof", "certif.example/qualiopi"),
        ("references", "Librairie du Centre\nChaussures Martin"),
        ("contact.name", "Claire Martin"),
        ("contact.email", "Claire@atelier.example"),
    ]);
    let provider = answers.provider().unwrap();
    assert_eq!(
        (provider.name.as_str(), provider.siren.as_ref().unwrap().as_str()),
        ("ATELIER DU WEB", "800000002")
    );
    assert_eq!(provider.address.as_ref().unwrap().commune.code(), "commune:68066");
    assert_eq!((provider.labels.len(), provider.references.len()), (1, 2));
    assert_eq!(typed_of_provider(&provider).one("siret"), "80000000200017");
    assert_eq!(
        answers.contact(crate::domain::lang::Lang::En).unwrap().email.as_str(),
        "Claire@atelier.example"
    );
    answers.shared.set("name", "Atelier du Web");
    assert_eq!(answers.provider().unwrap().name.as_str(), "Atelier du Web");
}

#[test]
fn what_is_wrong_is_said_of_its_own_field() {
    for (topic, key, value, problem) in [
        (Topic::Siret, "siret", "", Problem::Missing),
        (Topic::Siret, "siret", "\u{200b} \u{a0}", Problem::Missing),
        (Topic::Siret, "siret", "80000000200018", Problem::NotASiret(NumberError::Checksum)),
        (Topic::Siret, "siret", "800 000 002", Problem::SirenGiven),
        (Topic::Words, "title", "abcd", Problem::TooShort { found: 4, min: 5 }),
        (Topic::Words, "summary", &"é".repeat(281), Problem::TooLong { found: 281, max: 280 }),
        (Topic::Firm, "website", "javascript:alert(1)", Problem::NotAWebAddress),
        (Topic::Firm, "address.commune", "Nulle-Part-sur-Rien", Problem::NoSuchCommune),
        (Topic::Firm, "public_phone", "appelez-moi", Problem::NotAPhone),
        (Topic::Services, "main_service", "site", Problem::NotAChoice),
        (Topic::Price, "pricing_model", "troc", Problem::NotAChoice),
        (Topic::Price, "setup_fee_cents", "environ 100", Problem::NotAnAmount),
        (Topic::Price, "commission_percent_hundredths", "120 %", Problem::NotAShare),
        (Topic::Terms, "commitment_months", "61", Problem::Between { min: 0, max: 60 }),
        (Topic::Terms, "leased", "peut-être", Problem::NotAChoice),
        (Topic::Setup, "setup_delay", "demain", Problem::NotAChoice),
        (
            Topic::Contact,
            "contact.email",
            "claire",
            Problem::NotAnEmail(crate::domain::email::EmailError::At),
        ),
    ] {
        let reading = topic.read(&typed(&[(key, value)]));
        assert!(reading.problems.contains(&(key, problem)), "{key} {value:?}: {:?}", reading.problems);
    }
}

#[test]
fn an_area_is_read_from_boxes_and_places_and_has_no_default() {
    let whole =
        [("area", "departement:68"), ("place", "Strasbourg"), ("km", "30"), ("place", ""), ("km", "")];
    let reading = Topic::Area.read(&typed(&whole));
    assert_eq!(reading.values["area"], json!(["departement:68", "rayon:67482:30"]));
    for wrong in [&[][..], &[("area", "departement:99")], &[("place", "Nulle-Part-sur-Rien")]] {
        let reading = Topic::Area.read(&typed(wrong));
        assert!(matches!(reading.problems.as_slice(), [("area", Problem::Area(_))]), "{wrong:?}");
    }
}

#[test]
fn a_row_that_is_begun_must_be_ended_and_an_empty_one_need_not() {
    let reading =
        Topic::Price.read(&typed(&[("pricing_model", "forfait"), ("price_plans.3.min_cents", "10")]));
    let keys: Vec<_> = reading.problems.iter().map(|(key, _)| *key).collect();
    assert_eq!(keys, ["price_plans.3.name", "price_plans.3.unit", "price_plans.3.vat"]);
    let turned = [
        ("pricing_model", "forfait"),
        ("price_plans.0.name", "Formule"),
        ("price_plans.0.min_cents", "90"),
        ("price_plans.0.max_cents", "40"),
        ("price_plans.0.unit", "mois"),
        ("price_plans.0.vat", "ht"),
    ];
    let reading = Topic::Price.read(&typed(&turned));
    assert_eq!(reading.problems, [("price_plans.0.max_cents", Problem::Reversed)]);
}

#[test]
fn a_label_twice_is_said() {
    let label =
        |row: u8| [(format!("labels.{row}.kind"), "qualiopi"), (format!("labels.{row}.proof"), "a.example")];
    let typed: Typed = [label(0), label(2)].concat().into_iter().collect();
    assert_eq!(Topic::Proofs.read(&typed).problems, [("labels.2.kind", Problem::Twice)]);
}

#[test]
fn a_name_of_several_communes_asks_which() {
    let reading =
        Topic::Firm.read(&typed(&[("address.street", "1 rue"), ("address.commune", "Saint-Denis")]));
    let which =
        reading.problems.iter().find(|(key, _)| *key == "address.commune").map(|(_, problem)| problem);
    match which {
        Some(Problem::WhichCommune { candidates }) => assert!(candidates.len() > 1, "{candidates:?}"),
        other => assert!(reading.values.contains_key("address.commune"), "{other:?}"),
    }
    for code in ["commune:68066", "68000 Colmar", "Colmar (68)", "colmar"] {
        let reading = Topic::Firm.read(&typed(&[("address.street", "1 rue"), ("address.commune", code)]));
        assert_eq!(reading.values["address.commune"], json!("commune:68066"), "{code}");
    }
}

#[test]
fn saving_a_topic_leaves_the_others_alone_and_takes_no_forged_field() {
    let mut answers = Answers::default();
    answers.shared.set("logo", "picture");
    assert!(answers.keep(
        Topic::Words,
        Some(1),
        &typed(&[("title", "x"), ("commitment_months", "0"), ("état", "approved")])
    ));
    assert_eq!(answers.offers[0].typed, typed(&[("title", "x")]));
    assert!(answers.keep(Topic::Proofs, None, &typed(&[("references", "A & B"), ("logo", "forged")])));
    assert_eq!(answers.shared.one("logo"), "picture");
    assert!(!answers.keep(Topic::Words, Some(2), &typed(&[])));
    assert!(!answers.keep(Topic::Words, None, &typed(&[])));
    assert!(!answers.keep(Topic::Contact, None, &typed(&[("contact.name", &"x".repeat(MAX_BYTES))])));
}

#[test]
fn a_topic_is_to_do_then_unfinished_then_done() {
    let mut answers = Answers::default();
    assert_eq!(answers.progress(Topic::Words, Some(1)), Progress::ToDo);
    assert_eq!(answers.progress(Topic::Proofs, None), Progress::Optional);
    assert!(answers.keep(Topic::Words, Some(1), &typed(&[("title", "Boutique")])));
    assert_eq!(answers.progress(Topic::Words, Some(1)), Progress::Unfinished);
    let words = typed(&[("title", "Boutique"), ("summary", "Une boutique tenue à jour.")]);
    assert!(answers.keep(Topic::Words, Some(1), &words));
    assert_eq!(answers.progress(Topic::Words, Some(1)), Progress::Done);
}

#[test]
fn offers_are_added_once_a_click_and_never_more_than_ten() {
    let mut answers = Answers::default();
    assert_eq!(answers.add_offer(1), Some(2));
    assert_eq!(answers.add_offer(1), Some(2), "the doubled click");
    assert_eq!(answers.offers.len(), 2);
    assert!(answers.remove_offer(1) && !answers.remove_offer(1) && !answers.remove_offer(2));
    for known in 1..MAX_OFFERS {
        assert!(answers.add_offer(known).is_some());
    }
    assert_eq!(answers.add_offer(MAX_OFFERS), None);
    let numbers: std::collections::BTreeSet<_> = answers.offers.iter().map(|offer| offer.number).collect();
    assert_eq!(numbers.len(), MAX_OFFERS);
}

#[test]
fn no_two_fields_share_a_name() {
    let mut keys: Vec<_> = Topic::ALL.iter().flat_map(|topic| topic.keys()).collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

proptest! {
    #[test]
    fn anything_typed_anywhere_is_kept_and_read_without_failing(
        pairs in prop::collection::vec((0..Topic::ALL.len(), 0..30_usize, "\\PC{0,40}|[0-9 ,.€%]{0,12}|=cmd\\|' /C calc'!A0|<script>|\u{202e}abc|.{0,300}"), 0..12)
    ) {
        let mut answers = Answers::default();
        for (topic, field, value) in &pairs {
            let topic = Topic::ALL[*topic];
            let fields: Vec<_> = topic.keys().collect();
            let key = fields[field % fields.len()];
            let offer = topic.is_of_offer().then_some(1);
            let one = typed(&[(key, value)]);
            prop_assert!(answers.keep(topic, offer, &one));
            prop_assert_eq!(answers.typed(topic, offer).unwrap().one(key), value.as_str());
            let reading = topic.read(&one);
            for (key, value) in &reading.values {
                let field = topic.field(key).unwrap();
                if field.kind == Kind::Area {
                    continue;
                }
                let again = typed_again(field, value);
                prop_assert_eq!(field.read(&again), Ok(Some(value.clone())), "{}", key);
            }
        }
        let stored = serde_json::to_string(&answers).unwrap();
        prop_assert_eq!(serde_json::from_str::<Answers>(&stored).unwrap(), answers);
    }
}

fn typed_again(field: &Field, value: &serde_json::Value) -> Typed {
    let mut typed = Typed::default();
    typed.set_all(field.key, assemble::written(field.kind, value));
    typed
}
