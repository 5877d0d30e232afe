//! Which price is due when: a promotion splits the first year in two.

use jiff::Span;
use jiff::civil::Date;

use super::{Period, Price};
use crate::domain::listing::{PricePlan, Promotion};

/// Months of a first year.
pub(super) const MONTHS: u32 = 12;

/// Some months at one price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) months: u32,
    pub(super) price: Price,
    pub(super) period: Period,
}

/// The twelve months from `today`, cut where the price of a plan changes; never none.
pub(super) fn stretches(plan: &PricePlan, promotion: Option<&Promotion>, today: Date) -> Vec<Stretch> {
    let price = Price { min: plan.min_cents, max: plan.max_cents };
    let Some(promotion) = promotion else {
        return vec![Stretch { months: MONTHS, price, period: Period::Whole }];
    };
    let cheap = months_within(today, promotion.ends_on);
    let during = Stretch { months: cheap, price, period: Period::Promotion(promotion.ends_on) };
    let price = Price::exactly(promotion.price_after_cents);
    let after = Stretch { months: MONTHS - cheap, price, period: Period::After };
    [during, after].into_iter().filter(|stretch| stretch.months > 0).collect()
}

/// How many of twelve monthly payments, the first one `today`, fall due on or before a last day.
fn months_within(today: Date, last: Date) -> u32 {
    let due = |month: &u32| today.checked_add(Span::new().months(i64::from(*month)));
    (0..MONTHS).map_while(|month| due(&month).ok().filter(|day| *day <= last)).map(|_| 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_payment_on_the_last_day_is_still_cheap() {
        let today = date(2026, 11, 22);
        for (last, months) in [
            (date(2026, 11, 21), 0),
            (date(2026, 11, 22), 1),
            (date(2026, 12, 21), 1),
            (date(2026, 12, 22), 2),
            (date(2027, 10, 22), 12),
            (date(2040, 1, 1), 12),
            (Date::MIN, 0),
        ] {
            assert_eq!(months_within(today, last), months, "{last}");
        }
        assert_eq!(months_within(date(2027, 1, 31), date(2027, 2, 28)), 2, "a short month ends earlier");
        assert_eq!(months_within(Date::MAX, Date::MAX), 1);
    }
}
