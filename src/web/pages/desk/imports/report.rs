//! What would become of a file, the button that takes it in, and what became of it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::OnDuty;
use super::super::frame::Frame;
use super::{gone, outline, owner, refused};
use crate::domain::import::FileKind;
use crate::i18n::Lang;
use crate::store::ImportOutline;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::rows::Row;
use crate::web::state::AppState;
use crate::workflow::import::desk::{self, Report};

#[derive(Template)]
#[template(path = "pages/desk/import_report.html")]
struct ReportPage {
    chrome: Chrome,
    lang: Lang,
    frame: Frame,
    french: &'static str,
    counts: Vec<Row>,
    refused: Vec<Refused>,
    more_refused: Option<String>,
    twins: Vec<Twin>,
    /// What the button takes in; absent once it is in.
    confirm: Option<Confirm>,
    columns_href: Option<String>,
    start_href: String,
}

struct Confirm {
    action: String,
    forget_action: String,
    batch: String,
    anything: bool,
}

struct Refused {
    line: u64,
    field: String,
    reason: String,
    /// Whether the reason is one that only exists in English.
    english: bool,
}

struct Twin {
    line: u64,
    name: String,
    website: String,
    known_name: String,
    known_website: String,
    known_siren: String,
    href: String,
    same: &'static str,
}

/// Shows what would become of the file.
pub(super) async fn trial(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let tried = outline(&state, &on_duty).await?.filter(|outline| outline.done_at.is_none());
    Ok(shown(tried, &on_duty))
}

/// Shows what became of the file.
pub(super) async fn done(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let done = outline(&state, &on_duty).await?.filter(|outline| outline.done_at.is_some());
    Ok(shown(done, &on_duty))
}

/// Takes the file in.
pub(super) async fn confirm(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some(tried) = outline(&state, &on_duty).await? else { return Ok(gone(&on_duty)) };
    if typed.get("lot") != tried.id.to_string() {
        return Ok(gone(&on_duty));
    }
    if tried.done_at.is_some() {
        // Pressed twice: it is in.
        return Ok(see_other(&on_duty.href("/import/bilan")));
    }
    let Some(_place) = state.tables.admission() else {
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    };
    let actor = on_duty.actor();
    let by = owner(&on_duty, &actor);
    match desk::confirm(&state.store, by, tried.id, state.now(), &mut draw::id).await {
        Ok(_) => Ok(see_other(&on_duty.href("/import/bilan"))),
        Err(error) => Ok(refused(error, &on_duty)),
    }
}

fn shown(outline: Option<ImportOutline>, on_duty: &OnDuty) -> Response {
    let read = outline.and_then(|outline| Some((serde_json::from_str(&outline.report).ok()?, outline)));
    match read {
        Some((report, outline)) => page_with(StatusCode::OK, NOT_KEPT, &view(report, &outline, on_duty)),
        None => gone(on_duty),
    }
}

fn view(report: Report, outline: &ImportOutline, on_duty: &OnDuty) -> ReportPage {
    let lang = on_duty.lang();
    let number = |number: u64| Some(lang.number(u32::try_from(number).unwrap_or(u32::MAX)));
    let tally = report.tally;
    let chrome = Chrome::new(&on_duty.visit);
    let more = report.refused.saturating_sub(u64::try_from(report.rows.len()).unwrap_or(u64::MAX));
    let waits = outline.done_at.is_none();
    ReportPage {
        lang,
        frame: on_duty.frame(),
        french: chrome.french(),
        counts: vec![
            Row::new(lang.import_added(), number(tally.added)),
            Row::new(lang.import_changed(), number(tally.changed)),
            Row::new(lang.import_unchanged(), number(tally.unchanged)),
            Row::new(lang.import_kept(), number(tally.kept)),
            Row::new(lang.import_refused(), number(report.refused)),
        ],
        more_refused: (more > 0).then(|| lang.import_more_refused(u32::try_from(more).unwrap_or(u32::MAX))),
        refused: report.rows.into_iter().map(|row| refused_row(row, lang)).collect(),
        twins: report.lookalikes.into_iter().map(|twin| shown_twin(twin, &chrome)).collect(),
        confirm: waits.then(|| Confirm {
            action: on_duty.href("/import/essai"),
            forget_action: on_duty.href("/import/oublier"),
            batch: outline.id.to_string(),
            anything: tally.added + tally.changed + tally.unchanged + tally.kept > 0,
        }),
        columns_href: (waits && outline.kind == FileKind::Table).then(|| on_duty.href("/import/colonnes")),
        start_href: on_duty.href("/import"),
        chrome,
    }
}

fn refused_row(row: desk::RefusedRow, lang: Lang) -> Refused {
    let said = lang.refused_reason(&row.reason);
    let english = said.is_none() && lang == Lang::Fr;
    Refused {
        line: row.line,
        field: lang.refused_field(&row.field),
        reason: said.unwrap_or(row.reason),
        english,
    }
}

fn shown_twin(twin: desk::Lookalike, chrome: &Chrome) -> Twin {
    Twin {
        line: twin.line,
        name: twin.name,
        website: twin.website,
        known_name: twin.known_name,
        known_website: twin.known_website,
        known_siren: twin.known_siren,
        href: chrome.href(&format!("/prestataires/{}", twin.known_slug)),
        same: chrome.lang.in_common(twin.same),
    }
}
