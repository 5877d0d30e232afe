//! Small files for machines: what robots may read, how browsers search here.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::answer::{SHARED, typed};
use super::state::AppState;

const PLAIN: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const OPEN_SEARCH: HeaderValue =
    HeaderValue::from_static("application/opensearchdescription+xml; charset=utf-8");

/// Tells robots that they may read everything but endless combinations of filters.
pub(super) async fn robots(State(state): State<AppState>) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /recherche?\nDisallow: /en/recherche?\nAllow: /\n\nSitemap: {}/sitemap.xml\n",
        state.site.base_url
    );
    typed(StatusCode::OK, PLAIN, SHARED, text)
}

/// Describes the search to browsers (OpenSearch 1.1).
pub(super) async fn open_search(State(state): State<AppState>) -> Response {
    let base = &state.site.base_url;
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>Devanture</ShortName>\n\
         <Description>Trouver qui met votre commerce en ligne</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Image type=\"image/svg+xml\">{base}{icon}</Image>\n\
         <Url type=\"text/html\" template=\"{base}/recherche?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        icon = super::assets::packed::FAVICON_SVG,
    );
    typed(StatusCode::OK, OPEN_SEARCH, SHARED, text)
}
