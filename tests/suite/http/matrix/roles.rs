//! Every route of the desk, for everybody there is, with every kind of identifier in its path.

use devanture::domain::access::{Subject, Token};
use devanture::domain::choice::Choice;
use devanture::domain::desk::Role;
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::ApplicationId;
use devanture::web::{Declared, Who, declared};
use devanture::workflow::access::open_session;
use reqwest::Method;

use super::{FORM, filled};
use crate::space::{CLAIRE, list, prove, sent};
use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::new_id;
use crate::support::desk::{Officer, hired};
use crate::support::visitor::Visitor;

/// What stands where a path has an identifier: none of them is there, or none of anybody who asks.
const UNKNOWN: [&str; 6] = [
    "zz",
    "DV-7KQM-3XTA",
    "01900000-0000-7000-8000-000000000009",
    "00000000000000000000000000000000",
    "%00",
    "..%2f..%2fetc%2fpasswd",
];

/// What a form of the desk may hold, so that nothing but its path is wrong.
const SENT: [(&str, &str); 6] = [
    ("version", "1"),
    ("vu", "0"),
    ("role", "vetter"),
    ("motif", "doublon"),
    ("etape", "envoyer"),
    ("reponse", "accord"),
];

/// A route that only the desk may call.
fn of_desk() -> Vec<(Declared, Role)> {
    let role = |route: Declared| match route.who {
        Who::Desk(role) => Some((route, role)),
        _ => None,
    };
    let routes: Vec<_> = declared().into_iter().filter_map(role).collect();
    assert!(routes.len() > 60, "the desk has its routes");
    routes
}

/// A browser with a session.
async fn with_session<'a>(app: &'a TestApp, cookie: &str, subject: Subject) -> Visitor<'a> {
    let (token, now) = (Token::from_bits(*new_id().as_bytes()), app.now());
    let mut tx = app.store.begin_write(now.now).await.unwrap();
    open_session(&mut tx, &token, &subject, now).await.unwrap();
    tx.commit().await.unwrap();
    let visitor = Visitor::new(app);
    visitor.take_cookie(cookie, token.reveal());
    visitor
}

/// Asks with any method but GET, as a form of the site.
async fn ask(visitor: &Visitor<'_>, app: &TestApp, method: &str, path: &str) -> Page {
    match method {
        "GET" => visitor.get(path).await,
        "POST" => visitor.post(path, &SENT).await,
        other => {
            let request = app.request(Method::from_bytes(other.as_bytes()).unwrap(), path);
            visitor.send(request.header("origin", &app.url).header("content-type", FORM)).await
        }
    }
}

/// What an answer is, but for the name that it was asked by.
fn answer(page: &Page, name: &str) -> (u16, String, String) {
    (page.status, page.header("location").to_owned(), page.text.replace(name, "NAME"))
}

/// An application in somebody's hands and one that was never sent: what there is behind the doors.
struct Kept {
    sent: String,
    draft: String,
    session: String,
    officer: String,
    own: ApplicationId,
}

async fn kept(app: &mut TestApp) -> Kept {
    list(app, &[]).await;
    app.pass_minutes(120);
    let id = crate::space::filled(app, None, &[("title", "Une autre offre")]).await;
    prove(app, id).await;
    let sent = sent(app, id).await.reference.to_string();
    let draft = crate::space::filled(app, None, &[("title", "Un brouillon")]).await;
    let draft = app.store.application_by_id(draft).await.unwrap().unwrap().reference.to_string();
    let officer = hired(&app.store, "Zoe", Role::Vetter, app.now()).await;
    let token = Token::from_bits(*new_id().as_bytes());
    let mut tx = app.store.begin_write(app.now().now).await.unwrap();
    open_session(&mut tx, &token, &Subject::Desk(officer), app.now()).await.unwrap();
    tx.commit().await.unwrap();
    Kept { sent, draft, session: token.hash(), officer: officer.to_string(), own: id }
}

