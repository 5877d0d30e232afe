//! Pauses a listing, shows it again, withdraws it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Resident;
use super::messages::{SurePage, message, refused};
use crate::domain::listing::ListingEvent;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::space::{self, SpaceError};

/// Takes a listing out of sight for a while.
pub(super) async fn pause(State(state): State<AppState>, resident: Resident, _: Typed) -> Response {
    let Some(slug) = resident.slug() else { return StatusCode::NOT_FOUND.into_response() };
    done(space::pause(&state.store, resident.own(&slug, &state)).await, &resident)
}

/// Shows a paused listing again.
pub(super) async fn resume(State(state): State<AppState>, resident: Resident, _: Typed) -> Response {
    let Some(slug) = resident.slug() else { return StatusCode::NOT_FOUND.into_response() };
    done(space::resume(&state.store, resident.own(&slug, &state)).await, &resident)
}

/// Asks whether a listing is to be withdrawn for good.
pub(super) async fn ask(State(state): State<AppState>, resident: Resident) -> Result<Response, Failed> {
    let lang = resident.lang();
    let Some(found) = resident.listing(&state).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    if found.listing.status.after(ListingEvent::Withdraw).is_none() {
        return Ok(message(&resident, (lang.listing_closed_title(), lang.listing_closed_text())));
    }
    let page = SurePage {
        lang,
        title: lang.withdraw_offer_title(),
        about: found.listing.title.to_string(),
        lead: lang.withdraw_offer_gone(),
        points: Vec::new(),
        after: vec![lang.withdraw_offer_final(), lang.withdraw_offer_pause()],
        first: None,
        action: resident.href(&format!("/offres/{}/retirer", found.slug)),
        yes: lang.withdraw_offer_yes(),
        no: lang.withdraw_offer_no(),
        no_href: resident.href(""),
        chrome: Chrome::new(&resident.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

/// Withdraws a listing for good.
pub(super) async fn withdraw(State(state): State<AppState>, resident: Resident, _: Typed) -> Response {
    let Some(slug) = resident.slug() else { return StatusCode::NOT_FOUND.into_response() };
    done(space::withdraw(&state.store, resident.own(&slug, &state)).await, &resident)
}

fn done(result: Result<(), SpaceError>, resident: &Resident) -> Response {
    match result {
        Ok(()) => see_other(&format!("{}#offre-{}", resident.href(""), resident.named())),
        Err(error) => refused(error, resident),
    }
}
