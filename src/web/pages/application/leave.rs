//! Takes an application back, or asks for a second opinion on a refusal.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::Applicant;
use super::messages::refused;
use super::offers::ConfirmPage;
use crate::domain::application::{ApplicationState, Reference};
use crate::domain::ids::LetterId;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::applications::{self};

#[derive(Template)]
#[template(path = "pages/application/appeal.html")]
struct AppealPage {
    chrome: Chrome,
    lang: Lang,
    words: String,
    wrong: bool,
    action: String,
    back_href: String,
}

/// Asks whether the application is to be taken back.
pub(super) async fn ask(applicant: Applicant) -> Response {
    if !applicant.application.state.is_open() {
        return see_other(&applicant.href("/suivi"));
    }
    let lang = applicant.lang();
    let page = ConfirmPage {
        lang,
        title: lang.withdraw_title(),
        about: named(&applicant.application.reference, lang),
        text: lang.withdraw_text(),
        action: applicant.href("/retirer"),
        yes: lang.withdraw_button(),
        no: lang.withdraw_keep(),
        no_href: applicant.href(""),
        chrome: Chrome::new(&applicant.visit),
    };
    page_with(StatusCode::OK, NOT_KEPT, &page)
}

fn named(reference: &Reference, lang: Lang) -> String {
    format!("{}{} {reference}", lang.tasks_reference(), lang.colon())
}

/// Takes the application back.
pub(super) async fn withdraw(
    State(state): State<AppState>,
    applicant: Applicant,
    _: Typed,
) -> Result<Response, Failed> {
    let letter = LetterId::new(draw::id());
    match applications::withdraw(&state.store, applicant.application.id, letter, state.now()).await {
        Ok(_) => Ok(see_other(&applicant.href("/suivi"))),
        Err(error) => Ok(refused(error, &applicant)),
    }
}

/// Asks why another person should look again.
pub(super) async fn ask_appeal(applicant: Applicant) -> Response {
    if applicant.application.state != ApplicationState::Rejected {
        return see_other(&applicant.href("/suivi"));
    }
    appeal_page(&applicant, "", false)
}

/// Asks for a second opinion.
pub(super) async fn appeal(
    State(state): State<AppState>,
    applicant: Applicant,
    typed: Typed,
) -> Result<Response, Failed> {
    const FEWEST: usize = 10;
    let words = typed.get("mots");
    if words.trim().chars().count() < FEWEST && applicant.application.state == ApplicationState::Rejected {
        return Ok(appeal_page(&applicant, words, true));
    }
    match applications::appeal(&state.store, applicant.application.id, words.trim(), state.now()).await {
        Ok(_) => Ok(see_other(&applicant.href("/suivi"))),
        Err(error) => Ok(refused(error, &applicant)),
    }
}

fn appeal_page(applicant: &Applicant, words: &str, wrong: bool) -> Response {
    let page = AppealPage {
        lang: applicant.lang(),
        words: words.to_owned(),
        wrong,
        action: applicant.href("/contester"),
        back_href: applicant.href("/suivi"),
        chrome: Chrome::new(&applicant.visit),
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(status, NOT_KEPT, &page)
}
