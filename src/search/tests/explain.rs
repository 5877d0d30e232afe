//! The explanation of a score is the score.

use super::*;
use crate::domain::listing::Capacity;
use crate::search::explain::WordPoints;
use crate::search::ranking::score;

/// The starter rows with facts that count, over two segments.
static JUDGED: LazyLock<Search> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let (search, mut writer) = Writer::open(folder.path(), true).unwrap();
    for (number, entry) in starter().into_iter().enumerate() {
        let mut entry = varied(entry, number * 7_919);
        entry.listing.capacity = Capacity::ALL.get(number % 4).copied();
        let days = jiff::Span::new().days(i64::try_from(number * 17 % 2_500).unwrap());
        entry.listing.updated_on =
            (number % 5 > 0).then(|| jiff::civil::date(2026, 11, 22).checked_sub(days).unwrap());
        writer.upsert(&entry).unwrap();
        if number == 120 {
            writer.commit(&Position { directory: "test".to_owned(), change: 1 }).unwrap();
        }
    }
    writer.commit(&Position { directory: "test".to_owned(), change: 2 }).unwrap();
    search
});

fn explaining(text: &str, place: &str) -> SearchQuery {
    SearchQuery { explain: true, ..asking(text, place) }
}

#[test]
fn nothing_is_explained_unless_asked() {
    let page = JUDGED.search(&asking("livraison", "commune:68066")).unwrap();
    assert!(page.hits.iter().all(|hit| hit.explanation.is_none()));
    let explained = JUDGED.search(&explaining("livraison", "commune:68066")).unwrap();
    assert!(explained.hits.iter().all(|hit| hit.explanation.is_some()));
    assert_eq!(names(&page), names(&explained));
}

#[test]
fn every_word_says_where_it_stands() {
    let page = JUDGED.search(&explaining("vitrines de colm", "")).unwrap();
    let best = page.hits.first().unwrap();
    assert_eq!(best.entry.provider.name.as_str(), "Les Vitrines de Colmar");
    let words = &best.explanation.as_ref().unwrap().words;
    let spelt: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
    assert_eq!(spelt, ["vitrines", "colm"]);
    assert!(words[0].name > 0.0 && words[0].begun.abs() < f32::EPSILON);
    assert!(words[1].begun > 0.0 && words[1].name.abs() < f32::EPSILON);
}

#[test]
fn a_word_that_is_missing_weakens_the_others() {
    let page = JUDGED.search(&explaining("commerçants zzyzx", "")).unwrap();
    assert!(page.partial_words);
    for hit in &page.hits {
        let explanation = hit.explanation.as_ref().unwrap();
        assert!((explanation.held - 0.125).abs() < 1e-6, "{explanation:?}");
        assert!(explanation.words[1].total().abs() < f32::EPSILON);
    }
}

const WORDS: [&str; 12] = [
    "livraison",
    "vélo",
    "caisse",
    "paiement",
    "site",
    "en ligne",
    "colmar",
    "click",
    "tpe",
    "zzyzx",
    "com",
    "sans",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_parts_of_an_explanation_make_the_score_that_orders(
        words in proptest::sample::subsequence(WORDS.to_vec(), 0..4),
        place in proptest::sample::select(vec!["", "commune:68066", "region:44", "departement:974", "france"]),
        sort in proptest::sample::select(crate::domain::query::Sort::ALL),
        today in TODAY - 40..TODAY + 400,
        page in 1..4_u32,
    ) {
        let text = words.join(" ");
        let query = SearchQuery { sort, today, page, per_page: 30, ..explaining(&text, place) };
        let found = JUDGED.search(&query).unwrap();
        let mut before = (f32::INFINITY, u32::MAX);
        for hit in &found.hits {
            let explanation = hit.explanation.as_ref().unwrap();
            let parts = score(explanation.text(), explanation.added.total());
            // The key holds 16 bits of the fraction.
            let off = (parts - explanation.score).abs() / parts;
            prop_assert!(off < 2e-5, "{parts} explained, {} ordered: {explanation:?}", explanation.score);
            if sort == crate::domain::query::Sort::Relevance {
                let here = (explanation.score, explanation.tie);
                prop_assert!(here <= before, "{here:?} after {before:?}");
                before = here;
            }
            prop_assert!(explanation.words.iter().map(WordPoints::total).all(f32::is_finite));
        }
    }
}
