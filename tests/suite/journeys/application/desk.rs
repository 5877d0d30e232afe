//! At a desk, with everything a browser has, from the home page to "sent".

use std::path::PathBuf;

use tempfile::TempDir;

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{logo, web_of_the_atelier};
use crate::support::browser::Browser;
use crate::support::register::Register;

const GO_ON: &str = "Enregistrer et continuer";
const BACK: &str = "‹ Retour à la liste";

/// A file on the desk of the applicant; it disappears with the folder.
fn picture() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("logo.png");
    std::fs::write(&path, logo()).unwrap();
    (folder, path)
}

#[tokio::test]
async fn journey_from_the_home_page_to_sent_with_the_letter_opened_in_another_browser() {
    let (web, register) = (web_of_the_atelier().await, Register::start().await);
    let set = [("DEVANTURE_STARTER", "off")];
    let app = TestApp::in_world(Engine::Sqlite, &set, web.outside(&register.url)).await;
    let list = Browser::desktop()
        .journey(async |browser| {
            begin(browser, &app.url).await;
            let list = browser.address().await;
            firm(browser).await;
            offer(browser).await;
            area(browser).await;
            price_and_terms(browser).await;
            proofs_and_contact(browser).await;
            assert!(browser.text().await.contains("10 étapes faites sur 10"), "{}", browser.text().await);
            browser.assert_clean_in_session().await;
            list
        })
        .await;
    assert_eq!(app.deliver().await.sent, 1);
    let letter = app.letters().remove(0);
    assert_eq!(letter.to, "Claire@atelier.example");
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&letter.link()).await;
            browser.press("Ouvrir ma candidature").await;
            assert_eq!(browser.address().await, list, "the same application in another browser");
            assert!(browser.text().await.contains("10 étapes faites sur 10"));
            look(browser, &app).await;
            second_offer(browser).await;
            send(browser, &app).await;
            browser.assert_clean_in_session().await;
        })
        .await;
}

async fn begin(browser: &Browser, home: &str) {
    browser.visit(home).await;
    browser.follow_first("Proposer mon offre").await;
    assert_eq!(browser.heading().await, "Proposer votre offre aux commerçants");
    browser.click_link("Commencer").await;
    browser.choose_in("Avez-vous un numéro SIRET", "Oui").await;
    let shops = "Votre offre aide-t-elle un commerçant";
    browser.choose_in(shops, "Oui").await;
    browser.choose_in("Acceptez-vous d’afficher vos prix", "Oui").await;
    browser.press("Continuer").await;
    assert_eq!(browser.heading().await, "Votre candidature");
}

/// The register fills in the firm; its author corrects it.
async fn firm(browser: &Browser) {
    browser.click_link("Votre établissement").await;
    browser.fill("Numéro SIRET de l’établissement", "800 000 002 00017").await;
    browser.press(GO_ON).await;
    assert!(browser.text().await.contains("D’après le répertoire des entreprises"));
    assert_eq!(browser.value("Raison sociale").await, "ATELIER DU WEB");
    assert_eq!(browser.value("Commune").await, "Colmar (68)");
    browser.fill("Raison sociale", "Atelier du Web").await;
    browser.fill("Site internet", "atelier.example").await;
    browser.press(GO_ON).await;
}

async fn offer(browser: &Browser) {
    browser.click_link("Ce que vous proposez").await;
    browser.select("Service principal", "Boutique en ligne").await;
    browser.press("Site internet").await;
    browser.choose("Photos, textes, fiches produit").await;
    browser.press(GO_ON).await;
    browser.fill("Titre de l’offre", "Boutique en ligne clé en main").await;
    browser.fill("Résumé", "Nous montons votre boutique, vous gardez la main sur vos produits.").await;
    browser.press(GO_ON).await;
}

/// The map ticks the box; a place has its kilometres; the page shows back what it understood.
async fn area(browser: &Browser) {
    browser.click_shape("Haut-Rhin").await;
    assert!(browser.is_chosen("Haut-Rhin (68)").await);
    browser.fill_first("Commune ou intercommunalité", "Strasbourg").await;
    browser.fill_first("km autour", "30").await;
    browser.press(GO_ON).await;
    browser.click_link(BACK).await;
    browser.click_link("Où vous proposez cette offre").await;
    let text = browser.text().await;
    assert!(text.contains("Haut-Rhin") && text.contains("30 km"), "{text}");
    browser.press(GO_ON).await;
}

async fn price_and_terms(browser: &Browser) {
    browser.choose("Abonnement").await;
    browser.fill_first("À quoi correspond ce prix", "Formule jusqu’à 100 produits").await;
    browser.fill_first("Prix, ou prix le plus bas", "39").await;
    browser.select("Facturé", "Par mois").await;
    browser.select("TVA", "HT").await;
    browser.press(GO_ON).await;
    browser.fill("Durée d’engagement", "1 an").await;
    browser.choose_in("Au nom de qui est le nom de domaine", "Le commerçant").await;
    browser.press(GO_ON).await;
    browser.choose_in("En combien de temps", "1 semaine").await;
    browser.choose_in("Qui fait le travail", "Vous faites tout").await;
    browser.press(GO_ON).await;
}

