//! What administrators change of others.

use devanture::domain::desk::Role;
use devanture::domain::ids::OfficerId;

use crate::desk::accounts::actions;
use crate::support::app::{Engine, TestApp};
use crate::support::desk::Officer;
use crate::support::enrolled::{Enrolled, PASSWORD, is_in};

const TEAM: &str = "/administration/equipe";
/// What the audit log tells of the whole of it.
const TOLD: &str = "invite_officer enrol_officer change_role login end_sessions login deactivate_officer \
                    login_failed invite_officer enrol_officer";
const BOB: &str = "bob@annuaire.example";

fn path(id: OfficerId, what: &str) -> String {
    format!("{TEAM}/{id}/{what}")
}

async fn id_of(app: &TestApp, email: &str) -> OfficerId {
    app.store.officers().await.unwrap().into_iter().find(|one| one.email.as_str() == email).unwrap().id
}

/// Sends what is done and not refused.
async fn done(officer: &Officer<'_>, path: &str, fields: &[(&str, &str)]) {
    let answer = officer.visitor.post(path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.text);
}

/// Takes up the invitation that was sent last.
async fn taken_up<'a>(app: &'a TestApp) -> Enrolled<'a> {
    app.deliver().await;
    let link = app.letters().pop().unwrap().link();
    Enrolled::by(app, BOB, link.strip_prefix(&app.url).unwrap()).await
}

/// Comes in again once the last code is no longer shown, and gives the status of the answer.
async fn again(bob: &Enrolled<'_>) -> u16 {
    bob.app.pass_minutes(1);
    bob.log_in(&bob.visitor, PASSWORD, &bob.code(0)).await.status
}

async fn invited_by_page(app: &TestApp, ada: &Officer<'_>) {
    let asked = [("email", BOB), ("nom", "Bob"), ("role", "vetter")];
    let sent = ada.visitor.post(TEAM, &asked).await;
    assert_eq!((sent.status, sent.header("location")), (303, "/administration/equipe?invitation=1"));
    assert_eq!(ada.visitor.post(TEAM, &asked).await.status, 422, "Bob is there already");
    ada.visitor.get(TEAM).await.assert_says("Invitation envoyée, pas encore utilisée");
    assert_eq!(app.store.officers().await.unwrap().len(), 2);
}

async fn others_are_changed(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let ada = Officer::enter(&app, "Ada", Role::Administrator).await;
    let before = actions(&app, 0).await.len();
    invited_by_page(&app, &ada).await;
    let bob = taken_up(&app).await;
    let id = id_of(&app, BOB).await;
    assert_eq!(bob.visitor.get(TEAM).await.status, 403);
    for_bob_ends(&ada, &bob, id).await;
    ada.visitor.get(TEAM).await.assert_says("Accès fermé");
    done(&ada, &path(id, "inviter"), &[]).await;
    let back = taken_up(&app).await;
    assert_eq!(back.visitor.get(TEAM).await.status, 200, "with the role of before");
    assert_eq!(actions(&app, before).await.join(" "), TOLD);
}

/// Does what ends the sessions of somebody at once, and tries whether they come in again.
async fn for_bob_ends(ada: &Officer<'_>, bob: &Enrolled<'_>, id: OfficerId) {
    let new_role = [("role", "administrator")];
    for (what, fields, enters) in
        [("role", &new_role[..], 303), ("sessions", &[][..], 303), ("fermer", &[][..], 422)]
    {
        done(ada, &path(id, what), fields).await;
        assert!(!bob.is_in().await, "{what}: what one may do is asked anew");
        assert_eq!(again(bob).await, enters, "{what}");
    }
}

#[tokio::test]
async fn administrators_invite_change_close_and_open_again() {
    others_are_changed(Engine::Sqlite).await;
}

#[tokio::test]
async fn administrators_invite_change_close_and_open_again_on_postgres() {
    others_are_changed(Engine::Postgres).await;
}

#[tokio::test]
async fn nobody_takes_their_own_rights_away_and_one_administrator_stays() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let ada = Officer::enter(&app, "Ada", Role::Administrator).await;
    let eve = Officer::enter(&app, "Eve", Role::Administrator).await;
    for (what, fields) in [("fermer", &[][..]), ("role", &[("role", "reader")][..])] {
        let refused = ada.visitor.post(&path(ada.id, what), fields).await;
        assert_eq!(refused.status, 409);
        refused.assert_says("Votre propre accès reste comme il est");
    }
    assert_eq!(ada.visitor.post(&path(eve.id, "role"), &[("role", "lead")]).await.status, 303);
    assert!(!is_in(&eve.visitor).await);
    // Two administrators who close each other's access at once: the second finds that they may no more.
    let (one, other) = (
        Officer::enter(&app, "One", Role::Administrator).await,
        Officer::enter(&app, "Two", Role::Administrator).await,
    );
    assert_eq!(ada.visitor.post(&path(other.id, "fermer"), &[]).await.status, 303);
    let paths = (path(one.id, "fermer"), path(ada.id, "fermer"));
    let (first, second) = tokio::join!(ada.visitor.post(&paths.0, &[]), one.visitor.post(&paths.1, &[]));
    let mut active = app.store.officers().await.unwrap();
    active.retain(|officer| officer.is_active() && officer.role == Role::Administrator);
    assert_eq!(active.len(), 1, "{} {}", first.status, second.status);
}

#[tokio::test]
async fn the_last_administrator_stays_whoever_asks() {
    use devanture::workflow::officers::{TeamError, change_role, deactivate};
    let app = TestApp::empty(Engine::Sqlite).await;
    let ada = Officer::enter(&app, "Ada", Role::Administrator).await;
    let lea = Officer::enter(&app, "Lea", Role::Lead).await;
    let (store, now) = (&app.store, app.now());
    let closed = deactivate(store, lea.id, ada.id, now).await;
    assert!(matches!(closed, Err(TeamError::LastAdministrator)), "{closed:?}");
    let changed = change_role(store, lea.id, ada.id, Role::Reader, now).await;
    assert!(matches!(changed, Err(TeamError::LastAdministrator)), "{changed:?}");
    assert!(is_in(&ada.visitor).await);
}

#[tokio::test]
async fn what_is_asked_badly_is_shown_again_and_unknown_people_are_not_found() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let ada = Officer::enter(&app, "Ada", Role::Administrator).await;
    let page = ada.visitor.post(TEAM, &[("email", "bob"), ("nom", "Bob <b>"), ("role", "x")]).await;
    assert_eq!(page.status, 422);
    for words in
        ["Erreur : ", "Écrivez une adresse", "Choisissez un rôle", "value=\"bob\"", "Bob &#60;b&#62;"]
    {
        page.assert_says(words);
    }
    for id in ["zz", "01900000-0000-7000-8000-000000000009"] {
        for what in ["fermer", "inviter", "sessions", "role"] {
            let answer = ada.visitor.post(&format!("{TEAM}/{id}/{what}"), &[("role", "lead")]).await;
            assert_eq!(answer.status, 404, "{id} {what}");
        }
    }
    assert_eq!(ada.visitor.post(&path(ada.id, "role"), &[("role", "x")]).await.status, 400);
}
