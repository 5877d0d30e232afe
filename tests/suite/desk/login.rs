//! The way in to the desk: invitation, password, second factor, sessions, the team.

use devanture::domain::desk::Role;
use devanture::domain::email::EmailAddress;
use devanture::store::StoredOfficer;
use totp_rs::{Builder, Secret};

use crate::support::app::{Engine, Page, TestApp};
use crate::support::desk::Officer;
use crate::support::visitor::Visitor;

const PASSWORD: &str = "vélo-cargo à Kaysersberg";
const BEA: &str = "bea@annuaire.example";

/// Somebody who was invited, with what they have: a browser and the key of their app.
struct Newcomer<'a> {
    visitor: Visitor<'a>,
    path: String,
    key: String,
}

impl<'a> Newcomer<'a> {
    /// Opens the newest invitation of an address.
    async fn of(app: &'a TestApp, email: &str) -> Self {
        app.deliver().await;
        let letters = app.letters();
        let letter = letters.iter().rev().find(|letter| letter.to == email).unwrap();
        let link = letter.text.lines().find(|line| line.contains("/administration/invitation/")).unwrap();
        let path = format!("/{}", link.trim().splitn(4, '/').nth(3).unwrap());
        let visitor = Visitor::new(app);
        let page = visitor.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let key = page.text.split("id=\"cle\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
        Self { visitor, path, key }
    }

    /// The code that the app shows now.
    fn code(&self, app: &TestApp) -> String {
        code(&self.key, app)
    }

    async fn enrol(&self, app: &TestApp) -> Page {
        let code = self.code(app);
        let fields = [("nom", "Béa"), ("mot-de-passe", PASSWORD), ("code", code.as_str())];
        self.visitor.post(&self.path, &fields).await
    }
}

fn code(key: &str, app: &TestApp) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(key).unwrap()).build().unwrap();
    totp.generate(u64::try_from(app.now().now / 1_000).unwrap()).to_string()
}

async fn invite(admin: &Officer<'_>, email: &str, role: &str) -> Page {
    let fields = [("email", email), ("nom", "Béa"), ("role", role)];
    admin.visitor.post("/administration/equipe", &fields).await
}

async fn log_in(visitor: &Visitor<'_>, email: &str, password: &str, code: &str) -> Page {
    let fields = [("email", email), ("mot-de-passe", password), ("code", code)];
    visitor.post("/administration/connexion", &fields).await
}

async fn officer(app: &TestApp, email: &str) -> StoredOfficer {
    app.store.officer_by_email(&EmailAddress::parse(email).unwrap()).await.unwrap().unwrap()
}

async fn is_in(visitor: &Visitor<'_>) -> bool {
    visitor.get("/administration").await.status == 200
}

