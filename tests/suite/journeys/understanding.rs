//! A shopkeeper types as people talk, with a mistake and a place in it.

use thirtyfour::Key;

use crate::support::app::TestApp;
use crate::support::axe::assert_accessible;
use crate::support::browser::{Browser, Device};

async fn visit(device: Device, prefix: &str, what: &str, understood: &str, remove: &str) {
    let app = TestApp::start().await;
    device
        .journey(async |browser| {
            browser.visit(&format!("{}{prefix}/", app.url)).await;
            browser.tab_to(what).await;
            browser.key_text("coursier velo nante").await;
            browser.key(Key::Enter).await;
            browser.wait_for(understood).await;
            browser.wait_for("coursier velo nantes").await;
            assert!(browser.heading().await.contains("Nantes"), "{}", browser.heading().await);
            assert_accessible(browser, "understood").await;

            browser.tab_to(&format!("{remove} Nantes (44)")).await;
            browser.key(Key::Enter).await;
            browser.wait_for(understood).await;
            assert!(!browser.heading().await.contains("Nantes"), "{}", browser.heading().await);
            assert!(browser.address().await.ends_with("/recherche?q=coursier%20velo"));
            assert_accessible(browser, "understood without the place").await;
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_with_a_keyboard_on_a_phone_from_a_misspelt_place_to_all_of_france() {
    visit(
        Browser::phone(),
        "",
        "De quoi avez-vous besoin",
        "Compris dans votre recherche :",
        "Retirer le filtre :",
    )
    .await;
}

#[tokio::test]
async fn journey_in_english_from_a_misspelt_place_to_all_of_france() {
    visit(
        Browser::desktop().dark(),
        "/en",
        "What do you need",
        "Understood from your words:",
        "Remove filter:",
    )
    .await;
}
