//! `GET /api/v1/suggest` and `GET /api/v1/territories`.

use reqwest::Method;
use serde_json::Value;

use crate::support::app::TestApp;

const PATHS: [&str; 2] = ["/api/v1/suggest", "/api/v1/territories"];

fn values<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap()).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[tokio::test]
async fn needs_are_suggested_by_label_and_by_synonym_whatever_the_accents() {
    let app = TestApp::start().await;
    let json = app.get("/api/v1/suggest?q=tpe").await.json();
    let first = &json["needs"][0];
    assert_eq!(keys(&json), ["needs", "places", "providers"]);
    assert_eq!(keys(first), ["count", "label", "matched", "value"]);
    assert_eq!(
        (first["value"].as_str(), first["label"].as_str()),
        (Some("terminal"), Some("Terminal de paiement"))
    );
    assert_eq!(first["matched"], "TPE");
    assert!(first["count"].as_u64().unwrap() > 0);
    for typed in ["fide", "fid%C3%A9", "FID%C3%89", "fide%CC%81"] {
        let json = app.get(&format!("/api/v1/suggest?q={typed}")).await.json();
        assert_eq!(json["needs"][0]["label"], "Fidélité", "{typed}");
        assert_eq!(json["needs"][0]["matched"], Value::Null, "{typed}");
    }
}

#[tokio::test]
async fn one_letter_gives_needs_places_and_providers() {
    let app = TestApp::start().await;
    let json = app.get("/api/v1/suggest?q=l").await.json();
    for group in ["needs", "places", "providers"] {
        let found = json[group].as_array().unwrap().len();
        assert!((1..=5).contains(&found), "{group}: {found}");
    }
    assert!(values(&json["places"], "label").contains(&"Lyon (69)"));
}

#[tokio::test]
async fn labels_of_suggestions_follow_the_language_asked_for() {
    let app = TestApp::start().await;
    let english = app.get("/api/v1/suggest?q=card+term&lang=en").await.json();
    assert_eq!(english["needs"][0]["label"], "Card terminal");
    assert_eq!(english["needs"][0]["matched"], Value::Null);
    let wished = app.request(Method::GET, "/api/v1/suggest?q=tpe").header("accept-language", "en");
    assert_eq!(app.send(wished).await.json()["needs"][0]["label"], "Card terminal");
    let unknown = app.get("/api/v1/suggest?q=tpe&lang=de").await.json();
    assert_eq!(unknown["needs"][0]["label"], "Terminal de paiement");
}

#[tokio::test]
async fn providers_are_suggested_by_any_of_their_words() {
    let app = TestApp::start().await;
    let json = app.get("/api/v1/suggest?q=vitrines+colm").await.json();
    let first = &json["providers"][0];
    assert_eq!(
        (first["value"].as_str(), first["label"].as_str()),
        (Some("les-vitrines-de-colmar"), Some("Les Vitrines de Colmar"))
    );
    let page = app.get(&format!("/prestataires/{}", first["value"].as_str().unwrap())).await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn places_are_suggested_by_population_with_their_departement() {
    let app = TestApp::start().await;
    for (typed, first) in [
        ("col", "Colombes (92)"),
        ("colm", "Colmar (68)"),
        ("saint", "Saint-Étienne (42)"),
        ("saint-%C3%A9", "Saint-Étienne (42)"),
        ("680", "Colmar (68)"),
        ("75011", "Paris (75)"),
        ("68", "Haut-Rhin (68)"),
        ("alsace", "Grand Est"),
    ] {
        for (path, list) in [("/api/v1/suggest", "places"), ("/api/v1/territories", "results")] {
            let json = app.get(&format!("{path}?q={typed}")).await.json();
            assert_eq!(json[list][0]["label"], first, "{typed}: {json}");
        }
    }
    let numbered = app.get("/api/v1/suggest?q=68").await.json();
    assert_eq!(values(&numbered["places"], "label")[1..3], ["Mulhouse (68)", "Colmar (68)"]);
    assert_eq!(numbered["places"][1]["kind"], "commune");
}

#[tokio::test]
async fn territories_tell_what_they_are_and_without_a_text_are_the_regions() {
    let app = TestApp::start().await;
    let colmar = app.get("/api/v1/territories?q=colmar").await.json();
    let first = &colmar["results"][0];
    assert_eq!(keys(first), ["code", "departement", "kind", "label", "name", "population"]);
    assert_eq!((first["code"].as_str(), first["departement"].as_str()), (Some("commune:68066"), Some("68")));
    assert!(first["population"].as_u64().unwrap() > 60_000);
    let regions = app.get("/api/v1/territories").await.json();
    assert_eq!(regions["results"].as_array().unwrap().len(), 18);
    assert_eq!(regions["results"][0]["kind"], "region");
    assert_eq!(regions["results"][0]["departement"], Value::Null);
    let many = app.get("/api/v1/territories?q=s").await.json();
    assert_eq!(many["results"].as_array().unwrap().len(), 20);
    assert_eq!(app.get("/api/v1/territories?q=zzzzz").await.json()["results"], serde_json::json!([]));
}

#[tokio::test]
async fn anybody_may_ask_for_suggestions_and_keep_them_for_a_minute() {
    let app = TestApp::start().await;
    for path in PATHS {
        let answer = app.get(&format!("{path}?q=colmar")).await;
        for (name, value) in [
            ("content-type", "application/json"),
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("cache-control", "public, max-age=60"),
            ("set-cookie", ""),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(answer.header("vary").contains("accept-language"), "{path}");
    }
}

#[tokio::test]
async fn whatever_is_typed_gets_lists() {
    let app = TestApp::start().await;
    let long = format!("q={}", "a".repeat(8_000));
    let words = format!("q={}", "caisse+".repeat(1_000));
    for query in [
        "",
        "q",
        "q=",
        "q=%00",
        "q=%ff%fe",
        "q=%F0%9F%9A%B2",
        "q=%E2%80%AEtpe",
        "q=*:*",
        "q=%22(((",
        "q=99999999999",
        "q=-1",
        "q=a&q=b",
        "lang=en",
        "q='%3B--",
        "x=1&y=2",
        "q=commune:",
        "q=rayon:68066:30",
        &long,
        &words,
    ] {
        for path in PATHS {
            let answer = app.get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, 200, "{path}?{query}");
            let json = answer.json();
            assert!(json.as_object().unwrap().values().all(Value::is_array), "{query}: {json}");
        }
    }
    let junk = app.get(&format!("/api/v1/suggest?{long}")).await.json();
    assert_eq!(junk, serde_json::json!({ "needs": [], "places": [], "providers": [] }));
}
