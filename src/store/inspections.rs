//! Looks at the outside world: what is to be looked at for an application, and what was seen last.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{json, parsed, to_json};
use super::sql::applications as sql;
use super::{SKEW, Store, StoreError, WriteTx};
use crate::domain::ids::ApplicationId;

/// No look is put off further than a day.
const fn too_far(now: i64) -> i64 {
    now + 86_400_000 + SKEW
}

/// What was seen last for an application. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection<S> {
    /// What was seen; nothing before the first look.
    pub seen: Option<S>,
    /// When.
    pub seen_at: Option<i64>,
    /// Whether a look is due and not done yet.
    pub is_due: bool,
}

/// A look that this process has taken upon itself for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectionJob<F> {
    /// For which application.
    pub application: ApplicationId,
    /// What to look at.
    pub facts: F,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

impl Store {
    /// What was seen last for an application, as far as it can still be read, and whether a look is due at a moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn inspection<S: DeserializeOwned>(
        &self,
        id: ApplicationId,
        now: i64,
    ) -> Result<Option<Inspection<S>>, StoreError> {
        let query = sqlx::query(sql::INSPECTION).bind(id.to_string());
        query.fetch_optional(&self.reader).await?.map(|row| inspection(&row, now)).transpose()
    }

    /// Whether a look is due that nobody has taken.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_due_inspection(&self, now: i64) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::INSPECTION_DUE).bind(now).bind(too_far(now)).bind(now + SKEW);
        Ok(query.fetch_one(&self.reader).await?.try_get::<i64, _>(0)? > 0)
    }
}

impl WriteTx {
    /// What was seen last for an application, as far as it can still be read, and whether a look is due now.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn inspection<S: DeserializeOwned>(
        &mut self,
        id: ApplicationId,
    ) -> Result<Option<Inspection<S>>, StoreError> {
        let query = sqlx::query(sql::INSPECTION).bind(id.to_string());
        let row = query.fetch_optional(&mut *self.tx).await?;
        row.map(|row| inspection(&row, self.now)).transpose()
    }

    /// Asks for a look outside, unless the same was asked for before.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn ask_inspection(
        &mut self,
        id: ApplicationId,
        facts: &impl Serialize,
    ) -> Result<(), StoreError> {
        let facts = to_json(facts)?;
        for statement in [sql::INSPECTION_UPDATE, sql::INSPECTION_INSERT] {
            let query = sqlx::query(statement).bind(id.to_string()).bind(facts.as_str());
            query.bind(self.now).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Asks for another look at the same, when the last one is older than `before` and none is due now; one that is to
    /// come later comes now.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn repeat_inspection(&mut self, id: ApplicationId, before: i64) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::INSPECTION_AGAIN).bind(id.to_string());
        let query = query.bind(self.now).bind(before).bind(self.now + SKEW);
        let done = query.execute(&mut *self.tx).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Takes the look that is due longest, until a moment within the next hour; another process may take it after that.
    /// Nothing when none is due, or what to look at can no longer be read: such a look is given up.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim_inspection<F: DeserializeOwned>(
        &mut self,
        until: i64,
    ) -> Result<Option<InspectionJob<F>>, StoreError> {
        let query = sqlx::query(sql::INSPECTION_CLAIM).bind(self.now).bind(too_far(self.now));
        let query = query.bind(self.now + SKEW).bind(until);
        let Some(row) = query.fetch_optional(&mut *self.tx).await? else { return Ok(None) };
        let application: ApplicationId = parsed(&row, 0, "inspection")?;
        let Ok(facts) = json(&row, 1, "inspection") else {
            // Written by another version: nobody waits behind it for ever, and the next change of its answers asks anew.
            let forget = sqlx::query(sql::INSPECTION_FORGET).bind(application.to_string());
            forget.execute(&mut *self.tx).await?;
            return Ok(None);
        };
        Ok(Some(InspectionJob { application, facts, attempts: row.try_get(2)? }))
    }

    /// Keeps what was seen; looks again at a moment within the next day, if one is given. What was seen of something that has changed meanwhile is
    /// dropped.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn keep_inspection(
        &mut self,
        job: &InspectionJob<impl Serialize>,
        seen: &impl Serialize,
        again: Option<i64>,
    ) -> Result<(), StoreError> {
        let id = job.application.to_string();
        let query = sqlx::query(sql::INSPECTION_SEEN).bind(id.as_str()).bind(to_json(&job.facts)?);
        let query = query.bind(to_json(seen)?).bind(self.now).bind(again);
        if query.execute(&mut *self.tx).await?.rows_affected() == 0 {
            sqlx::query(sql::INSPECTION_RELEASE).bind(id).execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}

/// The columns of `sql::INSPECTION`.
fn inspection<S: DeserializeOwned>(row: &AnyRow, now: i64) -> Result<Inspection<S>, StoreError> {
    Ok(Inspection {
        // Empty before the first look.
        seen: json(row, 1, "inspection").ok(),
        seen_at: row.try_get(2)?,
        is_due: row
            .try_get::<Option<i64>, _>(3)?
            .is_some_and(|due_at| due_at <= now || due_at > too_far(now)),
    })
}
