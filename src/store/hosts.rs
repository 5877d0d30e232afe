//! The host of each provider's website, in a column of its own: what somebody who asks about a firm may know of it.

use sqlx::{Any, Row, Transaction};

use super::row::{self, StoredListing, StoredProvider};
use super::{Store, StoreError, WriteTx, sql};
use crate::domain::ids::ProviderId;
use crate::domain::provider::Provider;
use crate::domain::verify::Asked;

/// Providers whose host is worked out at once.
const PART: i64 = 500;
/// Most firms that one host is asked about: a platform may have a thousand.
const MOST: i64 = 10;

/// A listing with the moments, in milliseconds since 1970, at which it came and last changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedListing {
    /// The listing.
    pub stored: StoredListing,
    /// When it was added.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

impl Store {
    /// The firms that somebody asks about, at most ten.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn providers_asked_for(&self, asked: &Asked) -> Result<Vec<StoredProvider>, StoreError> {
        let query = match asked {
            Asked::Number(siren) => sqlx::query(sql::PROVIDER_OF_SIREN).bind(siren.as_str().to_owned()),
            Asked::Host(host) => sqlx::query(sql::PROVIDERS_AT_HOST).bind(host.clone()),
        };
        query.bind(MOST).fetch_all(&self.reader).await?.iter().map(row::provider).collect()
    }

    /// The firms of a name, letter by letter, at most ten.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn providers_named(&self, name: &str) -> Result<Vec<StoredProvider>, StoreError> {
        let query = sqlx::query(sql::PROVIDERS_OF_NAME).bind(name.to_owned()).bind(MOST);
        query.fetch_all(&self.reader).await?.iter().map(row::provider).collect()
    }

    /// The listings of a provider, in any state, with their dates.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn dated_listings_of(&self, provider: ProviderId) -> Result<Vec<DatedListing>, StoreError> {
        let rows =
            sqlx::query(sql::DATED_LISTINGS).bind(provider.to_string()).fetch_all(&self.reader).await?;
        let dated = |found: &sqlx::any::AnyRow| {
            let (created_at, updated_at) = (found.try_get(4)?, found.try_get(5)?);
            Ok(DatedListing { stored: row::listing(found)?, created_at, updated_at })
        };
        rows.iter().map(dated).collect()
    }
}

impl WriteTx {
    /// The providers whose website is at one of these hosts.
    ///
    /// # Errors
    /// The database does not answer, or a stored record can no longer be read.
    pub async fn providers_by_host(&mut self, hosts: &[String]) -> Result<Vec<StoredProvider>, StoreError> {
        self.any_of(sql::PROVIDERS_BY_HOST, hosts, row::provider).await
    }
}

/// The column of a provider's website.
pub(super) fn host_of(provider: &Provider) -> String {
    provider.website.as_ref().map_or_else(String::new, |site| site.host().to_owned())
}

/// Works out the hosts of providers that were written before there was a column for them.
pub(super) async fn heal(tx: &mut Transaction<'_, Any>) -> Result<(), StoreError> {
    loop {
        let rows = sqlx::query(sql::HOSTS_UNKNOWN).bind(PART).fetch_all(&mut **tx).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for found in &rows {
            let stored = row::provider(found)?;
            let set = sqlx::query(sql::HOST_SET).bind(stored.id.to_string()).bind(host_of(&stored.provider));
            set.execute(&mut **tx).await?;
        }
    }
}
