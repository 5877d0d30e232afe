//! Letters on their way out of the outbox. No transaction is open while a letter is under way.

use serde::Serialize;

use super::Moment;
use crate::domain::delivery::{Setback, Trouble};
use crate::store::{AuditRow, ClaimedLetter, Store, StoreError};

/// How long a letter stays with the mailer that claimed it, in milliseconds; well above what sending one may take.
/// A mailer that ends without a word gives its letter to the next one after this.
pub const CLAIM: i64 = 10 * 60_000;

/// What the audit log keeps of a letter that was given up: neither the address nor the server's words.
#[derive(Debug, Serialize)]
struct GivenUp<'a> {
    kind: &'a str,
    attempts: u32,
    trouble: Trouble,
}

/// Claims the letter that has been due longest; nothing when none waits.
///
/// # Errors
/// The database failed.
pub async fn claim(store: &Store, moment: Moment) -> Result<Option<ClaimedLetter>, StoreError> {
    // Looking costs the other writers nothing.
    if !store.has_due_letter(moment.now).await? {
        return Ok(None);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let claimed = tx.claim_letter(moment.now + CLAIM).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Notes that a letter has gone.
///
/// # Errors
/// The database failed: the letter will be sent once more.
pub async fn sent(store: &Store, letter: &ClaimedLetter, moment: Moment) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    tx.letter_sent(letter).await?;
    tx.commit().await
}

/// Puts a letter off until `due_at`, in milliseconds since 1970.
///
/// # Errors
/// The database failed: the letter is tried again when its claim ends.
pub async fn put_off(
    store: &Store,
    letter: &ClaimedLetter,
    due_at: i64,
    met: &Setback,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    tx.put_off_letter(letter, due_at, met).await?;
    tx.commit().await
}

/// Gives a letter up for good; people are shown why.
///
/// # Errors
/// The database failed: the letter is tried again when its claim ends.
pub async fn give_up(
    store: &Store,
    letter: &ClaimedLetter,
    met: &Setback,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    if !tx.give_up_letter(letter, met).await? {
        return tx.rollback().await;
    }
    let given_up = GivenUp { kind: &letter.kind, attempts: letter.attempts, trouble: met.trouble };
    let detail = serde_json::to_string(&given_up).unwrap_or_default();
    let subject = letter.id.to_string();
    tx.audit(AuditRow { actor: "program", action: "give_up", subject: &subject, detail: &detail }).await?;
    tx.commit().await
}
