//! « Is this firm listed? », asked by its number or its website.
//!
//! Machines read the status: 200 when it is listed, 404 when it is not, or no longer, 422 when nothing can be looked up by
//! what was typed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::desk::decision::Outcome;
use crate::domain::listing::ListingStatus;
use crate::domain::verify::{Asked, DatedOffer, Standing, Unreadable};
use crate::i18n::Lang;
use crate::store::{DatedListing, Decision, StoredProvider};
use crate::web::answer::{NOT_KEPT, SHARED, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::workflow::in_paris;

/// Longest question that is shown back, in characters.
const MAX_SHOWN: usize = 320;

#[derive(Template)]
#[template(path = "pages/verify.html")]
struct VerifyPage {
    chrome: Chrome,
    lang: Lang,
    french: &'static str,
    typed: String,
    problem: Option<&'static str>,
    asked: bool,
    firms: Vec<Firm>,
    search_href: String,
}

/// A firm that was asked about.
struct Firm {
    heading: String,
    said: String,
    siren: Option<String>,
    website: Option<String>,
    listed: bool,
    offers: Vec<Offer>,
}

struct Offer {
    title: String,
    href: String,
    line: String,
}

/// Answers whether a firm is listed.
pub(crate) async fn verify(State(state): State<AppState>, visit: Visit) -> Result<Response, Failed> {
    let typed = form_urlencoded::parse(visit.query.as_bytes()).find(|(key, _)| key == "q");
    let Some(typed) = typed.map(|(_, value)| value.chars().take(MAX_SHOWN).collect::<String>()) else {
        return Ok(page_with(StatusCode::OK, SHARED, &view(&visit, String::new(), None)));
    };
    let asked = match Asked::read(&typed) {
        Ok(asked) => asked,
        Err(why) => {
            let page = view(&visit, typed, Some(why));
            return Ok(page_with(StatusCode::UNPROCESSABLE_ENTITY, NOT_KEPT, &page));
        }
    };
    let mut firms = Vec::new();
    for provider in state.store.providers_asked_for(&asked).await? {
        firms.extend(firm(&state, &visit, provider).await?);
    }
    // What is listed now comes first.
    firms.sort_by_key(|firm| !firm.listed);
    let status = if firms.iter().any(|firm| firm.listed) { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let page = VerifyPage { asked: true, firms, ..view(&visit, typed, None) };
    Ok(page_with(status, NOT_KEPT, &page))
}

fn view(visit: &Visit, typed: String, why: Option<Unreadable>) -> VerifyPage {
    let lang = visit.lang;
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query = if typed.is_empty() { String::new() } else { query.append_pair("q", &typed).finish() };
    let chrome = Chrome::new(visit).asking(query.clone());
    VerifyPage {
        lang,
        french: chrome.french(),
        problem: why.map(|why| lang.verify_unreadable(why)),
        asked: false,
        firms: Vec::new(),
        search_href: format!("{}?{query}", chrome.href("/recherche")),
        typed,
        chrome,
    }
}

async fn firm(state: &AppState, visit: &Visit, found: StoredProvider) -> Result<Option<Firm>, Failed> {
    let mut listings = state.store.dated_listings_of(found.id).await?;
    // Where listings that nobody answers for are hidden, they are not said to be there either.
    listings.retain(|dated| {
        state.search.shows_unclaimed() || dated.stored.listing.verification_level.is_claimed()
    });
    let decisions = state.store.decisions_of_provider(found.id).await?;
    let offers: Vec<DatedOffer<'_>> = listings.iter().map(|dated| dated_offer(dated, &decisions)).collect();
    let approvals = decisions.iter().filter(|decision| decision.outcome == Outcome::Approved);
    let approved_on = approvals.map(|decision| decision.at).min().map(|at| in_paris(at).date());
    let Some(standing) = Standing::of(&offers, approved_on) else { return Ok(None) };
    let lang = visit.lang;
    let name = found.provider.name.as_str();
    Ok(Some(Firm {
        heading: lang.verify_heading(standing, name),
        said: lang.verify_standing(standing),
        siren: found.provider.siren.as_ref().map(|siren| lang.grouped(siren.as_str())),
        website: found.provider.website.as_ref().map(|site| site.host().to_owned()),
        listed: matches!(standing, Standing::Listed { .. }),
        offers: listings.iter().filter_map(|dated| offer(dated, lang)).collect(),
    }))
}

/// Dates an offer: one that the desk took back by its decision, any other one by its last change.
fn dated_offer<'a>(dated: &'a DatedListing, decisions: &[Decision]) -> DatedOffer<'a> {
    let outcome = match dated.stored.listing.status {
        ListingStatus::Suspended => Some(Outcome::Suspended),
        ListingStatus::Archived => Some(Outcome::Archived),
        _ => None,
    };
    let of_it = |decision: &&Decision| {
        decision.listing == Some(dated.stored.id)
            && outcome.is_some_and(|outcome| outcome == decision.outcome)
    };
    let decided_at = decisions.iter().filter(of_it).map(|decision| decision.at).max();
    DatedOffer {
        listing: &dated.stored.listing,
        listed_on: in_paris(dated.created_at).date(),
        changed_on: in_paris(decided_at.unwrap_or(dated.updated_at)).date(),
    }
}

fn offer(dated: &DatedListing, lang: Lang) -> Option<Offer> {
    let listing = &dated.stored.listing;
    listing.status.is_searchable().then(|| Offer {
        title: listing.title.to_string(),
        href: crate::web::chrome::address(lang, &format!("/offres/{}", dated.stored.slug), ""),
        line: lang.verification_line(listing.verification_level, listing.verified_on),
    })
}
