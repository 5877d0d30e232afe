//! The firm of a starter listing finds itself in the directory and takes the listing over.

use crate::support::app::TestApp;
use crate::support::axe::assert_accessible;
use crate::support::browser::{Browser, Device};

async fn take_over(device: Device, prefix: &str, words: [&str; 7]) {
    let [claim, siret, shops, price, yes, go, list] = words;
    let app = TestApp::start().await;
    device
        .journey(async |browser| {
            let offer = "/offres/les-vitrines-de-colmar-place-de-marche-locale";
            browser.visit(&format!("{}{prefix}{offer}", app.url)).await;
            browser.click_link(claim).await;
            assert!(browser.text().await.contains("Les Vitrines de Colmar"));
            assert_accessible(browser, "questions about a listing").await;
            for question in [siret, shops, price] {
                browser.choose_in(question, yes).await;
            }
            browser.press(go).await;
            assert_eq!(browser.heading().await, list);
            let text = browser.text().await;
            assert!(text.contains("Les Vitrines de Colmar, place de marché locale"), "{text}");
            assert_accessible(browser, "the list of a listing taken over").await;
            browser.assert_clean_in_session().await;
        })
        .await;
}

#[tokio::test]
async fn journey_from_a_listing_to_the_list_of_topics_of_its_firm() {
    let words = [
        "C’est votre entreprise ? Prenez cette fiche en main",
        "Avez-vous un numéro SIRET",
        "Votre offre aide-t-elle",
        "Acceptez-vous d’afficher vos prix",
        "Oui",
        "Continuer",
        "Votre candidature",
    ];
    take_over(Browser::phone(), "", words).await;
}

#[tokio::test]
async fn journey_from_an_english_listing_to_the_list_of_topics_of_its_firm() {
    let words = [
        "Is this your firm? Take this listing over",
        "Do you have a SIRET number",
        "Does your offer help a shop",
        "Will you show your prices",
        "Yes",
        "Continue",
        "Your application",
    ];
    take_over(Browser::desktop().dark(), "/en", words).await;
}