async fn assert_way_in(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let admin = Officer::enter(&app, "Ada", Role::Administrator).await;
    let rows = app.store.count_audit_rows().await.unwrap();
    assert_eq!(invite(&admin, BEA, "vetter").await.status, 303);
    assert_eq!(app.store.count_audit_rows().await.unwrap(), rows + 1);
    let bea = Newcomer::of(&app, BEA).await;
    // A scanner of mail opens it any number of times.
    assert_eq!(Visitor::new(&app).get(&bea.path).await.status, 200);
    let wrong =
        bea.visitor.post(&bea.path, &[("nom", ""), ("mot-de-passe", "court"), ("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    for words in ["Erreur : ", "Écrivez votre nom", "14 caractères au moins", "Le code ne correspond pas"] {
        wrong.assert_says(words);
    }
    assert!(!wrong.text.contains("court"), "no password is ever shown again");
    let enrolled = bea.enrol(&app).await;
    assert_eq!(enrolled.status, 200);
    enrolled.assert_says("Vos codes de secours");
    assert!(is_in(&bea.visitor).await);
    assert_eq!(Visitor::new(&app).get(&bea.path).await.status, 410, "used");
    let kept = officer(&app, BEA).await;
    assert!(kept.password.unwrap().starts_with("$argon2id$") && kept.role == Role::Vetter);

    assert_eq!(bea.visitor.post("/administration/quitter", &[]).await.status, 303);
    assert!(!is_in(&bea.visitor).await);
    let code = bea.code(&app);
    assert_eq!(log_in(&bea.visitor, BEA, PASSWORD, &code).await.status, 422, "the code was used to enrol");
    app.pass_minutes(1);
    let code = bea.code(&app);
    let entered = log_in(&bea.visitor, " Bea@Annuaire.Example ", PASSWORD, &code).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/administration"));
    assert!(is_in(&bea.visitor).await);

    let recovery = enrolled.text.split("<li class=\"num\">").nth(1).unwrap().split('<').next().unwrap();
    let other = Visitor::new(&app);
    let entered = log_in(&other, BEA, PASSWORD, &recovery.to_lowercase()).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/administration/compte"));
    other.get("/administration/compte").await.assert_says("Il vous reste 9 codes");
    assert_eq!(log_in(&Visitor::new(&app), BEA, PASSWORD, recovery).await.status, 422, "used");
}

#[tokio::test]
async fn an_invitation_leads_to_password_and_phone_and_these_lead_in() {
    assert_way_in(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_invitation_leads_in_on_postgres() {
    assert_way_in(Engine::Postgres).await;
}

#[tokio::test]
async fn whatever_is_wrong_the_answer_is_the_same() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let admin = Officer::enter(&app, "Ada", Role::Administrator).await;
    invite(&admin, BEA, "vetter").await;
    let bea = Newcomer::of(&app, BEA).await;
    bea.enrol(&app).await;
    app.pass_minutes(1);
    let good = bea.code(&app);
    let mut answers = Vec::new();
    for (email, password, code) in [
        (BEA, "un autre mot de passe", good.as_str()),
        (BEA, PASSWORD, "000000"),
        (BEA, PASSWORD, ""),
        ("ada@annuaire.example", PASSWORD, &good),
        ("personne@annuaire.example", PASSWORD, &good),
        ("pas une adresse", PASSWORD, &good),
        (BEA, &"x".repeat(20_000), &good),
    ] {
        let page = log_in(&Visitor::new(&app), email, password, code).await;
        answers.push((page.status, page.text.replace(email, "ADDRESS")));
    }
    assert_eq!(answers[0].0, 422);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[tokio::test]
async fn nobody_tries_for_long() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let visitor = Visitor::new(&app);
    let mut last = 0;
    for _ in 0..25 {
        last = log_in(&visitor, BEA, PASSWORD, "000000").await.status;
    }
    assert_eq!(last, 429);
    app.pass_minutes(10);
    assert_eq!(log_in(&visitor, BEA, PASSWORD, "000000").await.status, 422);
}

#[tokio::test]
async fn a_session_ends_half_an_hour_after_the_last_page_and_after_twelve_hours_in_any_case() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let idle = Officer::enter(&app, "Ada", Role::Reader).await;
    let busy = Officer::enter(&app, "Bob", Role::Reader).await;
    app.pass_minutes(29);
    assert!(is_in(&busy.visitor).await);
    app.pass_minutes(2);
    assert!(!is_in(&idle.visitor).await, "31 minutes");
    for _ in 0..33 {
        assert!(is_in(&busy.visitor).await);
        app.pass_minutes(20);
    }
    assert!(is_in(&busy.visitor).await, "11 h 31");
    app.pass_minutes(28);
    assert!(is_in(&busy.visitor).await, "11 h 59");
    app.pass_minutes(2);
    assert!(!is_in(&busy.visitor).await, "12 h");
}

#[tokio::test]
async fn an_invitation_is_good_for_a_day_and_a_newer_one_replaces_it() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let admin = Officer::enter(&app, "Ada", Role::Administrator).await;
    invite(&admin, BEA, "reader").await;
    let first = Newcomer::of(&app, BEA).await;
    invite(&admin, BEA, "lead").await;
    assert_eq!(first.visitor.get(&first.path).await.status, 410, "replaced");
    let second = Newcomer::of(&app, BEA).await;
    app.pass_minutes(24 * 60 - 1);
    assert_eq!(second.visitor.get(&second.path).await.status, 200);
    app.pass_minutes(1);
    assert_eq!(second.enrol(&app).await.status, 410);
    assert_eq!(Visitor::new(&app).get("/administration/invitation/zz").await.status, 410);
}

#[tokio::test]
async fn another_role_or_a_deactivation_ends_what_is_open_at_once() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let admin = Officer::enter(&app, "Ada", Role::Administrator).await;
    let bob = Officer::enter(&app, "Bob", Role::Vetter).await;
    let cleo = Officer::enter(&app, "Cleo", Role::Vetter).await;
    assert_eq!(bob.visitor.get("/administration/equipe").await.status, 403);
    admin.visitor.get("/administration/equipe").await.assert_says("cleo@annuaire.example");
    let path = |officer: &Officer<'_>, end: &str| format!("/administration/equipe/{}/{end}", officer.id);
    assert_eq!(admin.visitor.post(&path(&bob, "role"), &[("role", "lead")]).await.status, 303);
    assert!(!is_in(&bob.visitor).await);
    assert_eq!(admin.visitor.post(&path(&cleo, "fermer"), &[]).await.status, 303);
    assert!(!is_in(&cleo.visitor).await);
    for end in ["role", "fermer"] {
        let own = admin.visitor.post(&path(&admin, end), &[("role", "reader")]).await;
        assert_eq!(own.status, 409);
        own.assert_says("Personne ne change son propre rôle");
    }
    let other = Officer::enter(&app, "Dan", Role::Administrator).await;
    assert_eq!(other.visitor.post(&path(&admin, "fermer"), &[]).await.status, 303);
    assert_eq!(invite(&other, "dan@annuaire.example", "reader").await.status, 409, "the last one");
    assert!(is_in(&other.visitor).await);
    for unknown in ["01900000-0000-7000-8000-000000000009", "zz"] {
        let page = other.visitor.post(&format!("/administration/equipe/{unknown}/fermer"), &[]).await;
        assert_eq!(page.status, 404);
    }
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let admin = Officer::enter(&app, "Ada", Role::Administrator).await;
    invite(&admin, BEA, "vetter").await;
    let bea = Newcomer::of(&app, BEA).await;
    bea.enrol(&app).await;
    app.pass_minutes(1);
    let second = Visitor::new(&app);
    log_in(&second, BEA, PASSWORD, &bea.code(&app)).await;
    let account = bea.visitor.get("/administration/compte").await;
    assert_eq!(account.text.matches("name=\"session\"").count(), 1, "the other one can be closed");
    app.pass_minutes(1);
    let path = "/administration/compte/mot-de-passe";
    let code = bea.code(&app);
    let weak = [("mot-de-passe", PASSWORD), ("nouveau", "12345678901234"), ("code", code.as_str())];
    assert_eq!(bea.visitor.post(path, &weak).await.status, 422);
    let wrong =
        [("mot-de-passe", "faux"), ("nouveau", "une autre phrase inattendue"), ("code", code.as_str())];
    assert_eq!(bea.visitor.post(path, &wrong).await.status, 422);
    let right =
        [("mot-de-passe", PASSWORD), ("nouveau", "une autre phrase inattendue"), ("code", code.as_str())];
    assert_eq!(bea.visitor.post(path, &right).await.status, 303);
    assert!(is_in(&bea.visitor).await && !is_in(&second).await);
    app.pass_minutes(1);
    let third = Visitor::new(&app);
    assert_eq!(log_in(&third, BEA, PASSWORD, &bea.code(&app)).await.status, 422);
    assert_eq!(log_in(&third, BEA, "une autre phrase inattendue", &bea.code(&app)).await.status, 303);
    assert_eq!(third.post("/administration/compte/sessions", &[]).await.status, 303);
    assert!(is_in(&third).await && !is_in(&bea.visitor).await);
}

#[tokio::test]
async fn what_opens_the_desk_is_nowhere_in_the_database() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let admin = Officer::enter(&app, "Ada", Role::Administrator).await;
    invite(&admin, BEA, "vetter").await;
    let bea = Newcomer::of(&app, BEA).await;
    let shown = bea.enrol(&app).await;
    let recovery = shown.text.split("<li class=\"num\">").nth(1).unwrap().split('<').next().unwrap();
    let token = bea.visitor.cookie("administration").unwrap();
    let link = bea.path.rsplit('/').next().unwrap();
    let file = app.database_url.strip_prefix("sqlite:").unwrap();
    let mut bytes = std::fs::read(file).unwrap();
    bytes.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
    let holds = |secret: &str| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
    assert!(holds(BEA), "the test looks at the right file");
    for secret in [PASSWORD, recovery, &recovery.replace('-', ""), token.as_str()] {
        assert!(!holds(secret), "{secret}");
    }
    // The link stood in the outbox until the letter had gone, and is used up.
    assert_eq!(Visitor::new(&app).get(&format!("/administration/invitation/{link}")).await.status, 410);
}
