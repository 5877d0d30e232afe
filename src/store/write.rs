//! Writing: one transaction, opened with [`Store::begin_write`], that alone may write until it ends.

use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

use super::address::Engine;
use super::hosts::host_of;
use super::row::{self, StoredListing, StoredProvider, to_json};
use super::{Store, StoreError, sql};
use crate::domain::choice::Choice;
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::listing::VerificationLevel;
use crate::domain::prose::Title;
use crate::domain::siren::Siren;

/// A transaction that may write. Dropping it undoes everything.
#[derive(Debug)]
pub struct WriteTx {
    pub(super) tx: Transaction<'static, Any>,
    /// Last change number given out before this transaction.
    base: i64,
    /// Change numbers taken by this transaction.
    taken: i64,
    pub(super) now: i64,
}

impl Store {
    /// Opens the transaction that alone may write until it ends; `now` in milliseconds since 1970 dates its rows.
    ///
    /// Other writers wait, so what this one reads stays true until it commits. Keep it short, and keep the network
    /// out of it.
    ///
    /// # Errors
    /// The database does not answer, or other writers took too long.
    pub async fn begin_write(&self, now: i64) -> Result<WriteTx, StoreError> {
        let mut tx = self.writer.begin_with(self.engine.begin()).await?;
        let clock = match self.engine {
            // The whole file is locked already.
            Engine::Sqlite => sql::CLOCK,
            Engine::Postgres => sql::CLOCK_LOCK,
        };
        let base = sqlx::query(clock).fetch_one(&mut *tx).await?.try_get(0)?;
        Ok(WriteTx { tx, base, taken: 0, now })
    }
}

