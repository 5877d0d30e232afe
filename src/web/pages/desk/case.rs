//! The case that a request is about.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::OnDuty;
use crate::domain::application::Reference;
use crate::store::StoredApplication;
use crate::web::failed::Failed;
use crate::web::state::AppState;

/// Gives the application that the path names; 404 when there is none that was ever sent.
pub(super) async fn case_of(on_duty: &OnDuty, state: &AppState) -> Result<StoredApplication, Response> {
    let Ok(reference) = Reference::parse(on_duty.part(1)) else {
        return Err(StatusCode::NOT_FOUND.into_response());
    };
    let found = state.store.application(&reference).await;
    let found = found.map_err(|error| Failed::from(error).into_response())?;
    found.filter(|found| found.submitted_at.is_some()).ok_or_else(|| StatusCode::NOT_FOUND.into_response())
}
