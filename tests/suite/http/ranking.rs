//! How results are ordered: the page that says so, and the reasons that each result gives.

use crate::support::app::{Engine, TestApp};

/// Every number of a weights file.
fn numbers(value: &toml::Value) -> Vec<f32> {
    match value {
        toml::Value::Table(table) => table.values().flat_map(numbers).collect(),
        toml::Value::Integer(number) => vec![number.to_string().parse().unwrap()],
        toml::Value::Float(number) => vec![number.to_string().parse().unwrap()],
        other => panic!("no weight: {other:?}"),
    }
}

fn sorted(mut numbers: Vec<f32>) -> Vec<f32> {
    numbers.sort_by(f32::total_cmp);
    numbers
}

/// The figures that a page marks as such, as the weights file writes them, and as people read them.
fn figures(html: &str) -> Vec<(f32, String)> {
    let figure = |part: &str| {
        let (value, rest) = part.split_once("\">").unwrap();
        (value.parse().unwrap(), rest.split('<').next().unwrap().replace(['\u{a0}', '\u{202f}'], " "))
    };
    html.split("<data value=\"").skip(1).map(figure).collect()
}

#[tokio::test]
async fn the_page_holds_every_weight_of_the_file_and_no_other() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let file: toml::Value = toml::from_str(include_str!("../../../index/ranking.toml")).unwrap();
    for path in ["/classement", "/en/classement"] {
        let page = app.get(path).await;
        assert_eq!(page.status, 200);
        let shown = figures(&page.text).into_iter().map(|(value, _)| value).collect();
        assert_eq!(sorted(shown), sorted(numbers(&file)), "{path}");
    }
}

#[tokio::test]
async fn figures_read_as_each_language_writes_them() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let shown = |html: &str| figures(html).into_iter().map(|(_, shown)| shown).collect::<Vec<_>>();
    let french = shown(&app.get("/classement").await.text);
    assert!(french.iter().all(|figure| !figure.contains('.')), "{french:?}");
    assert!(french.iter().any(|figure| figure.starts_with('+') && figure.ends_with(" %")), "{french:?}");
    let english = shown(&app.get("/en/classement").await.text);
    assert!(english.iter().all(|figure| !figure.contains(',') && !figure.contains(" %")), "{english:?}");
}

#[tokio::test]
async fn the_page_says_what_never_counts_and_works_an_example_out() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let page = app.get("/classement").await;
    page.assert_says("Ce qui ne compte jamais");
    page.assert_says("points des mots × (1 + proximité");
    page.assert_says("passe donc devant.");
    let page = app.get("/en/classement").await;
    page.assert_says("What never counts");
    page.assert_says("therefore comes first.");
}

#[tokio::test]
async fn the_page_is_found_from_everywhere_and_has_one_address() {
    let app = TestApp::start().await;
    for path in ["/", "/recherche", "/nulle-part"] {
        assert!(app.get(path).await.text.contains("href=\"/classement\""), "{path}");
    }
    assert!(app.get("/en/recherche").await.text.contains("href=\"/en/classement\""));
    let map = app.get("/sitemap.xml").await.text;
    for path in ["/classement", "/en/classement"] {
        let address = format!("{}{path}", app.url);
        assert!(map.contains(&format!("<loc>{address}</loc>")), "{path}");
        let page = app.get(path).await.text;
        assert!(page.contains(&format!("rel=\"canonical\" href=\"{address}\"")), "{path}");
        assert!(page.contains(&format!("hreflang=\"en\" href=\"{}/en/classement\"", app.url)), "{path}");
        assert!(!page.contains("<script") && !page.contains("src=\"http"), "{path}");
    }
}

#[tokio::test]
async fn the_api_explains_scores_only_when_asked() {
    let app = TestApp::start().await;
    let query = "/api/v1/listings?q=livraison+colis&place=commune:68066";
    let plain = app.get(query).await.json();
    assert!(plain["results"][0].get("explanation").is_none());
    let explained = app.get(&format!("{query}&explain=1")).await.json();
    let results = explained["results"].as_array().unwrap();
    assert_eq!(results.len(), plain["results"].as_array().unwrap().len());
    let mut before = f64::INFINITY;
    for result in results {
        let explanation = &result["explanation"];
        let number = |value: &serde_json::Value| value.as_f64().unwrap_or_else(|| panic!("{explanation}"));
        let added: f64 = explanation["added"].as_object().unwrap().values().map(number).sum();
        assert!((1.0 + added - number(&explanation["factor"])).abs() < 0.003, "{explanation}");
        let score = number(&explanation["score"]);
        let product = number(&explanation["text"]["points"]) * number(&explanation["factor"]);
        assert!((product - score).abs() < 0.02, "{explanation}");
        let text = &explanation["text"];
        let places = |word: &serde_json::Value| {
            ["name", "title", "body", "begun"].map(|place| number(&word[place])).iter().sum::<f64>()
        };
        let words: f64 = text["words"].as_array().unwrap().iter().map(places).sum();
        let points = (number(&text["base"]) + words) * number(&text["held"]);
        assert!((points - number(&text["points"])).abs() < 0.01, "{explanation}");
        assert!(score <= before, "best first");
        before = score;
    }
    let first = &results[0]["explanation"];
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let mut top = keys(first);
    top.sort_unstable();
    assert_eq!(top, ["added", "factor", "score", "text", "tie"]);
    let mut word = keys(&first["text"]["words"][0]);
    word.sort_unstable();
    assert_eq!(word, ["begun", "body", "name", "title", "word"]);
}

#[tokio::test]
async fn every_result_tells_why_it_stands_there_when_asked() {
    let app = TestApp::start().await;
    let query = "q=livraison&place=commune:68066";
    let plain = app.get(&format!("/recherche?{query}")).await;
    assert!(!plain.text.contains("Pourquoi à cette place"));
    assert!(plain.text.contains("explain=1\" rel=\"nofollow\">Voir le calcul</a>"));
    let page = app.get(&format!("/recherche?{query}&explain=1")).await;
    let cards = page.text.matches("<li class=\"offer\">").count();
    assert!(cards > 5);
    assert_eq!(page.text.matches("Pourquoi à cette place").count(), cards);
    page.assert_says("« livraison »");
    page.assert_says("(toute la France)</span>");
    let english = app.get(&format!("/en/recherche?{query}&explain=1&sort=proximite")).await;
    assert_eq!(english.text.matches("Why in this place?").count(), cards);
    english.assert_says("You chose another order");
}

#[tokio::test]
async fn a_service_understood_gives_its_points_before_the_words() {
    let app = TestApp::start().await;
    let query = "q=coursier&place=commune:68066&explain=1";
    app.get(&format!("/recherche?{query}")).await.assert_says("<dt>Service compris</dt>");
    let json = app.get(&format!("/api/v1/listings?{query}")).await.json();
    let base = &json["results"][0]["explanation"]["text"]["base"];
    assert!(base.as_f64().is_some_and(|points| points > 0.0), "{base}");
    let literal = app.get(&format!("/api/v1/listings?{query}&literal=1")).await.json();
    assert_eq!(literal["results"][0]["explanation"]["text"]["base"], 0.0);
}

#[tokio::test]
async fn without_words_every_offer_starts_from_one_point() {
    let app = TestApp::start().await;
    app.get("/recherche?explain=1").await.assert_says("(aucun mot à chercher, 1 point pour chaque offre)");
    let first = &app.get("/api/v1/listings?explain=1").await.json()["results"][0]["explanation"];
    assert_eq!(first["text"]["points"], 1.0);
    assert_eq!(first["text"]["words"], serde_json::json!([]));
}
