//! An offer as shopkeepers will see it, before it is sent.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::Applicant;
use super::messages::not_yet;
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::listing::VerificationLevel;
use crate::domain::record::Entry;
use crate::web::pages::listing::preview;
use crate::web::state::AppState;

/// Shows the card and the page of an offer, as far as it is written.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Response {
    let Some(number) = applicant.offer() else { return StatusCode::NOT_FOUND.into_response() };
    let lang = applicant.lang();
    let Some(entry) = entry(&applicant, number, &state) else { return not_yet(&applicant) };
    let back = (applicant.href(""), lang.back_to_list().to_owned());
    preview(&entry, &applicant.visit, &state, back)
}

/// The offer as a record; its names are made up, and no link leads to them.
fn entry(applicant: &Applicant, number: u32, state: &AppState) -> Option<Entry> {
    let answers = &applicant.application.answers;
    let provider = answers.provider()?;
    let mut listing = answers.listing(number, VerificationLevel::Offer)?;
    listing.verified_on = Some(state.today());
    listing.updated_on = Some(state.today());
    Some(Entry {
        id: ListingId::new(Uuid::nil()),
        slug: Slug::from_text(listing.title.as_str()),
        provider_id: ProviderId::new(Uuid::nil()),
        provider_slug: Slug::from_text(provider.name.as_str()),
        provider,
        listing,
    })
}
