//! The directory in JSON, for anybody.

mod explained;
mod listings;
mod suggest;
mod territories;

pub(super) use listings::{listings, per_page};
pub(super) use suggest::suggest;
pub(super) use territories::territories;

use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::answer::{SHARED, broken, typed};
use super::params::text_of;
use super::visit::wished;
use crate::i18n::Lang;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Anybody may read open data from any page; there is nothing private behind it.
const ANYBODY: HeaderValue = HeaderValue::from_static("*");
const CROSS_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A text that is being typed (`q`), and the language of its reader (`lang`, else the one the client prefers).
struct Typed {
    text: String,
    lang: Lang,
}

impl Typed {
    fn read(query: &str, headers: &HeaderMap) -> Self {
        let value = |key: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == key).map(|(_, value)| value)
        };
        let text = value("q").map(|value| text_of(&value)).unwrap_or_default();
        let asked = value("lang").and_then(|code| Lang::ALL.into_iter().find(|lang| lang.code() == code));
        Self { text, lang: asked.unwrap_or_else(|| wished(headers)) }
    }
}

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
