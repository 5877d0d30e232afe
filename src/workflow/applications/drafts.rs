//! Drafts that nobody touches: their authors are warned, then they are deleted.

use serde::Serialize;

use crate::domain::access::{LINKS_AN_HOUR, Subject};
use crate::domain::email::EmailAddress;
use crate::domain::ids::LetterId;
use crate::domain::letter::{Letter, NewLetter};
use crate::store::{AuditRow, Store, StoreError, WriteTx};
use crate::workflow::{Moment, NewIds};

/// Days that a draft is kept after it was touched last.
pub const DRAFT_DAYS: i64 = 90;
/// Days before its end on which its author is warned.
pub const WARNING_DAYS: i64 = 14;
/// Most drafts of one sweep.
const MOST: u32 = 100;
const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Authors that were warned.
    pub warned: u64,
    /// Drafts whose unproved address has had its letters of the hour: their end is counted from now without a letter.
    pub untold: u64,
    /// Drafts that were deleted.
    pub deleted: u64,
}

/// Warns the authors of drafts that nobody touched for 76 days, and deletes those of 90 days, with their letters and
/// sessions; an author who could be warned was so at least 14 days before, and nothing was touched since. Writes nothing when
/// there are none.
///
/// An address that nobody proved gets three such letters an hour at most, and fewer when links went there too.
///
/// # Errors
/// The database failed: nothing was written.
pub async fn sweep(store: &Store, moment: Moment, ids: NewIds<'_>) -> Result<Swept, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let mut swept = Swept::default();
    let ends = moment.now - DRAFT_DAYS * DAY;
    for draft in tx.drafts_to_delete(ends, moment.now - WARNING_DAYS * DAY, MOST).await? {
        tx.delete_letters_about(&draft.id.to_string()).await?;
        let subject = Subject::Application(draft.id);
        tx.delete_sessions(&subject).await?;
        tx.delete_links(&subject).await?;
        tx.delete_application(draft.id).await?;
        swept.deleted += 1;
    }
    let on = moment.today.saturating_add(jiff::Span::new().days(WARNING_DAYS));
    for draft in tx.drafts_to_warn(moment.now - (DRAFT_DAYS - WARNING_DAYS) * DAY, MOST).await? {
        let Some(to) = draft.email.clone() else { continue };
        if draft.email_verified_at.is_none() && has_had_enough(&mut tx, &to, moment).await? {
            tx.mark_warned(draft.id).await?;
            swept.untold += 1;
            continue;
        }
        let letter = Letter::DraftExpiring { reference: draft.reference.to_string(), on };
        let (id, about) = (LetterId::new(ids()), draft.id.to_string());
        tx.queue_letter(&NewLetter { id, to, lang: draft.lang, about, letter }).await?;
        tx.mark_warned(draft.id).await?;
        swept.warned += 1;
    }
    if swept == Swept::default() {
        tx.rollback().await?;
        return Ok(swept);
    }
    let detail = serde_json::to_string(&swept).unwrap_or_default();
    tx.audit(AuditRow { actor: "program", action: "sweep_drafts", subject: "application", detail: &detail })
        .await?;
    tx.commit().await?;
    Ok(swept)
}

/// Whether an address that nobody proved was written to as often as an hour allows: anybody may have typed it into any
/// number of drafts.
async fn has_had_enough(tx: &mut WriteTx, to: &EmailAddress, moment: Moment) -> Result<bool, StoreError> {
    let since = moment.now - HOUR;
    Ok(tx.count_links(to, since).await? + tx.count_warned(to, since).await? >= LINKS_AN_HOUR)
}
