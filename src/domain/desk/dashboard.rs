//! What the dashboard of the desk shows, worked out of what is stored.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::listing::{REVIEW_MONTHS, review_day};

/// Months that are looked back on, the current one included.
pub const MONTHS: usize = 12;
/// Days before its review from which a listing is worth a look.
pub const REVIEW_SOON: i64 = 30;
/// Ages of waiting cases, in days, between which they are counted: today, up to three days, a week, two weeks, older.
pub const AGES: [i64; 4] = [1, 3, 7, 14];

/// Why a listing is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stale {
    /// It is to be confirmed by a day that is past or near.
    Review(Date),
    /// What is said in it was last confirmed on a day more than a year ago.
    Unconfirmed(Date),
}

impl Stale {
    /// The day that counts.
    #[must_use]
    pub const fn day(self) -> Date {
        match self {
            Self::Review(day) | Self::Unconfirmed(day) => day,
        }
    }
}

/// What the record of a listing says of its age. Only this much of a record is read where all of them are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Freshness {
    /// Its title.
    pub title: String,
    /// Day by which it is to be confirmed.
    #[serde(default)]
    pub review_on: Option<Date>,
    /// Day on which it was verified.
    #[serde(default)]
    pub verified_on: Option<Date>,
    /// Days on which its facts were confirmed.
    #[serde(default)]
    pub confirmed_on: BTreeMap<String, Date>,
}

impl Freshness {
    /// Whether the listing may no longer be true on a day, and why.
    #[must_use]
    pub fn stale(&self, today: Date) -> Option<Stale> {
        let soon = today.saturating_add(Span::new().days(REVIEW_SOON));
        if let Some(day) = review_day(self.review_on, self.verified_on).filter(|day| *day <= soon) {
            return Some(Stale::Review(day));
        }
        let year_ago = today.saturating_sub(Span::new().months(REVIEW_MONTHS));
        let said = self.confirmed_on.values().copied().min().or(self.verified_on);
        said.filter(|day| *day < year_ago).map(Stale::Unconfirmed)
    }
}

/// The first days of the months that are looked back on, oldest first, and that of the month after them.
#[must_use]
pub fn months(today: Date) -> [Date; MONTHS + 1] {
    let mut day = today.first_of_month().saturating_sub(Span::new().months(11));
    std::array::from_fn(|_| {
        let first = day;
        day = day.saturating_add(Span::new().months(1));
        first
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::record::Record;

    const TODAY: Date = date(2026, 11, 22);

    fn stale(facts: &Value) -> Option<Stale> {
        let mut record = json!({
            "provider": { "siren": "800000002", "name": "Atelier" },
            "title": "Boutique en ligne", "summary": "Une boutique en ligne en une semaine.",
            "service_types": ["boutique-en-ligne"], "pricing_model": ["abonnement"], "commitment_months": 0,
            "setup_delay": "1-semaine", "autonomy": "accompagne", "area": ["france"],
            "verification_level": "offre-verifiee",
        });
        record.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
        let stored = serde_json::to_string(&Record::from_value(record).unwrap().listing).unwrap();
        serde_json::from_str::<Freshness>(&stored).unwrap().stale(TODAY)
    }

    #[test]
    fn a_listing_is_stale_when_its_review_is_near_or_nobody_confirmed_it_for_a_year() {
        let near = date(2026, 12, 22);
        assert_eq!(stale(&json!({ "review_on": near })), Some(Stale::Review(near)));
        assert_eq!(stale(&json!({ "review_on": "2026-12-23", "verified_on": "2025-12-23" })), None);
        let late = json!({ "review_on": "2027-12-23", "verified_on": "2025-11-21" });
        assert_eq!(stale(&late), Some(Stale::Unconfirmed(date(2025, 11, 21))));
        assert_eq!(stale(&json!({ "verified_on": "2025-11-21" })), Some(Stale::Review(date(2026, 11, 21))));
        assert_eq!(stale(&json!({})), None);
        let confirmed = json!({ "review_on": "2027-12-23", "confirmed_on": { "title": "2025-11-20", "area": "2026-11-20" } });
        assert_eq!(stale(&confirmed), Some(Stale::Unconfirmed(date(2025, 11, 20))));
    }

    #[test]
    fn months_begin_a_year_before_the_next_one() {
        let months = months(TODAY);
        assert_eq!(
            (months[0], months[11], months[12]),
            (date(2025, 12, 1), date(2026, 11, 1), date(2026, 12, 1))
        );
        assert_eq!(super::months(date(2026, 1, 31))[0], date(2025, 2, 1));
    }
}
