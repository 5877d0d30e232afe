//! A second person agrees to archive an offer, or does not.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Named, named, refused};
use crate::domain::desk::verdict::{Fault, remark};
use crate::domain::letter::Letter;
use crate::i18n::{Lang, Named as _};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::decide::{LetterView, Words};
use crate::web::pages::desk::queue::names;
use crate::web::pages::desk::{Frame, OnDuty};
use crate::web::state::AppState;
use crate::workflow::applications::Answer;
use crate::workflow::in_paris;
use crate::workflow::listings::{ListingError, answer_archive};

const WORDS: &str = "mots";

#[derive(Template)]
#[template(path = "pages/desk/offer_second.html")]
struct SecondPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    about: String,
    back_href: String,
    action: String,
    who: String,
    when: String,
    reasons: Vec<&'static str>,
    letter: LetterView,
    version: i64,
    words: Words,
}

/// Shows what is proposed.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    match named(&on_duty, &state).await {
        Ok(named) => page(&state, &on_duty, &named, "", None).await,
        Err(answer) => Ok(answer),
    }
}

/// Agrees or declines.
pub(super) async fn answered(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let named = match named(&on_duty, &state).await {
        Ok(named) => named,
        Err(answer) => return Ok(answer),
    };
    let (lang, words) = (on_duty.lang(), remark(typed.get(WORDS)));
    let answer = match (typed.get("reponse"), &words) {
        ("accord", _) => Ok(Answer::Agree),
        ("desaccord", Ok(words)) => Ok(Answer::Decline(words)),
        ("desaccord", Err(Fault::TooLong { found, .. })) => Err(lang.decide_too_long(*found)),
        ("desaccord", Err(_)) => Err(lang.second_words_missing().to_owned()),
        _ => Err(lang.second_neither().to_owned()),
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(wrong) => return page(&state, &on_duty, &named, typed.get(WORDS), Some(wrong)).await,
    };
    let ruler = named.ruler(&on_duty, &state, typed.get("version").parse().unwrap_or(-1));
    match answer_archive(&state.store, ruler, answer, &mut draw::id).await {
        Ok(()) => Ok(see_other(&named.href(&on_duty, ""))),
        Err(error) => refused(error, &on_duty, &named),
    }
}

async fn page(
    state: &AppState,
    on_duty: &OnDuty,
    named: &Named,
    typed: &str,
    wrong: Option<String>,
) -> Result<Response, Failed> {
    let open = state.store.open_proposal_of_listing(named.stored.id).await?;
    let Some(proposal) = open.filter(|open| open.version == named.version) else {
        return refused(ListingError::Changed, on_duty, named);
    };
    let lang = on_duty.lang();
    let offer = named.stored.named();
    let title = offer.title.clone();
    let letter =
        Letter::OfferArchived { offer, reasons: proposal.reasons.clone(), words: proposal.words.clone() };
    let contacts = state.store.contacts_of_provider(named.stored.provider_id).await?;
    let theirs = contacts.first().map_or(Lang::Fr, |known| known.contact.lang);
    let people = names(&state.store.officers().await?);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = SecondPage {
        lang,
        about: title,
        back_href: named.href(on_duty, ""),
        action: named.href(on_duty, "/second-avis"),
        who: people.get(&proposal.officer).cloned().unwrap_or_default(),
        when: lang.date_and_time(in_paris(proposal.at)),
        reasons: proposal.reasons.iter().map(|reason| reason.name(lang)).collect(),
        letter: LetterView::new(&letter, theirs),
        version: named.version,
        words: Words {
            name: WORDS.to_owned(),
            id: WORDS.to_owned(),
            label: lang.second_decline_words(),
            optional: true,
            value: typed.to_owned(),
            error: wrong,
        },
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(status, NOT_KEPT, &page))
}
