//! Pauses listings, shows them again, withdraws them, says that they are right.

use super::SpaceError;
use crate::domain::application::{ApplicationKind, ApplicationState};
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::ids::Slug;
use crate::domain::listing::{ListingEvent, ListingFact, ListingStatus};
use crate::store::{AuditRow, Store, StoreError, StoredListing, WriteTx};
use crate::workflow::Moment;

/// A listing, named by somebody who may answer for it.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// Whose space it is.
    pub email: &'a EmailAddress,
    /// The listing.
    pub slug: &'a Slug,
    /// When.
    pub moment: Moment,
}

/// What is said to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// One fact.
    Fact(ListingFact),
    /// All of them.
    Everything,
}

/// A listing in the hands of a transaction.
struct Held {
    tx: WriteTx,
    stored: StoredListing,
}

impl Own<'_> {
    async fn open(&self, store: &Store) -> Result<Held, SpaceError> {
        let mut tx = store.begin_write(self.moment.now).await?;
        let found = tx.listings_by_slug(std::slice::from_ref(self.slug)).await?.into_iter().next();
        let stored = found.ok_or(SpaceError::NotFound)?;
        if tx.answers_for(self.email, stored.provider_id).await? {
            Ok(Held { tx, stored })
        } else {
            Err(SpaceError::NotFound)
        }
    }
}

impl Held {
    fn follow(&mut self, event: ListingEvent) -> Result<(), SpaceError> {
        self.stored.listing.status = self.stored.listing.status.after(event).ok_or(SpaceError::WrongState)?;
        Ok(())
    }

    async fn close(self, action: &str, detail: &str) -> Result<(), SpaceError> {
        let Self { mut tx, stored } = self;
        tx.update_listing(&stored).await?;
        let subject = stored.id.to_string();
        tx.audit(AuditRow { actor: "provider", action, subject: &subject, detail }).await?;
        Ok(tx.commit().await?)
    }
}

/// Takes a listing out of sight until its provider shows it again. One that is paused already stays so.
///
/// # Errors
/// There is no such listing in this space, it is not public, or the database failed: nothing was done.
pub async fn pause(store: &Store, own: Own<'_>) -> Result<(), SpaceError> {
    let mut held = own.open(store).await?;
    if held.stored.listing.status == ListingStatus::Paused {
        return Ok(());
    }
    held.follow(ListingEvent::Pause)?;
    held.close("pause_listing", "{}").await
}

/// Shows a paused listing again; one whose change is being vetted still waits for it. One that is public already stays so.
///
/// # Errors
/// There is no such listing in this space, it is not paused, or the database failed: nothing was done.
pub async fn resume(store: &Store, own: Own<'_>) -> Result<(), SpaceError> {
    let mut held = own.open(store).await?;
    if held.stored.listing.status.is_searchable() {
        return Ok(());
    }
    held.follow(ListingEvent::Resume)?;
    if waits_for_change(&mut held).await? {
        held.stored.listing.status = ListingStatus::UnderCheck;
    }
    held.close("resume_listing", "{}").await
}

/// Whether what vetters hold now changes the listing.
async fn waits_for_change(held: &mut Held) -> Result<bool, StoreError> {
    let provider = held.stored.provider_id;
    let change = held.tx.open_application_about(provider, ApplicationKind::Change).await?;
    let Some(change) = change.filter(|change| change.state != ApplicationState::Draft) else {
        return Ok(false);
    };
    let sent = held.tx.submission(change.id).await?;
    let id = Some(held.stored.id);
    Ok(sent.is_some_and(|sent| sent.offers.iter().any(|offer| offer.listing_id == id)))
}

/// Withdraws a listing for good. One that is withdrawn already stays so.
///
/// # Errors
/// There is no such listing in this space, it is archived, or the database failed: nothing was done.
pub async fn withdraw(store: &Store, own: Own<'_>) -> Result<(), SpaceError> {
    let mut held = own.open(store).await?;
    if held.stored.listing.status == ListingStatus::Withdrawn {
        return Ok(());
    }
    held.follow(ListingEvent::Withdraw)?;
    held.close("withdraw_listing", "{}").await
}

/// Notes that a listing is right, in one fact or all; `seen` is the fingerprint of what the page showed. What was confirmed
/// the same day already stays so.
///
/// # Errors
/// There is no such listing in this space, it says something else by now, it is closed or was hidden more than a year ago,
/// or the database failed: nothing was noted.
pub async fn confirm(store: &Store, own: Own<'_>, what: Confirmed, seen: &str) -> Result<(), SpaceError> {
    let mut held = own.open(store).await?;
    let today = own.moment.today;
    let before = held.stored.listing.clone();
    if before.fingerprint() != seen {
        return Err(SpaceError::Changed);
    }
    if !before.is_confirmable(today) {
        return Err(SpaceError::WrongState);
    }
    let listing = &mut held.stored.listing;
    let fact = match what {
        Confirmed::Everything => {
            listing.renew(today);
            "all"
        }
        Confirmed::Fact(fact) => {
            listing.confirm(fact, today);
            fact.slug()
        }
    };
    if *listing == before {
        return Ok(());
    }
    held.close("confirm_listing", &format!("{{\"fact\":\"{fact}\"}}")).await
}
