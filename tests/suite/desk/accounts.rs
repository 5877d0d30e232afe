//! Invitations, and what people change of themselves.

use devanture::domain::desk::Role;
use sqlx::Row;

use crate::support::app::{Engine, TestApp};
use crate::support::databases::raw;
use crate::support::enrolled::{Enrolled, PASSWORD, chosen, code, invited, is_in};
use crate::support::program::devanture;
use crate::support::visitor::{Visitor, field};

const ANNE: &str = "anne@annuaire.example";

/// The actions of the audit log from a place on.
pub(super) async fn actions(app: &TestApp, from: usize) -> Vec<String> {
    let mut connection = raw(&app.database_url).await;
    let rows = sqlx::query("select action from audit_log order by seq").fetch_all(&mut connection).await;
    rows.unwrap().iter().skip(from).map(|row| row.get::<String, _>(0)).collect()
}

async fn leave_and_come_back(app: &TestApp, anne: &Enrolled<'_>) {
    let left = anne.visitor.post("/administration/quitter", &[]).await;
    assert_eq!((left.status, left.header("location")), (303, "/administration/connexion"));
    assert!(!anne.is_in().await);
    assert_eq!(anne.log_in(&anne.visitor, PASSWORD, &anne.code(0)).await.status, 422, "it was used already");
    app.pass_minutes(1);
    let entered = anne.log_in(&anne.visitor, PASSWORD, &anne.code(0)).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/administration"));
    assert!(entered.header("set-cookie").contains("Max-Age=43200; HttpOnly; SameSite=Lax"));
    assert!(anne.is_in().await);
    let form = anne.visitor.get("/administration/connexion").await;
    assert_eq!(form.header("location"), "/administration", "it is open already");
}

async fn the_whole_way(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let before = actions(&app, 0).await.len();
    let anne = Enrolled::new(&app, ANNE, Role::Administrator).await;
    assert!(anne.is_in().await);
    leave_and_come_back(&app, &anne).await;
    let told: Vec<String> =
        actions(&app, before).await.into_iter().filter(|action| !action.contains("letter")).collect();
    assert_eq!(told, ["invite_officer", "enrol_officer", "end_session", "login_failed", "login"]);
}

#[tokio::test]
async fn somebody_invited_chooses_a_password_and_an_app_leaves_and_comes_back() {
    the_whole_way(Engine::Sqlite).await;
}

#[tokio::test]
async fn somebody_invited_comes_in_on_postgres_too() {
    the_whole_way(Engine::Postgres).await;
}

#[tokio::test]
async fn an_invitation_works_once_and_not_after_a_day() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let link = invited(&app, ANNE, Role::Vetter).await;
    let scanner = Visitor::new(&app);
    for _ in 0..3 {
        assert_eq!(scanner.get(&link).await.status, 200, "asking for it changes nothing");
    }
    Enrolled::by(&app, ANNE, &link).await;
    assert_eq!(scanner.get(&link).await.status, 410);
    let secret = "A".repeat(32);
    let again = scanner.post(&link, &chosen(&secret, &code(&secret, app.now().now, 0))).await;
    assert_eq!((again.status, again.header("set-cookie")), (410, ""));
    let late = invited(&app, "bob@annuaire.example", Role::Vetter).await;
    app.pass_minutes(24 * 60 - 1);
    assert_eq!(scanner.get(&late).await.status, 200);
    app.pass_minutes(1);
    assert_eq!(scanner.get(&late).await.status, 410);
    assert_eq!(scanner.get("/administration/invitation/zz").await.status, 410);
}

