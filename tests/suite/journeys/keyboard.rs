//! The same visit with a keyboard only.

use thirtyfour::Key;

use crate::support::app::TestApp;
use crate::support::browser::Browser;

#[tokio::test]
async fn journey_with_a_keyboard_only() {
    let app = TestApp::start().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            let first = browser.tab().await;
            assert_eq!(first, "Aller au contenu", "the first stop skips the menu");
            browser.tab_to("De quoi avez-vous besoin").await;
            browser.key_text("livraison").await;
            browser.tab_to("Où est votre commerce").await;
            browser.key_text("Colmar").await;
            browser.key(Key::Enter).await;
            browser.wait_for("offres de").await;

            browser.tab_to("Expédition de colis").await;
            browser.key(Key::Space).await;
            browser.key(Key::Enter).await;
            browser.wait_for("Effacer tous les filtres").await;
            browser.tab_to("Retirer le filtre : Expédition de colis").await;
            browser.key(Key::Enter).await;
            browser.wait_for("offres de").await;
            assert!(!browser.address().await.contains("type="), "{}", browser.address().await);
            browser.assert_clean().await;
        })
        .await;
}
