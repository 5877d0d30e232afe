//! Looking after the directory itself: what was done there goes out, and that is noted too.

use super::Moment;
use crate::store::{AuditRow, Store, StoreError};

/// Notes that somebody takes the rows of the audit log from a number on out of the directory, before they get them.
///
/// # Errors
/// The database failed: nothing may go out.
pub async fn note_audit_export(
    store: &Store,
    actor: &str,
    first: i64,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let detail = format!("{{\"first\":{first}}}");
    tx.audit(AuditRow { actor, action: "export_audit", subject: "audit_log", detail: &detail }).await?;
    tx.commit().await
}
