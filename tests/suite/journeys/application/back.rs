//! The way back after a refusal: what was typed is still in the page, as the refusal says.

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::Applicant;
use crate::support::browser::{Browser, Device};
use crate::support::visitor::Visitor;

const TITLE: &str = "Boutique en ligne clé en main";
const GO_ON: &str = "Enregistrer et continuer";
const SUMMARY: &str = "Nous montons votre boutique, vous gardez la main.";

/// The session ends while somebody writes; opened again in another tab, it takes what is sent once more.
async fn write_through_the_end_of_a_session(device: Device) {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    device
        .journey(async |browser| {
            browser.take_session(&applicant.browser).await;
            browser.visit(&format!("{}{}", app.url, applicant.at("offres/1/presentation"))).await;
            browser.fill("Titre de l’offre", TITLE).await;
            browser.fill("Résumé", SUMMARY).await;
            go_and_come_back(browser, &app).await;
            assert_eq!(browser.value("Titre de l’offre").await, TITLE);
            assert_eq!(browser.value("Résumé").await, SUMMARY);
            browser.press(GO_ON).await;
            assert_eq!(browser.heading().await, "Où vous proposez cette offre");
            browser.choose("Bretagne").await;
            browser.fill_first("Commune ou intercommunalité", "Colmar").await;
            browser.fill_first("km autour", "15").await;
            browser.choose_in("Où se fait le travail", "Dans le commerce").await;
            go_and_come_back(browser, &app).await;
            assert!(browser.is_chosen("Bretagne").await && browser.is_chosen("Dans le commerce").await);
            browser.press(GO_ON).await;
            assert_eq!(browser.heading().await, "Combien ça coûte au commerçant");
            browser.assert_clean_in_session().await;
        })
        .await;
    let area = [("area", "region:53"), ("place", "Colmar"), ("km", "15"), ("delivery_mode", "sur-place")];
    applicant.assert_keeps("offres/1/zone", &area).await;
}

/// Thirty-one days, and back.
async fn go_and_come_back(browser: &Browser, app: &TestApp) {
    app.pass_minutes(31 * 24 * 60);
    browser.press(GO_ON).await;
    assert_eq!(browser.heading().await, "Votre session est terminée");
    app.pass_minutes(-31 * 24 * 60);
    browser.back().await;
}

#[tokio::test]
async fn journey_back_from_a_session_that_ended_finds_what_was_typed() {
    write_through_the_end_of_a_session(Browser::desktop()).await;
}

#[tokio::test]
async fn journey_back_finds_what_was_typed_in_a_browser_that_loads_the_page_again() {
    write_through_the_end_of_a_session(Browser::phone().forgetful()).await;
}

#[tokio::test]
async fn journey_back_finds_what_was_typed_without_script() {
    write_through_the_end_of_a_session(Browser::phone().forgetful().without_javascript()).await;
}
