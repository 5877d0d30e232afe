//! Answers to searches, kept as they were sent: the same page asked again costs little more than a file.
//!
//! The layer stands around the compression, so what is kept is final. Handlers decide what may be kept
//! ([`keeping`]); everything an answer depends on is in its [`Key`] or in the [`Edition`].

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

use super::answer::broken;
use super::api::per_page;
use super::assets::accepts;
use super::guard::is_too_long;
use super::params::Params;
use super::place::Place;
use super::state::AppState;
use super::visit::wished;
use crate::i18n::Lang;

/// Largest answer that is kept, in bytes as sent.
const MAX_ENTRY: usize = 256 * 1024;
/// Bytes that an entry counts beyond its body and what was typed: its headers and the rest of its key, at most.
const OVERHEAD: u64 = 2 * 1024;
/// Parts that are locked by themselves, each with its share of the bytes.
const SHARDS: usize = 4;
/// Entries that are expected; bounds only how many lately dropped keys are remembered.
const EXPECTED: usize = 512;

/// Marks an answer that is the same for whoever asks the same of the same edition.
#[derive(Clone, Copy)]
struct Keep;

/// Lets an answer be kept, unless no offer was found: searches without result are counted as they are made.
pub(super) fn keeping(response: Response, offers: u32) -> Response {
    let mut response = response;
    if offers > 0 {
        response.extensions_mut().insert(Keep);
    }
    response
}

/// What answers are made of: a commit of the index, seen on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Edition {
    /// Number of the commit, from [`Search::generation`](crate::search::Search::generation).
    pub(super) generation: u64,
    /// Days since 1970-01-01.
    pub(super) day: i32,
}

impl Edition {
    /// Tells whether this edition replaces another; a request may still hold a number read before a commit.
    const fn replaces(self, other: Self) -> bool {
        self.generation > other.generation || self.generation == other.generation && self.day != other.day
    }
}

/// Everything that makes one answer differ from another of the same edition. What is read from the address counts,
/// not how it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    form: Form,
    /// All of it but the place.
    params: Params,
    /// The place as typed, for a page may show that too; also, reading a name that no place has costs more than all
    /// the rest of an answer that is kept.
    place: String,
    /// Coding of the body, as in `Content-Encoding`.
    encoding: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Page(Lang),
    Json { lang: Lang, per_page: u32 },
}

impl Key {
    /// Reads what a request asks for, if an answer to it can be kept.
    fn read(request: &Request) -> Option<Self> {
        let (uri, headers) = (request.uri(), request.headers());
        let query = uri.query().unwrap_or_default();
        let json = || Form::Json { lang: wished(headers), per_page: per_page(query) };
        let form = match uri.path() {
            _ if !matches!(*request.method(), Method::GET | Method::HEAD) => return None,
            _ if is_too_long(uri) || !request.body().is_end_stream() => return None,
            "/recherche" => Form::Page(Lang::Fr),
            "/en/recherche" => Form::Page(Lang::En),
            "/api/v1/listings" => json(),
            _ => return None,
        };
        let encoding = ["br", "gzip"].into_iter().find(|encoding| accepts(headers, encoding));
        let mut place = String::new();
        let params = Params::parse_with(query, |typed| {
            place.push_str(typed);
            // No typed line ends in the middle; further places may count when the first is unreadable.
            place.push('\n');
            Place::Anywhere
        });
        Some(Self { form, params, place, encoding: encoding.unwrap_or("identity") })
    }
}

/// An answer with status 200, as it is sent.
#[derive(Debug)]
struct Kept {
    headers: HeaderMap,
    body: Bytes,
}

impl Kept {
    /// Answers with it, or with 304 to whoever has it.
    fn answer(&self, known: Option<&HeaderValue>) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        self.headers.clone_into(response.headers_mut());
        if known.is_some_and(|known| self.is_named_in(known)) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.body_mut() = Body::empty();
            for name in [CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE] {
                response.headers_mut().remove(name);
            }
        }
        response
    }

    fn is_named_in(&self, known: &HeaderValue) -> bool {
        let tag = self.headers.get(ETAG).and_then(|tag| tag.to_str().ok());
        known.to_str().is_ok_and(|known| known.split(',').any(|one| Some(one.trim()) == tag))
    }
}

