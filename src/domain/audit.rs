//! The audit log as a chain: each row carries a hash over the hash before it and its own fields, so that whoever changes,
//! removes or slips in a row has to change every hash behind it, and the last one, which somebody may have noted.
//!
//! The value of a row is the SHA-256, as 64 hexadecimal digits, of the value before it (nothing before the first row), `seq`,
//! `at`, `actor`, `action`, `subject` and `detail`, numbers in decimal, each preceded by its length in bytes as eight bytes,
//! most significant first. Rows from before there were hashes carry none; their values are worked out all the same, so that
//! the first hash covers them.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// A row, as far as its hash covers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields<'a> {
    /// Its number, from 1 without a gap.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub actor: &'a str,
    /// Did what.
    pub action: &'a str,
    /// To what.
    pub subject: &'a str,
    /// Facts, as JSON.
    pub detail: &'a str,
}

/// The value of a row behind the value of the row before it, which is empty for the first.
#[must_use]
pub fn link(before: &str, row: Fields<'_>) -> String {
    let (seq, at) = (row.seq.to_string(), row.at.to_string());
    let mut digest = Sha256::new();
    for part in [before, &seq, &at, row.actor, row.action, row.subject, row.detail] {
        // With their lengths before them, no two different rows are the same bytes.
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing into a text never fails.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Why a chain is broken, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Rows are missing.
    #[error("rows are missing before row {0}")]
    Gap(i64),
    /// The row, or one before it, is not as it was written.
    #[error("row {0} or one before it was changed")]
    Changed(i64),
    /// A row without a hash stands behind one that has a hash.
    #[error("row {0} was put in without a hash")]
    Unhashed(i64),
}

/// A chain on its way from the first row to the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// Value of the last row.
    value: String,
    rows: i64,
    hashed: i64,
}

impl Chain {
    /// Adds the next row with the hash that is stored beside it.
    ///
    /// # Errors
    /// The row does not follow, or is not the one that was written.
    pub fn add(&mut self, row: Fields<'_>, stored: &str) -> Result<(), Broken> {
        if row.seq != self.rows + 1 {
            return Err(Broken::Gap(row.seq));
        }
        let value = link(&self.value, row);
        if stored.is_empty() && self.hashed > 0 {
            return Err(Broken::Unhashed(row.seq));
        }
        if !stored.is_empty() && stored != value {
            return Err(Broken::Changed(row.seq));
        }
        self.rows = row.seq;
        self.hashed += i64::from(!stored.is_empty());
        self.value = value;
        Ok(())
    }

    /// How many rows it has.
    #[must_use]
    pub const fn rows(&self) -> i64 {
        self.rows
    }

    /// The value of the last row; empty for no row.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: Fields<'_> =
        Fields { seq: 1, at: 5, actor: "program", action: "sweep", subject: "logo", detail: "{}" };

    fn row(seq: i64) -> Fields<'static> {
        Fields { seq, ..ROW }
    }

    #[test]
    fn every_field_and_every_border_between_fields_counts() {
        let value = link("", ROW);
        assert_eq!(value.len(), 64);
        for other in [
            Fields { seq: 2, ..ROW },
            Fields { at: 6, ..ROW },
            Fields { actor: "progra", action: "msweep", ..ROW },
            Fields { action: "sweeplogo", subject: "", ..ROW },
            Fields { detail: "", ..ROW },
        ] {
            assert_ne!(link("", other), value, "{other:?}");
        }
        assert_ne!(link("0", ROW), value);
        assert_eq!(link("", ROW), value);
    }

    #[test]
    fn the_value_is_what_anybody_works_out_from_the_description() {
        // printf of eight bytes of length and each part, piped into sha256sum.
        assert_eq!(link("", ROW), "9f6d0896871e4f74e0c812a8e5281771e264dc9cd7d63491a3eeeba940f9785a");
    }

    #[test]
    fn a_whole_chain_passes_and_rows_from_before_the_hashes_are_covered() {
        let mut chain = Chain::default();
        assert_eq!(chain.add(row(1), ""), Ok(()));
        assert_eq!(chain.add(row(2), ""), Ok(()));
        let third = link(chain.value(), row(3));
        assert_eq!(chain.add(row(3), &third), Ok(()));
        assert_eq!((chain.rows(), chain.value()), (3, third.as_str()));
    }

    #[test]
    fn what_is_changed_missing_or_slipped_in_is_found() {
        let first = link("", ROW);
        let second = link(&first, row(2));
        let mut chain = Chain::default();
        assert_eq!(chain.clone().add(row(2), &second), Err(Broken::Gap(2)));
        assert_eq!(chain.clone().add(Fields { actor: "other", ..ROW }, &first), Err(Broken::Changed(1)));
        assert_eq!(chain.add(ROW, &first), Ok(()));
        assert_eq!(chain.clone().add(row(3), &second), Err(Broken::Gap(3)));
        assert_eq!(chain.clone().add(row(2), ""), Err(Broken::Unhashed(2)));
        assert_eq!(chain.add(row(2), &second), Ok(()));
    }
}
