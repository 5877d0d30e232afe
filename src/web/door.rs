//! What stands before every handler: how large a body is, where a form was sent from, who may come in.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::OwnedSemaphorePermit;
use tower_http::csrf::CsrfLayer;

use super::answer::NOT_KEPT;
use super::chrome::address;
use super::client::Client;
use super::failed::Failed;
use super::form::MAX_FORM;
use super::guard::is_too_long;
use super::limits::Allowance;
use super::session::Session;
use super::state::{AppState, Site};
use super::visit::language;
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::desk::Role;
use crate::store::{StoreError, StoredOfficer};
use crate::workflow::officers;

/// Largest body that is thrown away without a word, in bytes.
const MAX_IGNORED: usize = 16 * 1024;
/// Largest form with a file, in bytes: the file, and what the form puts around it.
pub(super) const MAX_UPLOAD: usize = 600 * 1024;
/// Largest form with a table to import, in bytes: some 10,000 rows of a spreadsheet, which is more rows than are taken at
/// once, so that whoever brings too many is told so. What is larger goes in by the command, which never holds a file whole.
pub(super) const MAX_TABLE: usize = MAX_DRAINED;
/// Most bytes of a refused body that are read and thrown away, so that the visitor gets to see the answer.
const MAX_DRAINED: usize = 4 * 1024 * 1024;
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// A browser with a session on an application; the handler sees to it that it is the one asked for.
    Applicant,
    /// A browser with a session in a provider's space.
    Provider,
    /// A browser with a session at the vetting desk, for somebody whose role covers this one.
    Desk(Role),
}

/// What a route takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intake {
    /// Nothing: a small body is thrown away.
    Nothing,
    /// The fields of a form.
    Form,
    /// A form with a small file.
    File,
    /// A form with a table, which only somebody at the desk sends.
    Table,
}

/// What is asked of a request before it reaches the handler of its route.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// Who may call.
    pub(super) who: Who,
    /// What may be sent.
    pub(super) intake: Intake,
    /// What a client and an account may do only so often; of a page with a form only its sending counts.
    pub(super) allowance: Option<Allowance>,
}

impl Rule {
    /// The rule of what is only read, by anyone.
    pub(super) const OPEN: Self = Self { who: Who::Anyone, intake: Intake::Nothing, allowance: None };

    /// Gives what a request of a method counts as.
    fn counts_as(self, method: &Method) -> Option<Allowance> {
        self.allowance.filter(|_| self.intake == Intake::Nothing || *method == Method::POST)
    }
}

impl Intake {
    const fn most(self) -> usize {
        match self {
            Self::Nothing => MAX_IGNORED,
            Self::Form => MAX_FORM,
            Self::File => MAX_UPLOAD,
            Self::Table => MAX_TABLE,
        }
    }
}

