//! Searches without result: counted in memory while visitors search, recorded now and then.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use super::Moment;
use crate::domain::empty_search::{Asked, Counts, KEPT_MONTHS, Month};
use crate::store::{AuditRow, Store, StoreError, WriteTx};

/// Different searches of a month that have a count of their own in the database; further ones share one.
pub const MAX_KEPT: i64 = 5_000;

/// Counts searches without result in memory. Cheap to clone; clones count together.
#[derive(Debug, Clone, Default)]
pub struct SearchTally(Arc<Mutex<Counts>>);

impl SearchTally {
    /// Counts one search; nobody waits for more than a moment, and nothing is written.
    pub fn note(&self, month: Month, asked: Asked) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(month, asked, 1);
    }

    fn take(&self) -> Counts {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Carries what a tally counts into the database.
#[derive(Debug)]
pub struct Recorder {
    store: Store,
    tally: SearchTally,
    /// Counted, and not yet known to be written.
    pending: Counts,
    /// The month in which what is too old was deleted last.
    cleared: Option<Month>,
}

impl Recorder {
    /// Prepares to record what `tally` counts.
    #[must_use]
    pub fn new(store: Store, tally: SearchTally) -> Self {
        Self { store, tally, pending: Counts::default(), cleared: None }
    }

    /// Records what was counted since the last step; without any, writes nothing. May be given up anywhere.
    ///
    /// # Errors
    /// The database failed. The counts are kept for the next step; those of a commit whose answer got lost count twice.
    pub async fn step(&mut self, moment: Moment) -> Result<Recorded, StoreError> {
        self.pending.add_all(self.tally.take());
        let month = Month::of(moment.today);
        if self.pending.is_empty() && self.cleared == Some(month) {
            return Ok(Recorded::default());
        }
        let recorded = record(&self.store, &self.pending, moment).await?;
        self.pending = Counts::default();
        self.cleared = Some(month);
        Ok(recorded)
    }
}

/// What was recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Searches without result.
    pub searches: u64,
    /// Old counts that were deleted.
    pub deleted: u64,
}

/// Adds counts to those of the database and deletes what is older than 13 months, in one transaction with its audit row;
/// writes nothing when there is nothing to add or delete.
///
/// # Errors
/// The database failed: nothing was written.
pub async fn record(store: &Store, counts: &Counts, moment: Moment) -> Result<Recorded, StoreError> {
    let tx = store.begin_write(moment.now).await?;
    let mut recording = Recording { tx, kept: HashMap::new() };
    let mut recorded = Recorded::default();
    for (month, asked, times) in counts.iter() {
        recording.add(month, asked, times).await?;
        recorded.searches = recorded.searches.saturating_add(times);
    }
    let mut tx = recording.tx;
    let oldest = Month::of(moment.today).first_of(KEPT_MONTHS);
    recorded.deleted = tx.delete_empty_searches_before(oldest).await?;
    if recorded == Recorded::default() {
        tx.rollback().await?;
        return Ok(recorded);
    }
    let detail = serde_json::to_string(&recorded).unwrap_or_default();
    let row = AuditRow { actor: "program", action: "record", subject: "empty_search", detail: &detail };
    tx.audit(row).await?;
    tx.commit().await?;
    Ok(recorded)
}

/// Counts on their way into the database.
struct Recording {
    tx: WriteTx,
    /// How many counts each month has.
    kept: HashMap<Month, i64>,
}

impl Recording {
    async fn add(&mut self, month: Month, asked: &Asked, times: u64) -> Result<(), StoreError> {
        // One writer at a time: a count that is not there now is not there either when it is begun.
        if self.tx.raise_empty_search(month, asked, times).await? {
            return Ok(());
        }
        let other = Asked::other();
        let full = self.kept(month).await? >= MAX_KEPT;
        if full && self.tx.raise_empty_search(month, &other, times).await? {
            return Ok(());
        }
        self.kept.entry(month).and_modify(|kept| *kept += 1);
        self.tx.insert_empty_search(month, if full { &other } else { asked }, times).await
    }

    async fn kept(&mut self, month: Month) -> Result<i64, StoreError> {
        if let Some(kept) = self.kept.get(&month) {
            return Ok(*kept);
        }
        let kept = self.tx.count_empty_searches(month).await?;
        self.kept.insert(month, kept);
        Ok(kept)
    }
}
