//! An offer of a case as shopkeepers will see it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::record::Entry;
use crate::web::failed::Failed;
use crate::web::pages::desk::OnDuty;
use crate::web::pages::desk::case::case_of;
use crate::web::pages::listing::preview;
use crate::web::state::AppState;

/// Shows the card and the page of an offer as it was sent, the first one under number 1.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let number = on_duty.part(3).parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let sent = state.store.submission(application.id).await?;
    let offer = sent.as_ref().zip(number).and_then(|(sent, number)| sent.offers.get(number));
    let (Some(sent), Some(offer)) = (&sent, offer) else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let mut listing = offer.listing.clone();
    (listing.verified_on, listing.updated_on) = (Some(state.today()), Some(state.today()));
    // Its names are made up, and no link leads to them.
    let entry = Entry {
        id: ListingId::new(Uuid::nil()),
        slug: Slug::from_text(listing.title.as_str()),
        provider_id: ProviderId::new(Uuid::nil()),
        provider_slug: Slug::from_text(sent.provider.name.as_str()),
        provider: sent.provider.clone(),
        listing,
    };
    let back =
        (on_duty.href(&format!("/dossiers/{}", application.reference)), on_duty.lang().case_see().to_owned());
    Ok(preview(&entry, &on_duty.visit, &state, back))
}
