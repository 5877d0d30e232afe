//! The audit log: chained, kept by the engines themselves, read and exported at the desk.

use devanture::domain::audit::{Broken, Chain};
use devanture::domain::desk::Role;
use devanture::domain::desk::decision::Outcome;
use devanture::domain::ids::{DecisionId, OfficerId};
use devanture::store::{AuditRow, CriteriaSeen, Decision, Store};
use serde_json::json;
use sqlx::Connection;

use crate::support::app::{Engine, TestApp};
use crate::support::databases::{Database, new_id, offer, raw, siren};
use crate::support::desk::Officer;

/// Does what no verb does, past the store; gives what the engine says when it refuses.
pub async fn tamper(url: &str, statement: &str) -> Result<(), String> {
    let mut connection = raw(url).await;
    let done = sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await;
    connection.close().await.unwrap();
    done.map(drop).map_err(|error| error.to_string())
}

/// Takes down what keeps rows of the audit log from being changed, as whoever owns the database can.
pub async fn take_guards_down(url: &str) {
    let statement = if url.starts_with("sqlite:") {
        "drop trigger audit_log_is_kept; drop trigger audit_log_is_whole; drop trigger audit_log_is_added"
    } else {
        "drop trigger audit_log_is_kept on audit_log; drop trigger audit_log_is_whole on audit_log"
    };
    tamper(url, statement).await.unwrap();
}

async fn note(store: &Store, actor: &str, action: &str, detail: &str) {
    let mut tx = store.begin_write(1_795_345_200_000).await.unwrap();
    tx.audit(AuditRow { actor, action, subject: "test", detail }).await.unwrap();
    tx.commit().await.unwrap();
}

/// Follows the chain of a log to its end.
async fn follow(store: &Store) -> Result<Chain, Broken> {
    let mut chain = Chain::default();
    loop {
        let part = store.audit_after(chain.rows(), 700).await.unwrap();
        if part.is_empty() {
            return Ok(chain);
        }
        for row in part {
            chain.add(row.fields(), &row.hash)?;
        }
    }
}

async fn the_log_stays_whole_while_many_write_at_once(database: Database) {
    let store = database.open().await;
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8 {
        let store = store.clone();
        writers.spawn(async move {
            for row in 0..10 {
                note(&store, "officer:é", "try", &format!("{{\"writer\":{writer},\"row\":{row}}}")).await;
            }
        });
    }
    writers.join_all().await;
    let chain = follow(&store).await.unwrap();
    assert_eq!(chain.rows(), 80);
    let last = store.last_audit().await.unwrap().unwrap();
    assert_eq!((last.seq, last.hash.as_str()), (80, chain.value()));
}

#[tokio::test]
async fn the_log_stays_whole_while_many_write_at_once_on_sqlite() {
    the_log_stays_whole_while_many_write_at_once(Database::sqlite()).await;
}

#[tokio::test]
async fn the_log_stays_whole_while_many_write_at_once_on_postgres() {
    the_log_stays_whole_while_many_write_at_once(Database::postgres().await).await;
}

async fn rows_from_before_the_hashes_are_covered_by_the_first(database: Database) {
    let store = database.open().await;
    let rows: Vec<String> = (1..=1_300)
        .map(|seq| format!("({seq}, {seq}, 'program', 'sweep', 'logo', '{{\"logos\":{seq}}}', '')"))
        .collect();
    let insert = format!(
        "insert into audit_log (seq, at, actor, action, subject, detail, hash) values {}",
        rows.join(", ")
    );
    tamper(&database.url, &insert).await.unwrap();
    note(&store, "program", "try", "{}").await;
    note(&store, "program", "try", "{}").await;
    let chain = follow(&store).await.unwrap();
    assert_eq!(chain.rows(), 1_302);
    take_guards_down(&database.url).await;
    tamper(&database.url, "update audit_log set detail = '{}' where seq = 700").await.unwrap();
    assert_eq!(follow(&store).await, Err(Broken::Changed(1_301)));
    tamper(&database.url, "delete from audit_log where seq = 5").await.unwrap();
    assert_eq!(follow(&store).await, Err(Broken::Gap(6)));
}

