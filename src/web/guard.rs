//! Bounds around every request: length of the address, time, number at once.

use std::any::Any;
use std::time::Duration;

use axum::body::Body;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use tower::BoxError;

/// Longest address that is read, path and query, in bytes.
const MAX_ADDRESS: usize = 8 * 1024;
/// Time for one request.
pub(super) const TIME_OUT: Duration = Duration::from_secs(10);
/// Requests served at once; more are told to come back.
pub(super) const MAX_AT_ONCE: usize = 512;

/// Tells whether an address is longer than what is read.
pub(super) fn is_too_long(uri: &Uri) -> bool {
    uri.path().len() + uri.query().map_or(0, str::len) > MAX_ADDRESS
}

/// Answers for the layer that sheds load.
pub(super) async fn overloaded(_: BoxError) -> StatusCode {
    StatusCode::SERVICE_UNAVAILABLE
}

/// Answers for a handler that panicked, and logs what it said.
pub(super) fn panicked(payload: Box<dyn Any + Send>) -> axum::http::Response<Body> {
    let message = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(panic = message, "handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
