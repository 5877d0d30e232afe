//! How somebody at the desk comes to a decision, step by step.

use devanture::domain::access::{Subject, Token};
use devanture::domain::choice::Choice;
use devanture::domain::criteria::Criterion;
use devanture::domain::ids::ApplicationId;
use devanture::store::StoredApplication;
use devanture::workflow::access::open_session;
use devanture::workflow::applications::{Vetting, take};
use sqlx::Row;

use crate::space::{filled, prove, sent};
use crate::support::app::{Page, TestApp};
use crate::support::databases::{new_id, raw};
use crate::support::desk::Officer;
use crate::support::pages::ReadPage;
use crate::support::visitor::{Visitor, field};

/// An application that was sent.
pub async fn waiting(app: &TestApp, answers: &[(&str, &str)]) -> StoredApplication {
    let id = filled(app, None, answers).await;
    prove(app, id).await;
    sent(app, id).await
}

/// An application in the hands of somebody.
pub async fn taken(app: &TestApp, officer: &Officer<'_>) -> StoredApplication {
    let waiting = waiting(app, &[]).await;
    take_again(app, officer, &waiting).await
}

pub async fn take_again(app: &TestApp, officer: &Officer<'_>, sent: &StoredApplication) -> StoredApplication {
    let vetting = Vetting { officer: officer.id, id: sent.id, version: sent.version, moment: app.now() };
    take(&app.store, vetting).await.unwrap()
}

/// The address of a page of a case.
pub fn at(case: &StoredApplication, end: &str) -> String {
    format!("/administration/dossiers/{}/{end}", case.reference)
}

/// What a form of a decision sends along: the version and the steps that its page showed.
pub async fn shown(officer: &Officer<'_>, path: &str) -> Vec<(String, String)> {
    let page = officer.visitor.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text);
    ["version", "vu"].map(|name| (name.to_owned(), field(&page.text, name))).to_vec()
}

/// Sends what somebody types into the form of a decision.
pub async fn step(
    officer: &Officer<'_>,
    path: &str,
    shown: &[(String, String)],
    typed: &[(&str, &str)],
    step: &str,
) -> Page {
    let mut pairs: Vec<(&str, &str)> =
        shown.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    pairs.extend_from_slice(typed);
    pairs.push(("etape", step));
    officer.visitor.post(path, &pairs).await
}

/// Types into the form of a decision, reads the letter over and sends it: gives the preview and the answer.
pub async fn decided(officer: &Officer<'_>, path: &str, typed: &[(&str, &str)]) -> (Page, Page) {
    let preview = step(officer, path, &shown(officer, path).await, typed, "apercu").await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    let carried = ReadPage::of(&preview.text).form(path).to_vec();
    let done = step(officer, path, &carried, &[], "envoyer").await;
    (preview, done)
}

/// Every criterion ticked, and a level.
pub fn everything_kept() -> Vec<(&'static str, &'static str)> {
    let ticked = Criterion::SLUGS.iter().map(|slug| ("critere", *slug));
    ticked.chain([("niveau", "offre-verifiee")]).collect()
}

/// The browser of whoever sent an application, with the application open in it.
pub async fn author<'a>(app: &'a TestApp, case: &StoredApplication) -> Visitor<'a> {
    let token = Token::from_bits(*new_id().as_bytes());
    let now = app.now();
    let mut tx = app.store.begin_write(now.now).await.unwrap();
    open_session(&mut tx, &token, &Subject::Application(case.id), now).await.unwrap();
    tx.commit().await.unwrap();
    let visitor = Visitor::new(app);
    visitor.take_cookie("candidature", token.reveal());
    visitor
}

/// What a query of the database gives, each row as text.
pub async fn rows(app: &TestApp, query: &str) -> Vec<String> {
    let mut connection = raw(&app.database_url).await;
    let query = sqlx::query(sqlx::AssertSqlSafe(query.to_owned()));
    query.fetch_all(&mut connection).await.unwrap().iter().map(|row| row.get(0)).collect()
}

/// What the desk has written to the audit log about a case, without its being taken.
pub async fn audited(app: &TestApp, id: ApplicationId) -> Vec<String> {
    let query = format!(
        "select action from audit_log where subject = '{id}' and actor like 'officer:%' \
         and action <> 'take_application' order by seq"
    );
    rows(app, &query).await
}

/// The application as it is stored now.
pub async fn now(app: &TestApp, case: &StoredApplication) -> StoredApplication {
    app.store.application_by_id(case.id).await.unwrap().unwrap()
}

/// The words of a page between two marks, without its tags and with each blank alike.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let text = text
        .replace("&#38;", "&")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#39;", "'")
        .replace("&#34;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
