//! Why nothing was done, as a page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Applicant;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::workflow::applications::ApplicationError;

#[derive(Template)]
#[template(path = "pages/application/message.html")]
struct MessagePage {
    chrome: Chrome,
    lang: Lang,
    title: &'static str,
    text: &'static str,
    href: String,
    link: &'static str,
}

/// Shows why an application stays as it is, and where to go from here.
pub(super) fn refused(error: ApplicationError, applicant: &Applicant) -> Response {
    let lang = applicant.lang();
    match error {
        ApplicationError::NotFound => StatusCode::NOT_FOUND.into_response(),
        ApplicationError::WrongState(_) => {
            let page = (lang.closed_title(), lang.closed_text());
            message(applicant, StatusCode::CONFLICT, page, "/suivi", lang.see_where_it_stands())
        }
        ApplicationError::Changed => {
            let page = (lang.stale_title(), lang.stale_text());
            message(applicant, StatusCode::CONFLICT, page, "", lang.back_to_list())
        }
        ApplicationError::Full => {
            let page = (lang.full_title(), lang.full_text());
            message(applicant, StatusCode::PAYLOAD_TOO_LARGE, page, "", lang.back_to_list())
        }
        // The page for sending says what is missing.
        ApplicationError::Incomplete(_) | ApplicationError::AddressUnproved => {
            see_other(&applicant.href("/envoyer"))
        }
        ApplicationError::Store(error) => Failed::from(error).into_response(),
    }
}

/// Shows that there is no room for one more offer.
pub(super) fn no_more_offers(applicant: &Applicant) -> Response {
    let lang = applicant.lang();
    let page = (lang.full_title(), lang.offers_full());
    message(applicant, StatusCode::CONFLICT, page, "", lang.back_to_list())
}

/// Shows that an offer is not written far enough to be shown.
pub(super) fn not_yet(applicant: &Applicant) -> Response {
    let lang = applicant.lang();
    let page = (lang.preview_not_yet_title(), lang.preview_not_yet_text());
    message(applicant, StatusCode::OK, page, "", lang.back_to_list())
}

fn message(
    applicant: &Applicant,
    status: StatusCode,
    (title, text): (&'static str, &'static str),
    path: &str,
    link: &'static str,
) -> Response {
    let chrome = Chrome::new(&applicant.visit);
    let page = MessagePage { lang: applicant.lang(), title, text, href: applicant.href(path), link, chrome };
    page_with(status, NOT_KEPT, &page)
}
