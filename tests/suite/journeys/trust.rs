//! A shopkeeper who was cold-called looks whether the firm is listed, and reads what that means.

use serde_json::json;

use crate::support::app::{Engine, TestApp};
use crate::support::axe::assert_accessible;
use crate::support::browser::Browser;
use crate::support::databases::{offer, siren};

async fn directory() -> TestApp {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let provider =
        json!({ "siren": siren(0), "name": "Atelier du Web", "website": "https://atelier.example" });
    let facts = json!({ "provider": provider, "verified_on": "2026-10-12", "criteria": "2026-11" });
    app.import("offres.ndjson", format!("{}\n", offer("", "Boutique en ligne", facts))).await;
    app
}

#[tokio::test]
async fn journey_to_whether_a_firm_is_listed_on_a_phone() {
    let app = directory().await;
    Browser::phone()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            browser.click_link("Vérifier une entreprise").await;
            assert_accessible(browser, "the question").await;
            browser.fill("SIREN, SIRET, site ou adresse de courriel", "123").await;
            browser.press("Regarder").await;
            assert!(browser.error_summary().await.contains("Un SIREN a 9 chiffres"));
            assert_accessible(browser, "a number that is none").await;
            browser.fill("SIREN, SIRET, site ou adresse de courriel", "www.atelier.example/contact").await;
            browser.press("Regarder").await;
            assert!(browser.text().await.contains("Oui : Atelier du Web"));
            assert_accessible(browser, "a firm that is listed").await;
            browser.click_link("Boutique en ligne").await;
            browser.click_link("Vérifiée selon nos critères 2026-11").await;
            assert_eq!(browser.heading().await, "Comment nous vérifions les offres");
            assert_accessible(browser, "the charter").await;
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_from_the_charter_to_a_firm_that_is_unknown_in_english() {
    let app = directory().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&format!("{}/en/charte", app.url)).await;
            assert_accessible(browser, "the charter").await;
            browser.click_link("Somebody says they are in the directory? Check").await;
            browser.fill("SIREN, SIRET, website or e-mail address", "nobody@unknown.example").await;
            browser.press("Look").await;
            assert!(browser.text().await.contains("No, nothing under this number or website"));
            assert_accessible(browser, "a firm that is unknown").await;
        })
        .await;
}
