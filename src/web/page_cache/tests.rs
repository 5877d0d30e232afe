use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::any;
use tower::ServiceExt;

use super::*;

/// Bytes that the cache of a test may hold.
const ROOM: u32 = 4 << 20;

/// A site that counts how often its handler answers.
struct Made {
    cache: PageCache,
    count: Arc<AtomicUsize>,
    /// Offers that the handler says it found.
    offers: u32,
    status: StatusCode,
    bytes: usize,
    /// Whether its handler hands out a cookie.
    cookie: bool,
}

impl Made {
    fn with_room(bytes: u32) -> Self {
        let count = Arc::default();
        Self {
            cache: PageCache::new(bytes),
            count,
            offers: 1,
            status: StatusCode::OK,
            bytes: 3_000,
            cookie: false,
        }
    }

    fn inner(&self) -> &Arc<Inner> {
        self.cache.0.as_ref().unwrap()
    }

    fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    /// Sends a request as of an edition; gives status, headers and body.
    async fn send(&self, edition: Edition, request: Request) -> (StatusCode, HeaderMap, Bytes) {
        let (count, offers, status, bytes) = (Arc::clone(&self.count), self.offers, self.status, self.bytes);
        let cookie = self.cookie.then_some((SET_COOKIE, HeaderValue::from_static("a=b")));
        let handler = move |headers: HeaderMap| async move {
            let made = count.fetch_add(1, Ordering::SeqCst).to_string();
            let encoding = headers.get(ACCEPT_ENCODING).cloned();
            let mut response = Response::new(Body::from(format!("{made}{}", "x".repeat(bytes))));
            *response.status_mut() = status;
            response.headers_mut().extend(encoding.map(|encoding| (CONTENT_ENCODING, encoding)));
            response.headers_mut().extend(cookie);
            keeping(response, offers)
        };
        let inner = Arc::clone(self.inner());
        let layer = from_fn(move |request: Request, next: Next| {
            let inner = Arc::clone(&inner);
            async move { inner.answer(edition, request, next).await }
        });
        let site = Router::new().fallback(any(handler)).layer(layer);
        let (parts, body) = site.oneshot(request).await.unwrap().into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, HeaderMap, Bytes) {
        self.send(FIRST, asking(path, &[])).await
    }
}

const FIRST: Edition = Edition { generation: 7, day: 20_000 };

