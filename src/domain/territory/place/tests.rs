use super::*;
use crate::domain::territory::relations::tests::any_territory;
use crate::domain::text::fold;
use proptest::prelude::*;

/// One territory as its code, several as codes with `|`, an unknown place as `?` and its guesses.
fn read(typed: &str) -> String {
    let codes =
        |found: &[Territory]| found.iter().map(|territory| territory.code()).collect::<Vec<_>>().join(" | ");
    match read_place(typed) {
        PlaceReading::Nothing => String::new(),
        PlaceReading::One { territory, .. } => territory.code(),
        PlaceReading::Several(found) => codes(&found),
        PlaceReading::Unknown { near } => format!("? {}", codes(&near)),
    }
}

#[expect(clippy::too_many_lines, reason = "one table")]
#[test]
fn what_people_type_is_understood() {
    let cases = [
        ("commune:68066", "commune:68066"),
        ("commune:75111", "commune:75056"),
        ("Colmar", "commune:68066"),
        ("  cOLMAR\u{a0}", "commune:68066"),
        ("colmar 68", "commune:68066"),
        ("68 colmar", "commune:68066"),
        ("Colmar (68)", "commune:68066"),
        ("68000", "commune:68066"),
        ("68066", "commune:68066"),
        ("68000 Colmar", "commune:68066"),
        ("Colmar 68000", "commune:68066"),
        ("68000 Colmar Cedex 9", "commune:68066"),
        ("68000 Colmar, France", "commune:68066"),
        ("68000 Kolmarr", "commune:68066"),
        ("colmar haut-rhin", "commune:68066"),
        ("Colmar, Haut–Rhin", "commune:68066"),
        ("Colmar en Alsace", "commune:68066"),
        ("ville de Colmar", "commune:68066"),
        ("Bas-Rhin", "departement:67"),
        ("le bas rhin", "departement:67"),
        ("département du Bas-Rhin", "departement:67"),
        ("68", "departement:68"),
        ("1", "departement:01"),
        ("2a", "departement:2A"),
        ("20", "region:94"),
        ("974", "departement:974"),
        ("corse du sud", "departement:2A"),
        ("Corse", "region:94"),
        ("20000", "commune:2A004"),
        ("grand est", "region:44"),
        ("paca", "region:93"),
        ("IDF", "region:11"),
        ("Provence Alpes Côte d’Azur", "region:93"),
        ("alsace", "region:44"),
        ("France", "france"),
        ("france entière", "france"),
        ("Métropole", "metropole"),
        ("France métropolitaine", "metropole"),
        ("havre", "commune:76351"),
        ("LE HAVRE", "commune:76351"),
        ("La Rochelle", "commune:17300"),
        ("L’Haÿ les roses", "commune:94038"),
        ("st etienne", "commune:42218"),
        ("Saint Étienne (42)", "commune:42218"),
        ("ste foy les lyon", "commune:69202"),
        ("Cherbourg-Octeville", "commune:50129"),
        ("roissy en france", "commune:95527"),
        ("Colmar Agglomération", "epci:246800726"),
        ("CA Colmar Agglomération", "epci:246800726"),
        ("communauté d’agglomération Colmar Agglomération", "epci:246800726"),
        ("métropole de lyon", "epci:200046977"),
        ("Eurométropole de Strasbourg", "epci:246700488"),
        ("metz métropole", "epci:200039865"),
        ("CU d'Arras", "epci:200033579"),
        ("arras", "commune:62041"),
    ];
    for (typed, code) in cases {
        assert_eq!(read(typed), code, "{typed}");
    }
}

#[test]
fn arrondissements_give_their_city() {
    let paris = "paris 11|Paris 11e|paris 11ème arrondissement|11e arrondissement de Paris|Paris 1er|75011|75116|\
                 Paris 75011|75011 PARIS|paris 20 arr.|Paris|paris 75|Paris (75)|ville de paris";
    for typed in paris.split('|') {
        assert_eq!(read(typed), "commune:75056", "{typed}");
    }
    assert_eq!(read("lyon 3"), "commune:69123");
    assert_eq!(read("Marseille 16e"), "commune:13055");
    assert_eq!(read("lyon 69"), "commune:69123");
    assert_eq!(
        read("lyon 12"),
        "? commune:69123 | commune:27377 | epci:200046977 | epci:243800935 | epci:200070142"
    );
    assert_eq!(read("Paris (département)"), "departement:75");
}

#[test]
fn overseas_names_mean_the_region_and_offer_the_departement() {
    for (typed, region, departement) in [
        ("Guadeloupe", "region:01", "departement:971"),
        ("martinique", "region:02", "departement:972"),
        ("la Guyane", "region:03", "departement:973"),
        ("reunion", "region:04", "departement:974"),
        ("La Réunion", "region:04", "departement:974"),
        ("Mayotte", "region:06", "departement:976"),
    ] {
        let PlaceReading::One { territory, others } = read_place(typed) else { panic!("{typed}") };
        assert_eq!(territory.code(), region, "{typed}");
        assert!(others.iter().any(|other| other.code() == departement), "{typed}: {others:?}");
    }
    assert_eq!(read("La Réunion (974)"), "departement:974");
    assert_eq!(read("La Réunion (région)"), "region:04");
    assert_eq!(read("04"), "departement:04");
}