/// Counts the bytes that an entry takes.
#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Kept>> for ByBytes {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        (key.params.text.len() + key.place.len() + kept.body.len()) as u64 + OVERHEAD
    }
}

/// Answers of the current edition, within a bound of bytes; a new edition empties it. Cheap to clone.
#[derive(Clone)]
pub struct PageCache(Option<Arc<Inner>>);

struct Inner {
    edition: RwLock<Edition>,
    kept: Cache<Key, Arc<Kept>, ByBytes>,
    /// Its seed is drawn at the start, so that no validator of another run or node is taken for one of ours.
    tags: RandomState,
}

impl PageCache {
    /// Makes room for answers, in bytes; 0 keeps none.
    #[must_use]
    pub fn new(bytes: u32) -> Self {
        let options = OptionsBuilder::new()
            .shards(SHARDS)
            .estimated_items_capacity(EXPECTED)
            .weight_capacity(bytes.into())
            .build();
        let inner = |options| Inner {
            edition: RwLock::default(),
            kept: Cache::with_options(
                options,
                ByBytes,
                DefaultHashBuilder::default(),
                DefaultLifecycle::default(),
            ),
            tags: RandomState::new(),
        };
        Self(options.ok().filter(|_| bytes > 0).map(|options| Arc::new(inner(options))))
    }
}

impl Inner {
    /// Finds an answer; empties everything when the edition is a new one.
    fn find(&self, key: &Key, edition: Edition) -> Option<Arc<Kept>> {
        let current = self.edition.read().unwrap_or_else(PoisonError::into_inner);
        if *current == edition {
            return self.kept.get(key);
        }
        drop(current);
        let mut current = self.edition.write().unwrap_or_else(PoisonError::into_inner);
        if edition.replaces(*current) {
            self.kept.clear();
            *current = edition;
        }
        None
    }

    /// Keeps an answer, unless a new edition came while it was made.
    fn keep(&self, key: Key, edition: Edition, kept: Arc<Kept>) {
        let current = self.edition.read().unwrap_or_else(PoisonError::into_inner);
        if *current == edition && kept.body.len() <= MAX_ENTRY {
            self.kept.insert(key, kept);
        }
    }

    /// Names an answer; the same answer to two visitors has the same name, in one edition of one run.
    fn tag(&self, key: &Key, edition: Edition) -> Option<HeaderValue> {
        HeaderValue::try_from(format!("W/\"{:016x}\"", self.tags.hash_one((key, edition)))).ok()
    }

    async fn answer(&self, edition: Edition, request: Request, next: Next) -> Response {
        let Some(key) = Key::read(&request) else { return next.run(request).await };
        let known = request.headers().get(IF_NONE_MATCH).cloned();
        if let Some(kept) = self.find(&key, edition) {
            return kept.answer(known.as_ref());
        }
        let mut request = request;
        // Whole, and in the coding of the key: the answer is also for those who ask after this visitor.
        *request.method_mut() = Method::GET;
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static(key.encoding));
        let (parts, body) = next.run(request).await.into_parts();
        let keep = parts.extensions.get::<Keep>().is_some() && !parts.headers.contains_key(SET_COOKIE);
        if parts.status != StatusCode::OK || !keep {
            return Response::from_parts(parts, body);
        }
        // Bounded already: a page is written whole before it is sent.
        let body = match to_bytes(body, usize::MAX).await {
            // A copy, because a body may hold more memory than it has bytes.
            Ok(body) => Bytes::copy_from_slice(&body),
            Err(error) => return broken(&error),
        };
        let mut headers = parts.headers;
        headers.insert(CONTENT_LENGTH, body.len().into());
        headers.extend(self.tag(&key, edition).map(|tag| (ETAG, tag)));
        let kept = Arc::new(Kept { headers, body });
        let response = kept.answer(known.as_ref());
        self.keep(key, edition, kept);
        response
    }
}

/// Answers from what is kept, else has the answer made and keeps it if its handler lets it.
pub(super) async fn answer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    match &state.pages.0 {
        Some(inner) => inner.answer(state.edition(), request, next).await,
        None => next.run(request).await,
    }
}

#[cfg(test)]
mod tests;
