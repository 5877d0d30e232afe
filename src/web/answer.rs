//! Turns views into answers.

use askama::Template;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Pages are the same for everybody, and a minute old at most.
pub(super) const SHARED: HeaderValue = HeaderValue::from_static("public, max-age=60");
/// What went wrong now may be mended a moment later.
pub(super) const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-store");

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Room for a page, so that most are written without growing the buffer.
const PAGE_CAPACITY: usize = 48 * 1024;

/// Renders a page that anybody may keep for a minute.
pub(super) fn page(view: &impl Template) -> Response {
    page_with(StatusCode::OK, SHARED, view)
}

/// Renders a page with a status and a rule for keeping it.
pub(super) fn page_with(status: StatusCode, keeping: HeaderValue, view: &impl Template) -> Response {
    let mut html = String::with_capacity(PAGE_CAPACITY);
    match view.render_into(&mut html) {
        Ok(()) => typed(status, HTML, keeping, html),
        Err(error) => broken(&error),
    }
}

/// Makes an answer of a type and a rule for keeping it.
pub(super) fn typed(
    status: StatusCode,
    content_type: HeaderValue,
    keeping: HeaderValue,
    body: impl Into<Body>,
) -> Response {
    (status, [(CONTENT_TYPE, content_type), (CACHE_CONTROL, keeping)], body.into()).into_response()
}

/// Logs a failure of ours, once, and answers 500; the page for it is put on later.
pub(super) fn broken(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "request failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Sends the visitor to another address of this site for good.
pub(super) fn moved(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
