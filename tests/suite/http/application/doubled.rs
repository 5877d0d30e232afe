//! Buttons that are pressed twice.

use std::collections::BTreeSet;

use tokio::join;

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, TOPICS, answers_to_questions};
use crate::support::visitor::{Visitor, field};

#[tokio::test]
async fn begin_pressed_twice_begins_one_application() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let visitor = Visitor::new(&app);
        let key = field(&visitor.get("/candidature/questions").await.text, "cle");
        let answers = answers_to_questions(&key);
        let press = || visitor.post("/candidature/questions", &answers);
        let (first, second) = join!(press(), press());
        let places = [first, second].map(|page| {
            assert_eq!(page.status, 303);
            page.header("location").to_owned()
        });
        assert_eq!(places[0], places[1]);
        assert_eq!(visitor.get(&places[0]).await.status, 200, "whichever cookie came last opens it");
        let other = Applicant::begin(visitor, "").await;
        assert_ne!(other.path, places[0], "another showing of the page begins another one");
    }
}

#[tokio::test]
async fn add_an_offer_pressed_twice_adds_one() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let applicant = Applicant::begin(Visitor::new(&app), "").await;
        let press = || applicant.save("offres", &[("offres", "1")]);
        let (first, second) = join!(press(), press());
        let place = applicant.at("offres/2/services");
        assert_eq!((first.header("location"), second.header("location")), (place.as_str(), place.as_str()));
        assert_eq!(applicant.page("offres/3/services").await.status, 404);
        applicant.page("").await.assert_says("0 étapes faites sur 16");
    }
}

#[tokio::test]
async fn save_and_remove_pressed_twice_are_done_once() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    let typed = [("siret", "80000000200017")];
    let (first, second) = join!(applicant.save("siret", &typed), applicant.save("siret", &typed));
    assert_eq!((first.status, second.status), (303, 303));
    applicant.assert_keeps("siret", &typed).await;
    applicant.save("offres", &[("offres", "1")]).await;
    let press = || applicant.save("offres/2/retirer", &[]);
    let (first, second) = join!(press(), press());
    assert_eq!((first.header("location"), second.header("location")), (&*applicant.path, &*applicant.path));
    assert_eq!(applicant.page("offres/1/services").await.status, 200);
}

#[tokio::test]
async fn send_pressed_twice_sends_once_and_again_later_creates_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let applicant = Applicant::ready(&app).await;
        let (first, second) = applicant.send_twice().await;
        let stands = applicant.at("suivi");
        assert_eq!((first.header("location"), second.header("location")), (stands.as_str(), stands.as_str()));
        let audited = app.store.count_audit_rows().await.unwrap();
        let later = applicant.save("envoyer", &[("declaration", "1")]).await;
        assert_eq!((later.status, later.header("location")), (303, stands.as_str()));
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited);
        app.deliver().await;
        let subjects: Vec<String> = app.letters().into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects.len(), 2, "a link and one receipt: {subjects:?}");
        let page = applicant.page("suivi").await;
        assert_eq!(page.text.matches("Candidature envoyée.").count(), 1, "{}", page.text);
        page.assert_says("Envoyée");
    }
}

#[tokio::test]
async fn a_link_asked_for_twice_at_once_leaves_one_that_works() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let applicant = Applicant::filled(&app).await;
        let (first, second) = join!(applicant.save("adresse", &[]), applicant.save("adresse", &[]));
        assert_eq!((first.status, second.status), (200, 200));
        app.deliver().await;
        let links: BTreeSet<String> = app.letters().iter().map(|letter| letter.link()).collect();
        let mut open = 0;
        for link in links.iter().map(|link| link.strip_prefix(&app.url).unwrap()) {
            let status = Visitor::new(&app).get(link).await.status;
            assert!([200, 410].contains(&status), "{status}");
            open += u32::from(status == 200);
        }
        assert_eq!(open, 1, "the newest of {}", links.len());
    }
}

#[tokio::test]
async fn the_button_behind_a_link_pressed_twice_opens_one_session() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let applicant = Applicant::filled(&app).await;
        let link = applicant.link(&app).await;
        let elsewhere = Visitor::new(&app);
        let page = field(&elsewhere.get(&link).await.text, "page");
        let typed = [("page", page.as_str())];
        let (first, second) = join!(elsewhere.post(&link, &typed), elsewhere.post(&link, &typed));
        assert_eq!((first.status, second.status), (303, 303));
        assert_eq!(first.header("set-cookie"), second.header("set-cookie"));
        assert_eq!(elsewhere.get(&applicant.path).await.status, 200);
    }
}

#[tokio::test]
async fn pages_saved_at_once_in_several_tabs_are_all_kept() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let applicant = Applicant::begin(Visitor::new(&app), "").await;
        let save = |place: usize| {
            let (topic, typed) = TOPICS[place];
            applicant.save(topic, typed)
        };
        let (firm, words, price, contact) = join!(save(1), save(3), save(5), save(9));
        assert_eq!([firm.status, words.status, price.status, contact.status], [303; 4]);
        for place in [1, 3, 5, 9] {
            let (topic, typed) = TOPICS[place];
            applicant.assert_keeps(topic, typed).await;
        }
    }
}