impl WriteTx {
    /// Keeps everything. When this returns, a power cut can no longer undo it.
    ///
    /// # Errors
    /// The database could not keep it: nothing was written.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if self.taken > 0 {
            sqlx::query(sql::CLOCK_ADVANCE).bind(self.taken).fetch_one(&mut *self.tx).await?;
        }
        Ok(self.tx.commit().await?)
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// The connection broke, which undoes everything as well.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.tx.rollback().await?)
    }

    /// Adds a provider.
    ///
    /// # Errors
    /// Its identifier, slug or SIREN is another one's, or the database refuses.
    pub async fn insert_provider(&mut self, new: &StoredProvider) -> Result<(), StoreError> {
        self.write_provider(sql::PROVIDER_INSERT, new).await
    }

    /// Changes a provider; all its listings get new change numbers.
    ///
    /// # Errors
    /// Its slug or SIREN is another one's, or the database refuses.
    pub async fn update_provider(&mut self, changed: &StoredProvider) -> Result<(), StoreError> {
        self.write_provider(sql::PROVIDER_UPDATE, changed).await?;
        let listings =
            sqlx::query(sql::LISTINGS_OF).bind(changed.id.to_string()).fetch_all(&mut *self.tx).await?;
        for listing in listings {
            let seq = self.next_change();
            let renumber =
                sqlx::query(sql::LISTING_RENUMBER).bind(listing.try_get::<String, _>(0)?).bind(seq);
            renumber.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    async fn write_provider(
        &mut self,
        statement: &'static str,
        stored: &StoredProvider,
    ) -> Result<(), StoreError> {
        sqlx::query(statement)
            .bind(stored.id.to_string())
            .bind(stored.slug.as_str())
            .bind(stored.provider.siren.as_ref().map(|siren| siren.as_str().to_owned()))
            .bind(stored.provider.name.as_str())
            .bind(to_json(&stored.provider)?)
            .bind(self.now)
            .bind(host_of(&stored.provider))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Adds a listing under the next change number.
    ///
    /// # Errors
    /// Its identifier or slug is another one's, its provider is not there, or the database refuses.
    pub async fn insert_listing(&mut self, new: &StoredListing) -> Result<(), StoreError> {
        let seq = self.next_change();
        sqlx::query(sql::LISTING_INSERT)
            .bind(new.id.to_string())
            .bind(new.slug.as_str())
            .bind(new.provider_id.to_string())
            .bind(new.listing.title.as_str())
            .bind(new.listing.status.slug())
            .bind(new.listing.verification_level.slug())
            .bind(to_json(&new.listing)?)
            .bind(seq)
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        self.plan_upkeep(new).await
    }

    /// Changes a listing, which gets the next change number; its provider stays.
    ///
    /// # Errors
    /// Its slug is another one's, or the database refuses.
    pub async fn update_listing(&mut self, changed: &StoredListing) -> Result<(), StoreError> {
        let seq = self.next_change();
        sqlx::query(sql::LISTING_UPDATE)
            .bind(changed.id.to_string())
            .bind(changed.slug.as_str())
            .bind(changed.listing.title.as_str())
            .bind(changed.listing.status.slug())
            .bind(changed.listing.verification_level.slug())
            .bind(to_json(&changed.listing)?)
            .bind(seq)
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        self.plan_upkeep(changed).await
    }

    /// The providers among these identifiers.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn providers_by_id(&mut self, ids: &[ProviderId]) -> Result<Vec<StoredProvider>, StoreError> {
        self.any_of(sql::PROVIDERS_BY_ID, ids, row::provider).await
    }

    /// The providers with one of these SIRENs.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn providers_by_siren(&mut self, sirens: &[Siren]) -> Result<Vec<StoredProvider>, StoreError> {
        let sirens: Vec<&str> = sirens.iter().map(Siren::as_str).collect();
        self.any_of(sql::PROVIDERS_BY_SIREN, &sirens, row::provider).await
    }

    /// The providers with one of these slugs.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn providers_by_slug(&mut self, slugs: &[Slug]) -> Result<Vec<StoredProvider>, StoreError> {
        self.any_of(sql::PROVIDERS_BY_SLUG, slugs, row::provider).await
    }

    /// The listings among these identifiers.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn listings_by_id(&mut self, ids: &[ListingId]) -> Result<Vec<StoredListing>, StoreError> {
        self.any_of(sql::LISTINGS_BY_ID, ids, row::listing).await
    }

    /// The listings with one of these slugs.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn listings_by_slug(&mut self, slugs: &[Slug]) -> Result<Vec<StoredListing>, StoreError> {
        self.any_of(sql::LISTINGS_BY_SLUG, slugs, row::listing).await
    }

    /// The oldest listing of a provider with this title.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn listing_by_title(
        &mut self,
        provider: ProviderId,
        title: &Title,
    ) -> Result<Option<StoredListing>, StoreError> {
        let query = sqlx::query(sql::LISTING_BY_TITLE).bind(provider.to_string()).bind(title.as_str());
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(row::listing).transpose()
    }

    /// The listings of a provider, in any state.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn listings_of(&mut self, provider: ProviderId) -> Result<Vec<StoredListing>, StoreError> {
        let query = sqlx::query(sql::LISTINGS_OF_PROVIDER).bind(provider.to_string());
        query.fetch_all(&mut *self.tx).await?.iter().map(row::listing).collect()
    }

    /// Which of these slugs name a provider already, or named one before it was merged.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn taken_provider_slugs(&mut self, slugs: &[Slug]) -> Result<Vec<String>, StoreError> {
        self.any_of(sql::PROVIDER_SLUGS, slugs, |found| Ok(found.try_get(0)?)).await
    }

    /// Which of these slugs name a listing already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn taken_listing_slugs(&mut self, slugs: &[Slug]) -> Result<Vec<String>, StoreError> {
        self.any_of(sql::LISTING_SLUGS, slugs, |found| Ok(found.try_get(0)?)).await
    }

    /// Whether a provider has a listing that somebody answers for.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_claimed(&mut self, provider: ProviderId) -> Result<bool, StoreError> {
        let unclaimed = VerificationLevel::PublicSource.slug();
        let query = sqlx::query(sql::COUNT_OTHER_LEVEL).bind(provider.to_string()).bind(unclaimed);
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }

    /// Looks many values up with few statements; the order of the answers means nothing.
    pub(super) async fn any_of<T>(
        &mut self,
        statement: &'static str,
        values: &[impl ToString],
        read: impl Fn(&AnyRow) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        for some in values.chunks(sql::LIST) {
            let mut query = sqlx::query(statement);
            for value in some {
                query = query.bind(value.to_string());
            }
            for last in some.last().into_iter().cycle().take(sql::LIST - some.len()) {
                query = query.bind(last.to_string());
            }
            for row in query.fetch_all(&mut *self.tx).await? {
                found.push(read(&row)?);
            }
        }
        Ok(found)
    }

    /// The writers' lock makes this number the next one to be committed.
    pub(super) const fn next_change(&mut self) -> i64 {
        self.taken += 1;
        self.base + self.taken
    }
}