/// Whoever is no one at the desk is shown the way in, wherever else they are in, and learns nothing of what is there.
async fn assert_shown_the_way_in(app: &TestApp, route: &Declared, kept: &Kept) {
    let entry = if route.path.starts_with("/en/") { "/en" } else { "" };
    let entry = format!("{entry}/administration/connexion");
    let claire = EmailAddress::parse(CLAIRE).unwrap();
    let outside = [
        Visitor::new(app),
        with_session(app, "candidature", Subject::Application(kept.own)).await,
        with_session(app, "espace", Subject::Space(claire)).await,
        // The right cookie with the secret of another session.
        with_session(app, "administration", Subject::Application(kept.own)).await,
    ];
    for visitor in &outside {
        for name in ["zz", &kept.sent, &kept.officer] {
            let path = filled(&route.path, name);
            for method in route.methods {
                let page = ask(visitor, app, method, &path).await;
                let expected = if *method == "POST" { (401, "") } else { (303, entry.as_str()) };
                assert_eq!((page.status, page.header("location")), expected, "{method} {path}");
            }
            assert_eq!(ask(visitor, app, "DELETE", &path).await.status, 405, "{path}");
        }
    }
}

/// Whose role is too small gets one page, whatever the path names.
async fn assert_refused(officer: &Officer<'_>, app: &TestApp, route: &Declared, kept: &Kept) {
    let there = [kept.sent.as_str(), &kept.draft, &kept.session, &kept.officer];
    for method in route.methods {
        let mut answers = Vec::new();
        for name in UNKNOWN.iter().chain(&there) {
            let page = ask(&officer.visitor, app, method, &filled(&route.path, name)).await;
            assert_eq!(page.status, 403, "{method} {} {name}", route.path);
            answers.push(answer(&page, name));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{method} {}: {answers:#?}", route.path);
    }
}

/// Whose role is enough is told that there is nothing, in one page, by whatever name it is asked for.
async fn assert_not_found(officer: &Officer<'_>, app: &TestApp, route: &Declared, kept: &Kept) {
    // Of others, or of nobody's business yet.
    let foreign = if route.path.contains("{session}") { &kept.session } else { &kept.draft };
    for method in route.methods {
        let mut answers = Vec::new();
        for name in UNKNOWN.iter().copied().chain([foreign.as_str()]) {
            let page = ask(&officer.visitor, app, method, &filled(&route.path, name)).await;
            assert_eq!(page.status, 404, "{method} {} {name}: {}", route.path, page.text);
            answers.push(answer(&page, name));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{method} {}: {answers:#?}", route.path);
    }
}

/// A page is there, and what is asked about it alone says the same.
async fn assert_there(officer: &Officer<'_>, app: &TestApp, route: &Declared, name: &str) {
    let path = filled(&route.path, name);
    let page = officer.visitor.get(&path).await;
    // A case that is nobody's or another one's is shown, and not decided about.
    let answers: &[u16] = if name.is_empty() { &[200, 303] } else { &[200, 403, 404, 409] };
    assert!(answers.contains(&page.status), "{path}: {}", page.status);
    let head = ask(&officer.visitor, app, "HEAD", &path).await;
    let told = |page: &Page| {
        let told = ["location", "content-type", "cache-control"].map(|name| page.header(name).to_owned());
        (page.status, told)
    };
    assert_eq!((told(&head), head.text.as_str()), (told(&page), ""), "{path}");
}

#[tokio::test]
async fn who_is_not_at_the_desk_is_shown_the_way_in_wherever_else_they_are_in() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let kept = kept(&mut app).await;
    for (route, _) in of_desk() {
        assert_shown_the_way_in(&app, &route, &kept).await;
        app.pass_minutes(61);
    }
}

#[tokio::test]
async fn each_role_gets_through_its_doors_and_no_other() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let kept = kept(&mut app).await;
    let rows = app.store.count_audit_rows().await.unwrap();
    for (route, least) in of_desk() {
        for role in Role::ALL {
            let officer = Officer::enter(&app, &format!("{role:?}").to_lowercase(), *role).await;
            assert_eq!(ask(&officer.visitor, &app, "DELETE", &filled(&route.path, "zz")).await.status, 405);
            if !role.covers(least) {
                assert_refused(&officer, &app, &route, &kept).await;
            } else if route.path.contains('{') {
                assert_not_found(&officer, &app, &route, &kept).await;
                if route.methods.contains(&"GET") {
                    assert_there(&officer, &app, &route, &kept.sent).await;
                }
            } else if route.methods.contains(&"GET") {
                assert_there(&officer, &app, &route, "").await;
            }
            app.pass_minutes(61);
        }
    }
    assert_eq!(app.store.count_audit_rows().await.unwrap(), rows, "nothing was done to anything");
}
