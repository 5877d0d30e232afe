//! Searches without result: counted, recorded, and shown to the operator. Those named `postgres` run on both engines.

use devanture::commands;
use devanture::domain::empty_search::{Asked, Counts, MAX_DISTINCT, Month};
use devanture::domain::taxonomy::TypeChoice;
use devanture::domain::territory::Territory;
use devanture::store::Store;
use devanture::workflow::Moment;
use devanture::workflow::searches::{MAX_KEPT, Recorded, Recorder, SearchTally, record};
use jiff::civil::{Date, date};
use sqlx::Executor;

use crate::support::app::{Engine, TODAY, TestApp};
use crate::support::databases::{Database, raw};

/// Words that no listing holds and no spelling comes near to.
const NONSENSE: &str = "xqzwvk jjkqxz";

fn at(today: Date) -> Moment {
    Moment { now: 1, today }
}

fn words(typed: &str) -> Asked {
    Asked::read(typed, &[], None)
}

/// Everything that is stored, in the order of words.
async fn stored(store: &Store) -> Vec<(Asked, u64)> {
    let mut counts = store.empty_searches(Month::of(date(1, 1, 1))).await.unwrap();
    counts.sort();
    counts
}

fn counts(month: Date, searches: &[(&str, u64)]) -> Counts {
    let mut counts = Counts::default();
    for (typed, times) in searches {
        counts.add(Month::of(month), words(typed), *times);
    }
    counts
}

#[tokio::test]
async fn three_searches_for_nonsense_are_one_row_of_three_on_postgres_as_on_sqlite() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::demonstration(engine).await;
        let audited = app.store.count_audit_rows().await.unwrap();
        for path in ["/recherche", "/en/recherche", "/api/v1/listings"] {
            assert_eq!(app.get(&format!("{path}?q=Xqzwvk+JJKQXZ")).await.status, 200);
        }
        assert_eq!(stored(&app.store).await, [], "a search writes nothing by itself");
        assert_eq!(app.record_searches().await.unwrap(), Recorded { searches: 3, deleted: 0 });
        assert_eq!(stored(&app.store).await, [(words(NONSENSE), 3)]);
        assert_eq!(app.record_searches().await.unwrap(), Recorded::default());
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 1);
    }
}

#[tokio::test]
async fn an_answer_without_result_is_not_kept_so_that_each_visitor_counts() {
    let mut app = TestApp::start().await;
    for path in ["/recherche", "/recherche", "/api/v1/listings", "/api/v1/listings"] {
        app.get(&format!("{path}?q=xqzwvk")).await;
    }
    assert_eq!(app.record_searches().await.unwrap().searches, 4);
}

#[tokio::test]
async fn only_first_pages_without_any_result_are_counted() {
    let mut app = TestApp::start().await;
    for query in ["", "q=livraison", "q=livraison&page=9000", "q=xqzwvk&page=2", "type=site&place=region:44"]
    {
        app.get(&format!("/recherche?{query}")).await;
        app.get(&format!("/api/v1/listings?{query}")).await;
    }
    assert_eq!(app.record_searches().await.unwrap(), Recorded::default());
    let mut empty = TestApp::empty(Engine::Sqlite).await;
    empty.get("/recherche").await;
    assert_eq!(empty.record_searches().await.unwrap(), Recorded::default(), "nothing was asked for");
}

#[tokio::test]
async fn services_and_the_departement_are_kept_but_neither_addresses_nor_numbers() {
    let mut app = TestApp::start().await;
    for query in [
        "q=xqzwvk+Colmar&type=site",
        "q=xqzwvk&place=Colmar&type=site",
        "q=xqzwvk+Colmar&place=Colmar&type=site",
        "q=xqzwvk+06+12+34+56+78&place=commune:68066&type=site",
        "q=xqzwvk+jjkqxz%40qzwvk.zz&place=Colmar",
        "q=12345678901234",
    ] {
        app.get(&format!("/recherche?{query}")).await;
    }
    app.record_searches().await.unwrap();
    let site = TypeChoice::from_slug("site").unwrap();
    let asked = Asked::read("xqzwvk", &[site], Territory::from_code("departement:68"));
    assert_eq!(stored(&app.store).await, [(asked, 4), (Asked::other(), 2)]);
}

#[tokio::test]
async fn visitors_search_on_while_the_database_is_away() {
    let mut app = TestApp::start().await;
    app.store.close().await;
    for _ in 0..2 {
        assert_eq!(app.get("/recherche?q=xqzwvk").await.status, 200);
        assert!(app.record_searches().await.is_err());
    }
}