#[tokio::test]
async fn a_newer_invitation_replaces_the_older_and_once_used_password_app_and_sessions() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let first = invited(&app, ANNE, Role::Vetter).await;
    let second = invited(&app, "Anne@Annuaire.example", Role::Vetter).await;
    assert_eq!(Visitor::new(&app).get(&first).await.status, 410);
    let anne = Enrolled::by(&app, ANNE, &second).await;
    let third = invited(&app, ANNE, Role::Vetter).await;
    assert!(anne.is_in().await, "nothing ends before it is used");
    app.pass_minutes(1);
    assert_eq!(anne.log_in(&Visitor::new(&app), PASSWORD, &anne.code(0)).await.status, 303);
    let anew = Enrolled::by(&app, ANNE, &third).await;
    assert!(!anne.is_in().await && anew.is_in().await);
    app.pass_minutes(1);
    let visitor = Visitor::new(&app);
    assert_eq!(anne.log_in(&visitor, PASSWORD, &anne.code(0)).await.status, 422, "the app that was linked");
    assert_eq!(
        anne.log_in(&visitor, PASSWORD, &anne.paper[0]).await.status,
        422,
        "the paper that went with it"
    );
    assert_eq!(anew.log_in(&visitor, PASSWORD, &anew.code(0)).await.status, 303);
    assert_eq!(app.store.officers().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_typed_into_an_invitation_is_kept_but_for_the_password() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let link = invited(&app, ANNE, Role::Vetter).await;
    let visitor = Visitor::new(&app);
    let secret = field(&visitor.get(&link).await.text, "secret");
    for (password, digits, name, words) in [
        ("court", "000000", "", &["trop court", "celui que l’application montre", "Indiquez votre nom"][..]),
        ("MotDePasse2026!!", "", "Anne", &["se devine"][..]),
        (PASSWORD, "", "Anne", &["celui que l’application montre"][..]),
    ] {
        let fields = [("secret", secret.as_str()), ("code", digits), ("password", password), ("nom", name)];
        let page = visitor.post(&link, &fields).await;
        assert_eq!((page.status, page.header("set-cookie")), (422, ""), "{password}");
        page.assert_says("Erreur : ");
        words.iter().for_each(|words| page.assert_says(words));
        assert_eq!(
            (field(&page.text, "secret"), field(&page.text, "nom")),
            (secret.clone(), name.to_owned())
        );
        assert!(
            !page.text.contains(&format!("value=\"{password}\""))
                && page.text.contains("autocomplete=\"new-password\"")
        );
    }
    assert_eq!(visitor.get(&link).await.status, 200, "it is still good");
}

#[tokio::test]
async fn no_secret_stands_in_the_database() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let link = invited(&app, ANNE, Role::Vetter).await;
    let token = link.rsplit('/').next().unwrap().to_owned();
    let anne = Enrolled::by(&app, ANNE, &link).await;
    let session = anne.visitor.cookie("administration").unwrap();
    let file = app.database_url.strip_prefix("sqlite:").unwrap().to_owned();
    for name in [file.clone(), format!("{file}-wal")] {
        let Ok(bytes) = std::fs::read(&name) else { continue };
        let holds = |secret: &str| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        for secret in [session.as_str(), PASSWORD, &anne.paper[0], &anne.paper[0].replace('-', "")] {
            assert!(!holds(secret), "{secret} in {name}");
        }
    }
    let mut connection = raw(&app.database_url).await;
    let letters = sqlx::query("select count(*) from letter where data like $1").bind(format!("%{token}%"));
    let left: i64 = letters.fetch_one(&mut connection).await.unwrap().get(0);
    assert_eq!(left, 0, "the words of a letter go once it has gone");
}

#[tokio::test]
async fn another_password_ends_every_other_session_and_needs_the_current_one_and_a_code() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Enrolled::new(&app, ANNE, Role::Vetter).await;
    app.pass_minutes(1);
    let phone = Visitor::new(&app);
    assert_eq!(anne.log_in(&phone, PASSWORD, &anne.code(0)).await.status, 303);
    app.pass_minutes(1);
    let path = "/administration/compte/mot-de-passe";
    let (new, right) = ("une autre phrase jaune", anne.code(0));
    for (password, code, next, status) in [
        ("faux", right.as_str(), new, 422),
        (PASSWORD, "000000", new, 422),
        (PASSWORD, right.as_str(), "court", 422),
        (PASSWORD, right.as_str(), new, 303),
        (PASSWORD, right.as_str(), new, 422),
    ] {
        let old = anne.visitor.cookie("administration");
        let fields = [("password", password), ("code", code), ("new", next)];
        let answer = anne.visitor.post(path, &fields).await;
        assert_eq!(answer.status, status, "{password} {code} {next}");
        assert_eq!(anne.visitor.cookie("administration") != old, status == 303);
    }
    assert!(anne.is_in().await && !is_in(&phone).await);
    app.pass_minutes(1);
    assert_eq!(anne.log_in(&phone, PASSWORD, &anne.code(0)).await.status, 422);
    assert_eq!(anne.log_in(&phone, new, &anne.code(0)).await.status, 303);
}

