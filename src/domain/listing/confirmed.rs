//! What a provider says is still right about an offer, fact by fact, once a year.

use jiff::Span;
use jiff::civil::Date;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{Listing, ListingEvent};
use crate::domain::choice::{Choice, choices};

/// Months after which an offer is to be confirmed again.
pub const REVIEW_MONTHS: i32 = 12;
/// Days after the day of its review on which an offer that nobody confirmed is hidden.
const HIDDEN_AFTER: i32 = 90;
/// Months in which a hidden offer comes back by being confirmed; later it has to be vetted again.
const RENEWABLE: i32 = 12;

choices! {
    /// A fact of an offer that its provider vouches for, under its name in the record.
    ListingFact {
        /// Title.
        Title = "title",
        /// What it is, in a sentence or two.
        Summary = "summary",
        /// What it is, at length.
        Description = "description",
        /// Service types.
        ServiceTypes = "service_types",
        /// Trades it is made for.
        Trades = "trades",
        /// Where it is offered.
        Area = "area",
        /// Where the work is done.
        DeliveryMode = "delivery_mode",
        /// How it is paid for.
        PricingModel = "pricing_model",
        /// Prices.
        PricePlans = "price_plans",
        /// Price read on a public page.
        PriceNote = "price_note",
        /// Price of setting it up.
        SetupFee = "setup_fee_cents",
        /// Share of sales.
        Commission = "commission_percent_hundredths",
        /// Days of free trial.
        Trial = "trial_days",
        /// A price that ends.
        Promotion = "promotion",
        /// Months of engagement.
        Commitment = "commitment_months",
        /// Days of notice.
        Notice = "notice_days",
        /// Price of leaving.
        ExitFee = "exit_fee_cents",
        /// Whether a third party leases it to the shop.
        Leased = "leased",
        /// Who owns the domain name.
        DomainOwner = "domain_owner",
        /// Who owns the content.
        ContentOwner = "content_owner",
        /// Formats in which the shop gets its data back.
        ExportFormats = "export_formats",
        /// How long until it can be used.
        SetupDelay = "setup_delay",
        /// How much the shop does by itself.
        Autonomy = "autonomy",
        /// Who types in the catalogue.
        CatalogueBy = "catalogue_by",
        /// How support is reached.
        SupportChannels = "support_channels",
        /// Hours until support answers.
        ReplyHours = "reply_hours",
        /// Where the data are kept.
        DataLocation = "data_location",
        /// Whether new customers are taken.
        Capacity = "capacity",
    }
}

/// The day by which an offer is to be confirmed: the one set, else 12 months after it was verified.
#[must_use]
pub fn review_day(set: Option<Date>, verified_on: Option<Date>) -> Option<Date> {
    set.or_else(|| verified_on.map(|day| day.saturating_add(Span::new().months(REVIEW_MONTHS))))
}

impl Listing {
    /// The facts that are given, in the order in which people read them.
    #[must_use]
    pub fn given(&self) -> Vec<ListingFact> {
        let record = self.record();
        ListingFact::ALL.iter().copied().filter(|fact| record.contains_key(fact.slug())).collect()
    }

    /// Sixteen hexadecimal digits that change as soon as one of the facts does: what somebody confirms is what they saw.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut record = self.record();
        record.retain(|name, _| ListingFact::from_slug(name).is_some());
        let digest = Sha256::digest(Value::Object(record).to_string().as_bytes());
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The facts in which another version says something else, in the order in which people read them.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<ListingFact> {
        let (one, two) = (self.record(), other.record());
        ListingFact::ALL.iter().copied().filter(|fact| one.get(fact.slug()) != two.get(fact.slug())).collect()
    }

