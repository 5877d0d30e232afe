//! Why nothing was done, as a page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Applicant;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::pages::message;
use crate::workflow::applications::ApplicationError;

/// Shows why an application stays as it is, and where to go from here.
pub(super) fn refused(error: ApplicationError, applicant: &Applicant) -> Response {
    let lang = applicant.lang();
    match error {
        ApplicationError::NotFound => StatusCode::NOT_FOUND.into_response(),
        ApplicationError::WrongState(_) => {
            let page = (lang.closed_title(), lang.closed_text());
            show(applicant, StatusCode::CONFLICT, page, "/suivi", lang.see_where_it_stands())
        }
        ApplicationError::Changed => {
            let page = (lang.stale_title(), lang.stale_text());
            show(applicant, StatusCode::CONFLICT, page, "", lang.back_to_list())
        }
        ApplicationError::Full => {
            let page = (lang.full_title(), lang.full_text());
            show(applicant, StatusCode::PAYLOAD_TOO_LARGE, page, "", lang.back_to_list())
        }
        // The page for sending says what is missing.
        ApplicationError::Incomplete(_) | ApplicationError::AddressUnproved => {
            see_other(&applicant.href("/envoyer"))
        }
        // Only the desk decides.
        ApplicationError::Barred(_) | ApplicationError::SirenTaken(_) => {
            StatusCode::FORBIDDEN.into_response()
        }
        ApplicationError::Store(error) => Failed::from(error).into_response(),
    }
}

/// Shows that there is no room for one more offer.
pub(super) fn no_more_offers(applicant: &Applicant) -> Response {
    let lang = applicant.lang();
    let page = (lang.full_title(), lang.offers_full());
    show(applicant, StatusCode::CONFLICT, page, "", lang.back_to_list())
}

/// Shows that an offer is not written far enough to be shown.
pub(super) fn not_yet(applicant: &Applicant) -> Response {
    let lang = applicant.lang();
    let page = (lang.preview_not_yet_title(), lang.preview_not_yet_text());
    show(applicant, StatusCode::OK, page, "", lang.back_to_list())
}

fn show(
    applicant: &Applicant,
    status: StatusCode,
    texts: (&'static str, &'static str),
    path: &str,
    link: &'static str,
) -> Response {
    message::show(&applicant.visit, status, texts, (applicant.href(path), link))
}
