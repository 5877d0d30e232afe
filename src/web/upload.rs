//! A form with one file.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::form::{MAX_PAIRS, Typed, essence};

/// Tables brought or imported at once, each of some 4 MB and what is made of it; more are told to come back.
const TABLES_AT_ONCE: usize = 2;

/// Where large files are worked on, a few at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Tables(Arc<Semaphore>);

impl Default for Tables {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(TABLES_AT_ONCE)))
    }
}

impl Tables {
    /// Takes the right to work on one, or nothing when too many are.
    pub(super) fn admission(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0).try_acquire_owned().ok()
    }
}

/// The file of a `multipart/form-data` body, and the fields around it.
///
/// As an extractor it refuses other types (415), too many parts (413) and what cannot be read (400); the bound of the
/// route refuses what is too large.
#[derive(Debug, Clone, Default)]
pub(super) struct Upload {
    /// The fields that are no file.
    pub(super) typed: Typed,
    /// The first file that holds something. What it is called and what it says to be are not believed, so not kept.
    pub(super) file: Option<Bytes>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        if essence(request.headers()) != "multipart/form-data" {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let parts = Multipart::from_request(request, state).await.map_err(|_| StatusCode::BAD_REQUEST)?;
        read(parts).await
    }
}

async fn read(mut parts: Multipart) -> Result<Upload, StatusCode> {
    let (mut pairs, mut file) = (Vec::new(), None);
    for _ in 0..=MAX_PAIRS {
        let Some(part) = parts.next_field().await.map_err(unreadable)? else {
            return Ok(Upload { typed: Typed::from(pairs), file });
        };
        let (name, is_file) = (part.name().unwrap_or_default().to_owned(), is_file(&part));
        let bytes = part.bytes().await.map_err(unreadable)?;
        if !is_file {
            pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        } else if file.is_none() && !bytes.is_empty() {
            file = Some(bytes);
        }
    }
    Err(StatusCode::PAYLOAD_TOO_LARGE)
}

fn is_file(part: &Field<'_>) -> bool {
    part.file_name().is_some()
}

fn unreadable(error: MultipartError) -> StatusCode {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { error.status() } else { StatusCode::BAD_REQUEST }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use proptest::prelude::*;

    const KIND: &str = "multipart/form-data; boundary=XX";

    async fn sent(kind: &str, body: impl Into<Body>) -> Result<Upload, StatusCode> {
        let request = Request::post("/").header("content-type", kind).body(body.into()).unwrap();
        Upload::from_request(request, &()).await
    }

    fn part(head: &str, body: &str) -> String {
        format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
    }

    #[tokio::test]
    async fn the_file_and_the_fields_around_it_are_read() {
        let body = [
            part("name=\"version\"", "3"),
            part("name=\"logo\"; filename=\"\"", ""),
            part("name=\"logo\"; filename=\"../../etc/passwd\"", "PICTURE"),
            part("name=\"logo\"; filename=\"b\"", "OTHER"),
            "--XX--\r\n".to_owned(),
        ];
        let upload = sent(KIND, body.concat()).await.unwrap();
        assert_eq!((upload.typed.get("version"), upload.file.as_deref()), ("3", Some(&b"PICTURE"[..])));
        let empty = part("name=\"logo\"; filename=\"\"", "") + "--XX--\r\n";
        assert!(sent(KIND, empty).await.unwrap().file.is_none());
    }

    #[tokio::test]
    async fn what_is_cut_or_of_another_type_is_refused() {
        let cut = part("name=\"logo\"; filename=\"a\"", "PICTURE");
        assert_eq!(sent(KIND, cut).await.unwrap_err(), StatusCode::BAD_REQUEST);
        assert_eq!(sent("multipart/form-data", "").await.unwrap_err(), StatusCode::BAD_REQUEST);
        for kind in ["application/x-www-form-urlencoded", "multipart/mixed; boundary=XX", "text/plain", ""] {
            assert_eq!(sent(kind, "").await.unwrap_err(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
        }
        let many = part("name=\"a\"", "").repeat(MAX_PAIRS + 1) + "--XX--\r\n";
        assert_eq!(sent(KIND, many).await.unwrap_err(), StatusCode::PAYLOAD_TOO_LARGE);
    }

    proptest! {
        #[test]
        fn no_body_does_harm(body: Vec<u8>) {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let framed = [b"--XX\r\n".to_vec(), body].concat();
            let _ = runtime.block_on(sent(KIND, framed));
        }
    }
}