#[test]
fn namesakes_of_like_size_are_asked_about() {
    let PlaceReading::Several(found) = read_place("Saint-Denis") else { panic!("several") };
    let codes: Vec<_> = found.iter().map(|territory| territory.number()).collect();
    assert!(codes.contains(&"97411") && codes.contains(&"93066"), "{codes:?}");
    assert!(found.is_sorted_by_key(|territory| Reverse(territory.population())) && found.len() <= 12);
    for (typed, code) in [
        ("st-denis 93", "commune:93066"),
        ("Saint-Denis (La Réunion)", "commune:97411"),
        ("Saint Denis Seine St Denis", "commune:93066"),
        ("97400 saint-denis", "commune:97411"),
    ] {
        assert_eq!(read(typed), code, "{typed}");
    }
    let PlaceReading::One { territory, others } = read_place("Valence") else { panic!("one") };
    assert_eq!((territory.number(), others.is_empty()), ("26362", false));
}

#[test]
fn a_postal_code_of_several_communes_lists_the_largest_first() {
    let PlaceReading::Several(found) = read_place("01400") else { panic!("several") };
    assert_eq!(found[0].name(), "Châtillon-sur-Chalaronne");
    assert!(found.len() > 2 && found.is_sorted_by_key(|territory| Reverse(territory.population())));
}

#[test]
fn an_unknown_place_brings_similar_ones() {
    for (typed, guess) in [
        ("colmr", "commune:68066"),
        ("Colmmar", "commune:68066"),
        ("clomar", "commune:68066"),
        ("colmr 68", "commune:68066"),
        ("strasb", "commune:67482"),
        ("bas-rihn", "departement:67"),
        ("68999", "departement:68"),
        ("colmar 67", "commune:68066"),
        ("villeneuve dascq", "commune:59009"),
    ] {
        let PlaceReading::Unknown { near } = read_place(typed) else { panic!("{typed}: {}", read(typed)) };
        assert!(near.len() <= 5 && near.iter().any(|near| near.code() == guess), "{typed}: {}", read(typed));
    }
    assert_eq!(read("zzzzzz"), "? ");
    for nothing in ["", " ", "—", "!?", "\u{200b}"] {
        assert_eq!(read(nothing), "", "{nothing:?}");
    }
}

#[test]
fn the_beginning_of_a_name_gives_the_towns_and_the_large_places_called_so() {
    let codes =
        |typed, limit| starting_with(typed, limit).iter().map(|found| found.code()).collect::<Vec<_>>();
    assert_eq!(codes("haut", 3), ["region:32", "departement:92", "departement:31"]);
    assert_eq!(codes("mar", 1), ["commune:13055"], "a town before a larger département");
    assert_eq!(codes("poi", 1), ["commune:86194"], "Poitiers before the région that was Poitou-Charentes");
    assert_eq!(codes("alsa", 1), ["region:44"]);
    assert_eq!(codes("Stras", 1), ["commune:67482"]);
    assert_eq!(codes("par", 1), ["commune:75056"]);
    assert!(codes("", 5).is_empty());
}

#[test]
fn every_label_reads_back_as_its_territory() {
    let named = regions_departements_communes();
    for territory in named {
        let meant = match read_place(&territory.label()) {
            PlaceReading::One { territory, .. } => vec![territory],
            PlaceReading::Several(found) => found,
            _ => Vec::new(),
        };
        assert_eq!(meant, [territory], "{}", territory.label());
    }
}

fn regions_departements_communes() -> Vec<Territory> {
    let communes = Territory::France.communes().map(Territory::Commune);
    let departements = Territory::France.departements().iter().map(Territory::Departement);
    crate::domain::territory::regions().chain(departements).chain(communes).collect()
}

proptest! {
    #[test]
    fn any_text_gets_a_bounded_answer(typed in any::<String>()) {
        bounded(&typed)?;
    }

    #[test]
    fn likely_text_gets_a_bounded_answer(typed in "(st|saint|la|paris|cedex|cc|region|france|de|[0-9a-b]{1,5}|[a-zé'() -]{1,9}| ){0,8}") {
        bounded(&typed)?;
    }

    #[test]
    fn a_name_in_any_dress_finds_its_bearer(territory in any_territory()) {
        let dressed = fold(territory.name()).replace(['-', '\''], " ").to_uppercase();
        let found = match read_place(&dressed) {
            PlaceReading::One { territory, others } => others.into_iter().chain([territory]).collect(),
            PlaceReading::Several(found) => found,
            _ => Vec::new(),
        };
        prop_assert!(found.contains(&territory) || found.len() >= MAX_LISTED, "{} {:?}", territory.label(), found);
    }
}

fn bounded(typed: &str) -> Result<(), TestCaseError> {
    match read_place(typed) {
        PlaceReading::Nothing => {}
        PlaceReading::One { territory, others } => {
            prop_assert!(others.len() <= MAX_LISTED && !others.contains(&territory));
        }
        PlaceReading::Several(found) => prop_assert!((2..=MAX_LISTED).contains(&found.len())),
        PlaceReading::Unknown { near } => prop_assert!(near.len() <= MAX_NEAR),
    }
    Ok(())
}