    fn record(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(record)) => record,
            _ => Map::new(),
        }
    }

    /// Notes that a fact is right, as its provider says; one that is not given is not noted.
    pub fn confirm(&mut self, fact: ListingFact, today: Date) {
        let given = self.given();
        if given.contains(&fact) {
            self.confirmed_on.retain(|known, _| given.contains(known));
            self.confirmed_on.insert(fact, today);
            self.put_off_review(today);
        }
    }

    /// Notes that every fact is right.
    pub fn renew(&mut self, today: Date) {
        self.confirmed_on = self.given().into_iter().map(|fact| (fact, today)).collect();
        self.put_off_review(today);
    }

    /// The offer is to be confirmed again 12 months after the fact that was confirmed longest ago; when that lies ahead, an
    /// offer that was hidden because nobody had confirmed it is shown again.
    fn put_off_review(&mut self, today: Date) {
        let Some(oldest) = self.confirmed_since() else { return };
        let day = oldest.saturating_add(Span::new().months(REVIEW_MONTHS));
        self.review_on = self.review_on.max(Some(day));
        if day > today {
            self.status = self.status.after(ListingEvent::Confirm).unwrap_or(self.status);
        }
    }

    /// The day since which every fact is confirmed: that of the one confirmed longest ago.
    #[must_use]
    pub fn confirmed_since(&self) -> Option<Date> {
        let days: Option<Vec<Date>> =
            self.given().iter().map(|fact| self.confirmed_on.get(fact).copied()).collect();
        days?.into_iter().min()
    }

    /// The day by which the offer is to be confirmed: the one set, else 12 months after it was verified.
    #[must_use]
    pub fn review_day(&self) -> Option<Date> {
        review_day(self.review_on, self.verified_on)
    }

    /// Whether its provider can say that the offer is right. One that was hidden more than a year ago, or nobody knows when,
    /// has to be vetted again.
    #[must_use]
    pub fn is_confirmable(&self, today: Date) -> bool {
        match self.status.after(ListingEvent::Confirm) {
            Some(next) if next != self.status => self.review_day().is_some_and(|day| {
                today < day.saturating_add(Span::new().days(HIDDEN_AFTER).months(RENEWABLE))
            }),
            Some(_) => true,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::ListingStatus;
    use crate::domain::record::Record;
    use jiff::civil::date;
    use serde_json::json;

    const TODAY: Date = date(2026, 11, 22);

    fn listing(more: &Value) -> Listing {
        let mut record = json!({
            "provider": { "siren": "800000002", "name": "Atelier" },
            "title": "Boutique en ligne", "summary": "Une boutique en ligne en une semaine.",
            "service_types": ["boutique-en-ligne"], "pricing_model": ["abonnement"], "commitment_months": 0,
            "setup_delay": "1-semaine", "autonomy": "accompagne", "area": ["france"],
            "verification_level": "offre-verifiee",
        });
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Record::from_value(record).unwrap().listing
    }

    #[test]
    fn facts_are_members_of_the_record_and_only_those_given() {
        let given = listing(&json!({})).given();
        assert_eq!(given.len(), 8, "{given:?}");
        assert!(!given.contains(&ListingFact::Description));
        let full = listing(&json!({ "description": "a".repeat(100), "leased": false }));
        assert_eq!(full.given().len(), 10);
    }

    #[test]
    fn a_record_keeps_confirmations_and_refuses_unknown_facts() {
        let with = json!({ "confirmed_on": { "area": "2026-01-02" }, "review_on": "2027-01-02" });
        let kept = listing(&with);
        assert_eq!(kept.confirmed_on[&ListingFact::Area], date(2026, 1, 2));
        let written = serde_json::to_value(&kept).unwrap();
        assert_eq!(
            (&written["confirmed_on"], &written["review_on"]),
            (&with["confirmed_on"], &with["review_on"])
        );
        let mut record = written;
        record["confirmed_on"] = json!({ "colour": "2026-01-02" });
        record["provider"] = json!({ "siren": "800000002", "name": "Atelier" });
        let refused = Record::from_value(record).unwrap_err();
        assert!(refused.field.starts_with("confirmed_on"), "{refused}");
    }

    #[test]
    fn the_last_fact_confirmed_renews_the_whole() {
        let mut offer = listing(&json!({ "status": "expired", "review_on": "2026-06-01" }));
        let given = offer.given();
        offer.confirm(ListingFact::Description, TODAY);
        assert!(offer.confirmed_on.is_empty(), "nobody gave it");
        for fact in &given[1..] {
            offer.confirm(*fact, TODAY);
        }
        assert_eq!((offer.status, offer.confirmed_since()), (ListingStatus::Expired, None));
        let later = date(2027, 1, 20);
        offer.confirm(given[0], later);
        assert_eq!((offer.status, offer.review_on), (ListingStatus::Published, Some(date(2027, 11, 22))));
        assert_eq!((offer.confirmed_since(), offer.confirmed_on[&given[0]]), (Some(TODAY), later));
    }

    #[test]
    fn one_fact_of_many_puts_no_review_off_and_brings_nothing_back() {
        let mut offer = listing(&json!({ "status": "expired" }));
        offer.renew(date(2025, 1, 1));
        assert_eq!(offer.review_on, Some(date(2026, 1, 1)));
        offer.status = ListingStatus::Expired;
        offer.confirm(ListingFact::Title, TODAY);
        assert_eq!((offer.status, offer.review_on), (ListingStatus::Expired, Some(date(2026, 1, 1))));
        offer.renew(TODAY);
        assert_eq!((offer.status, offer.review_on), (ListingStatus::Published, Some(date(2027, 11, 22))));
    }

    #[test]
    fn what_expired_more_than_a_year_ago_is_vetted_again() {
        for (review_on, confirmable) in
            [("2026-01-01", true), ("2025-08-25", true), ("2025-08-01", false), ("2020-01-01", false)]
        {
            let offer = listing(&json!({ "status": "expired", "review_on": review_on }));
            assert_eq!(offer.is_confirmable(TODAY), confirmable, "{review_on}");
        }
        assert!(!listing(&json!({ "status": "expired" })).is_confirmable(TODAY));
        assert!(listing(&json!({ "status": "expired", "verified_on": "2025-01-01" })).is_confirmable(TODAY));
        for (status, confirmable) in [("paused", true), ("suspended", false), ("withdrawn", false)] {
            assert_eq!(listing(&json!({ "status": status })).is_confirmable(TODAY), confirmable, "{status}");
        }
    }

    #[test]
    fn a_fingerprint_follows_the_facts_and_nothing_else() {
        let offer = listing(&json!({}));
        let mut same = offer.clone();
        same.renew(TODAY);
        same.status = ListingStatus::Paused;
        assert_eq!(offer.fingerprint(), same.fingerprint());
        let other = listing(&json!({ "commitment_months": 12 }));
        assert_ne!(offer.fingerprint(), other.fingerprint());
        assert_eq!(offer.fingerprint().len(), 16);
    }
}
