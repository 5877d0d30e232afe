//! Coming back: links that work once, for a while, for whoever has the letter; sessions that end.

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, TOPICS, open_link};
use crate::support::visitor::Visitor;

const DEAD: &str = "Ce lien n’ouvre plus rien";

#[tokio::test]
async fn another_browser_opens_the_application_by_the_letter_and_finds_everything() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let applicant = Applicant::filled(&app).await;
        let link = applicant.link(&app).await;
        let elsewhere = Visitor::new(&app);
        let opened = open_link(&elsewhere, &link).await;
        assert_eq!((opened.status, opened.header("location")), (303, applicant.path.as_str()));
        let elsewhere = Applicant { browser: elsewhere, path: applicant.path.clone() };
        for (topic, typed) in TOPICS {
            elsewhere.assert_keeps(topic, typed).await;
            applicant.assert_keeps(topic, typed).await;
        }
        elsewhere.page("envoyer").await.assert_says("Adresse confirmée");
        applicant.page("envoyer").await.assert_says("Adresse confirmée");
    }
}

#[tokio::test]
async fn used_replaced_old_foreign_and_malformed_links_are_one_page_and_open_nothing() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::filled(&app).await;
    let replaced = applicant.link(&app).await;
    applicant.save("adresse", &[]).await;
    let used = applicant.link(&app).await;
    assert_ne!(replaced, used);
    assert_eq!(applicant.open_link(&used).await.status, 303);
    applicant.save("adresse", &[]).await;
    let old = applicant.link(&app).await;
    assert_eq!(Visitor::new(&app).get(&old).await.status, 200);
    app.pass_minutes(31);
    let foreign = old.replace("/candidature/", "/espace/");
    let mut pages = Vec::new();
    for link in [
        &replaced,
        &used,
        &old,
        "/candidature/lien/x",
        &format!("{old}0"),
        &format!("/candidature/lien/{}", "0".repeat(32)),
    ] {
        for page in
            [Visitor::new(&app).get(link).await, Visitor::new(&app).post(link, &[("page", "x")]).await]
        {
            assert_eq!((page.status, page.header("set-cookie")), (410, ""), "{link}");
            page.assert_says(DEAD);
            pages.push(page.text.replace(link, "LINK"));
        }
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
    assert_eq!(Visitor::new(&app).get(&foreign).await.status, 410);
    assert_eq!(applicant.page("siret").await.status, 200, "the session goes on");
}

#[tokio::test]
async fn whoever_asks_for_a_link_is_told_the_same_whether_there_is_an_application_or_not() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::filled(&app).await;
    applicant.link(&app).await;
    let stranger = Visitor::new(&app);
    let known = stranger.post("/candidature/reprendre", &[("email", " Claire@Atelier.example ")]).await;
    let unknown = stranger.post("/candidature/reprendre", &[("email", "nobody@atelier.example")]).await;
    assert_eq!((known.status, unknown.status), (200, 200));
    assert_eq!(known.text, unknown.text);
    let link = applicant.link(&app).await;
    assert_eq!(app.letters().len(), 2, "one letter for the known address, none for the other");
    let letter = app.letters().pop().unwrap();
    assert_eq!(letter.to, "claire@atelier.example");
    assert_eq!(open_link(&stranger, &link).await.header("location"), applicant.path);
}

#[tokio::test]
async fn an_address_that_is_changed_has_to_be_proved_again_and_old_links_to_it_end() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::ready(&app).await;
    applicant.save("adresse", &[]).await;
    let old = applicant.link(&app).await;
    let moved = [("contact.name", "Claire Martin"), ("contact.email", "claire@martin.example")];
    assert_eq!(applicant.save("contact", &moved).await.status, 303);
    applicant.page("envoyer").await.assert_says("Confirmez votre adresse");
    assert_eq!(applicant.browser.get(&old).await.status, 410, "it went to the other address");
    let link = applicant.link(&app).await;
    assert_eq!(app.letters().last().unwrap().to, "claire@martin.example");
    applicant.open_link(&link).await;
    applicant.page("envoyer").await.assert_says("claire@martin.example");
}

#[tokio::test]
async fn a_fourth_link_within_an_hour_is_not_sent_and_the_page_says_so() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::filled(&app).await;
    for _ in 0..2 {
        applicant.save("adresse", &[]).await.assert_says("Le lien est parti");
    }
    applicant.save("adresse", &[]).await.assert_says("Trois liens sont déjà partis");
    let link = applicant.link(&app).await;
    assert_eq!(app.letters().len(), 3);
    assert_eq!(applicant.open_link(&link).await.status, 303, "the last one that went still works");
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_and_nothing_typed_is_lost() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::filled(&app).await;
    app.pass_minutes(30 * 24 * 60 - 1);
    applicant.assert_keeps("siret", TOPICS[0].1).await;
    app.pass_minutes(2);
    let shut = applicant.page("siret").await;
    assert_eq!((shut.status, shut.header("location")), (303, "/candidature/reprendre"));
    let sent = applicant.save("siret", &[("siret", "1")]).await;
    assert_eq!(sent.status, 401);
    sent.assert_says("Votre session est terminée");
    applicant.browser.post("/candidature/reprendre", &[("email", "claire@atelier.example")]).await;
    let link = applicant.link(&app).await;
    applicant.open_link(&link).await;
    applicant.assert_keeps("siret", TOPICS[0].1).await;
}

#[tokio::test]
async fn closing_on_this_device_shuts_it_here_only() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::filled(&app).await;
    let elsewhere = Visitor::new(&app);
    open_link(&elsewhere, &applicant.link(&app).await).await;
    applicant.browser.post("/candidature/quitter", &[]).await;
    assert_eq!(applicant.page("").await.status, 303);
    assert_eq!(elsewhere.get(&applicant.path).await.status, 200);
}

#[tokio::test]
async fn who_would_begin_another_application_hears_first_what_becomes_of_the_open_one() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    let resume = format!("href=\"{}\"", applicant.path);
    let questions = || applicant.browser.get("/candidature/questions");
    let lost = questions().await;
    lost.assert_says("plus rien ne permettra de retrouver celle-ci");
    assert!(lost.text.contains(&resume));
    let start = applicant.browser.get("/candidature").await;
    start.assert_says("Commencer une autre candidature");
    assert!(start.text.contains(&resume));
    applicant.fill_in().await;
    let unanswered = applicant.browser.post("/candidature/questions", &[]).await;
    assert_eq!(unanswered.status, 422);
    for page in [questions().await, unanswered] {
        page.assert_says("demandez un lien avec votre adresse de courriel");
        assert!(page.text.contains(&resume));
    }
    let other = Visitor::new(&app).get("/candidature/questions").await;
    assert!(!other.text.contains("Reprendre ma candidature"), "nothing is open in another browser");
}
