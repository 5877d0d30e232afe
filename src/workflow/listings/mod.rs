//! What the desk does to listed offers: suspends, shows again, archives, takes back to an earlier version.
//!
//! Each verb names the change number of the offer that its page showed; nobody decides about what their own address answers for.

mod merge;
mod propose;
mod revert;
mod rule;
mod suspend;

pub use merge::{Merge, merge, merge_letter, merge_readers};
pub use propose::{answer_archive, propose_archive};
pub use revert::{Revert, revert};
pub use rule::rule;
pub(in crate::workflow) use suspend::suspend_in;

use thiserror::Error;

use crate::domain::desk::Role;
use crate::domain::desk::barred::Barred;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::own::{Named, is_own};
use crate::domain::desk::proposal::Settlement;
use crate::domain::ids::{DecisionId, LetterId, ListingId, OfficerId};
use crate::domain::letter::{Letter, NewLetter, Reason};
use crate::store::{
    AuditRow, CriteriaSeen, Decision, Store, StoreError, StoredListing, StoredOfficer, StoredProvider,
    WriteTx,
};
use crate::workflow::{Moment, NewIds};

/// Why nothing was done to a listed offer.
#[derive(Debug, Error)]
pub enum ListingError {
    /// There is no such offer, or no such version of it.
    #[error("there is no such offer")]
    NotFound,
    /// It cannot be done to an offer that stands where this one does.
    #[error("it cannot be done to this offer now")]
    WrongState,
    /// It has changed since the page was shown that asks for this.
    #[error("the offer has changed meanwhile")]
    Changed,
    /// Whoever wants to decide about it may not.
    #[error("this officer may not decide about it: {0:?}")]
    Barred(Barred),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who decides about which offer, as it was shown.
#[derive(Debug, Clone, Copy)]
pub struct Ruler {
    /// Who.
    pub officer: OfficerId,
    /// The offer.
    pub id: ListingId,
    /// Its change number on the page.
    pub version: i64,
    /// When.
    pub moment: Moment,
}

/// An offer in the hands of a transaction, with its provider and whoever decides.
struct Held {
    tx: WriteTx,
    stored: StoredListing,
    provider: StoredProvider,
    version: i64,
}

/// What is written down of a decision.
struct Kept<'a> {
    officer: OfficerId,
    second: Option<OfficerId>,
    outcome: Outcome,
    reasons: &'a [Reason],
    words: &'a str,
    action: &'a str,
}

impl Ruler {
    /// Opens the offer for somebody who may decide about it.
    async fn open(&self, store: &Store, least: Role) -> Result<Held, ListingError> {
        let mut tx = store.begin_write(self.moment.now).await?;
        let stored = tx.listings_by_id(&[self.id]).await?.into_iter().next();
        let stored = stored.ok_or(ListingError::NotFound)?;
        let provider = tx.providers_by_id(&[stored.provider_id]).await?.into_iter().next();
        let provider = provider.ok_or(ListingError::NotFound)?;
        let version = tx.listing_changed(self.id).await?.ok_or(ListingError::NotFound)?;
        assert_entitled(&mut tx, self.officer, &provider, least).await?;
        Ok(Held { tx, stored, provider, version })
    }

    /// Names who acts, for the audit log.
    fn actor(&self) -> String {
        format!("officer:{}", self.officer)
    }
}

/// Refuses whoever may not decide: their role is too small, they left, or the provider is their own.
async fn assert_entitled(
    tx: &mut WriteTx,
    officer: OfficerId,
    provider: &StoredProvider,
    least: Role,
) -> Result<(), ListingError> {
    let officer = tx.officer(officer).await?.filter(StoredOfficer::is_active);
    let officer = officer.filter(|officer| officer.role.covers(least));
    let officer = officer.ok_or(ListingError::Barred(Barred::Role))?;
    let contacts = tx.contacts_of_provider(provider.id).await?;
    let named = Named {
        addresses: contacts.iter().map(|known| &known.contact.email).collect(),
        websites: provider.provider.website.iter().collect(),
    };
    if is_own(&officer.email, &named) {
        return Err(ListingError::Barred(Barred::Own));
    }
    Ok(())
}

impl Held {
    /// Whether somebody has made this very decision about this version already: a button that was pressed twice.
    async fn is_made(&mut self, ruler: &Ruler, kept: &Kept<'_>) -> Result<bool, StoreError> {
        if self.version == ruler.version {
            return Ok(false);
        }
        let made = self.tx.decisions_of_listing(ruler.id).await?;
        Ok(made.iter().any(|made| {
            (made.officer, made.version, made.outcome) == (kept.officer, ruler.version, kept.outcome)
                && (made.reasons.as_slice(), made.words.as_str()) == (kept.reasons, kept.words)
        }))
    }

    /// Keeps the offer with the decision about it, its letters and its row of the audit log.
    async fn close(
        mut self,
        ruler: &Ruler,
        kept: Kept<'_>,
        letter: Letter,
        ids: NewIds<'_>,
    ) -> Result<StoredListing, ListingError> {
        let decision = Decision {
            id: DecisionId::new(ids()),
            at: ruler.moment.now,
            officer: kept.officer,
            second: kept.second,
            outcome: kept.outcome,
            application: None,
            report: None,
            listing: Some(self.stored.id),
            provider: Some(self.provider.id),
            reasons: kept.reasons.to_vec(),
            words: kept.words.to_owned(),
            criteria: CriteriaSeen::default(),
            version: ruler.version,
        };
        if let Some(open) = self.tx.open_proposal_of_listing(self.stored.id).await? {
            self.tx.settle_proposal(open.id, None, Settlement::Overtaken).await?;
        }
        self.tx.update_listing(&self.stored).await?;
        self.tx.move_cases_on(self.provider.id).await?;
        self.tx.insert_decision(&decision).await?;
        if kept.outcome == Outcome::Reverted {
            self.tx.insert_listing_version(&self.stored, &self.provider, Some(decision.id)).await?;
        }
        for known in self.tx.contacts_of_provider(self.provider.id).await? {
            let (to, lang, about) = (known.contact.email, known.contact.lang, self.provider.id.to_string());
            let letter = letter.clone();
            self.tx.queue_letter(&NewLetter { id: LetterId::new(ids()), to, lang, about, letter }).await?;
        }
        let (actor, subject) = (ruler.actor(), self.stored.id.to_string());
        let detail = format!("{{\"decision\":\"{}\"}}", decision.id);
        let row = AuditRow { actor: &actor, action: kept.action, subject: &subject, detail: &detail };
        self.tx.audit(row).await?;
        self.tx.commit().await?;
        Ok(self.stored)
    }
}
