//! Where a form may come from, and what it may be: tried on the smallest form there is.

use reqwest::{Method, RequestBuilder};

use crate::support::app::{Engine, TestApp};
use crate::support::visitor::Visitor;

const FORM: &str = "application/x-www-form-urlencoded";

/// A form sent with nothing but these headers.
fn bare(app: &TestApp, headers: &[(&str, &str)]) -> RequestBuilder {
    let request = app.request(Method::POST, "/espace/quitter").header("accept-language", "fr");
    headers.iter().fold(request.header("content-type", FORM).body("a=1"), |request, (name, value)| {
        request.header(*name, *value)
    })
}

#[tokio::test]
async fn forms_of_our_own_pages_are_taken_also_from_browsers_without_fetch_metadata() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let ours = app.url.as_str();
    for headers in [
        &[("origin", ours), ("sec-fetch-site", "same-origin")][..],
        &[("origin", ours)],
        &[("sec-fetch-site", "same-origin")],
        &[("sec-fetch-site", "none")],
    ] {
        assert_eq!(app.send(bare(&app, headers)).await.status, 303, "{headers:?}");
    }
}

#[tokio::test]
async fn forms_of_other_sites_are_refused_with_the_way_back() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let other_port = "http://127.0.0.1:1";
    for headers in [
        &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")][..],
        &[("origin", "https://evil.example")],
        &[("origin", other_port), ("sec-fetch-site", "same-site")],
        &[("origin", other_port)],
        &[("origin", "null")],
        &[("origin", "null"), ("sec-fetch-site", "cross-site")],
        &[("origin", "")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "Same-Origin")],
        &[],
    ] {
        let page = app.send(bare(&app, headers)).await;
        assert_eq!((page.status, page.header("set-cookie")), (403, ""), "{headers:?}");
        page.assert_says("Cet envoi ne vient pas de nos pages");
        page.assert_says("revenez en arrière");
    }
    let english = app.request(Method::POST, "/en/espace/quitter").header("origin", "null");
    app.send(english).await.assert_says("This form does not come from our pages");
}

#[tokio::test]
async fn behind_a_proxy_with_tls_the_public_address_counts_and_cookies_are_bound_to_it() {
    let public = "https://annuaire.example";
    let set = [("DEVANTURE_STARTER", "off"), ("DEVANTURE_BASE_URL", public)];
    let app = TestApp::with(Engine::Sqlite, &set).await;
    let page = app.send(bare(&app, &[("origin", public)])).await;
    let cookie = "__Host-espace=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure";
    assert_eq!((page.status, page.header("set-cookie")), (303, cookie));
    let modern = [("origin", public), ("sec-fetch-site", "same-origin"), ("host", "annuaire.example")];
    assert_eq!(app.send(bare(&app, &modern)).await.status, 303);
    for headers in [
        &[("origin", "http://annuaire.example"), ("host", "annuaire.example")][..],
        &[("origin", "https://annuaire.example.evil.example")],
        &[("origin", "https://annuaire.example:8443")],
        &[("origin", "https://annuaire.example@evil.example")],
    ] {
        assert_eq!(app.send(bare(&app, headers)).await.status, 403, "{headers:?}");
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused_wherever_it_comes_from() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let visitor = Visitor::new(&app);
    for kind in ["text/plain", "application/json", "multipart/form-data; boundary=a"] {
        let request = app.request(Method::POST, "/espace/quitter").header("origin", &app.url);
        let page = visitor.send(request.header("content-type", kind).body("a=1")).await;
        assert_eq!(page.status, 415, "{kind}");
        page.assert_says("Cet envoi n’est pas un formulaire");
    }
    let foreign = app.request(Method::POST, "/espace/quitter").header("content-type", "text/plain");
    assert_eq!(app.send(foreign.header("origin", "https://evil.example").body("a=1")).await.status, 403);
}

#[tokio::test]
async fn a_form_has_64_kib_and_one_that_is_larger_is_answered() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let visitor = Visitor::new(&app);
    let filled = "a".repeat(64 * 1024 - 2);
    assert_eq!(visitor.post("/espace/quitter", &[("b", &filled)]).await.status, 303);
    for size in [64 * 1024 - 1, 1 << 20, 3 << 20] {
        let page = visitor.post("/espace/quitter", &[("b", &"a".repeat(size))]).await;
        assert_eq!(page.status, 413, "{size}");
        page.assert_says("Cet envoi est trop gros");
        page.assert_says("rien n’est perdu");
    }
    let many = vec![("a", "1"); 501];
    assert_eq!(visitor.post("/espace/quitter", &many).await.status, 413);
    assert_eq!(visitor.get("/").await.status, 200);
}
