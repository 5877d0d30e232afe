//! Why nothing was done in a space, as a page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Resident;
use crate::i18n::Lang;
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::pages::message;
use crate::workflow::space::SpaceError;

/// Asks whether something that cannot be undone is to be done.
#[derive(Template)]
#[template(path = "pages/space/sure.html")]
pub(super) struct SurePage {
    pub(super) chrome: Chrome,
    pub(super) lang: Lang,
    pub(super) title: &'static str,
    /// What it is about, in the provider's words.
    pub(super) about: String,
    pub(super) lead: &'static str,
    pub(super) points: Vec<&'static str>,
    pub(super) after: Vec<&'static str>,
    /// What one may want to do first.
    pub(super) first: Option<(String, &'static str)>,
    pub(super) action: String,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) no_href: String,
}

/// Shows why a listing stays as it is, and where to go from here.
pub(super) fn refused(error: SpaceError, resident: &Resident) -> Response {
    let lang = resident.lang();
    match error {
        SpaceError::NotFound => StatusCode::NOT_FOUND.into_response(),
        SpaceError::WrongState => {
            message(resident, (lang.listing_closed_title(), lang.listing_closed_text()))
        }
        SpaceError::Changed => {
            let again = resident.href(&format!("/offres/{}/confirmer", resident.named()));
            let texts = (lang.confirm_changed_title(), lang.confirm_changed_text());
            message::show(&resident.visit, StatusCode::CONFLICT, texts, (again, lang.confirm_read_again()))
        }
        SpaceError::Store(error) => Failed::from(error).into_response(),
    }
}

/// Shows that something cannot be done, with the way back to the space.
pub(super) fn message(resident: &Resident, texts: (&'static str, &'static str)) -> Response {
    let back = (resident.href(""), resident.lang().space_back());
    message::show(&resident.visit, StatusCode::CONFLICT, texts, back)
}
