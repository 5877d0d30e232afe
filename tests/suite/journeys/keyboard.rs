//! The same visit with a keyboard only.

use thirtyfour::Key;

use crate::support::app::TestApp;
use crate::support::browser::Browser;

/// Most presses of the tabulation key before giving up.
const PATIENCE: usize = 80;

pub(super) async fn tab_to(browser: &Browser, name: &str) {
    for _ in 0..PATIENCE {
        if browser.tab().await.starts_with(name) {
            return;
        }
    }
    panic!("the keyboard never reaches « {name} » at {}", browser.address().await);
}

#[tokio::test]
async fn journey_with_a_keyboard_only() {
    let app = TestApp::start().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            let first = browser.tab().await;
            assert_eq!(first, "Aller au contenu", "the first stop skips the menu");
            tab_to(browser, "De quoi avez-vous besoin").await;
            browser.key_text("livraison").await;
            tab_to(browser, "Où est votre commerce").await;
            browser.key_text("Colmar").await;
            browser.key(Key::Enter).await;
            browser.wait_for("offres de").await;

            tab_to(browser, "Expédition de colis").await;
            browser.key(Key::Space).await;
            browser.key(Key::Enter).await;
            browser.wait_for("Effacer tous les filtres").await;
            tab_to(browser, "Retirer le filtre : Expédition de colis").await;
            browser.key(Key::Enter).await;
            browser.wait_for("offres de").await;
            assert!(!browser.address().await.contains("type="), "{}", browser.address().await);
            browser.assert_clean().await;
        })
        .await;
}
