//! `devanture doctor`: what is sound, what is wrong, and the exit code that says so.

use std::path::Path;

use devanture::commands::doctor;
use devanture::store::{AuditRow, Store};
use devanture::workflow::Moment;
use jiff::Timestamp;
use serde_json::json;
use tempfile::TempDir;

use super::audit::{take_guards_down, tamper};
use crate::support::databases::{Database, offer, siren};
use crate::support::program::{devanture, serve};

const NOW: i64 = 1_795_345_200_000;
const DAY: i64 = 86_400_000;

/// The report, and whether it says that something is wrong.
async fn examine(store: &Store) -> (String, bool) {
    let mut out = Vec::new();
    let moment = Moment::at(Timestamp::from_millisecond(NOW).unwrap());
    let done = doctor::run(store, Path::new("/nonexistent/index"), moment, &mut out).await;
    (String::from_utf8(out).unwrap(), done.is_err())
}

async fn assert_says(store: &Store, wrong: bool, words: &str) {
    let (report, found) = examine(store).await;
    assert!(report.contains(words), "{words} is not in:\n{report}");
    assert_eq!(found, wrong, "{report}");
}

async fn what_is_wrong_is_found_one_by_one(database: Database) {
    let store = database.open().await;
    letters_are_looked_at(&database, &store).await;
    what_ended_is_looked_at(&database, &store).await;
    the_chain_is_followed(&database, &store).await;
}

async fn run(database: &Database, statement: &str) {
    tamper(&database.url, statement).await.unwrap();
}

async fn letters_are_looked_at(database: &Database, store: &Store) {
    let old = NOW - 91 * DAY;
    for (about, sent, failed, wrong, words) in [
        ("gone", "1", "null", true, "WRONG 1 letters older than 90 days"),
        ("", "null", "1", false, "note  1 letters were given up"),
        ("", "null", "null", true, "WRONG 1 letters are due for more than 3 days"),
    ] {
        let letter = format!(
            "insert into letter (id, kind, lang, recipient, about, data, created_at, due_at, claimed_until, attempts, sent_at, \
             failed_at) values ('a', 'received', 'fr', 'a@b.example', '{about}', '', {old}, {old}, 0, 1, {sent}, {failed})"
        );
        run(database, &letter).await;
        assert_says(store, wrong, words).await;
        run(database, "delete from letter").await;
    }
}

async fn what_ended_is_looked_at(database: &Database, store: &Store) {
    let (ended, touched) = (NOW - 3 * DAY, NOW - 121 * DAY);
    let session =
        format!("insert into session (hash, subject, created_at, ends_at) values ('x', 'y', 1, {ended})");
    run(database, &session).await;
    assert_says(store, true, "WRONG 1 sessions and links ended").await;
    run(database, "delete from session").await;
    let draft = format!(
        "insert into application (id, reference, start_key, kind, state, lang, answers, flags, version, created_at, updated_at) \
         values ('a', 'a', 'a', 'new', 'draft', 'fr', '{{}}', '[]', 1, {touched}, {touched})"
    );
    run(database, &draft).await;
    assert_says(store, true, "WRONG 1 drafts").await;
    run(database, "delete from application").await;
    assert_says(store, false, "note  index: none yet").await;
}

async fn the_chain_is_followed(database: &Database, store: &Store) {
    assert_says(store, false, "ok    audit log: empty").await;
    for _ in 0..3 {
        let mut tx = store.begin_write(NOW).await.unwrap();
        tx.audit(AuditRow { actor: "program", action: "try", subject: "x", detail: "{}" }).await.unwrap();
        tx.commit().await.unwrap();
    }
    let last = store.last_audit().await.unwrap().unwrap().hash;
    let whole = format!("ok    audit log: 3 rows, whole; note the last hash elsewhere: {last}");
    assert_says(store, false, &whole).await;
    take_guards_down(&database.url).await;
    run(database, "update audit_log set actor = 'nobody' where seq = 2").await;
    assert_says(store, true, "WRONG audit log: row 2 or one before it was changed").await;
    run(database, "delete from audit_log where seq = 2").await;
    assert_says(store, true, "WRONG audit log: rows are missing before row 3").await;
}

#[tokio::test]
async fn what_is_wrong_is_found_one_by_one_on_sqlite() {
    what_is_wrong_is_found_one_by_one(Database::sqlite()).await;
}

#[tokio::test]
async fn what_is_wrong_is_found_one_by_one_on_postgres() {
    what_is_wrong_is_found_one_by_one(Database::postgres().await).await;
}

async fn a_public_listing_that_nobody_approved_is_named(database: Database) {
    let store = database.open().await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.ndjson");
    let lines = [
        offer(&siren(0), "Boutique vérifiée", json!({ "slug": "verifiee" })),
        offer(&siren(1), "Boutique en pause", json!({ "slug": "en-pause", "status": "paused" })),
    ];
    std::fs::write(&file, lines.map(|line| line.to_string()).join("\n")).unwrap();
    let source = devanture::commands::import::Source::open(&file).unwrap();
    devanture::commands::import::import(&store, source, false, |_| ()).await.unwrap();
    assert_says(&store, false, "every public listing that somebody answers for was approved or imported")
        .await;
    assert_says(&store, false, "note  1 public listings that somebody answers for have no review").await;
    // As when somebody writes into the database what no verb wrote.
    tamper(&database.url, "update listing set created_at = 1, updated_at = 1").await.unwrap();
    assert_says(&store, true, "were neither approved nor imported: verifiee\n").await;
    tamper(
        &database.url,
        "insert into application (id, reference, start_key, kind, state, lang, provider_id, answers, flags, version, created_at, \
         updated_at) select 'a', 'a', 'a', 'new', 'approved', 'fr', provider_id, '{}', '[]', 1, 1, 1 from listing \
         where slug = 'verifiee'",
    )
    .await
    .unwrap();
    assert_says(&store, false, "was approved or imported").await;
}

#[tokio::test]
async fn a_public_listing_that_nobody_approved_is_named_on_sqlite() {
    a_public_listing_that_nobody_approved_is_named(Database::sqlite()).await;
}

#[tokio::test]
async fn a_public_listing_that_nobody_approved_is_named_on_postgres() {
    a_public_listing_that_nobody_approved_is_named(Database::postgres().await).await;
}

#[tokio::test]
async fn the_program_says_by_its_exit_code_whether_all_is_well() {
    let data = TempDir::new().unwrap();
    let server = serve(data.path());
    server.offers().await;
    let examined = || devanture(data.path(), &["doctor"]).output().unwrap();
    // Beside a running server, which holds the index.
    let output = examined();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("ok    index: 205 listings, as in the database"), "{said}");
    assert!(output.stderr.is_empty());
    assert_eq!(server.stop(), Some(0));
    let url = format!("sqlite:{}/devanture.db", data.path().display());
    tamper(&url, "update listing set record = replace(record, 'Livraison', 'Livrason')").await.unwrap();
    let output = examined();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("listings differ from the database; run devanture reindex"), "{said}");
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.starts_with("devanture: one check found something wrong"), "{error}");
    assert_eq!(devanture(data.path(), &["reindex"]).output().unwrap().status.code(), Some(0));
    assert_eq!(examined().status.code(), Some(0));
    take_guards_down(&url).await;
    tamper(&url, "update audit_log set subject = 'other' where seq = 1").await.unwrap();
    assert_eq!(examined().status.code(), Some(1));
}
