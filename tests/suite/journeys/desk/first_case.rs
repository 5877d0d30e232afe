//! From an invitation to an offer that shops find, with a keyboard only.

use devanture::domain::desk::Role;
use devanture::i18n::Lang;
use thirtyfour::Key;

use super::{FIRM, OFFER, applied, assert_sound, directory, tab_and_tick_all};
use crate::space::{filled, prove, sent};
use crate::support::app::TestApp;
use crate::support::applicant::Applicant;
use crate::support::browser::Browser;
use crate::support::enrolled::{PASSWORD, code, invited};

const ANNE: &str = "anne@annuaire.example";
const QUESTION: &str = "Le titre promet « clé en main » : les photos sont-elles comprises ?";
const NEW_TITLE: &str = "Boutique en ligne et photos, clé en main";

#[tokio::test]
async fn journey_of_the_oldest_case_from_an_invitation_to_the_search_with_a_keyboard_only() {
    let (mut app, _register) = directory(&[]).await;
    let claire = applied(&app).await;
    app.pass_minutes(60);
    apply_later(&app).await;
    let link = invited(&app, ANNE, Role::Vetter).await;
    Browser::desktop()
        .journey(async |browser| {
            let secret = take_up(&app, browser, &link).await;
            come_back(&app, browser, &secret).await;
            take_the_oldest(browser).await;
            ask(browser).await;
            answer(&app, &claire).await;
            approve(browser).await;
        })
        .await;
    app.catch_up().await;
    Browser::desktop().journey(async |browser| find(&app, browser).await).await;
}

/// A second application, of another firm.
async fn apply_later(app: &TestApp) {
    let other = [
        ("siret", "80000001000010"),
        ("name", "Le Voisin"),
        ("website", "voisin.example"),
        ("contact.email", "paul@voisin.example"),
    ];
    let id = filled(app, None, &other).await;
    prove(app, id).await;
    sent(app, id).await;
}

/// Takes the invitation up and leaves; gives the secret of the app.
async fn take_up(app: &TestApp, browser: &Browser, link: &str) -> String {
    browser.visit(&format!("{}{link}", app.url)).await;
    assert_sound(browser, "the invitation").await;
    let html = browser.html().await;
    let key = html.split("<code id=\"cle\">").nth(1).unwrap().split('<').next().unwrap();
    let secret = key.replace(' ', "");
    let digits = code(&secret, app.now().now, 0);
    browser.tab_and_type("Code à 6 chiffres que montre l’application", &digits).await;
    browser.tab_and_type("Nouveau mot de passe", PASSWORD).await;
    browser.tab_and_type("Votre nom", "Anne Durand").await;
    browser.key(Key::Enter).await;
    browser.wait_for("Vos codes de secours").await;
    assert_sound(browser, "the codes on paper").await;
    browser.tab_and_press("Aller aux dossiers").await;
    browser.tab_and_press("Fermer ma session").await;
    secret
}

async fn come_back(app: &TestApp, browser: &Browser, secret: &str) {
    app.pass_minutes(1);
    browser.visit(&format!("{}/administration", app.url)).await;
    assert_eq!(browser.heading().await, "Entrer au bureau de vérification");
    assert_sound(browser, "the login").await;
    browser.tab_and_type("Adresse de courriel", ANNE).await;
    browser.tab_and_type("Mot de passe", PASSWORD).await;
    browser.tab_and_type("Code à 6 chiffres", &code(secret, app.now().now, 0)).await;
    browser.tab_and_press("Entrer").await;
}

/// The first stop behind the filters is the case that waits longest.
async fn take_the_oldest(browser: &Browser) {
    assert_eq!(browser.heading().await, "Dossiers à traiter");
    let text = browser.text().await;
    assert!(text.contains("2 dossiers") && text.find(FIRM) < text.find("Le Voisin"), "{text}");
    assert_sound(browser, "the queue").await;
    browser.tab_to("Filtrer les dossiers").await;
    assert!(browser.tab().await.starts_with(FIRM), "the next stop is the oldest case");
    browser.key(Key::Enter).await;
    assert_eq!(browser.heading().await, FIRM);
    assert_sound(browser, "a case to be taken").await;
    browser.tab_and_press("Prendre ce dossier").await;
    browser.wait_for("Attribué à : Anne Durand").await;
    assert_sound(browser, "a case in hand").await;
}

async fn ask(browser: &Browser) {
    browser.tab_and_press("Demander des précisions").await;
    assert_sound(browser, "what to ask").await;
    browser.tab_and_type("Sur quel point", "Titre de l’offre").await;
    browser.tab_and_type("Votre question", QUESTION).await;
    browser.tab_and_press("Relire la lettre").await;
    assert_eq!(browser.heading().await, "La lettre qui partira");
    let letter = browser.text().await;
    assert!(letter.contains(QUESTION) && letter.contains("Titre de l’offre"), "{letter}");
    assert_sound(browser, "the letter").await;
    browser.tab_and_press("Décider et envoyer").await;
    assert_eq!(browser.heading().await, "Décision enregistrée");
    assert_sound(browser, "what was decided").await;
}

/// The provider reads the letter, puts another title and sends the application again.
async fn answer(app: &TestApp, claire: &Applicant<'_>) {
    app.deliver().await;
    let letter = app.letters().pop().unwrap();
    assert_eq!(letter.to, "claire@atelier.example");
    assert!(letter.text.contains("les photos sont-elles comprises"), "{}", letter.text);
    let words = [("title", NEW_TITLE), ("summary", "Nous montons votre boutique et prenons les photos.")];
    let saved = claire.save("offres/1/presentation", &words).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let again = claire.send().await;
    assert_eq!(again.status, 303, "{}", again.text);
    app.inspect().await;
}

async fn approve(browser: &Browser) {
    browser.tab_and_press("Retour au dossier").await;
    assert_sound(browser, "a case that was answered").await;
    browser.tab_and_press("Prendre ce dossier").await;
    browser.tab_and_press("Accepter").await;
    tab_and_tick_all(browser, Lang::Fr).await;
    assert_sound(browser, "the checklist").await;
    send_approval(browser).await;
}

async fn send_approval(browser: &Browser) {
    browser.tab_and_press("Relire la lettre").await;
    assert!(browser.text().await.contains(NEW_TITLE), "{}", browser.text().await);
    assert_sound(browser, "the letter of an approval").await;
    browser.tab_and_press("Décider et envoyer").await;
    assert_eq!(browser.heading().await, "Décision enregistrée");
    assert!(browser.text().await.contains("Anne Durand"));
    browser.tab_and_press("Retour aux dossiers").await;
    let text = browser.text().await;
    assert!(text.contains("1 dossier") && !text.contains(FIRM), "{text}");
}

async fn find(app: &TestApp, browser: &Browser) {
    browser.visit(&app.url).await;
    browser.tab_and_type("De quoi avez-vous besoin", "boutique en ligne").await;
    browser.tab_and_type("Où est votre commerce", "Colmar").await;
    browser.key(Key::Enter).await;
    browser.wait_for(FIRM).await;
    assert_eq!(browser.first_offer().await, NEW_TITLE);
    assert_ne!(NEW_TITLE, OFFER);
    browser.tab_and_press(NEW_TITLE).await;
    assert!(browser.text().await.contains("Offre vérifiée"));
    browser.assert_clean().await;
}
