use super::*;
use crate::domain::territory::regions;
use proptest::prelude::*;

fn typed(codes: &[&str], places: &[(&str, &str)]) -> AreaTyped {
    let own = |text: &&str| (*text).to_owned();
    let places = places.iter().map(|(place, km)| (own(place), own(km)));
    AreaTyped::gather(codes.iter().map(own), places)
}

fn codes(codes: &[&str], places: &[(&str, &str)]) -> Vec<String> {
    read(&typed(codes, places)).unwrap_or_else(|problems| panic!("{problems:?}")).codes()
}

fn problems(codes: &[&str], places: &[(&str, &str)]) -> Vec<AreaProblem> {
    read(&typed(codes, places)).expect_err("a problem").0
}

#[test]
fn boxes_and_places_make_an_area() {
    assert_eq!(codes(&["region:44", "departement:2A"], &[]), ["region:44", "departement:2A"]);
    for (place, km, code) in [
        ("Colmar", "", "commune:68066"),
        ("  colmar ", "30", "rayon:68066:30"),
        ("68000 Colmar", "\u{a0}30\u{202f}km ", "rayon:68066:30"),
        ("COLMAR (68)\u{200b}", "200KM", "rayon:68066:200"),
        ("commune:68066", "1", "rayon:68066:1"),
        ("Colmar Agglomération", "", "epci:246800726"),
        ("epci:246800726", "", "epci:246800726"),
        ("Ajaccio", "20", "rayon:2A004:20"),
        ("Mamoudzou", "", "commune:97611"),
        ("Paris 11e", "", "commune:75056"),
        ("Haut-Rhin", "", "departement:68"),
    ] {
        assert_eq!(codes(&[], &[("", ""), (place, km), (" ", "\t")]), [code], "{place} {km}");
    }
}

#[test]
fn nothing_is_no_area() {
    for (boxes, places) in
        [(&[][..], &[][..]), (&[], &[("", ""), ("\u{a0}", "\u{200b}")]), (&[], &[("\0\u{7}", "")])]
    {
        assert_eq!(problems(boxes, places), [AreaProblem::NothingChosen], "{places:?}");
    }
}

#[test]
fn france_takes_in_what_is_chosen_beside_it() {
    let both = typed(&["departement:68", "france"], &[("Colmar", "30")]);
    assert_eq!(read(&both).unwrap().codes(), ["france"]);
    assert!(both.says_more_than_france());
    assert!(!typed(&["france"], &[("", "")]).says_more_than_france());
    assert!(!typed(&["metropole", "region:44"], &[]).says_more_than_france());
    assert_eq!(codes(&["metropole", "region:04"], &[]), ["metropole", "region:04"]);
}

#[test]
fn a_doubtful_place_is_asked_about_and_never_guessed() {
    for (place, km, first) in [
        ("Saint-Denis", "", "commune:97411"),
        ("Saint-Denis", "30", "commune:97411"),
        ("Vienne", "", "departement:86"),
        ("Vienne", "30", "departement:86"),
        ("La Réunion", "", "region:04"),
    ] {
        let found = problems(&[], &[("Colmar", ""), (place, km)]);
        let [AreaProblem::SeveralPlaces { row: 1, candidates }] = found.as_slice() else {
            panic!("{place}: {found:?}")
        };
        assert!(
            candidates.len() > 1 && candidates.contains(&Territory::from_code(first).unwrap()),
            "{found:?}"
        );
    }
    assert_eq!(codes(&[], &[("Paris", "")]), ["commune:75056"], "as large as its département");
}

#[test]
fn an_unknown_place_comes_with_what_it_looks_like() {
    let found = problems(&[], &[("Colmra", "5")]);
    let [AreaProblem::UnknownPlace { row: 0, near }] = found.as_slice() else { panic!("{found:?}") };
    assert!(near.contains(&Territory::from_code("commune:68066").unwrap()), "{near:?}");
    for nothing in ["zzzzzz", "—", "<script>alert(1)</script>", "🚲", "'; drop table", "=cmd|' /C calc'!A0"]
    {
        let found = problems(&[], &[(nothing, "")]);
        assert!(matches!(found[..], [AreaProblem::UnknownPlace { row: 0, .. }]), "{nothing}: {found:?}");
    }
}

#[test]
fn kilometres_are_whole_within_bounds_and_around_a_commune() {
    for km in
        ["0", "201", "-5", "30,5", "3e1", "trente", "km", "99999999999999999999", "٣٠", "30 miles", "+3"]
    {
        assert_eq!(problems(&[], &[("Colmar", km)]), [AreaProblem::Kilometres { row: 0 }], "{km}");
    }
    let place = Territory::from_code("epci:246800726").unwrap();
    assert_eq!(
        problems(&[], &[("Colmar Agglomération", "10")]),
        [AreaProblem::KilometresAroundNoCommune { row: 0, place }]
    );
    assert_eq!(problems(&["france"], &[("", ""), ("", "10")]), [AreaProblem::KilometresAlone { row: 1 }]);
}

#[test]
fn a_box_that_the_form_does_not_have_is_refused() {
    for code in
        ["", "FRANCE", "commune:68066", "rayon:68066:30", "region:99", "departement:20", " france", "\0"]
    {
        assert_eq!(problems(&[code, "x"], &[]), [AreaProblem::UnknownCode], "{code}");
    }
}

