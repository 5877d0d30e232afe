//! The audit log: who did what to what, each row chained to the one before it (`domain::audit`).

use std::collections::HashMap;

use sqlx::Row;
use sqlx::any::AnyRow;

use super::read::count;
use super::sql::{LIST, audit as sql};
use super::{Store, StoreError, WriteTx};
use crate::domain::audit::{Fields, link};

/// Rows from before the hashes that are read at once.
const PART: i64 = 1_000;

/// Who did what to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow<'a> {
    /// Who: a person's identifier or the name of a command.
    pub actor: &'a str,
    /// What was done.
    pub action: &'a str,
    /// To what.
    pub subject: &'a str,
    /// Facts, as JSON; never personal data.
    pub detail: &'a str,
}

/// A row of the audit log as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// Facts, as JSON.
    pub detail: String,
    /// Its value in the chain; empty for a row from before there were hashes.
    pub hash: String,
}

impl AuditEntry {
    /// What the hash covers.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        Fields {
            seq: self.seq,
            at: self.at,
            actor: &self.actor,
            action: &self.action,
            subject: &self.subject,
            detail: &self.detail,
        }
    }
}

/// Which rows are wanted; what is empty or absent narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// From this moment on, in milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this moment, in milliseconds since 1970.
    pub before: Option<i64>,
}

impl Store {
    /// The newest rows of a filter before a number, newest first, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit_page(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        // The log grows with time, so days are a run of numbers: found by an index, and no older row is looked at.
        let first = self.audit_edge(sql::FIRST_FROM, filter.from, Some(1)).await?;
        let last = self.audit_edge(sql::LAST_BEFORE, filter.before, Some(i64::MAX)).await?;
        let (Some(first), Some(last)) = (first, last) else { return Ok(Vec::new()) };
        let statement = match filter {
            AuditFilter { subject, .. } if !subject.is_empty() => sql::PAGE_OF_SUBJECT,
            AuditFilter { action, .. } if !action.is_empty() => sql::PAGE_OF_ACTION,
            AuditFilter { actor, .. } if !actor.is_empty() => sql::PAGE_OF_ACTOR,
            _ => sql::PAGE,
        };
        let query = sqlx::query(statement)
            .bind(first)
            .bind(before.map_or(last, |before| last.min(before.saturating_sub(1))))
            .bind(filter.from.unwrap_or(i64::MIN))
            .bind(filter.before.unwrap_or(i64::MAX))
            .bind(filter.subject.clone())
            .bind(filter.action.clone())
            .bind(filter.actor.clone())
            .bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(entry).collect()
    }

    /// Number of the row at one end of a span of time; `open` where the span has no such end, nothing where no row is.
    async fn audit_edge(
        &self,
        statement: &'static str,
        moment: Option<i64>,
        open: Option<i64>,
    ) -> Result<Option<i64>, StoreError> {
        let Some(moment) = moment else { return Ok(open) };
        let row = sqlx::query(statement).bind(moment).fetch_optional(&self.reader).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// The rows behind a number, oldest first, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn audit_after(&self, seq: i64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let query = sqlx::query(sql::AFTER).bind(seq).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(entry).collect()
    }

    /// The last row.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn last_audit(&self) -> Result<Option<AuditEntry>, StoreError> {
        sqlx::query(sql::LAST).fetch_optional(&self.reader).await?.as_ref().map(entry).transpose()
    }

    /// How many rows the audit log has.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_audit_rows(&self) -> Result<i64, StoreError> {
        count(&self.reader, sql::COUNT).await
    }

    /// References of the applications among these identifiers.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn references_by_id(&self, ids: &[&str]) -> Result<HashMap<String, String>, StoreError> {
        self.names(sql::REFERENCES, ids).await
    }

    /// References of the reports among these identifiers.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn report_references_by_id(&self, ids: &[&str]) -> Result<HashMap<String, String>, StoreError> {
        self.names(sql::REPORTS, ids).await
    }

    /// Slugs of the listings among these identifiers.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn listing_slugs_by_id(&self, ids: &[&str]) -> Result<HashMap<String, String>, StoreError> {
        self.names(sql::LISTINGS, ids).await
    }

    /// Slugs of the providers among these identifiers.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn provider_slugs_by_id(&self, ids: &[&str]) -> Result<HashMap<String, String>, StoreError> {
        self.names(sql::PROVIDERS, ids).await
    }

    async fn names(
        &self,
        statement: &'static str,
        ids: &[&str],
    ) -> Result<HashMap<String, String>, StoreError> {
        let mut names = HashMap::new();
        for some in ids.chunks(LIST) {
            let mut query = sqlx::query(statement);
            for id in some.iter().chain(some.last().into_iter().cycle().take(LIST - some.len())) {
                query = query.bind((*id).to_owned());
            }
            for row in query.fetch_all(&self.reader).await? {
                names.insert(row.try_get(0)?, row.try_get(1)?);
            }
        }
        Ok(names)
    }
}

impl WriteTx {
    /// Adds a row to the audit log, chained to the last one: nobody else adds any until this transaction ends.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn audit(&mut self, row: AuditRow<'_>) -> Result<(), StoreError> {
        let last =
            sqlx::query(sql::LAST).fetch_optional(&mut *self.tx).await?.as_ref().map(entry).transpose()?;
        let (seq, value) = match last {
            None => (0, String::new()),
            Some(last) if last.hash.is_empty() => (last.seq, self.value_of_unhashed(last.seq).await?),
            Some(last) => (last.seq, last.hash),
        };
        let AuditRow { actor, action, subject, detail } = row;
        let fields = Fields { seq: seq + 1, at: self.now, actor, action, subject, detail };
        sqlx::query(sql::INSERT)
            .bind(fields.seq)
            .bind(fields.at)
            .bind(actor)
            .bind(action)
            .bind(subject)
            .bind(detail)
            .bind(link(&value, fields))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// The value of the last of the rows from before there were hashes: worked out once in the life of a database.
    async fn value_of_unhashed(&mut self, last: i64) -> Result<String, StoreError> {
        let (mut value, mut done) = (String::new(), 0);
        while done < last {
            let query = sqlx::query(sql::AFTER).bind(done).bind(PART);
            let part = query.fetch_all(&mut *self.tx).await?;
            if part.is_empty() {
                break;
            }
            for row in &part {
                let row = entry(row)?;
                value = link(&value, row.fields());
                done = row.seq;
            }
        }
        Ok(value)
    }
}

/// The columns of the log.
fn entry(row: &AnyRow) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        seq: row.try_get(0)?,
        at: row.try_get(1)?,
        actor: row.try_get(2)?,
        action: row.try_get(3)?,
        subject: row.try_get(4)?,
        detail: row.try_get(5)?,
        hash: row.try_get(6)?,
    })
}
