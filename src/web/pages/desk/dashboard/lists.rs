//! Searches that found nothing, and offers that may no longer be true.

use jiff::civil::Date;

use crate::domain::desk::dashboard::Stale;
use crate::domain::empty_search::{Asked, LISTED_MONTHS, Month, Words, for_operator};
use crate::store::{Store, StoreError};
use crate::web::chrome::Chrome;
use crate::web::pages::desk::OnDuty;
use crate::web::params::Params;
use crate::web::place::Place;

/// Most of each that are listed.
const MOST: usize = 20;
/// Listings read from the database at once.
const PART: u32 = 500;

/// A search that found nothing, with its address and how often it was made.
pub(super) struct Searched {
    pub(super) title: String,
    pub(super) href: Option<String>,
    pub(super) why: String,
}

/// An offer to look at again, and why.
pub(super) struct StaleOffer {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) why: String,
}

/// The most frequent searches that found nothing.
pub(super) async fn searches(
    store: &Store,
    chrome: &Chrome,
    today: Date,
) -> Result<Vec<Searched>, StoreError> {
    let since = Month::of(today).first_of(LISTED_MONTHS);
    let listed = for_operator(store.empty_searches(since).await?);
    Ok(listed.into_iter().take(MOST).map(|(asked, times)| searched(&asked, times, chrome)).collect())
}

fn searched(asked: &Asked, times: u64, chrome: &Chrome) -> Searched {
    let lang = chrome.lang;
    let words = match &asked.words {
        Words::None => None,
        Words::These(words) => Some(words.clone()),
        Words::Other => Some(lang.dashboard_other_words().to_owned()),
    };
    let types = asked.types.iter().map(|choice| lang.of(choice.label()).to_owned());
    let place = asked.territory.map(|place| place.label());
    let parts: Vec<String> = words.into_iter().chain(types).chain(place).collect();
    let mut params = Params { text: asked.words.as_str().to_owned(), ..Params::default() };
    if let Some(territory) = asked.territory {
        params.place = Place::At { territory, others: Vec::new() };
    }
    asked.types.iter().for_each(|choice| params.filters.choose_type(*choice));
    // Words that are not shown cannot be searched for.
    let href = (asked.words != Words::Other).then(|| chrome.search_href(&params));
    let why = format!("{}×", lang.number(u32::try_from(times).unwrap_or(u32::MAX)));
    Searched { title: parts.join(" · "), href, why }
}

/// The offers that have been stale longest, and how many there are.
pub(super) async fn stale(
    store: &Store,
    on_duty: &OnDuty,
    today: Date,
) -> Result<(Vec<StaleOffer>, String), StoreError> {
    let mut oldest: Vec<(Date, Stale, String, String)> = Vec::new();
    let (mut last, mut all) = (String::new(), 0_u32);
    loop {
        let part = store.freshness_after(&last, PART).await?;
        let Some((end, ..)) = part.last() else { break };
        last.clone_from(end);
        for (_, slug, freshness) in part {
            let Some(stale) = freshness.stale(today) else { continue };
            all += 1;
            oldest.push((stale.day(), stale, slug, freshness.title));
        }
        oldest.sort();
        oldest.truncate(MOST);
    }
    let lang = on_duty.lang();
    let shown = u32::try_from(oldest.len()).unwrap_or(u32::MAX);
    let offers = oldest.into_iter().map(|(_, stale, slug, title)| StaleOffer {
        title,
        href: on_duty.href(&format!("/offres/{slug}")),
        why: lang.stale(stale, today),
    });
    Ok((offers.collect(), lang.stale_offers(all, shown)))
}
