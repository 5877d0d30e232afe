//! An offer as shopkeepers will see it, before it is sent.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::Applicant;
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::listing::VerificationLevel;
use crate::domain::record::Entry;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::pages::listing::preview;
use crate::web::state::AppState;

#[derive(Template)]
#[template(path = "pages/application/message.html")]
struct NotYetPage {
    chrome: Chrome,
    lang: Lang,
    title: &'static str,
    text: &'static str,
    href: String,
    link: &'static str,
}

/// Shows the card and the page of an offer, as far as it is written.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Response {
    let Some(number) = applicant.offer() else { return StatusCode::NOT_FOUND.into_response() };
    let lang = applicant.lang();
    let Some(entry) = entry(&applicant, number, &state) else {
        let page = NotYetPage {
            lang,
            title: lang.preview_not_yet_title(),
            text: lang.preview_not_yet_text(),
            href: applicant.href(""),
            link: lang.back_to_list(),
            chrome: Chrome::new(&applicant.visit),
        };
        return page_with(StatusCode::OK, NOT_KEPT, &page);
    };
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
