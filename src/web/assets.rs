//! Stylesheet, font and pictures, from memory, compressed at build time.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::answer::moved;

/// A name changes with its content, so a browser never needs to ask again.
pub(super) const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A file in the program.
pub(super) struct Packed {
    name: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// Addresses of the files, for templates.
pub(super) mod packed {
    use super::Packed;

    include!(concat!(env!("OUT_DIR"), "/assets.rs"));

    /// Finds a file by the last part of its address.
    pub(super) fn find(name: &str) -> Option<&'static Packed> {
        PACKED.iter().find(|file| file.name == name)
    }
}

/// Answers with a file.
pub(super) async fn serve(request: Request) -> Response {
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    match packed::find(name) {
        Some(file) => file.answer(request.headers()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Sends browsers that ask for the old icon to the picture we have.
pub(super) async fn favicon() -> Response {
    moved(packed::FAVICON_SVG)
}

impl Packed {
    fn answer(&self, headers: &HeaderMap) -> Response {
        let (content, encoding) = match (self.brotli, self.gzip) {
            (Some(brotli), _) if accepts(headers, "br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts(headers, "gzip") => (gzip, Some("gzip")),
            _ => (self.plain, None),
        };
        let mut response = Response::new(Body::from(content));
        let answered = response.headers_mut();
        answered.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        answered.insert(CACHE_CONTROL, FOR_EVER);
        if self.gzip.is_some() {
            answered.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Some(encoding) = encoding {
            answered.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// Tells whether the visitor takes an encoding and did not refuse it with a weight of zero.
pub(super) fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|wish| {
        let mut parts = wish.split(';').map(str::trim);
        parts.next() == Some(encoding) && !parts.any(|weight| weight.trim_end_matches(['0', '.']) == "q=")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(encodings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(encodings))])
    }

    #[test]
    fn a_refused_encoding_is_not_used() {
        assert!(accepts(&asking("gzip, deflate, br"), "br"));
        assert!(accepts(&asking("br;q=0.5"), "br"));
        assert!(!accepts(&asking("gzip, br;q=0"), "br"));
        assert!(!accepts(&asking("br;q=0.000"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn the_stylesheet_names_the_font_by_its_served_name() {
        let name = packed::SITE_CSS.rsplit('/').next().unwrap();
        let css = std::str::from_utf8(packed::find(name).unwrap().plain).unwrap();
        let font = packed::BRICOLAGE_GROTESQUE_WOFF2.rsplit('/').next().unwrap();
        assert!(css.contains(&format!("url({font})")));
    }

    #[test]
    fn the_stylesheet_stays_under_22_kilobytes() {
        let size = packed::find(packed::SITE_CSS.rsplit('/').next().unwrap()).unwrap().plain.len();
        assert!(size < 22 * 1024, "{size} bytes");
    }

    #[test]
    fn the_stylesheet_of_forms_stays_under_16_kilobytes() {
        let size = packed::find(packed::FORMS_CSS.rsplit('/').next().unwrap()).unwrap().plain.len();
        assert!(size < 16 * 1024, "{size} bytes");
    }

    #[test]
    fn a_script_names_the_one_it_imports_by_its_served_name() {
        for (script, imported) in
            [(packed::AREA_JS, packed::SUGGEST_JS), (packed::SUGGEST_JS, packed::COMBOBOX_NAV_JS)]
        {
            let text = packed::find(script.rsplit('/').next().unwrap()).unwrap().plain;
            let imported = imported.rsplit('/').next().unwrap();
            assert!(std::str::from_utf8(text).unwrap().contains(&format!("\"./{imported}\"")), "{script}");
        }
    }

    #[test]
    fn text_travels_compressed_and_the_font_as_it_is() {
        let stylesheet = packed::find(packed::SITE_CSS.rsplit('/').next().unwrap()).unwrap();
        assert_eq!(stylesheet.answer(&asking("gzip, br")).headers()[CONTENT_ENCODING], "br");
        assert_eq!(stylesheet.answer(&asking("gzip")).headers()[CONTENT_ENCODING], "gzip");
        let font = packed::find(packed::BRICOLAGE_GROTESQUE_WOFF2.rsplit('/').next().unwrap()).unwrap();
        assert!(font.answer(&asking("gzip, br")).headers().get(CONTENT_ENCODING).is_none());
    }
}
