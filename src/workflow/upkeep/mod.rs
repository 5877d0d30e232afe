//! What keeps listings true without anybody asking: yearly reviews, promotions that end, looks at websites and the register.

mod looks;
mod promotions;
mod reviews;

pub use looks::{Question, claim, looked};
pub use promotions::end_promotions;
pub use reviews::review;

use super::Moment;
use crate::store::{AuditRow, Store, StoreError};

/// Plans what keeps listings true that were written by another version or another way; tells whether there were any.
///
/// # Errors
/// The database failed: nothing was planned.
pub async fn heal(store: &Store, moment: Moment) -> Result<bool, StoreError> {
    if store.count_unplanned().await? == 0 {
        return Ok(false);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let planned = tx.plan_missing_upkeep().await?;
    if planned == 0 {
        tx.rollback().await?;
        return Ok(false);
    }
    let detail = format!("{{\"listings\":{planned}}}");
    tx.audit(AuditRow { actor: "program", action: "plan_upkeep", subject: "listing", detail: &detail })
        .await?;
    tx.commit().await?;
    Ok(true)
}
