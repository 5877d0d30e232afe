//! Whether the program lives, and whether it takes visitors.

use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::answer::{NOT_KEPT, typed};
use super::state::AppState;

const PLAIN: axum::http::HeaderValue = axum::http::HeaderValue::from_static("text/plain; charset=utf-8");

/// Answers that the process runs.
pub(super) async fn alive() -> Response {
    typed(StatusCode::OK, PLAIN, NOT_KEPT, "ok\n")
}

/// Answers whether the index is up to date, the database answers and the process is not about to stop.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    if !state.open.load(Ordering::Relaxed) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    match state.store.ping().await {
        Ok(()) => typed(StatusCode::OK, PLAIN, NOT_KEPT, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "database does not answer");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