#[tokio::test]
async fn rows_from_before_the_hashes_are_covered_by_the_first_on_sqlite() {
    rows_from_before_the_hashes_are_covered_by_the_first(Database::sqlite()).await;
}

#[tokio::test]
async fn rows_from_before_the_hashes_are_covered_by_the_first_on_postgres() {
    rows_from_before_the_hashes_are_covered_by_the_first(Database::postgres().await).await;
}

async fn the_engine_refuses_to_change_or_delete_what_is_only_added(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let officer = Officer::enter(&app, "Anne", Role::Lead).await;
    note(&app.store, "program", "try", "{}").await;
    decide(&app.store, officer.id, 1_795_345_200_000).await;
    let mut forbidden = vec![
        "update audit_log set actor = 'nobody'",
        "update audit_log set hash = ''",
        "delete from audit_log",
        "delete from decision",
        "update decision set words = 'others'",
        "update decision set outcome = 'refused', words = ''",
        "update decision set second_id = officer_id, words = ''",
    ];
    match engine {
        Engine::Sqlite => forbidden.extend([
            "insert or replace into audit_log select seq, at, 'nobody', action, subject, detail, hash from audit_log",
            "insert or replace into decision select * from decision",
        ]),
        Engine::Postgres => forbidden.extend(["truncate audit_log", "truncate decision"]),
    }
    for statement in forbidden {
        let refused = tamper(&app.database_url, statement).await.unwrap_err();
        assert!(refused.contains("only added"), "{statement}: {refused}");
    }
    tamper(&app.database_url, "update decision set words = ''").await.unwrap();
    follow(&app.store).await.unwrap();
    // Opened again, a directory whose guards were taken down has them again.
    take_guards_down(&app.database_url).await;
    let birth = devanture::store::Birth { id: new_id(), at: 1 };
    Store::open(&app.database_url, birth).await.unwrap();
    assert!(tamper(&app.database_url, "delete from audit_log").await.is_err());
}

