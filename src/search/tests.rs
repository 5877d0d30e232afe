//! The search rules of the product, on the starter rows and against a plain evaluation of random queries.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::choice::Choice;
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::listing::{Autonomy, Commitment, SetupDelay, VerificationLevel};
use crate::domain::public_row::PublicRow;
use crate::domain::query::Filters;
use crate::domain::record::{Entry, Record};
use crate::domain::taxonomy::{ServiceType, TypeChoice};
use crate::domain::territory::Territory;

const TODAY: i32 = 20_779;

fn entry(number: u128, record: Record, provider: u128) -> Entry {
    let provider_slug = Slug::from_text(record.provider.name.as_str());
    Entry {
        id: ListingId::new(Uuid::from_u128(number.wrapping_mul(0x9e37_79b9_7f4a_7c15))),
        slug: record.slug.unwrap_or_else(|| {
            Slug::from_text(record.listing.title.as_str()).numbered(u32::try_from(number).unwrap())
        }),
        provider_id: ProviderId::new(Uuid::from_u128(provider.wrapping_mul(0xd6e8_feb8_6659_fd93))),
        provider_slug,
        provider: record.provider,
        listing: record.listing,
    }
}

pub(super) fn starter() -> Vec<Entry> {
    let file = include_str!("../../migrations/starter/providers_public.csv");
    csv::Reader::from_reader(file.as_bytes())
        .deserialize::<PublicRow>()
        .zip(1..)
        .map(|(row, number)| entry(number, row.unwrap().into_record().unwrap(), number))
        .collect()
}

pub(super) struct Directory {
    pub(super) search: Search,
    writer: Writer,
    _folder: tempfile::TempDir,
}

pub(super) fn directory(entries: &[Entry]) -> Directory {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), true).unwrap();
    for entry in entries {
        writer.upsert(entry).unwrap();
    }
    writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
    Directory { search, writer, _folder: folder }
}

fn asking(text: &str, place: &str) -> SearchQuery {
    SearchQuery {
        text: text.to_owned(),
        place: Territory::from_code(place),
        per_page: 100,
        ..SearchQuery::everything(TODAY)
    }
}

fn names(page: &SearchPage) -> Vec<String> {
    page.hits.iter().map(|hit| hit.entry.provider.name.to_string()).collect()
}

#[test]
fn nation_wide_and_local_offers_appear_but_none_limited_elsewhere() {
    let directory = directory(&starter());
    let page = directory.search.search(&asking("livraison", "commune:68066")).unwrap();
    assert!(page.total > 10, "{}", page.total);
    let colmar = Territory::from_code("commune:68066").unwrap();
    for hit in &page.hits {
        assert!(hit.entry.listing.area.reach(colmar).is_some(), "{}", hit.entry.slug);
        assert!(hit.reach.is_some());
    }
    let marseille = directory.search.search(&asking("livraison", "commune:13055")).unwrap();
    let here: BTreeSet<String> = names(&page).into_iter().collect();
    assert!(names(&marseille).iter().any(|name| !here.contains(name)));
}

#[test]
fn a_provider_is_found_by_name_by_place_and_by_type() {
    let directory = directory(&starter());
    for typed in ["Les Vitrines de Colmar", "vitrines colmar", "VITRINES DE COLMAR", "vitrines de colm"] {
        assert_eq!(
            names(&directory.search.search(&asking(typed, "")).unwrap())[0],
            "Les Vitrines de Colmar",
            "{typed}"
        );
    }
    assert!(
        names(&directory.search.search(&asking("", "commune:68066")).unwrap())
            .contains(&"Les Vitrines de Colmar".to_owned())
    );
    let mut by_type = asking("", "commune:68066");
    by_type.filters.choose_type(TypeChoice::from_slug("place-locale").unwrap());
    assert_eq!(names(&directory.search.search(&by_type).unwrap())[0], "Les Vitrines de Colmar");
}

#[test]
fn accents_case_elision_and_plural_do_not_matter() {
    let directory = directory(&starter());
    let total = |typed: &str| directory.search.search(&asking(typed, "")).unwrap().total;
    for (one, other) in [
        ("vélo", "VELOS"),
        ("référencement", "referencement"),
        ("l’expédition", "expeditions"),
        ("caisse", "caisses"),
    ] {
        assert!(total(one) > 0, "{one}");
        assert_eq!(total(one), total(other), "{one} {other}");
    }
}

