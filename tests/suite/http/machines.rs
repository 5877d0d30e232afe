//! Files for robots, browsers and operators.

use crate::support::app::{Engine, TestApp};

#[tokio::test]
async fn a_running_program_is_alive_and_ready() {
    let app = TestApp::empty(Engine::Sqlite).await;
    assert_eq!(app.get("/healthz").await.status, 200);
    assert_eq!(app.get("/readyz").await.status, 200);
}

#[tokio::test]
async fn the_site_map_names_every_offer_in_both_languages() {
    let app = TestApp::start().await;
    assert!(app.get("/robots.txt").await.text.contains(&format!("Sitemap: {}/sitemap.xml", app.url)));
    let map = app.get("/sitemap.xml").await;
    assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
    let total = app.get("/api/v1/listings").await.json()["total"].as_u64().unwrap();
    assert_eq!(map.text.matches("/en/offres/").count() as u64, total);
    assert_eq!(map.text.matches("/offres/").count() as u64, 2 * total);
    let address = map.text.split("<loc>").find(|loc| loc.contains("/offres/")).unwrap();
    let path = address.split("</loc>").next().unwrap().strip_prefix(app.url.as_str()).unwrap();
    assert_eq!(app.get(path).await.status, 200);
    assert_eq!(app.get("/sitemap.xml?part=2").await.status, 404);
}

#[tokio::test]
async fn browsers_learn_how_to_search_and_find_the_icon() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let description = app.get("/opensearch.xml").await;
    assert!(description.text.contains(&format!("{}/recherche?q={{searchTerms}}", app.url)));
    let icon = app.get("/favicon.ico").await;
    assert_eq!(app.get(icon.header("location")).await.header("content-type"), "image/svg+xml");
}
