//! Three questions before an application begins, and a kind way out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::access::Token;
use crate::domain::application::Reference;
use crate::domain::ids::{ApplicationId, ProviderId, Slug};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::quiet::{Quiet, flags};
use crate::web::session::Session;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::applications::{Start, start};

/// Field that makes a doubled click one.
const KEY: &str = "cle";
/// Field with the slug of the listed provider that somebody takes over.
const LISTED: &str = "fiche";
const NAMES: [&str; 3] = ["siret", "commerces", "prix"];

#[derive(Template)]
#[template(path = "pages/application/suitability.html")]
struct SuitabilityPage {
    chrome: Chrome,
    lang: Lang,
    questions: Vec<Question>,
    /// Whether it comes back because something is missing.
    wrong: bool,
    key: String,
    quiet: Quiet,
    listed: Option<Listed>,
    open: Option<Open>,
}

/// The application that this browser is filling in, which beginning another one closes here.
struct Open {
    href: String,
    /// What becomes of it.
    text: &'static str,
}

/// The provider that somebody takes over.
struct Listed {
    slug: String,
    name: String,
}

struct Question {
    name: &'static str,
    text: &'static str,
    hint: Option<&'static str>,
    answer: String,
    missing: bool,
}

#[derive(Template)]
#[template(path = "pages/application/way_out.html")]
struct WayOutPage {
    chrome: Chrome,
    lang: Lang,
    text: &'static str,
}

/// Shows the questions.
pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
) -> Result<Response, Failed> {
    let query: Vec<_> = form_urlencoded::parse(visit.query.as_bytes()).into_owned().take(20).collect();
    let asked = Typed::from(query);
    let listed = listed(&state, asked.get(LISTED))?.map(|(_, listed)| listed);
    let beside = Beside { listed, open: open(&state, &session, visit.lang).await? };
    questions(&state, &visit, &Typed::default(), StatusCode::OK, draw::token()?, beside)
}

/// Begins an application when all answers are yes; else says kindly why not.
pub(super) async fn begin(
    State(state): State<AppState>,
    visit: Visit,
    session: Session,
    typed: Typed,
) -> Result<Response, Failed> {
    let listed = listed(&state, typed.get(LISTED))?;
    // A page whose key was lost begins a new one.
    let key: Token = typed.get(KEY).parse().or_else(|_| draw::token())?;
    let answers = NAMES.map(|name| typed.get(name));
    if answers.iter().any(|answer| !matches!(*answer, "oui" | "non")) {
        let listed = listed.map(|(_, listed)| listed);
        let beside = Beside { listed, open: open(&state, &session, visit.lang).await? };
        return questions(&state, &visit, &typed, StatusCode::UNPROCESSABLE_ENTITY, key, beside);
    }
    if let Some(text) = way_out(answers, visit.lang) {
        let page = WayOutPage { lang: visit.lang, text, chrome: Chrome::new(&visit) };
        return Ok(page_with(StatusCode::OK, NOT_KEPT, &page));
    }
    let moment = state.now();
    let token = draw::token()?;
    let new = Start {
        id: ApplicationId::new(draw::id()),
        reference: Reference::from_bits(draw::bits()?),
        start_key: key,
        session: token.clone(),
        lang: visit.lang,
        claims: listed.map(|(provider, _)| provider),
        flags: flags(&typed, moment),
    };
    let begun = start(&state.store, new, moment).await?;
    super::enter(&state, &session, visit.lang, &token, &begun).await
}

fn way_out(answers: [&str; 3], lang: Lang) -> Option<&'static str> {
    let texts = [lang.wayout_siret(), lang.wayout_shops(), lang.wayout_price()];
    answers.into_iter().zip(texts).find_map(|(answer, text)| (answer == "non").then_some(text))
}

/// Finds the listed provider of a slug, if nobody answers for its offers yet.
fn listed(state: &AppState, slug: &str) -> Result<Option<(ProviderId, Listed)>, Failed> {
    let Ok(slug) = Slug::try_from(slug.to_owned()) else { return Ok(None) };
    let entries = state.search.provider(&slug)?;
    let unclaimed = entries.iter().all(|entry| !entry.listing.verification_level.is_claimed());
    let first = entries.first().filter(|_| unclaimed);
    Ok(first.map(|entry| {
        let listed = Listed { slug: entry.provider_slug.to_string(), name: entry.provider.name.to_string() };
        (entry.provider_id, listed)
    }))
}

/// Finds the application that is open in this browser. Without an address it can never be found again from elsewhere.
async fn open(state: &AppState, session: &Session, lang: Lang) -> Result<Option<Open>, Failed> {
    let Some(id) = session.application() else { return Ok(None) };
    let application = state.store.application_by_id(id).await?;
    Ok(application.filter(|application| application.state.is_open()).map(|application| Open {
        href: super::href(lang, &application.reference, ""),
        text: if application.email.is_some() { lang.suit_open_kept() } else { lang.suit_open_lost() },
    }))
}

/// What the page of questions says beside them.
struct Beside {
    listed: Option<Listed>,
    open: Option<Open>,
}

fn questions(
    state: &AppState,
    visit: &Visit,
    typed: &Typed,
    status: StatusCode,
    key: Token,
    beside: Beside,
) -> Result<Response, Failed> {
    let lang = visit.lang;
    let wrong = status != StatusCode::OK;
    let texts = [
        (lang.suit_siret(), Some(lang.suit_siret_hint())),
        (lang.suit_shops(), None),
        (lang.suit_price(), None),
    ];
    let questions = NAMES.into_iter().zip(texts).map(|(name, (text, hint))| {
        let answer = typed.get(name).to_owned();
        let missing = wrong && !matches!(answer.as_str(), "oui" | "non");
        Question { name, text, hint, answer, missing }
    });
    let page = SuitabilityPage {
        lang,
        questions: questions.collect(),
        wrong,
        key: key.reveal().to_owned(),
        quiet: Quiet::new(state.now()),
        listed: beside.listed,
        open: beside.open,
        chrome: Chrome::new(visit),
    };
    Ok(page_with(status, NOT_KEPT, &page))
}