#[test]
fn words_that_no_offer_holds_together_are_searched_apart_and_it_says_so() {
    let directory = directory(&starter());
    let page = directory.search.search(&asking("commerçants zzyzx", "")).unwrap();
    assert!(page.partial_words);
    assert!(page.total > 0);
    let nothing = directory.search.search(&asking("zzyzx", "")).unwrap();
    assert_eq!((nothing.total, nothing.pages, nothing.page), (0, 1, 1));
}

#[test]
fn a_siret_typed_in_groups_finds_its_firm() {
    let mut entries = starter();
    entries[7].provider.siret = Some(crate::domain::siren::Siret::parse("73282932000074").unwrap());
    entries[7].provider.siren = Some(crate::domain::siren::Siren::parse("732829320").unwrap());
    let directory = directory(&entries);
    for typed in ["73282932000074", "732 829 320 00074", "732829320", "732 829 320"] {
        let page = directory.search.search(&asking(typed, "")).unwrap();
        assert_eq!(names(&page), [entries[7].provider.name.to_string()], "{typed}");
    }
}

#[test]
fn a_changed_listing_replaces_its_earlier_version() {
    let entries = starter();
    let mut directory = directory(&entries);
    let before = directory.search.counts().offers;
    let mut changed = entries[3].clone();
    changed.listing.status = crate::domain::listing::ListingStatus::Archived;
    directory.writer.upsert(&changed).unwrap();
    directory.writer.commit(&Position { directory: "test".to_owned(), change: 2 }).unwrap();
    assert_eq!(directory.search.counts().offers, before - 1);
    let kept = directory.search.listing(&changed.slug).unwrap().unwrap();
    assert_eq!(kept.listing.status, changed.listing.status);
    assert!(directory.search.provider(&changed.provider_slug).unwrap().is_empty());
    assert_eq!(directory.writer.position().unwrap().unwrap().change, 2);
}

#[test]
fn each_provider_has_one_card_that_names_its_other_offers() {
    let mut entries = starter();
    for number in 1..6 {
        entries[number].provider_id = entries[0].provider_id;
    }
    let directory = directory(&entries);
    let page = directory.search.search(&asking("", "")).unwrap();
    assert_eq!((page.total, page.providers), (205, 200));
    let mut every_page = Vec::new();
    for number in 1..=page.pages {
        let query = SearchQuery { page: number, ..asking("", "") };
        every_page.extend(directory.search.search(&query).unwrap().hits);
    }
    let providers: BTreeSet<_> = every_page.iter().map(|hit| hit.entry.provider_id).collect();
    assert_eq!((every_page.len(), providers.len()), (200, 200));
    let card = every_page.iter().find(|hit| hit.entry.provider_id == entries[0].provider_id).unwrap();
    assert_eq!((card.siblings.len(), card.more_siblings), (3, 2));
}

#[test]
fn a_page_beyond_the_last_is_the_last() {
    let directory = directory(&starter());
    let query = SearchQuery { page: u32::MAX, per_page: 20, ..SearchQuery::everything(TODAY) };
    let page = directory.search.search(&query).unwrap();
    assert_eq!((page.page, page.pages, page.hits.len()), (11, 11, 5));
}

#[test]
fn unclaimed_listings_are_hidden_where_the_directory_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), false).unwrap();
    let mut entries = starter();
    entries[0].listing.verification_level = VerificationLevel::Identity;
    for entry in &entries {
        writer.upsert(entry).unwrap();
    }
    writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
    assert_eq!(search.search(&asking("", "")).unwrap().total, 1);
    for (entry, shown) in [(&entries[0], true), (&entries[1], false)] {
        assert_eq!(search.listing(&entry.slug).unwrap().is_some(), shown);
        assert_eq!(search.provider(&entry.provider_slug).unwrap().len(), usize::from(shown));
    }
    assert_eq!(search.slugs(0, 10).unwrap().len(), 1);
}

/// Varied facts for a starter row, drawn from a number.
fn varied(mut entry: Entry, draw: usize) -> Entry {
    let pick = |values: usize, salt: usize| draw.wrapping_mul(31).wrapping_add(salt) % values;
    entry.listing.commitment_months = [None, Some(0), Some(12), Some(36)][pick(4, 1)];
    entry.listing.setup_delay = SetupDelay::ALL.get(pick(8, 2)).copied();
    entry.listing.autonomy = Autonomy::ALL.get(pick(4, 5)).copied();
    entry.listing.verification_level = VerificationLevel::ALL[pick(4, 7)];
    entry
}