#[tokio::test]
async fn the_engine_refuses_to_change_or_delete_what_is_only_added_on_sqlite() {
    the_engine_refuses_to_change_or_delete_what_is_only_added(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_engine_refuses_to_change_or_delete_what_is_only_added_on_postgres() {
    the_engine_refuses_to_change_or_delete_what_is_only_added(Engine::Postgres).await;
}

/// A decision about nothing, as far as the log is concerned.
pub async fn decide(store: &Store, officer: OfficerId, at: i64) {
    let decision = Decision {
        id: DecisionId::new(new_id()),
        at,
        officer,
        second: None,
        outcome: Outcome::Approved,
        application: None,
        report: None,
        listing: None,
        provider: None,
        reasons: Vec::new(),
        words: "Bravo".to_owned(),
        criteria: CriteriaSeen::default(),
        version: 1,
    };
    let mut tx = store.begin_write(at).await.unwrap();
    tx.insert_decision(&decision).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn only_those_who_may_read_the_log_and_only_an_administrator_exports_it() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for (name, role, read, export) in [
        ("Anne", Role::Reader, 403, 403),
        ("Bea", Role::Vetter, 403, 403),
        ("Chloe", Role::Lead, 200, 403),
        ("Dora", Role::Administrator, 200, 200),
    ] {
        let officer = Officer::enter(&app, name, role).await;
        for lang in ["", "/en"] {
            let path = format!("{lang}/administration/journal");
            assert_eq!(officer.visitor.get(&path).await.status, read, "{role:?}");
            let path = format!("{path}/export");
            assert_eq!(officer.visitor.get(&path).await.status, export, "{role:?}");
            assert_eq!(officer.visitor.post(&path, &[("first", "1")]).await.status, export, "{role:?}");
        }
    }
}

async fn the_log_is_filtered_and_paged(engine: Engine) {
    let mut app = TestApp::empty(engine).await;
    let record = offer(&siren(0), "Boutique en ligne", json!({ "slug": "boutique-en-ligne-test" }));
    app.import("a.ndjson", record.to_string()).await;
    let lead = Officer::enter(&app, "Anne", Role::Lead).await;
    for row in 0..60 {
        note(&app.store, "program", "sweep", &format!("{{\"row\":{row}}}")).await;
    }
    let actor = format!("officer:{}", lead.id);
    note(&app.store, &actor, "request_changes", "{\"x\":\"<script>alert(1)</script>\"}").await;
    let first = lead.visitor.get("/administration/journal").await;
    assert_eq!(first.status, 200);
    assert_eq!(first.text.matches("<li><p><b>").count(), 50);
    first.assert_says("Précisions demandées");
    first.assert_says("· Anne</p>");
    assert!(!first.text.contains("<script>alert"), "words of a row are escaped");
    first.assert_says("Plus ancien");
    let before = first.text.split("before=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let second = lead.visitor.get(&format!("/administration/journal?before={before}")).await;
    assert_eq!(second.text.matches("<li><p><b>").count(), 12);
    second.assert_says("Fiches importées");
    second.assert_says("Revenir au plus récent");
    narrow(&app, &lead, &actor).await;
}

/// Filters by each thing alone and together, and by what makes no sense.
async fn narrow(app: &TestApp, lead: &Officer<'_>, actor: &str) {
    let later = usize::from(engine_clock_is_later(app).await);
    for (query, rows) in [
        ("action=request_changes".to_owned(), 1),
        (format!("actor={actor}"), 1),
        (format!("actor={actor}&action=sweep"), 0),
        ("subject=a.ndjson".to_owned(), 1),
        ("subject=test&action=request_changes&actor=program".to_owned(), 0),
        ("from=2026-11-22&to=2026-11-22".to_owned(), 50),
        ("from=2026-11-23".to_owned(), later),
        ("to=2026-11-21".to_owned(), 0),
        // What cannot be understood narrows nothing.
        ("before=-1".to_owned(), 50),
        ("before=x&from=yesterday&page=%ff".to_owned(), 50),
        ("action=%01&subject=DV-7KQM-3XTA".to_owned(), 0),
    ] {
        let page = lead.visitor.get(&format!("/administration/journal?{query}")).await;
        assert_eq!((page.status, page.text.matches("<li><p><b>").count()), (200, rows), "{query}");
    }
    let nothing = lead.visitor.get("/administration/journal?action=%00").await;
    assert_eq!(nothing.status, 200);
    let kept =
        lead.visitor.get("/en/administration/journal?actor=program&action=sweep&from=2026-11-01").await;
    kept.assert_says("<option value=\"program\" selected>");
    kept.assert_says("value=\"2026-11-01\"");
}

/// Whether the import, which is dated by the clock of the machine, came after the day of the test.
async fn engine_clock_is_later(app: &TestApp) -> bool {
    let rows = app.store.audit_after(0, 10).await.unwrap();
    rows.iter().any(|row| row.at >= 1_795_388_400_000)
}

#[tokio::test]
async fn the_log_is_filtered_and_paged_on_sqlite() {
    the_log_is_filtered_and_paged(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_log_is_filtered_and_paged_on_postgres() {
    the_log_is_filtered_and_paged(Engine::Postgres).await;
}

#[tokio::test]
async fn an_export_is_noted_first_and_computes_nothing_in_a_spreadsheet() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let officer = Officer::enter(&app, "Dora", Role::Administrator).await;
    note(&app.store, "=cmd()", "try", "@sum").await;
    for wrong in ["", "0", "-3", "one", "99999999999999999999"] {
        let page = officer.visitor.post("/administration/journal/export", &[("first", wrong)]).await;
        assert_eq!(page.status, 422, "{wrong}");
        page.assert_says("Erreur : ");
        page.assert_says("href=\"#first\"");
        page.assert_says(&format!("value=\"{wrong}\""));
    }
    assert_eq!(app.store.count_audit_rows().await.unwrap(), 1);
    let file = officer.visitor.post("/administration/journal/export", &[("first", "1")]).await;
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"journal-1.csv\"");
    let mut reader = csv::Reader::from_reader(file.text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!((rows[0][3].as_str(), rows[0][6].as_str()), ("'=cmd()", "'@sum"));
    let entries = app.store.audit_after(0, 10).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][3], format!("officer:{}", officer.id));
    assert_eq!((rows[1][4].as_str(), &rows[1][7]), ("export_audit", &entries[1].hash));
    let later = officer.visitor.post("/administration/journal/export", &[("first", "3")]).await;
    assert_eq!(later.text.lines().count(), 2, "{}", later.text);
}
