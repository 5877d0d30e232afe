use super::*;
use crate::domain::territory::relations::tests::any_territory;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn area(codes: &str) -> Area {
    Area::parse(codes.split_whitespace()).unwrap_or_else(|error| panic!("{codes}: {error}"))
}

fn of(code: &str) -> Territory {
    Territory::from_code(code).unwrap_or_else(|| panic!("{code}"))
}

#[test]
fn an_area_has_one_spelling() {
    let spelt = area("commune:68066 france rayon:75111:10 france departement:2A");
    assert_eq!(spelt.codes(), ["france", "departement:2A", "commune:68066", "rayon:75056:10"]);
    let json = serde_json::to_string(&spelt).expect("serialises");
    assert_eq!(serde_json::from_str::<Area>(&json).expect("parses"), spelt);
    assert!(serde_json::from_str::<Area>("[]").is_err());
}

#[test]
fn a_wrong_area_says_which_zone_and_why() {
    let wrong = |code: &str, reason| AreaError::Zone { zone: code.to_owned(), reason };
    assert_eq!(Area::parse([]), Err(AreaError::Empty));
    for (code, reason) in [
        ("", ZoneError::UnknownKind),
        ("ville:1", ZoneError::UnknownKind),
        ("commune:99999", ZoneError::UnknownCommune),
        ("rayon:68066", ZoneError::Radius),
        ("rayon:68066:0", ZoneError::Radius),
        ("rayon:68066:201", ZoneError::Radius),
        ("rayon:68066:-5", ZoneError::Radius),
        ("rayon:99999:5", ZoneError::UnknownCommune),
    ] {
        assert_eq!(Area::parse(["france", code]), Err(wrong(code, reason)), "{code}");
    }
    let many: Vec<_> =
        Territory::France.communes().take(61).map(|id| Territory::Commune(id).code()).collect();
    assert_eq!(Area::parse(many.iter().map(String::as_str)), Err(AreaError::TooMany));
    assert!(Area::parse(many[..60].iter().chain(&many[..60]).map(String::as_str)).is_ok());
}

#[test]
fn the_closest_zone_counts() {
    use Closeness::{Commune, Departement, Epci, France, Metropole, Part, Region};
    let cases = [
        ("france", "commune:68066", Some(France)),
        ("france departement:68", "commune:68066", Some(Departement)),
        ("metropole", "commune:2A004", Some(Metropole)),
        ("metropole", "departement:974", None),
        ("metropole", "france", Some(Part)),
        ("region:44", "commune:68066", Some(Region)),
        ("region:04", "departement:04", None),
        ("region:04", "departement:974", Some(Region)),
        ("departement:974", "region:04", Some(Departement)),
        ("departement:2A", "region:94", Some(Part)),
        ("departement:2A", "departement:2B", None),
        ("departement:68", "departement:67", None),
        ("epci:246800726", "commune:68066", Some(Epci)),
        ("epci:246800726", "departement:68", Some(Part)),
        ("commune:68066", "commune:68066", Some(Commune)),
        ("commune:68066", "france", Some(Part)),
        ("commune:75111", "departement:75", Some(Commune)),
        ("departement:75", "commune:75056", Some(Departement)),
        ("rayon:68066:1", "commune:68066", Some(Epci)),
        ("rayon:68066:30", "departement:67", Some(Part)),
        ("rayon:68066:30", "commune:67482", None),
        ("rayon:75056:200", "departement:91", Some(Epci)),
        ("rayon:97411:200", "region:06", None),
        ("departement:85", "commune:85113", Some(Departement)),
    ];
    for (codes, place, closeness) in cases {
        assert_eq!(
            area(codes).reach(of(place)).map(|reach| reach.closeness),
            closeness,
            "{codes} for {place}"
        );
    }
    let reach = area("france rayon:68066:30 commune:67482").reach(of("commune:68066")).expect("reached");
    assert_eq!(reach.zone.to_string(), "rayon:68066:30");
}

fn any_zone() -> impl Strategy<Value = Zone> {
    let around =
        (0..34_875_u16, 1..=200_u16).prop_map(|(row, km)| Zone::Around { commune: CommuneId(row), km });
    prop_oneof![any_territory().prop_map(Zone::Whole), around]
}

/// Any area of a few zones.
pub(in super::super) fn any_area() -> impl Strategy<Value = Area> {
    prop::collection::vec(any_zone(), 1..4).prop_map(|zones| {
        let codes: Vec<String> = zones.iter().map(Zone::to_string).collect();
        Area::parse(codes.iter().map(String::as_str)).unwrap()
    })
}

/// The communes of a zone, found one by one.
fn communes(zone: Zone) -> BTreeSet<CommuneId> {
    match zone {
        Zone::Whole(territory) => territory.communes().collect(),
        Zone::Around { commune, km } => {
            let centre = gazetteer().commune(commune).centre;
            let within =
                |other: &CommuneId| centre.km_to(gazetteer().commune(*other).centre) <= f64::from(km);
            Territory::France.communes().filter(within).collect()
        }
    }
}

/// The meaning of `Area::reach`, written with sets of communes.
fn obvious_reach(zones: &[Zone], place: Territory) -> Option<Closeness> {
    let wanted: BTreeSet<_> = place.communes().collect();
    let of_zone = |zone: &Zone| {
        let served = communes(*zone);
        match zone {
            _ if served.is_disjoint(&wanted) => None,
            _ if !wanted.is_subset(&served) => Some(Closeness::Part),
            Zone::Whole(territory) => Some(territory.kind().into()),
            Zone::Around { .. } => Some(Closeness::Epci),
        }
    };
    zones.iter().filter_map(of_zone).max()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn reach_is_what_the_sets_of_communes_say(
        zones in prop::collection::vec(any_zone(), 1..4),
        place in any_territory(),
    ) {
        let codes: Vec<_> = zones.iter().map(Zone::to_string).collect();
        let area = Area::parse(codes.iter().map(String::as_str)).expect("an area");
        prop_assert_eq!(area.reach(place).map(|reach| reach.closeness), obvious_reach(&zones, place), "{:?}", codes);
        prop_assert!(area.zones().all(|zone| zones.contains(&zone)));
        let departements: DepartementSet = zones.iter().flat_map(|zone| communes(*zone)).map(CommuneId::departement).collect();
        prop_assert_eq!(area.departements(), departements);
    }

    #[test]
    fn any_text_is_an_area_or_an_error(codes in prop::collection::vec(".{0,50}", 0..5)) {
        let _ = Area::parse(codes.iter().map(String::as_str));
    }
}
