//! An offer at the desk: where it stands, who answers for it, what was decided and said about it, what can be done.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::versions::{Version, versions};
use super::{Named, named};
use crate::domain::desk::Role;
use crate::domain::listing::DeskEvent;
use crate::i18n::{Lang, Named as _};
use crate::store::{Moved, StoredReport};
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::{Chrome, address};
use crate::web::failed::Failed;
use crate::web::pages::desk::cases::history::{Decided, decided};
use crate::web::pages::desk::queue::names;
use crate::web::pages::desk::{Frame, OnDuty};
use crate::web::state::AppState;
use crate::workflow::in_paris;

#[derive(Template)]
#[template(path = "pages/desk/offer.html")]
struct OfferPage {
    chrome: Chrome,
    frame: Frame,
    lang: Lang,
    french: &'static str,
    title: String,
    state: &'static str,
    online: bool,
    level: String,
    review: Option<String>,
    public_href: String,
    back_href: String,
    provider: String,
    provider_href: String,
    contacts: Vec<Reader>,
    acts: Vec<(String, &'static str)>,
    second_href: Option<String>,
    /// The offer that stands for it, where it was archived as a duplicate: address and title.
    original: Option<(String, String)>,
    decisions: Vec<Decided>,
    reports: Vec<ReportLine>,
    versions: Vec<Version>,
}

/// Somebody who answers for the provider.
pub(super) struct Reader {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: Option<String>,
}

/// A report, as a line.
pub(in crate::web::pages::desk) struct ReportLine {
    pub(in crate::web::pages::desk) href: String,
    pub(in crate::web::pages::desk) reason: &'static str,
    pub(in crate::web::pages::desk) state: &'static str,
    pub(in crate::web::pages::desk) when: String,
}

/// Shows an offer.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let named = match named(&on_duty, &state).await {
        Ok(named) => named,
        Err(answer) => return Ok(answer),
    };
    let (lang, store, listing) = (on_duty.lang(), &state.store, &named.stored.listing);
    let people = names(&store.officers().await?);
    let provider = store.provider(named.stored.provider_id).await?;
    let found = store.listing_versions(named.stored.id).await?;
    let waits = store.open_proposal_of_listing(named.stored.id).await?.is_some();
    let chrome = Chrome::new(&on_duty.visit);
    let slug = provider.as_ref().map(|provider| provider.slug.to_string()).unwrap_or_default();
    let page = OfferPage {
        lang,
        french: chrome.french(),
        title: listing.title.to_string(),
        state: lang.listing_state(listing.status),
        online: listing.status.is_searchable(),
        level: lang.verification_line(listing.verification_level, listing.verified_on),
        review: listing.review_day().map(|day| lang.date(day)),
        public_href: address(lang, &format!("/offres/{}", named.stored.slug), ""),
        back_href: on_duty.href("/offres"),
        provider: provider.map(|provider| provider.provider.name.to_string()).unwrap_or_default(),
        provider_href: on_duty.href(&format!("/prestataires/{slug}")),
        contacts: readers(&state, &named).await?,
        acts: acts(&named, &on_duty),
        second_href: waits.then(|| named.href(&on_duty, "/second-avis")),
        original: original(&state, &named, &on_duty).await?,
        decisions: store
            .decisions_of_listing(named.stored.id)
            .await?
            .iter()
            .map(|made| decided(made, &people, lang))
            .collect(),
        reports: store
            .reports_of_provider(named.stored.provider_id)
            .await?
            .iter()
            .filter(|report| report.listing.is_none_or(|id| id == named.stored.id))
            .map(|report| report_line(report, &on_duty))
            .collect(),
        versions: versions(&found, &named.stored, &on_duty),
        frame: on_duty.frame(),
        chrome,
    };
    Ok(page_with(StatusCode::OK, NOT_KEPT, &page))
}

/// Gives what can be done to the offer now by whoever reads it.
fn acts(named: &Named, on_duty: &OnDuty) -> Vec<(String, &'static str)> {
    let lang = on_duty.lang();
    let all = [
        (DeskEvent::Suspend, "/suspendre", lang.offer_desk_suspend(), Role::Vetter),
        (DeskEvent::Reinstate, "/remettre", lang.offer_desk_reinstate(), Role::Vetter),
        (DeskEvent::Archive, "/archiver", lang.offer_desk_archive(), Role::Lead),
    ];
    let possible = all.into_iter().filter(|(event, _, _, role)| {
        on_duty.officer.role.covers(*role) && named.stored.listing.status.ruled(*event).is_some()
    });
    possible.map(|(_, end, label, _)| (named.href(on_duty, end), label)).collect()
}

/// Finds the offer that stands for this one since two providers became one.
async fn original(
    state: &AppState,
    named: &Named,
    on_duty: &OnDuty,
) -> Result<Option<(String, String)>, Failed> {
    let Some(slug) = state.store.moved(Moved::Listing, &named.stored.slug).await? else { return Ok(None) };
    let stored = state.store.listing_by_slug(&slug).await?;
    Ok(stored.map(|stored| (on_duty.href(&format!("/offres/{slug}")), stored.listing.title.to_string())))
}

async fn readers(state: &AppState, named: &Named) -> Result<Vec<Reader>, Failed> {
    let contacts = state.store.contacts_of_provider(named.stored.provider_id).await?;
    Ok(contacts.into_iter().map(Reader::from).collect())
}

impl From<crate::store::StoredContact> for Reader {
    fn from(known: crate::store::StoredContact) -> Self {
        let contact = known.contact;
        Self { name: contact.name, email: contact.email.to_string(), phone: contact.phone }
    }
}

/// Puts a report into a line.
pub(in crate::web::pages::desk) fn report_line(report: &StoredReport, on_duty: &OnDuty) -> ReportLine {
    let lang = on_duty.lang();
    ReportLine {
        href: on_duty.href(&format!("/signalements/{}", report.reference)),
        reason: report.reason.name(lang),
        state: lang.report_state(report.state),
        when: lang.date(in_paris(report.created_at).date()),
    }
}
