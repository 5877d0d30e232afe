//! Somebody follows the link of a letter in a real browser, as browsers really send forms and keep cookies.

use devanture::domain::access::{Subject, Token};
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::LetterId;
use devanture::domain::lang::Lang;
use devanture::workflow::access::{LinkRequest, queue_link};

use crate::support::app::{Engine, TestApp};
use crate::support::axe::assert_accessible;
use crate::support::browser::{Browser, Device};
use crate::support::databases::new_id;

/// Sends a link to the space of an address and gives the path in its letter.
async fn send_link(app: &TestApp, number: u8) -> String {
    let token = Token::from_bits([number; 16]);
    let path = format!("/espace/lien/{}", token.reveal());
    let email = EmailAddress::parse("claire@atelier.example").unwrap();
    let request = LinkRequest {
        token,
        letter_id: LetterId::new(new_id()),
        lang: Lang::Fr,
        subject: Subject::Space(email.clone()),
        email,
        reference: String::new(),
    };
    let mut tx = app.store.begin_write(app.now().now).await.unwrap();
    queue_link(&mut tx, request, app.now()).await.unwrap();
    tx.commit().await.unwrap();
    path
}

async fn follow(device: Device, prefix: &str, button: &str, ended: &str) {
    let app = TestApp::empty(Engine::Sqlite).await;
    let path = format!("{}{prefix}{}", app.url, send_link(&app, 1).await);
    device
        .journey(async |browser| {
            browser.visit(&path).await;
            assert_accessible(browser, "a link").await;
            browser.assert_clean().await;
            browser.press(button).await;
            assert_eq!(browser.address().await, format!("{}{prefix}/espace", app.url));
            browser.visit(&path).await;
            assert_eq!(browser.heading().await, ended);
            assert_accessible(browser, "a used link").await;
            let (page, window) = browser.widths().await;
            assert!(page <= window, "{page} in {window}");
            // The console reports the status of pages for what is gone as errors.
            browser.complaints().await;
        })
        .await;
}

#[tokio::test]
async fn journey_through_a_link_on_a_phone() {
    follow(Browser::phone(), "", "Ouvrir mon espace", "Ce lien n’ouvre plus rien").await;
}

#[tokio::test]
async fn journey_through_a_link_in_english_in_the_dark() {
    let device = Browser::desktop().dark();
    follow(device, "/en", "Open my space", "This link no longer opens anything").await;
}
