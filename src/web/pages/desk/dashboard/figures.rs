//! Figures of cases and decisions, as bars.

use std::collections::BTreeMap;

use crate::domain::desk::dashboard::{MONTHS, months};
use crate::i18n::{Lang, Named};
use crate::store::{Store, StoreError};
use crate::web::chart::Bars;
use crate::workflow::{Moment, midnight_in_paris};

/// How long cases have waited; nothing when none waits.
pub(super) async fn ages(store: &Store, moment: Moment, lang: Lang) -> Result<Option<Bars>, StoreError> {
    let ages = store.ages_of_cases(moment.now).await?;
    let bar =
        |(place, cases): (usize, &i64)| (lang.age_of_cases(place).to_owned(), *cases, written(*cases, lang));
    let bars = ages.iter().enumerate().map(bar).collect();
    let chart = Bars::new(lang.dashboard_queue_text(), lang.dashboard_age(), lang.dashboard_cases(), bars);
    Ok(Some(chart).filter(|_| ages.iter().any(|cases| *cases > 0)))
}

/// How long decisions took, month by month; nothing when there was none.
pub(super) async fn medians(store: &Store, moment: Moment, lang: Lang) -> Result<Option<Bars>, StoreError> {
    let days = months(moment.today);
    let mut starts = [0; MONTHS];
    for (start, day) in starts.iter_mut().zip(days) {
        *start = midnight_in_paris(day);
    }
    let medians = store.median_decision_times(&starts).await?;
    let bars = days.iter().zip(medians).map(|(day, median)| {
        let shown = median.map_or_else(|| "–".to_owned(), |median| lang.took(median.took));
        (lang.month(*day), median.map_or(0, |median| median.took), shown)
    });
    let chart = Bars::new(
        lang.dashboard_medians_text(),
        lang.dashboard_month(),
        lang.dashboard_median(),
        bars.collect(),
    );
    Ok(Some(chart).filter(|_| medians.iter().any(Option::is_some)))
}

/// What was decided, and why, in twelve months; most frequent first.
pub(super) async fn decisions(
    store: &Store,
    moment: Moment,
    lang: Lang,
) -> Result<(Option<Bars>, Option<Bars>), StoreError> {
    let [first, ..] = months(moment.today);
    let (mut outcomes, mut reasons) = (BTreeMap::new(), BTreeMap::new());
    for (outcome, given, times) in store.decisions_by_reason(midnight_in_paris(first)).await? {
        *outcomes.entry(outcome).or_insert(0) += times;
        for reason in given {
            *reasons.entry(reason).or_insert(0) += times;
        }
    }
    let outcomes = outcomes.into_iter().map(|(outcome, times)| (lang.outcome(outcome).to_owned(), times));
    let reasons = reasons.into_iter().map(|(reason, times)| (reason.name(lang).to_owned(), times));
    Ok((
        counted(lang.dashboard_outcomes(), lang.dashboard_outcome(), outcomes.collect(), lang),
        counted(lang.dashboard_reasons(), lang.dashboard_reason(), reasons.collect(), lang),
    ))
}

fn counted(title: &'static str, of: &'static str, counts: Vec<(String, i64)>, lang: Lang) -> Option<Bars> {
    let mut counts = counts;
    counts.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let bars: Vec<_> =
        counts.into_iter().map(|(label, times)| (label, times, written(times, lang))).collect();
    (!bars.is_empty()).then(|| Bars::new(title, of, lang.dashboard_times(), bars))
}

fn written(count: i64, lang: Lang) -> String {
    lang.number(u32::try_from(count).unwrap_or_default())
}
