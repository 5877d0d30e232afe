//! `GET /api/v1/listings`.

use reqwest::Method;

use crate::support::app::TestApp;

#[tokio::test]
async fn the_api_answers_in_its_documented_shape() {
    let app = TestApp::start().await;
    let answer = app.get("/api/v1/listings?q=livraison&place=commune:68066&per_page=3").await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let json = answer.json();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names
    };
    let mut top = keys(&json);
    top.sort_unstable();
    assert_eq!(
        top,
        sorted(vec!["total", "providers", "page", "per_page", "understood", "facets", "results"])
    );
    let groups = sorted(vec!["type", "commitment", "setup", "pricing", "autonomy", "mode", "trade", "level"]);
    let mut understood = keys(&json["understood"]);
    understood.sort_unstable();
    assert_eq!(understood, ["corrected", "other_places", "place", "types"]);
    let mut facets = keys(&json["facets"]);
    facets.sort_unstable();
    assert_eq!(facets, groups);
    let first = &json["facets"]["type"][0];
    assert!(first["value"].is_string() && first["label"].is_string() && first["count"].is_u64());
    assert_eq!(json["per_page"], 3);
    assert_eq!(json["results"].as_array().unwrap().len(), 3);
    let mut fields = keys(&json["results"][0]);
    fields.sort_unstable();
    let documented = vec![
        "id",
        "slug",
        "title",
        "summary",
        "provider",
        "service_types",
        "area",
        "pricing_model",
        "setup_delay",
        "commitment_months",
        "verification_level",
        "why",
    ];
    assert_eq!(fields, sorted(documented));
    let mut provider = keys(&json["results"][0]["provider"]);
    provider.sort_unstable();
    assert_eq!(provider, ["name", "slug"]);
}

#[tokio::test]
async fn pages_and_api_agree_on_what_is_found() {
    let app = TestApp::start().await;
    for query in ["", "q=livraison", "place=region:44&type=site", "level=repertorie&place=commune:97411"] {
        let json = app.get(&format!("/api/v1/listings?{query}")).await.json();
        let heading = format!("{} offres de {} prestataires", json["total"], json["providers"]);
        app.get(&format!("/recherche?{query}")).await.assert_says(&heading);
    }
}

#[tokio::test]
async fn pages_of_the_api_hold_every_listing_once() {
    let app = TestApp::start().await;
    let mut seen = std::collections::BTreeSet::new();
    let first = app.get("/api/v1/listings?per_page=100").await.json();
    let pages = first["providers"].as_u64().unwrap().div_ceil(100);
    for page in 1..=pages {
        let json = app.get(&format!("/api/v1/listings?per_page=100&page={page}")).await.json();
        for result in json["results"].as_array().unwrap() {
            assert!(
                seen.insert(result["provider"]["slug"].as_str().unwrap().to_owned()),
                "one card per provider"
            );
        }
    }
    assert_eq!(seen.len() as u64, first["providers"].as_u64().unwrap());
}

#[tokio::test]
async fn labels_follow_the_language_asked_for() {
    let app = TestApp::start().await;
    let english = app.request(Method::GET, "/api/v1/listings").header("accept-language", "en");
    let english = app.send(english).await.json();
    assert_eq!(english["facets"]["type"][0]["label"], "Website");
    let french = app.send(app.request(Method::GET, "/api/v1/listings")).await.json();
    assert_eq!(french["facets"]["type"][0]["label"], "Site internet");
}

#[tokio::test]
async fn the_size_of_a_page_is_bounded() {
    let app = TestApp::start().await;
    for (asked, given) in [("0", 1), ("1000", 100), ("abc", 20), ("-1", 20)] {
        assert_eq!(app.get(&format!("/api/v1/listings?per_page={asked}")).await.json()["per_page"], given);
    }
}
