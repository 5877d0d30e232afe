//! What should not be in the database, for `devanture doctor`.

use sqlx::Row;

use super::sql::doctor as sql;
use super::{Store, StoreError};

const DAY: i64 = 86_400_000;
/// Letters about something that was deleted are kept so long at most, in days.
const ORPHAN_DAYS: i64 = 90;
/// Longest time that a letter is tried, in days.
const LETTER_DAYS: i64 = 3;
/// Ended sessions and links are deleted after a day; with another one of grace.
const ACCESS_DAYS: i64 = 2;
/// Drafts are deleted after 90 days, or 14 days after the warning when the program was away; with grace.
const DRAFT_DAYS: i64 = 120;
/// Addresses of those who report something are emptied 90 days after the decision; with a day of grace.
const REPORT_DAYS: i64 = 91;

/// How many of what should not be are there at a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ills {
    /// Claimed listings that shops find and that nobody approved.
    pub unapproved: i64,
    /// Letters about something that is no longer there, older than 90 days.
    pub orphans: i64,
    /// Letters that are due for more than 3 days.
    pub overdue: i64,
    /// Letters that were given up.
    pub failed: i64,
    /// Sessions and links past their end by more than two days.
    pub access: i64,
    /// Drafts that nobody touched for 120 days.
    pub drafts: i64,
    /// Addresses of those who reported something, more than 91 days after the decision.
    pub report_emails: i64,
    /// Claimed listings that shops find and that no review is planned for.
    pub unkept: i64,
}

impl Store {
    /// Counts what should not be there at a moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ills(&self, now: i64) -> Result<Ills, StoreError> {
        Ok(Ills {
            unapproved: self.ill(sql::UNAPPROVED_COUNT, None).await?,
            orphans: self.ill(sql::ORPHANS, Some(now - ORPHAN_DAYS * DAY)).await?,
            overdue: self.ill(sql::OVERDUE, Some(now - LETTER_DAYS * DAY)).await?,
            failed: self.ill(sql::FAILED, None).await?,
            access: self.count_ended_access(now - ACCESS_DAYS * DAY).await?,
            drafts: self.ill(sql::DRAFTS, Some(now - DRAFT_DAYS * DAY)).await?,
            report_emails: self.ill(sql::REPORT_EMAILS, Some(now - REPORT_DAYS * DAY)).await?,
            unkept: self.ill(sql::UNKEPT, None).await?,
        })
    }

    async fn ill(&self, statement: &'static str, before: Option<i64>) -> Result<i64, StoreError> {
        let query = sqlx::query(statement);
        let query = match before {
            Some(before) => query.bind(before),
            None => query,
        };
        Ok(query.fetch_one(&self.reader).await?.try_get(0)?)
    }

    /// Slugs of claimed listings that shops find and that nobody approved, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unapproved_listings(&self, limit: u32) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query(sql::UNAPPROVED).bind(i64::from(limit)).fetch_all(&self.reader).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}
