//! From the space into an application: a change of what is listed, or one that is open already.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Resident;
use super::messages::refused;
use crate::domain::application::Reference;
use crate::domain::ids::{ApplicationId, ProviderId};
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::application::enter;
use crate::web::session::Session;
use crate::web::state::AppState;
use crate::workflow::applications::{ApplicationError, Begun, Start, change};
use crate::workflow::space::open_application;

/// Begins a change of a provider, or opens the one that is open already.
pub(super) async fn begin(
    State(state): State<AppState>,
    resident: Resident,
    session: Session,
    _: Typed,
) -> Result<Response, Failed> {
    let Some(provider) = provider(&state, &resident).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let token = draw::token()?;
    let start = Start {
        id: ApplicationId::new(draw::id()),
        reference: Reference::from_bits(draw::bits()?),
        // A doubled click opens the change that the first one began: a provider has one open at a time.
        start_key: draw::token()?,
        session: token.clone(),
        lang: resident.lang(),
        claims: None,
        flags: Vec::new(),
    };
    match change(&state.store, provider, &resident.email, start, state.now()).await {
        Ok(begun) => enter(&state, &session, resident.lang(), &token, &begun).await,
        Err(ApplicationError::Store(error)) => Err(error.into()),
        Err(_) => Ok(StatusCode::NOT_FOUND.into_response()),
    }
}

/// Opens an application in this browser.
pub(super) async fn open(
    State(state): State<AppState>,
    resident: Resident,
    session: Session,
    _: Typed,
) -> Result<Response, Failed> {
    let Ok(reference) = Reference::parse(resident.named()) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let token = draw::token()?;
    match open_application(&state.store, &resident.email, &reference, &token, state.now()).await {
        Ok(id) => enter(&state, &session, resident.lang(), &token, &Begun { id, reference }).await,
        Err(error) => Ok(refused(error, &resident)),
    }
}

/// Finds the provider that the path names, if this space answers for it.
async fn provider(state: &AppState, resident: &Resident) -> Result<Option<ProviderId>, Failed> {
    let Some(slug) = resident.slug() else { return Ok(None) };
    for id in state.store.providers_of_contact(&resident.email).await? {
        if state.store.provider(id).await?.is_some_and(|provider| provider.slug == slug) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}
