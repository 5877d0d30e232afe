//! Links of letters and sessions of browsers, as visitors meet them, on both engines.

use devanture::domain::access::{Subject, Token};
use devanture::domain::email::EmailAddress;
use devanture::domain::form::Answers;
use devanture::domain::ids::{ApplicationId, LetterId};
use devanture::domain::lang::Lang;
use devanture::store::Store;
use devanture::workflow::Moment;
use devanture::workflow::access::{Asked, Cleared, LinkRequest, clear, end_sessions, queue_link};

use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::{new_id, raw};
use crate::support::visitor::{Visitor, field};

const APPLICATION: &str = "01900000-0000-7000-8000-000000000001";
const REFERENCE: &str = "DV-7KQM-3XTA";
const DEAD: &str = "Ce lien n’ouvre plus rien";

fn email() -> EmailAddress {
    EmailAddress::parse("Claire.Martin@atelier.example").unwrap()
}

fn application() -> Subject {
    Subject::Application(APPLICATION.parse::<ApplicationId>().unwrap())
}

fn space() -> Subject {
    Subject::Space(email())
}

fn secret(number: u8) -> Token {
    Token::from_bits([number; 16])
}

async fn send_link(store: &Store, number: u8, subject: Subject, moment: Moment) -> Asked {
    send_link_to(email(), store, number, subject, moment).await
}

async fn send_link_to(
    email: EmailAddress,
    store: &Store,
    number: u8,
    subject: Subject,
    moment: Moment,
) -> Asked {
    let request = LinkRequest {
        token: secret(number),
        letter_id: LetterId::new(new_id()),
        lang: Lang::Fr,
        email,
        subject,
        reference: REFERENCE.to_owned(),
    };
    let mut tx = store.begin_write(moment.now).await.unwrap();
    let asked = queue_link(&mut tx, request, moment).await.unwrap();
    tx.commit().await.unwrap();
    asked
}

/// An application that waits for its address to be proven.
async fn insert_application(app: &TestApp) {
    let mut connection = raw(&app.database_url).await;
    let insert = "insert into application (id, reference, start_key, kind, state, lang, email, answers, flags, \
                  version, created_at, updated_at) values ($1, $2, 'k', 'new', 'draft', 'fr', $3, $4, '[]', 1, 1, 1)";
    let answers = serde_json::to_string(&Answers::default()).unwrap();
    let insert = sqlx::query(insert).bind(APPLICATION).bind(REFERENCE).bind(email().key()).bind(answers);
    insert.execute(&mut connection).await.unwrap();
}

async fn verified_at(app: &TestApp) -> Option<i64> {
    let mut connection = raw(&app.database_url).await;
    let query =
        sqlx::query_scalar("select email_verified_at from application where id = $1").bind(APPLICATION);
    query.fetch_one(&mut connection).await.unwrap()
}

fn path(subject: &Subject, token: &Token) -> String {
    let room = if matches!(subject, Subject::Space(_)) { "espace" } else { "candidature" };
    format!("/{room}/lien/{}", token.reveal())
}

/// Opens the page of a link and presses its button.
async fn follow(visitor: &Visitor<'_>, path: &str) -> Page {
    let page = visitor.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    visitor.post(path, &[("page", &field(&page.text, "page"))]).await
}

#[tokio::test]
async fn a_link_of_an_application_opens_it_in_this_browser_and_proves_the_address() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        insert_application(&app).await;
        assert_eq!(send_link(&app.store, 1, application(), app.now()).await, Asked::Queued);
        let visitor = Visitor::new(&app);
        let page = visitor.get(&path(&application(), &secret(1))).await;
        page.assert_says("Reprendre votre candidature");
        assert_eq!((page.header("cache-control"), page.header("set-cookie")), ("no-store", ""));
        assert_eq!(verified_at(&app).await, None, "a scanner of mail opens links too");
        let opened = follow(&visitor, &path(&application(), &secret(1))).await;
        assert_eq!((opened.status, opened.header("location")), (303, "/candidature/DV-7KQM-3XTA"));
        assert_eq!(opened.header("cache-control"), "no-store");
        let cookie = opened.header("set-cookie");
        assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"), "{cookie}");
        assert_eq!(verified_at(&app).await, Some(app.now().now));
        let session: Token = visitor.cookie("candidature").unwrap().parse().unwrap();
        assert_eq!(app.store.session(&session, app.now().now).await.unwrap(), Some(application()));
    }
}

#[tokio::test]
async fn an_address_that_was_changed_since_is_not_proven() {
    let app = TestApp::empty(Engine::Sqlite).await;
    insert_application(&app).await;
    send_link(&app.store, 1, application(), app.now()).await;
    let mut connection = raw(&app.database_url).await;
    sqlx::query("update application set email = 'other@atelier.example'")
        .execute(&mut connection)
        .await
        .unwrap();
    let visitor = Visitor::new(&app);
    assert_eq!(follow(&visitor, &path(&application(), &secret(1))).await.status, 303);
    assert_eq!(verified_at(&app).await, None);
}

