//! Errors are pages in the visitor's language, and every request is bounded.

use reqwest::Method;

use crate::support::app::{Engine, TestApp};
use crate::support::client::client;

#[tokio::test]
async fn an_unknown_path_is_answered_in_the_language_of_the_path_then_of_the_browser() {
    let app = TestApp::empty(Engine::Sqlite).await;
    app.get("/nulle-part").await.assert_says("Cette page n’est pas dans la vitrine");
    app.get("/en/nowhere").await.assert_says("This page is not in the window");
    let wish = app.request(Method::GET, "/nowhere").header("accept-language", "en-GB,en;q=0.9");
    let page = app.send(wish).await;
    assert_eq!(page.status, 404);
    page.assert_says("This page is not in the window");
}

#[tokio::test]
async fn a_wrong_method_gets_a_page_that_says_so() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        let page =
            app.send(app.request(method, "/recherche").header("accept-language", "fr").body("q=a")).await;
        assert_eq!(page.status, 405);
        assert_eq!(page.header("allow"), "GET,HEAD");
        page.assert_says("Cette page ne reçoit rien");
    }
}

#[tokio::test]
async fn too_long_addresses_and_too_large_bodies_get_a_page() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let page = app.get(&format!("/recherche?q={}", "a".repeat(20_000))).await;
    assert_eq!(page.status, 414);
    page.assert_says("Cette adresse est trop longue");
    let large =
        app.request(Method::POST, "/recherche").header("accept-language", "fr").body(vec![b'a'; 1 << 20]);
    let page = app.send(large).await;
    assert_eq!(page.status, 413);
    page.assert_says("Cet envoi est trop gros");
}

#[tokio::test]
async fn an_address_of_a_megabyte_is_refused_and_the_next_visitor_is_served() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let address = format!("{}/recherche?q={}", app.url, "a".repeat(1 << 20));
    if let Ok(answer) = client().build().unwrap().get(address).send().await {
        assert!(answer.status().is_client_error(), "{}", answer.status());
    }
    assert_eq!(app.get("/").await.status, 200);
}

#[tokio::test]
async fn errors_of_the_api_are_json() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let unknown = app.get("/api/v1/nothing").await;
    assert_eq!(unknown.status, 404);
    assert_eq!(unknown.json()["error"]["status"], 404);
    let method = app.send(app.request(Method::POST, "/api/v1/listings")).await;
    assert_eq!((method.status, method.json()["error"]["status"].as_u64()), (405, Some(405)));
}

#[tokio::test]
async fn slashes_at_the_end_lead_to_the_page_and_never_to_another_site() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let page = app.get("/recherche/?q=site").await;
    assert_eq!((page.status, page.header("location")), (308, "/recherche?q=site"));
    assert_eq!(app.get("/en").await.header("location"), "/en/");
    let page = app.get("//evil.example/").await;
    assert_eq!((page.status, page.header("location")), (404, ""));
}
