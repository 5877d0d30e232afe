//! Logos: kept while something refers to them.

use super::Moment;
use crate::domain::ids::LogoId;
use crate::domain::logo::Picture;
use crate::store::{AuditRow, Store, StoreError, WriteTx};

/// How long a logo may wait for something to refer to it: the form it belongs to may not be saved yet.
const GRACE: i64 = 24 * 3_600_000;
/// Logos looked at in one step.
const BATCH: u32 = 100;

/// Keeps a picture under a new name, in a transaction that is already open and makes something refer to it.
///
/// # Errors
/// The database failed.
pub async fn keep(tx: &mut WriteTx, id: LogoId, picture: &Picture) -> Result<(), StoreError> {
    tx.insert_logo(id, picture).await
}

/// Deletes logos that nothing refers to, a few at each step, round and round.
#[derive(Debug, Clone)]
pub struct Sweeper {
    store: Store,
    last: Option<LogoId>,
}

impl Sweeper {
    /// Begins with the oldest.
    #[must_use]
    pub const fn new(store: Store) -> Self {
        Self { store, last: None }
    }

    /// Looks at the next hundred logos older than a day, and tells how many were deleted.
    ///
    /// # Errors
    /// The database failed: nothing was deleted, and the same are looked at again.
    pub async fn step(&mut self, moment: Moment) -> Result<usize, StoreError> {
        let seen = self.store.logos_before(moment.now - GRACE, self.last, BATCH).await?;
        let mut unused = Vec::new();
        for id in &seen {
            if !self.store.is_logo_used(*id).await? {
                unused.push(*id);
            }
        }
        let deleted = if unused.is_empty() { 0 } else { delete(&self.store, &unused, moment).await? };
        let whole = usize::try_from(BATCH).is_ok_and(|batch| seen.len() == batch);
        self.last = seen.last().copied().filter(|_| whole);
        Ok(deleted)
    }
}

async fn delete(store: &Store, unused: &[LogoId], moment: Moment) -> Result<usize, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let mut deleted = 0;
    for id in unused {
        // Asked again: something may have begun to refer to it.
        deleted += usize::from(tx.delete_unused_logo(*id).await?);
    }
    if deleted == 0 {
        tx.rollback().await?;
        return Ok(0);
    }
    let detail = format!("{{\"logos\":{deleted}}}");
    tx.audit(AuditRow { actor: "program", action: "sweep", subject: "logo", detail: &detail }).await?;
    tx.commit().await?;
    Ok(deleted)
}
