//! A visitor reports an offer, and the desk answers: on a phone, with a keyboard only.

use devanture::domain::choice::Choice;
use devanture::domain::desk::Role;
use devanture::domain::report::Closing;
use thirtyfour::Key;

use super::assert_sound;
use crate::space::{SLUG, list};
use crate::support::app::{Engine, TestApp};
use crate::support::browser::Browser;
use crate::support::desk::Officer;
use crate::support::letters::ReadLetter;

const READER: &str = "paul@librairie.example";
const WHY: &str = "Le site affiche 39 € et la facture dit 59 €.";

#[tokio::test]
async fn journey_of_a_report_to_a_suspension_with_a_keyboard_only_on_a_phone() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    answer(&app).await;
    app.catch_up().await;
    Browser::phone()
        .journey(async |browser| {
            browser.visit(&format!("{}/offres/{SLUG}", app.url)).await;
            let text = browser.text().await;
            assert!(text.contains("L’annuaire a suspendu cette offre"), "{text}");
            assert_sound(browser, "an offer that is suspended").await;
        })
        .await;
    let letters = letters_to_reader(&app).await;
    assert_eq!(letters.len(), 2);
    assert!(letters[1].text.contains(WHY), "{}", letters[1].text);
}

/// A visitor reports the offer, and the desk suspends it.
async fn answer(app: &TestApp) {
    let anne = Officer::enter(app, "Anne", Role::Vetter).await;
    Browser::phone()
        .journey(async |browser| {
            report(app, browser).await;
            let received = letters_to_reader(app).await.pop().unwrap();
            assert!(received.subject.ends_with("bien reçu"), "{}", received.subject);
            anne.open_in(browser).await;
            take(app, browser).await;
            close(browser).await;
        })
        .await;
}

async fn letters_to_reader(app: &TestApp) -> Vec<ReadLetter> {
    app.deliver().await;
    app.letters().into_iter().filter(|letter| letter.to == READER).collect()
}

async fn report(app: &TestApp, browser: &Browser) {
    browser.visit(&format!("{}/offres/{SLUG}", app.url)).await;
    browser.tab_and_press("Signaler cette offre").await;
    assert_sound(browser, "the form of a report").await;
    browser.tab_and_press("Envoyer le signalement").await;
    assert!(browser.error_summary().await.contains("Choisissez ce qui ne va pas"));
    assert_sound(browser, "a report without a reason").await;
    browser.tab_to("Le prix n’est pas celui affiché").await;
    browser.key(Key::Space).await;
    browser.tab_and_type("Que faut-il savoir", "On m’a facturé 59 € au lieu de 39 €.").await;
    browser.tab_and_type("Votre adresse électronique", READER).await;
    app.pass_minutes(1);
    browser.tab_and_press("Envoyer le signalement").await;
    assert_eq!(browser.heading().await, "Signalement reçu");
    browser.assert_clean().await;
}

async fn take(app: &TestApp, browser: &Browser) {
    browser.visit(&format!("{}/administration", app.url)).await;
    assert_sound(browser, "the queue").await;
    browser.tab_to("Filtrer les dossiers").await;
    browser.tab().await;
    browser.key(Key::Enter).await;
    let text = browser.text().await;
    assert!(text.contains("Le prix n’est pas celui affiché") && !text.contains(READER), "{text}");
    assert_sound(browser, "a report").await;
    browser.tab_and_press("Prendre ce dossier").await;
    browser.wait_for("Attribué à : Anne").await;
    assert_sound(browser, "a report in hand").await;
}

async fn close(browser: &Browser) {
    browser.tab_and_press("Clore ce signalement").await;
    assert_sound(browser, "how a report is closed").await;
    browser.tab_and_type("Pourquoi", WHY).await;
    browser.tab_and_press("Relire la lettre").await;
    assert!(browser.error_summary().await.contains("Choisissez ce qu’il en est"));
    assert_eq!(browser.value("Pourquoi").await, WHY);
    assert_sound(browser, "closed in no way").await;
    choose_and_send(browser).await;
}

async fn choose_and_send(browser: &Browser) {
    browser.tab_to("Rien à corriger").await;
    browser.key(Key::Space).await;
    for _ in 0..Closing::ALL.len() {
        if browser.focus().await.starts_with("Suspendre l’offre") {
            break;
        }
        browser.key(Key::Down).await;
    }
    browser.tab_and_press("Relire la lettre").await;
    assert!(browser.text().await.contains(WHY));
    assert_sound(browser, "the letters about a suspension").await;
    browser.tab_and_press("Clore ce signalement").await;
    let text = browser.text().await;
    assert!(text.contains("Clos") && text.contains(WHY), "{text}");
    assert_sound(browser, "a report that is closed").await;
}
