//! How words are written and what they mean, through the whole engine.

use super::*;
use crate::domain::provider::Provider;
use crate::search::analysis;

/// Starter rows whose providers are called otherwise, in the order of the names.
fn called(names: &[&str]) -> Vec<Entry> {
    let mut entries = starter();
    for (entry, name) in entries.iter_mut().zip(names) {
        entry.provider = Provider { website: None, name: (*name).parse_name(), ..entry.provider.clone() };
    }
    entries
}

trait ParseName {
    fn parse_name(self) -> crate::domain::prose::Name;
}

impl ParseName for &str {
    fn parse_name(self) -> crate::domain::prose::Name {
        self.to_owned().try_into().unwrap()
    }
}

#[test]
fn every_spelling_of_a_compound_finds_the_same_offers() {
    let directory = directory(&starter());
    let found = |typed: &str| directory.search.search(&asking(typed, "")).unwrap();
    let spellings: [&[&str]; 5] = [
        &["e-commerce", "ecommerce", "e commerce", "E-COMMERCE"],
        &["click and collect", "click & collect", "clic et collecte", "cliqué-retiré", "click n collect"],
        &["rendez-vous", "rdv", "rendez vous", "RDV"],
        &["place de marché", "marketplace", "places de marché"],
        &["site internet", "site web", "sites web"],
    ];
    for group in spellings {
        let expected = found(group[0]);
        assert!(expected.total > 0 && !expected.partial_words, "{}", group[0]);
        for typed in group {
            assert_eq!(found(typed).total, expected.total, "{typed}");
        }
    }
    assert!(found("click").total > 0);
}

#[test]
fn words_of_one_meaning_find_the_same_offers() {
    let directory = directory(&starter());
    let total = |typed: &str| directory.search.search(&asking(typed, "")).unwrap().total;
    for family in
        [&["vélos", "cyclo", "vélo-cargo"][..], &["encaisser", "payement"], &["comptable", "compta"]]
    {
        // Another word behind keeps the last word from being completed.
        let totals: BTreeSet<u32> = family.iter().map(|word| total(&format!("{word} pour"))).collect();
        assert_eq!(totals.len(), 1, "{family:?} → {totals:?}");
        assert!(totals.iter().all(|total| *total > 0), "{family:?}");
    }
}

#[test]
fn a_mark_covers_the_whole_compound() {
    let mut entries = starter();
    let title = "Votre cliqué-retiré et vos e-mails";
    entries[0].listing.title = title.to_owned().try_into().unwrap();
    let directory = directory(&entries);
    for (typed, marked) in [
        ("click and collect email", vec!["cliqué-retiré", "e-mails"]),
        ("clique", vec!["cliqué"]),
        ("courriel", vec!["e-mails"]),
    ] {
        let page = directory.search.search(&asking(typed, "")).unwrap();
        let hit = page.hits.iter().find(|hit| hit.entry.id == entries[0].id).unwrap();
        let marks: Vec<&str> = hit.title_marks.iter().map(|mark| &title[mark.clone()]).collect();
        assert_eq!(marks, marked, "{typed}");
    }
}

#[test]
fn a_name_with_an_ampersand_is_found_however_it_is_typed() {
    let directory = directory(&called(&["Dupont & Fils", "M&M", "H&M Conseil", "Atelier R&D"]));
    for (typed, name) in [
        ("Dupont & Fils", "Dupont & Fils"),
        ("Dupont et Fils", "Dupont & Fils"),
        ("dupont fils", "Dupont & Fils"),
        ("m&m", "M&M"),
        ("H&M", "H&M Conseil"),
        ("h&m conseil", "H&M Conseil"),
        ("R&D", "Atelier R&D"),
    ] {
        let page = directory.search.search(&asking(typed, "")).unwrap();
        assert_eq!(names(&page)[0], name, "{typed}");
        assert!(!page.partial_words, "{typed}");
    }
}

#[test]
fn a_provider_is_called_by_its_whole_name_only() {
    let mut entries = called(&["Orange", "Web Atelier", "Dupont & Fils", "La Boîte à Rendez-vous"]);
    entries[4].provider.website = Some("https://www.toutvendre.fr".to_owned().try_into().unwrap());
    entries[5].provider.legal_name = Some("Société Martin".parse_name());
    entries[6].listing.status = crate::domain::listing::ListingStatus::Archived;
    let gone = entries[6].provider.name.to_string();
    let directory = directory(&entries);
    let snapshot = directory.search.snapshot();
    let is_called = |typed: &str| snapshot.provider_called(&analysis::searched(typed)).unwrap().is_some();
    for typed in [
        "Orange",
        "ORANGE",
        "web atelier",
        "webatelier",
        "Dupont et Fils",
        "dupont fils",
        "boite à rdv",
        "toutvendre",
        "tout vendre",
        "société martin",
        "Les Vitrines de Colmar",
        "vitrines colmar",
    ] {
        assert!(is_called(typed), "{typed}");
    }
    for typed in ["Orange caisse", "Oran", "oranges", "atelier", "dupont", "", "le", &gone] {
        assert!(!is_called(typed), "{typed}");
    }
}

#[test]
fn a_name_typed_in_two_words_is_found_beside_other_words() {
    let directory = directory(&starter());
    for (typed, corrected, name) in [
        ("site word press", "site wordpress", "WordPress.com"),
        ("tpe sum up", "tpe sumup", "SumUp"),
        ("réservation the fork", "réservation thefork", "TheFork"),
    ] {
        let page = directory.search.search(&asking(typed, "")).unwrap();
        assert_eq!(page.understood.corrected.as_deref(), Some(corrected), "{typed}");
        assert_eq!(names(&page)[0], name, "{typed}");
    }
}

#[test]
fn nobody_takes_a_service_at_a_place_by_being_called_so() {
    let entries = called(&["Coursier vélo Nantes"]);
    let name = entries[0].provider.name.to_string();
    let directory = directory(&entries);
    let page = directory.search.search(&asking("coursier vélo nantes", "")).unwrap();
    assert_eq!(page.place, Territory::from_code("commune:44109"));
    assert_eq!(page.understood.types[0].value.slug(), "livraison-locale");
    assert!(page.providers > 1 && !names(&page)[1..].contains(&name));
}
