use proptest::prelude::*;

use super::*;
use crate::domain::listing::{Commitment, PricingModel, Trade};

#[test]
fn repeated_keys_are_alternatives_and_unknown_values_are_dropped() {
    let params = Params::parse("trade=mode&trade=fleurs&trade=mode&trade=pirates&truc=1&commitment=aucun");
    assert_eq!(params.filters.trade, [Trade::Fashion, Trade::Flowers]);
    assert_eq!(params.filters.commitment, [Commitment::None]);
    assert_eq!(params.filters.len(), 3);
}

#[test]
fn a_list_joined_by_commas_is_no_value() {
    assert!(Params::parse("pricing=gratuit,abonnement").filters.is_empty());
    assert_eq!(Params::parse("pricing=gratuit&pricing=abonnement").filters.pricing.len(), 2);
    assert_eq!(Params::parse("pricing=gratuit").filters.pricing, [PricingModel::Free]);
}

#[test]
fn odd_page_numbers_are_clamped() {
    for (raw, page) in [
        ("", 1),
        ("page=0", 1),
        ("page=-3", 1),
        ("page=deux", 1),
        ("page=7", 7),
        ("page=1000000000000", MAX_PAGE),
        ("page=99999999999999999999999999", MAX_PAGE),
    ] {
        assert_eq!(Params::parse(raw).search_query(0).page, page, "{raw}");
    }
}

#[test]
fn text_is_tidied_and_cut() {
    assert_eq!(Params::parse("q=%00livraison%ff++v%C3%A9lo%0D%0A").text, "livraison vélo");
    let long = format!("q={}", "é".repeat(5000));
    assert_eq!(Params::parse(&long).text.chars().count(), MAX_TEXT);
}

#[test]
fn ticking_a_type_under_its_need_narrows_the_search() {
    let params = Params::parse("type=livraison&type=livraison-locale");
    assert_eq!(params.query(), "type=livraison-locale");
}

#[test]
fn an_address_holds_the_whole_state_once() {
    let raw = "page=3&sort=delai&level=labellise&place=commune%3A68066&q=caf%C3%A9+%26+th%C3%A9&type=site";
    let canonical =
        "q=caf%C3%A9%20%26%20th%C3%A9&place=commune:68066&type=site&level=labellise&sort=delai&page=3";
    assert_eq!(Params::parse(raw).query(), canonical);
    assert_eq!(Params::parse("sort=pertinence&page=1").query(), "");
}

#[test]
fn changing_a_choice_goes_back_to_the_first_page() {
    let params = Params::parse("q=site&page=4&trade=mode");
    assert_eq!(params.with(|params| params.filters.trade.clear()).query(), "q=site");
    assert_eq!(params.on_page(5).query(), "q=site&trade=mode&page=5");
}

#[test]
fn words_are_needed_to_be_taken_literally() {
    assert_eq!(Params::parse("q=tours&literal=1").query(), "q=tours&literal=1");
    let params = Params::parse("literal=1&place=region:44");
    assert!(!params.literal);
    let wordless = Params::parse("q=tours&literal=1").with(|params| params.text.clear());
    assert_eq!(wordless.query(), "");
}

/// Values that a hand or a robot could put after a key.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z0-9-]{0,20}",
        proptest::sample::select(vec![
            "livraison",
            "site",
            "mode",
            "aucun",
            "1-12-mois",
            "moins-24h",
            "gratuit",
            "delai",
            "commune:68066",
            "region:44",
            "Saint-Denis",
            "Colmar",
            "68000",
            "0",
            "1",
            "2",
            "1000000000000",
            "%00",
            "%ff",
            "labellise",
        ])
        .prop_map(str::to_owned),
    ]
}

fn query_string() -> impl Strategy<Value = String> {
    let key = proptest::sample::select(vec![
        "q",
        "place",
        "type",
        "commitment",
        "setup",
        "pricing",
        "autonomy",
        "mode",
        "trade",
        "level",
        "sort",
        "page",
        "literal",
        "zzz",
        "",
        "%00",
    ]);
    let pairs = proptest::collection::vec((key, value()), 0..12);
    let joined = pairs.prop_map(|pairs| {
        pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
    });
    prop_oneof![joined, any::<String>()]
}

proptest! {
    #[test]
    fn any_query_string_gives_a_search_with_bounded_values(raw in query_string()) {
        let query = Params::parse(&raw).search_query(20_000);
        prop_assert!(query.text.chars().count() <= MAX_TEXT);
        prop_assert!(!query.text.chars().any(char::is_control));
        prop_assert!((1..=MAX_PAGE).contains(&query.page));
    }

    #[test]
    fn a_written_query_reads_back_as_the_same_search(raw in query_string()) {
        let params = Params::parse(&raw);
        let written = params.query();
        let read = Params::parse(&written);
        prop_assert_eq!(read.search_query(0), params.search_query(0), "{}", written);
        prop_assert!(written.is_ascii() && !written.contains([' ', '"', '<', '>', '\'']));
        prop_assert_eq!(read.query(), written);
    }
}
