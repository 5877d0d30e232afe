//! Addresses, and the layers around them.

use std::sync::Arc;

use axum::Router;
use axum::error_handling::HandleErrorLayer;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use super::answer::moved;
use super::chrome::address;
use super::door::{self, Rule};
use super::state::{AppState, Site};
use super::{errors, guard, headers, page_cache, routes};
use crate::i18n::Lang;

/// Makes the whole site.
pub fn router(state: AppState) -> Router {
    let site = Arc::clone(&state.site);
    // Around the compression, which costs more than finding what it makes.
    let kept = from_fn_with_state(state.clone(), page_cache::answer);
    dressed(bounded(routes(&state).with_state(state)).layer(kept), site)
}

/// Puts around routes what every answer has.
fn dressed(routes: Router, site: Arc<Site>) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(Arc::clone(&site), headers::add))
        .layer(from_fn_with_state(site, errors::dress));
    routes.layer(layers)
}

/// Puts around routes what makes and bounds an answer.
fn bounded(routes: Router) -> Router {
    let busy = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(guard::overloaded))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(guard::MAX_AT_ONCE))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, guard::TIME_OUT));
    let layers = ServiceBuilder::new()
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(is_text))
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(busy);
    routes.layer(layers)
}

/// Puts together the routes of the table and what answers everything else.
fn routes(state: &AppState) -> Router<AppState> {
    let bound = from_fn_with_state((state.clone(), Rule::OPEN), door::bound);
    routes::mounted(state).fallback_service(any(unknown).layer(bound))
}

/// Answers for an unknown path; one with slashes at its end is sent to the path without.
async fn unknown(request: Request) -> Response {
    let path = request.uri().path();
    if path == Lang::En.prefix() {
        return moved(&address(Lang::En, "/", request.uri().query().unwrap_or_default()));
    }
    let trimmed = path.trim_end_matches('/');
    // A path that begins with two slashes would send the visitor to another site.
    if trimmed.len() == path.len() || trimmed.is_empty() || trimmed.starts_with("//") {
        return StatusCode::NOT_FOUND.into_response();
    }
    match request.uri().query() {
        Some(query) => moved(&format!("{trimmed}?{query}")),
        None => moved(trimmed),
    }
}

/// Only text gains from compression; files of ours come compressed already.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.starts_with("application/json") || kind.starts_with("application/xml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use tower::ServiceExt;

    async fn broken() -> StatusCode {
        panic!("a handler gave up")
    }

    async fn ask(path: &str, https_only: bool) -> (StatusCode, HeaderMap, String) {
        let site = Site { base_url: "https://devanture.example".to_owned(), demo: false, https_only };
        let routes = Router::new().route("/panic", get(broken)).route("/api/panic", get(broken));
        let request = Request::get(path).header("accept-language", "en").body(Body::empty()).unwrap();
        let answer = dressed(bounded(routes), Arc::new(site)).oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, 1 << 20).await.unwrap();
        (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_becomes_a_page_with_every_header_and_says_nothing_of_itself() {
        let (status, headers, text) = ask("/panic", true).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(text.contains("Something broke on our side") && !text.contains("gave up"));
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["strict-transport-security"], "max-age=31536000");
        assert_eq!(headers["cache-control"], "no-store");
    }

    #[tokio::test]
    async fn a_panic_in_the_api_becomes_json() {
        let (status, headers, text) = ask("/api/panic", false).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(headers["content-type"], "application/json");
        assert!(text.starts_with("{\"error\":"), "{text}");
        assert!(!headers.contains_key("strict-transport-security"));
    }
}
