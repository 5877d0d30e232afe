//! Counts of searches without result.

use sqlx::Row;

use super::row::to_json;
use super::{Store, StoreError, WriteTx, row, sql};
use crate::domain::empty_search::{Asked, Month};

impl Store {
    /// How often each search without result was made from a month on; for `domain::empty_search::for_operator`,
    /// which says what of it a person may see.
    ///
    /// # Errors
    /// The database does not answer, or a stored count can no longer be read.
    pub async fn empty_searches(&self, since: Month) -> Result<Vec<(Asked, u64)>, StoreError> {
        let rows = sqlx::query(sql::EMPTY_SEARCHES).bind(since.number()).fetch_all(&self.reader).await?;
        rows.iter().map(row::empty_search).collect()
    }
}

impl WriteTx {
    /// Raises the count of a search without result; false when it has none yet.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn raise_empty_search(
        &mut self,
        month: Month,
        asked: &Asked,
        times: u64,
    ) -> Result<bool, StoreError> {
        self.write_empty_search(sql::EMPTY_SEARCH_RAISE, month, asked, times).await.map(|changed| changed > 0)
    }

    /// Begins the count of a search without result.
    ///
    /// # Errors
    /// It has one already, or the database refuses.
    pub async fn insert_empty_search(
        &mut self,
        month: Month,
        asked: &Asked,
        times: u64,
    ) -> Result<(), StoreError> {
        self.write_empty_search(sql::EMPTY_SEARCH_INSERT, month, asked, times).await.map(drop)
    }

    async fn write_empty_search(
        &mut self,
        statement: &'static str,
        month: Month,
        asked: &Asked,
        times: u64,
    ) -> Result<u64, StoreError> {
        let types: Vec<&str> = asked.types.iter().map(|choice| choice.slug()).collect();
        let done = sqlx::query(statement)
            .bind(month.number())
            .bind(asked.words.as_str())
            .bind(to_json(&types)?)
            .bind(asked.territory.map(|territory| territory.code()).unwrap_or_default())
            .bind(i64::try_from(times).unwrap_or(i64::MAX))
            .execute(&mut *self.tx)
            .await?;
        Ok(done.rows_affected())
    }

    /// How many different searches without result a month has.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_empty_searches(&mut self, month: Month) -> Result<i64, StoreError> {
        let query = sqlx::query(sql::EMPTY_SEARCH_COUNT).bind(month.number());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get(0)?)
    }

    /// Deletes the counts of every month before this one and says how many there were.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_empty_searches_before(&mut self, month: Month) -> Result<u64, StoreError> {
        let query = sqlx::query(sql::EMPTY_SEARCH_DELETE).bind(month.number());
        Ok(query.execute(&mut *self.tx).await?.rows_affected())
    }
}
