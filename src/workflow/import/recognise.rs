//! Which provider and which listing a record speaks of, and whether its names contradict each other.

use super::known::provider_slug;
use super::{Import, Refused};
use crate::domain::ids::{ListingId, ProviderId};
use crate::domain::record::{Record, Refusal};
use crate::domain::siren::Siren;

impl Import<'_> {
    /// The provider that the record speaks of, if the directory has it.
    pub(super) fn recognise_provider(&self, record: &Record) -> Result<Option<ProviderId>, Refusal> {
        let siren = record.provider.siren.as_ref();
        let by_siren = siren.and_then(|siren| self.known.provider_with_siren(siren));
        let by_slug = self.known.provider_with_slug(&provider_slug(record));
        let slug_is_given = record.provider_slug.is_some();
        if let Some(id) = record.provider_id.map(|id| self.known.standing_for(id)) {
            self.refuse_other(by_siren, id, "provider.siren")?;
            self.refuse_other(by_slug.filter(|_| slug_is_given), id, "provider.slug")?;
            return Ok(self.known.provider(id).map(|provider| provider.id));
        }
        if let Some(id) = by_siren {
            self.refuse_other(by_slug.filter(|_| slug_is_given), id, "provider.slug")?;
            return Ok(Some(id));
        }
        let Some(id) = by_slug else { return Ok(None) };
        match (siren, self.siren_of(id)) {
            // Another firm that merely has the same name.
            (Some(_), Some(_)) if !slug_is_given => Ok(None),
            (Some(_), Some(owned)) => {
                let reason = format!("is not the one of the provider with this slug ({})", owned.as_str());
                Err(Refusal::new("provider.siren", reason))
            }
            _ => Ok(Some(id)),
        }
    }

    /// The listing that the record speaks of, if the directory has it.
    pub(super) async fn recognise_listing(
        &mut self,
        record: &Record,
        provider: Option<ProviderId>,
    ) -> Result<Option<ListingId>, Refused> {
        let by_slug = record.slug.as_ref().and_then(|slug| self.known.listing_with_slug(slug));
        let found = match (record.id, &record.slug) {
            (Some(id), _) => {
                if let Some(other) = by_slug.filter(|other| *other != id) {
                    return Err(Refusal::new("slug", format!("belongs to the listing {other}")).into());
                }
                self.known.listing(id).map(|listing| listing.id)
            }
            (None, Some(_)) => by_slug,
            (None, None) => self.listing_with_title(record, provider).await?,
        };
        let owner = found.and_then(|id| self.known.listing(id)).map(|listing| listing.provider_id);
        match owner {
            Some(owner) if provider != Some(owner) => {
                let owner = self.name_of(owner).unwrap_or_else(|| owner.to_string());
                Err(Refusal::new("provider", format!("is not the one of this listing ({owner})")).into())
            }
            _ => Ok(found),
        }
    }

    async fn listing_with_title(
        &mut self,
        record: &Record,
        provider: Option<ProviderId>,
    ) -> Result<Option<ListingId>, Refused> {
        let Some(provider) = provider else { return Ok(None) };
        let found = self.tx.listing_by_title(provider, &record.listing.title).await?;
        Ok(found.map(|listing| {
            let id = listing.id;
            self.known.keep_listing(listing);
            id
        }))
    }

    fn refuse_other(&self, owner: Option<ProviderId>, id: ProviderId, field: &str) -> Result<(), Refusal> {
        match owner.filter(|owner| *owner != id) {
            Some(other) => {
                let name = self.name_of(other).unwrap_or_else(|| other.to_string());
                Err(Refusal::new(field, format!("belongs to another provider ({name})")))
            }
            None => Ok(()),
        }
    }

    fn siren_of(&self, provider: ProviderId) -> Option<&Siren> {
        self.known.provider(provider)?.provider.siren.as_ref()
    }

    fn name_of(&self, provider: ProviderId) -> Option<String> {
        self.known.provider(provider).map(|known| known.slug.to_string())
    }
}
