//! The vetting desk in a real browser: each way through it once, and every page of it before axe.

mod at_once;
mod every_page;
mod first_case;
mod four_eyes;
mod gallery;
mod report;

use devanture::domain::choice::Choice;
use devanture::domain::criteria::Criterion;
use devanture::i18n::Lang;
use thirtyfour::Key;

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, web_of_the_atelier};
use crate::support::axe::assert_accessible;
use crate::support::browser::Browser;
use crate::support::register::Register;
use crate::support::visitor::Visitor;

/// The firm that applies in these journeys.
const FIRM: &str = "L’Atelier d’Alsace";
/// What it offers.
const OFFER: &str = "Boutique en ligne clé en main";

/// A directory without a listing, in a world where that firm has a website and is in the register.
async fn directory(set: &[(&str, &str)]) -> (TestApp, Register) {
    let (web, register) = (web_of_the_atelier().await, Register::start().await);
    let set = [&[("DEVANTURE_STARTER", "off"), ("DEVANTURE_LIMITS", "off")], set].concat();
    let app = TestApp::in_world(Engine::Sqlite, &set, web.outside(&register.url)).await;
    (app, register)
}

/// The firm, whose application was sent and looked at.
async fn applied(app: &TestApp) -> Applicant<'static> {
    let claire = Applicant::begin(Visitor::at(app.url.clone()), "").await;
    claire.fill_in().await;
    claire.open_link(&claire.link(app).await).await;
    let sent = claire.send().await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    app.inspect().await;
    claire
}

/// Its reference, as the desk writes it.
fn reference<'a>(claire: &'a Applicant<'_>) -> &'a str {
    claire.path.rsplit('/').next().unwrap()
}

/// Fails when the page shown is not accessible, complains, or scrolls sideways.
async fn assert_sound(browser: &Browser, place: &str) {
    assert!(!browser.heading().await.is_empty(), "{place}");
    browser.assert_clean_on_duty().await;
    assert_accessible(browser, place).await;
}

/// Ticks every published criterion.
async fn tick_all(browser: &Browser, lang: Lang) {
    for criterion in Criterion::ALL {
        browser.choose(lang.criterion(*criterion)).await;
    }
}

/// Ticks every published criterion with the keyboard, then the level after the first one.
async fn tab_and_tick_all(browser: &Browser, lang: Lang) {
    for criterion in Criterion::ALL {
        browser.tab_to(lang.criterion(*criterion)).await;
        browser.key(Key::Space).await;
    }
    // Arrows walk through the levels.
    browser.tab_to(lang.pick("Identité vérifiée", "Identity verified")).await;
    browser.key(Key::Space).await;
    browser.key(Key::Down).await;
    assert_eq!(browser.focus().await, lang.pick("Offre vérifiée", "Offer verified"));
}
