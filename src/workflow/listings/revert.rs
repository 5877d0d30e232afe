//! Takes an offer back to what it said in an earlier version.

use super::{Kept, ListingError, Ruler};
use crate::domain::desk::Role;
use crate::domain::desk::decision::Outcome;
use crate::domain::letter::Letter;
use crate::domain::listing::Listing;
use crate::store::{Store, StoredListing};
use crate::workflow::NewIds;

/// Which version an offer goes back to, and why.
#[derive(Debug, Clone, Copy)]
pub struct Revert<'a> {
    /// Number of the version.
    pub number: i64,
    /// Why, in words that its provider reads.
    pub words: &'a str,
}

/// Takes an offer back to what it said in an earlier version, which becomes its newest one. It stays where it stands; it is
/// verified as that version was, and has changed today.
///
/// The same decision by the same person about the same version is made once, however often it is sent.
///
/// # Errors
/// There is no such offer or version, it has changed meanwhile, it is over or says the same already, whoever decides may not, or
/// the database failed: nothing was changed.
pub async fn revert(
    store: &Store,
    ruler: Ruler,
    to: Revert<'_>,
    ids: NewIds<'_>,
) -> Result<StoredListing, ListingError> {
    let mut held = ruler.open(store, Role::Lead).await?;
    let kept = Kept {
        officer: ruler.officer,
        second: None,
        outcome: Outcome::Reverted,
        reasons: &[],
        words: to.words,
        action: "revert_listing",
    };
    if held.is_made(&ruler, &kept).await? {
        return Ok(held.stored);
    }
    if held.version != ruler.version {
        return Err(ListingError::Changed);
    }
    let version = held.tx.listing_version(ruler.id, to.number).await?.ok_or(ListingError::NotFound)?;
    let now = &held.stored.listing;
    let back = Listing {
        status: now.status,
        updated_on: now.updated_on,
        review_on: now.review_on,
        ..version.listing
    };
    if now.status.is_over() || back == *now {
        return Err(ListingError::WrongState);
    }
    held.stored.listing = Listing { updated_on: Some(ruler.moment.today), ..back };
    let letter = Letter::OfferReverted { offer: held.stored.named(), words: to.words.to_owned() };
    held.close(&ruler, kept, letter, ids).await
}
