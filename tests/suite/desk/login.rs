//! Coming in at the desk: what is refused, how often, and how long a session lasts.

use devanture::domain::desk::Role;
use reqwest::Method;

use crate::desk::accounts::actions;
use crate::support::app::{Engine, TestApp};
use crate::support::enrolled::{Enrolled, PASSWORD, invited, is_in};
use crate::support::visitor::Visitor;

const ANNE: &str = "anne@annuaire.example";

#[tokio::test]
async fn whatever_is_wrong_is_answered_alike() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Enrolled::new(&app, ANNE, Role::Administrator).await;
    let bob = Enrolled::new(&app, "bob@annuaire.example", Role::Reader).await;
    invited(&app, "invitee@annuaire.example", Role::Reader).await;
    let bob_id =
        app.store.officers().await.unwrap().iter().find(|one| one.email.as_str() == bob.email).unwrap().id;
    let closed = format!("/administration/equipe/{bob_id}/fermer");
    assert_eq!(anne.visitor.post(&closed, &[]).await.status, 303);
    app.pass_minutes(1);
    let before = actions(&app, 0).await.len();
    let mut pages = Vec::new();
    let tries = [
        (ANNE, "faux mot de passe", anne.code(0)),
        (ANNE, PASSWORD, "000000".to_owned()),
        (ANNE, PASSWORD, String::new()),
        (ANNE, PASSWORD, bob.paper[0].clone()),
        (bob.email.as_str(), PASSWORD, bob.code(0)),
        (bob.email.as_str(), PASSWORD, bob.paper[0].clone()),
        ("invitee@annuaire.example", "", String::new()),
        ("nobody@annuaire.example", PASSWORD, anne.code(0)),
        ("no address", PASSWORD, anne.code(0)),
    ];
    for (email, password, code) in &tries {
        let visitor = Visitor::new(&app);
        let fields = [("email", *email), ("password", *password), ("code", code.as_str())];
        let page = visitor.post("/administration/connexion", &fields).await;
        assert_eq!((page.status, page.header("set-cookie")), (422, ""), "{email}");
        assert!(page.text.contains(&format!("value=\"{email}\"")), "the address is kept");
        assert!(!page.text.contains(PASSWORD));
        pages.push(page.text.replace(email, "EMAIL"));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
    assert_eq!(actions(&app, before).await, vec!["login_failed"; tries.len()]);
    assert_eq!(anne.log_in(&Visitor::new(&app), PASSWORD, &anne.code(0)).await.status, 303);
}

async fn codes_are_good_once(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let anne = Enrolled::new(&app, ANNE, Role::Vetter).await;
    app.pass_minutes(2);
    let visitor = Visitor::new(&app);
    assert_eq!(anne.log_in(&visitor, PASSWORD, &anne.code(1)).await.status, 303, "a clock that is fast");
    for steps in [1, 0, -1] {
        let again = anne.log_in(&visitor, PASSWORD, &anne.code(steps)).await;
        assert_eq!(again.status, 422, "nothing before the last step that was used: {steps}");
    }
    let paper = anne.log_in(&visitor, PASSWORD, &anne.paper[0].to_lowercase()).await;
    assert_eq!((paper.status, paper.header("cache-control")), (200, "no-store"));
    paper.assert_says("Il vous en reste 9");
    assert!(is_in(&visitor).await);
    assert_eq!(anne.log_in(&visitor, PASSWORD, &anne.paper[0]).await.status, 422, "it is used up");
    for code in &anne.paper[1..9] {
        assert_eq!(anne.log_in(&visitor, PASSWORD, code).await.status, 200);
    }
    anne.log_in(&visitor, PASSWORD, &anne.paper[9]).await.assert_says("C’était le dernier");
}

#[tokio::test]
async fn a_code_of_an_app_or_on_paper_is_good_once() {
    codes_are_good_once(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_code_of_an_app_or_on_paper_is_good_once_on_postgres() {
    codes_are_good_once(Engine::Postgres).await;
}

#[tokio::test]
async fn two_who_use_the_same_code_at_once_do_not_both_come_in() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Enrolled::new(&app, ANNE, Role::Vetter).await;
    app.pass_minutes(1);
    let (one, other, code) = (Visitor::new(&app), Visitor::new(&app), anne.code(0));
    let (first, second) =
        tokio::join!(anne.log_in(&one, PASSWORD, &code), anne.log_in(&other, PASSWORD, &code));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
}

#[tokio::test]
async fn a_login_gives_this_browser_a_new_session_in_place_of_the_one_it_had() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Enrolled::new(&app, ANNE, Role::Vetter).await;
    let old = anne.visitor.cookie("administration").unwrap();
    app.pass_minutes(1);
    assert_eq!(anne.log_in(&anne.visitor, PASSWORD, &anne.code(0)).await.status, 303);
    assert_ne!(anne.visitor.cookie("administration").unwrap(), old);
    let thief = Visitor::new(&app);
    thief.take_cookie("administration", &old);
    assert!(!is_in(&thief).await && anne.is_in().await);
}

async fn sessions_end(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let anne = Enrolled::new(&app, ANNE, Role::Vetter).await;
    app.pass_minutes(29);
    assert!(anne.is_in().await);
    app.pass_minutes(29);
    assert!(anne.is_in().await, "it goes on while it is used");
    app.pass_minutes(30);
    assert!(!anne.is_in().await, "unused for half an hour");
    assert_eq!(anne.log_in(&anne.visitor, PASSWORD, &anne.code(0)).await.status, 303);
    for quarter in 1..48 {
        app.pass_minutes(15);
        assert!(anne.is_in().await, "{quarter}");
    }
    app.pass_minutes(14);
    assert!(anne.is_in().await);
    app.pass_minutes(1);
    assert!(!anne.is_in().await, "however much it is used, it ends after 12 hours");
}

#[tokio::test]
async fn a_session_ends_when_unused_and_after_half_a_day_in_any_case() {
    sessions_end(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_session_ends_when_unused_and_after_half_a_day_on_postgres() {
    sessions_end(Engine::Postgres).await;
}

#[tokio::test]
async fn whoever_tries_often_is_told_to_wait_by_client_and_by_address() {
    let app = TestApp::behind_proxy().await;
    let attempt = async |email: &str, client: &str| {
        let body = form_urlencoded::Serializer::new(String::new()).append_pair("email", email).finish();
        let request = app.request(Method::POST, "/administration/connexion").header("origin", &app.url);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        app.send(request.header("x-forwarded-for", client).body(body)).await
    };
    for nth in 0..60 {
        assert_eq!(attempt("nobody@annuaire.example", &format!("203.0.113.{nth}")).await.status, 422);
    }
    let refused = attempt("Nobody@annuaire.example", "203.0.113.99").await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "30"), "more than one client is given");
    for nth in 0..20 {
        let tried = attempt(&format!("n{nth}@annuaire.example"), "198.51.100.1").await;
        assert_eq!(tried.status, 422, "{nth}");
    }
    assert_eq!(attempt("other@annuaire.example", "198.51.100.1").await.status, 429);
    assert_eq!(attempt("other@annuaire.example", "198.51.100.2").await.status, 422);
}
