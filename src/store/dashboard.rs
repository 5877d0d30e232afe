//! What the dashboard of the desk counts. Each count runs along an index.

use sqlx::Row;

use super::row::{choice, json};
use super::sql::dashboard as sql;
use super::{Store, StoreError};
use crate::domain::desk::dashboard::{AGES, Freshness, MONTHS};
use crate::domain::desk::decision::Outcome;
use crate::domain::letter::Reason;

const DAY: i64 = 86_400_000;

/// The time from sending to decision in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Median {
    /// Milliseconds that half of the decisions took at most.
    pub took: i64,
    /// How many there were.
    pub decisions: i64,
}

impl Store {
    /// How many cases wait for the desk, by their age on a moment: younger than each of [`AGES`], and older.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ages_of_cases(&self, now: i64) -> Result<[i64; AGES.len() + 1], StoreError> {
        let mut ages = [0; AGES.len() + 1];
        for statement in [sql::APPLICATION_AGES, sql::REPORT_AGES] {
            let query = AGES.iter().fold(sqlx::query(statement), |query, days| query.bind(now - days * DAY));
            let row = query.fetch_one(&self.reader).await?;
            let mut younger = 0;
            for (column, age) in ages.iter_mut().enumerate() {
                let so_far: i64 = row.try_get(column)?;
                *age += so_far - younger;
                younger = so_far;
            }
        }
        Ok(ages)
    }

    /// The median time from the sending of an application to its approval or refusal, for each month that begins at one of
    /// these moments; nothing for a month without any.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn median_decision_times(
        &self,
        months: &[i64; MONTHS],
    ) -> Result<[Option<Median>; MONTHS], StoreError> {
        let query = months.iter().fold(sqlx::query(sql::MEDIANS), |query, month| query.bind(*month));
        let mut medians = [None; MONTHS];
        for row in query.fetch_all(&self.reader).await? {
            let place: i64 = row.try_get(0)?;
            let median = Median { took: row.try_get(1)?, decisions: row.try_get(2)? };
            if let Some(month) = usize::try_from(place).ok().and_then(|place| medians.get_mut(place)) {
                *month = Some(median);
            }
        }
        Ok(medians)
    }

    /// Decisions from a moment on, by what they come to and why.
    ///
    /// # Errors
    /// The database does not answer, or a stored decision can no longer be read.
    pub async fn decisions_by_reason(
        &self,
        from: i64,
    ) -> Result<Vec<(Outcome, Vec<Reason>, i64)>, StoreError> {
        let rows = sqlx::query(sql::BY_REASON).bind(from).fetch_all(&self.reader).await?;
        let counted = |found: &sqlx::any::AnyRow| {
            Ok((choice(found, 0, "decision")?, json(found, 1, "decision")?, found.try_get(2)?))
        };
        rows.iter().map(counted).collect()
    }

    /// How fresh the claimed listings are that shops find, after `last` in the order of their identifiers, at most `limit`;
    /// of each its identifier and its slug.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn freshness_after(
        &self,
        last: &str,
        limit: u32,
    ) -> Result<Vec<(String, String, Freshness)>, StoreError> {
        let query = sqlx::query(sql::CLAIMED).bind(last.to_owned()).bind(i64::from(limit));
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, json(row, 2, "listing")?))).collect()
    }
}