fn passes(entry: &Entry, filters: &Filters) -> bool {
    let listing = &entry.listing;
    let chosen = |types: &[TypeChoice]| {
        types.is_empty()
            || types.iter().flat_map(|choice| choice.types()).any(|t| listing.service_types.contains(&t))
    };
    fn one_of<T: PartialEq + Copy>(values: &[T], value: Option<T>) -> bool {
        values.is_empty() || value.is_some_and(|value| values.contains(&value))
    }
    chosen(&filters.types)
        && one_of(&filters.commitment, listing.commitment_months.map(Commitment::of_months))
        && one_of(&filters.setup, listing.setup_delay)
        && one_of(&filters.autonomy, listing.autonomy)
        && one_of(&filters.level, Some(listing.verification_level))
}

/// A directory that has grown: several segments, and listings that newer versions have replaced.
fn in_parts(entries: &[Entry]) -> Search {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), true).unwrap();
    // Three segments: with a fourth, tantivy would merge them at a moment of its own.
    for (part, change) in entries.chunks(entries.len().div_ceil(2)).zip(1..) {
        part.iter().for_each(|entry| writer.upsert(entry).unwrap());
        for (number, entry) in entries.iter().enumerate().skip(7).step_by(9) {
            let earlier = varied(entry.clone(), number * 13 + usize::try_from(change).unwrap());
            writer.upsert(&earlier).unwrap();
        }
        writer.commit(&Position { directory: "test".to_owned(), change }).unwrap();
    }
    entries.iter().skip(7).step_by(9).for_each(|entry| writer.upsert(entry).unwrap());
    writer.commit(&Position { directory: "test".to_owned(), change: 9 }).unwrap();
    // The mapped segments outlive their folder.
    search
}

/// The starter rows with varied facts, indexed once for all random queries.
static VARIED: LazyLock<(Vec<Entry>, Search)> = LazyLock::new(|| {
    let entries: Vec<Entry> =
        starter().into_iter().enumerate().map(|(number, entry)| varied(entry, number * 7_919)).collect();
    let search = in_parts(&entries);
    (entries, search)
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn counts_and_totals_are_those_of_a_plain_evaluation(
        types in proptest::collection::vec(0..50_usize, 0..3),
        commitment in proptest::sample::subsequence(Commitment::ALL, 0..3),
        setup in proptest::sample::subsequence(SetupDelay::ALL, 0..3),
        level in proptest::sample::subsequence(VerificationLevel::ALL, 0..3),
        place in proptest::sample::select(vec!["", "commune:68066", "region:44", "departement:974", "france", "metropole"]),
    ) {
        let (entries, search) = &*VARIED;
        let mut query = asking("", place);
        for index in types {
            query.filters.choose_type(TypeChoice::Type(ServiceType::all().nth(index).unwrap()));
        }
        query.filters.commitment = commitment;
        query.filters.setup = setup;
        query.filters.level = level;
        let page = search.search(&query).unwrap();
        let there: Vec<&Entry> = entries.iter()
            .filter(|entry| query.place.is_none_or(|place| entry.listing.area.reach(place).is_some()))
            .collect();
        let total = there.iter().filter(|entry| passes(entry, &query.filters)).count();
        prop_assert_eq!(page.total as usize, total);
        for value in Commitment::ALL {
            let filters = Filters { commitment: vec![*value], ..query.filters.clone() };
            let count = there.iter().filter(|entry| passes(entry, &filters)).count();
            prop_assert_eq!(page.facets.of(*value) as usize, count);
        }
        for service in ServiceType::all().step_by(6) {
            let filters = Filters { types: vec![TypeChoice::Type(service)], ..query.filters.clone() };
            let count = there.iter().filter(|entry| passes(entry, &filters)).count();
            prop_assert_eq!(page.facets.of_type(service) as usize, count);
            let filters = Filters { types: vec![TypeChoice::Need(service.need())], ..query.filters.clone() };
            let count = there.iter().filter(|entry| passes(entry, &filters)).count();
            prop_assert_eq!(page.facets.of_need(service.need()) as usize, count);
        }
    }

    #[test]
    fn any_text_has_an_answer(text in any::<String>()) {
        prop_assert!(VARIED.1.search(&asking(&text, "")).is_ok());
    }
}

mod explain;
mod hidden;
mod hostile;
mod language;
mod matching;
mod order;
mod places;
mod suggest;
mod unicode;