#[tokio::test]
async fn a_link_of_the_space_opens_it_and_keeps_the_language() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        send_link(&app.store, 1, space(), app.now()).await;
        let visitor = Visitor::new(&app);
        let path = format!("/en{}", path(&space(), &secret(1)));
        visitor.get(&path).await.assert_says("Enter your space");
        let opened = follow(&visitor, &path).await;
        assert_eq!((opened.status, opened.header("location")), (303, "/en/espace"));
        let session: Token = visitor.cookie("espace").unwrap().parse().unwrap();
        let kept = Subject::Space(EmailAddress::parse(&email().key()).unwrap());
        assert_eq!(app.store.session(&session, app.now().now).await.unwrap(), Some(kept));
        app.pass_minutes(12 * 60);
        assert_eq!(app.store.session(&session, app.now().now).await.unwrap(), None);
    }
}

#[tokio::test]
async fn used_old_replaced_foreign_and_malformed_links_get_one_and_the_same_page() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        send_link(&app.store, 1, space(), app.now()).await;
        send_link(&app.store, 2, space(), app.now()).await;
        let replaced = path(&space(), &secret(1));
        let foreign = path(&application(), &secret(2));
        assert_eq!(follow(&Visitor::new(&app), &path(&space(), &secret(2))).await.status, 303);
        let used = path(&space(), &secret(2));
        send_link(&app.store, 3, space(), app.now()).await;
        app.pass_minutes(30);
        let old = path(&space(), &secret(3));
        let unknown = path(&space(), &secret(4));
        let malformed = "/espace/lien/bonjour".to_owned();
        let mut pages = Vec::new();
        for path in [&replaced, &used, &old, &unknown, &malformed, &foreign] {
            let visitor = Visitor::new(&app);
            for page in [visitor.get(path).await, visitor.post(path, &[("page", "x")]).await] {
                assert_eq!((page.status, page.header("set-cookie")), (410, ""), "{path}");
                page.assert_says(DEAD);
                pages.push(page.text.replace(path, "PATH"));
            }
        }
        // The foreign one leads to the other place where links are asked for.
        let other = pages.split_off(10);
        assert!(pages.iter().all(|page| *page == pages[0] && page.contains("href=\"/espace/entrer\"")));
        assert!(other.iter().all(|page| page.contains("href=\"/candidature/reprendre\"")));
    }
}

#[tokio::test]
async fn a_doubled_click_ends_in_the_same_session_and_a_second_reader_in_none() {
    let app = TestApp::empty(Engine::Sqlite).await;
    send_link(&app.store, 1, space(), app.now()).await;
    let path = path(&space(), &secret(1));
    let (visitor, other) = (Visitor::new(&app), Visitor::new(&app));
    let showing = field(&visitor.get(&path).await.text, "page");
    let elsewhere = field(&other.get(&path).await.text, "page");
    assert_ne!(showing, elsewhere);
    let first = visitor.post(&path, &[("page", &showing)]).await;
    let second = Visitor::new(&app).post(&path, &[("page", &showing)]).await;
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.header("set-cookie"), second.header("set-cookie"));
    assert_eq!(other.post(&path, &[("page", &elsewhere)]).await.status, 410);
    visitor.post("/espace/quitter", &[]).await;
    assert_eq!(visitor.post(&path, &[("page", &showing)]).await.status, 410, "signed out is signed out");
}

#[tokio::test]
async fn leaving_ends_the_session_and_so_does_a_new_one_in_its_place() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        send_link(&app.store, 1, space(), app.now()).await;
        let visitor = Visitor::new(&app);
        follow(&visitor, &path(&space(), &secret(1))).await;
        let first: Token = visitor.cookie("espace").unwrap().parse().unwrap();
        send_link(&app.store, 2, space(), app.now()).await;
        follow(&visitor, &path(&space(), &secret(2))).await;
        let second: Token = visitor.cookie("espace").unwrap().parse().unwrap();
        let now = app.now().now;
        assert_eq!(app.store.session(&first, now).await.unwrap(), None);
        assert!(app.store.session(&second, now).await.unwrap().is_some());
        let left = visitor.post("/espace/quitter", &[]).await;
        assert_eq!((left.status, left.header("location"), visitor.cookie("espace")), (303, "/", None));
        assert_eq!(app.store.session(&second, now).await.unwrap(), None);
        assert_eq!(Visitor::new(&app).post("/en/espace/quitter", &[]).await.header("location"), "/en/");
    }
}

