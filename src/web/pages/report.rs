//! A visitor reports an offer: the form, and the page that thanks for it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::asked_email::AskedEmail;
use super::message;
use crate::domain::access::Token;
use crate::domain::application::Reference;
use crate::domain::choice::Choice;
use crate::domain::ids::{LetterId, ReportId, Slug};
use crate::domain::listing::ListingStatus;
use crate::domain::record::Entry;
use crate::domain::report::{ReportReason, ReportSource, read_words};
use crate::i18n::{Lang, Named};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::limits::Allowance;
use crate::web::quiet::{Quiet, flags};
use crate::web::routes::Route;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::reports::{NewReport, ReportError, send};

/// Field that makes a doubled click one.
const KEY: &str = "cle";
const REASON: &str = "motif";
const WORDS: &str = "mots";

/// Gives the routes of reporting.
pub(in crate::web) fn routes() -> Vec<Route> {
    vec![
        Route::form("/offres/{slug}/signaler", get(show), axum::routing::post(take))
            .limited(Allowance::Begin),
        Route::page("/signalements/{reference}", get(thanks)),
    ]
}

#[derive(Template)]
#[template(path = "pages/report.html")]
struct ReportPage {
    chrome: Chrome,
    lang: Lang,
    title: String,
    provider: String,
    offer_href: String,
    action: String,
    key: String,
    quiet: Quiet,
    reasons: Vec<(&'static str, &'static str, bool)>,
    words: String,
    email: AskedEmail,
    wrong: Wrong,
}

/// What is wrong with what was typed, the address aside.
#[derive(Default)]
struct Wrong {
    reason: Option<&'static str>,
    words: Option<&'static str>,
}

impl ReportPage {
    const fn is_wrong(&self) -> bool {
        self.wrong.reason.is_some() || self.wrong.words.is_some() || self.email.problem.is_some()
    }
}

async fn show(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    let Some(entry) = offer(&state, &visit)? else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let key = draw::token()?;
    Ok(form(&state, &visit, &entry, &Typed::default(), (key, AskedEmail::default(), Wrong::default())))
}

async fn take(State(state): State<AppState>, visit: Visit, typed: Typed) -> Result<Response, Failed> {
    let Some(entry) = offer(&state, &visit)? else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let lang = visit.lang;
    // A page whose key was lost makes a report of its own.
    let key: Token = match typed.get(KEY).parse() {
        Ok(key) => key,
        Err(_) => draw::token()?,
    };
    let reason = ReportReason::from_slug(typed.get(REASON));
    let words = read_words(typed.get(WORDS), reason == Some(ReportReason::Other));
    let email = match typed.get("email").trim() {
        "" => Ok(None),
        _ => AskedEmail::read(&typed, lang).map(Some),
    };
    let (reason, words, email) = match (reason, words, email) {
        (Some(reason), Ok(words), Ok(email)) => (reason, words, email),
        (reason, words, email) => {
            let wrong = Wrong {
                reason: reason.is_none().then(|| lang.report_reason_missing()),
                words: words.err().map(|problem| lang.report_words_problem(problem)),
            };
            let typed_email = typed.get("email").to_owned();
            let email = email.err().unwrap_or(AskedEmail { typed: typed_email, problem: None });
            return Ok(form(&state, &visit, &entry, &typed, (key, email, wrong)));
        }
    };
    let moment = state.now();
    let new = NewReport {
        id: id_of(&key),
        reference: Reference::from_bits(draw::bits()?),
        letter_id: LetterId::new(draw::id()),
        listing: entry.id,
        reason,
        words,
        email,
        lang,
        flags: flags(&typed, moment),
    };
    match send(&state.store, new, moment).await {
        Ok(reference) => Ok(see_other(&address(lang, &format!("/signalements/{reference}"), ""))),
        Err(ReportError::Store(error)) => Err(error.into()),
        Err(_) => Ok(StatusCode::NOT_FOUND.into_response()),
    }
}

/// Thanks for a report; says nothing of what is in it.
async fn thanks(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    let last = visit.path.rsplit('/').next().unwrap_or_default();
    let found = match Reference::parse(last) {
        Ok(reference) => state.store.report(&reference).await?,
        Err(_) => None,
    };
    let Some(report) = found.filter(|report| report.source == ReportSource::Visitor) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let lang = visit.lang;
    let text = lang.report_thanks(report.reference.as_str());
    let home = (address(lang, "/", ""), lang.report_back());
    Ok(message::told(&visit, StatusCode::OK, (lang.report_thanks_title(), text), home))
}

/// Finds the offer that the path names, if its page still shows it.
fn offer(state: &AppState, visit: &Visit) -> Result<Option<Entry>, Failed> {
    let slug = visit.path.split('/').nth(2).unwrap_or_default();
    let Ok(slug) = Slug::try_from(slug.to_owned()) else { return Ok(None) };
    let found = state.search.listing(&slug)?;
    let gone =
        |entry: &Entry| matches!(entry.listing.status, ListingStatus::Suspended | ListingStatus::Withdrawn);
    Ok(found.filter(|entry| !gone(entry)))
}

/// The identifier of what is sent from the page of a key: the same each time, and none that anybody could choose, for
/// identifiers of everything stand side by side in the audit log and the letters.
fn id_of(key: &Token) -> ReportId {
    key.joined(key).reveal().parse().unwrap_or_else(|_| ReportId::new(draw::id()))
}

fn form(
    state: &AppState,
    visit: &Visit,
    entry: &Entry,
    typed: &Typed,
    (key, email, wrong): (Token, AskedEmail, Wrong),
) -> Response {
    let lang = visit.lang;
    let chosen = typed.get(REASON);
    let reasons = ReportReason::ALL.iter();
    let page = ReportPage {
        lang,
        title: entry.listing.title.to_string(),
        provider: entry.provider.name.to_string(),
        offer_href: address(lang, &format!("/offres/{}", entry.slug), ""),
        action: address(lang, &format!("/offres/{}/signaler", entry.slug), ""),
        key: key.reveal().to_owned(),
        quiet: Quiet::new(state.now()),
        reasons: reasons.map(|reason| (reason.slug(), reason.name(lang), reason.slug() == chosen)).collect(),
        words: typed.get(WORDS).to_owned(),
        email,
        wrong,
        chrome: Chrome::new(visit),
    };
    let status = if page.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(status, NOT_KEPT, &page)
}
