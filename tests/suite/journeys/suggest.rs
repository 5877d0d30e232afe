//! Suggestions while one types.

use thirtyfour::Key;

use crate::support::app::TestApp;
use crate::support::axe::assert_accessible;
use crate::support::browser::{Browser, Device};

/// The key that takes an option; it leaves no page, so nothing is waited for.
const ENTER: &str = "\u{e007}";

#[tokio::test]
async fn journey_with_the_keyboard_through_suggestions_of_both_fields() {
    let app = TestApp::start().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            browser.fill("De quoi avez-vous besoin ?", "liv").await;
            browser.wait_for("Livraison de repas").await;
            browser.wait_for("suggestions, à choisir avec les flèches").await;
            assert!(browser.html().await.contains("aria-expanded=\"true\""));
            browser.key(Key::Down).await;
            assert!(browser.html().await.contains("aria-activedescendant"));
            assert_accessible(browser, "home with suggestions").await;
            browser.key_text(ENTER).await;
            assert_eq!(browser.value("De quoi avez-vous besoin ?").await, "Livraison et logistique");
            assert!(!browser.text().await.contains("Livraison de repas"), "the list is closed");

            browser.fill("Où est votre commerce ?", "colm").await;
            browser.wait_for("Colmar (68)").await;
            browser.key(Key::Down).await;
            browser.key_text(ENTER).await;
            assert_eq!(browser.value("Où est votre commerce ?").await, "Colmar (68)");
            browser.key(Key::Enter).await;
            browser.wait_for("offre").await;
            assert!(browser.heading().await.ends_with("à Colmar"), "{}", browser.heading().await);
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_away_from_suggestions_leaves_what_was_typed() {
    let app = TestApp::start().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            browser.fill("De quoi avez-vous besoin ?", "vitrines col").await;
            browser.wait_for("Les Vitrines de Colmar").await;
            browser.key(Key::Escape).await;
            assert!(!browser.text().await.contains("Les Vitrines de Colmar"), "escape closes the list");
            assert_eq!(browser.value("De quoi avez-vous besoin ?").await, "vitrines col");
            browser.key(Key::Down).await;
            browser.wait_for("Les Vitrines de Colmar").await;
            browser.tab().await;
            assert!(!browser.text().await.contains("Les Vitrines de Colmar"), "leaving closes the list");
            browser.fill("De quoi avez-vous besoin ?", "zzyzx").await;
            browser.wait_for("Aucune suggestion").await;
            browser.key(Key::Enter).await;
            browser.wait_for("Aucune offre").await;
            browser.assert_clean().await;
        })
        .await;
}

async fn open_list(device: Device, path: &str, field: &str, typed: &str, shown: &str) {
    let app = TestApp::start().await;
    device
        .journey(async |browser| {
            browser.visit(&format!("{}{path}", app.url)).await;
            browser.fill(field, typed).await;
            browser.wait_for(shown).await;
            assert_accessible(browser, path).await;
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_to_an_open_list_on_a_phone_in_the_dark() {
    let phone = Browser::phone().dark();
    open_list(phone, "/", "De quoi avez-vous besoin ?", "tpe", "Terminal de paiement").await;
}

#[tokio::test]
async fn journey_to_an_open_list_above_english_results() {
    let path = "/en/recherche?q=till";
    open_list(Browser::desktop(), path, "Where is your shop?", "680", "Colmar (68)").await;
}

#[tokio::test]
async fn journey_to_an_open_list_above_results_on_an_english_phone() {
    open_list(Browser::phone(), "/en/recherche?q=till", "What do you need?", "card t", "Card terminal").await;
}

#[tokio::test]
async fn journey_without_javascript_finds_what_was_typed_in_both_fields() {
    let app = TestApp::start().await;
    Browser::phone()
        .without_javascript()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            browser.fill("De quoi avez-vous besoin ?", "Terminal de paiement").await;
            browser.fill("Où est votre commerce ?", "Colmar (68)").await;
            assert!(!browser.html().await.contains("listbox"));
            browser.press("Chercher").await;
            browser.wait_for("offres de").await;
            assert!(browser.heading().await.ends_with("à Colmar"), "{}", browser.heading().await);
            browser.assert_clean().await;
        })
        .await;
}
