//! A second pair of eyes on a refusal that somebody proposes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::OnDuty;
use super::super::case::case_of;
use super::conflict::name;
use super::letter::LetterView;
use super::{Frame, refused};
use crate::domain::desk::verdict::{Fault, remark};
use crate::i18n::{Lang, Named};
use crate::store::StoredApplication;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::applications::{Answer, Vetting, answer, entitled_to_agree, refusal_letter};
use crate::workflow::in_paris;

/// The words with which a proposal is declined.
const WORDS: &str = "mots";

#[derive(Template)]
#[template(path = "pages/desk/decide/second.html")]
struct SecondPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    reference: String,
    who: String,
    when: String,
    reasons: Vec<&'static str>,
    words: String,
    letter: LetterView,
    case_href: String,
    action: String,
    version: i64,
    /// Why whoever looks may not answer.
    barred: Option<&'static str>,
    typed: String,
    wrong: Option<String>,
}

/// Shows what is proposed.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    match case_of(&on_duty, &state).await {
        Ok(application) => page(&state, &on_duty, &application, "", None).await,
        Err(answer) => Ok(answer),
    }
}

/// Takes the answer.
pub(super) async fn answered(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let application = match case_of(&on_duty, &state).await {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let (words, lang) = (remark(typed.get(WORDS)), on_duty.lang());
    let given = match (typed.get("reponse"), &words) {
        ("accord", _) => Ok(Answer::Agree),
        ("desaccord", Ok(words)) => Ok(Answer::Decline(words)),
        ("desaccord", Err(Fault::TooLong { found, .. })) => Err(lang.decide_too_long(*found)),
        ("desaccord", Err(_)) => Err(lang.second_words_missing().to_owned()),
        _ => Err(lang.second_neither().to_owned()),
    };
    let given = match given {
        Ok(given) => given,
        Err(wrong) => return page(&state, &on_duty, &application, typed.get(WORDS), Some(wrong)).await,
    };
    let version = typed.get("version").parse().unwrap_or_default();
    let vetting = Vetting { officer: on_duty.officer.id, id: application.id, version, moment: state.now() };
    match answer(&state.store, vetting, given, &mut draw::id).await {
        Ok(_) => {
            let end = if given == Answer::Agree { "/decision" } else { "" };
            Ok(see_other(&on_duty.href(&format!("/dossiers/{}{end}", application.reference))))
        }
        Err(error) => refused::because(&on_duty, &application.reference, error),
    }
}

async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    application: &StoredApplication,
    typed: &str,
    wrong: Option<String>,
) -> Result<Response, Failed> {
    let open = state.store.open_proposal_of_application(application.id).await?;
    let Some(proposal) = open.filter(|open| open.version == application.version) else {
        return Ok(refused::nothing_proposed(on_duty, &application.reference));
    };
    let lang = on_duty.lang();
    let (officer, reference) = (&on_duty.officer, &application.reference);
    let bar = entitled_to_agree(&state.store, application, officer, proposal.officer).await?;
    let letter = refusal_letter(reference, &proposal.reasons, &proposal.words, state.today());
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = SecondPage {
        lang,
        reference: reference.to_string(),
        who: name(state, proposal.officer, lang).await?,
        when: lang.date_and_time(in_paris(proposal.at)),
        reasons: proposal.reasons.iter().map(|reason| reason.name(lang)).collect(),
        words: proposal.words,
        letter: LetterView::new(&letter, application.lang),
        case_href: on_duty.href(&format!("/dossiers/{reference}")),
        action: on_duty.href(&format!("/dossiers/{reference}/second-avis/reponse")),
        version: application.version,
        barred: bar.map(|bar| lang.decide_barred(bar)),
        typed: typed.to_owned(),
        wrong,
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(status, NOT_KEPT, &page))
}
