//! Takes an offer out of sight within a transaction that decides about something else as well.

use crate::domain::ids::LetterId;
use crate::domain::letter::{Letter, NewLetter, Reason};
use crate::domain::listing::DeskEvent;
use crate::store::{StoreError, StoredListing, WriteTx};
use crate::workflow::NewIds;

/// Suspends an offer, in a letter to everybody who answers for its provider; tells whether it could be. Whoever calls it
/// writes down the decision and the row of the audit log.
///
/// # Errors
/// The database failed.
pub(in crate::workflow) async fn suspend_in(
    tx: &mut WriteTx,
    stored: StoredListing,
    (reasons, words): (&[Reason], &str),
    ids: NewIds<'_>,
) -> Result<bool, StoreError> {
    let Some(status) = stored.listing.status.ruled(DeskEvent::Suspend) else { return Ok(false) };
    let mut stored = stored;
    stored.listing.status = status;
    tx.update_listing(&stored).await?;
    tx.move_cases_on(stored.provider_id).await?;
    let letter =
        Letter::OfferSuspended { offer: stored.named(), reasons: reasons.to_vec(), words: words.to_owned() };
    for known in tx.contacts_of_provider(stored.provider_id).await? {
        let (to, lang, about) = (known.contact.email, known.contact.lang, stored.provider_id.to_string());
        let letter = letter.clone();
        tx.queue_letter(&NewLetter { id: LetterId::new(ids()), to, lang, about, letter }).await?;
    }
    Ok(true)
}
