//! What listings said each time they were vetted, with their providers as they were then. Versions are only added, until
//! somebody whom they name wants to be forgotten.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{escaped, json, optional, to_json};
use super::sql::versions as sql;
use super::{Store, StoreError, StoredListing, StoredProvider, WriteTx};
use crate::domain::email::EmailAddress;
use crate::domain::ids::{DecisionId, ListingId};
use crate::domain::listing::Listing;
use crate::domain::provider::Provider;

/// Most versions that are read of one listing.
const MOST: i64 = 100;

/// What a listing said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingVersion {
    /// Its place among the versions of the listing, from 1.
    pub number: i64,
    /// When it was vetted, in milliseconds since 1970.
    pub at: i64,
    /// The decision that made it so, when one was made at the desk.
    pub decision: Option<DecisionId>,
    /// The offer.
    pub listing: Listing,
    /// Whoever offered it.
    pub provider: Provider,
}

impl Store {
    /// Versions of a listing, newest first, at most a hundred.
    ///
    /// # Errors
    /// The database does not answer, or a stored version can no longer be read.
    pub async fn listing_versions(&self, id: ListingId) -> Result<Vec<ListingVersion>, StoreError> {
        let query = sqlx::query(sql::OF_LISTING).bind(id.to_string()).bind(MOST);
        query.fetch_all(&self.reader).await?.iter().map(version).collect()
    }

    /// Change number of a listing: another one than before tells that it, or its provider, has changed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn listing_changed(&self, id: ListingId) -> Result<Option<i64>, StoreError> {
        let row = sqlx::query(sql::CHANGED).bind(id.to_string()).fetch_optional(&self.reader).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }
}

impl WriteTx {
    /// Adds what a listing says now to its versions.
    ///
    /// # Errors
    /// There is no such listing, or the database refuses.
    pub async fn insert_listing_version(
        &mut self,
        listing: &StoredListing,
        provider: &StoredProvider,
        decision: Option<DecisionId>,
    ) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(listing.id.to_string())
            .bind(self.now)
            .bind(decision.map(|id| id.to_string()))
            .bind(to_json(&listing.listing)?)
            .bind(to_json(&provider.provider)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Whether any version of a listing is kept.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_listing_version(&mut self, id: ListingId) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::COUNT).bind(id.to_string());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }

    /// A version of a listing.
    ///
    /// # Errors
    /// The database does not answer, or the stored version can no longer be read.
    pub async fn listing_version(
        &mut self,
        id: ListingId,
        number: i64,
    ) -> Result<Option<ListingVersion>, StoreError> {
        let query = sqlx::query(sql::ONE).bind(id.to_string()).bind(number);
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(version).transpose()
    }

    /// Deletes the versions of a listing that name an address, or all of them.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn forget_listing_versions(
        &mut self,
        id: ListingId,
        naming: Option<&EmailAddress>,
    ) -> Result<(), StoreError> {
        let pattern = naming.map_or_else(|| "%".to_owned(), |email| format!("%{}%", escaped(&email.key())));
        sqlx::query(sql::FORGET).bind(id.to_string()).bind(pattern).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Change number of a listing, as it was before this transaction wrote to it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn listing_changed(&mut self, id: ListingId) -> Result<Option<i64>, StoreError> {
        let row = sqlx::query(sql::CHANGED).bind(id.to_string()).fetch_optional(&mut *self.tx).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }
}

/// The columns of `sql::OF_LISTING` and `sql::ONE`.
fn version(row: &AnyRow) -> Result<ListingVersion, StoreError> {
    let what = "listing_version";
    Ok(ListingVersion {
        number: row.try_get(0)?,
        at: row.try_get(1)?,
        decision: optional(row, 2, what)?,
        listing: json(row, 3, what)?,
        provider: json(row, 4, what)?,
    })
}
