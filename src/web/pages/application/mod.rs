//! The application of a provider: before one begins, its list of topics, one page a topic, checking, sending, its state.
//!
//! An address is `/candidature/REFERENCE/…`. Only the browser that began the application, or one that used a link of its
//! letters, opens it; to every other one it is as if it did not exist.

pub(in crate::web::pages) mod answers;
mod asked;
mod check;
mod leave;
mod logo;
pub(in crate::web::pages) mod looked;
mod messages;
mod offers;
mod preview;
mod resume;
mod routes;
mod send;
mod start;
pub(in crate::web::pages) mod status;
mod suitability;
mod tasks;
mod topic;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

pub(in crate::web) use routes::routes;

use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::application::Reference;
use crate::domain::choice::Choice;
use crate::domain::form::Topic;
use crate::i18n::Lang;
use crate::store::StoredApplication;
use crate::web::chrome::address;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::session::{Session, opened};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::access::end_session;
use crate::workflow::applications::Begun;

/// The application that a request is about, in the browser that may open it.
pub(super) struct Applicant {
    pub(super) visit: Visit,
    pub(super) application: StoredApplication,
    /// The parts of the path behind the reference.
    rest: Vec<String>,
}

impl FromRequestParts<AppState> for Applicant {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let Ok(visit) = Visit::from_request_parts(parts, state).await;
        let session = Session::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let mut path = visit.path.split('/').filter(|part| !part.is_empty()).skip(1);
        let reference = path.next().and_then(|part| Reference::parse(part).ok());
        let rest: Vec<String> = path.map(str::to_owned).collect();
        // Only what this browser may open is read: how long the answer takes tells nothing of others.
        let open = match session.application() {
            Some(id) => state
                .store
                .application_by_id(id)
                .await
                .map_err(|error| Failed::from(error).into_response())?,
            None => None,
        };
        match open.filter(|open| Some(&open.reference) == reference.as_ref()) {
            Some(application) => Ok(Self { visit, application, rest }),
            // A foreign reference answers like an unknown one.
            None if parts.method == axum::http::Method::GET || parts.method == axum::http::Method::HEAD => {
                Err(see_other(&address(visit.lang, "/candidature/reprendre", "")))
            }
            None => Err(StatusCode::UNAUTHORIZED.into_response()),
        }
    }
}

impl Applicant {
    pub(super) const fn lang(&self) -> Lang {
        self.visit.lang
    }

    /// Gives the address of a page of this application.
    pub(super) fn href(&self, rest: &str) -> String {
        href(self.visit.lang, &self.application.reference, rest)
    }

    /// Gives the topic, and the offer it is of, that the path names.
    pub(super) fn topic(&self) -> Option<(Topic, Option<u32>)> {
        let parts: Vec<&str> = self.rest.iter().map(String::as_str).collect();
        let (topic, offer) = match parts.as_slice() {
            [topic] => (Topic::from_slug(topic)?, None),
            ["offres", number, topic] => (Topic::from_slug(topic)?, Some(number.parse().ok()?)),
            _ => return None,
        };
        self.application.answers.typed(topic, offer).map(|_| (topic, offer))
    }

    /// Gives the number of the offer that the path names.
    pub(super) fn offer(&self) -> Option<u32> {
        let number = self.rest.get(1)?.parse().ok()?;
        self.application.answers.offer(number).map(|offer| offer.number)
    }
}

/// Leads into an application that a session was just opened on, in place of the session this browser had.
pub(super) async fn enter(
    state: &AppState,
    session: &Session,
    lang: Lang,
    token: &Token,
    begun: &Begun,
) -> Result<Response, Failed> {
    if let Some(old) = session.token(LinkPurpose::Application) {
        end_session(&state.store, old, state.now()).await?;
    }
    let to = see_other(&href(lang, &begun.reference, ""));
    Ok(opened(to, &state.site, token, &Subject::Application(begun.id)))
}

/// Gives the address of a page of an application.
pub(super) fn href(lang: Lang, reference: &Reference, rest: &str) -> String {
    address(lang, &format!("/candidature/{reference}{rest}"), "")
}

/// Gives the end of the address of a topic.
pub(super) fn topic_path(topic: Topic, offer: Option<u32>) -> String {
    match offer {
        Some(number) => format!("/offres/{number}/{}", topic.slug()),
        None => format!("/{}", topic.slug()),
    }
}
