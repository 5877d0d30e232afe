//! A shopkeeper asks why an offer stands where it does.

use crate::support::app::TestApp;
use crate::support::axe::assert_accessible;
use crate::support::browser::Browser;

#[tokio::test]
async fn journey_to_why_an_offer_stands_in_its_place_on_a_phone() {
    let app = TestApp::start().await;
    Browser::phone()
        .journey(async |browser| {
            browser.visit(&format!("{}/recherche?q=vitrines+de+colmar", app.url)).await;
            browser.click_link("Voir le calcul").await;
            assert!(!browser.text().await.contains("Tirage du jour"), "folded");
            browser.press("Pourquoi à cette place ? Les Vitrines de Colmar, place de marché locale").await;
            let text = browser.text().await;
            for part in ["« vitrines »", "Proximité", "Fiche complète", "Tirage du jour"] {
                assert!(text.contains(part), "{part} is not in:\n{text}");
            }
            assert_accessible(browser, "an explained result").await;
            browser.click_link("Comment nous classons").await;
            assert_eq!(browser.heading().await, "Comment nous classons les offres");
            browser.click_link("Essayer avec « livraison » à Colmar").await;
            assert!(browser.text().await.contains("Masquer le calcul"));
            browser.assert_clean().await;
        })
        .await;
}
