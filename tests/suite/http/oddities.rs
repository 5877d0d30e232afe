//! Whatever stands in an address, a page comes back.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::app::TestApp;

const PATHS: [&str; 8] = [
    "/recherche",
    "/en/recherche",
    "/",
    "/api/v1/listings",
    "/api/v1/suggest",
    "/api/v1/territories",
    "/sitemap.xml",
    "/offres/stuart",
];
const KEYS: [&str; 16] = [
    "q",
    "place",
    "type",
    "commitment",
    "setup",
    "pricing",
    "autonomy",
    "mode",
    "trade",
    "level",
    "sort",
    "page",
    "per_page",
    "part",
    "explain",
    "",
];
const VALUES: [&str; 22] = [
    "livraison",
    "site",
    "Colmar",
    "commune:68066",
    "region:44",
    "commune:2A004",
    "rayon:68066:30",
    "saint-denis",
    "0",
    "-1",
    "1000000000000",
    "%00",
    "%ff%fe",
    "%F0%9F%9A%B2",
    "%E2%80%AE",
    "sans+engagement",
    "AND+OR+NOT",
    "q%3A(%22*",
    "%5B%5D",
    "12345678901234",
    "%26%3D%23",
    "relevance",
];

/// A query string of known and unknown keys, or anything at all.
fn query() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        3 => proptest::sample::select(&VALUES[..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z*:+()\"^~-]{0,300}",
    ];
    let pairs = proptest::collection::vec((proptest::sample::select(&KEYS[..]), value), 0..10);
    let joined = pairs.prop_map(|pairs| {
        pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
    });
    prop_oneof![3 => joined, 1 => any::<String>()]
}

#[tokio::test]
async fn any_query_string_gets_a_page() {
    let app = TestApp::start().await;
    let mut runner = TestRunner::deterministic();
    let requests = (proptest::sample::select(&PATHS[..]), query());
    for _ in 0..300 {
        let (path, query) = requests.new_tree(&mut runner).unwrap().current();
        // A « # » would keep the rest from being sent at all.
        let address = format!("{path}?{}", query.replace('#', "%23"));
        let page = app.get(&address).await;
        assert!(page.status < 500, "{} for {address:?}", page.status);
        assert!(!page.text.is_empty(), "{address:?}");
    }
}

#[tokio::test]
async fn any_path_gets_a_page() {
    let app = TestApp::start().await;
    let mut runner = TestRunner::deterministic();
    let strategy = proptest::collection::vec(
        prop_oneof![
            proptest::sample::select(
                &["en", "offres", "prestataires", "assets", "..", "%2e%2e", "%00", "%ff", "api"][..]
            )
            .prop_map(str::to_owned),
            any::<String>().prop_map(|text| text.replace(['/', '#', '?'], "")),
        ],
        0..5,
    );
    for _ in 0..150 {
        let parts = strategy.new_tree(&mut runner).unwrap().current();
        let address = format!("/{}", parts.join("/"));
        let page = app.get(&address).await;
        assert!(page.status < 500, "{} for {address:?}", page.status);
    }
}

#[tokio::test]
async fn any_header_gets_a_page() {
    let app = TestApp::start().await;
    for (name, value) in [
        ("accept-language", "\u{7f}"),
        ("accept-language", ";;;,,,q=,en;q=abc"),
        ("accept-encoding", "br;q=0,gzip;q=0,*;q=0"),
        ("accept", "text/plain"),
        ("range", "bytes=0-1,5-"),
        ("if-modified-since", "yesterday"),
        ("content-length", "0"),
        ("cookie", "a=b; __Host-session=zzz"),
        ("x-forwarded-for", "127.0.0.1"),
        ("expect", "100-continue"),
    ] {
        let bytes = reqwest::header::HeaderValue::from_bytes(value.as_bytes());
        let Ok(value) = bytes else { continue };
        let page = app.send(app.request(reqwest::Method::GET, "/recherche?q=site").header(name, value)).await;
        assert!(page.status == 200 || page.status == 406, "{name}: {}", page.status);
        assert!(page.text.contains("<h1>"), "{name}");
    }
}
