//! Forgetting a person: nothing of them is left in the database, the index, the exports or the sessions.

use devanture::domain::access::Subject;
use devanture::domain::application::ApplicationKind;
use devanture::domain::email::EmailAddress;
use devanture::domain::form::{Topic, Typed};
use devanture::domain::listing::ListingStatus as Status;
use devanture::workflow::applications::{Filled, decide, fill, take};
use sqlx::Row;

use super::{CLAIRE, SLUG, approved, enter, filled, list, list_neighbour, prove, sent, stored, vetting};
use crate::support::app::{Engine, TestApp};
use crate::support::databases::{new_id, raw};
use crate::support::verdicts::question;
use crate::support::visitor::Visitor;

/// Every value of text in every table, with where it stands.
async fn every_text(app: &TestApp) -> Vec<(String, String)> {
    let mut connection = raw(&app.database_url).await;
    let columns = if app.database_url.starts_with("sqlite:") {
        "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c \
         where m.type = 'table' and upper(c.type) = 'TEXT'"
    } else {
        "select cast(table_name as text), cast(column_name as text) from information_schema.columns \
         where table_schema = 'public' and data_type = 'text'"
    };
    let columns = sqlx::query(columns).fetch_all(&mut connection).await.unwrap();
    assert!(columns.len() > 40, "{} columns", columns.len());
    let mut texts = Vec::new();
    for column in columns {
        let (table, name): (String, String) = (column.get(0), column.get(1));
        let query = format!("select {name} from {table} where {name} is not null");
        for row in sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap() {
            texts.push((format!("{table}.{name}"), row.get(0)));
        }
    }
    texts
}

async fn traces(app: &TestApp, of: &[&str]) -> Vec<(String, String)> {
    let texts = every_text(app).await;
    let lower = |text: &str| text.to_lowercase();
    texts.into_iter().filter(|(_, text)| of.iter().any(|of| lower(text).contains(&lower(of)))).collect()
}

async fn exported(app: &TestApp) -> String {
    let mut out = Vec::new();
    devanture::commands::export::run(&app.store, devanture::config::ExportFormat::Ndjson, &mut out)
        .await
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[tokio::test]
async fn nothing_of_a_person_is_left_anywhere_once_they_asked_for_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        list_neighbour(&mut app).await;
        let draft = filled(&app, None, &[("title", "Brouillon")]).await;
        let url = app.url.clone();
        let browser = Visitor::at(&url);
        enter(&app, &browser, CLAIRE).await;
        browser.post("/espace/prestataires/atelier-du-web/modifier", &[]).await;
        assert!(browser.cookie("candidature").is_some());
        let ask = browser.get("/espace/effacer").await;
        ask.assert_says("Effacer vos données ?");
        ask.assert_says("Télécharger d’abord mes données");
        assert!(!traces(&app, &[CLAIRE]).await.is_empty(), "asking erases nothing");
        let done = browser.post("/espace/effacer", &[]).await;
        assert_eq!((done.status, done.header("location")), (303, "/espace/efface"));
        assert_eq!((browser.cookie("espace"), browser.cookie("candidature")), (None, None));
        browser.get("/espace/efface").await.assert_says("Vos données sont effacées");
        let waiting = traces(&app, &[CLAIRE]).await;
        assert_eq!(waiting.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["letter.recipient"]);
        app.deliver().await;
        let last = app.letters().pop().unwrap();
        assert_eq!(
            (last.to.as_str(), last.subject.as_str()),
            ("claire.martin@atelier.example", "Vos données sont effacées")
        );
        assert!(last.text.contains("Atelier du Web"), "{}", last.text);
        let of =
            [CLAIRE, "Claire Martin", "06 00 00 00 01", "600000001", "03 89 00 00 01", "Librairie du Centre"];
        assert_eq!(traces(&app, &of).await, []);
        assert!(app.store.application_by_id(draft).await.unwrap().is_none());
        app.catch_up().await;
        let (api, export) = (app.get("/api/v1/listings").await.text, exported(&app).await);
        let page = app.get(&format!("/offres/{SLUG}")).await;
        assert_eq!(page.status, 410);
        for text in [&api, &export, &page.text, &app.get("/prestataires/atelier-du-web").await.text] {
            assert!(of.iter().all(|of| !text.to_lowercase().contains(&of.to_lowercase())), "{text}");
        }
        assert!(export.contains("\"website\":\"https://atelier.example\"") && export.contains("800000002"));
        assert_eq!(stored(&app, SLUG).await.status, Status::Withdrawn);
        assert_eq!(stored(&app, "offre-du-voisin").await.status, Status::Published);
        browser.post("/espace/entrer", &[("email", CLAIRE)]).await.assert_says("Consultez votre messagerie");
        let letters = app.letters().len();
        app.deliver().await;
        assert_eq!(app.letters().len(), letters, "the address answers for nothing any more");
        assert_eq!(traces(&app, &[CLAIRE]).await, []);
    }
}

