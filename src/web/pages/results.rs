//! The results of a search.

mod places;
mod reading;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::domain::choice::Choice;
use crate::domain::query::{Filters, Sort};
use crate::domain::taxonomy::{Need, TypeChoice};
use crate::i18n::{Lang, Named};
use crate::search::SearchPage;
use crate::web::answer::{broken, moved, page};
use crate::web::card::Card;
use crate::web::chips::{Chip, chips};
use crate::web::chrome::{Chrome, address};
use crate::web::filters::{FilterGroup, groups};
use crate::web::loosen::{Looser, looser};
use crate::web::page_cache::keeping;
use crate::web::pager::Pager;
use crate::web::params::Params;
use crate::web::place::Place;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use places::OtherPlaces;
use reading::{Reading, said_once, written_out};

#[derive(Template)]
#[template(path = "pages/results.html")]
struct ResultsPage<'a> {
    chrome: Chrome,
    lang: Lang,
    /// Attribute of what providers wrote, in French.
    french: &'static str,
    page: &'a SearchPage,
    heading: String,
    page_of: Option<String>,
    /// Chosen services, for the title: two searches that differ need two titles.
    services: String,
    reading: Reading,
    chips: Vec<Chip>,
    clear_href: String,
    places: OtherPlaces,
    looser: Vec<Looser>,
    needs: Vec<Chip>,
    active: usize,
    kept: Vec<(&'static str, String)>,
    groups: Vec<FilterGroup>,
    sorts: Vec<SortLink>,
    calculation: Chip,
    /// What the explained scores are for when they do not make the order.
    order_note: Option<&'static str>,
    cards: Vec<Card<'a>>,
    pager: Pager,
}

struct SortLink {
    href: String,
    label: &'static str,
    current: bool,
}

/// Searches and shows what is found.
pub(crate) async fn results(State(state): State<AppState>, visit: Visit) -> Response {
    let params = Params::parse(&visit.query);
    let found = match state.search.search(&params.search_query(state.day_number())) {
        Ok(found) => found,
        Err(error) => return broken(&error),
    };
    state.note_if_empty(&params, &found);
    // The address of a page beyond the last one is that of the last one.
    let params = params.on_page(found.page);
    let chrome = Chrome::new(&visit).with_search(&params);
    keeping(page(&view(&params, &found, &state, chrome)), found.total)
}

/// Sends whoever cut an address short to all offers.
pub(crate) async fn all(visit: Visit) -> Response {
    moved(&address(visit.lang, "/recherche", ""))
}

fn view<'a>(params: &Params, found: &'a SearchPage, state: &AppState, chrome: Chrome) -> ResultsPage<'a> {
    let lang = chrome.lang;
    let (searched, chosen) = (written_out(params, found), said_once(params, found));
    let place = found.place.map(|place| lang.at(place));
    let query = params.query();
    ResultsPage {
        lang,
        french: chrome.french(),
        page: found,
        heading: lang.results_heading(found.total, found.providers, &found.text, place.as_deref()),
        page_of: (found.pages > 1).then(|| lang.page_of(found.page, found.pages)),
        services: services(&found.filters, lang),
        reading: Reading::new(params, found, &chrome),
        chips: chips(&chosen, &chrome),
        clear_href: chrome.search_href(&chosen.with(|params| {
            params.place = Place::Anywhere;
            params.filters = Filters::default();
        })),
        places: OtherPlaces::new(params, &found.understood, &chrome),
        looser: if found.total == 0 {
            looser(&searched, &found.understood, state, &chrome)
        } else {
            Vec::new()
        },
        needs: if found.total == 0 { needs(&searched, &chrome) } else { Vec::new() },
        active: found.filters.len(),
        kept: kept(&searched),
        groups: groups(&found.filters, &found.facets, lang),
        sorts: sorts(params, found.place.is_some(), &chrome),
        calculation: calculation(params, &chrome),
        order_note: (params.explain && params.sort.is_some()).then(|| lang.other_order_text()),
        cards: found.hits.iter().map(|hit| Card::of_hit(hit, &query, &chrome)).collect(),
        pager: Pager::new(found.page, found.pages, params, &chrome),
        chrome,
    }
}

fn services(filters: &Filters, lang: Lang) -> String {
    filters.types.iter().map(|choice| lang.of(choice.label())).collect::<Vec<_>>().join(", ")
}

/// Links every need, in the place asked for.
fn needs(params: &Params, chrome: &Chrome) -> Vec<Chip> {
    let link = |need: Need| {
        let mut wanted = Params { place: params.place.clone(), ..Params::default() };
        wanted.filters.choose_type(TypeChoice::Need(need));
        Chip { href: chrome.search_href(&wanted), label: chrome.lang.of(need.label()).to_owned() }
    };
    Need::all().map(link).collect()
}

/// Fields that the form of the filters carries along.
fn kept(params: &Params) -> Vec<(&'static str, String)> {
    let mut kept = Vec::with_capacity(5);
    if !params.text.is_empty() {
        kept.push(("q", params.text.clone()));
    }
    params.place.with_value(|place| kept.push(("place", place.to_owned())));
    if let Some(sort) = params.sort {
        kept.push(("sort", sort.slug().to_owned()));
    }
    if params.literal && !params.text.is_empty() {
        kept.push(("literal", "1".to_owned()));
    }
    if params.explain {
        kept.push(("explain", "1".to_owned()));
    }
    kept
}

/// Orders to choose from; closeness needs a place.
fn sorts(params: &Params, at_a_place: bool, chrome: &Chrome) -> Vec<SortLink> {
    let offered = |sort: &&Sort| **sort != Sort::Closest || at_a_place;
    let current = params.sort.as_ref().filter(offered).copied().unwrap_or(Sort::Relevance);
    let link = |sort: &Sort| SortLink {
        href: chrome.search_href(
            &params.with(|params| params.sort = Some(*sort).filter(|sort| *sort != Sort::Relevance)),
        ),
        label: sort.name(chrome.lang),
        current: *sort == current,
    };
    Sort::ALL.iter().filter(offered).map(link).collect()
}

/// Links this page with every score explained, or without.
fn calculation(params: &Params, chrome: &Chrome) -> Chip {
    let turned = Params { explain: !params.explain, ..params.clone() };
    let lang = chrome.lang;
    let label = if params.explain { lang.hide_calculation() } else { lang.show_calculation() };
    Chip { href: chrome.search_href(&turned), label: label.to_owned() }
}
