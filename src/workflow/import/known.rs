//! What the database holds of the things that a batch names, read with few queries and kept up to date.

use std::collections::HashMap;

use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::record::Record;
use crate::domain::siren::Siren;
use crate::store::{StoreError, StoredListing, StoredProvider, WriteTx};

/// Providers and listings by each of their names. What a record of the batch names and is absent here does not exist.
#[derive(Default)]
pub(super) struct Known {
    providers: HashMap<ProviderId, StoredProvider>,
    provider_slugs: HashMap<Slug, ProviderId>,
    sirens: HashMap<Siren, ProviderId>,
    listings: HashMap<ListingId, StoredListing>,
    listing_slugs: HashMap<Slug, ListingId>,
    /// What stands for providers that were merged, by the slug or the identifier that they had.
    merged_slugs: HashMap<Slug, ProviderId>,
    merged_ids: HashMap<ProviderId, ProviderId>,
}

impl Known {
    /// Reads everything that the records may be recognised by.
    pub(super) async fn load(tx: &mut WriteTx, batch: &[(u64, Record)]) -> Result<Self, StoreError> {
        let records = || batch.iter().map(|(_, record)| record);
        let mut known = Self::default();
        let provider_ids = distinct(records().filter_map(|record| record.provider_id));
        let sirens = distinct(records().filter_map(|record| record.provider.siren.clone()));
        let provider_slugs = distinct(records().map(provider_slug));
        known.merged_slugs = tx.moved_providers(&provider_slugs).await?.into_iter().collect();
        known.merged_ids = tx.moved_provider_ids(&provider_ids).await?.into_iter().collect();
        let merged = distinct(known.merged_slugs.values().chain(known.merged_ids.values()).copied());
        let providers = [
            tx.providers_by_id(&merged).await?,
            tx.providers_by_id(&provider_ids).await?,
            tx.providers_by_siren(&sirens).await?,
            tx.providers_by_slug(&provider_slugs).await?,
        ];
        providers.into_iter().flatten().for_each(|provider| known.keep_provider(provider));
        let ids = distinct(records().filter_map(|record| record.id));
        let slugs = distinct(records().filter_map(|record| record.slug.clone()));
        let listings = [tx.listings_by_id(&ids).await?, tx.listings_by_slug(&slugs).await?];
        listings.into_iter().flatten().for_each(|listing| known.keep_listing(listing));
        Ok(known)
    }

    pub(super) fn provider(&self, id: ProviderId) -> Option<&StoredProvider> {
        self.providers.get(&id)
    }

    pub(super) fn provider_with_siren(&self, siren: &Siren) -> Option<ProviderId> {
        self.sirens.get(siren).copied()
    }

    pub(super) fn provider_with_slug(&self, slug: &Slug) -> Option<ProviderId> {
        self.provider_slugs.get(slug).or_else(|| self.merged_slugs.get(slug)).copied()
    }

    /// What stands for a provider: itself, unless it was merged into another.
    pub(super) fn standing_for(&self, id: ProviderId) -> ProviderId {
        self.merged_ids.get(&id).copied().unwrap_or(id)
    }

    /// Whether a record speaks of its provider by a name or an identifier that another took over since.
    pub(super) fn is_merged(&self, record: &Record) -> bool {
        let slug = provider_slug(record);
        record.provider_id.is_some_and(|id| self.merged_ids.contains_key(&id))
            || (!self.provider_slugs.contains_key(&slug) && self.merged_slugs.contains_key(&slug))
    }

    pub(super) fn listing(&self, id: ListingId) -> Option<&StoredListing> {
        self.listings.get(&id)
    }

    pub(super) fn listing_with_slug(&self, slug: &Slug) -> Option<ListingId> {
        self.listing_slugs.get(slug).copied()
    }

    /// Takes note of a provider as it stands now.
    pub(super) fn keep_provider(&mut self, provider: StoredProvider) {
        if let Some(old) = self.providers.get(&provider.id) {
            self.provider_slugs.remove(&old.slug);
            old.provider.siren.as_ref().and_then(|siren| self.sirens.remove(siren));
        }
        self.provider_slugs.insert(provider.slug.clone(), provider.id);
        if let Some(siren) = provider.provider.siren.clone() {
            self.sirens.insert(siren, provider.id);
        }
        self.providers.insert(provider.id, provider);
    }

    /// Takes note of a listing as it stands now.
    pub(super) fn keep_listing(&mut self, listing: StoredListing) {
        if let Some(old) = self.listings.get(&listing.id) {
            self.listing_slugs.remove(&old.slug);
        }
        self.listing_slugs.insert(listing.slug.clone(), listing.id);
        self.listings.insert(listing.id, listing);
    }
}

/// The slug that a record's provider goes by: its own, else that of its name.
pub(super) fn provider_slug(record: &Record) -> Slug {
    record.provider_slug.clone().unwrap_or_else(|| Slug::from_text(record.provider.name.as_str()))
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}
