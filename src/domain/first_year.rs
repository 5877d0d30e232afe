//! What an offer costs in the first year, worked out for an example shop: the one rule that pages, previews and
//! applications share.
//!
//! The first year is the twelve months from a given day. What is counted, and how:
//! - Plans counted alike (by month or year, once, by sale, by transaction, by order sent out) are alternatives: the
//!   cheapest for the example is taken, the first of equals, and among plans with the VAT of the first one. Plans counted
//!   differently are parts of one price and add up.
//! - Each order is one transaction and one delivery or parcel.
//! - A share of sales is taken from the plans; [`Listing::commission_percent_hundredths`] counts only when no plan is one.
//! - A promotion is the price of the first plan until its last day; what is due later costs the price after it.
//! - Days of trial come before the first year: twelve months are paid.
//! - What somebody announces without a price (a quote, hours, a set-up fee) leaves the figure without upper bound.

mod amount;
mod example;
mod plans;
mod promotion;

pub use amount::{Amount, Price};
pub use example::Example;

use jiff::civil::Date;

use super::listing::{Listing, PriceUnit, PricingModel, Vat};
use super::prose::Name;

/// The first year of an offer for an example shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstYear {
    /// The shop.
    pub example: Example,
    /// What is counted, in the order of the plans; commission and set-up come last.
    pub lines: Vec<Line>,
    /// What stands beside the figure without being in it.
    pub beside: Vec<Beside>,
    /// The sum of the lines, or why there is none.
    pub total: Result<Total, NoTotal>,
}

/// The sum of a first year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The cost.
    pub amount: Amount,
    /// With or without VAT; absent when it is nothing or nobody said.
    pub vat: Option<Vat>,
    /// Whether the set-up fee is known, and so in it.
    pub with_setup: bool,
}

/// Why no sum can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTotal {
    /// The provider makes a quote.
    OnQuote,
    /// It depends on hours or days that nobody knows beforehand.
    ByTheHour,
    /// Some prices hold VAT and others do not.
    MixedVat,
    /// The prices given do not tell.
    NothingSaid,
}

/// One thing that is paid in the first year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Name of the plan; absent for what belongs to no plan.
    pub plan: Option<Name>,
    /// What is counted.
    pub item: Item,
    /// What it comes to.
    pub amount: Amount,
    /// With or without VAT, as far as the plan says.
    pub vat: Option<Vat>,
}

/// What a line counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// It costs nothing.
    Free,
    /// A price so many times.
    Times {
        /// How many times.
        times: u64,
        /// What is counted; never a share, an hour or a day.
        unit: PriceUnit,
        /// The price of one.
        price: Price,
        /// Which part of the year it is for.
        period: Period,
    },
    /// A share of sales.
    Share {
        /// The share, in hundredths of a percent.
        share: Price,
        /// The sales, in cents.
        sales_cents: u64,
        /// Which part of the year it is for.
        period: Period,
    },
    /// Setting it up.
    Setup,
}

/// Which part of the first year a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// All of it.
    Whole,
    /// As long as a promotion runs, to this day.
    Promotion(Date),
    /// What comes after a promotion.
    After,
}

/// What stands beside the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The cheapest of several plans counted alike was taken.
    Cheapest,
    /// Nothing is paid below a limit.
    FreeBelowLimit,
    /// A part is priced by a quote.
    Quote,
    /// Hours or days come on top when there are some.
    Hours,
    /// Nobody gave the set-up fee.
    SetupUnknown,
    /// It is paid for in this way too, at a price that nobody gave.
    NotPriced(PricingModel),
    /// So many days of trial come before the first year.
    Trial(u16),
}

impl Beside {
    /// Whether it may add to the cost.
    const fn adds(self) -> bool {
        matches!(self, Self::Quote | Self::Hours | Self::SetupUnknown | Self::NotPriced(_))
    }
}

impl FirstYear {
    /// Whether another example gives another figure.
    #[must_use]
    pub fn depends_on_example(&self) -> bool {
        self.lines.iter().any(|line| match line.item {
            Item::Share { .. } => true,
            Item::Times { unit, .. } => plans::is_per_order(unit),
            Item::Free | Item::Setup => false,
        })
    }
}

impl Listing {
    /// Works out the twelve months from `today` for an example shop.
    #[must_use]
    pub fn first_year(&self, example: Example, today: Date) -> FirstYear {
        let mut beside = Vec::new();
        let mut lines = plans::lines(self, example, today, &mut beside);
        // Without a plan nobody knows what the price after a promotion is counted by.
        let is_priced = !lines.is_empty() && (self.promotion.is_none() || !self.price_plans.is_empty());
        if let Some(cents) = self.setup_fee_cents {
            lines.push(Line {
                plan: None,
                item: Item::Setup,
                amount: Amount::exactly(cents.into()),
                vat: None,
            });
        }
        self.note_what_is_open(&mut beside);
        let total = if is_priced { self.sum(&lines, &beside) } else { Err(self.why_unpriced()) };
        FirstYear { example, lines, beside, total }
    }

    fn sum(&self, lines: &[Line], beside: &[Beside]) -> Result<Total, NoTotal> {
        let mut amount = Amount::exactly(0);
        let mut vat = None;
        for line in lines {
            amount = amount.plus(line.amount);
            let taxed = line.vat.filter(|_| line.amount != Amount::exactly(0));
            if taxed.is_some() && vat.is_some() && taxed != vat {
                return Err(NoTotal::MixedVat);
            }
            vat = vat.or(taxed);
        }
        if beside.iter().any(|beside| beside.adds()) {
            amount = amount.without_bound();
        }
        Ok(Total { amount, vat, with_setup: self.setup_fee_cents.is_some() })
    }

    fn why_unpriced(&self) -> NoTotal {
        if self.pricing_model.contains(&PricingModel::OnQuote) {
            NoTotal::OnQuote
        } else if self.price_plans.iter().any(|plan| plans::is_worked(plan.unit)) {
            NoTotal::ByTheHour
        } else {
            NoTotal::NothingSaid
        }
    }

    fn note_what_is_open(&self, beside: &mut Vec<Beside>) {
        if self.pricing_model.contains(&PricingModel::OnQuote) {
            beside.push(Beside::Quote);
        }
        if self.price_plans.iter().any(|plan| plans::is_worked(plan.unit)) {
            beside.push(Beside::Hours);
        }
        let unpriced = self.pricing_model.iter().filter(|model| !plans::has_price(self, **model));
        beside.extend(unpriced.map(|model| Beside::NotPriced(*model)));
        if self.setup_fee_cents.is_none() {
            beside.push(Beside::SetupUnknown);
        }
        beside.extend(self.trial_days.filter(|days| *days > 0).map(Beside::Trial));
    }
}

#[cfg(test)]
mod tests;
