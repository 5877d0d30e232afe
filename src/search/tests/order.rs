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

/// Providers of the rows of [`VARIED`] when some have many offers.
fn shared(number: usize) -> u128 {
    [1, 2, 2, 3, 4, 4, 4, 5][number % 8] + if number.is_multiple_of(3) { 0 } else { number as u128 * 8 }
}

/// The same listings twice: each by its own provider, and with providers that have several.
static ALONE_AND_SHARED: LazyLock<(Search, Search)> = LazyLock::new(|| {
    let alone: Vec<Entry> = VARIED.0.clone();
    let with_provider = |(number, entry): (usize, Entry)| Entry {
        provider_id: ProviderId::new(Uuid::from_u128(shared(number).wrapping_mul(0xd6e8_feb8_6659_fd93))),
        ..entry
    };
    let together: Vec<Entry> = alone.iter().cloned().enumerate().map(with_provider).collect();
    (in_parts(&alone), in_parts(&together))
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_page_shows_the_best_offer_of_each_provider_as_if_all_were_sorted(
        words in proptest::sample::subsequence(vec!["livraison", "vélo", "caisse", "site", "en ligne", "com", "zzyzx"], 0..3),
        place in proptest::sample::select(vec!["", "commune:68066", "epci:246800726", "region:44", "france"]),
        commitment in proptest::sample::subsequence(Commitment::ALL, 0..3),
        sort in proptest::sample::select(Sort::ALL),
        literal in any::<bool>(),
        per_page in 1..9_u32,
        page in 1..9_u32,
    ) {
        let (alone, together) = &*ALONE_AND_SHARED;
        let mut all = SearchQuery { sort, literal, per_page: 1_000, ..asking(&words.join(" "), place) };
        all.filters.commitment = commitment;
        let every = alone.search(&all).unwrap();
        let mut best: Vec<(u128, String)> = Vec::new();
        for hit in &every.hits {
            let number = VARIED.0.iter().position(|entry| entry.id == hit.entry.id).unwrap();
            if best.iter().all(|(provider, _)| *provider != shared(number)) {
                best.push((shared(number), hit.entry.slug.to_string()));
            }
        }
        let query = SearchQuery { per_page, page, ..all };
        let found = together.search(&query).unwrap();
        prop_assert_eq!((found.total, found.providers as usize), (every.total, best.len()));
        prop_assert_eq!(found.facets.0, every.facets.0);
        let shown = best.iter().map(|(_, slug)| slug).skip(((found.page - 1) * per_page) as usize);
        let here: Vec<String> = found.hits.iter().map(|hit| hit.entry.slug.to_string()).collect();
        prop_assert_eq!(shown.take(per_page as usize).cloned().collect::<Vec<_>>(), here);
        let offers: usize = found.hits.iter().map(|hit| 1 + hit.siblings.len() + hit.more_siblings as usize).sum();
        if found.pages == 1 {
            prop_assert_eq!(offers, found.total as usize);
        }
    }
}
