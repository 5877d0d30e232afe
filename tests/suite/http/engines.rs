//! The same directory on PostgreSQL: what visitors see does not depend on the engine.

use crate::support::app::{Engine, TestApp};
use crate::support::databases::{offer, siren};

const SEARCHES: [&str; 5] = [
    "/api/v1/listings?q=livraison&place=commune:68066",
    "/api/v1/listings?type=place-locale&place=region:44",
    "/api/v1/listings?q=les+vitrines+de+colmar",
    "/api/v1/listings?place=departement:974&sort=proximite",
    "/api/v1/listings?q=caisse&page=2",
];

/// What does not hang on identifiers, which every database draws for itself.
fn comparable(answer: &serde_json::Value) -> serde_json::Value {
    serde_json::json!([answer["total"], answer["providers"], answer["facets"]])
}

#[tokio::test]
async fn searches_find_the_same_on_postgres_as_on_sqlite() {
    let sqlite = TestApp::demonstration(Engine::Sqlite).await;
    let postgres = TestApp::demonstration(Engine::Postgres).await;
    for path in SEARCHES {
        let (one, other) = (sqlite.get(path).await.json(), postgres.get(path).await.json());
        assert!(one["total"].as_u64().unwrap() > 0, "{path}");
        assert_eq!(comparable(&one), comparable(&other), "{path}");
    }
}

#[tokio::test]
async fn an_imported_listing_is_found_at_the_next_step_on_either_engine_even_on_postgres() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        assert_eq!(app.get("/api/v1/listings").await.json()["total"], 0);
        let line = offer(&siren(1), "Boutique en ligne clé en main", serde_json::json!({})).to_string();
        assert_eq!(app.import("un.ndjson", &line).await.tally.added, 1);
        let found = app.get("/api/v1/listings?q=boutique").await.json();
        assert_eq!(found["results"][0]["title"], "Boutique en ligne clé en main", "{engine:?}");
        app.import("un.ndjson", line.replace("clé en main", "en une semaine")).await;
        assert_eq!(app.get("/api/v1/listings").await.json()["total"], 2, "another title is another offer");
    }
}
