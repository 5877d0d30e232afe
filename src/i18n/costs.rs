//! Prices and commitments in words.

use super::figures::{NBSP, NNBSP};
use super::{Lang, sentences};
use crate::domain::listing::{Listing, PricePlan, PriceUnit, PricingModel, Promotion, SetupDelay, Vat};

sentences! {
    unknown: "non communiqué", "not given";
    price: "prix", "price";
    commitment: "engagement", "commitment";
    delay: "délai", "set-up time";
    nothing_given: "prix, engagement et délai non communiqués", "price, commitment and set-up time not given";
    free: "gratuit", "free";
    free_up_to_a_limit: "gratuit jusqu’à un seuil", "free up to a limit";
    on_quote: "sur devis", "on quote";
    no_commitment: "sans engagement", "no commitment";
}

/// A fact in two parts: the one that decides, and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// Set in bold.
    pub strong: String,
    /// Set after it, softly; may be empty.
    pub rest: String,
    /// Whether it is a price that somebody gave.
    pub is_price: bool,
    /// Whether `rest` is in the provider's own French words.
    pub french: bool,
    /// Whether nobody gave it.
    pub is_missing: bool,
}

impl Fact {
    fn known(strong: impl Into<String>, rest: impl Into<String>) -> Self {
        Self { strong: strong.into(), rest: rest.into(), ..Self::default() }
    }

    fn price(strong: impl Into<String>, rest: impl Into<String>) -> Self {
        Self { is_price: true, ..Self::known(strong, rest) }
    }
}

impl Lang {
    /// Says that nobody gave a fact: « prix non communiqué ».
    fn missing(self, what: &str) -> Fact {
        Fact { is_missing: true, ..Fact::known(what, self.unknown()) }
    }

    /// The three facts that decide: price, engagement, how soon; in one line when nobody gave any of them.
    #[must_use]
    pub fn deciding_facts(self, listing: &Listing) -> Vec<Fact> {
        let facts = vec![
            self.price_fact(listing),
            self.commitment_fact(listing.commitment_months),
            self.delay_fact(listing.setup_delay),
        ];
        if facts.iter().all(|fact| fact.is_missing) {
            return vec![Fact { is_missing: true, ..Fact::known("", self.nothing_given()) }];
        }
        facts
    }

    /// Says in a few words what an offer costs, from its first price or the way it is paid for.
    #[must_use]
    pub fn price_fact(self, listing: &Listing) -> Fact {
        if let Some(first) = listing.price_plans.first() {
            return self.plans_fact(first, &listing.price_plans);
        }
        let models = &listing.pricing_model;
        if models.contains(&PricingModel::Free) {
            Fact::price(self.free(), "")
        } else if let Some(share) = listing.commission_percent_hundredths {
            Fact::price(self.percent(share), self.pick("de commission", "of sales"))
        } else if models.contains(&PricingModel::FreeTier) {
            Fact::price(self.free_up_to_a_limit(), "")
        } else if let Some(note) = &listing.price_note {
            Fact { french: true, ..Fact::price("", note.as_str()) }
        } else if models.contains(&PricingModel::OnQuote) {
            Fact::price(self.on_quote(), "")
        } else {
            self.missing(self.price())
        }
    }

    /// Says the least price of the plans counted like the first one.
    fn plans_fact(self, first: &PricePlan, plans: &[PricePlan]) -> Fact {
        let alike = || plans.iter().filter(|plan| plan.unit == first.unit && plan.vat == first.vat);
        let cheapest = alike().min_by_key(|plan| plan.min_cents).unwrap_or(first);
        if cheapest.min_cents == 0 && cheapest.max_cents == Some(0) {
            return Fact::price(self.free(), "");
        }
        let several = alike().nth(1).is_some();
        let amount = if several { self.at_least(cheapest) } else { self.amount(cheapest) };
        Fact::price(amount, self.counted_by(cheapest))
    }

    fn at_least(self, plan: &PricePlan) -> String {
        format!("{} {}", self.pick("dès", "from"), self.bare_amount(plan.unit, plan.min_cents))
    }

    /// Says the amount of a plan: exact, a range, or a least price.
    #[must_use]
    pub fn amount(self, plan: &PricePlan) -> String {
        match plan.max_cents {
            None => self.at_least(plan),
            Some(max) if max == plan.min_cents => self.bare_amount(plan.unit, max),
            Some(max) => {
                let (min, max) =
                    (self.bare_amount(plan.unit, plan.min_cents), self.bare_amount(plan.unit, max));
                match self {
                    Self::Fr => format!("{} à {max}", min.trim_end_matches(['€', '%', NBSP, NNBSP])),
                    Self::En => format!("{min} to {max}"),
                }
            }
        }
    }

    fn bare_amount(self, unit: PriceUnit, amount: u32) -> String {
        if unit == PriceUnit::SalesPercent { self.percent(amount) } else { self.euros(amount) }
    }

    /// Says what a price is counted by, with its tax: « HT par mois ».
    #[must_use]
    pub fn counted_by(self, plan: &PricePlan) -> String {
        match plan.unit {
            PriceUnit::SalesPercent => self.per_unit(plan.unit).to_owned(),
            unit => format!("{} {}", self.vat(plan.vat), self.per_unit(unit)),
        }
    }