/// Bounds what comes in: the address, and the body, which is read whole before anything is done about it.
pub(super) async fn bound(
    State((state, rule)): State<(AppState, Rule)>,
    request: Request,
    next: Next,
) -> Response {
    if is_too_long(request.uri()) {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    let admission = match Admission::of(&state, rule, request.method(), request.headers()).await {
        Ok(admission) => admission,
        Err(failed) => return failed.into_response(),
    };
    let most = if admission.lets_in() { rule.intake.most() } else { 0 };
    let (parts, body) = request.into_parts();
    let read = if body.is_end_stream() { Ok(Bytes::new()) } else { take(body, most).await };
    if matches!(admission, Admission::Busy) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let body = match read {
        Ok(_) if rule.intake == Intake::Nothing => Body::empty(),
        // Shown the way in behind this.
        _ if matches!(admission, Admission::Stranger) => Body::empty(),
        Ok(bytes) => Body::from(bytes),
        Err(status) => return status.into_response(),
    };
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if rule.intake != Intake::Nothing {
        // A page with a form holds what somebody typed, or may.
        response.headers_mut().insert(CACHE_CONTROL, NOT_KEPT);
    }
    response
}

/// Whether a body may come in, and the place that a file takes up until it is answered.
enum Admission {
    /// It is small.
    Free,
    /// It is a file, and there is a place for it.
    Placed { _place: OwnedSemaphorePermit },
    /// It is a file, and too many are on their way.
    Busy,
    /// It is a table from somebody who may not bring one: what a stranger sends takes up neither place nor memory.
    Stranger,
}

impl Admission {
    async fn of(state: &AppState, rule: Rule, method: &Method, headers: &HeaderMap) -> Result<Self, Failed> {
        let place = match rule.intake {
            Intake::File => state.studio.admission(),
            Intake::Table if *method == Method::POST => {
                if !brings_tables(state, rule, headers).await? {
                    return Ok(Self::Stranger);
                }
                state.tables.admission()
            }
            Intake::Nothing | Intake::Form | Intake::Table => return Ok(Self::Free),
        };
        Ok(place.map_or(Self::Busy, |place| Self::Placed { _place: place }))
    }

    const fn lets_in(&self) -> bool {
        matches!(self, Self::Free | Self::Placed { .. })
    }
}

/// Whether a request comes from somebody at the desk whose role is enough for the route.
async fn brings_tables(state: &AppState, rule: Rule, headers: &HeaderMap) -> Result<bool, Failed> {
    let session = Session::read(headers, state).await?;
    let (Some((_, Subject::Desk(id))), Who::Desk(role)) = (session.of(LinkPurpose::Desk), rule.who) else {
        return Ok(false);
    };
    let officer = state.store.officer(*id).await?.filter(StoredOfficer::is_active);
    Ok(officer.is_some_and(|officer| officer.role.covers(role)))
}

/// Reads a body whole. One that is too large is read on for a while all the same, and thrown away.
async fn take(body: Body, most: usize) -> Result<Bytes, StatusCode> {
    let mut body = body;
    let mut kept = Vec::new();
    let mut read = 0;
    while read <= MAX_DRAINED {
        let frame = match poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            Some(Ok(frame)) => frame,
            Some(Err(_)) if read <= most => return Err(StatusCode::BAD_REQUEST),
            Some(Err(_)) | None => break,
        };
        let Some(data) = frame.data_ref() else { continue };
        read += data.len();
        if read <= most {
            kept.extend_from_slice(data);
        } else {
            kept = Vec::new();
        }
    }
    if read <= most { Ok(kept.into()) } else { Err(StatusCode::PAYLOAD_TOO_LARGE) }
}

/// Refuses forms that other sites send (403): by what browsers say of a request (Fetch Metadata), else by its origin.
pub(super) fn from_here(site: &Site) -> CsrfLayer {
    let layer = CsrfLayer::new();
    // Behind a proxy that changes the name of the host, the address that visitors see counts.
    layer.clone().add_trusted_origin(&site.base_url).unwrap_or(layer)
}

