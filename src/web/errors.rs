//! Puts a page on every answer that went wrong: handlers and layers only say the status.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use super::answer::{NOT_KEPT, page_with, typed};
use super::chrome::Chrome;
use super::state::Site;
use super::visit::language;
use crate::i18n::Lang;

/// Seconds after which an overloaded server is worth another try.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("2");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    chrome: Chrome,
    lang: Lang,
    status: u16,
    title: &'static str,
    text: &'static str,
}

/// Dresses answers whose status says that something went wrong and that are no page or JSON yet.
pub(super) async fn dress(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let lang = language(request.uri(), request.headers());
    let wants_json = request.uri().path().starts_with("/api/");
    let bare = next.run(request).await;
    let status = bare.status();
    let went_wrong = status.is_client_error() || status.is_server_error();
    let mut dressed = match (went_wrong && !is_dressed(bare.headers()), wants_json) {
        (false, _) => bare,
        (true, true) => with_hints_of(&bare, json_answer(status, lang)),
        (true, false) => with_hints_of(&bare, page_answer(status, lang, &site)),
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        dressed.headers_mut().entry(RETRY_AFTER).or_insert(RETRY_SECONDS);
    }
    dressed
}

/// Keeps what a bare answer says about trying again or otherwise.
fn with_hints_of(bare: &Response, dressed: Response) -> Response {
    let mut dressed = dressed;
    for said in [ALLOW, RETRY_AFTER] {
        if let Some(value) = bare.headers().get(&said) {
            dressed.headers_mut().insert(said, value.clone());
        }
    }
    dressed
}

fn is_dressed(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/json")
}

fn page_answer(status: StatusCode, lang: Lang, site: &Arc<Site>) -> Response {
    let (title, text) = sentences(status, lang);
    let page = ErrorPage { chrome: Chrome::bare(lang, site), lang, status: status.as_u16(), title, text };
    page_with(status, NOT_KEPT, &page)
}

fn json_answer(status: StatusCode, lang: Lang) -> Response {
    let (title, _) = sentences(status, lang);
    let body = json!({ "error": { "status": status.as_u16(), "message": title } }).to_string();
    typed(status, JSON, NOT_KEPT, body)
}

/// Says what went wrong and what to do about it.
const fn sentences(status: StatusCode, lang: Lang) -> (&'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => (lang.not_found_title(), lang.not_found_text()),
        StatusCode::METHOD_NOT_ALLOWED => (lang.method_title(), lang.method_text()),
        StatusCode::URI_TOO_LONG => (lang.address_title(), lang.address_text()),
        StatusCode::UNAUTHORIZED => (lang.signed_out_title(), lang.signed_out_text()),
        StatusCode::FORBIDDEN => (lang.foreign_form_title(), lang.foreign_form_text()),
        StatusCode::TOO_MANY_REQUESTS => (lang.too_often_title(), lang.too_often_text()),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (lang.media_title(), lang.media_text()),
        StatusCode::PAYLOAD_TOO_LARGE => (lang.body_title(), lang.body_text()),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            (lang.busy_title(), lang.busy_text())
        }
        _ if status.as_u16() >= 500 => (lang.broken_title(), lang.broken_text()),
        _ => (lang.request_title(), lang.request_text()),
    }
}
