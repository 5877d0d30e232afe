//! The charter, where it is linked from, and what each offer says of its vetting.

use devanture::domain::choice::Choice;
use devanture::domain::criteria::{CRITERIA_VERSION, Criterion};
use devanture::domain::lang::Lang;
use devanture::domain::listing::VerificationLevel;
use serde_json::json;

use crate::support::app::{Engine, TestApp};
use crate::support::databases::{offer, siren};

#[tokio::test]
async fn the_charter_holds_every_criterion_and_level_in_both_languages() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for (lang, path) in [(Lang::Fr, "/charte"), (Lang::En, "/en/charte")] {
        let page = app.get(path).await;
        assert_eq!((page.status, page.header("cache-control")), (200, "public, max-age=60"));
        page.assert_says(CRITERIA_VERSION);
        for criterion in Criterion::ALL {
            page.assert_says(lang.criterion(*criterion));
        }
        for level in VerificationLevel::ALL {
            page.assert_says(lang.level_meaning(*level));
        }
    }
}

#[tokio::test]
async fn the_charter_and_the_question_are_found_from_everywhere() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let old = offer(&siren(0), "Ancienne boutique", json!({ "verified_on": "2026-10-12" }));
    let new =
        offer(&siren(1), "Nouvelle boutique", json!({ "verified_on": "2026-11-12", "criteria": "2026-11" }));
    app.import("offres.ndjson", format!("{old}\n{new}\n")).await;
    for path in ["/", "/recherche", "/classement", "/candidature", "/offres/ancienne-boutique", "/nulle-part"]
    {
        let page = app.get(path).await.text;
        assert!(page.contains("href=\"/charte\"") && page.contains("href=\"/verifier\""), "{path}");
    }
    let map = app.get("/sitemap.xml").await.text;
    for path in ["/charte", "/verifier", "/en/charte", "/en/verifier"] {
        assert!(map.contains(&format!("<loc>{}{path}</loc>", app.url)), "{path}");
        let page = app.get(path).await.text;
        assert!(page.contains(&format!("rel=\"canonical\" href=\"{}{path}\"", app.url)), "{path}");
    }
    app.get("/offres/nouvelle-boutique")
        .await
        .assert_says("<a href=\"/charte\">Vérifiée selon nos critères 2026-11</a>");
    app.get("/en/offres/nouvelle-boutique").await.assert_says("Verified by our criteria 2026-11");
    assert!(!app.get("/offres/ancienne-boutique").await.text.contains("selon nos critères"));
}
