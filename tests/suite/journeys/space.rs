//! A provider comes into its space by letter, and looks after its offers.

use crate::space::{CLAIRE, SLUG, link_to, list};
use crate::support::app::{Engine, TestApp};
use crate::support::axe::assert_accessible;
use crate::support::browser::{Browser, Device};

/// Fails when the page shown is not accessible, complains or scrolls sideways. It holds a cookie, as sessions do.
async fn assert_sound(browser: &Browser, place: &str) {
    assert_accessible(browser, place).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{place}");
    let (screen, page) = browser.widths().await;
    assert!(page <= screen, "{place}: a page of {page} pixels on a screen of {screen}");
    assert!(!browser.heading().await.is_empty());
}

/// Asks for a link in a browser and presses the button behind it.
async fn come_in(app: &TestApp, browser: &Browser, prefix: &str, words: [&str; 3]) {
    let [email, ask, open] = words;
    browser.visit(&format!("{}{prefix}/espace/entrer", app.url)).await;
    assert_sound(browser, "the way in").await;
    browser.press(ask).await;
    browser.wait_for("probl").await;
    assert_sound(browser, "the way in, nothing typed").await;
    browser.fill(email, CLAIRE).await;
    browser.press(ask).await;
    browser.wait_for("30").await;
    assert_sound(browser, "the way in, asked").await;
    let link = link_to(app, CLAIRE).await;
    browser.visit(&format!("{}{link}", app.url)).await;
    browser.press(open).await;
}

async fn visit_every_page(device: Device, prefix: &str, words: [&str; 3]) {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    app.pass_minutes(350 * 24 * 60);
    device
        .journey(async |browser| {
            come_in(&app, browser, prefix, words).await;
            browser.wait_for("claire.martin@atelier.example").await;
            for path in ["", "/offres/NAME/confirmer", "/offres/NAME/retirer", "/effacer", "/efface"] {
                let path = format!("{prefix}/espace{}", path.replace("NAME", SLUG));
                browser.visit(&format!("{}{path}", app.url)).await;
                assert_sound(browser, &path).await;
            }
        })
        .await;
}

const FRENCH: [&str; 3] =
    ["L’adresse de courriel donnée pour votre entreprise", "Recevoir un lien", "Ouvrir mon espace"];
const ENGLISH: [&str; 3] = ["The e-mail address given for your firm", "Get a link", "Ouvrir mon espace"];

#[tokio::test]
async fn journey_over_every_page_of_a_space_at_a_desk() {
    visit_every_page(Browser::desktop(), "", FRENCH).await;
}

#[tokio::test]
async fn journey_over_every_page_of_a_space_on_a_phone_in_english_in_the_dark() {
    visit_every_page(Browser::phone().dark(), "/en", ENGLISH).await;
}

#[tokio::test]
async fn journey_of_a_provider_that_looks_after_its_offer_without_a_script_on_a_phone() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    Browser::phone()
        .without_javascript()
        .journey(async |browser| {
            browser.visit(&format!("{}/espace/entrer", app.url)).await;
            browser.fill(FRENCH[0], CLAIRE).await;
            browser.press(FRENCH[1]).await;
            let link = link_to(&app, CLAIRE).await;
            browser.visit(&format!("{}{link}", app.url)).await;
            browser.press(FRENCH[2]).await;
            browser.press("Mettre en pause Boutique clé en main").await;
            browser.wait_for("Remettre en ligne").await;
            assert!(browser.text().await.contains("En pause"));
            browser.press("Remettre en ligne Boutique clé en main").await;
            browser.wait_for("Mettre en pause").await;
            browser.click_link("Relire et confirmer Boutique clé en main").await;
            assert!(browser.text().await.contains("Tout est confirmé"), "it was approved today");
            browser.press("Corriger cette offre").await;
            browser.wait_for("DV-").await;
            assert!(browser.address().await.contains("/candidature/DV-"), "{}", browser.address().await);
            browser.visit(&format!("{}/espace", app.url)).await;
            assert!(browser.text().await.contains("Terminer et envoyer DV-"));
            browser.click_link("Effacer mes données").await;
            browser.press("Oui, tout effacer").await;
            browser.wait_for("Vos données sont effacées").await;
            assert_eq!(browser.complaints().await, Vec::<String>::new());
        })
        .await;
}

#[tokio::test]
async fn journey_over_a_space_with_much_to_do() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let second = [("siret", "80000001000010"), ("name", "Atelier du Port"), ("title", "Caisse du port")];
    list(&mut app, &second).await;
    app.pass_minutes(700 * 24 * 60);
    Browser::phone()
        .journey(async |browser| {
            come_in(&app, browser, "", FRENCH).await;
            browser.press("Mettre en pause Boutique clé en main").await;
            browser.wait_for("Remettre en ligne").await;
            browser.click_link("Retirer pour toujours Caisse du port").await;
            browser.press("Oui, la retirer").await;
            browser.wait_for("Retirée").await;
            browser.press("Modifier ou ajouter des offres Atelier du Web").await;
            browser.wait_for("DV-").await;
            for prefix in ["", "/en"] {
                browser.visit(&format!("{}{prefix}/espace", app.url)).await;
                assert_sound(browser, "a space with much to do").await;
            }
            let text = browser.text().await;
            for words in [
                "To do first",
                "To be confirmed since",
                "Finish and send DV-",
                "Paused",
                "Withdrawn",
                "Draft",
            ] {
                assert!(text.contains(words), "{words} in {text}");
            }
        })
        .await;
}

#[tokio::test]
async fn journey_of_a_space_with_nothing_in_it() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    Browser::desktop()
        .journey(async |browser| {
            come_in(&app, browser, "", FRENCH).await;
            let mut tx = app.store.begin_write(1).await.unwrap();
            let email = devanture::domain::email::EmailAddress::parse(CLAIRE).unwrap();
            tx.delete_contacts(&email).await.unwrap();
            tx.commit().await.unwrap();
            browser.visit(&format!("{}/espace", app.url)).await;
            browser.wait_for("Aucun prestataire n’est rattaché à cette adresse").await;
            assert_sound(browser, "an empty space").await;
            browser.visit(&format!("{}/en/espace", app.url)).await;
            assert_sound(browser, "an empty space in English").await;
        })
        .await;
}
