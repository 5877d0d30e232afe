use super::*;

fn of(code: &str) -> Territory {
    Territory::from_code(code).unwrap_or_else(|| panic!("{code}"))
}

#[test]
fn every_territory_is_found_by_its_code() {
    let tables = gazetteer();
    assert_eq!((tables.regions.len(), tables.departements.len()), (18, 101));
    assert_eq!((tables.epcis.len(), tables.communes.len(), tables.aliases.len()), (1_255, 34_875, 2_621));
    let epcis = (0..1_255).map(|row| Territory::Epci(EpciId(row)));
    let communes = Territory::France.communes().map(Territory::Commune);
    let departements = tables.all.iter().map(Territory::Departement);
    let all = epcis
        .chain(communes)
        .chain(departements)
        .chain(regions())
        .chain([Territory::France, Territory::Metropole]);
    let mut count = 0;
    for territory in all {
        assert_eq!(Territory::from_code(&territory.code()), Some(territory));
        count += 1;
    }
    assert_eq!(count, 1_255 + 34_875 + 101 + 18 + 2);
}

#[test]
fn former_communes_and_arrondissements_give_the_commune_of_today() {
    for (code, today) in [("75111", "75056"), ("69383", "69123"), ("13216", "13055"), ("01033", "01033")] {
        assert_eq!(of(&format!("commune:{code}")).number(), today);
    }
    assert_eq!(of("commune:50173").name(), "Cherbourg-en-Cotentin");
    for alias in &gazetteer().aliases {
        assert!(commune(alias.code).is_some(), "{}", alias.code);
    }
}

#[test]
fn codes_that_name_nothing_are_refused_with_their_reason() {
    let cases = [
        ("", ZoneError::UnknownKind),
        ("France", ZoneError::UnknownKind),
        ("france:1", ZoneError::UnknownKind),
        ("region:99", ZoneError::UnknownRegion),
        ("region:4", ZoneError::UnknownRegion),
        ("departement:20", ZoneError::UnknownDepartement),
        ("epci:1", ZoneError::UnknownEpci),
        ("commune:68000", ZoneError::UnknownCommune),
        ("commune:68066 ", ZoneError::UnknownCommune),
    ];
    for (code, reason) in cases {
        assert_eq!(code.parse::<Territory>(), Err(reason), "{code:?}");
    }
}

#[test]
fn labels_tell_namesakes_apart() {
    let cases = [
        ("france", "France"),
        ("region:44", "Grand Est"),
        ("region:93", "Provence-Alpes-Côte d’Azur"),
        ("region:04", "La Réunion (région)"),
        ("departement:04", "Alpes-de-Haute-Provence (04)"),
        ("departement:974", "La Réunion (974)"),
        ("departement:68", "Haut-Rhin (68)"),
        ("departement:75", "Paris (département)"),
        ("commune:75056", "Paris (75)"),
        ("commune:2A004", "Ajaccio (2A)"),
        ("commune:93066", "Saint-Denis (93)"),
        ("commune:97411", "Saint-Denis (974)"),
        ("epci:200046977", "Métropole de Lyon"),
    ];
    for (code, label) in cases {
        assert_eq!(of(code).label(), label);
    }
}

#[test]
fn populations_add_up() {
    assert_eq!(of("commune:75056").population(), 2_103_778);
    assert_eq!(of("departement:75").population(), 2_103_778);
    let all: u32 = regions().map(Territory::population).sum();
    assert_eq!(all, Territory::France.population());
    assert!((65_000_000..70_000_000).contains(&all), "{all}");
    assert!(Territory::Metropole.population() < all);
}

#[test]
fn serde_writes_the_code() {
    let json = serde_json::to_string(&of("departement:2A")).expect("serialises");
    assert_eq!(json, "\"departement:2A\"");
    assert_eq!(serde_json::from_str::<Territory>(&json).expect("parses"), of("departement:2A"));
    assert!(serde_json::from_str::<Territory>("\"departement:20\"").is_err());
}
