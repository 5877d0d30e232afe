//! The same page asked again, and everything that must not be mixed up or outlived by it.

use reqwest::Method;
use serde_json::json;

use crate::support::app::{Engine, Page, TestApp};

const PATHS: [&str; 4] = [
    "/recherche?q=livraison&place=Colmar",
    "/en/recherche?q=livraison&place=Colmar",
    "/recherche",
    "/api/v1/listings?q=livraison&per_page=3",
];

async fn ask(app: &TestApp, method: Method, path: &str, headers: &[(&str, &str)]) -> Page {
    let request = app.request(method, path);
    let mut page =
        app.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await;
    // The only header that tells the moment.
    page.headers.remove("date");
    page
}

fn record(title: &str) -> String {
    json!({
        "provider": { "name": "Atelier Colibri" }, "title": title, "summary": "Une boutique tenue à jour.",
        "service_types": ["boutique-en-ligne"], "area": ["departement:68"], "verification_level": "repertorie",
    })
    .to_string()
}

#[tokio::test]
async fn the_same_page_again_is_the_same_to_the_last_header() {
    let app = TestApp::start().await;
    for path in PATHS {
        for encoding in ["identity", "br"] {
            let first = ask(&app, Method::GET, path, &[("accept-encoding", encoding)]).await;
            let again = ask(&app, Method::GET, path, &[("accept-encoding", encoding)]).await;
            assert_eq!((first.status, &first.headers), (again.status, &again.headers), "{path} {encoding}");
            assert_eq!(first.text, again.text, "{path} {encoding}");
            assert!(again.header("content-security-policy").starts_with("default-src 'none'"));
            assert_eq!(again.header("x-content-type-options"), "nosniff");
            assert_eq!(again.header("cache-control"), "public, max-age=60");
            assert!(again.headers.get_all("vary").iter().any(|vary| vary == "accept-encoding"), "{path}");
            let coded = if encoding == "br" { "br" } else { "" };
            assert_eq!(again.header("content-encoding"), coded, "{path}");
            let head = ask(&app, Method::HEAD, path, &[("accept-encoding", encoding)]).await;
            assert_eq!((head.status, &head.headers, head.text.len()), (200, &first.headers, 0), "{path}");
        }
    }
}

#[tokio::test]
async fn a_page_is_the_one_of_its_reading_not_of_its_spelling() {
    let app = TestApp::start().await;
    let first = app.get("/recherche?q=livraison&place=Colmar&type=livraison").await;
    let same = app.get("/recherche?utm_source=lettre&type=livraison&q=livraison&place=Colmar&fbclid=1").await;
    assert_eq!(first.text, same.text);
    assert!(!same.text.contains("utm_source") && !same.text.contains("fbclid"));
}

#[tokio::test]
async fn languages_and_namesakes_do_not_mix() {
    let app = TestApp::start().await;
    for _ in 0..2 {
        app.get(PATHS[0]).await.assert_says("pour « livraison » à Colmar");
        app.get(PATHS[1]).await.assert_says("for “livraison” in Colmar");
        // A typed name offers the other places of this name, a code from a link none.
        let (named, coded) = ("/recherche?place=Valence", "/recherche?place=commune:26362");
        app.get(named).await.assert_says("Valence (82)");
        assert!(!app.get(coded).await.text.contains("Valence (82)"));
        let (french, english) = (("accept-language", "fr"), ("accept-language", "en"));
        let french = ask(&app, Method::GET, PATHS[3], &[french]).await.json();
        let english = ask(&app, Method::GET, PATHS[3], &[english]).await.json();
        assert_ne!(french["facets"], english["facets"]);
        assert_eq!(french["per_page"], 3);
        assert_eq!(app.get("/api/v1/listings?q=livraison").await.json()["per_page"], 20);
    }
}

#[tokio::test]
async fn a_changed_directory_shows_at_once() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    app.import("a.ndjson", record("Première boutique")).await;
    let before = app.get("/recherche").await;
    app.get("/recherche").await.assert_says("Première boutique");
    app.import("b.ndjson", record("Deuxième boutique")).await;
    let after = ask(&app, Method::GET, "/recherche", &[("if-none-match", before.header("etag"))]).await;
    assert_eq!(after.status, 200, "the page the visitor has is not this one any more");
    after.assert_says("Deuxième boutique");
    assert_ne!(after.header("etag"), before.header("etag"));
    let known = ask(&app, Method::GET, "/recherche", &[("if-none-match", after.header("etag"))]).await;
    assert_eq!((known.status, known.text.as_str()), (304, ""));
    assert_eq!(known.header("x-content-type-options"), "nosniff");
    assert_eq!(known.header("cache-control"), "public, max-age=60");
}

#[tokio::test]
async fn a_search_without_result_is_made_every_time_it_is_asked() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let nothing = app.get("/recherche?q=boutique").await;
    assert_eq!((nothing.status, nothing.header("etag")), (200, ""));
    assert_eq!(app.get("/api/v1/listings?q=boutique").await.header("etag"), "");
    app.import("a.ndjson", record("Première boutique")).await;
    app.get("/recherche?q=boutique").await.assert_says("Première");
}
