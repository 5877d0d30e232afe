//! A report at the desk: what is said, who has it, how it is closed.

mod close;

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::cases::history::{Decided, decided};
use super::{Frame, OnDuty};
use crate::domain::application::Reference;
use crate::domain::desk::Role;
use crate::domain::report::ReportState;
use crate::domain::upkeep::Alarm;
use crate::i18n::{Lang, Named};
use crate::store::StoredReport;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::door::{Who, see_other};
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::message;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::workflow::in_paris;
use crate::workflow::reports::{self, Handling, ReportError};

const VERSION: &str = "version";

/// Gives the routes of reports.
pub(super) fn routes() -> Vec<Route> {
    let report = |end: &str| format!("/administration/signalements/{{reference}}{end}");
    vec![
        Route::page(report(""), get(show)).only(Who::Desk(Role::Reader)),
        Route::action(report("/prendre"), post(take)).only(Who::Desk(Role::Vetter)),
        Route::action(report("/remettre"), post(release)).only(Who::Desk(Role::Vetter)),
        Route::form(report("/clore"), get(close::show), post(close::sent)).only(Who::Desk(Role::Vetter)),
    ]
}

#[derive(Template)]
#[template(path = "pages/desk/report.html")]
struct ReportPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    reference: String,
    base: String,
    back_href: String,
    reason: &'static str,
    source: &'static str,
    state: &'static str,
    holder: Option<String>,
    sent: String,
    version: i64,
    offer: Option<(String, String)>,
    words: String,
    evidence: String,
    flags: Vec<&'static str>,
    answer_wanted: bool,
    can_take: bool,
    can_release: bool,
    can_close: bool,
    decisions: Vec<Decided>,
    others: Vec<Other>,
}

/// Another report about the same provider, as a line.
struct Other {
    href: String,
    reference: String,
    reason: &'static str,
    state: &'static str,
    when: String,
}

async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let Some(report) = found(&state, &on_duty).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let (lang, role, me) = (on_duty.lang(), on_duty.officer.role, on_duty.officer.id);
    let names: HashMap<_, _> =
        state.store.officers().await?.into_iter().map(|officer| (officer.id, officer.name)).collect();
    let made = state.store.decisions_of_report(report.id).await?;
    let others = state.store.reports_of_provider(report.provider).await?;
    let vets = role.covers(Role::Vetter);
    let theirs = report.assignee == Some(me) || role.covers(Role::Lead);
    let in_hand = vets && theirs && report.state == ReportState::InReview;
    let page = ReportPage {
        lang,
        reference: report.reference.to_string(),
        base: on_duty.href(&format!("/signalements/{}", report.reference)),
        back_href: on_duty.href(""),
        reason: report.reason.name(lang),
        source: lang.report_source(report.source),
        state: lang.report_state(report.state),
        holder: report.assignee.and_then(|id| names.get(&id).cloned()),
        sent: lang.date_and_time(in_paris(report.created_at)),
        version: report.version,
        offer: offer(&state, &report, lang).await?,
        words: report.words.clone(),
        evidence: evidence(&report, lang),
        flags: report.flags.iter().map(|flag| lang.flag(*flag)).collect(),
        answer_wanted: report.email.is_some() && report.state != ReportState::Closed,
        can_take: vets && report.state == ReportState::Open,
        can_release: in_hand,
        can_close: in_hand,
        decisions: made.iter().map(|made| decided(made, &names, lang)).collect(),
        others: others
            .iter()
            .filter(|other| other.id != report.id)
            .map(|other| Other {
                href: on_duty.href(&format!("/signalements/{}", other.reference)),
                reference: other.reference.to_string(),
                reason: other.reason.name(lang),
                state: lang.report_state(other.state),
                when: lang.date(in_paris(other.created_at).date()),
            })
            .collect(),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

async fn take(State(state): State<AppState>, on_duty: OnDuty, typed: Typed) -> Result<Response, Failed> {
    let Some(report) = found(&state, &on_duty).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let done = reports::take(&state.store, handling(&report, &on_duty, &typed, &state)).await;
    told(done, &report, &on_duty)
}

async fn release(State(state): State<AppState>, on_duty: OnDuty, typed: Typed) -> Result<Response, Failed> {
    let Some(report) = found(&state, &on_duty).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let done = reports::release(&state.store, handling(&report, &on_duty, &typed, &state)).await;
    told(done, &report, &on_duty)
}

/// Finds the report that the path names.
async fn found(state: &AppState, on_duty: &OnDuty) -> Result<Option<StoredReport>, Failed> {
    match Reference::parse(on_duty.part(1)) {
        Ok(reference) => Ok(state.store.report(&reference).await?),
        Err(_) => Ok(None),
    }
}

/// Says what a machine saw; nothing for what a visitor says.
fn evidence(report: &StoredReport, lang: Lang) -> String {
    serde_json::from_str::<Alarm>(&report.evidence).map_or_else(|_| String::new(), |alarm| lang.alarm(&alarm))
}

/// Gives the title and the address of the offer that a report is about.
async fn offer(
    state: &AppState,
    report: &StoredReport,
    lang: Lang,
) -> Result<Option<(String, String)>, Failed> {
    let Some(id) = report.listing else { return Ok(None) };
    let stored = state.store.listing(id).await?;
    Ok(stored.map(|stored| {
        (
            stored.listing.title.to_string(),
            address(lang, &format!("/administration/offres/{}", stored.slug), ""),
        )
    }))
}

fn handling(report: &StoredReport, on_duty: &OnDuty, typed: &Typed, state: &AppState) -> Handling {
    Handling {
        officer: on_duty.officer.id,
        id: report.id,
        // What is no number is no version that ever was.
        version: typed.get(VERSION).parse().unwrap_or(-1),
        moment: state.now(),
    }
}

/// Leads back to the report, or says why nothing was done.
fn told(done: Result<(), ReportError>, report: &StoredReport, on_duty: &OnDuty) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let href = on_duty.href(&format!("/signalements/{}", report.reference));
    let why = match done {
        Ok(()) => return Ok(see_other(&href)),
        Err(ReportError::Store(error)) => return Err(error.into()),
        Err(ReportError::NotFound) => return Ok(StatusCode::NOT_FOUND.into_response()),
        Err(ReportError::Barred(barred)) => lang.decide_barred(barred),
        Err(ReportError::NothingListed) => lang.desk_report_nothing(),
        Err(ReportError::Changed) => lang.case_moved_text(),
    };
    let title = lang.case_moved_title();
    Ok(message::show(&on_duty.visit, StatusCode::CONFLICT, (title, why), (href, lang.case_see())))
}
