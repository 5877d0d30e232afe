//! Turns what was approved into listings.

use jiff::Span;

use super::{ApplicationError, Opened};
use crate::domain::application::{Submission, SubmittedOffer};
use crate::domain::criteria::CRITERIA_VERSION;
use crate::domain::form::assemble::Contact;
use crate::domain::ids::{DecisionId, LetterId, ListingId, ProviderId, Slug};
use crate::domain::letter::{Letter, NamedOffer, NewLetter};
use crate::domain::listing::{ListingStatus, REVIEW_MONTHS, VerificationLevel};
use crate::domain::prose::Note;
use crate::domain::provider::Provider;
use crate::store::{StoreError, StoredListing, StoredProvider, WriteTx};
use crate::workflow::{NewIds, in_paris};

/// What became public.
pub(super) struct Published {
    pub(super) provider: ProviderId,
    pub(super) offers: Vec<NamedOffer>,
}

/// Puts provider and offers into the directory and makes the author of the application answer for them.
pub(super) async fn publish(
    opened: &mut Opened,
    sent: Submission,
    level: VerificationLevel,
    decision: DecisionId,
    ids: NewIds<'_>,
) -> Result<Published, ApplicationError> {
    let same_firm = match &sent.provider.siren {
        Some(siren) => opened.tx.providers_by_siren(std::slice::from_ref(siren)).await?.into_iter().next(),
        None => None,
    };
    let known = match opened.application.provider_id {
        Some(id) => opened.tx.providers_by_id(&[id]).await?.into_iter().next(),
        // One firm is one provider, however it applies.
        None => same_firm.clone(),
    };
    if let Some(other) = same_firm.filter(|other| known.as_ref().is_none_or(|known| known.id != other.id)) {
        return Err(ApplicationError::SirenTaken(other.slug));
    }
    if let Some(known) = &known {
        keep_first_versions(&mut opened.tx, known, &sent.offers).await?;
    }
    let provider = match known {
        Some(known) => change_provider(&mut opened.tx, known, sent.provider).await?,
        None => add_provider(&mut opened.tx, sent.provider, ids).await?,
    };
    let mut offers = Vec::with_capacity(sent.offers.len());
    for offer in sent.offers {
        let stored = put_offer(opened, provider.id, offer, level, ids).await?;
        opened.tx.insert_listing_version(&stored, &provider, Some(decision)).await?;
        // One that its provider has paused since stays so.
        if stored.listing.status.is_searchable() {
            offers.push(stored.named());
        }
    }
    tell_others(&mut opened.tx, &provider, &sent.contact, ids).await?;
    opened.tx.put_contact(ids(), provider.id, &sent.contact).await?;
    Ok(Published { provider: provider.id, offers })
}

/// Tells those who answer for a firm that somebody new does from now on.
async fn tell_others(
    tx: &mut WriteTx,
    provider: &StoredProvider,
    new: &Contact,
    ids: NewIds<'_>,
) -> Result<(), StoreError> {
    let others = tx.contacts_of_provider(provider.id).await?;
    if others.iter().any(|known| known.contact.email.key() == new.email.key()) {
        return Ok(());
    }
    for known in others {
        let letter = Letter::ContactAdded {
            firm: provider.provider.name.to_string(),
            name: new.name.clone(),
            email: new.email.to_string(),
        };
        let (to, lang, about) = (known.contact.email, known.contact.lang, provider.id.to_string());
        tx.queue_letter(&NewLetter { id: LetterId::new(ids()), to, lang, about, letter }).await?;
    }
    Ok(())
}

/// Keeps what offers say that are about to change for the first time.
async fn keep_first_versions(
    tx: &mut WriteTx,
    provider: &StoredProvider,
    offers: &[SubmittedOffer],
) -> Result<(), StoreError> {
    let ids: Vec<ListingId> = offers.iter().filter_map(|offer| offer.listing_id).collect();
    for known in tx.listings_by_id(&ids).await? {
        if known.provider_id == provider.id && !tx.has_listing_version(known.id).await? {
            tx.insert_listing_version(&known, provider, None).await?;
        }
    }
    Ok(())
}

async fn add_provider(
    tx: &mut WriteTx,
    provider: Provider,
    ids: NewIds<'_>,
) -> Result<StoredProvider, StoreError> {
    let slug = free_slug(tx, Slug::from_text(provider.name.as_str()), Named::Provider).await?;
    let new = StoredProvider { id: ProviderId::new(ids()), slug, provider };
    tx.insert_provider(&new).await?;
    Ok(new)
}

async fn change_provider(
    tx: &mut WriteTx,
    known: StoredProvider,
    provider: Provider,
) -> Result<StoredProvider, StoreError> {
    let mut changed = StoredProvider { provider, ..known.clone() };
    if changed.provider.siren == known.provider.siren {
        // No form asks for it: the register said it, now or before.
        changed.provider.register_state = changed.provider.register_state.or(known.provider.register_state);
    }
    if changed != known {
        tx.update_provider(&changed).await?;
    }
    Ok(changed)
}

async fn put_offer(
    opened: &mut Opened,
    provider_id: ProviderId,
    offer: SubmittedOffer,
    level: VerificationLevel,
    ids: NewIds<'_>,
) -> Result<StoredListing, StoreError> {
    let today = opened.moment.today;
    let mut listing = offer.listing;
    listing.status = ListingStatus::Published;
    listing.verification_level = level;
    (listing.verified_on, listing.updated_on) = (Some(today), Some(today));
    listing.criteria = Note::parse(CRITERIA_VERSION).ok();
    // What was sent was right on that day, as whoever sent it says.
    let sent_on = opened.application.submitted_at.map_or(today, |at| in_paris(at).date());
    listing.renew(sent_on);
    listing.review_on = Some(today.saturating_add(Span::new().months(REVIEW_MONTHS)));
    let known = match offer.listing_id {
        // An identifier that is not this provider's names nothing.
        Some(id) => {
            opened.tx.listings_by_id(&[id]).await?.into_iter().find(|known| known.provider_id == provider_id)
        }
        None => None,
    };
    match known {
        Some(known) => {
            listing.status = known.listing.status.once_vetted();
            let changed = StoredListing { listing, ..known };
            opened.tx.update_listing(&changed).await?;
            Ok(changed)
        }
        None => {
            let slug =
                free_slug(&mut opened.tx, Slug::from_text(listing.title.as_str()), Named::Listing).await?;
            let new = StoredListing { id: ListingId::new(ids()), slug, provider_id, listing };
            opened.tx.insert_listing(&new).await?;
            Ok(new)
        }
    }
}

#[derive(Clone, Copy)]
enum Named {
    Provider,
    Listing,
}

/// The first of `name`, `name-2`, `name-3`… that nothing is called; fifty are looked up at a time.
async fn free_slug(tx: &mut WriteTx, wanted: Slug, named: Named) -> Result<Slug, StoreError> {
    let mut number = 1;
    loop {
        let some: Vec<Slug> = (number..number + 50)
            .map(|number| if number == 1 { wanted.clone() } else { wanted.numbered(number) })
            .collect();
        let taken = match named {
            Named::Provider => tx.taken_provider_slugs(&some).await?,
            Named::Listing => tx.taken_listing_slugs(&some).await?,
        };
        if let Some(free) = some.into_iter().find(|slug| !taken.iter().any(|taken| taken == slug.as_str())) {
            return Ok(free);
        }
        number += 50;
    }
}
