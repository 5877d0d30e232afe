//! Bounds around every request: length of the address, size of the body, time, number at once.

use std::any::Any;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower::BoxError;

/// Longest address that is read, path and query, in bytes.
const MAX_ADDRESS: usize = 8 * 1024;
/// Largest body that is taken, in bytes; no page of this issue reads one.
const MAX_BODY: usize = 16 * 1024;
/// Most bytes of a refused body that are read and thrown away, so that the visitor gets to see the answer.
const MAX_DRAINED: usize = 4 * 1024 * 1024;
/// Time for one request.
pub(super) const TIME_OUT: Duration = Duration::from_secs(10);
/// Requests served at once; more are told to come back.
pub(super) const MAX_AT_ONCE: usize = 512;

/// Tells whether an address is longer than what is read.
pub(super) fn is_too_long(uri: &Uri) -> bool {
    uri.path().len() + uri.query().map_or(0, str::len) > MAX_ADDRESS
}

/// Refuses addresses and bodies out of bounds.
pub(super) async fn bound(request: Request, next: Next) -> Response {
    if is_too_long(request.uri()) {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    let (parts, body) = request.into_parts();
    if !body.is_end_stream() && drain(body).await > MAX_BODY {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(Request::from_parts(parts, Body::empty())).await
}

/// Reads a body and throws it away; tells how much of it there was, up to the bound.
async fn drain(body: Body) -> usize {
    let mut body = body;
    let mut read = 0;
    while read <= MAX_DRAINED {
        match poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            Some(Ok(frame)) => read += frame.data_ref().map_or(0, |data| data.len()),
            Some(Err(_)) | None => break,
        }
    }
    read
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
