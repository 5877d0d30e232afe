//! The order of results: the same for everyone within a day, and complete over all pages.

use super::*;
use crate::domain::query::Sort;

/// Slugs of a search, over all its pages.
fn walk(search: &Search, query: &SearchQuery) -> Vec<String> {
    let pages = search.search(query).unwrap().pages;
    let page = |page| search.search(&SearchQuery { page, ..query.clone() }).unwrap();
    (1..=pages).flat_map(|number| page(number).hits).map(|hit| hit.entry.slug.to_string()).collect()
}

#[test]
fn all_pages_together_show_every_provider_once() {
    let directory = directory(&starter());
    for (text, place) in
        [("", ""), ("livraison", ""), ("", "commune:68066"), ("caisse paiement", "region:44")]
    {
        for sort in Sort::ALL {
            let query = SearchQuery { sort: *sort, per_page: 7, ..asking(text, place) };
            let walked = walk(&directory.search, &query);
            let distinct: BTreeSet<&String> = walked.iter().collect();
            let found = directory.search.search(&query).unwrap();
            assert_eq!((walked.len(), distinct.len()), (found.providers as usize, walked.len()), "{query:?}");
            let at_once = SearchQuery { per_page: 1_000, ..query };
            assert_eq!(walk(&directory.search, &at_once), walked, "{at_once:?}");
        }
    }
}

#[test]
fn the_order_of_a_day_does_not_depend_on_how_the_index_came_about() {
    let entries = starter();
    let one = directory(&entries);
    let folder = tempfile::tempdir().unwrap();
    let (other, mut writer) = Writer::open(folder.path(), true).unwrap();
    for (part, change) in entries.rchunks(50).zip(1..) {
        part.iter().rev().for_each(|entry| writer.upsert(entry).unwrap());
        writer.commit(&Position { directory: "test".to_owned(), change }).unwrap();
    }
    for text in ["", "livraison", "boutique en ligne"] {
        let query = SearchQuery { per_page: 20, ..asking(text, "departement:68") };
        assert_eq!(walk(&one.search, &query), walk(&other, &query), "{text}");
    }
}

#[test]
fn ties_fall_otherwise_on_another_day() {
    let directory = directory(&starter());
    let today = asking("", "");
    let tomorrow = SearchQuery { today: TODAY + 1, ..today.clone() };
    let (one, other) = (walk(&directory.search, &today), walk(&directory.search, &tomorrow));
    assert_ne!(one, other);
    let sorted = |slugs: Vec<String>| slugs.into_iter().collect::<BTreeSet<_>>();
    assert_eq!(sorted(one), sorted(other));
}

#[test]
fn a_type_under_a_chosen_need_narrows() {
    let directory = directory(&starter());
    let total = |slugs: &[&str]| {
        let mut query = asking("", "");
        slugs.iter().for_each(|slug| query.filters.choose_type(TypeChoice::from_slug(slug).unwrap()));
        directory.search.search(&query).unwrap().total
    };
    let (need, narrow) = (total(&["paiement"]), total(&["terminal"]));
    assert!(narrow > 0 && narrow < need, "{narrow} of {need}");
    assert_eq!(total(&["paiement", "terminal"]), narrow);
    assert_eq!(total(&["terminal", "paiement"]), narrow);
    assert!(total(&["terminal", "livraison"]) > narrow);
}
