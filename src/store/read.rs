//! What can be read without writing.

use sqlx::{AnyPool, Executor, Row};

use super::{Store, StoreError, StoredListing, StoredProvider, row, sql};
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::record::Entry;

/// A listing as it stands now, under the number of its last change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Number of the change. Numbers grow in the order of commits, without a gap that could be filled later.
    pub seq: i64,
    /// The listing with its provider.
    pub entry: Entry,
}

impl Store {
    /// Number of the last committed change; 0 for a database without any.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn change_number(&self) -> Result<i64, StoreError> {
        count(&self.reader, sql::CLOCK).await
    }

    /// The listings whose last change came after `seq`, oldest change first, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn changes_after(&self, seq: i64, limit: u32) -> Result<Vec<Change>, StoreError> {
        let query = sqlx::query(sql::CHANGES).bind(seq).bind(i64::from(limit));
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|found| row::entry(found).map(|(seq, entry)| Change { seq, entry })).collect()
    }

    /// The listings after `last` in the order of their identifiers, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn entries_after(&self, last: Option<ListingId>, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let last = last.map(|id| id.to_string()).unwrap_or_default();
        let query = sqlx::query(sql::ENTRIES).bind(last).bind(i64::from(limit));
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|found| row::entry(found).map(|(_, entry)| entry)).collect()
    }

    /// The providers after `last` in the order of their identifiers, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn providers_after(
        &self,
        last: Option<ProviderId>,
        limit: u32,
    ) -> Result<Vec<StoredProvider>, StoreError> {
        let last = last.map(|id| id.to_string()).unwrap_or_default();
        let query = sqlx::query(sql::PROVIDERS_AFTER).bind(last).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(row::provider).collect()
    }

    /// A provider.
    ///
    /// # Errors
    /// The database does not answer, or the stored record can no longer be read.
    pub async fn provider(&self, id: ProviderId) -> Result<Option<StoredProvider>, StoreError> {
        let query = sqlx::query(sql::PROVIDER_BY_ID).bind(id.to_string());
        query.fetch_optional(&self.reader).await?.as_ref().map(row::provider).transpose()
    }

    /// The provider of a slug.
    ///
    /// # Errors
    /// The database does not answer, or the stored record can no longer be read.
    pub async fn provider_by_slug(&self, slug: &Slug) -> Result<Option<StoredProvider>, StoreError> {
        let query = sqlx::query(sql::PROVIDER_BY_SLUG).bind(slug.as_str().to_owned());
        query.fetch_optional(&self.reader).await?.as_ref().map(row::provider).transpose()
    }

    /// A listing, in any state.
    ///
    /// # Errors
    /// The database does not answer, or the stored listing can no longer be read.
    pub async fn listing(&self, id: ListingId) -> Result<Option<StoredListing>, StoreError> {
        let query = sqlx::query(sql::LISTING_BY_ID).bind(id.to_string());
        query.fetch_optional(&self.reader).await?.as_ref().map(row::listing).transpose()
    }

    /// The listing of a slug, in any state.
    ///
    /// # Errors
    /// The database does not answer, or the stored record can no longer be read.
    pub async fn listing_by_slug(&self, slug: &Slug) -> Result<Option<StoredListing>, StoreError> {
        let query = sqlx::query(sql::LISTING_BY_SLUG).bind(slug.as_str().to_owned());
        query.fetch_optional(&self.reader).await?.as_ref().map(row::listing).transpose()
    }

    /// The listings of a provider, in any state.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn listings_of(&self, provider: ProviderId) -> Result<Vec<StoredListing>, StoreError> {
        let query = sqlx::query(sql::LISTINGS_OF_PROVIDER).bind(provider.to_string());
        query.fetch_all(&self.reader).await?.iter().map(row::listing).collect()
    }

    /// How many listings there are, in any state.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_listings(&self) -> Result<i64, StoreError> {
        count(&self.reader, sql::COUNT).await
    }

    /// Makes sure that the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        count(&self.reader, sql::CLOCK).await.map(drop)
    }

    /// Has the engine check each statement of the program against the tables.
    ///
    /// # Errors
    /// The first statement that the engine refuses, by its name.
    pub async fn check_statements(&self) -> Result<(), StoreError> {
        let mut connection = self.reader.acquire().await?;
        for (name, statement) in sql::all() {
            let prepared = connection.prepare(sqlx::SqlStr::from_static(statement)).await;
            prepared.map_err(|error| StoreError::Refused(format!("{name}: {error}")))?;
        }
        Ok(())
    }
}

pub(super) async fn count(pool: &AnyPool, statement: &'static str) -> Result<i64, StoreError> {
    Ok(sqlx::query(statement).fetch_one(pool).await?.try_get(0)?)
}
