//! The audit log as CSV, a bounded part at a time, with the hashes that prove it whole. A hash covers the cell as it is stored,
//! without the apostrophe that keeps a spreadsheet from computing it.

use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use crate::domain::spreadsheet::{UTF8_MARK, harmless};
use crate::i18n::Lang;
use crate::store::{AuditEntry, Store, StoreError};
use crate::web::answer::{NOT_KEPT, page_with, typed};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::{Frame, OnDuty};
use crate::web::state::AppState;
use crate::workflow::in_paris;
use crate::workflow::oversight::note_audit_export;

/// Most rows of a file; the page says so.
const MOST: usize = 20_000;
/// Rows read from the database at once.
const PART: u32 = 1_000;
const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8");
const HEADERS: [&str; 8] = ["seq", "at", "paris", "actor", "action", "subject", "detail", "hash"];

#[derive(Template)]
#[template(path = "pages/desk/audit_export.html")]
struct ExportPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    back_href: String,
    action: String,
    last: Option<AuditEntry>,
    first: String,
    problem: Option<&'static str>,
}

/// Asks from which row on.
pub(super) async fn ask(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    page(&state, &on_duty, "1", None).await
}

/// Notes the export, then gives the rows.
pub(super) async fn give(
    State(state): State<AppState>,
    on_duty: OnDuty,
    form: Typed,
) -> Result<Response, Failed> {
    let typed_first = form.get("first");
    let Some(first) = typed_first.trim().parse::<i64>().ok().filter(|first| *first > 0) else {
        let problem = on_duty.lang().audit_export_first_wrong();
        return page(&state, &on_duty, typed_first, Some(problem)).await;
    };
    note_audit_export(&state.store, &on_duty.actor(), first, state.now()).await?;
    let mut response = typed(StatusCode::OK, CSV, NOT_KEPT, file(&state.store, first).await?);
    let name = format!("attachment; filename=\"journal-{first}.csv\"");
    if let Ok(name) = HeaderValue::try_from(name) {
        response.headers_mut().insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    first: &str,
    problem: Option<&'static str>,
) -> Result<Response, Failed> {
    let page = ExportPage {
        chrome: Chrome::new(&on_duty.visit),
        frame: on_duty.frame(),
        lang: on_duty.lang(),
        back_href: on_duty.href("/journal"),
        action: on_duty.href("/journal/export"),
        last: state.store.last_audit().await?,
        first: first.to_owned(),
        problem,
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(status, NOT_KEPT, &page))
}

async fn file(store: &Store, first: i64) -> Result<Vec<u8>, StoreError> {
    let mut rows = csv::Writer::from_writer(UTF8_MARK.to_vec());
    // Into memory, which never fails: said all the same, as the database's other failures are.
    let failed = |error: csv::Error| StoreError::Refused(error.to_string());
    rows.write_record(HEADERS).map_err(failed)?;
    let (mut last, mut done) = (first - 1, 0);
    while done < MOST {
        let part = store.audit_after(last, PART).await?;
        let Some(end) = part.last() else { break };
        (last, done) = (end.seq, done + part.len());
        for entry in &part {
            rows.write_record(cells(entry)).map_err(failed)?;
        }
    }
    rows.into_inner().map_err(|error| StoreError::Refused(error.to_string()))
}

fn cells(entry: &AuditEntry) -> [String; 8] {
    let AuditEntry { seq, at, actor, action, subject, detail, hash } = entry;
    let texts = [actor, action, subject, detail].map(|text| harmless(text));
    let [actor, action, subject, detail] = texts;
    [seq.to_string(), at.to_string(), in_paris(*at).to_string(), actor, action, subject, detail, hash.clone()]
}
