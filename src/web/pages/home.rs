//! The home page: what, where, the big needs, the régions.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::domain::taxonomy::{Need, TypeChoice};
use crate::domain::territory::regions;
use crate::i18n::Lang;
use crate::web::answer::page;
use crate::web::chrome::Chrome;
use crate::web::params::Params;
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// Needs that have a shop window, with its colour.
const WINDOWS: [(&str, &str); 3] = [("site", " r"), ("paiement", ""), ("livraison", " y")];

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    chrome: Chrome,
    lang: Lang,
    windows: Vec<Window>,
    others: Vec<Link>,
    regions: Vec<Link>,
}

/// A need with a shop window of its own.
struct Window {
    href: String,
    name: &'static str,
    teaser: &'static str,
    offers: String,
    colour: &'static str,
}

/// A need or a région in a list.
struct Link {
    href: String,
    name: String,
    count: String,
}

impl HomePage {
    /// Gives the address of the offers of a région, for the map.
    fn region_href(&self, number: &str) -> String {
        format!("{}?place=region:{number}", self.chrome.href("/recherche"))
    }
}

/// Shows the home page.
pub(crate) async fn home(State(state): State<AppState>, visit: Visit) -> Response {
    let counts = state.search.counts();
    let chrome = Chrome::new(&visit);
    let lang = chrome.lang;
    let need_href = |need: Need| {
        let params = Params::default();
        chrome.search_href(&params.with(|params| params.filters.choose_type(TypeChoice::Need(need))))
    };
    let windows = WINDOWS.iter().filter_map(|(slug, colour)| {
        let need = Need::from_slug(slug)?;
        let offers = match counts.facets.of_need(need) {
            0 => lang.no_offer_yet().to_owned(),
            number => lang.offers(number),
        };
        let (name, teaser) = (lang.of(need.short()), lang.of(need.teaser()));
        Some(Window { href: need_href(need), name, teaser, offers, colour })
    });
    let has_window = |need: &Need| WINDOWS.iter().any(|(slug, _)| *slug == need.slug());
    let has_offers = |need: &Need| counts.facets.of_need(*need) > 0;
    let others = Need::all().filter(|need| !has_window(need) && has_offers(need)).map(|need| Link {
        href: need_href(need),
        name: lang.of(need.short()).to_owned(),
        count: lang.number(counts.facets.of_need(need)),
    });
    let regions = regions().map(|region| Link {
        href: format!("{}?place={}", chrome.href("/recherche"), region.code()),
        name: region.name().replace('\'', "’"),
        count: lang.number(offers_in(&counts.regions, region)),
    });
    let (windows, others, regions) = (windows.collect(), others.collect(), regions.collect());
    page(&HomePage { lang, windows, others, regions, chrome })
}

fn offers_in(
    counts: &[(crate::domain::territory::Territory, u32)],
    region: crate::domain::territory::Territory,
) -> u32 {
    counts.iter().find(|(territory, _)| *territory == region).map_or(0, |(_, offers)| *offers)
}
