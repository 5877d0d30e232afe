//! What shops read of an offer, line by line, to be confirmed with a click each or with one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Resident;
use super::facts::{label, lines};
use super::messages::{message, refused};
use crate::domain::choice::Choice;
use crate::domain::listing::{Listing, ListingFact};
use crate::i18n::Lang;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::space::{self, Confirmed};

/// Field that names what is right.
const FACT: &str = "fait";
/// Its value for everything.
const ALL: &str = "tout";
/// Field that tells what the page showed.
const SEEN: &str = "vu";

#[derive(Template)]
#[template(path = "pages/space/confirm.html")]
struct ConfirmPage {
    chrome: Chrome,
    lang: Lang,
    french: &'static str,
    title: String,
    state: &'static str,
    review: Option<String>,
    /// Said once everything is confirmed.
    done: Option<String>,
    facts: Vec<Fact>,
    seen: String,
    action: String,
    change_action: String,
    space_href: String,
}

/// A fact as shops read it.
struct Fact {
    slug: &'static str,
    label: &'static str,
    /// Whether it stands in the provider's own words.
    quoted: bool,
    lines: Vec<String>,
    /// When it was confirmed.
    confirmed: Option<String>,
    /// Whether it can be confirmed now.
    open: bool,
}

/// Shows every fact that is given.
pub(super) async fn show(State(state): State<AppState>, resident: Resident) -> Result<Response, Failed> {
    let (lang, today) = (resident.lang(), state.today());
    let Some(found) = resident.listing(&state).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let listing = &found.listing;
    if !listing.is_confirmable(today) {
        return Ok(message(&resident, (lang.confirm_closed_title(), lang.confirm_closed_text())));
    }
    let Some(provider) = state.store.provider(found.provider_id).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let chrome = Chrome::new(&resident.visit);
    let done = listing.confirmed_since() == Some(today);
    let page = ConfirmPage {
        lang,
        french: chrome.french(),
        title: listing.title.to_string(),
        state: lang.listing_state(listing.status),
        review: listing.review_day().filter(|_| !done).map(|day| lang.review_line(day, today)),
        done: listing.review_day().filter(|_| done).map(|day| lang.next_review(day)),
        facts: listing.given().into_iter().map(|fact| shown(fact, listing, &state, lang)).collect(),
        seen: listing.fingerprint(),
        action: resident.href(&format!("/offres/{}/confirmer", found.slug)),
        change_action: resident.href(&format!("/prestataires/{}/modifier", provider.slug)),
        space_href: resident.href(""),
        chrome,
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

fn shown(fact: ListingFact, listing: &Listing, state: &AppState, lang: Lang) -> Fact {
    let today = state.today();
    let day = listing.confirmed_on.get(&fact).copied();
    let (lines, quoted) = lines(fact, listing, lang);
    Fact {
        slug: fact.slug(),
        label: label(fact, lang),
        quoted,
        lines,
        confirmed: day.map(|day| match day == today {
            true => lang.confirm_today().to_owned(),
            false => lang.confirmed_line(day),
        }),
        open: day != Some(today),
    }
}

/// Notes that one fact is right, or all.
pub(super) async fn confirm(State(state): State<AppState>, resident: Resident, typed: Typed) -> Response {
    let Some(slug) = resident.slug() else { return StatusCode::NOT_FOUND.into_response() };
    let chosen = typed.get(FACT);
    let what = match (chosen, ListingFact::from_slug(chosen)) {
        (ALL, _) => Confirmed::Everything,
        (_, Some(fact)) => Confirmed::Fact(fact),
        (_, None) => return StatusCode::BAD_REQUEST.into_response(),
    };
    match space::confirm(&state.store, resident.own(&slug, &state), what, typed.get(SEEN)).await {
        Ok(()) => {
            let row = if chosen == ALL { "contenu" } else { chosen };
            see_other(&format!("{}#{row}", resident.href(&format!("/offres/{slug}/confirmer"))))
        }
        Err(error) => refused(error, &resident),
    }
}
