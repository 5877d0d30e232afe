//! A shopkeeper looks for a provider.

use crate::support::app::TestApp;
use crate::support::axe::assert_accessible;
use crate::support::browser::Browser;

#[tokio::test]
async fn journey_from_the_home_page_by_need_and_place_to_an_offer_and_its_provider() {
    let app = TestApp::start().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            assert_accessible(browser, "home").await;
            browser.fill("De quoi avez-vous besoin ?", "livraison").await;
            browser.fill("Où est votre commerce ?", "Colmar").await;
            browser.press("Chercher").await;
            browser.wait_for("offres de").await;
            let heading = browser.heading().await;
            assert!(heading.contains("« livraison »") && heading.ends_with("à Colmar"), "{heading}");
            assert_accessible(browser, "results").await;

            assert!(browser.is_chosen_starting("Livraison et logistique").await, "understood");
            browser.choose_starting("Expédition de colis").await;
            browser.press_first("Appliquer les filtres").await;
            browser.wait_for("Effacer tous les filtres").await;
            assert!(browser.address().await.contains("type=expedition"));
            assert_accessible(browser, "results with a filter").await;

            let filtered = browser.address().await;
            let offer = browser.first_offer().await;
            browser.click_link(&offer).await;
            assert_accessible(browser, "offer").await;
            let provider = offer.split(',').next().unwrap();
            assert!(browser.heading().await.contains(provider));

            browser.click_link(provider).await;
            assert_accessible(browser, "provider").await;
            assert_eq!(browser.heading().await, provider);
            browser.back().await;
            browser.back().await;
            assert_eq!(browser.address().await, filtered, "back keeps the search");
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_through_the_numbered_pages_keeps_the_search() {
    let app = TestApp::start().await;
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&format!("{}/recherche?place=region:44", app.url)).await;
            browser.click_link("Page 2").await;
            let second = browser.address().await;
            assert!(second.contains("page=2") && second.contains("place=region"), "{second}");
            assert!(browser.title().await.contains("page 2"), "{}", browser.title().await);
            assert_accessible(browser, "second page").await;
            let offer = browser.first_offer().await;
            browser.click_link(&offer).await;
            browser.back().await;
            assert_eq!(browser.address().await, second);
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_on_a_small_phone_without_javascript() {
    let app = TestApp::start().await;
    Browser::phone()
        .without_javascript()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            browser.fill("De quoi avez-vous besoin ?", "caisse").await;
            browser.press("Chercher").await;
            browser.wait_for("offres de").await;
            browser.press("Filtrer (1)").await;
            assert!(browser.is_chosen_starting("Caisse et gestion").await, "understood");
            browser.choose_starting("Facturation électronique").await;
            browser.press_first("Appliquer les filtres").await;
            browser.wait_for("Effacer tous les filtres").await;
            browser.press("Filtrer (2)").await;
            assert!(browser.is_chosen_starting("Facturation électronique").await);
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_to_an_ambiguous_place_asks_which_one() {
    let app = TestApp::start().await;
    Browser::phone()
        .journey(async |browser| {
            browser.visit(&format!("{}/recherche?q=livraison&place=saint-denis", app.url)).await;
            assert_accessible(browser, "ambiguous place").await;
            browser.click_link("Saint-Denis (974)").await;
            browser.wait_for("offres de").await;
            assert!(browser.heading().await.contains("Saint-Denis"));
            assert!(browser.address().await.contains("97411"));
            browser.assert_clean().await;
        })
        .await;
}

#[tokio::test]
async fn journey_without_result_is_no_dead_end() {
    let app = TestApp::start().await;
    Browser::phone()
        .journey(async |browser| {
            browser.visit(&format!("{}/recherche?q=zzyzx&place=commune:68066", app.url)).await;
            assert_accessible(browser, "no result").await;
            assert!(!browser.links().await.is_empty());
            browser.visit(&format!("{}/nulle-part", app.url)).await;
            assert_accessible(browser, "unknown page").await;
        })
        .await;
}
