//! Two browsers at once on one case: one is told, and nothing that was typed is lost.

use devanture::domain::desk::Role;
use tokio::join;

use super::{applied, assert_sound, directory, reference};
use crate::support::browser::Browser;
use crate::support::desk::Officer;

const TAKE: &str = "Prendre ce dossier";
const DECIDE: &str = "Décider et envoyer";
const MOVED: &str = "Le dossier a changé pendant que vous écriviez";
const REFUSAL: &str = "Le site ne donne aucun prix.\nLa page des tarifs est vide.";
const QUESTION: &str = "Où lit-on votre prix ?";

/// The only test that holds two browsers: a second one could wait for this one, and this one for it.
#[tokio::test]
async fn journey_of_two_browsers_that_decide_at_once() {
    let (app, _register) = directory(&[]).await;
    let claire = applied(&app).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let paul = Officer::enter(&app, "Paul", Role::Vetter).await;
    let case = format!("{}/administration/dossiers/{}", app.url, reference(&claire));
    Browser::desktop()
        .journey(async |desk| {
            Browser::phone()
                .journey(async |phone| {
                    for (browser, officer) in [(desk, &anne), (phone, &paul)] {
                        browser.visit(&app.url).await;
                        officer.open_in(browser).await;
                        browser.visit(&case).await;
                    }
                    let paul_has_it = take_at_once(desk, phone).await;
                    // Whoever has the case works on it at a desk and on a phone.
                    let holder = if paul_has_it { &paul } else { &anne };
                    holder.open_in(desk).await;
                    holder.open_in(phone).await;
                    write_refusal(desk, &case).await;
                    write_question(phone, &case).await;
                    decide_at_once(desk, phone).await;
                })
                .await;
        })
        .await;
}

/// Both take the case; tells whether the second one has it.
async fn take_at_once(first: &Browser, second: &Browser) -> bool {
    join!(first.press(TAKE), second.press(TAKE));
    let (one, other) = (first.heading().await, second.heading().await);
    let told = "Ce dossier a changé entre-temps";
    assert_ne!(one == told, other == told, "one of them is told: {one}, {other}");
    let late = if one == told { first } else { second };
    assert!(late.text().await.contains("Il est maintenant attribué à"));
    assert_sound(late, "a case that somebody else has taken").await;
    one == told
}

async fn write_refusal(browser: &Browser, case: &str) {
    browser.visit(&format!("{case}/refuser")).await;
    browser.choose("Aucun prix n’est indiqué").await;
    browser.fill("Précisions pour le prestataire", REFUSAL).await;
    browser.press("Relire la lettre").await;
}

async fn write_question(browser: &Browser, case: &str) {
    browser.visit(&format!("{case}/demander")).await;
    browser.fill("Sur l’ensemble de la candidature", QUESTION).await;
    browser.press("Relire la lettre").await;
}

async fn decide_at_once(refusing: &Browser, asking: &Browser) {
    join!(refusing.press(DECIDE), asking.press(DECIDE));
    let (refused, asked) = (refusing.heading().await, asking.heading().await);
    assert_ne!(refused == MOVED, asked == MOVED, "one of them is told: {refused}, {asked}");
    if refused == MOVED {
        assert!(refusing.is_chosen("Aucun prix n’est indiqué").await);
        assert_eq!(refusing.value("Précisions pour le prestataire").await, REFUSAL);
        assert!(refusing.text().await.contains("Précisions demandées"), "what was decided stands there");
        assert_sound(refusing, "a refusal that came too late").await;
    } else {
        assert_eq!(asking.value("Sur l’ensemble de la candidature").await, QUESTION);
        assert!(asking.text().await.contains("Refusée"), "what was decided stands there");
        assert_sound(asking, "a question that came too late").await;
    }
}
