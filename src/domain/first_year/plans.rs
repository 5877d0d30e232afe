//! Which plans make up a first year, and what each comes to.

use jiff::civil::Date;

use super::promotion::{Stretch, stretches};
use super::{Amount, Beside, Example, Item, Line, Period, Price};
use crate::domain::listing::{Listing, PricePlan, PriceUnit, PricingModel, Vat};

/// What prices are counted by; those of one base are alternatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    Time,
    Once,
    Sales,
    Transaction,
    SentOut,
}

const fn base(unit: PriceUnit) -> Option<Base> {
    match unit {
        PriceUnit::Month | PriceUnit::Year => Some(Base::Time),
        PriceUnit::Once => Some(Base::Once),
        PriceUnit::SalesPercent => Some(Base::Sales),
        PriceUnit::Transaction => Some(Base::Transaction),
        PriceUnit::Delivery | PriceUnit::Parcel => Some(Base::SentOut),
        PriceUnit::Hour | PriceUnit::Day => None,
    }
}

/// Whether a price is for work of which nobody knows how much there will be.
pub(super) const fn is_worked(unit: PriceUnit) -> bool {
    matches!(unit, PriceUnit::Hour | PriceUnit::Day)
}

/// Whether a price is paid for each order.
pub(super) const fn is_per_order(unit: PriceUnit) -> bool {
    matches!(unit, PriceUnit::Transaction | PriceUnit::Delivery | PriceUnit::Parcel)
}

/// Whether some price is given for a way of paying.
pub(super) fn has_price(listing: &Listing, model: PricingModel) -> bool {
    let any = |fits: fn(PriceUnit) -> bool| listing.price_plans.iter().any(|plan| fits(plan.unit));
    match model {
        PricingModel::Free | PricingModel::FreeTier | PricingModel::OnQuote => true,
        PricingModel::Subscription => any(|unit| base(unit) == Some(Base::Time)),
        PricingModel::FlatFee => {
            any(|unit| matches!(base(unit), Some(Base::Once | Base::Time)) || is_worked(unit))
        }
        PricingModel::PerUse => any(|unit| !matches!(base(unit), Some(Base::Once | Base::Time))),
        PricingModel::Commission => {
            listing.commission_percent_hundredths.is_some()
                || any(|unit| matches!(base(unit), Some(Base::Sales | Base::Transaction)))
        }
    }
}

/// The lines of the plans that count, and of the commission; none when no price tells.
pub(super) fn lines(listing: &Listing, example: Example, today: Date, beside: &mut Vec<Beside>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for alternatives in groups(listing) {
        if alternatives.len() > 1 && !beside.contains(&Beside::Cheapest) {
            beside.push(Beside::Cheapest);
        }
        let priced = alternatives.into_iter().map(|at| plan_lines(listing, at, example, today));
        lines.extend(priced.min_by_key(|lines| cost(lines)).unwrap_or_default());
    }
    if !lines.iter().any(|line| matches!(line.item, Item::Share { .. }))
        && let Some(share) = listing.commission_percent_hundredths
    {
        lines.push(commission(share, example));
    }
    free_of_charge(listing, &mut lines, beside);
    lines
}

/// Positions of the plans that are alternatives to one another, group by group.
fn groups(listing: &Listing) -> Vec<Vec<usize>> {
    let plans = || listing.price_plans.iter().enumerate().filter(|(_, plan)| base(plan.unit).is_some());
    let usual: Option<Vat> = plans().next().map(|(_, plan)| plan.vat);
    let below_limit = |plan: &PricePlan| {
        listing.pricing_model.contains(&PricingModel::FreeTier) && plan.max_cents == Some(0)
    };
    let mut groups: Vec<(Option<Base>, Vec<usize>)> = Vec::new();
    for (at, plan) in plans().filter(|(_, plan)| !below_limit(plan)) {
        match groups.iter_mut().find(|(other, _)| *other == base(plan.unit)) {
            Some((_, group)) => group.push(at),
            None => groups.push((base(plan.unit), vec![at])),
        }
    }
    let alike = |at: &usize| listing.price_plans.get(*at).map(|plan| plan.vat) == usual;
    let of_usual_vat = |(_, mut group): (Option<Base>, Vec<usize>)| {
        // Prices with and without VAT cannot be compared.
        if group.iter().any(alike) {
            group.retain(alike);
        }
        group
    };
    groups.into_iter().map(of_usual_vat).collect()
}

/// What lines come to, for comparing alternatives: least first, without upper bound last.
fn cost(lines: &[Line]) -> (u64, u64) {
    let sum = lines.iter().fold(Amount::exactly(0), |sum, line| sum.plus(line.amount));
    (sum.min_cents, sum.max_cents.unwrap_or(u64::MAX))
}

fn plan_lines(listing: &Listing, at: usize, example: Example, today: Date) -> Vec<Line> {
    let Some(plan) = listing.price_plans.get(at) else { return Vec::new() };
    let promotion = listing.promotion.as_ref().filter(|_| at == 0);
    let mut stretches = stretches(plan, promotion, today);
    if matches!(plan.unit, PriceUnit::Year | PriceUnit::Once) {
        // Paid on the first day, at the price of that day.
        stretches.truncate(1);
    }
    let line = |stretch: Stretch| {
        let (item, amount) = counted(plan.unit, stretch, example);
        Line { plan: Some(plan.name.clone()), item, amount, vat: Some(plan.vat) }
    };
    stretches.into_iter().map(line).collect()
}

fn counted(unit: PriceUnit, stretch: Stretch, example: Example) -> (Item, Amount) {
    let Stretch { months, price, period } = stretch;
    if unit == PriceUnit::SalesPercent {
        let sales_cents = example.sales_cents(months);
        return (Item::Share { share: price, sales_cents, period }, price.share_of(sales_cents));
    }
    let times = match unit {
        PriceUnit::Month => months.into(),
        unit if is_per_order(unit) => example.orders(months),
        _ => 1,
    };
    let amount = price.times(times);
    if amount == Amount::exactly(0) && period == Period::Whole {
        return (Item::Free, amount);
    }
    (Item::Times { times, unit, price, period }, amount)
}

fn commission(hundredths: u32, example: Example) -> Line {
    let (share, sales_cents) = (Price::exactly(hundredths), example.sales_cents(super::promotion::MONTHS));
    let item = Item::Share { share, sales_cents, period: Period::Whole };
    Line { plan: None, item, amount: share.share_of(sales_cents), vat: None }
}

/// Says what is free: all of it when nothing else has a price, or what stays below a limit.
fn free_of_charge(listing: &Listing, lines: &mut Vec<Line>, beside: &mut Vec<Beside>) {
    let pays_by = |model| listing.pricing_model.contains(&model);
    let has_limit = pays_by(PricingModel::FreeTier);
    if has_limit {
        beside.push(Beside::FreeBelowLimit);
    }
    if lines.is_empty() && (has_limit || pays_by(PricingModel::Free)) {
        let nothing = Amount::exactly(0);
        let amount = if has_limit { nothing.without_bound() } else { nothing };
        lines.push(Line { plan: None, item: Item::Free, amount, vat: None });
    } else if has_limit {
        for line in lines {
            // A share or a price for each use that is announced beside the limit is paid from the first sale on.
            let is_always_paid = match line.item {
                Item::Share { .. } => pays_by(PricingModel::Commission),
                Item::Times { unit, .. } => is_per_order(unit) && pays_by(PricingModel::PerUse),
                Item::Free | Item::Setup => true,
            };
            if !is_always_paid {
                line.amount = line.amount.starting_at_nothing();
            }
        }
    }
}
