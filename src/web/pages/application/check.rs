//! What will be sent, and the checks as vetters will see them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::Applicant;
use super::answers::{Answered, Reader, answered};
use super::looked::Looked;
use crate::domain::form::Topic;
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::applications::{self, Outlook};

#[derive(Template)]
#[template(path = "pages/application/check.html")]
struct CheckPage {
    chrome: Chrome,
    lang: Lang,
    reference: String,
    shared: Vec<Answered>,
    offers: Vec<(String, Vec<Answered>, String)>,
    after: Vec<Answered>,
    looked: Looked,
    again_action: String,
    send_href: Option<String>,
    list_href: String,
}

/// Shows every answer and every check.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Result<Response, Failed> {
    let (lang, application) = (applicant.lang(), &applicant.application);
    let inspection = state.store.inspection::<Outlook>(application.id, state.now().now).await?;
    let looked = Looked::at(application, inspection.as_ref(), lang, state.today());
    let reader = Reader { lang, is_author: true };
    let offers = application.answers.offers.iter().enumerate().map(|(place, offer)| {
        let topics = Topic::OF_OFFER.map(|topic| answered(application, reader, topic, Some(offer.number)));
        let heading = lang.offer_heading(place + 1, offer.typed.one("title").trim());
        (heading, topics.into(), applicant.href(&format!("/offres/{}/apercu", offer.number)))
    });
    let editable = application.state.is_editable();
    let page = CheckPage {
        lang,
        reference: application.reference.to_string(),
        shared: Topic::OF_FIRM.map(|topic| answered(application, reader, topic, None)).into(),
        offers: offers.collect(),
        after: Topic::AFTER.map(|topic| answered(application, reader, topic, None)).into(),
        looked,
        again_action: applicant.href("/controles"),
        send_href: editable.then(|| applicant.href("/envoyer")),
        list_href: applicant.href(""),
        chrome: Chrome::new(&applicant.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

/// Asks the background to look outside again unless it is about to, and shows the page anew.
pub(super) async fn look_again(
    State(state): State<AppState>,
    applicant: Applicant,
    _: Typed,
) -> Result<Response, Failed> {
    applications::look_again(&state.store, applicant.application.id, "applicant", state.now()).await?;
    Ok(see_other(&format!("{}#controles", applicant.href("/relire"))))
}
