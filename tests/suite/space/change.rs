//! From the space into applications: changes that begin with what is known, and nobody else's papers.

use devanture::domain::application::{ApplicationKind, ApplicationState};
use devanture::domain::form::answers::Progress;
use devanture::domain::form::{Topic, Typed};
use devanture::domain::listing::ListingStatus as Status;
use devanture::workflow::applications::{Filled, fill};

use super::{CLAIRE, SLUG, approved, enter, filled, list, list_neighbour, prove, sent, stored};
use crate::support::app::{Engine, TestApp};
use crate::support::visitor::Visitor;

const CHANGE: &str = "/espace/prestataires/atelier-du-web/modifier";

/// The application that this browser has open.
async fn open_in(app: &TestApp, visitor: &Visitor<'_>) -> devanture::store::StoredApplication {
    let session = visitor.cookie("candidature").unwrap().parse().unwrap();
    let subject = app.store.session(&session, app.now().now).await.unwrap().unwrap();
    let devanture::domain::access::Subject::Application(id) = subject else { panic!("{subject}") };
    app.store.application_by_id(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_change_begins_with_what_is_known_and_lacks_nothing_but_the_change() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let browser = Visitor::new(&app);
        enter(&app, &browser, CLAIRE).await;
        let begun = browser.post(CHANGE, &[]).await;
        assert_eq!(begun.status, 303);
        let path = begun.header("location").to_owned();
        let change = open_in(&app, &browser).await;
        assert_eq!(path, format!("/candidature/{}", change.reference));
        assert_eq!((change.kind, change.state), (ApplicationKind::Change, ApplicationState::Draft));
        assert!(change.email_verified_at.is_some(), "the session proves the address");
        assert_eq!(change.answers.shared.one("contact.name"), "Claire Martin");
        assert_eq!(change.answers.shared.one("contact.phone"), "06 00 00 00 01");
        assert_eq!(change.answers.problems(), []);
        for topic in Topic::SHARED {
            assert_eq!(change.answers.progress(topic, None), Progress::Done, "{topic:?}");
        }
        assert_eq!(browser.get(&path).await.status, 200);
        let again = browser.post(&format!("/en{CHANGE}"), &[]).await;
        assert_eq!(again.header("location"), format!("/en{path}"), "a doubled click opens the same");
        let space = browser.get("/espace").await;
        space.assert_says(&format!("Terminer et envoyer {}", change.reference));
    }
}

#[tokio::test]
async fn the_public_version_stays_until_the_change_is_vetted_and_a_pause_outlives_it() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let url = app.url.clone();
    let browser = Visitor::at(&url);
    enter(&app, &browser, CLAIRE).await;
    browser.post(CHANGE, &[]).await;
    let change = open_in(&app, &browser).await;
    let words: Typed =
        [("title", "Boutique en vitrine"), ("summary", "Une boutique, et ses photos.")].into_iter().collect();
    let offer = Some(change.answers.offers[0].number);
    let typed = Filled { topic: Topic::Words, offer, typed: &words, link: None, known: None };
    fill(&app.store, change.id, typed, app.now()).await.unwrap();
    let waiting = sent(&app, change.id).await;
    assert_eq!(stored(&app, SLUG).await.status, Status::UnderCheck);
    app.catch_up().await;
    app.get(&format!("/offres/{SLUG}")).await.assert_says("Boutique clé en main");
    browser.get("/espace").await.assert_says("un changement est en cours de vérification");
    browser.post(&format!("/espace/offres/{SLUG}/pause"), &[]).await;
    browser.post(&format!("/espace/offres/{SLUG}/reprendre"), &[]).await;
    assert_eq!(stored(&app, SLUG).await.status, Status::UnderCheck, "it still waits for its change");
    browser.post(&format!("/espace/offres/{SLUG}/pause"), &[]).await;
    approved(&mut app, &waiting).await;
    let offer = stored(&app, SLUG).await;
    assert_eq!((offer.status, offer.title.as_str()), (Status::Paused, "Boutique en vitrine"));
}

#[tokio::test]
async fn a_space_opens_its_own_applications_and_no_others() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let provider = list(&mut app, &[]).await;
        list_neighbour(&mut app).await;
        let own = filled(&app, None, &[]).await;
        prove(&app, own).await;
        // Somebody else typed this address, and never proved it.
        let unproved = filled(&app, None, &[]).await;
        // Somebody else claims the firm: their papers are theirs.
        let theirs = [("contact.email", "autre@ailleurs.example"), ("contact.name", "Autre")];
        let claim = filled(&app, Some((provider, ApplicationKind::Claim)), &theirs).await;
        prove(&app, claim).await;
        let browser = Visitor::new(&app);
        enter(&app, &browser, CLAIRE).await;
        let space = browser.get("/espace").await;
        for (id, opens) in [(own, true), (unproved, false), (claim, false)] {
            let reference = app.store.application_by_id(id).await.unwrap().unwrap().reference.to_string();
            assert_eq!(space.text.contains(&reference), opens, "{reference}");
            let opened = browser.post(&format!("/espace/candidatures/{reference}/ouvrir"), &[]).await;
            assert_eq!(opened.status, if opens { 303 } else { 404 }, "{reference}");
            if opens {
                assert_eq!(opened.header("location"), format!("/candidature/{reference}"));
                assert_eq!(open_in(&app, &browser).await.id, id);
                assert_eq!(browser.get(opened.header("location")).await.status, 200);
            }
        }
        assert_eq!(open_in(&app, &browser).await.id, own, "what was refused left what was open");
    }
}

#[tokio::test]
async fn colleagues_work_on_the_same_change() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let provider = list(&mut app, &[]).await;
    let lea = [("contact.email", "lea@atelier.example"), ("contact.name", "Léa")];
    let second = filled(&app, Some((provider, ApplicationKind::Change)), &lea).await;
    prove(&app, second).await;
    let second = sent(&app, second).await;
    approved(&mut app, &second).await;
    let (claire, other) = (Visitor::new(&app), Visitor::new(&app));
    enter(&app, &claire, CLAIRE).await;
    enter(&app, &other, "lea@atelier.example").await;
    claire.post(CHANGE, &[]).await;
    let change = open_in(&app, &claire).await;
    let seen = other.get("/espace").await;
    seen.assert_says(change.reference.as_str());
    other.post(&format!("/espace/candidatures/{}/ouvrir", change.reference), &[]).await;
    assert_eq!(open_in(&app, &other).await.id, change.id);
}
