//! Two providers become one: what belongs to one goes to the other, and its names lead there.

use sqlx::{Row, query};

use super::row::parsed;
use super::sql::merge as sql;
use super::{Store, StoreError, StoredListing, WriteTx};
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::upkeep::UpkeepKind;

/// What an old name was the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// A provider.
    Provider,
    /// A listing.
    Listing,
}

impl Store {
    /// The slug of what stands now for something that was merged.
    ///
    /// # Errors
    /// The database does not answer, or what it keeps can no longer be read.
    pub async fn moved(&self, what: Moved, slug: &Slug) -> Result<Option<Slug>, StoreError> {
        let statement = match what {
            Moved::Provider => sql::PROVIDER,
            Moved::Listing => sql::LISTING,
        };
        let row = query(statement).bind(slug.as_str().to_owned()).fetch_optional(&self.reader).await?;
        row.map(|row| super::row::parsed_slug(&row, 0, "moved")).transpose()
    }

    /// The last change of two providers or of what they offer, as a page that compares them shows it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn merge_version(&self, one: ProviderId, other: ProviderId) -> Result<i64, StoreError> {
        let query = query(sql::VERSION).bind(one.to_string()).bind(other.to_string());
        Ok(query.fetch_one(&self.reader).await?.try_get(0)?)
    }
}

impl WriteTx {
    /// The last change of two providers or of what they offer.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn merge_version(&mut self, one: ProviderId, other: ProviderId) -> Result<i64, StoreError> {
        let query = query(sql::VERSION).bind(one.to_string()).bind(other.to_string());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get(0)?)
    }

    /// What stands now for providers that went by these slugs and were merged.
    ///
    /// # Errors
    /// The database does not answer, or what it keeps can no longer be read.
    pub async fn moved_providers(&mut self, slugs: &[Slug]) -> Result<Vec<(Slug, ProviderId)>, StoreError> {
        let read = |row: &_| Ok((super::row::parsed_slug(row, 0, "moved")?, parsed(row, 1, "moved")?));
        self.any_of(sql::PROVIDERS_BY_SLUG, slugs, read).await
    }

    /// What stands now for providers that had these identifiers and were merged.
    ///
    /// # Errors
    /// The database does not answer, or what it keeps can no longer be read.
    pub async fn moved_provider_ids(
        &mut self,
        ids: &[ProviderId],
    ) -> Result<Vec<(ProviderId, ProviderId)>, StoreError> {
        let read = |row: &_| Ok((parsed(row, 0, "moved")?, parsed(row, 1, "moved")?));
        self.any_of(sql::PROVIDERS_BY_ID, ids, read).await
    }

    /// Whether a listing was archived as a duplicate of another one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_moved_listing(&mut self, slug: &Slug) -> Result<bool, StoreError> {
        let query = query(sql::COUNT_LISTING).bind(slug.as_str().to_owned());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }

    /// Gives a listing to the provider that it names; what keeps it true is planned for that one.
    ///
    /// # Errors
    /// There is no such provider, or the database refuses.
    pub async fn move_listing(&mut self, moved: &StoredListing) -> Result<(), StoreError> {
        let seq = self.next_change();
        let query = query(sql::MOVE_LISTING).bind(moved.id.to_string()).bind(moved.provider_id.to_string());
        query.bind(seq).execute(&mut *self.tx).await?;
        self.plan_upkeep(moved).await
    }

    /// Says which listing stands for one that was archived as a duplicate of it.
    ///
    /// # Errors
    /// Something stands for it already, or the database refuses.
    pub async fn lead_listing(&mut self, from: &StoredListing, to: ListingId) -> Result<(), StoreError> {
        self.lead("listing", from.slug.as_str(), &from.id.to_string(), &to.to_string()).await
    }

    /// Gives whatever belongs to a provider, but for its listings, to another one, deletes it and has its names lead there.
    /// Its listings must have been given away before.
    ///
    /// # Errors
    /// It still has listings, or the database refuses.
    pub async fn merge_provider(
        &mut self,
        (dropped, slug): (ProviderId, &Slug),
        kept: ProviderId,
    ) -> Result<(), StoreError> {
        for kind in [UpkeepKind::Website, UpkeepKind::Register] {
            self.drop_upkeep(&dropped.to_string(), kind).await?;
        }
        let (from, to) = (dropped.to_string(), kept.to_string());
        for statement in [
            sql::DROP_CONTACTS,
            sql::MOVE_CONTACTS,
            sql::MOVE_APPLICATIONS,
            sql::MOVE_REPORTS,
            sql::MOVE_LETTERS,
        ] {
            query(statement).bind(from.as_str()).bind(to.as_str()).execute(&mut *self.tx).await?;
        }
        query(sql::DELETE).bind(from.as_str()).execute(&mut *self.tx).await?;
        self.lead("provider", slug.as_str(), &from, &to).await?;
        self.lead("provider_id", &from, &from, &to).await
    }

    /// Has a name lead to what stands for `from` now, with all that led to `from` before.
    async fn lead(&mut self, kind: &str, name: &str, from: &str, to: &str) -> Result<(), StoreError> {
        query(sql::FOLLOW).bind(from).bind(to).execute(&mut *self.tx).await?;
        let query = query(sql::INSERT).bind(kind).bind(name).bind(to).bind(self.now);
        query.execute(&mut *self.tx).await?;
        Ok(())
    }
}
