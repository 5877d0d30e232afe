//! Every page type, in both languages, on a desk and on a small phone, light and dark.

use crate::support::app::TestApp;
use crate::support::axe::assert_accessible;
use crate::support::browser::{Browser, Device};

const PAGES: [&str; 10] = [
    "/",
    "/recherche?q=livraison&place=commune:68066&type=livraison",
    "/recherche?place=saint-denis",
    "/recherche?q=caisse+saint-denis&level=repertorie",
    "/recherche?q=zzyzx",
    "/offres/les-vitrines-de-colmar-place-de-marche-locale",
    "/prestataires/les-vitrines-de-colmar",
    "/classement",
    "/recherche?q=livraison&place=commune:68066&sort=proximite&explain=1",
    "/nulle-part",
];

async fn visit_all(device: Device, prefix: &str) {
    let app = TestApp::start().await;
    device
        .journey(async |browser| {
            for path in PAGES {
                let path = format!("{prefix}{path}");
                browser.visit(&format!("{}{path}", app.url)).await;
                assert_accessible(browser, &path).await;
                assert!(!browser.heading().await.is_empty());
                if !path.ends_with("/nulle-part") {
                    // The console reports the status of an error page as an error.
                    browser.assert_clean().await;
                }
            }
        })
        .await;
}

#[tokio::test]
async fn journey_over_every_french_page_at_a_desk() {
    visit_all(Browser::desktop(), "").await;
}

#[tokio::test]
async fn journey_over_every_french_page_on_a_phone() {
    visit_all(Browser::phone(), "").await;
}

#[tokio::test]
async fn journey_over_every_english_page_at_a_desk_in_the_dark() {
    visit_all(Browser::desktop().dark(), "/en").await;
}

#[tokio::test]
async fn journey_over_every_english_page_on_a_phone_in_the_dark() {
    visit_all(Browser::phone().dark(), "/en").await;
}

#[tokio::test]
async fn journey_from_french_to_english_keeps_the_search() {
    let app = TestApp::start().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&format!("{}/recherche?q=caisse&place=commune:68066&page=1", app.url)).await;
            browser.click_link("English").await;
            let address = browser.address().await;
            assert!(address.contains("/en/recherche") && address.contains("q=caisse"), "{address}");
            assert!(browser.heading().await.contains("in Colmar"), "{}", browser.heading().await);
            browser.click_link("Français").await;
            assert!(browser.heading().await.contains("à Colmar"));
            browser.assert_clean().await;
        })
        .await;
}
