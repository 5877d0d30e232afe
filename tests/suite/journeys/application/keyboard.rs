//! On a phone of 320 pixels, without script, by keyboard alone.

use thirtyfour::Key;

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::web_of_the_atelier;
use crate::support::browser::Browser;
use crate::support::register::Register;

const GO_ON: &str = "Enregistrer et continuer";

#[tokio::test]
async fn journey_by_keyboard_alone_on_a_phone_without_script_to_sent() {
    let (web, register) = (web_of_the_atelier().await, Register::start().await);
    let app =
        TestApp::in_world(Engine::Sqlite, &[("DEVANTURE_STARTER", "off")], web.outside(&register.url)).await;
    let phone = Browser::phone().without_javascript();
    phone
        .journey(async |browser| {
            begin(browser, &app.url).await;
            firm(browser).await;
            services_and_words(browser).await;
            area(browser).await;
            price(browser).await;
            terms_and_setup(browser).await;
            contact(browser).await;
            app.deliver().await;
            browser.visit(&app.letters().remove(0).link()).await;
            browser.tab_and_press("Ouvrir ma candidature").await;
            app.inspect().await;
            browser.tab_and_press("Relire vos réponses").await;
            fits(browser).await;
            browser.tab_and_press("Continuer vers l’envoi").await;
            browser.tab_to("J’ai le droit d’engager cette entreprise").await;
            browser.key(Key::Space).await;
            browser.tab_and_press("Envoyer ma candidature").await;
            assert_eq!(browser.heading().await, "Où en est votre candidature");
            assert!(browser.text().await.contains("Envoyée"));
            fits(browser).await;
            browser.assert_clean_in_session().await;
        })
        .await;
    app.deliver().await;
    assert!(app.letters()[1].text.contains("Boutique en ligne clé en main"));
}

/// Nothing makes the screen scroll sideways.
async fn fits(browser: &Browser) {
    let (screen, page) = browser.widths().await;
    assert!(page <= screen, "{}: {page} pixels on a screen of {screen}", browser.address().await);
}

async fn begin(browser: &Browser, home: &str) {
    browser.visit(home).await;
    browser.tab_and_press("Menu").await;
    browser.tab_and_press("Proposer mon offre").await;
    browser.tab_and_press("Commencer").await;
    browser.tab_to("Oui").await;
    browser.key(Key::Space).await;
    browser.tab_to("Oui").await;
    browser.key(Key::Space).await;
    browser.tab_and_press("Continuer").await;
    forgotten_question(browser).await;
    browser.tab_and_press("Continuer").await;
    assert_eq!(browser.heading().await, "Votre candidature");
    fits(browser).await;
}

/// The third one was passed over: the summary has the focus, its link leads to the choices.
async fn forgotten_question(browser: &Browser) {
    assert!(browser.title().await.starts_with("Erreur"));
    let summary = browser.error_summary().await;
    assert!(summary.contains("afficher vos prix") && !summary.contains("SIRET"), "{summary}");
    browser.tab_and_press("Répondez par oui ou par non").await;
    assert_eq!(browser.focus().await, "Oui", "the link leads to the first choice");
    // Arrows walk through the choices: no, then yes again.
    browser.key(Key::Down).await;
    assert_eq!(browser.focus().await, "Non");
    browser.key(Key::Up).await;
    fits(browser).await;
}

async fn firm(browser: &Browser) {
    browser.tab_and_press("Votre établissement").await;
    browser.tab_and_type("Numéro SIRET", "800 000 002 00018").await;
    browser.key(Key::Enter).await;
    mistyped_number(browser).await;
    assert!(browser.text().await.contains("D’après le répertoire des entreprises"));
    fits(browser).await;
    browser.tab_and_type("Site internet", "atelier.example").await;
    browser.tab_and_press(GO_ON).await;
}

/// A SIRET with a wrong key comes back, kept, and is mended where it stands.
async fn mistyped_number(browser: &Browser) {
    assert!(browser.title().await.starts_with("Erreur"), "{}", browser.title().await);
    browser.error_summary().await;
    browser.tab().await;
    browser.key(Key::Enter).await;
    assert!(browser.focus().await.starts_with("Numéro SIRET"), "the link leads to the field");
    assert_eq!(browser.value("Numéro SIRET de l’établissement").await, "800 000 002 00018");
    fits(browser).await;
    browser.key(Key::End).await;
    browser.key(Key::Backspace).await;
    browser.key_text("7").await;
    browser.key(Key::Enter).await;
}

async fn services_and_words(browser: &Browser) {
    browser.tab_and_press("Ce que vous proposez").await;
    browser.tab_and_type("Service principal", "Boutique en ligne").await;
    fits(browser).await;
    browser.tab_and_press(GO_ON).await;
    browser.tab_and_type("Titre de l’offre", "Boutique en ligne clé en main").await;
    browser.tab_and_type("Résumé", "Nous montons votre boutique, vous gardez la main.").await;
    browser.tab_and_press(GO_ON).await;
}

/// Without a script the map is a picture; boxes and places do the work.
async fn area(browser: &Browser) {
    fits(browser).await;
    browser.tab_to("Grand Est").await;
    browser.key(Key::Space).await;
    browser.tab_and_type("Commune ou intercommunalité", "Saint-Denis").await;
    browser.tab_and_press(GO_ON).await;
    let summary = browser.error_summary().await;
    assert!(summary.contains("Saint-Denis"), "{summary}");
    browser.tab().await;
    browser.key(Key::Enter).await;
    assert!(browser.focus().await.starts_with("Commune ou intercommunalité"));
    browser.tab_to("Saint-Denis (93)").await;
    browser.key(Key::Space).await;
    fits(browser).await;
    browser.tab_and_press(GO_ON).await;
    assert_eq!(browser.heading().await, "Combien ça coûte au commerçant");
}

async fn price(browser: &Browser) {
    browser.tab_to("Abonnement").await;
    browser.key(Key::Space).await;
    browser.tab_and_type("À quoi correspond ce prix", "Formule").await;
    browser.tab_and_type("Prix, ou prix le plus bas", "39").await;
    browser.tab_and_type("Facturé", "Par mois").await;
    browser.tab_and_type("TVA", "HT").await;
    fits(browser).await;
    browser.tab_and_press(GO_ON).await;
}

async fn terms_and_setup(browser: &Browser) {
    browser.tab_and_type("Durée d’engagement", "0").await;
    fits(browser).await;
    browser.tab_and_press(GO_ON).await;
    browser.tab_to("24 heures").await;
    browser.key(Key::Down).await;
    browser.key(Key::Down).await;
    assert_eq!(browser.focus().await, "1 semaine");
    browser.tab_to("Le commerçant se débrouille seul").await;
    browser.key(Key::Space).await;
    fits(browser).await;
    browser.tab_and_press(GO_ON).await;
    assert_eq!(browser.heading().await, "Votre candidature");
}

async fn contact(browser: &Browser) {
    browser.tab_and_press("À qui nous écrivons").await;
    browser.tab_and_type("Votre nom", "Claire Martin").await;
    browser.tab_and_type("Adresse de courriel", "claire@atelier.example").await;
    fits(browser).await;
    browser.tab_and_press(GO_ON).await;
    assert_eq!(browser.heading().await, "Votre candidature");
}