#[tokio::test]
async fn a_record_that_failed_or_was_given_up_loses_nothing_on_postgres_as_on_sqlite() {
    for database in Database::both().await {
        let (store, tally) = (database.open().await, SearchTally::default());
        let mut recorder = Recorder::new(store.clone(), tally.clone());
        let note = || tally.note(Month::of(TODAY), words(NONSENSE));
        let mut connection = raw(&database.url).await;
        note();
        connection.execute("alter table empty_search rename to away").await.unwrap();
        assert!(recorder.step(at(TODAY)).await.is_err());
        assert_eq!(store.count_audit_rows().await.unwrap(), 0);
        connection.execute("alter table away rename to empty_search").await.unwrap();
        note();
        // Held up in its transaction, so that it cannot be done before it is given up.
        let hold = if database.url.starts_with("sqlite") {
            "begin immediate"
        } else {
            "begin; lock table empty_search"
        };
        connection.execute(hold).await.unwrap();
        tokio::select! {
            biased;
            done = recorder.step(at(TODAY)) => panic!("nobody waited for it: {done:?}"),
            () = async {} => {}
        }
        connection.execute("rollback").await.unwrap();
        note();
        assert_eq!(recorder.step(at(TODAY)).await.unwrap().searches, 3);
        assert_eq!(recorder.step(at(TODAY)).await.unwrap().searches, 0);
        assert_eq!(stored(&store).await, [(words(NONSENSE), 3)]);
        assert_eq!(store.count_audit_rows().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn counts_older_than_thirteen_months_are_deleted_on_postgres_as_on_sqlite() {
    for database in Database::both().await {
        let store = database.open().await;
        for (day, typed) in
            [(date(2025, 10, 31), "ancien"), (date(2025, 11, 1), "garde"), (date(2025, 12, 1), "liste")]
        {
            record(&store, &counts(day, &[(typed, 4)]), at(day)).await.unwrap();
        }
        let mut recorder = Recorder::new(store.clone(), SearchTally::default());
        assert_eq!(recorder.step(at(TODAY)).await.unwrap(), Recorded { searches: 0, deleted: 1 });
        assert_eq!(recorder.step(at(TODAY)).await.unwrap(), Recorded::default());
        assert_eq!(stored(&store).await, [(words("garde"), 4), (words("liste"), 4)]);
        assert_eq!(store.count_audit_rows().await.unwrap(), 4);
        assert_eq!(listed(&store).await, ["liste,,,4"]);
    }
}

#[tokio::test]
async fn a_month_has_a_bounded_number_of_rows_on_postgres_as_on_sqlite() {
    let most = usize::try_from(MAX_KEPT).unwrap();
    for database in Database::both().await {
        let store = database.open().await;
        for batch in 0..=most / MAX_DISTINCT {
            let mut batch_counts = Counts::default();
            for number in 0..MAX_DISTINCT {
                batch_counts.add(Month::of(TODAY), words(&format!("mot{batch}x{number}")), 1);
            }
            record(&store, &batch_counts, at(TODAY)).await.unwrap();
        }
        let known = counts(TODAY, &[("mot0x0", 2)]);
        record(&store, &known, at(TODAY)).await.unwrap();
        let stored = stored(&store).await;
        assert_eq!(stored.len(), most + 1);
        assert!(stored.contains(&(Asked::other(), 1_000)) && stored.contains(&(words("mot0x0"), 3)));
    }
}

/// The rows that the operator is shown, without the mark and the headers.
async fn listed(store: &Store) -> Vec<String> {
    let mut out = Vec::new();
    commands::searches::run(store, TODAY, &mut out).await.unwrap();
    let text = String::from_utf8(out).unwrap();
    let rows = text.strip_prefix("\u{feff}words,types,territory,times\n").unwrap();
    rows.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn the_operator_is_listed_what_several_asked_for_most_frequent_first_on_postgres_as_on_sqlite() {
    for database in Database::both().await {
        let store = database.open().await;
        assert_eq!(listed(&store).await, [""; 0]);
        let types = ["livraison-locale", "caisse"].map(|slug| TypeChoice::from_slug(slug).unwrap());
        let mut november = counts(TODAY, &[("drone", 3), ("jean dupont", 1), ("Triporteur à Guéret", 2)]);
        november.add(Month::of(TODAY), Asked::read("", &types, Territory::from_code("commune:23096")), 7);
        record(&store, &november, at(TODAY)).await.unwrap();
        let october = counts(date(2026, 10, 1), &[("drone", 1), ("triporteur a gueret", 2)]);
        record(&store, &october, at(TODAY)).await.unwrap();
        let rows = [
            ",caisse;livraison-locale,departement:23,7",
            "drone,,,4",
            "triporteur a gueret,,,4",
            "(other words),,,1",
        ];
        assert_eq!(listed(&store).await, rows);
    }
}