#[test]
fn too_much_is_refused_and_costs_little() {
    let repeated = vec!["france"; 10_000];
    assert_eq!(problems(&repeated, &[]), [AreaProblem::TooManyZones]);
    let rows = vec![("Colmar", "30"); 10_000];
    let kept = typed(&[], &rows);
    assert_eq!(kept.places.len(), MAX_ZONES + 1);
    assert_eq!(problems(&[], &rows), [AreaProblem::TooManyZones]);
    let departements = regions().flat_map(|region| region.departements().iter().collect::<Vec<_>>());
    let all: Vec<String> = departements.map(|id| Territory::Departement(id).code()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(all.len(), 101);
    assert_eq!(problems(&all, &[]), [AreaProblem::TooManyZones]);
    let long = "é".repeat(1 << 20);
    let kept = typed(&[&long], &[(&long, &long)]);
    assert!(kept.codes[0].chars().count() == MAX_CHARACTERS && kept.places[0].1.len() <= 2 * MAX_CHARACTERS);
    let unbounded = AreaTyped { codes: Vec::new(), places: vec![(long.clone(), long)] };
    assert!(read(&unbounded).is_err());
}

#[test]
fn what_can_be_read_is_shown_while_the_rest_is_mended() {
    let half = typed(&["region:44", "nowhere"], &[("Colmar", "0"), ("zzzzzz", ""), ("Ajaccio", "20")]);
    assert_eq!(readable(&half).unwrap().codes(), ["region:44", "rayon:2A004:20"]);
    assert_eq!(readable(&AreaTyped::default()), None);
}

#[test]
fn every_problem_is_told_at_once() {
    let found = problems(&["nowhere"], &[("Colmar", "0"), ("zzzzzz", "0"), ("Saint-Denis", "")]);
    let rows: Vec<_> = found.iter().map(AreaProblem::row).collect();
    assert_eq!(rows, [None, Some(0), Some(1), Some(1), Some(2)]);
}

#[test]
fn a_pick_settles_a_doubt_and_nothing_else() {
    let doubtful = typed(&["region:44"], &[("Colmar", ""), ("Saint-Denis", "5")]);
    let pick = |row, code: &str| (row, code.to_owned());
    let settled = doubtful.clone().settled(&[pick(1, "commune:93066"), pick(1, "commune:97411")]);
    let area = read(&settled).unwrap().codes();
    assert_eq!(area, ["region:44", "commune:68066", "rayon:93066:5", "rayon:97411:5"]);
    assert_eq!(settled.places[1], ("Saint-Denis (974)".to_owned(), "5".to_owned()));
    for forged in [pick(0, "commune:93066"), pick(1, "commune:68066"), pick(9, "france"), pick(1, "france")] {
        assert_eq!(doubtful.clone().settled(std::slice::from_ref(&forged)), doubtful, "{forged:?}");
    }
}

#[test]
fn a_draft_keeps_what_was_typed() {
    let draft = typed(&["region:44"], &[("  colmra ", "30 km"), ("", "")]);
    let json = serde_json::to_string(&draft).unwrap();
    assert_eq!(json, r#"{"codes":["region:44"],"places":[["  colmra ","30 km"],["",""]]}"#);
    assert_eq!(serde_json::from_str::<AreaTyped>(&json).unwrap(), draft);
}

/// A suggestion puts a label into the form, so a label must never be read as another place.
#[test]
fn the_label_of_every_commune_and_epci_reads_back_or_asks() {
    let communes = || Territory::France.communes();
    let mut epcis: Vec<Territory> = communes().filter_map(|id| id.epci().map(Territory::Epci)).collect();
    epcis.sort_unstable();
    epcis.dedup();
    let mut asked = 0;
    for territory in communes().map(Territory::Commune).chain(epcis) {
        match read_row(0, &territory.label(), "") {
            Err(AreaProblem::SeveralPlaces { candidates, .. }) => {
                assert!(candidates.contains(&territory), "{territory}");
                assert_eq!(name_to_type(territory), territory.code());
                asked += 1;
            }
            read => assert_eq!(read, Ok(Some(Zone::Whole(territory)))),
        }
    }
    assert!(asked < 10, "{asked}");
}

fn any_zone() -> impl Strategy<Value = String> {
    let communes: Vec<Territory> = Territory::France.communes().map(Territory::Commune).collect();
    const OTHERS: &[&str] =
        &["metropole", "region:04", "departement:974", "departement:75", "epci:246800726", "epci:200054781"];
    (
        proptest::sample::select(communes),
        proptest::option::of(1..=200_u16),
        proptest::sample::select(OTHERS),
        0..3,
    )
        .prop_map(|(commune, km, other, kind)| match (kind, km) {
            (0, _) => other.to_owned(),
            (_, Some(km)) => format!("rayon:{}:{km}", commune.number()),
            (_, None) => commune.code(),
        })
}

proptest! {
    #[test]
    fn an_area_written_out_reads_back(zones in proptest::collection::vec(any_zone(), 1..8)) {
        let area = Area::parse(zones.iter().map(String::as_str)).unwrap();
        prop_assert_eq!(read(&AreaTyped::of(&area)), Ok(area));
    }

    #[test]
    fn any_form_is_an_area_or_problems(
        codes in proptest::collection::vec(".{0,30}", 0..5),
        places in proptest::collection::vec((".{0,60}", ".{0,10}"), 0..5),
    ) {
        let typed = AreaTyped::gather(codes, places);
        if let Err(problems) = read(&typed) {
            prop_assert!(problems.iter().len() > 0);
        }
        let _ = typed.settled(&[(0, "commune:68066".to_owned())]);
    }
}
