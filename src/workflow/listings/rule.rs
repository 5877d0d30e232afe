//! Suspends an offer, shows it again, archives it.

use super::{Held, Kept, ListingError, Ruler};
use crate::domain::desk::ruling::Ruling;
use crate::domain::ids::OfficerId;
use crate::domain::listing::DeskEvent;
use crate::store::{Store, StoredListing};
use crate::workflow::NewIds;

/// Decides about a listed offer, in a letter to everybody who answers for its provider. The index follows with its next step.
///
/// The same decision by the same person about the same version is made once, however often it is sent. Where four eyes are
/// asked for, archiving goes through [`super::propose_archive`].
///
/// # Errors
/// There is no such offer, it has changed meanwhile, it stands where this cannot be done, whoever decides may not, or the
/// database failed: nothing was decided.
pub async fn rule(
    store: &Store,
    ruler: Ruler,
    ruling: &Ruling,
    ids: NewIds<'_>,
) -> Result<StoredListing, ListingError> {
    let mut held = ruler.open(store, ruling.least_role()).await?;
    if held.is_made(&ruler, &kept(ruling, ruler.officer, None)).await? {
        return Ok(held.stored);
    }
    seal(held, &ruler, ruling, (ruler.officer, None), ids).await
}

/// Makes a decision of one person, with which a second one may have agreed.
pub(super) async fn seal(
    mut held: Held,
    ruler: &Ruler,
    ruling: &Ruling,
    (by, second): (OfficerId, Option<OfficerId>),
    ids: NewIds<'_>,
) -> Result<StoredListing, ListingError> {
    if held.version != ruler.version {
        return Err(ListingError::Changed);
    }
    let status = held.stored.listing.status;
    held.stored.listing.status = status.ruled(ruling.event()).ok_or(ListingError::WrongState)?;
    let letter = ruling.letter(held.stored.named());
    held.close(ruler, kept(ruling, by, second), letter, ids).await
}

fn kept(ruling: &Ruling, officer: OfficerId, second: Option<OfficerId>) -> Kept<'_> {
    let action = match ruling.event() {
        DeskEvent::Suspend => "suspend_listing",
        DeskEvent::Reinstate => "reinstate_listing",
        DeskEvent::Archive => "archive_listing",
    };
    Kept {
        officer,
        second,
        outcome: ruling.outcome(),
        reasons: ruling.reasons(),
        words: ruling.words(),
        action,
    }
}
