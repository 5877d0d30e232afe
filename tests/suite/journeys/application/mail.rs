//! The same letters through a real mail server, which is busy at first.

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, web_of_the_atelier};
use crate::support::axe::assert_accessible;
use crate::support::browser::Browser;
use crate::support::register::Register;
use crate::support::smtp::{Manner, Sink};

#[tokio::test]
async fn journey_through_a_mail_server_that_asks_for_patience_to_sent() {
    let (web, register, sink) = (web_of_the_atelier().await, Register::start().await, Sink::start().await);
    let set = [("DEVANTURE_STARTER", "off"), ("DEVANTURE_SMTP_URL", &*sink.url())];
    let app = TestApp::in_world(Engine::Sqlite, &set, web.outside(&register.url)).await;
    let applicant = Applicant::filled(&app).await;
    sink.behave([Manner::AsksForPatience]);
    assert_eq!((app.deliver().await.put_off, sink.taken().len()), (1, 0));
    app.pass_minutes(2);
    assert_eq!(app.deliver().await.sent, 1);
    assert!(app.letters().is_empty(), "letters go to the server that is set");
    let link = sink.taken().remove(0).letter.link();
    Browser::phone()
        .journey(async |browser| {
            browser.visit(&link).await;
            assert_accessible(browser, "the page of a link").await;
            browser.press("Ouvrir ma candidature").await;
            assert!(browser.address().await.ends_with(&applicant.path));
            browser.click_link("Envoyer votre candidature").await;
            browser.choose_starting("J’ai le droit d’engager cette entreprise").await;
            browser.press("Envoyer ma candidature").await;
            assert_eq!(browser.heading().await, "Où en est votre candidature");
            browser.visit(&link).await;
            assert_eq!(browser.heading().await, "Ce lien n’ouvre plus rien");
            assert_accessible(browser, "the page of a link that was used").await;
            browser.assert_clean_in_session().await;
        })
        .await;
    assert_eq!(app.deliver().await.sent, 1);
    let taken = sink.taken();
    let received = &taken.last().unwrap().letter;
    assert!(received.text.contains("Boutique en ligne clé en main"), "{}", received.text);
    assert_eq!(taken.len(), 2, "one link, one receipt");
}
