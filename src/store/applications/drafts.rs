//! Drafts that nobody touches.

use sqlx::Row;

use super::{StoredApplication, application, sql};
use crate::domain::email::EmailAddress;
use crate::domain::ids::ApplicationId;
use crate::store::access::mailbox;
use crate::store::{SKEW, StoreError, WriteTx};

impl WriteTx {
    /// How many drafts of a mailbox, however its address was written, were marked as warned of since a moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_warned(&mut self, to: &EmailAddress, since: i64) -> Result<i64, StoreError> {
        let (address, tagged) = mailbox(to);
        let query = sqlx::query(sql::COUNT_WARNED).bind(address).bind(tagged);
        let query = query.bind(since).bind(self.now + SKEW);
        Ok(query.fetch_one(&mut *self.tx).await?.try_get(0)?)
    }

    /// Drafts that nobody touched since `before` and whose author can be warned and was not since then.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn drafts_to_warn(
        &mut self,
        before: i64,
        limit: u32,
    ) -> Result<Vec<StoredApplication>, StoreError> {
        let query =
            sqlx::query(sql::STALE_UNWARNED).bind(before).bind(self.now + SKEW).bind(i64::from(limit));
        query.fetch_all(&mut *self.tx).await?.iter().map(application).collect()
    }

    /// Drafts that nobody touched since `before`, whose author was warned since then and before `warned`, or cannot be.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn drafts_to_delete(
        &mut self,
        before: i64,
        warned: i64,
        limit: u32,
    ) -> Result<Vec<StoredApplication>, StoreError> {
        let query = sqlx::query(sql::STALE).bind(before).bind(warned).bind(i64::from(limit));
        query.fetch_all(&mut *self.tx).await?.iter().map(application).collect()
    }

    /// Notes that the author of a draft was warned now; the draft counts as untouched.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn mark_warned(&mut self, id: ApplicationId) -> Result<(), StoreError> {
        sqlx::query(sql::WARN).bind(id.to_string()).bind(self.now).execute(&mut *self.tx).await?;
        Ok(())
    }
}