async fn proofs_and_contact(browser: &Browser) {
    let (_folder, path) = picture();
    browser.click_link("Preuves et références").await;
    browser.upload("Choisir une image", &path).await;
    browser.press("Envoyer le logo").await;
    assert!(browser.html().await.contains("alt=\"Votre logo\""));
    browser.fill("Commerces que vous avez servis", "Librairie du Centre, Colmar").await;
    browser.press(GO_ON).await;
    browser.fill("Votre nom", "Claire Martin").await;
    browser.fill("Adresse de courriel", "Claire@Atelier.example").await;
    browser.press("Enregistrer et revenir à la liste").await;
}

/// The very checks that vetters will see, once the background has looked.
async fn look(browser: &Browser, app: &TestApp) {
    browser.click_link("Relire vos réponses").await;
    assert!(browser.text().await.contains("Nous regardons en ce moment"));
    assert_eq!(app.inspect().await, 1);
    browser.press("Actualiser cette page").await;
    let text = browser.text().await;
    for given in ["Librairie du Centre, Colmar", "Haut-Rhin (68)", "12 mois"] {
        assert!(text.contains(given), "{given} is not in:\n{text}");
    }
    let (_, checks) = text.split_once("Les contrôles").unwrap();
    for seen in [
        "ATELIER DU WEB",
        "atelier.example s’affiche, en connexion sécurisée.",
        "sur la page.",
        "Les mentions légales donnent le numéro de l’entreprise.",
        "L’adresse et le site sont du même domaine, atelier.example.",
        "Regardé le 22 novembre 2026",
    ] {
        assert!(checks.contains(seen), "{seen} is not in:\n{checks}");
    }
    assert_eq!(checks.matches("Tout va bien").count() + checks.matches("Sans objet").count(), 11, "{checks}");
    browser.click_link(BACK).await;
}

async fn second_offer(browser: &Browser) {
    browser.press("Ajouter une offre").await;
    browser.select("Service principal", "Formation").await;
    browser.press(GO_ON).await;
    browser.fill("Titre de l’offre", "Une journée pour apprendre").await;
    browser.fill("Résumé", "Une journée dans votre magasin pour tenir votre boutique vous-même.").await;
    browser.press(GO_ON).await;
    browser.choose_starting("France métropolitaine").await;
    browser.press(GO_ON).await;
    terms_of_second_offer(browser).await;
    browser.click_link("Voir l’aperçu Offre 2 : Une journée pour apprendre").await;
    let text = browser.text().await;
    assert!(text.contains("Une journée pour apprendre") && text.contains("450"), "{text}");
    browser.back().await;
}

async fn terms_of_second_offer(browser: &Browser) {
    browser.choose("Forfait").await;
    browser.fill_first("À quoi correspond ce prix", "La journée").await;
    browser.fill_first("Prix, ou prix le plus bas", "450").await;
    browser.select("Facturé", "Par jour").await;
    browser.select("TVA", "TTC").await;
    browser.press(GO_ON).await;
    browser.fill("Durée d’engagement", "0").await;
    browser.press(GO_ON).await;
    browser.choose_in("En combien de temps", "1 semaine").await;
    browser.choose_in("Qui fait le travail", "Vous faites tout").await;
    browser.press("Enregistrer et revenir à la liste").await;
}

async fn send(browser: &Browser, app: &TestApp) {
    browser.click_link("Envoyer votre candidature").await;
    assert!(browser.text().await.contains("Adresse confirmée"));
    browser.choose_starting("J’ai le droit d’engager cette entreprise").await;
    browser.press("Envoyer ma candidature").await;
    assert_eq!(browser.heading().await, "Où en est votre candidature");
    assert!(browser.text().await.contains("Envoyée"), "{}", browser.text().await);
    app.deliver().await;
    let received = app.letters().pop().unwrap();
    assert!(received.text.contains("Une journée pour apprendre"), "{}", received.text);
    send_again(browser, app).await;
}

/// The way back, the button again and pages that were open change nothing.
async fn send_again(browser: &Browser, app: &TestApp) {
    let (letters, stands) = (app.letters().len(), browser.address().await);
    browser.back().await;
    // The browser may have kept the page with its button.
    if browser.heading().await == "Envoyer votre candidature" {
        browser.press("Envoyer ma candidature").await;
    }
    assert_eq!(browser.address().await, stands);
    app.deliver().await;
    assert_eq!(app.letters().len(), letters, "nothing was sent twice");
    let topic = stands.replace("/suivi", "/siret");
    browser.visit(&topic).await;
    assert_eq!(browser.address().await, stands, "what is sent is not written on any more");
}
