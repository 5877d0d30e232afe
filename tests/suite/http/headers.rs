//! The headers of every answer, word for word.

use reqwest::Method;

use crate::support::app::{Engine, Page, TestApp};
use crate::support::visitor::Visitor;

const EVERYWHERE: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
];

/// The address of the stylesheet, as the page names it.
fn stylesheet(html: &str) -> &str {
    let start = html.find("/assets/site.").unwrap();
    html[start..].split('"').next().unwrap()
}

#[tokio::test]
async fn every_answer_has_the_security_headers_and_no_cookie() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let home = app.get("/").await;
    let paths = [
        "/",
        "/en/",
        "/recherche",
        "/classement",
        "/offres/rien",
        "/nulle-part",
        "/recherche/",
        "/favicon.ico",
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/sitemap.xml",
        "/opensearch.xml",
        "/api/v1/listings",
        "/api/v1/suggest?q=a",
        "/api/v1/territories",
        "/api/v1/nothing",
        stylesheet(&home.text),
    ];
    for path in paths {
        let page = app.get(path).await;
        for (name, value) in EVERYWHERE {
            assert_eq!(page.header(name), value, "{path}");
        }
        let open = path.starts_with("/api/") && path != "/api/v1/nothing";
        let shared = if open { "cross-origin" } else { "same-origin" };
        assert_eq!(page.header("cross-origin-resource-policy"), shared, "{path}");
        assert_eq!(page.header("set-cookie"), "", "{path}");
        assert_eq!(page.header("strict-transport-security"), "", "not on plain http: {path}");
    }
    let refused = app.send(app.request(Method::POST, "/").body("a")).await;
    assert_eq!(refused.header("x-content-type-options"), "nosniff");
}

/// One answer of each kind that forms and links get, by what it is.
async fn answers_to_forms(app: &TestApp) -> Vec<(&'static str, u16, Page)> {
    let visitor = Visitor::new(app);
    let leave = "/espace/quitter";
    let plain =
        app.request(Method::POST, leave).header("origin", &app.url).header("content-type", "text/plain");
    let foreign = app.request(Method::POST, leave).header("origin", "https://evil.example");
    let mut answers = vec![
        ("a dead link", 410, visitor.get("/candidature/lien/zz").await),
        ("a dead link used", 410, visitor.post("/en/espace/lien/zz", &[]).await),
        ("a page without its slash", 308, visitor.get("/recherche/").await),
        ("a form that was taken", 303, visitor.post(leave, &[]).await),
        ("a form without a session", 401, visitor.post("/espace/quitter-partout", &[]).await),
        ("a form of another site", 403, app.send(foreign).await),
        ("a form that is too large", 413, visitor.post(leave, &[("a", &"a".repeat(1 << 17))]).await),
        ("no form", 415, visitor.send(plain).await),
        ("a wrong method", 405, visitor.get(leave).await),
        ("an unknown logo", 404, visitor.get("/logos/zz").await),
    ];
    while visitor.post(leave, &[]).await.status == 303 {}
    answers.push(("a form sent too often", 429, visitor.post(leave, &[]).await));
    answers
}

#[tokio::test]
async fn answers_to_forms_and_links_have_the_same_headers_and_nobody_keeps_them() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for (what, status, page) in answers_to_forms(&app).await {
        assert_eq!(page.status, status, "{what}");
        for (name, value) in EVERYWHERE {
            assert_eq!(page.header(name), value, "{what}");
        }
        assert_eq!(page.header("cross-origin-resource-policy"), "same-origin", "{what}");
        let keeping = if status == 308 { "" } else { "no-store" };
        assert_eq!(page.header("cache-control"), keeping, "{what}");
        let waits = if status == 429 { "1" } else { "" };
        assert_eq!(page.header("retry-after"), waits, "{what}");
        for forbidden in [" style=", " onclick=", "<style", "javascript:", "data:"] {
            assert!(!page.text.contains(forbidden), "{what}: {forbidden}");
        }
    }
}

#[tokio::test]
async fn files_are_kept_for_ever_and_travel_compressed() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let home = app.get("/").await;
    let request = app.request(Method::GET, stylesheet(&home.text)).header("accept-encoding", "br");
    let file = app.send(request).await;
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(file.header("content-encoding"), "br");
    assert_eq!(file.header("vary"), "accept-encoding");
    assert_eq!(app.get("/assets/site.0000000000000000.css").await.status, 404);
}

#[tokio::test]
async fn pages_hold_nothing_that_the_policy_forbids() {
    let app = TestApp::start().await;
    for path in
        ["/", "/recherche?q=livraison", "/offres/les-vitrines-de-colmar-place-de-marche-locale", "/rien"]
    {
        let page = app.get(path).await;
        for forbidden in [" style=", " onclick=", " onload=", "<style", "javascript:", "data:"] {
            assert!(!page.text.contains(forbidden), "{path}: {forbidden}");
        }
        for script in page.text.split("<script").skip(1) {
            let ours = script.starts_with(" type=\"module\" src=\"/assets/");
            assert!(ours || script.starts_with(" type=\"application/ld+json\">"), "{path}: {script}");
        }
    }
}
