//! Import: records become listings, a batch at a time.
//!
//! A record is recognised by its listing's identifier, else its slug, else its provider and title; its provider by
//! identifier, else SIREN, else slug, else the slug made of its name; names of what was merged lead to what stands for
//! it. What is recognised is changed, what is not is added, and what says nothing new writes nothing.

pub mod desk;
mod known;
mod lookalikes;
mod placing;
mod recognise;
mod slugs;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Moment, NewIds};
use crate::domain::record::{Record, Refusal};
use crate::store::{AuditRow, Store, StoreError, WriteTx};
use known::Known;
use slugs::Slugs;

/// Most records of one batch: of the command, one transaction.
pub const BATCH: usize = 500;

/// A record that could not go in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, {}: {}", .refusal.field, .refusal.reason)]
pub struct RowRefusal {
    /// Line of the file, from 1.
    pub line: u64,
    /// The field and the reason.
    pub refusal: Refusal,
}

/// What became of records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What became of those that went in.
    pub tally: Tally,
    /// The others, in the order of their lines.
    pub refused: Vec<RowRefusal>,
}

/// How many records had which effect.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// New listings.
    pub added: u64,
    /// Listings that say something else now, or whose provider does.
    pub changed: u64,
    /// Listings that said the same already.
    pub unchanged: u64,
    /// Listings that a row of a public source may not overwrite: somebody answers for them, or they were taken back.
    pub kept: u64,
}

impl Tally {
    /// Adds the counts of another batch.
    pub const fn add(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.kept += other.kept;
    }

    const fn wrote(self) -> bool {
        self.added + self.changed > 0
    }
}

/// How a batch goes in.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// When.
    pub moment: Moment,
    /// What the audit log calls the source, such as the file's name.
    pub source: &'a str,
    /// Whether everything is undone at the end.
    pub dry_run: bool,
}

/// Takes in records with their line numbers, all in one transaction.
///
/// Records that contradict the directory are refused one by one, the others go in.
///
/// # Errors
/// The database failed: nothing of this batch was written.
pub async fn import_batch(
    store: &Store,
    batch: Vec<(u64, Record)>,
    terms: Terms<'_>,
    ids: NewIds<'_>,
) -> Result<Outcome, StoreError> {
    let tx = store.begin_write(terms.moment.now).await?;
    let (tx, outcome) = take_in(tx, batch, terms.moment, ids).await?;
    finish(tx, &outcome, terms).await?;
    Ok(outcome)
}

/// Places records inside a transaction; what they may be recognised by is read for [`BATCH`] of them at a time.
async fn take_in(
    tx: WriteTx,
    records: Vec<(u64, Record)>,
    moment: Moment,
    ids: NewIds<'_>,
) -> Result<(WriteTx, Outcome), StoreError> {
    let (mut tx, mut outcome) = (tx, Outcome::default());
    let mut records = records.into_iter();
    loop {
        let batch: Vec<_> = records.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok((tx, outcome));
        }
        let known = Known::load(&mut tx, &batch).await?;
        let mut import = Import { tx, known, slugs: Slugs::default(), ids: &mut *ids, today: moment.today };
        for (line, record) in batch {
            match import.place(record).await {
                Ok(placed) => placed.count(&mut outcome.tally),
                Err(Refused::Record(refusal)) => outcome.refused.push(RowRefusal { line, refusal }),
                Err(Refused::Database(error)) => return Err(error),
            }
        }
        tx = import.tx;
    }
}

async fn finish(mut tx: WriteTx, outcome: &Outcome, terms: Terms<'_>) -> Result<(), StoreError> {
    if terms.dry_run || !outcome.tally.wrote() {
        return tx.rollback().await;
    }
    let detail = serde_json::to_string(&outcome.tally).unwrap_or_default();
    let row = AuditRow { actor: "command", action: "import", subject: terms.source, detail: &detail };
    tx.audit(row).await?;
    tx.commit().await
}

/// A batch on its way into the directory.
struct Import<'a> {
    tx: WriteTx,
    known: Known,
    slugs: Slugs,
    ids: NewIds<'a>,
    today: jiff::civil::Date,
}

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placed {
    Added,
    Changed,
    Unchanged,
    Kept,
}

impl Placed {
    const fn count(self, tally: &mut Tally) {
        match self {
            Self::Added => tally.added += 1,
            Self::Changed => tally.changed += 1,
            Self::Unchanged => tally.unchanged += 1,
            Self::Kept => tally.kept += 1,
        }
    }
}

/// Why a record did not go in.
enum Refused {
    Record(Refusal),
    Database(StoreError),
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Record(refusal)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Database(error)
    }
}