#[tokio::test]
async fn leaving_everywhere_ends_the_sessions_of_other_browsers_and_of_no_other_address() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let (here, there, neighbour) = (Visitor::new(&app), Visitor::new(&app), Visitor::new(&app));
        for (number, visitor) in [(1, &here), (2, &there)] {
            send_link(&app.store, number, space(), app.now()).await;
            follow(visitor, &path(&space(), &secret(number))).await;
        }
        let other = EmailAddress::parse("other@atelier.example").unwrap();
        send_link_to(other.clone(), &app.store, 3, Subject::Space(other), app.now()).await;
        follow(&neighbour, &path(&space(), &secret(3))).await;
        assert_eq!(here.post("/candidature/quitter-partout", &[]).await.status, 401, "another door");
        let left = here.post("/espace/quitter-partout", &[]).await;
        assert_eq!((left.status, left.header("location"), here.cookie("espace")), (303, "/", None));
        let shut_out = there.post("/en/espace/quitter-partout", &[]).await;
        assert_eq!((shut_out.status, shut_out.header("cache-control")), (401, "no-store"));
        shut_out.assert_says("Your session has ended");
        assert_eq!(neighbour.post("/espace/quitter-partout", &[]).await.status, 303);
    }
}

#[tokio::test]
async fn while_the_database_is_away_sessions_and_links_are_put_off_and_nothing_is_lost() {
    let app = TestApp::empty(Engine::Sqlite).await;
    send_link(&app.store, 1, space(), app.now()).await;
    send_link(&app.store, 2, application(), app.now()).await;
    let visitor = Visitor::new(&app);
    follow(&visitor, &path(&space(), &secret(1))).await;
    app.store.close().await;
    let link = path(&application(), &secret(2));
    for page in [
        visitor.post("/espace/quitter", &[]).await,
        visitor.post("/espace/quitter-partout", &[]).await,
        visitor.get(&link).await,
        visitor.post(&link, &[]).await,
    ] {
        assert_eq!((page.status, page.header("retry-after"), page.header("set-cookie")), (503, "2", ""));
    }
    assert_eq!(
        Visitor::new(&app).post("/espace/quitter", &[]).await.status,
        303,
        "no cookie, nothing to ask"
    );
}

#[tokio::test]
async fn a_session_is_good_under_its_own_name_only() {
    let app = TestApp::empty(Engine::Sqlite).await;
    send_link(&app.store, 1, space(), app.now()).await;
    let visitor = Visitor::new(&app);
    follow(&visitor, &path(&space(), &secret(1))).await;
    let stranger = Visitor::new(&app);
    stranger.take_cookie("candidature", &visitor.cookie("espace").unwrap());
    assert_eq!(stranger.post("/candidature/quitter-partout", &[]).await.status, 401);
    stranger.take_cookie("__Host-espace", &visitor.cookie("espace").unwrap());
    assert_eq!(stranger.post("/espace/quitter-partout", &[]).await.status, 401);
    assert_eq!(visitor.post("/espace/quitter-partout", &[]).await.status, 303);
}

#[tokio::test]
async fn every_session_of_a_subject_ends_at_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        insert_application(&app).await;
        for (number, subject) in [(1, space()), (2, application()), (3, application())] {
            send_link(&app.store, number, subject.clone(), app.now()).await;
            follow(&Visitor::new(&app), &path(&subject, &secret(number))).await;
        }
        let mut tx = app.store.begin_write(app.now().now).await.unwrap();
        assert_eq!(end_sessions(&mut tx, &application()).await.unwrap(), 2);
        assert_eq!(end_sessions(&mut tx, &application()).await.unwrap(), 0);
        assert_eq!(end_sessions(&mut tx, &space()).await.unwrap(), 1);
        tx.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn what_ended_a_day_ago_is_deleted_and_nothing_else() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        send_link(&app.store, 1, space(), app.now()).await;
        follow(&Visitor::new(&app), &path(&space(), &secret(1))).await;
        let audited = app.store.count_audit_rows().await.unwrap();
        app.pass_minutes(24 * 60 + 30);
        assert_eq!(clear(&app.store, app.now()).await.unwrap(), Cleared::default());
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited, "nothing to do, nothing to write");
        app.pass_minutes(1);
        send_link(&app.store, 2, space(), app.now()).await;
        assert_eq!(clear(&app.store, app.now()).await.unwrap(), Cleared { sessions: 0, links: 1 });
        app.pass_minutes(12 * 60);
        assert_eq!(clear(&app.store, app.now()).await.unwrap(), Cleared { sessions: 1, links: 0 });
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 2);
    }
}

#[tokio::test]
async fn an_address_gets_three_links_an_hour_however_it_is_written() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let mut asked = Vec::new();
        for (number, written) in (1..).zip(["a@b.fr", "A@b.fr", "a@B.fr", "a@b.FR."]) {
            let email = EmailAddress::parse(written).unwrap();
            asked.push(send_link_to(email, &app.store, number, space(), app.now()).await);
        }
        assert_eq!(send_link(&app.store, 6, space(), app.now()).await, Asked::Queued, "another address");
        assert_eq!(asked, [Asked::Queued, Asked::Queued, Asked::Queued, Asked::TooMany]);
        // The one that was not sent ends none of those that were.
        assert!(app.get(&path(&space(), &secret(3))).await.status == 200);
        app.pass_minutes(61);
        assert_eq!(send_link(&app.store, 5, space(), app.now()).await, Asked::Queued);
    }
}
