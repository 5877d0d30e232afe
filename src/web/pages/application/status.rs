//! Where an application stands: its history in plain words, what comes next, what one can do.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::Applicant;
use super::asked::{Asked, asked};
use crate::domain::application::{ApplicationState, Happened, usual_days};
use crate::domain::letter::NamedOffer;
use crate::i18n::Lang;
use crate::store::LetterFate;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::workflow::applications::DECISIONS;
use crate::workflow::in_paris;

#[derive(Template)]
#[template(path = "pages/application/status.html")]
struct StatusPage {
    chrome: Chrome,
    lang: Lang,
    reference: String,
    state: &'static str,
    next: &'static str,
    /// How long decisions usually take, while one is waited for.
    usual: Option<String>,
    asked: Vec<Asked>,
    offers: Vec<NamedOffer>,
    history: Vec<Step>,
    letter_lost: bool,
    continue_href: Option<String>,
    send_href: Option<String>,
    space_href: Option<String>,
    appeal_href: Option<String>,
    withdraw_href: Option<String>,
    leave_href: String,
}

/// Something that happened.
pub(in crate::web::pages) struct Step {
    pub(in crate::web::pages) when: String,
    pub(in crate::web::pages) what: &'static str,
    /// More of it, in the words of whoever did it or in ours.
    pub(in crate::web::pages) more: Vec<String>,
}

/// Shows where the application stands.
pub(super) async fn show(State(state): State<AppState>, applicant: Applicant) -> Result<Response, Failed> {
    let (lang, application) = (applicant.lang(), &applicant.application);
    let stands = application.state;
    let history = state.store.history(application.id).await?;
    let letters = state.store.letters_about(&application.id.to_string()).await?;
    let waiting = matches!(
        stands,
        ApplicationState::Submitted | ApplicationState::InReview | ApplicationState::Appealed
    );
    let usual = if waiting { usual_days(&state.store.decision_times(DECISIONS).await?) } else { None };
    let offers = history.iter().rev().find_map(|(_, happened)| match happened {
        Happened::Approved { offers, .. } => Some(offers.clone()),
        _ => None,
    });
    let appealable = stands == ApplicationState::Rejected
        && history.iter().any(|(_, happened)| {
            matches!(happened, Happened::Refused { appeal_until, .. } if state.today() <= *appeal_until)
        });
    let editable = stands.is_editable();
    let page = StatusPage {
        lang,
        reference: application.reference.to_string(),
        state: lang.application_state(stands),
        next: lang.application_next(stands),
        usual: usual.map(|days| lang.usual_decision(days)),
        asked: asked(&state, &applicant).await?,
        offers: offers.filter(|_| stands == ApplicationState::Approved).unwrap_or_default(),
        history: history.iter().rev().map(|(at, happened)| step(*at, happened, lang)).collect(),
        letter_lost: letters.iter().any(|letter| matches!(letter.fate, LetterFate::Failed { .. })),
        continue_href: editable.then(|| applicant.href("")),
        send_href: editable.then(|| applicant.href("/envoyer")),
        space_href: (stands == ApplicationState::Approved).then(|| address(lang, "/espace", "")),
        appeal_href: appealable.then(|| applicant.href("/contester")),
        withdraw_href: stands.is_open().then(|| applicant.href("/retirer")),
        leave_href: address(lang, "/candidature/quitter", ""),
        chrome: Chrome::new(&applicant.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

pub(in crate::web::pages) fn step(at: i64, happened: &Happened, lang: Lang) -> Step {
    let more = match happened {
        Happened::QuestionsAsked { questions } => {
            questions.iter().map(|question| question.words.clone()).collect()
        }
        Happened::Refused { reasons, words, appeal_until } => {
            let words = Some(words.clone()).filter(|words| !words.is_empty());
            [Some(lang.refusal_line(reasons, *appeal_until)), words].into_iter().flatten().collect()
        }
        Happened::Approved { words, .. } if !words.is_empty() => vec![words.clone()],
        Happened::Appealed { words } | Happened::Message { words } => vec![words.clone()],
        _ => Vec::new(),
    };
    Step { when: lang.date_and_time(in_paris(at)), what: lang.happened(happened), more }
}
