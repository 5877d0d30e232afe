//! Why nothing was decided, as a page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::OnDuty;
use super::Frame;
use crate::domain::application::Reference;
use crate::domain::desk::barred::Barred;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::workflow::applications::ApplicationError;

#[derive(Template)]
#[template(path = "pages/desk/decide/refused.html")]
struct RefusedPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    title: &'static str,
    text: &'static str,
    /// Pages to go on with.
    links: Vec<(String, &'static str)>,
}

pub(super) fn not_found() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

/// Shows why somebody may not decide.
pub(super) fn barred(on_duty: &OnDuty, reference: &Reference, barred: Barred) -> Response {
    let lang = on_duty.lang();
    let texts = (lang.decide_barred_title(), lang.decide_barred(barred));
    show(on_duty, reference, StatusCode::FORBIDDEN, texts, None)
}

/// Shows that an application is in nobody's hands.
pub(super) fn not_in_review(on_duty: &OnDuty, reference: &Reference) -> Response {
    let lang = on_duty.lang();
    let texts = (lang.decide_not_open_title(), lang.decide_not_open());
    show(on_duty, reference, StatusCode::CONFLICT, texts, None)
}

/// Shows that nothing is proposed about an application as it is now.
pub(super) fn nothing_proposed(on_duty: &OnDuty, reference: &Reference) -> Response {
    let lang = on_duty.lang();
    let texts = (lang.second_nothing_title(), lang.second_nothing());
    show(on_duty, reference, StatusCode::NOT_FOUND, texts, None)
}

/// Shows why nothing was decided, for what no other page says.
pub(super) fn because(
    on_duty: &OnDuty,
    reference: &Reference,
    error: ApplicationError,
) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    match error {
        ApplicationError::Barred(why) => Ok(barred(on_duty, reference, why)),
        ApplicationError::SirenTaken(slug) => {
            let merge = (on_duty.href(&format!("/prestataires/{slug}/fusionner")), lang.decide_siren_merge());
            let texts = (lang.decide_siren_title(), lang.decide_siren());
            Ok(show(on_duty, reference, StatusCode::CONFLICT, texts, Some(merge)))
        }
        ApplicationError::Store(error) => Err(error.into()),
        ApplicationError::Changed | ApplicationError::WrongState(_) => {
            let texts = (lang.decide_changed_title(), lang.decide_changed());
            Ok(show(on_duty, reference, StatusCode::CONFLICT, texts, None))
        }
        // Nothing that the desk does meets these.
        ApplicationError::NotFound
        | ApplicationError::Full
        | ApplicationError::Incomplete(_)
        | ApplicationError::AddressUnproved => Ok(not_found()),
    }
}

fn show(
    on_duty: &OnDuty,
    reference: &Reference,
    status: StatusCode,
    (title, text): (&'static str, &'static str),
    first: Option<(String, &'static str)>,
) -> Response {
    let lang = on_duty.lang();
    let case = (on_duty.href(&format!("/dossiers/{reference}")), lang.decide_back());
    let links = first.into_iter().chain([case]).collect();
    let (frame, chrome) = (on_duty.frame(), Chrome::new(&on_duty.visit));
    page_with(status, NOT_KEPT, &RefusedPage { chrome, frame, lang, title, text, links })
}
