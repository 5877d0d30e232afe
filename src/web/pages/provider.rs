//! The page of a provider: who it is, and its offers.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::listing::way_back;
use super::rows::{Row, gathered, listed};
use crate::domain::ids::Slug;
use crate::domain::provider::{Provider, RegisterState};
use crate::domain::record::Entry;
use crate::i18n::{Lang, Named};
use crate::store::Moved;
use crate::web::answer::{broken, moved, page};
use crate::web::card::{Card, tag_class};
use crate::web::chrome::{Chrome, address};
use crate::web::logo;
use crate::web::params::Params;
use crate::web::phone::Phone;
use crate::web::state::AppState;
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "pages/provider.html")]
struct ProviderPage<'a> {
    chrome: Chrome,
    lang: Lang,
    french: &'static str,
    provider: &'a Provider,
    back_href: String,
    back: String,
    /// Address and description of its picture.
    logo: Option<(String, String)>,
    phone: Option<Phone<'a>>,
    seat: Option<String>,
    tag: String,
    tag_class: &'static str,
    facts: Vec<Row>,
    offers: String,
    cards: Vec<Card<'a>>,
    /// Where the firm takes its listings over, while nobody answers for them.
    claim_href: Option<String>,
}

/// Shows a provider that has at least one offer to show.
pub(crate) async fn provider(State(state): State<AppState>, visit: Visit) -> Response {
    let Some(slug) = visit.slug() else { return StatusCode::NOT_FOUND.into_response() };
    let entries = match state.search.provider(&slug) {
        Ok(entries) => entries,
        Err(error) => return broken(&error),
    };
    // The best vetted offer says how far its provider is known.
    match entries.iter().max_by_key(|entry| entry.listing.verification_level) {
        Some(best) => page(&view(best, &entries, &visit, &state)),
        None => merged(&state, &visit, Moved::Provider, &slug).await,
    }
}

/// Leads from the address of something that was merged to what stands for it; 404 where nothing does.
pub(super) async fn merged(state: &AppState, visit: &Visit, what: Moved, slug: &Slug) -> Response {
    let room = match what {
        Moved::Provider => "prestataires",
        Moved::Listing => "offres",
    };
    match state.store.moved(what, slug).await {
        Ok(Some(now)) => moved(&address(visit.lang, &format!("/{room}/{now}"), &visit.query)),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            // Pages are shown without the database, too.
            tracing::warn!(%error, "whether something was merged is not known");
            StatusCode::NOT_FOUND.into_response()
        }
    }
}

fn view<'a>(best: &'a Entry, entries: &'a [Entry], visit: &Visit, state: &AppState) -> ProviderPage<'a> {
    let params = Params::parse(&visit.query);
    let chrome = Chrome::new(visit).carrying(&params);
    let (back_href, back) = way_back(&params, state, &chrome);
    let lang = chrome.lang;
    let provider = &best.provider;
    let query = params.query();
    let offers = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    ProviderPage {
        lang,
        french: chrome.french(),
        provider,
        back_href,
        back,
        logo: provider.logo.map(|logo| (logo::href(logo), lang.logo_of(provider.name.as_str()))),
        phone: provider.public_phone.as_ref().map(|phone| Phone::new(phone.as_str())),
        seat: provider.address.as_ref().map(|address| address.commune.label()),
        tag: lang.verification_line(best.listing.verification_level, best.listing.verified_on),
        tag_class: tag_class(best.listing.verification_level),
        facts: facts(provider, lang),
        offers: lang.its_offers(offers),
        claim_href: (!best.listing.verification_level.is_claimed())
            .then(|| format!("{}?fiche={}", chrome.href("/candidature/questions"), best.provider_slug)),
        cards: entries.iter().map(|entry| Card::of_entry(entry, &query, &chrome)).collect(),
        chrome,
    }
}

fn facts(provider: &Provider, lang: Lang) -> Vec<Row> {
    let owned = |text: &str| text.to_owned();
    let address =
        provider.address.as_ref().map(|address| format!("{}, {}", address.street, address.commune.label()));
    let languages: Vec<_> = provider
        .languages
        .iter()
        .map(|language| lang.language_name(&String::from(language.clone())))
        .collect();
    let labels = provider.labels.iter().map(|label| match label.expires_on {
        Some(day) => format!("{} ({})", label.kind.name(lang), lang.label_until(day)),
        None => label.kind.name(lang).to_owned(),
    });
    let register = provider.register_state.unwrap_or(RegisterState::Unknown);
    let references: Vec<_> = provider.references.iter().map(|name| name.as_str()).collect();
    let mut rows = vec![
        Row::new(lang.legal_name_label(), provider.legal_name.as_ref().map(|name| owned(name.as_str()))),
        Row::new(lang.siren_label(), provider.siren.as_ref().map(|siren| lang.grouped(siren.as_str()))),
        Row::new(lang.register_label(), Some(owned(register.name(lang)))),
        Row::new(lang.address_label(), address),
        Row::new(lang.languages_label(), listed(&languages).map(|names| lang.upper_first(&names))),
        Row::new(lang.labels_label(), listed(&labels.collect::<Vec<_>>())),
    ];
    if !references.is_empty() {
        rows.push(Row::quoting(lang.references_label(), Some(&references.join(", "))));
    }
    gathered(rows, lang)
}
