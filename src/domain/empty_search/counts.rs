//! Counts that never outgrow their bound, whatever visitors and robots ask.

use std::collections::HashMap;

use super::{Asked, Month};

/// Distinct searches that are counted by themselves; what comes after them is counted under [`Asked::other`].
pub const MAX_DISTINCT: usize = 1_000;

/// How often each search was made, by month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(HashMap<(Month, Asked), u64>);

impl Counts {
    /// Counts a search some more times.
    pub fn add(&mut self, month: Month, asked: Asked, times: u64) {
        let full = self.0.len() >= MAX_DISTINCT;
        let mut key = (month, asked);
        if full && !self.0.contains_key(&key) {
            key.1 = Asked::other();
        }
        let sum = self.0.entry(key).or_default();
        *sum = sum.saturating_add(times);
    }

    /// Adds other counts to these.
    pub fn add_all(&mut self, others: Self) {
        for ((month, asked), times) in others.0 {
            self.add(month, asked, times);
        }
    }

    /// Gives each count.
    pub fn iter(&self) -> impl Iterator<Item = (Month, &Asked, u64)> {
        self.0.iter().map(|((month, asked), times)| (*month, asked, *times))
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn asked(number: usize) -> Asked {
        Asked::read(&format!("mot{number}"), &[], None)
    }

    #[test]
    fn two_thousand_distinct_searches_take_a_thousand_and_one_places_and_none_is_lost() {
        let month = Month::of(date(2026, 11, 22));
        let mut counts = Counts::default();
        for number in (0..2_000).chain(0..10) {
            counts.add(month, asked(number), 1);
        }
        assert_eq!(counts.iter().count(), MAX_DISTINCT + 1);
        assert_eq!(counts.iter().map(|(_, _, times)| times).sum::<u64>(), 2_010);
        let of = |wanted: &Asked| counts.iter().find(|(_, asked, _)| *asked == wanted).unwrap().2;
        assert_eq!((of(&asked(9)), of(&asked(10)), of(&Asked::other())), (2, 1, 1_000));
        let mut twice = counts.clone();
        twice.add_all(counts);
        assert_eq!(twice.iter().count(), MAX_DISTINCT + 1);
        assert_eq!(twice.iter().map(|(_, _, times)| times).sum::<u64>(), 4_020);
    }

    #[test]
    fn a_search_of_two_months_is_counted_in_each() {
        let mut counts = Counts::default();
        for day in [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31)] {
            counts.add(Month::of(day), asked(1), 1);
        }
        let mut times: Vec<_> = counts.iter().map(|(month, _, times)| (month.number(), times)).collect();
        times.sort_unstable();
        assert_eq!(times, [(202_611, 1), (202_612, 2)]);
    }
}
