//! Erases what is known of whoever reads the address of the space.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::Resident;
use super::messages::SurePage;
use crate::domain::access::LinkPurpose;
use crate::domain::ids::LetterId;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::message;
use crate::web::session::{Session, closed};
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::space::{self, Erasure};

/// Says what will happen, and asks.
pub(super) async fn ask(resident: Resident) -> Response {
    let lang = resident.lang();
    let page = SurePage {
        lang,
        title: lang.erase_title(),
        about: resident.email.to_string(),
        lead: lang.erase_what(),
        points: vec![lang.erase_contact(), lang.erase_applications(), lang.erase_sessions()],
        after: vec![lang.erase_offers(), lang.erase_shared(), lang.erase_letter()],
        first: Some((resident.href("/donnees"), lang.erase_first())),
        action: resident.href("/effacer"),
        yes: lang.erase_yes(),
        no: lang.erase_no(),
        no_href: resident.href(""),
        chrome: Chrome::new(&resident.visit),
    };
    page_with(StatusCode::OK, NOT_KEPT, &page)
}

/// Erases everything, and leaves.
pub(super) async fn erase(
    State(state): State<AppState>,
    resident: Resident,
    session: Session,
    _: Typed,
) -> Result<Response, Failed> {
    let moment = state.now();
    let letter_id = LetterId::new(draw::id());
    let erasure = Erasure { email: &resident.email, letter_id, lang: resident.lang() };
    space::erase(&state.store, erasure, moment).await?;
    let mut response = closed(see_other(&resident.href("/efface")), &state.site, LinkPurpose::Space);
    if let Some((token, _)) = &session.candidature
        && state.store.session(token, moment.now).await?.is_none()
    {
        response = closed(response, &state.site, LinkPurpose::Application);
    }
    Ok(response)
}

/// Says that everything is erased.
pub(super) async fn done(visit: Visit) -> Response {
    let lang = visit.lang;
    let home = (address(lang, "/", ""), lang.go_home());
    message::show(&visit, StatusCode::OK, (lang.erased_title(), lang.erased_text()), home)
}
