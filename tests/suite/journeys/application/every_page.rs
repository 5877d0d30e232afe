//! Every page of an application before axe: empty, wrong and filled in, in both languages, on a desk and on a phone.
//!
//! States are made by HTTP; the browser is given the session and only looks.

use crate::http::application::errors::WRONG;
use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, TOPICS, logo, web_of_the_atelier};
use crate::support::axe::{assert_accessible, findings};
use crate::support::browser::{Browser, Device};
use crate::support::register::Register;
use crate::support::visitor::Visitor;

/// Pages of an application beside its topics, before it is sent.
const OTHERS: [&str; 6] = ["", "relire", "envoyer", "suivi", "retirer", "offres/1/apercu"];
/// Pages in front of an application.
const BEFORE: [&str; 4] =
    ["/candidature", "/candidature/questions", "/candidature/reprendre", "/candidature/lien/x"];

/// A directory with one application in each state, and where they are.
struct Gallery {
    app: TestApp,
}

impl Gallery {
    async fn open() -> Self {
        let (web, register) = (web_of_the_atelier().await, Register::start().await);
        let set = [("DEVANTURE_STARTER", "off"), ("DEVANTURE_LIMITS", "off")];
        Self { app: TestApp::in_world(Engine::Sqlite, &set, web.outside(&register.url)).await }
    }

    async fn wrong(&self, prefix: &str) -> Applicant<'_> {
        let applicant = Applicant::begin(Visitor::new(&self.app), prefix).await;
        applicant.save("offres", &[("offres", "1")]).await;
        for (topic, typed) in WRONG {
            applicant.save(topic, typed).await;
        }
        applicant
    }

    async fn filled(&self, prefix: &str) -> Applicant<'_> {
        let applicant = Applicant::begin(Visitor::new(&self.app), prefix).await;
        applicant.fill_in().await;
        let picture = applicant.browser.file(&applicant.at("logo"), "logo", &logo());
        applicant.browser.send(picture).await;
        let link = applicant.link(&self.app).await;
        applicant.open_link(&link).await;
        self.app.inspect().await;
        applicant
    }
}

/// Looks at a page, which must be clean and no wider than the screen; tells what axe finds.
async fn look(browser: &Browser, site: &str, path: &str, state: &str) -> Vec<String> {
    browser.visit(&format!("{site}{path}")).await;
    assert!(!browser.heading().await.is_empty());
    browser.assert_clean_in_session().await;
    let found = findings(browser).await;
    found.into_iter().map(|finding| format!("{path}, {state}\n{finding}")).collect()
}

/// Fails with everything that was found on all pages.
fn assert_nothing(found: &[String]) {
    assert!(found.is_empty(), "not accessible:\n{}", found.join("\n"));
}

async fn look_at_all(device: Device, prefix: &str) {
    let gallery = Gallery::open().await;
    let site = gallery.app.url.as_str();
    let topics = TOPICS.map(|(topic, _)| topic);
    device
        .journey(async |browser| {
            let mut found = Vec::new();
            for path in BEFORE {
                found.extend(look(browser, site, &format!("{prefix}{path}"), "before").await);
            }
            let empty = Applicant::begin(Visitor::new(&gallery.app), prefix).await;
            for (applicant, state) in [
                (empty, "empty"),
                (gallery.wrong(prefix).await, "wrong"),
                (gallery.filled(prefix).await, "filled in"),
            ] {
                browser.take_session(&applicant.browser).await;
                for end in topics.iter().chain(&OTHERS) {
                    found.extend(look(browser, site, &applicant.at(end), state).await);
                }
                if state == "filled in" {
                    applicant.send().await;
                    found.extend(look(browser, site, &applicant.at("suivi"), "sent").await);
                    found.extend(look(browser, site, &applicant.at("relire"), "sent").await);
                }
            }
            assert_nothing(&found);
        })
        .await;
}

#[tokio::test]
async fn journey_over_every_french_page_of_an_application_at_a_desk() {
    look_at_all(Browser::desktop(), "").await;
}

#[tokio::test]
async fn journey_over_every_french_page_of_an_application_on_a_phone() {
    look_at_all(Browser::phone(), "").await;
}

#[tokio::test]
async fn journey_over_every_english_page_of_an_application_at_a_desk_in_the_dark() {
    look_at_all(Browser::desktop().dark(), "/en").await;
}

#[tokio::test]
async fn journey_over_every_english_page_of_an_application_on_a_phone() {
    look_at_all(Browser::phone(), "/en").await;
}

/// Pages that answer 4xx, reached as people reach them: by a button.
async fn press_through_errors(device: Device, prefix: &str) {
    let gallery = Gallery::open().await;
    let site = gallery.app.url.as_str();
    let english = !prefix.is_empty();
    let word = |french: &'static str, in_english: &'static str| if english { in_english } else { french };
    let (sent, open) = (gallery.filled(prefix).await, gallery.filled(prefix).await);
    device
        .journey(async |browser| {
            let go = word("Continuer", "Continue");
            browser.visit(&format!("{site}{prefix}/candidature/questions")).await;
            browser.press(go).await;
            wrong(browser, "questions").await;
            browser.visit(&format!("{site}{prefix}/candidature/reprendre")).await;
            browser.press(word("Recevoir un lien", "Get a link")).await;
            wrong(browser, "the way back").await;
            browser.take_session(&open.browser).await;
            browser.visit(&format!("{site}{}", open.at("envoyer"))).await;
            browser.press(word("Envoyer ma candidature", "Send my application")).await;
            wrong(browser, "the declaration").await;
            browser.visit(&format!("{site}{}", open.at("preuves"))).await;
            browser.press(word("Envoyer le logo", "Send the logo")).await;
            wrong(browser, "the picture").await;
            browser.take_session(&sent.browser).await;
            browser.visit(&format!("{site}{}", sent.at("siret"))).await;
            sent.send().await;
            browser.press(word("Enregistrer et continuer", "Save and continue")).await;
            let heading = browser.heading().await;
            assert!(heading.contains(word("ne se modifie plus", "can no longer be changed")), "{heading}");
            assert_accessible(browser, "a stale page").await;
            browser.assert_clean_in_session().await;
        })
        .await;
}

async fn wrong(browser: &Browser, place: &str) {
    assert!(browser.title().await.starts_with("Err"), "{place}: {}", browser.title().await);
    browser.error_summary().await;
    assert_accessible(browser, place).await;
    browser.assert_clean_in_session().await;
}

#[tokio::test]
async fn journey_through_errors_of_an_application_on_a_phone() {
    press_through_errors(Browser::phone(), "").await;
}

#[tokio::test]
async fn journey_through_errors_of_an_application_in_english_in_the_dark() {
    press_through_errors(Browser::desktop().dark(), "/en").await;
}

/// A desk at 200 % shows what a screen of half its width shows.
#[tokio::test]
async fn journey_at_twice_the_size_has_nothing_beside_the_screen() {
    let gallery = Gallery::open().await;
    let applicant = gallery.filled("").await;
    Browser::desktop()
        .zoomed()
        .journey(async |browser| {
            browser.take_session(&applicant.browser).await;
            for end in ["offres/1/prix", "offres/1/zone", "relire"] {
                let found = look(browser, &gallery.app.url, &applicant.at(end), "at twice the size").await;
                assert_nothing(&found);
            }
        })
        .await;
}