#[tokio::test]
async fn another_app_and_other_codes_on_paper_take_the_place_of_the_old_ones() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Enrolled::new(&app, ANNE, Role::Reader).await;
    app.pass_minutes(1);
    let path = "/administration/compte/application";
    let secret = field(&anne.visitor.get(path).await.text, "secret");
    assert_ne!(secret, anne.secret);
    let (now, new) = (app.now().now, code(&secret, app.now().now, 0));
    for digits in ["000000", &new] {
        let fields = [("secret", secret.as_str()), ("new", digits), ("password", PASSWORD), ("code", "")];
        assert_eq!(anne.visitor.post(path, &fields).await.status, 422, "without a code of each app");
    }
    let proof = anne.code(0);
    let right =
        [("secret", secret.as_str()), ("new", new.as_str()), ("password", PASSWORD), ("code", &proof)];
    assert_eq!(anne.visitor.post(path, &right).await.status, 303);
    let codes = "/administration/compte/codes";
    let old = [("password", PASSWORD), ("code", anne.paper[1].as_str())];
    let shown = anne.visitor.post(codes, &old).await;
    assert_eq!(shown.status, 200);
    let paper = shown.text.split("<li><code>").nth(1).unwrap().split('<').next().unwrap();
    let visitor = Visitor::new(&app);
    assert_eq!(anne.log_in(&visitor, PASSWORD, &anne.paper[2]).await.status, 422);
    assert_eq!(anne.log_in(&visitor, PASSWORD, &code(&secret, now, 1)).await.status, 303);
    assert_eq!(anne.log_in(&visitor, PASSWORD, paper).await.status, 200);
}

#[tokio::test]
async fn one_sees_ones_open_sessions_and_ends_them() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Enrolled::new(&app, ANNE, Role::Reader).await;
    let other = Enrolled::new(&app, "bob@annuaire.example", Role::Reader).await;
    app.pass_minutes(1);
    let phone = Visitor::new(&app);
    let fields = [("email", ANNE), ("password", PASSWORD), ("code", &anne.code(0))];
    let form = phone.form("/administration/connexion", &fields);
    let said = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
    assert_eq!(phone.send(form.header("user-agent", said)).await.status, 303);
    let page = anne.visitor.get("/administration/compte").await;
    page.assert_says("Firefox, Android");
    page.assert_says("22 novembre 2026 à 12 h 01");
    let paths: Vec<&str> =
        page.text.split("action=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let end = paths.iter().find(|path| path.contains("/sessions/") && path.len() > 80).unwrap();
    assert_eq!(other.visitor.post(end, &[]).await.status, 404, "it is somebody else's");
    assert!(is_in(&phone).await);
    assert_eq!(anne.visitor.post(end, &[]).await.status, 303);
    assert!(!is_in(&phone).await && anne.is_in().await);
    app.pass_minutes(1);
    assert_eq!(anne.log_in(&phone, PASSWORD, &anne.code(0)).await.status, 303);
    assert_eq!(anne.visitor.post("/administration/compte/sessions/fermer", &[]).await.status, 303);
    assert!(!is_in(&phone).await && anne.is_in().await && other.is_in().await);
}

#[tokio::test]
async fn one_changes_ones_name_and_the_language_of_letters() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Enrolled::new(&app, ANNE, Role::Reader).await;
    let path = "/administration/compte";
    let saved = anne.visitor.post(path, &[("nom", " Anne  D. "), ("langue", "en")]).await;
    assert_eq!(saved.header("location"), "/administration/compte?fait=1");
    anne.visitor.get(saved.header("location")).await.assert_says("C’est enregistré.");
    let stored = app.store.officers().await.unwrap().pop().unwrap();
    assert_eq!((stored.name.as_str(), stored.lang.code()), ("Anne D.", "en"));
    let long = "a".repeat(81);
    let refused = anne.visitor.post(path, &[("nom", &long)]).await;
    assert_eq!(refused.status, 422);
    refused.assert_says(&long);
}

#[test]
fn the_command_prints_a_link_and_refuses_what_is_no_address() {
    let data = tempfile::TempDir::new().unwrap();
    let run = |arguments: &[&str]| devanture(data.path(), arguments).output().unwrap();
    let first = run(&["admin", "invite", ANNE, "--name", "Anne", "--role", "lead"]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let link = String::from_utf8(first.stdout).unwrap();
    assert!(
        link.starts_with("http://127.0.0.1:8080/administration/invitation/") && link.ends_with('\n'),
        "{link}"
    );
    let again = run(&["admin", "invite", "Anne@annuaire.example"]);
    assert_ne!(String::from_utf8(again.stdout).unwrap(), link);
    for wrong in
        [&["admin", "invite", "anne"][..], &["admin", "invite"], &["admin", "invite", ANNE, "--role", "x"]]
    {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}
