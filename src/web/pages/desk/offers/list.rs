//! Offers in every state, newest first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::choice::Choice;
use crate::domain::ids::ListingId;
use crate::domain::listing::ListingStatus;
use crate::i18n::{Lang, Named};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::pages::desk::{Frame, OnDuty};
use crate::web::state::AppState;

/// Offers on one page.
const PAGE: u32 = 25;

#[derive(Template)]
#[template(path = "pages/desk/offers.html")]
struct OffersPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    action: String,
    text: String,
    states: Vec<(&'static str, &'static str, bool)>,
    lines: Vec<Line>,
    next_href: Option<String>,
}

/// An offer in words.
struct Line {
    href: String,
    title: String,
    provider: String,
    state: &'static str,
    online: bool,
    level: &'static str,
}

/// Shows a page of them.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let lang = on_duty.lang();
    let asked = Typed::of_query(&on_duty.visit.query);
    let text: String = asked.get("q").chars().take(100).collect();
    let status = ListingStatus::from_slug(asked.get("etat"));
    let before: Option<ListingId> = asked.get("avant").parse().ok();
    let mut found = state.store.offers(status, &text, before, PAGE + 1).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|last| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &text).append_pair("etat", status.map_or("", Choice::slug));
        format!("{}?{}", on_duty.href("/offres"), query.append_pair("avant", &last.id.to_string()).finish())
    });
    let page = OffersPage {
        lang,
        action: on_duty.href("/offres"),
        text,
        states: ListingStatus::ALL
            .iter()
            .map(|other| (other.slug(), lang.listing_state(*other), Some(*other) == status))
            .collect(),
        lines: found
            .into_iter()
            .map(|line| Line {
                href: on_duty.href(&format!("/offres/{}", line.slug)),
                title: line.title,
                provider: line.provider,
                state: lang.listing_state(line.status),
                online: line.status.is_searchable(),
                level: line.level.name(lang),
            })
            .collect(),
        next_href: next,
        frame: on_duty.frame(),
        chrome: Chrome::new(&on_duty.visit).asking(on_duty.visit.query.clone()),
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}
