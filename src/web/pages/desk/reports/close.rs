//! Closes a report: how, in which words, and the letters about it before they go.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Frame, OnDuty, VERSION, found, handling, told};
use crate::domain::choice::Choice;
use crate::domain::report::{Closing, ReportState, read_words};
use crate::i18n::{Lang, Named};
use crate::store::StoredReport;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::decide::LetterView;
use crate::web::state::AppState;
use crate::workflow::reports::{self, Closed, ReportError, answer_letter, ask_letter, suspension_letter};

const HOW: &str = "issue";
const WORDS: &str = "mots";
const STEP: &str = "etape";

#[derive(Template)]
#[template(path = "pages/desk/report_close.html")]
struct ClosePage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    reference: String,
    base: String,
    version: String,
    ways: Vec<(&'static str, &'static str, bool)>,
    words: String,
    wrong_way: Option<&'static str>,
    wrong_words: Option<&'static str>,
    /// Where the report stands now, when that changed while this was written.
    meanwhile: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "pages/desk/report_preview.html")]
struct PreviewPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    reference: String,
    base: String,
    way: &'static str,
    letters: Vec<(&'static str, LetterView)>,
    carried: Vec<(String, String)>,
}

/// What is wrong with a form, and what has changed meanwhile.
#[derive(Default)]
struct Wrong {
    way: Option<&'static str>,
    words: Option<&'static str>,
    meanwhile: Option<&'static str>,
}

/// Shows the form.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let Some(report) = found(&state, &on_duty).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let typed = Typed::from(vec![(VERSION.to_owned(), report.version.to_string())]);
    Ok(form(&on_duty, &report, &typed, Wrong::default(), StatusCode::OK))
}

/// Shows the letters, the form again, or closes the report.
pub(super) async fn sent(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some(report) = found(&state, &on_duty).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let lang = on_duty.lang();
    if typed.get(STEP) == "modifier" {
        return Ok(form(&on_duty, &report, &typed, Wrong::default(), StatusCode::OK));
    }
    let (way, words) = (Closing::from_slug(typed.get(HOW)), read_words(typed.get(WORDS), true));
    let closed = match (way, words) {
        (Some(closing), Ok(words)) => Closed { closing, words },
        (way, words) => {
            let wrong = Wrong {
                way: way.is_none().then(|| lang.desk_report_close_missing()),
                words: words.err().map(|problem| lang.report_words_problem(problem)),
                meanwhile: None,
            };
            return Ok(form(&on_duty, &report, &typed, wrong, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    if typed.get(STEP) != "envoyer" {
        return preview(&state, &on_duty, &report, &typed, &closed).await;
    }
    let handling = handling(&report, &on_duty, &typed, &state);
    match reports::close(&state.store, handling, closed, &mut draw::id).await {
        Err(ReportError::Changed) => changed(&state, &on_duty, &typed).await,
        done => told(done, &report, &on_duty),
    }
}

/// Shows what was typed, about the report as it is now.
async fn changed(state: &AppState, on_duty: &OnDuty, typed: &Typed) -> Result<Response, Failed> {
    let Some(now) = found(state, on_duty).await? else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let lang = on_duty.lang();
    let mut pairs = typed.pairs().to_vec();
    pairs.retain(|(key, _)| key != VERSION);
    pairs.push((VERSION.to_owned(), now.version.to_string()));
    let wrong = Wrong { meanwhile: Some(lang.report_state(now.state)), ..Wrong::default() };
    Ok(form(on_duty, &now, &Typed::from(pairs), wrong, StatusCode::CONFLICT))
}

async fn preview(
    state: &AppState,
    on_duty: &OnDuty,
    report: &StoredReport,
    typed: &Typed,
    closed: &Closed,
) -> Result<Response, Failed> {
    let (lang, store) = (on_duty.lang(), &state.store);
    let offers = store.listings_of(report.provider).await?;
    let offer = offers.iter().find(|offer| report.listing.is_none_or(|id| offer.id == id));
    let contacts = store.contacts_of_provider(report.provider).await?;
    let theirs = contacts.first().map_or(Lang::Fr, |known| known.contact.lang);
    let mut letters = Vec::new();
    if let Some(offer) = offer {
        if report.email.is_some() {
            let letter = answer_letter(report, offer, closed.closing.outcome(), &closed.words);
            letters.push((lang.desk_report_to_visitor(), LetterView::new(&letter, report.lang)));
        }
        let letter = match closed.closing {
            Closing::Ask => Some(ask_letter(report, offer, &closed.words, state.now())),
            Closing::Suspend => Some(suspension_letter(report, offer, &closed.words)),
            Closing::Nothing | Closing::PutRight => None,
        };
        letters
            .extend(letter.map(|letter| (lang.desk_report_to_provider(), LetterView::new(&letter, theirs))));
    }
    let kept = [VERSION, HOW, WORDS].map(|key| (key.to_owned(), typed.get(key).to_owned()));
    let page = PreviewPage {
        lang,
        reference: report.reference.to_string(),
        base: on_duty.href(&format!("/signalements/{}", report.reference)),
        way: closed.closing.name(lang),
        letters,
        carried: kept.into(),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

fn form(
    on_duty: &OnDuty,
    report: &StoredReport,
    typed: &Typed,
    wrong: Wrong,
    status: StatusCode,
) -> Response {
    let (lang, chosen) = (on_duty.lang(), typed.get(HOW));
    let ways = Closing::ALL.iter();
    let over = report.state == ReportState::Closed;
    let page = ClosePage {
        lang,
        reference: report.reference.to_string(),
        base: on_duty.href(&format!("/signalements/{}", report.reference)),
        version: typed.get(VERSION).to_owned(),
        ways: ways.map(|way| (way.slug(), way.name(lang), way.slug() == chosen)).collect(),
        words: typed.get(WORDS).to_owned(),
        wrong_way: wrong.way,
        wrong_words: wrong.words,
        meanwhile: wrong.meanwhile.or_else(|| over.then(|| lang.report_state(report.state))),
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit),
    };
    page_with(status, NOT_KEPT, &page)
}
