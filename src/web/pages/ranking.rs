//! How the results are ordered: the page made of the weights themselves.

use askama::Template;
use axum::response::Response;

use crate::domain::choice::Choice;
use crate::domain::listing::{Capacity, VerificationLevel};
use crate::domain::territory::{Closeness, Territory};
use crate::i18n::{Lang, Named};
use crate::search::ranking::{FACTS, LEAST_FACTOR, Standing, WEIGHTS, score};
use crate::web::answer::page;
use crate::web::chrome::Chrome;
use crate::web::explained::{Line, added, product};
use crate::web::params::Params;
use crate::web::place::Place;
use crate::web::visit::Visit;

/// Points that the words give both offers of the example.
const POINTS_OF_EXAMPLE: f32 = 4.0;

#[derive(Template)]
#[template(path = "pages/ranking.html")]
struct RankingPage {
    chrome: Chrome,
    lang: Lang,
    try_href: String,
    formula: String,
    without_words: String,
    words: Vec<Weight>,
    groups: Vec<Group>,
    example: Example,
}

/// A weight: what it is for, its figure as in the file, and as people read it.
struct Weight {
    name: String,
    value: f32,
    shown: String,
}

/// The weights of a criterion.
struct Group {
    title: &'static str,
    weights: Vec<Weight>,
}

/// Two offers compared, line by line.
struct Example {
    names: [&'static str; 2],
    lines: Vec<[Line; 2]>,
    first: &'static str,
}

/// Shows how results are ordered.
pub(crate) async fn ranking(visit: Visit) -> Response {
    let chrome = Chrome::new(&visit);
    let lang = chrome.lang;
    let offer_checked = WEIGHTS.level(VerificationLevel::Offer);
    page(&RankingPage {
        lang,
        try_href: chrome.search_href(&tried()),
        formula: lang.formula_text(offer_checked, LEAST_FACTOR),
        without_words: lang.without_words_text(WEIGHTS.text.main),
        words: words(lang),
        groups: groups(lang),
        example: example(lang),
        chrome,
    })
}

/// A search whose results explain themselves.
fn tried() -> Params {
    let place = Territory::from_code("commune:68066")
        .map_or(Place::Anywhere, |territory| Place::At { territory, others: Vec::new() });
    Params { text: "livraison".to_owned(), place, explain: true, ..Params::default() }
}

fn words(lang: Lang) -> Vec<Weight> {
    let text = &WEIGHTS.text;
    let times = |value| format!("×{}", lang.decimal(value, 3));
    let plain = |value| lang.decimal(value, 3);
    let weight = |name: &str, value: f32, shown: String| Weight { name: name.to_owned(), value, shown };
    vec![
        weight(lang.word_in_name(), text.name, times(text.name)),
        weight(lang.word_in_title(), text.title, times(text.title)),
        weight(lang.word_in_body(), text.body, times(text.body)),
        weight(lang.word_begun(), text.prefix, times(text.prefix)),
        weight(lang.word_service(), text.concept, times(text.concept)),
        weight(lang.word_main_service(), text.main, times(text.main)),
        weight(lang.word_repeated(), text.k1, plain(text.k1)),
        weight(lang.word_in_long_text(), text.b, plain(text.b)),
    ]
}

fn groups(lang: Lang) -> Vec<Group> {
    let share =
        |name: &str, value: f32| Weight { name: name.to_owned(), value, shown: lang.added_percent(value) };
    let half_life = Weight {
        name: lang.half_life().to_owned(),
        value: WEIGHTS.half_life_days(),
        shown: lang.half_life_of(WEIGHTS.half_life_days()),
    };
    let closest_first = Closeness::ALL.iter().rev();
    let best_first = VerificationLevel::ALL.iter().rev();
    vec![
        Group {
            title: lang.counts_closeness(),
            weights: closest_first.map(|value| share(value.name(lang), WEIGHTS.closeness(*value))).collect(),
        },
        Group {
            title: lang.counts_level(),
            weights: best_first.map(|value| share(value.name(lang), WEIGHTS.level(*value))).collect(),
        },
        Group {
            title: lang.counts_completeness(),
            weights: vec![share(lang.complete_listing(), WEIGHTS.completeness(FACTS))],
        },
        Group {
            title: lang.counts_freshness(),
            weights: vec![share(lang.fresh_today(), WEIGHTS.freshness(0)), half_life],
        },
        Group {
            title: lang.counts_capacity(),
            weights: Capacity::ALL
                .iter()
                .map(|value| share(value.name(lang), WEIGHTS.capacity(*value)))
                .collect(),
        },
    ]
}

/// Compares a courier of the town with a network for the whole country, by the formula that orders the results.
fn example(lang: Lang) -> Example {
    let local = Standing {
        closeness: Some(Closeness::Commune),
        level: VerificationLevel::Identity,
        given: 6,
        age: Some(200),
        capacity: Some(Capacity::Open),
    };
    let national = Standing {
        closeness: Some(Closeness::France),
        level: VerificationLevel::Offer,
        given: FACTS,
        age: Some(10),
        capacity: Some(Capacity::WaitingList),
    };
    let scored = |standing: &Standing| {
        let addends = WEIGHTS.addends(standing);
        let score = score(POINTS_OF_EXAMPLE, addends.total());
        let mut lines = added(standing, &addends, lang);
        lines.push(product(POINTS_OF_EXAMPLE, &addends, score, lang));
        (score, lines)
    };
    let (one, other) = (scored(&local), scored(&national));
    let names = [lang.local_courier(), lang.national_network()];
    Example {
        names,
        first: if one.0 >= other.0 { names[0] } else { names[1] },
        lines: one.1.into_iter().zip(other.1).map(<[Line; 2]>::from).collect(),
    }
}
