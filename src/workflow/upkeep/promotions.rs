//! Promotions end by themselves.

use crate::domain::ids::ListingId;
use crate::domain::upkeep::UpkeepKind;
use crate::store::{AuditRow, Store, StoreError, StoredListing};
use crate::workflow::Moment;

/// Ends the promotions of one provider whose last day has passed: what was announced for after them is the price now. Tells
/// whether there was anything to do.
///
/// # Errors
/// The database failed: nothing was ended.
pub async fn end_promotions(store: &Store, moment: Moment) -> Result<bool, StoreError> {
    if !store.has_due_upkeep(UpkeepKind::Promotion, moment.now).await? {
        return Ok(false);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let Some((provider, due)) = tx.due_upkeep(UpkeepKind::Promotion).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    let ids: Vec<ListingId> = due.iter().map(|due| due.listing).collect();
    let mut ended = 0;
    for mut stored in tx.listings_by_id(&ids).await? {
        if stored.listing.end_promotion(moment.today) {
            stored.listing.updated_on = Some(moment.today);
            tx.update_listing(&stored).await?;
            ended += 1;
        } else {
            put_off(&mut tx, &stored).await?;
        }
    }
    let (subject, detail) = (provider.to_string(), format!("{{\"offers\":{ended}}}"));
    tx.audit(AuditRow { actor: "program", action: "end_promotions", subject: &subject, detail: &detail })
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// The clock was put back, or the last day is not over in France yet.
async fn put_off(tx: &mut crate::store::WriteTx, stored: &StoredListing) -> Result<(), StoreError> {
    let last = stored.listing.promotion.as_ref().map(|promotion| promotion.ends_on);
    let next = last.and_then(|last| last.tomorrow().ok()).and_then(|day| day.tomorrow().ok());
    tx.note_upkeep(stored.id, UpkeepKind::Promotion, (crate::domain::upkeep::ReviewStage::Quiet, None), next)
        .await
}
