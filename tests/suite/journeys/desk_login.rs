//! Somebody is invited by command, sets up their access, leaves and comes back, as an operator and they do it.

use devanture::domain::access::Token;
use tempfile::TempDir;
use thirtyfour::Key;

use crate::support::axe::assert_accessible;
use crate::support::browser::{Browser, Device};
use crate::support::enrolled::{PASSWORD, code};
use crate::support::program::{Server, devanture, serve_with};

const ANNE: &str = "anne@annuaire.example";

/// What stands on the pages, in one language.
struct Words {
    prefix: &'static str,
    next: [&'static str; 3],
    take_up: &'static str,
    codes: &'static str,
    account: &'static str,
    leave: &'static str,
    enter: [&'static str; 4],
    problem: &'static str,
    pages: &'static str,
}

const FRENCH: Words = Words {
    prefix: "",
    next: ["Code à 6 chiffres que montre l’application", "Nouveau mot de passe", "Votre nom"],
    take_up: "Ouvrir mon accès",
    codes: "Vos codes de secours",
    account: "Votre compte",
    leave: "Fermer ma session",
    enter: ["Adresse de courriel", "Mot de passe", "Code à 6 chiffres ou code de secours", "Entrer"],
    problem: "Il y a un problème",
    pages: "Vos sessions ouvertes",
};
const ENGLISH: Words = Words {
    prefix: "/en",
    next: ["6-digit code the app shows", "New password", "Your name"],
    take_up: "Set up my access",
    codes: "Your recovery codes",
    account: "Your account",
    leave: "Sign out",
    enter: ["E-mail address", "Password", "6-digit code or recovery code", "Sign in"],
    problem: "There is a problem",
    pages: "Your open sessions",
};

/// The moment on the clock of this machine, which is the one of the program.
fn now() -> i64 {
    devanture::commands::moment().now
}

async fn assert_sound(browser: &Browser, place: &str) {
    assert_accessible(browser, place).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{place}");
    let (screen, page) = browser.widths().await;
    assert!(page <= screen, "{place}: a page of {page} pixels on a screen of {screen}");
    assert!(!browser.heading().await.is_empty());
}

/// Invites by command and gives the path of the link that it prints.
fn invited(data: &TempDir) -> String {
    let output = devanture(data.path(), &["admin", "invite", ANNE]).output().unwrap();
    let link = String::from_utf8(output.stdout).unwrap();
    let token = link.trim().rsplit('/').next().unwrap();
    assert!(token.parse::<Token>().is_ok(), "{link}");
    format!("/administration/invitation/{token}")
}

async fn type_into(browser: &Browser, field: &str, text: &str) {
    browser.tab_to(field).await;
    browser.key_text(text).await;
}

/// Sets the access up with keys alone, and gives the secret of the app.
async fn enrol(server: &Server, browser: &Browser, link: &str, words: &Words) -> String {
    browser.visit(&format!("{}{}{link}", server.url, words.prefix)).await;
    assert_sound(browser, "the invitation").await;
    browser.tab_to(words.take_up).await;
    browser.key(Key::Enter).await;
    browser.wait_for(words.problem).await;
    assert_sound(browser, "the invitation, nothing typed").await;
    let html = browser.html().await;
    let key = html.split("<code id=\"cle\">").nth(1).unwrap().split('<').next().unwrap();
    let secret = key.replace(' ', "");
    type_into(browser, words.next[0], &code(&secret, now(), 0)).await;
    type_into(browser, words.next[1], PASSWORD).await;
    type_into(browser, words.next[2], "Anne Durand").await;
    browser.key(Key::Enter).await;
    browser.wait_for(words.codes).await;
    assert_sound(browser, "the codes on paper").await;
    secret
}

async fn come_in(browser: &Browser, secret: &str, words: &Words) {
    let [email, password, digits, enter] = words.enter;
    type_into(browser, email, ANNE).await;
    type_into(browser, password, "faux").await;
    browser.key(Key::Enter).await;
    browser.wait_for(words.problem).await;
    assert_sound(browser, "the login, refused").await;
    assert_eq!(browser.value(email).await, ANNE);
    type_into(browser, password, PASSWORD).await;
    // The one of the step of the invitation was used.
    type_into(browser, digits, &code(secret, now(), 1)).await;
    browser.tab_to(enter).await;
    browser.key(Key::Enter).await;
}

async fn whole_way(device: Device, words: &Words) {
    let data = TempDir::new().unwrap();
    let server = serve_with(data.path(), &[("DEVANTURE_STARTER", "off")]);
    let link = invited(&data);
    device
        .journey(async |browser| {
            let secret = enrol(&server, browser, &link, words).await;
            let account = format!("{}{}/administration/compte", server.url, words.prefix);
            browser.visit(&account).await;
            browser.wait_for(words.pages).await;
            assert_sound(browser, "the account").await;
            for page in ["mot-de-passe", "application", "codes"] {
                browser.visit(&format!("{account}/{page}")).await;
                assert_sound(browser, page).await;
            }
            browser.visit(&format!("{}{}/administration/equipe", server.url, words.prefix)).await;
            assert_sound(browser, "the team").await;
            browser.tab_to(words.leave).await;
            browser.key(Key::Enter).await;
            browser.wait_for(words.enter[3]).await;
            assert_sound(browser, "the login").await;
            come_in(browser, &secret, words).await;
            browser.visit(&account).await;
            assert_eq!(browser.heading().await, words.account);
        })
        .await;
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test]
async fn journey_of_somebody_invited_who_comes_in_with_a_keyboard_only() {
    whole_way(Browser::desktop(), &FRENCH).await;
}

#[tokio::test]
async fn journey_of_somebody_invited_who_comes_in_on_a_phone_in_english() {
    whole_way(Browser::phone(), &ENGLISH).await;
}