fn asking(path: &str, headers: &[(&str, &str)]) -> Request {
    let request = Request::get(path);
    headers
        .iter()
        .fold(request, |request, (name, value)| request.header(*name, *value))
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn the_same_search_is_answered_once_however_its_address_is_written() {
    let made = Made::with_room(ROOM);
    let first = made.get("/recherche?q=site&type=caisse").await;
    for path in [
        "/recherche?q=site&type=caisse",
        "/recherche?type=caisse&q=site",
        "/recherche?utm_source=lettre&q=++site+&type=caisse&type=nothing&page=1",
        "/recherche?q=s%69te&type=caisse&q=other#part",
    ] {
        assert_eq!(made.get(path).await, first, "{path}");
    }
    assert_eq!(made.count(), 1);
}

#[tokio::test]
async fn whatever_an_answer_depends_on_keeps_it_apart() {
    let made = Made::with_room(ROOM);
    let requests = || {
        [
            asking("/recherche?place=commune:26362", &[]),
            // A typed name has namesakes to offer, a code has none.
            asking("/recherche?place=Valence", &[]),
            asking("/en/recherche?place=Valence", &[]),
            // A place that is none does not hide the one behind it.
            asking("/recherche?place=-&place=Valence", &[]),
            asking("/recherche?place=-&place=Colmar", &[]),
            asking("/recherche?place=Valence&page=2", &[]),
            asking("/recherche?q=site&place=Valence", &[]),
            asking("/recherche?q=site&place=Valence&literal=1", &[]),
            asking("/recherche?place=Valence&explain=1", &[]),
            asking("/recherche?place=Valence", &[("accept-encoding", "gzip")]),
            asking("/recherche?place=Valence", &[("accept-encoding", "gzip, br;q=0.9")]),
            asking("/api/v1/listings?place=Valence", &[]),
            asking("/api/v1/listings?place=Valence", &[("accept-language", "en")]),
            asking("/api/v1/listings?place=Valence&per_page=7", &[]),
        ]
    };
    let mut bodies = Vec::new();
    for request in requests() {
        bodies.push(made.send(FIRST, request).await);
    }
    for (request, before) in requests().into_iter().zip(&bodies) {
        assert_eq!(made.send(FIRST, request).await, *before);
    }
    assert_eq!(made.count(), requests().len());
}

#[tokio::test]
async fn a_new_commit_and_a_new_day_empty_it() {
    let made = Made::with_room(ROOM);
    for edition in [
        FIRST,
        Edition { generation: 8, ..FIRST },
        Edition { generation: 8, day: 20_001 },
        Edition { generation: 8, day: 19_999 },
    ] {
        made.send(edition, asking("/recherche?q=a", &[])).await;
        made.send(edition, asking("/recherche?q=a", &[])).await;
        let before = made.inner().kept.len();
        made.send(edition, asking("/recherche?q=b", &[])).await;
        assert_eq!((before, made.inner().kept.len()), (1, 2), "{edition:?}");
    }
    assert_eq!(made.count(), 8);
}

#[tokio::test]
async fn a_visitor_who_came_before_the_commit_changes_nothing_after_it() {
    let made = Made::with_room(ROOM);
    let newer = Edition { generation: 8, ..FIRST };
    let fresh = made.send(newer, asking("/recherche", &[])).await;
    assert_ne!(made.get("/recherche").await, fresh);
    assert_eq!(made.send(newer, asking("/recherche", &[])).await, fresh);
    assert_eq!(made.count(), 2);
}

#[tokio::test]
async fn it_stays_within_its_bytes_whatever_is_asked() {
    let made = Made::with_room(ROOM);
    for number in 0..3_000 {
        made.get(&format!("/recherche?q=mot{number}")).await;
        let weight = made.inner().kept.weight();
        assert!(weight <= ROOM.into(), "{weight} after {number}");
    }
    assert!(made.inner().kept.weight() > u64::from(ROOM) / 2);
    let large = Made { bytes: MAX_ENTRY, ..Made::with_room(ROOM * 100) };
    assert_eq!(large.get("/recherche").await.2.len(), MAX_ENTRY + 1);
    assert_eq!(large.inner().kept.len(), 0);
}

#[tokio::test]
async fn what_is_counted_or_went_wrong_is_made_every_time() {
    for made in [
        Made { offers: 0, ..Made::with_room(ROOM) },
        Made { status: StatusCode::SERVICE_UNAVAILABLE, ..Made::with_room(ROOM) },
        Made { status: StatusCode::NOT_FOUND, ..Made::with_room(ROOM) },
    ] {
        let (first, second) = (made.get("/recherche").await, made.get("/recherche").await);
        assert_eq!((first.0, second.0, made.count()), (made.status, made.status, 2));
        assert!(!first.1.contains_key(ETAG));
    }
    assert!(PageCache::new(0).0.is_none(), "no bytes: none is kept");
}

#[tokio::test]
async fn other_requests_pass_by() {
    let made = Made::with_room(ROOM);
    let post = Request::post("/recherche").body(Body::empty()).unwrap();
    let body = Request::get("/recherche").body(Body::from("a")).unwrap();
    let long = asking(&format!("/recherche?q={}", "a".repeat(9_000)), &[]);
    for request in [post, body, long, asking("/", &[]), asking("/recherche/", &[])] {
        made.send(FIRST, request).await;
    }
    assert_eq!((made.count(), made.inner().kept.len()), (5, 0));
}

#[tokio::test]
async fn a_head_request_has_the_headers_of_the_page_and_keeps_it() {
    let made = Made::with_room(ROOM);
    let head = Request::head("/recherche").body(Body::empty()).unwrap();
    let (_, headers, body) = made.send(FIRST, head).await;
    let page = made.get("/recherche").await;
    assert_eq!((&headers, body.len(), made.count()), (&page.1, 0, 1));
    assert_eq!(headers[CONTENT_LENGTH], page.2.len().to_string());
}

#[tokio::test]
async fn whoever_has_the_page_is_told_so_until_the_next_edition() {
    let made = Made::with_room(ROOM);
    let (_, headers, _) = made.get("/recherche").await;
    let known = headers[ETAG].to_str().unwrap();
    let again = |known: &str| asking("/recherche", &[("if-none-match", &format!("\"a\", {known}"))]);
    let (status, answered, body) = made.send(FIRST, again(known)).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(answered[ETAG], headers[ETAG]);
    assert!(!answered.contains_key(CONTENT_TYPE));
    assert_eq!(made.send(FIRST, again("W/\"b\"")).await.0, StatusCode::OK);
    let next = Edition { generation: 8, ..FIRST };
    assert_eq!(made.send(next, again(known)).await.0, StatusCode::OK);
    let english = asking("/en/recherche", &[("if-none-match", known)]);
    assert_eq!(made.send(FIRST, english).await.0, StatusCode::OK);
}

#[tokio::test]
async fn nothing_that_is_for_one_visitor_is_kept_or_given_to_another() {
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let made = Made::with_room(ROOM);
        made.get("/recherche?q=site").await;
        for _ in 0..2 {
            let mut request = asking("/recherche?q=site", &[]);
            *request.method_mut() = method.clone();
            made.send(FIRST, request).await;
        }
        assert_eq!(made.count(), 3, "{method}");
    }
    for path in
        ["/candidature/DV-7KQM-3XTA", "/espace", "/en/espace", "/candidature/lien/00", "/espace/lien/00"]
    {
        let made = Made::with_room(ROOM);
        let (first, second) = (made.get(path).await, made.get(path).await);
        assert_ne!(first.2, second.2, "{path}");
    }
    let made = Made { cookie: true, ..Made::with_room(ROOM) };
    made.get("/recherche?q=site").await;
    made.get("/recherche?q=site").await;
    assert_eq!(made.count(), 2);
}
