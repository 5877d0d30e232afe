//! Addresses and words of those who reported are kept for a while after the decision and no longer.

use crate::domain::report::KEPT_DAYS;
use crate::store::{AuditRow, Store, StoreError};
use crate::workflow::Moment;

const DAY: i64 = 24 * 3_600_000;

/// Forgets addresses and words of reports that were decided long enough ago; gives how many reports.
///
/// # Errors
/// The database failed: nothing was forgotten.
pub async fn forget(store: &Store, moment: Moment) -> Result<u64, StoreError> {
    let before = moment.now - KEPT_DAYS * DAY;
    // Looking costs the other writers nothing.
    if store.count_overdue_reporters(before).await? == 0 {
        return Ok(0);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let forgotten = tx.forget_reporters(before).await?;
    let detail = format!("{{\"reports\":{forgotten}}}");
    let row = AuditRow { actor: "program", action: "forget_reporters", subject: "report", detail: &detail };
    tx.audit(row).await?;
    tx.commit().await?;
    Ok(forgotten)
}
