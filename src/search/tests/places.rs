//! Places of every kind, through the whole engine.

use super::*;
use crate::domain::territory::{Area, Closeness};

/// A directory whose providers serve one zone each; their names are the codes.
fn serving(zones: &[&str]) -> Directory {
    let entries: Vec<Entry> = starter()
        .into_iter()
        .zip(zones)
        .map(|(mut entry, zone)| {
            entry.listing.area = Area::parse([*zone]).unwrap();
            entry
        })
        .collect();
    directory(&entries)
}

/// The zones found from a place with how close they are, closest first.
fn found(directory: &Directory, place: &str) -> Vec<(String, Closeness)> {
    let query = SearchQuery { sort: crate::domain::query::Sort::Closest, ..asking("", place) };
    let hits = directory.search.search(&query).unwrap().hits;
    hits.iter().map(|hit| (hit.entry.listing.area.codes().join(" "), hit.reach.unwrap().closeness)).collect()
}

#[test]
fn a_place_of_every_kind_finds_what_serves_it_closest_first() {
    use Closeness::{Commune, Departement, Epci, France, Metropole, Part, Region};
    let zones = [
        "france",
        "metropole",
        "region:44",
        "departement:68",
        "epci:246800726",
        "commune:68066",
        "rayon:68066:30",
        "region:93",
    ];
    let directory = serving(&zones);
    let cases: [(&str, &[Closeness]); 6] = [
        ("commune:68066", &[Commune, Epci, Epci, Departement, Region, Metropole, France]),
        ("epci:246800726", &[Epci, Epci, Departement, Region, Metropole, France, Part]),
        ("departement:68", &[Departement, Region, Metropole, France, Part, Part, Part]),
        ("region:44", &[Region, Metropole, France, Part, Part, Part, Part]),
        ("metropole", &[Metropole, France, Part, Part, Part, Part, Part, Part]),
        ("france", &[France, Part, Part, Part, Part, Part, Part, Part]),
    ];
    for (place, expected) in cases {
        let closeness: Vec<Closeness> = found(&directory, place).into_iter().map(|(_, how)| how).collect();
        assert_eq!(closeness, expected, "{place}");
    }
}

#[test]
fn corsica_overseas_arrondissements_and_merged_communes_are_found() {
    let zones = [
        "metropole",
        "departement:2A",
        "departement:2B",
        "departement:976",
        "region:04",
        "commune:75056",
        "commune:13055",
        "commune:50129",
    ];
    let directory = serving(&zones);
    let cases: [(&str, &[&str]); 8] = [
        ("commune:2A004", &["departement:2A", "metropole"]),
        ("region:94", &["metropole", "departement:2A", "departement:2B"]),
        ("commune:97608", &["departement:976"]),
        ("region:06", &["departement:976"]),
        ("commune:97411", &["region:04"]),
        ("commune:75111", &["commune:75056", "metropole"]),
        ("commune:13216", &["commune:13055", "metropole"]),
        ("commune:50173", &["commune:50129", "metropole"]),
    ];
    for (place, expected) in cases {
        let zones: BTreeSet<String> = found(&directory, place).into_iter().map(|(zone, _)| zone).collect();
        assert_eq!(zones, expected.iter().map(|zone| (*zone).to_owned()).collect(), "{place}");
    }
}