/// Refuses a form of doubtful origin (403), beyond what [`from_here`] does.
pub(super) async fn of_known_origin(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    if is_doubtful(request.headers(), &site) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Every browser of the last years says where a form was sent from. One sent from plain http to a site with TLS may
/// have been put there by whoever carries it.
fn is_doubtful(headers: &HeaderMap, site: &Site) -> bool {
    let said = |name| headers.get(name).map(HeaderValue::as_bytes).unwrap_or_default();
    let (fetch, origin) = (said(SEC_FETCH_SITE), said(ORIGIN));
    fetch.is_empty() && origin.is_empty() || site.is_https() && origin.starts_with(b"http://")
}

/// Lets those in who may call the route, unless they do so too often; others are shown the way in.
///
/// What another site has a browser send was refused before, so that it uses up nothing of its visitor's.
pub(super) async fn enter(
    State((state, rule)): State<(AppState, Rule)>,
    request: Request,
    next: Next,
) -> Response {
    let (counted, now) = (rule.counts_as(request.method()), state.now().now);
    let client = Client::of(&request, state.limits.proxies());
    if let Some(allowance) = counted
        && let Err(too_often) = state.limits.client(allowance, client, now)
    {
        return too_often.into_response();
    }
    let (purpose, entry) = match rule.who {
        Who::Anyone => return next.run(request).await,
        Who::Applicant => (LinkPurpose::Application, "/candidature/reprendre"),
        Who::Provider => (LinkPurpose::Space, "/espace/entrer"),
        Who::Desk(_) => (LinkPurpose::Desk, "/administration/connexion"),
    };
    let session = match Session::read(request.headers(), &state).await {
        Ok(session) => session,
        Err(failed) => return failed.into_response(),
    };
    let mut response = match session.of(purpose) {
        None => shown_the_way_in(&request, entry),
        Some((_, subject)) => {
            let spent = counted.map_or(Ok(()), |allowance| state.limits.account(allowance, subject, now));
            match spent {
                Err(too_often) => too_often.into_response(),
                Ok(()) => {
                    let (subject, mut request) = (subject.clone(), request);
                    request.extensions_mut().insert(session);
                    request.extensions_mut().insert(client);
                    match rule.who {
                        Who::Desk(role) => at_desk(&state, &subject, role, request, next).await,
                        _ => next.run(request).await,
                    }
                }
            }
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, NOT_KEPT);
    response
}

/// Lets somebody of the desk pass whose role is enough (else 403), as they are now: nobody acts on a role they had once.
async fn at_desk(state: &AppState, subject: &Subject, role: Role, request: Request, next: Next) -> Response {
    let Subject::Desk(id) = *subject else { return StatusCode::UNAUTHORIZED.into_response() };
    let officer = match state.store.officer(id).await {
        Ok(found) => found.filter(StoredOfficer::is_active),
        Err(error) => return Failed::from(error).into_response(),
    };
    let Some(officer) = officer else { return shown_the_way_in(&request, "/administration/connexion") };
    if !officer.role.covers(role) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let session = request.extensions().get::<Session>();
    let token = session.and_then(|session| session.token(LinkPurpose::Desk)).cloned();
    if let Some(token) = token
        && let Err(error) = keep_open(state, &token).await
    {
        // It will end sooner than it should, which is no reason not to answer.
        tracing::warn!(%error, "a session at the desk was not extended");
    }
    let mut request = request;
    request.extensions_mut().insert(officer);
    next.run(request).await
}

/// Lets a session at the desk go on, as it is used.
async fn keep_open(state: &AppState, token: &Token) -> Result<(), StoreError> {
    let moment = state.now();
    match state.store.open_session(token, moment.now).await? {
        Some(open) => officers::keep_open(&state.store, token, &open, moment).await,
        None => Ok(()),
    }
}

fn shown_the_way_in(request: &Request, entry: &str) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        see_other(&address(language(request.uri(), request.headers()), entry, ""))
    } else {
        // Not sent elsewhere: the way back leads to the form with all that was typed.
        StatusCode::UNAUTHORIZED.into_response()
    }
}

/// Sends the visitor to a page of this site after something was done.
pub(super) fn see_other(to: &str) -> Response {
    match HeaderValue::try_from(to) {
        Ok(location) => {
            (StatusCode::SEE_OTHER, [(LOCATION, location), (CACHE_CONTROL, NOT_KEPT)]).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_is_taken_whole_or_not_at_all() {
        for intake in [Intake::Nothing, Intake::Form, Intake::File, Intake::Table] {
            let most = intake.most();
            for size in [0, 1, most] {
                assert_eq!(take(Body::from(vec![b'a'; size]), most).await.map(|body| body.len()), Ok(size));
            }
            for size in [most + 1, 2 * most, MAX_DRAINED + 1, 2 * MAX_DRAINED] {
                let refused = take(Body::from(vec![b'a'; size]), most).await;
                assert_eq!(refused, Err(StatusCode::PAYLOAD_TOO_LARGE), "{size}");
            }
        }
    }

    #[test]
    fn of_a_page_with_a_form_only_the_sending_counts() {
        let form = Rule { intake: Intake::Form, allowance: Some(Allowance::Save), ..Rule::OPEN };
        assert_eq!(form.counts_as(&Method::POST), Some(Allowance::Save));
        assert_eq!(form.counts_as(&Method::GET), None);
        let page = Rule { allowance: Some(Allowance::Search), ..Rule::OPEN };
        assert_eq!(page.counts_as(&Method::GET), Some(Allowance::Search));
        assert_eq!(Rule::OPEN.counts_as(&Method::GET), None);
    }
}
