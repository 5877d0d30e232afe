//! The dashboard of the desk: how long cases wait, what was decided, what is missing, what may no longer be true.

mod coverage;
mod figures;
mod lists;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::{Frame, OnDuty};
use crate::domain::desk::Role;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chart::Bars;
use crate::web::chrome::Chrome;
use crate::web::door::Who;
use crate::web::failed::Failed;
use crate::web::routes::Route;
use crate::web::state::AppState;
use coverage::Covered;
use lists::{Searched, StaleOffer};

/// Gives the route of the dashboard.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/administration/tableau", get(show)).only(Who::Desk(Role::Reader))]
}

#[derive(Template)]
#[template(path = "pages/desk/dashboard.html")]
struct DashboardPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    french: &'static str,
    ages: Option<Bars>,
    medians: Option<Bars>,
    outcomes: Option<Bars>,
    reasons: Option<Bars>,
    stale: Vec<StaleOffer>,
    stale_count: String,
    searches: Vec<Searched>,
    coverage: Covered,
}

async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let (lang, moment) = (on_duty.lang(), state.now());
    let chrome = Chrome::new(&on_duty.visit);
    let (outcomes, reasons) = figures::decisions(&state.store, moment, lang).await?;
    let (stale, stale_count) = lists::stale(&state.store, &on_duty, moment.today).await?;
    let page = DashboardPage {
        frame: on_duty.frame(),
        lang,
        french: chrome.french(),
        ages: figures::ages(&state.store, moment, lang).await?,
        medians: figures::medians(&state.store, moment, lang).await?,
        outcomes,
        reasons,
        stale,
        stale_count,
        searches: lists::searches(&state.store, &chrome, moment.today).await?,
        coverage: Covered::new(&state.search.coverage(), lang),
        chrome,
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}
