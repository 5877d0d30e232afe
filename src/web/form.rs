//! What people send: the fields of a form as they were typed.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};

/// Largest form that is read, in bytes.
pub(super) const MAX_FORM: usize = 64 * 1024;
/// Most fields of a form.
pub(super) const MAX_PAIRS: usize = 500;

/// The fields of an `application/x-www-form-urlencoded` body in their order, each as it was typed.
///
/// Bytes that are no UTF-8 are replaced; control characters are left for the rules of the fields. As an extractor it
/// refuses other types (415), more than 64 KiB or 500 fields (413) and what was cut on its way (400).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Reads the body of a form, or nothing when it has too many fields.
    fn read(body: &[u8]) -> Option<Self> {
        let pairs: Vec<_> = form_urlencoded::parse(body)
            .take(MAX_PAIRS + 1)
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        (pairs.len() <= MAX_PAIRS).then_some(Self(pairs))
    }

    /// Reads the query of an address as what people send; beyond the most fields the rest is dropped.
    pub(super) fn of_query(query: &str) -> Self {
        Self(
            form_urlencoded::parse(query.as_bytes())
                .take(MAX_PAIRS)
                .map(|(key, value)| (key.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// Gives the first value of a field, empty when there is none.
    pub(super) fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    /// Gives every field with its value.
    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = StatusCode;

    async fn from_request(request: Request, _: &S) -> Result<Self, StatusCode> {
        if essence(request.headers()) != "application/x-www-form-urlencoded" {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let body =
            to_bytes(request.into_body(), MAX_FORM).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        Self::read(&body).ok_or(StatusCode::PAYLOAD_TOO_LARGE)
    }
}

/// Gives the type of a body without its parameters, in small letters.
pub(super) fn essence(headers: &HeaderMap) -> String {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use proptest::prelude::*;

    async fn sent(kind: &str, body: Vec<u8>) -> Result<Typed, StatusCode> {
        let request = Request::post("/").header("content-type", kind).body(Body::from(body)).unwrap();
        Typed::from_request(request, &()).await
    }

    #[test]
    fn fields_keep_their_order_and_what_was_typed() {
        let typed = Typed::read(b"a=1&b=+x%0D%0A&a=2&c&=&n=%00&u=%ff").unwrap();
        assert_eq!((typed.get("a"), typed.get("b"), typed.get("c")), ("1", " x\r\n", ""));
        assert_eq!(typed.get("none"), "");
        assert_eq!((typed.get("n"), typed.get("u")), ("\0", "\u{fffd}"));
        assert_eq!(typed.pairs().len(), 7);
    }

    #[tokio::test]
    async fn only_a_form_of_a_bounded_size_is_read() {
        let form = "application/x-www-form-urlencoded";
        assert_eq!(sent(form, b"a=1".to_vec()).await.unwrap().get("a"), "1");
        let upper = "Application/X-WWW-Form-Urlencoded; charset=UTF-8";
        assert_eq!(sent(upper, b"a=1".to_vec()).await.unwrap().get("a"), "1");
        for kind in ["text/plain", "application/json", "multipart/form-data", ""] {
            assert_eq!(sent(kind, b"a=1".to_vec()).await, Err(StatusCode::UNSUPPORTED_MEDIA_TYPE), "{kind}");
        }
        let full = vec![b'a'; MAX_FORM];
        assert!(sent(form, full.clone()).await.is_ok());
        assert_eq!(sent(form, [full, vec![b'a']].concat()).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(sent(form, b"a=1&".repeat(MAX_PAIRS)).await.unwrap().pairs().len(), MAX_PAIRS);
        assert_eq!(sent(form, b"a=1&".repeat(MAX_PAIRS + 1)).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_read(body: Vec<u8>) {
            let typed = Typed::read(&body).unwrap();
            let again = form_urlencoded::Serializer::new(String::new()).extend_pairs(typed.pairs()).finish();
            prop_assert_eq!(Typed::read(again.as_bytes()).unwrap(), typed);
        }
    }
}
