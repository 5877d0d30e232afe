//! The site map for robots (sitemaps.org): one file, or an index of files when there are many offers.

use std::collections::HashSet;
use std::fmt::Write as _;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::answer::{SHARED, broken, typed};
use super::chrome::address;
use super::state::AppState;
use super::visit::Visit;
use crate::i18n::Lang;

const XML: HeaderValue = HeaderValue::from_static("application/xml; charset=utf-8");
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Offers of one file: with their providers, in both languages, they stay below the 50,000 addresses of a site map.
const OFFERS_A_FILE: usize = 10_000;

/// Answers with the site map, or with its index; `?part=2` is the second file of the index.
pub(super) async fn sitemap(State(state): State<AppState>, visit: Visit) -> Response {
    let offers = usize::try_from(state.search.counts().offers).unwrap_or(usize::MAX);
    let files = offers.div_ceil(OFFERS_A_FILE).max(1);
    let asked = form_urlencoded::parse(visit.query.as_bytes())
        .find(|(key, _)| key == "part")
        .map(|(_, value)| value.parse().unwrap_or(0));
    match asked {
        None if files > 1 => index(files, &state),
        Some(part) if part == 0 || part > files => StatusCode::NOT_FOUND.into_response(),
        part => match file(part.unwrap_or(1), &state) {
            Ok(xml) => typed(StatusCode::OK, XML, SHARED, xml),
            Err(error) => broken(&error),
        },
    }
}

fn index(files: usize, state: &AppState) -> Response {
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"{SCHEMA}\">\n");
    for part in 1..=files {
        // Writing to a String cannot fail.
        let _ =
            writeln!(xml, "<sitemap><loc>{}/sitemap.xml?part={part}</loc></sitemap>", state.site.base_url);
    }
    xml.push_str("</sitemapindex>\n");
    typed(StatusCode::OK, XML, SHARED, xml)
}

fn file(part: usize, state: &AppState) -> Result<String, crate::search::SearchError> {
    let slugs = state.search.slugs((part - 1) * OFFERS_A_FILE, OFFERS_A_FILE)?;
    let mut xml = String::with_capacity(256 * (slugs.len() + 4));
    xml.push_str(HEAD);
    let _ = writeln!(xml, "<urlset xmlns=\"{SCHEMA}\">");
    let mut push = |path: &str| {
        for lang in Lang::ALL {
            let _ = writeln!(xml, "<url><loc>{}{}</loc></url>", state.site.base_url, address(lang, path, ""));
        }
    };
    if part == 1 {
        push("/");
        push("/recherche");
        push("/classement");
        push("/charte");
        push("/verifier");
        push("/candidature");
    }
    let mut providers = HashSet::new();
    for (listing, provider) in &slugs {
        push(&format!("/offres/{listing}"));
        if providers.insert(provider) {
            push(&format!("/prestataires/{provider}"));
        }
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}
