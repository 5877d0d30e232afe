//! What an address answers for, and what to do about it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;

use super::Resident;
use super::todo::{Todo, Way, first};
use crate::domain::application::{ApplicationKind, ApplicationState};
use crate::domain::desk::decision::Outcome;
use crate::domain::ids::ProviderId;
use crate::domain::listing::{ListingEvent, ListingStatus};
use crate::i18n::{Lang, Named};
use crate::store::{Store, StoredApplication, StoredListing, StoredProvider};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::failed::Failed;
use crate::web::state::AppState;
use crate::workflow::applications::MAX_LISTED;
use crate::workflow::in_paris;
use crate::workflow::space::is_open_to;

#[derive(Template)]
#[template(path = "pages/space/home.html")]
struct HomePage {
    chrome: Chrome,
    lang: Lang,
    french: &'static str,
    email: String,
    todo: Vec<Todo>,
    providers: Vec<Provider>,
    applications: Vec<Application>,
    data_href: String,
    erase_href: String,
    leave_action: String,
    everywhere_action: String,
}

/// A provider with its offers.
struct Provider {
    name: String,
    offers: Vec<Offer>,
    change_action: String,
}

/// An offer, where it stands, and what can be done about it now.
struct Offer {
    slug: String,
    title: String,
    state: &'static str,
    /// Whether shops find it.
    online: bool,
    level: String,
    review: Option<String>,
    page_href: String,
    confirm_href: Option<String>,
    pause_action: Option<String>,
    resume_action: Option<String>,
    withdraw_href: Option<String>,
    /// Why the directory has taken it down.
    why: Option<Why>,
}

/// Why an offer was taken down, as its provider reads it.
struct Why {
    when: String,
    reasons: Vec<&'static str>,
    words: String,
    next: &'static str,
}

impl Offer {
    const fn has_acts(&self) -> bool {
        self.confirm_href.is_some() || self.pause_action.is_some() || self.resume_action.is_some()
    }
}

/// An application that this space may open.
struct Application {
    reference: String,
    state: &'static str,
    action: String,
}

/// Shows the space.
pub(super) async fn show(State(state): State<AppState>, resident: Resident) -> Result<Response, Failed> {
    let (lang, today) = (resident.lang(), state.today());
    let mut found: Vec<(StoredProvider, Vec<StoredListing>)> = Vec::new();
    for id in state.store.providers_of_contact(&resident.email).await? {
        if let Some(provider) = state.store.provider(id).await? {
            found.push((provider, state.store.listings_of(id).await?));
        }
    }
    let ids: Vec<ProviderId> = found.iter().map(|(provider, _)| provider.id).collect();
    let applications = applications(&state.store, &resident, &ids).await?;
    let listings: Vec<StoredListing> = found.iter().flat_map(|(_, listings)| listings).cloned().collect();
    let chrome = Chrome::new(&resident.visit);
    let mut providers: Vec<Provider> =
        found.into_iter().map(|(provider, listings)| shown(provider, listings, &resident, today)).collect();
    for stored in listings.iter().filter(|stored| is_taken_down(stored)) {
        let why = why(&state.store, stored, lang).await?;
        let mut offers = providers.iter_mut().flat_map(|provider| &mut provider.offers);
        if let Some(offer) = offers.find(|offer| offer.slug == stored.slug.as_str()) {
            offer.why = why;
        }
    }
    let page = HomePage {
        lang,
        french: chrome.french(),
        email: resident.email.to_string(),
        todo: first(&resident, &applications, &listings, today),
        providers,
        applications: applications.iter().map(|application| listed(application, &resident)).collect(),
        data_href: resident.href("/donnees"),
        erase_href: resident.href("/effacer"),
        leave_action: resident.href("/quitter"),
        everywhere_action: resident.href("/quitter-partout"),
        chrome,
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

/// Gives the applications that the address may open and that are not over: its own, and changes of its providers.
async fn applications(
    store: &Store,
    resident: &Resident,
    providers: &[ProviderId],
) -> Result<Vec<StoredApplication>, Failed> {
    let mut found = store.applications_of(&resident.email, MAX_LISTED).await?;
    for provider in providers {
        let change = store.open_application_about(*provider, ApplicationKind::Change).await?;
        found.extend(change.filter(|change| found.iter().all(|known| known.id != change.id)));
    }
    let over = |state| matches!(state, ApplicationState::Approved | ApplicationState::Withdrawn);
    found.retain(|found| is_open_to(found, &resident.email, providers) && !over(found.state));
    Ok(found)
}

fn listed(application: &StoredApplication, resident: &Resident) -> Application {
    let reference = application.reference.to_string();
    Application {
        state: resident.lang().application_state(application.state),
        action: resident.href(&format!("/candidatures/{reference}/ouvrir")),
        reference,
    }
}

fn shown(
    provider: StoredProvider,
    listings: Vec<StoredListing>,
    resident: &Resident,
    today: Date,
) -> Provider {
    let mut offers = listings;
    // What is over comes last.
    offers.sort_by_key(|stored| (stored.listing.status.is_over(), stored.listing.title.clone()));
    Provider {
        name: provider.provider.name.to_string(),
        offers: offers.iter().map(|stored| offer(stored, resident, today)).collect(),
        change_action: resident.href(&format!("/prestataires/{}/modifier", provider.slug)),
    }
}

fn is_taken_down(stored: &StoredListing) -> bool {
    matches!(stored.listing.status, ListingStatus::Suspended | ListingStatus::Archived)
}

/// Gives the reasons of the decision that took an offer down.
async fn why(store: &Store, stored: &StoredListing, lang: Lang) -> Result<Option<Why>, Failed> {
    let (outcome, next) = match stored.listing.status {
        ListingStatus::Suspended => (Outcome::Suspended, lang.offer_why_suspended()),
        _ => (Outcome::Archived, lang.offer_why_archived()),
    };
    let made = store.decisions_of_listing(stored.id).await?.into_iter().find(|made| made.outcome == outcome);
    Ok(made.map(|made| Why {
        when: lang.date(in_paris(made.at).date()),
        reasons: made.reasons.iter().map(|reason| reason.name(lang)).collect(),
        words: made.words,
        next,
    }))
}

fn offer(stored: &StoredListing, resident: &Resident, today: Date) -> Offer {
    let (lang, listing) = (resident.lang(), &stored.listing);
    let path = |end: &str| resident.href(&format!("/offres/{}/{end}", stored.slug));
    let may = |event| listing.status.after(event).is_some();
    let review = listing.review_day().filter(|_| !listing.status.is_over());
    Offer {
        slug: stored.slug.to_string(),
        title: listing.title.to_string(),
        state: lang.listing_state(listing.status),
        online: listing.status.is_searchable(),
        level: lang.verification_line(listing.verification_level, listing.verified_on),
        review: review.map(|day| lang.review_line(day, today)),
        page_href: crate::web::chrome::address(lang, &format!("/offres/{}", stored.slug), ""),
        confirm_href: listing.is_confirmable(today).then(|| path("confirmer")),
        pause_action: may(ListingEvent::Pause).then(|| path("pause")),
        resume_action: may(ListingEvent::Resume).then(|| path("reprendre")),
        withdraw_href: may(ListingEvent::Withdraw).then(|| path("retirer")),
        why: None,
    }
}
