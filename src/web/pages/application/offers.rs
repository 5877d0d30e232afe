//! Adds offers to an application and takes them out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::messages::{no_more_offers, refused};
use super::{Applicant, topic_path};
use crate::domain::form::Topic;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::applications::{ApplicationError, add_offer, remove_offer};

/// A question with two ways to go.
#[derive(Template)]
#[template(path = "pages/application/confirm.html")]
pub(super) struct ConfirmPage {
    pub(super) chrome: Chrome,
    pub(super) lang: Lang,
    pub(super) title: &'static str,
    /// What it is about.
    pub(super) about: String,
    pub(super) text: &'static str,
    pub(super) action: String,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) no_href: String,
}

/// Adds an offer and opens its first topic.
pub(super) async fn add(
    State(state): State<AppState>,
    applicant: Applicant,
    typed: Typed,
) -> Result<Response, Failed> {
    let known = typed.get("offres").parse().unwrap_or(applicant.application.answers.offers.len());
    match add_offer(&state.store, applicant.application.id, known, state.now()).await {
        Ok(number) => Ok(see_other(&applicant.href(&topic_path(Topic::Services, Some(number))))),
        Err(ApplicationError::Full) => Ok(no_more_offers(&applicant)),
        Err(error) => Ok(refused(error, &applicant)),
    }
}

/// Asks whether an offer is to be taken out.
pub(super) async fn ask_removal(applicant: Applicant) -> Response {
    let Some(number) = applicant.offer() else { return see_other(&applicant.href("")) };
    let lang = applicant.lang();
    let offers = &applicant.application.answers.offers;
    let place = offers.iter().position(|offer| offer.number == number).unwrap_or_default();
    let page = ConfirmPage {
        lang,
        title: lang.remove_title(),
        about: lang.offer_heading(place + 1, offers[place].typed.one("title").trim()),
        text: lang.remove_text(),
        action: applicant.href(&format!("/offres/{number}/retirer")),
        yes: lang.remove_button(),
        no: lang.keep_button(),
        no_href: applicant.href(""),
        chrome: Chrome::new(&applicant.visit),
    };
    page_with(StatusCode::OK, NOT_KEPT, &page)
}

/// Takes an offer out.
pub(super) async fn remove(
    State(state): State<AppState>,
    applicant: Applicant,
    _: Typed,
) -> Result<Response, Failed> {
    // One that is gone already was taken out by the first of two clicks.
    let Some(number) = applicant.offer() else { return Ok(see_other(&applicant.href(""))) };
    match remove_offer(&state.store, applicant.application.id, number, state.now()).await {
        Ok(()) => Ok(see_other(&applicant.href(""))),
        Err(error) => Ok(refused(error, &applicant).into_response()),
    }
}
