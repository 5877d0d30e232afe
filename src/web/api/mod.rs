//! The directory in JSON, for anybody.

mod explained;
mod listings;

pub(super) use listings::{listings, per_page};

use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, VARY};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::answer::{SHARED, broken, typed};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Anybody may read open data from any page; there is nothing private behind it.
const ANYBODY: HeaderValue = HeaderValue::from_static("*");
const CROSS_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Answers in JSON what depends on the address and on the language asked for.
fn respond(content: &impl Serialize) -> Response {
    let mut response = match serde_json::to_vec(content) {
        Ok(body) => typed(StatusCode::OK, JSON, SHARED, body),
        Err(error) => return broken(&error),
    };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY);
    headers.insert(CROSS_ORIGIN, HeaderValue::from_static("cross-origin"));
    headers.insert(VARY, HeaderValue::from_static("accept-language"));
    response
}
