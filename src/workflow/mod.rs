//! The verbs: what people and commands do to the directory. Each is one transaction that also writes what must follow.

pub mod access;
pub mod applications;
mod claims;
pub mod import;
pub mod letters;
pub mod listings;
pub mod logos;
pub mod officers;
pub mod oversight;
pub mod reports;
pub mod searches;
pub mod space;
pub mod upkeep;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use uuid::Uuid;

/// Summer and winter time in France (POSIX notation), the same rule since 1996.
const PARIS: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// When something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 UTC.
    pub now: i64,
    /// The day in Paris.
    pub today: Date,
}

impl Moment {
    /// The moment that a clock shows; the edge of the program reads it once and passes it on.
    #[must_use]
    pub fn at(clock: Timestamp) -> Self {
        let paris = TimeZone::posix(PARIS).unwrap_or(TimeZone::UTC);
        Self { now: clock.as_millisecond(), today: clock.to_zoned(paris).date() }
    }
}

/// What clocks in Paris show at a moment in milliseconds since 1970; 1970 itself for a moment that no calendar has.
#[must_use]
pub fn in_paris(at: i64) -> DateTime {
    let paris = TimeZone::posix(PARIS).unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(paris).datetime()
}

/// The moment at which a day begins in Paris, in milliseconds since 1970; 0 for a day that no clock has.
#[must_use]
pub fn midnight_in_paris(day: Date) -> i64 {
    let paris = TimeZone::posix(PARIS).unwrap_or(TimeZone::UTC);
    day.to_zoned(paris).map_or(0, |midnight| midnight.timestamp().as_millisecond())
}

/// Tells the moment. The edge of the program reads the clock of the machine, tests set one of their own.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// Draws a fresh identifier (UUID version 7); randomness enters here and nowhere else.
pub type NewIds<'a> = &'a mut (dyn FnMut() -> Uuid + Send);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_paris() {
        for (clock, today) in [
            ("2026-01-31T22:59:59Z", "2026-01-31"),
            ("2026-01-31T23:00:00Z", "2026-02-01"),
            ("2026-07-31T21:59:59Z", "2026-07-31"),
            ("2026-07-31T22:00:00Z", "2026-08-01"),
        ] {
            assert_eq!(Moment::at(clock.parse().unwrap()).today.to_string(), today);
            let midnight = midnight_in_paris(today.parse().unwrap());
            assert_eq!(in_paris(midnight).to_string(), format!("{today}T00:00:00"));
        }
    }
}
