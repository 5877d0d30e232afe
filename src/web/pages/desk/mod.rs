//! The vetting desk: cases and what is decided about them, listed offers, people, the audit log.
//!
//! Each page names the least role that may call it (`Who::Desk`); the door lets nobody else in.

mod accounts;
mod audit;
mod case;
mod cases;
mod dashboard;
mod decide;
mod frame;
mod imports;
mod merge;
mod offers;
mod queue;
mod reports;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use frame::Frame;

use crate::i18n::Lang;
use crate::store::StoredOfficer;
use crate::web::chrome::address;
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// Gives every route of the desk.
pub(in crate::web) fn routes() -> Vec<Route> {
    [
        queue::routes(),
        cases::routes(),
        decide::routes(),
        reports::routes(),
        offers::routes(),
        dashboard::routes(),
        audit::routes(),
        imports::routes(),
        merge::routes(),
        accounts::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A request from somebody at the desk, whom the door let in.
struct OnDuty {
    visit: Visit,
    officer: StoredOfficer,
}

impl FromRequestParts<AppState> for OnDuty {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let Ok(visit) = Visit::from_request_parts(parts, state).await;
        match parts.extensions.get::<StoredOfficer>() {
            Some(officer) => Ok(Self { visit, officer: officer.clone() }),
            // A route that forgot to say who may call it lets nobody in.
            None => Err(StatusCode::FORBIDDEN.into_response()),
        }
    }
}

impl OnDuty {
    const fn lang(&self) -> Lang {
        self.visit.lang
    }

    /// Gives the address of a page of the desk.
    fn href(&self, rest: &str) -> String {
        address(self.visit.lang, &format!("/administration{rest}"), "")
    }

    /// Gives who acts, as the audit log names them.
    fn actor(&self) -> String {
        format!("officer:{}", self.officer.id)
    }

    /// Gives the part of the path at a place behind `/administration`, the first being 0; empty when there is none.
    fn part(&self, place: usize) -> &str {
        self.visit.path.split('/').filter(|part| !part.is_empty()).nth(place + 1).unwrap_or_default()
    }

    /// Frames a page of the desk.
    fn frame(&self) -> Frame {
        Frame::of(self)
    }
}
