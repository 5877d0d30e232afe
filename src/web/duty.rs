//! The inner door of the vetting desk: who is on duty, and in which role.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::door::shown_the_way_in;
use super::failed::Failed;
use super::state::AppState;
use crate::domain::access::{Subject, Token};
use crate::domain::desk::Role;
use crate::store::StoredOfficer;
use crate::workflow::access::keep_open;

/// Lets somebody of the desk pass whose role is enough (else 403), as they are now: nobody acts on a role they had once. As
/// long as they are at it their session goes on.
pub(super) async fn at_desk(
    state: &AppState,
    (token, subject): (&Token, &Subject),
    role: Role,
    request: Request,
    next: Next,
) -> Response {
    let Subject::Desk(id) = *subject else { return StatusCode::UNAUTHORIZED.into_response() };
    let officer = match state.store.officer(id).await {
        Ok(found) => found.filter(StoredOfficer::is_active),
        Err(error) => return Failed::from(error).into_response(),
    };
    let Some(officer) = officer else { return shown_the_way_in(&request, "/administration/connexion") };
    if !officer.role.covers(role) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Err(error) = keep_open(&state.store, token, state.now()).await {
        // Reading goes on while nothing can be written.
        tracing::warn!(%error, "a session at the desk is not put off");
    }
    let mut request = request;
    request.extensions_mut().insert(officer);
    next.run(request).await
}
