use super::*;

fn words(typed: &str) -> String {
    Words::read(typed).as_str().to_owned()
}

fn place(code: &str) -> Option<Territory> {
    Territory::from_code(code)
}

fn types(slugs: &[&str]) -> Vec<TypeChoice> {
    slugs.iter().filter_map(|slug| TypeChoice::from_slug(slug)).collect()
}

#[test]
fn words_are_kept_folded_in_their_order() {
    for (typed, kept) in [
        ("", ""),
        ("  Livreur à Vélo-Cargo ", "livreur a velo cargo"),
        ("site 3D en 2 jours", "site 3d en 2 jours"),
        ("caisse NF525", "caisse nf525"),
    ] {
        assert_eq!(words(typed), kept, "{typed}");
    }
}

#[test]
fn what_may_be_a_number_of_a_person_is_dropped() {
    for (typed, kept) in [
        ("plombier 0612345678", "plombier"),
        ("plombier 06 12 34 56 78 rappeler", "plombier rappeler"),
        ("plombier 06.12.34.56.78", "plombier"),
        ("plombier +33 6 12 34 56 78", "plombier"),
        ("caisse 732829320", "caisse"),
        ("compte FR76 3000 4000 05", "compte"),
        ("livreur 68000", "livreur"),
        ("livreur ٠٦١٢٣٤", "livreur"),
    ] {
        assert_eq!(words(typed), kept, "{typed}");
    }
}

#[test]
fn addresses_of_persons_and_nonsense_are_other() {
    let long = "a".repeat(61);
    for typed in [
        "jean.dupont@example.fr",
        "jean dupont @ example.fr",
        "jean＠example.fr",
        "06 12 34 56 78",
        "12",
        "!?",
        "🚲",
        &long,
        &"œ".repeat(40),
    ] {
        assert_eq!(Words::read(typed), Words::Other, "{typed}");
        assert!(Asked::read(typed, &types(&["site"]), place("region:44")).is_other(), "{typed}");
    }
}

#[test]
fn no_place_is_finer_than_a_departement() {
    for (code, kept) in [
        ("commune:68066", "departement:68"),
        ("commune:75056", "departement:75"),
        ("commune:2B033", "departement:2B"),
        ("commune:97411", "departement:974"),
        ("epci:246800726", "departement:68"),
        ("departement:23", "departement:23"),
        ("region:44", "region:44"),
        ("metropole", "metropole"),
        ("france", "france"),
    ] {
        let asked = Asked::read("", &[], place(code));
        assert_eq!(asked.territory.map(Territory::code).as_deref(), Some(kept), "{code}");
    }
}

#[test]
fn services_are_kept_in_one_order_and_too_many_are_nonsense() {
    let slugs = ["site", "caisse", "livraison-locale"];
    let asked = Asked::read("", &types(&slugs), None);
    assert_eq!(asked, Asked::read("", &types(&["livraison-locale", "site", "caisse"]), None));
    assert_eq!(asked.types, types(&["caisse", "livraison-locale", "site"]));
    let many = types(&["site", "caisse", "stocks", "avis", "conseil", "formation"]);
    assert!(Asked::read("", &many, None).is_other());
    assert!(Asked::read("", &[], None).is_other(), "filters that are not kept");
}

#[test]
fn the_stored_form_of_words_is_read_back() {
    for read in [Words::None, Words::These("velo cargo".into()), Words::Other] {
        assert_eq!(Words::from_stored(read.as_str().to_owned()), read);
    }
}

#[test]
fn the_operator_sees_words_from_the_third_time_on() {
    let courier = types(&["livraison-locale"]);
    let in_creuse = |typed: &str| Asked::read(typed, &courier, place("departement:23"));
    let elsewhere = Asked::read("triporteur", &courier, place("departement:48"));
    let listed = for_operator([
        (Asked::read("drone", &[], None), 4),
        (in_creuse("triporteur"), 2),
        (in_creuse("velo cargo"), 2),
        (in_creuse(""), 3),
        (elsewhere, 2),
        (Asked::read("jean dupont", &[], None), 1),
        (Asked::other(), 5),
    ]);
    let other_in_creuse = Asked { words: Words::Other, ..in_creuse("") };
    let expected =
        [(Asked::other(), 8), (Asked::read("drone", &[], None), 4), (other_in_creuse, 4), (in_creuse(""), 3)];
    assert_eq!(listed.len(), expected.len(), "{listed:?}");
    for row in &expected {
        assert!(listed.contains(row), "{row:?} is not in {listed:?}");
    }
    assert!(listed.is_sorted_by_key(|(_, times)| Reverse(*times)));
}

#[test]
fn counts_of_several_months_add_up_to_the_threshold() {
    let drone = || Asked::read("drone", &[], None);
    assert_eq!(for_operator([(drone(), 2), (drone(), 1)]), [(drone(), 3)]);
    assert_eq!(for_operator([(drone(), 2)]), [(Asked::other(), 2)]);
}