    /// Says what a price is counted by, without its tax: « par mois ».
    #[must_use]
    pub const fn per_unit(self, unit: PriceUnit) -> &'static str {
        match unit {
            PriceUnit::Month => self.pick("par mois", "a month"),
            PriceUnit::Year => self.pick("par an", "a year"),
            PriceUnit::Once => self.pick("une seule fois", "once"),
            PriceUnit::SalesPercent => self.pick("des ventes", "of sales"),
            PriceUnit::Transaction => self.pick("par transaction", "per transaction"),
            PriceUnit::Delivery => self.pick("par livraison", "per delivery"),
            PriceUnit::Hour => self.pick("de l’heure", "an hour"),
            PriceUnit::Day => self.pick("par jour", "a day"),
            PriceUnit::Parcel => self.pick("par colis", "per parcel"),
        }
    }

    /// Says whether VAT is in a price.
    #[must_use]
    pub const fn vat(self, vat: Vat) -> &'static str {
        match vat {
            Vat::Excluded => self.pick("HT", "excl. VAT"),
            Vat::Included => self.pick("TTC", "incl. VAT"),
        }
    }

    /// Says how long the engagement is, for a card.
    #[must_use]
    pub fn commitment_fact(self, months: Option<u8>) -> Fact {
        match months {
            None => self.missing(self.commitment()),
            Some(0) => Fact::known(self.no_commitment(), ""),
            Some(months) => {
                let rest = self.pick("d’engagement", "commitment");
                Fact::known(self.months(months.into()), rest)
            }
        }
    }

    /// Says how soon an offer is ready, for a card.
    #[must_use]
    pub fn delay_fact(self, delay: Option<SetupDelay>) -> Fact {
        match delay {
            None => self.missing(self.delay()),
            Some(delay) => Fact::known(self.ready_in(delay), ""),
        }
    }

    const fn ready_in(self, delay: SetupDelay) -> &'static str {
        match delay {
            SetupDelay::Day => self.pick("prêt en 24\u{a0}h", "ready in 24 hours"),
            SetupDelay::Days => self.pick("prêt en 1 à 3\u{a0}jours", "ready in 1 to 3 days"),
            SetupDelay::Week => self.pick("prêt en 1\u{a0}semaine", "ready in a week"),
            SetupDelay::Weeks => self.pick("prêt en 2 à 4\u{a0}semaines", "ready in 2 to 4 weeks"),
            SetupDelay::Months => self.pick("prêt en 1 à 3\u{a0}mois", "ready in 1 to 3 months"),
            SetupDelay::Longer => self.pick("prêt en plus de 3\u{a0}mois", "ready in over 3 months"),
        }
    }

    /// Says a number of months.
    #[must_use]
    pub fn months(self, months: u32) -> String {
        self.count(months, ("mois", "mois"), ("month", "months"))
    }

    /// Says a number of hours.
    #[must_use]
    pub fn hours(self, hours: u32) -> String {
        self.count(hours, ("heure", "heures"), ("hour", "hours"))
    }

    /// Says a number of days.
    #[must_use]
    pub fn days(self, days: u32) -> String {
        self.count(days, ("jour", "jours"), ("day", "days"))
    }

    /// Says when a promotion ends and what the price is after it, counted like the first plan.
    #[must_use]
    pub fn promotion_end(self, promotion: &Promotion, plans: &[PricePlan]) -> String {
        let unit = plans.first().map_or(PriceUnit::Once, |plan| plan.unit);
        let (end, after) =
            (self.date(promotion.ends_on), self.bare_amount(unit, promotion.price_after_cents));
        match self {
            Self::Fr => format!("jusqu’au {end}, puis {after}"),
            Self::En => format!("until {end}, then {after}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::prose::Name;

    fn plan(min: u32, max: Option<u32>, unit: PriceUnit) -> PricePlan {
        let name = Name::parse("Formule").unwrap();
        PricePlan { name, min_cents: min, max_cents: max, unit, vat: Vat::Excluded }
    }

    #[test]
    fn an_amount_is_exact_a_range_or_a_least_price() {
        let say = |min, max| Lang::Fr.amount(&plan(min, max, PriceUnit::Month));
        assert_eq!(say(3900, Some(3900)), "39\u{a0}€");
        assert_eq!(say(3900, Some(8950)), "39 à 89,50\u{a0}€");
        assert_eq!(say(3900, None), "dès 39\u{a0}€");
        assert_eq!(Lang::En.amount(&plan(3900, Some(8950), PriceUnit::Month)), "€39 to €89.50");
    }

    #[test]
    fn a_share_of_sales_is_a_percentage_without_tax() {
        let share = plan(1200, Some(1700), PriceUnit::SalesPercent);
        assert_eq!(Lang::Fr.amount(&share), "12 à 17\u{202f}%");
        assert_eq!(Lang::Fr.counted_by(&share), "des ventes");
    }

    #[test]
    fn the_least_of_several_prices_stands_on_the_card() {
        let plans = [plan(8900, Some(8900), PriceUnit::Month), plan(3900, Some(3900), PriceUnit::Month)];
        let fact = Lang::Fr.plans_fact(&plans[0], &plans);
        assert_eq!((fact.strong.as_str(), fact.rest.as_str()), ("dès 39\u{a0}€", "HT par mois"));
    }

    #[test]
    fn an_unknown_commitment_says_so() {
        let fact = Lang::Fr.commitment_fact(None);
        assert_eq!(fact.strong, "engagement");
        assert_eq!(fact.rest, "non communiqué");
        assert_eq!(Lang::Fr.commitment_fact(Some(12)).strong, "12\u{a0}mois");
    }
}
