//! Months, the finest time that counts are kept by.

use jiff::civil::Date;

/// A month of a year, counted from January of the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(i32::from(day.year()) * 12 + i32::from(day.month()) - 1)
    }

    /// The first of a number of months of which this one is the last.
    #[must_use]
    pub fn first_of(self, months: u8) -> Self {
        Self(self.0 + 1 - i32::from(months))
    }

    /// The stored form, which also people can read: `202611`.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0.div_euclid(12)) * 100 + i64::from(self.0.rem_euclid(12)) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_span_of_months_crosses_the_year() {
        let month = Month::of(date(2026, 1, 31));
        assert_eq!(month.number(), 202_601);
        assert_eq!(month.first_of(1), month);
        assert_eq!(month.first_of(12).number(), 202_502);
        assert_eq!(month.first_of(13).number(), 202_501);
        assert_eq!(Month::of(date(2026, 12, 1)).number(), 202_612);
    }
}
