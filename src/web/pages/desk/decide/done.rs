//! What was decided last about an application.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::OnDuty;
use super::super::case::case_of;
use super::Frame;
use super::conflict::name;
use crate::i18n::{Lang, Named};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::workflow::in_paris;

#[derive(Template)]
#[template(path = "pages/desk/decide/done.html")]
struct DonePage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    reference: String,
    what: String,
    who: String,
    second: Option<String>,
    when: String,
    reasons: Vec<&'static str>,
    words: String,
    /// What comes next.
    next: &'static str,
    second_href: Option<String>,
    case_href: String,
    queue_href: String,
}

/// Shows the decision that stands, or the one that waits for a second pair of eyes.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let lang = on_duty.lang();
    let case = |end: &str| on_duty.href(&format!("/dossiers/{}{end}", application.reference));
    let open = state.store.open_proposal_of_application(application.id).await?;
    let made = state.store.decisions_of_application(application.id).await?.into_iter().next();
    let (officer, second, outcome, at, reasons, words, waits) = match (open, made) {
        (Some(open), _) => (open.officer, None, open.outcome, open.at, open.reasons, open.words, true),
        (None, Some(made)) => {
            (made.officer, made.second, made.outcome, made.at, made.reasons, made.words, false)
        }
        (None, None) => return Ok(super::refused::not_found()),
    };
    let second = match second {
        Some(second) => Some(name(&state, second, lang).await?),
        None => None,
    };
    let page = DonePage {
        lang,
        reference: application.reference.to_string(),
        what: if waits { lang.decide_proposed().to_owned() } else { lang.outcome(outcome).to_owned() },
        who: name(&state, officer, lang).await?,
        second,
        when: lang.date_and_time(in_paris(at)),
        reasons: reasons.iter().map(|reason| reason.name(lang)).collect(),
        words,
        next: if waits { lang.decide_next_second() } else { lang.decide_next_letter() },
        second_href: waits.then(|| case("/second-avis")),
        case_href: case(""),
        queue_href: on_duty.href(""),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}
