//! The same search in JSON: `GET /api/v1/listings`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;

use super::explained::Explained;
use super::respond;
use crate::domain::ids::ListingId;
use crate::domain::listing::{PricingModel, SetupDelay, VerificationLevel};
use crate::domain::query::{MAX_PER_PAGE, PER_PAGE};
use crate::domain::taxonomy::{Need, ServiceType, TypeChoice};
use crate::domain::territory::Territory;
use crate::i18n::Lang;
use crate::search::{Facets, Hit, Mention, SearchPage, Understood};
use crate::web::answer::broken;
use crate::web::card::reasons;
use crate::web::group::{ForEachGroup, Group, TYPE_KEY};
use crate::web::page_cache::keeping;
use crate::web::params::Params;
use crate::web::state::AppState;
use crate::web::visit::{Visit, wished};

/// What is found, in the documented shape.
#[derive(Serialize)]
struct Answer<'a> {
    total: u32,
    providers: u32,
    page: u32,
    per_page: u32,
    understood: Reading<'a>,
    facets: serde_json::Map<String, serde_json::Value>,
    results: Vec<Found<'a>>,
}

/// How the words were read.
#[derive(Serialize)]
struct Reading<'a> {
    corrected: Option<&'a str>,
    types: Vec<Meaning<'a>>,
    place: Option<Meaning<'a>>,
    /// Places that the same words may name, whether or not one of them is read.
    other_places: Vec<Meaning<'a>>,
}

/// What some words name: a value of `type` or `place`.
#[derive(Serialize)]
struct Meaning<'a> {
    value: String,
    label: String,
    words: &'a str,
}

#[derive(Serialize)]
struct Found<'a> {
    id: ListingId,
    slug: &'a str,
    title: &'a str,
    summary: &'a str,
    provider: Provider<'a>,
    service_types: &'a [ServiceType],
    area: Vec<String>,
    pricing_model: &'a [PricingModel],
    setup_delay: Option<SetupDelay>,
    commitment_months: Option<u8>,
    verification_level: VerificationLevel,
    why: Vec<String>,
    /// How the score came about; only with `explain=1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explained<'a>>,
}

#[derive(Serialize)]
struct Provider<'a> {
    name: &'a str,
    slug: &'a str,
}

/// A value of a filter with the offers it would give.
#[derive(Serialize)]
struct Count {
    value: &'static str,
    label: &'static str,
    count: u32,
}

/// Searches and answers in JSON; labels and reasons are in the language the client prefers.
pub(in crate::web) async fn listings(
    State(state): State<AppState>,
    headers: HeaderMap,
    visit: Visit,
) -> Response {
    let params = Params::parse(&visit.query);
    let mut query = params.search_query(state.day_number());
    query.per_page = per_page(&visit.query);
    match state.search.search(&query) {
        Ok(found) => {
            state.note_if_empty(&params, &found);
            keeping(respond(&answer(&found, query.per_page, wished(&headers))), found.total)
        }
        Err(error) => broken(&error),
    }
}

/// Reads `per_page`, from 1 to 100; 20 when it is none.
pub(in crate::web) fn per_page(query: &str) -> u32 {
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == "per_page")
        .and_then(|(_, value)| value.parse::<u64>().ok())
        .map_or(PER_PAGE, |asked| u32::try_from(asked).unwrap_or(u32::MAX).clamp(1, MAX_PER_PAGE))
}

fn answer(page: &SearchPage, per_page: u32, lang: Lang) -> Answer<'_> {
    Answer {
        total: page.total,
        providers: page.providers,
        page: page.page,
        per_page,
        understood: reading(&page.understood, lang),
        facets: facets(&page.facets, lang),
        results: page.hits.iter().map(|hit| found(hit, lang)).collect(),
    }
}

fn reading(understood: &Understood, lang: Lang) -> Reading<'_> {
    Reading {
        corrected: understood.corrected.as_deref(),
        types: understood.types.iter().map(|named| service(named, lang)).collect(),
        place: understood.place.as_ref().map(place),
        other_places: understood.which_place.iter().chain(&understood.other_places).map(place).collect(),
    }
}

fn service(named: &Mention<TypeChoice>, lang: Lang) -> Meaning<'_> {
    let label = lang.of(named.value.label()).to_owned();
    Meaning { value: named.value.slug().to_owned(), label, words: &named.words }
}

fn place(named: &Mention<Territory>) -> Meaning<'_> {
    Meaning { value: named.value.code(), label: named.value.label(), words: &named.words }
}

fn found(hit: &Hit, lang: Lang) -> Found<'_> {
    let (entry, listing) = (&hit.entry, &hit.entry.listing);
    Found {
        id: entry.id,
        slug: entry.slug.as_str(),
        title: listing.title.as_str(),
        summary: listing.summary.as_str(),
        provider: Provider { name: entry.provider.name.as_str(), slug: entry.provider_slug.as_str() },
        service_types: &listing.service_types,
        area: listing.area.codes(),
        pricing_model: &listing.pricing_model,
        setup_delay: listing.setup_delay,
        commitment_months: listing.commitment_months,
        verification_level: listing.verification_level,
        why: reasons(hit, lang),
        explanation: hit.explanation.as_ref().map(Explained::new),
    }
}

fn facets(facets: &Facets, lang: Lang) -> serde_json::Map<String, serde_json::Value> {
    let needs = Need::all().map(|need| Count {
        value: need.slug(),
        label: lang.of(need.label()),
        count: facets.of_need(need),
    });
    let types = ServiceType::all().map(|service| Count {
        value: service.slug(),
        label: lang.of(service.label()),
        count: facets.of_type(service),
    });
    let mut groups = Groups { facets, lang, found: serde_json::Map::new() };
    groups.add(TYPE_KEY, needs.chain(types).collect());
    groups.visit_all();
    groups.found
}

struct Groups<'a> {
    facets: &'a Facets,
    lang: Lang,
    found: serde_json::Map<String, serde_json::Value>,
}

impl Groups<'_> {
    fn add(&mut self, key: &str, counts: Vec<Count>) {
        let counts = counts.iter().map(|count| serde_json::json!(count)).collect();
        self.found.insert(key.to_owned(), counts);
    }
}

impl ForEachGroup for Groups<'_> {
    fn visit<G: Group>(&mut self) {
        let count = |value: &G| Count {
            value: value.slug(),
            label: value.name(self.lang),
            count: value.count(self.facets),
        };
        self.add(G::KEY, G::ALL.iter().map(count).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_page_is_bounded() {
        for (query, expected) in [
            ("", 20),
            ("per_page=5", 5),
            ("per_page=0", 1),
            ("per_page=100000000000000000000", 20),
            ("per_page=5000000000", 100),
            ("per_page=x", 20),
        ] {
            assert_eq!(per_page(query), expected, "{query}");
        }
    }
}
