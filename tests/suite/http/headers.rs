//! The headers of every answer, word for word.

use reqwest::Method;

use crate::support::app::{Engine, TestApp};

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