#[tokio::test]
async fn a_provider_that_somebody_else_answers_for_stays_with_all_it_says() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let provider = list(&mut app, &[]).await;
        let lea = [("contact.email", "lea@atelier.example"), ("contact.name", "Léa")];
        let second = filled(&app, Some((provider, ApplicationKind::Change)), &lea).await;
        prove(&app, second).await;
        let second = sent(&app, second).await;
        approved(&mut app, &second).await;
        let (claire, other) = (Visitor::new(&app), Visitor::new(&app));
        enter(&app, &claire, CLAIRE).await;
        enter(&app, &other, "lea@atelier.example").await;
        // A change that Claire sent and nobody has vetted yet goes with her; the offer waits no longer.
        claire.post("/espace/prestataires/atelier-du-web/modifier", &[]).await;
        let session = claire.cookie("candidature").unwrap().parse().unwrap();
        let Some(Subject::Application(change)) = app.store.session(&session, app.now().now).await.unwrap()
        else {
            panic!("no application is open")
        };
        sent(&app, change).await;
        assert_eq!(stored(&app, SLUG).await.status, Status::UnderCheck);
        claire.post("/espace/effacer", &[]).await;
        app.deliver().await;
        let offer = stored(&app, SLUG).await;
        assert_eq!(offer.status, Status::Published);
        assert!(offer.summary.as_str().contains("••••"), "{}", offer.summary);
        assert_eq!(traces(&app, &[CLAIRE, "Claire Martin"]).await, []);
        let kept = app.store.provider(provider).await.unwrap().unwrap().provider;
        assert!(kept.public_phone.is_some() && kept.references.len() == 1);
        other.get("/espace").await.assert_says("Boutique clé en main");
        assert_eq!(claire.get("/espace").await.status, 303);
    }
}

#[tokio::test]
async fn an_address_is_made_unreadable_in_the_papers_of_others_who_once_wrote_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        // Sent from Claire's address, then changed to another one when questions came.
        let id = filled(&app, None, &[("siret", "80000001000010"), ("title", "Deuxième offre")]).await;
        prove(&app, id).await;
        let first = sent(&app, id).await;
        let taken = take(&app.store, vetting(&app, &first).await).await.unwrap();
        let asking = question("De quelle adresse écrivez-vous\u{202f}?");
        decide(&app.store, vetting(&app, &taken).await, &asking, &mut new_id).await.unwrap();
        let contact: Typed =
            [("contact.name", "Paul"), ("contact.email", "paul@ailleurs.example")].into_iter().collect();
        let typed = Filled { topic: Topic::Contact, offer: None, typed: &contact, link: None, known: None };
        fill(&app.store, id, typed, app.now()).await.unwrap();
        let browser = Visitor::new(&app);
        enter(&app, &browser, CLAIRE).await;
        browser.post("/espace/effacer", &[]).await;
        app.deliver().await;
        assert_eq!(traces(&app, &[CLAIRE, "Claire Martin"]).await, []);
        let kept = app.store.application_by_id(id).await.unwrap().unwrap();
        assert_eq!(kept.email, Some(EmailAddress::parse("paul@ailleurs.example").unwrap()));
        assert_eq!(
            app.store.submission(id).await.unwrap(),
            None,
            "the copy was to be answered at that address"
        );
        prove(&app, id).await;
        sent(&app, id).await;
    }
}

#[tokio::test]
async fn an_address_made_of_signs_of_patterns_is_erased_and_no_other_that_looks_like_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let (odd, like) = ("c_m%x@atelier.example", "c-mmmx@atelier.example");
        list(&mut app, &[("contact.email", odd)]).await;
        let other = filled(
            &app,
            None,
            &[("contact.email", like), ("summary", &format!("De c_m%x@atelier.example et {like}."))],
        )
        .await;
        let browser = Visitor::new(&app);
        enter(&app, &browser, odd).await;
        browser.post("/espace/effacer", &[]).await;
        app.deliver().await;
        assert_eq!(traces(&app, &[odd]).await, []);
        let kept = app.store.application_by_id(other).await.unwrap().unwrap();
        let summary = kept.answers.offers[0].typed.one("summary").to_owned();
        assert_eq!((kept.email.unwrap().as_str(), summary.contains(like)), (like, true), "{summary}");
    }
}

#[tokio::test]
async fn a_last_letter_that_nobody_takes_keeps_no_address_either() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let browser = Visitor::new(&app);
    enter(&app, &browser, CLAIRE).await;
    browser.post("/espace/effacer", &[]).await;
    let now = app.now().now;
    let mut tx = app.store.begin_write(now).await.unwrap();
    let letter = tx.claim_letter(now + 60_000).await.unwrap().unwrap();
    assert_eq!(letter.kind, "erased");
    let refused = devanture::domain::delivery::Setback::new(
        devanture::domain::delivery::Trouble::RecipientRefused,
        "550 claire.martin@atelier.example is unknown",
    );
    assert!(tx.give_up_letter(&letter, &refused).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(traces(&app, &[CLAIRE]).await, []);
    assert_eq!(app.store.failed_letters(10).await.unwrap(), [], "nobody is to be told about it");
}

#[tokio::test]
async fn the_audit_log_tells_that_somebody_was_forgotten_and_not_who() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let browser = Visitor::new(&app);
    enter(&app, &browser, CLAIRE).await;
    browser.post("/espace/effacer", &[]).await;
    let mut connection = raw(&app.database_url).await;
    let last = "select actor, action, subject, detail from audit_log order by seq desc limit 1";
    let row = sqlx::query(last).fetch_one(&mut connection).await.unwrap();
    let told: Vec<String> = (0..4).map(|column| row.get(column)).collect();
    assert_eq!(told, ["provider", "erase_data", "space", "{\"providers\":1,\"applications\":1}"]);
    assert_eq!(browser.post("/espace/effacer", &[]).await.status, 401, "the session is over");
}
