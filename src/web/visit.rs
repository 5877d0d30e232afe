//! Who asks what: the language, the path and the query of a request.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use super::state::{AppState, Site};
use crate::domain::ids::Slug;
use crate::i18n::Lang;

/// A request for a page.
pub(super) struct Visit {
    /// Language of the page, said by the path.
    pub(super) lang: Lang,
    /// Path without the language.
    pub(super) path: String,
    /// Query string as it came.
    pub(super) query: String,
    /// The site that is visited.
    pub(super) site: Arc<Site>,
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let (lang, path) = split_language(parts.uri.path());
        Ok(Self {
            lang: lang.unwrap_or(Lang::Fr),
            path: path.to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            site: Arc::clone(&state.site),
        })
    }
}

impl Visit {
    /// Gives the slug that the path ends with, if it is one.
    pub(super) fn slug(&self) -> Option<Slug> {
        let last = self.path.rsplit('/').next()?;
        Slug::try_from(last.to_owned()).ok()
    }
}

/// Splits a path into its language, if it says one, and the rest.
fn split_language(path: &str) -> (Option<Lang>, &str) {
    match path.strip_prefix("/en") {
        Some("") => (Some(Lang::En), "/"),
        Some(rest) if rest.starts_with('/') => (Some(Lang::En), rest),
        _ => (None, path),
    }
}

/// Gives the language of an answer that is no page of its own: said by the path, else wished by the browser.
pub(super) fn language(uri: &Uri, headers: &HeaderMap) -> Lang {
    split_language(uri.path()).0.unwrap_or_else(|| wished(headers))
}

/// Gives the language a browser wishes for: the first of its list that we speak, else French.
pub(super) fn wished(headers: &HeaderMap) -> Lang {
    let wishes = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let spoken = wishes.split(',').take(10).find_map(|wish| {
        let mut parts = wish.split(';').map(str::trim);
        let tag = parts.next()?.to_ascii_lowercase();
        if parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000")) {
            return None;
        }
        match tag.split('-').next()? {
            "fr" => Some(Lang::Fr),
            "en" => Some(Lang::En),
            _ => None,
        }
    });
    spoken.unwrap_or(Lang::Fr)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_a_whole_segment_is_a_language() {
        assert_eq!(split_language("/en"), (Some(Lang::En), "/"));
        assert_eq!(split_language("/en/recherche"), (Some(Lang::En), "/recherche"));
        assert_eq!(split_language("/entree"), (None, "/entree"));
        assert_eq!(split_language("/recherche"), (None, "/recherche"));
    }

    #[test]
    fn the_first_wished_language_that_we_speak_is_used() {
        for (wishes, lang) in [
            ("en-GB,en;q=0.9,fr;q=0.8", Lang::En),
            ("de-CH,fr;q=0.7,en;q=0.3", Lang::Fr),
            ("en;q=0, fr", Lang::Fr),
            ("zh", Lang::Fr),
            ("", Lang::Fr),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_str(wishes).unwrap());
            assert_eq!(wished(&headers), lang, "{wishes}");
        }
    }
}
