//! A refusal that two people make, and that a third one takes back: with a keyboard only.

use devanture::domain::desk::Role;
use devanture::i18n::Lang;
use thirtyfour::Key;

use super::{FIRM, OFFER, applied, assert_sound, directory, reference, tab_and_tick_all};
use crate::support::app::TestApp;
use crate::support::applicant::Applicant;
use crate::support::browser::Browser;
use crate::support::desk::Officer;

const WHY: &str = "The page of the offer gives no price.";

#[tokio::test]
async fn journey_of_a_refusal_by_two_that_a_third_takes_back_with_a_keyboard_only_on_a_phone_in_english() {
    let (mut app, _register) = directory(&[("DEVANTURE_FOUR_EYES", "on")]).await;
    let claire = applied(&app).await;
    let site = app.url.clone();
    {
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let lea = Officer::enter(&app, "Lea", Role::Lead).await;
        let paul = Officer::enter(&app, "Paul", Role::Vetter).await;
        let case = format!("{site}/en/administration/dossiers/{}", reference(&claire));
        Browser::phone()
            .journey(async |browser| {
                browser.visit(&site).await;
                anne.open_in(browser).await;
                propose(browser, &site).await;
                lea.open_in(browser).await;
                agree(browser, &site, reference(&claire)).await;
                appeal(&app, &claire).await;
                for officer in [&anne, &lea] {
                    officer.open_in(browser).await;
                    assert_kept_out(browser, &case).await;
                }
                paul.open_in(browser).await;
                take_back(browser, &case).await;
            })
            .await;
    }
    app.catch_up().await;
    let found = app.get("/recherche?q=boutique+en+ligne").await;
    assert!(found.text.contains("/offres/boutique-en-ligne-cle-en-main"), "{}", found.text);
    app.deliver().await;
    assert!(app.letters().pop().unwrap().text.contains(OFFER));
}

async fn propose(browser: &Browser, site: &str) {
    browser.visit(&format!("{site}/en/administration")).await;
    assert_sound(browser, "the queue").await;
    browser.tab_and_press(FIRM).await;
    assert_sound(browser, "a case to be taken").await;
    browser.tab_and_press("Take this case").await;
    browser.tab_and_press("Refuse").await;
    assert_eq!(browser.heading().await, "Refuse the application");
    browser.tab_to("No price is given").await;
    browser.key(Key::Space).await;
    browser.tab_and_type("Details for the provider", WHY).await;
    assert_sound(browser, "why it is refused").await;
    browser.tab_and_press("Read the letter over").await;
    let text = browser.text().await;
    assert!(text.contains("Another person, a lead, has to confirm") && text.contains(WHY), "{text}");
    assert_sound(browser, "the letter of a refusal").await;
    browser.tab_and_press("Propose this refusal").await;
    browser.wait_for("Refusal proposed").await;
    assert_sound(browser, "what is proposed").await;
}

async fn agree(browser: &Browser, site: &str, reference: &str) {
    browser.visit(&format!("{site}/en/administration/a-confirmer")).await;
    assert_sound(browser, "what waits for a second person").await;
    browser.tab_and_press(reference).await;
    assert_eq!(browser.heading().await, "A second look at a refusal");
    assert!(browser.text().await.contains(WHY));
    assert_sound(browser, "the second look").await;
    browser.tab_and_press("Confirm the refusal and send").await;
    let text = browser.text().await;
    assert!(text.contains("Anne") && text.contains("with the agreement of Lea"), "{text}");
    assert_sound(browser, "what two people decided").await;
}

async fn appeal(app: &TestApp, claire: &Applicant<'_>) {
    app.deliver().await;
    let letter = app.letters().pop().unwrap();
    assert!(letter.text.contains("Aucun prix n’est indiqué"), "{}", letter.text);
    let appealed = claire.save("contester", &[("mots", "Le prix est au pied de la page.")]).await;
    assert_eq!(appealed.status, 303, "{}", appealed.text);
}

/// Whoever refused reads the appeal and can do nothing about it.
async fn assert_kept_out(browser: &Browser, case: &str) {
    browser.visit(case).await;
    let text = browser.text().await;
    assert!(text.contains("You took part in the refusal that is contested"), "{text}");
    assert!(!text.contains("Take this case"), "{text}");
    assert_sound(browser, "an appeal that is for somebody else").await;
    browser.visit(&format!("{case}/accepter")).await;
    assert_eq!(browser.heading().await, "This case is not for you");
    assert_sound(browser, "a decision that is for somebody else").await;
}

async fn take_back(browser: &Browser, case: &str) {
    browser.visit(case).await;
    assert!(browser.text().await.contains("Le prix est au pied de la page."));
    browser.tab_and_press("Take this case").await;
    browser.tab_and_press("Approve").await;
    tab_and_tick_all(browser, Lang::En).await;
    assert_sound(browser, "the checklist").await;
    browser.tab_and_press("Read the letter over").await;
    assert_sound(browser, "the letter of an approval").await;
    browser.tab_and_press("Decide and send").await;
    assert_eq!(browser.heading().await, "Decision recorded");
}
