//! Puts one record into the directory: adds, changes, or leaves alone.

use super::known::provider_slug;
use super::slugs::Named;
use super::{Import, Placed, Refused};
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::listing::ListingStatus;
use crate::domain::provider::Provider;
use crate::domain::record::Record;
use crate::store::{StoreError, StoredListing, StoredProvider};

impl Import<'_> {
    /// Decides first, writes after: a refused record leaves no trace.
    pub(super) async fn place(&mut self, record: Record) -> Result<Placed, Refused> {
        let provider = self.recognise_provider(&record)?;
        let listing = self.recognise_listing(&record, provider).await?;
        if self.is_kept_from(&record, listing) || self.is_duplicate(listing).await? {
            return Ok(Placed::Kept);
        }
        let (provider_id, provider_changed) = match provider {
            Some(id) => (id, self.change_provider(id, &record).await?),
            None => (self.add_provider(&record).await?, false),
        };
        let placed = match listing {
            Some(id) => self.change_listing(id, record).await?,
            None => self.add_listing(provider_id, record).await?,
        };
        Ok(if provider_changed && placed == Placed::Unchanged { Placed::Changed } else { placed })
    }

    /// What somebody answers for is not overwritten from a public source, and what was taken back is not shown again.
    fn is_kept_from(&self, record: &Record, listing: Option<ListingId>) -> bool {
        let Some(stored) = listing.and_then(|id| self.known.listing(id)).map(|stored| &stored.listing) else {
            return false;
        };
        let revived = record.listing.status.is_searchable() && !stored.status.is_searchable();
        // No file lifts what was decided at the desk or by the provider, whatever it says of how far it was vetted.
        revived || is_public(record) && stored.verification_level.is_claimed()
    }

    /// What was archived as a duplicate of another listing stays so: that one stands for it.
    async fn is_duplicate(&mut self, listing: Option<ListingId>) -> Result<bool, StoreError> {
        let stored = listing.and_then(|id| self.known.listing(id));
        match stored.filter(|stored| stored.listing.status.is_over()) {
            Some(stored) => self.tx.is_moved_listing(&stored.slug).await,
            None => Ok(false),
        }
    }

    async fn add_provider(&mut self, record: &Record) -> Result<ProviderId, StoreError> {
        let wanted = provider_slug(record);
        let slug = match &record.provider_slug {
            Some(slug) => slug.clone(),
            None => self.slugs.free(&mut self.tx, &self.known, Named::Provider, wanted).await?,
        };
        let id = record.provider_id.unwrap_or_else(|| ProviderId::new((self.ids)()));
        let new = StoredProvider { id, slug, provider: record.provider.clone() };
        self.tx.insert_provider(&new).await?;
        self.known.keep_provider(new);
        Ok(id)
    }

    /// Returns whether the provider says something else now.
    async fn change_provider(&mut self, id: ProviderId, record: &Record) -> Result<bool, StoreError> {
        let Some(stored) = self.known.provider(id).cloned() else { return Ok(false) };
        // What the merged one was called and said is not what stands for it is called and says.
        if self.known.is_merged(record) {
            return Ok(false);
        }
        let slug = record.provider_slug.clone().unwrap_or_else(|| stored.slug.clone());
        let mut provider = record.provider.clone();
        if is_public(record) && provider != stored.provider {
            if self.tx.is_claimed(id).await? {
                return Ok(false);
            }
            let named_only = record.provider_id.is_none() && record.provider_slug.is_none();
            if named_only && provider.siren.is_none() {
                provider = with_gaps_filled(stored.provider.clone(), provider);
            }
        }
        // A SIREN that a record leaves out is not a SIREN that the firm lost.
        provider.siren = provider.siren.or_else(|| stored.provider.siren.clone());
        let changed = StoredProvider { id, slug, provider };
        if changed == stored {
            return Ok(false);
        }
        self.tx.update_provider(&changed).await?;
        self.known.keep_provider(changed);
        Ok(true)
    }

    async fn add_listing(&mut self, provider_id: ProviderId, record: Record) -> Result<Placed, StoreError> {
        let slug = match record.slug {
            Some(slug) => slug,
            None => {
                let wanted = Slug::from_text(record.listing.title.as_str());
                self.slugs.free(&mut self.tx, &self.known, Named::Listing, wanted).await?
            }
        };
        let id = record.id.unwrap_or_else(|| ListingId::new((self.ids)()));
        let mut listing = record.listing;
        listing.updated_on = listing.updated_on.or(Some(self.today));
        let new = StoredListing { id, slug, provider_id, listing };
        self.tx.insert_listing(&new).await?;
        self.known.keep_listing(new);
        Ok(Placed::Added)
    }

    async fn change_listing(&mut self, id: ListingId, record: Record) -> Result<Placed, StoreError> {
        let Some(stored) = self.known.listing(id).cloned() else { return Ok(Placed::Unchanged) };
        let slug = record.slug.unwrap_or_else(|| stored.slug.clone());
        let mut listing = record.listing;
        if stored.listing.status == ListingStatus::UnderCheck && listing.status.is_searchable() {
            // Its change still waits.
            listing.status = ListingStatus::UnderCheck;
        }
        let dated = listing.updated_on.is_some();
        listing.updated_on = listing.updated_on.or(stored.listing.updated_on);
        let mut changed = StoredListing { slug, listing, ..stored.clone() };
        if changed == stored {
            return Ok(Placed::Unchanged);
        }
        if !dated {
            changed.listing.updated_on = Some(self.today);
        }
        self.tx.update_listing(&changed).await?;
        self.known.keep_listing(changed);
        Ok(Placed::Changed)
    }
}

fn is_public(record: &Record) -> bool {
    !record.listing.verification_level.is_claimed()
}

/// Rows of public sources know a firm by its name only and may each tell a part of it: what is known stays.
fn with_gaps_filled(mut known: Provider, row: Provider) -> Provider {
    known.website = known.website.or(row.website);
    known.legal_name = known.legal_name.or(row.legal_name);
    known.address = known.address.or(row.address);
    known.public_phone = known.public_phone.or(row.public_phone);
    known
}
