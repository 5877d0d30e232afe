//! The page of an offer: what is it, what does it cost, can I leave.

mod facts;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::provider::merged;
use super::rows::{Row, gathered};
use crate::domain::listing::{Listing, ListingStatus};
use crate::domain::record::Entry;
use crate::i18n::Lang;
use crate::store::Moved;
use crate::web::answer::{NOT_KEPT, SHARED, broken, page_with};
use crate::web::card::{Card, tag_class};
use crate::web::chrome::Chrome;
use crate::web::first_year::{ExampleForm, FirstYearTable, example_of, query_of};
use crate::web::json_ld::offer_data;
use crate::web::params::Params;
use crate::web::phone::Phone;
use crate::web::source::{Part, parts};
use crate::web::state::AppState;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "pages/listing.html")]
struct ListingPage<'a> {
    chrome: Chrome,
    lang: Lang,
    french: &'static str,
    entry: &'a Entry,
    back_href: String,
    back: String,
    status_notice: Option<&'static str>,
    tag: String,
    key_facts: Vec<Row>,
    what: Vec<Row>,
    cost: Vec<Row>,
    year: Option<FirstYearTable>,
    example: Option<ExampleForm>,
    leave: Vec<Row>,
    /// Which criteria it was verified by.
    criteria: Option<String>,
    source: Vec<Part<'a>>,
    phone: Option<Phone<'a>>,
    data: String,
    /// What stands above a page that is not public yet.
    preview: Option<Preview<'a>>,
}

/// What stands above the page of an offer that is not public yet.
pub(in crate::web) struct Preview<'a> {
    /// How the results will show it.
    card: Card<'a>,
}

impl ListingPage<'_> {
    fn main_service(&self) -> &'static str {
        self.entry.listing.service_types.first().map_or("", |service| self.lang.of(service.label()))
    }

    fn tag_class(&self) -> &'static str {
        tag_class(self.entry.listing.verification_level)
    }

    fn provider_href(&self) -> String {
        self.chrome.carried_href(&format!("/prestataires/{}", self.entry.provider_slug))
    }

    fn similar_href(&self) -> String {
        let main = self.entry.listing.service_types.first().map_or("", |service| service.slug());
        format!("{}?type={main}", self.chrome.href("/recherche"))
    }

    fn is_public_source(&self) -> bool {
        !self.entry.listing.verification_level.is_claimed()
    }

    /// Tells whether the offer itself may still be shown, not only that it is gone.
    fn shows_offer(&self) -> bool {
        !matches!(self.entry.listing.status, ListingStatus::Suspended | ListingStatus::Withdrawn)
    }

    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.entry.listing.description.iter().flat_map(|text| text.as_str().split("\n\n"))
    }

    fn is_available(&self) -> bool {
        self.preview.is_none() && self.entry.listing.status.is_searchable()
    }

    fn report_href(&self) -> String {
        self.chrome.href(&format!("/offres/{}/signaler", self.entry.slug))
    }

    fn claim_href(&self) -> String {
        format!("{}?fiche={}", self.chrome.href("/candidature/questions"), self.entry.provider_slug)
    }
}

/// Shows an offer; one that is no longer to be had answers 410 to machines and says so to people.
pub(crate) async fn listing(State(state): State<AppState>, visit: Visit) -> Response {
    let Some(slug) = visit.slug() else { return StatusCode::NOT_FOUND.into_response() };
    match state.search.listing(&slug) {
        Ok(Some(entry)) => {
            if entry.listing.status.is_over() {
                let answer = merged(&state, &visit, Moved::Listing, &slug).await;
                if answer.status().is_redirection() {
                    return answer;
                }
            }
            let status = status_of(entry.listing.status);
            page_with(status, SHARED, &view(&entry, &visit, &state))
        }
        Ok(None) => merged(&state, &visit, Moved::Listing, &slug).await,
        Err(error) => broken(&error),
    }
}

/// Shows an offer that is not public yet, as shopkeepers will see it in the results and by itself.
pub(super) fn preview(entry: &Entry, visit: &Visit, state: &AppState, back: (String, String)) -> Response {
    let page = view(entry, visit, state);
    let preview = Preview { card: Card::of_entry(entry, "", &page.chrome) };
    let (back_href, back) = back;
    let page = ListingPage { preview: Some(preview), back_href, back, ..page };
    page_with(StatusCode::OK, NOT_KEPT, &page)
}

const fn status_of(status: ListingStatus) -> StatusCode {
    match status {
        ListingStatus::Published | ListingStatus::UnderCheck | ListingStatus::Paused => StatusCode::OK,
        ListingStatus::Suspended
        | ListingStatus::Expired
        | ListingStatus::Withdrawn
        | ListingStatus::Archived => StatusCode::GONE,
    }
}

fn view<'a>(entry: &'a Entry, visit: &Visit, state: &AppState) -> ListingPage<'a> {
    let params = Params::parse(&visit.query);
    let example = example_of(&visit.query);
    let chrome = Chrome::new(visit).carrying(&params).asking(query_of(example));
    let lang = chrome.lang;
    let listing = &entry.listing;
    let (back_href, back) = way_back(&params, state, &chrome);
    let first_year = listing.first_year(example, state.today());
    let source = listing.source.as_ref().map_or_else(Vec::new, |source| parts(source.as_str()));
    ListingPage {
        lang,
        french: chrome.french(),
        entry,
        back_href,
        back,
        status_notice: lang.status_notice(listing.status),
        tag: lang.verification_line(listing.verification_level, listing.verified_on),
        key_facts: facts::key_facts(listing, lang),
        what: gathered(facts::what(listing, lang), lang),
        cost: gathered(facts::cost(listing, &first_year, lang), lang),
        year: FirstYearTable::of(&first_year, lang),
        example: first_year
            .depends_on_example()
            .then(|| ExampleForm::on(&chrome, &visit.path, first_year.example)),
        leave: gathered(facts::leave(listing, lang), lang),
        criteria: criteria(listing, lang),
        source,
        phone: entry.provider.public_phone.as_ref().map(|phone| Phone::new(phone.as_str())),
        data: offer_data(entry, &chrome.absolute()),
        preview: None,
        chrome,
    }
}

/// Says by which criteria an offer was verified that still is: « Vérifiée selon nos critères 2026-11 ».
fn criteria(listing: &Listing, lang: Lang) -> Option<String> {
    let version = listing.criteria.as_ref().filter(|_| listing.verification_level.is_claimed())?;
    Some(lang.verified_by_criteria(version.as_str()))
}

/// Leads back to the search whose canonical query came along, or to all offers.
pub(super) fn way_back(params: &Params, state: &AppState, chrome: &Chrome) -> (String, String) {
    let href = chrome.search_href(params);
    if params.is_empty() {
        return (href, chrome.lang.nav_all().to_owned());
    }
    let total = state.count_offers(params).unwrap_or(0);
    (href, chrome.lang.back_to_offers(total))
}
