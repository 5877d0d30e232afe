//! The import desk: a file is brought, its columns are explained, it is tried, then taken in whole.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

pub use super::lookalikes::Lookalike;
use super::lookalikes::lookalikes;
use super::{Tally, Terms, import_batch, take_in};
use crate::domain::ids::OfficerId;
use crate::domain::import::{Choices, FileError, FileKind, ReadRows, read_rows};
use crate::store::{AuditRow, NewImport, Store, StoreError, WriteTx};
use crate::workflow::{Moment, NewIds};

/// How long a file is kept, in milliseconds.
const KEPT: i64 = 3_600_000;
/// Most refused rows that are told one by one.
const MOST_REFUSED: usize = 200;

/// Whose file it is.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// Who acts, as the audit log names them.
    pub actor: &'a str,
    /// The officer.
    pub id: OfficerId,
}

/// What became, or would become, of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many listings had or would have which effect.
    pub tally: Tally,
    /// How many rows were refused.
    pub refused: u64,
    /// The first of them, in the order of their lines.
    pub rows: Vec<RefusedRow>,
    /// Firms that the directory may have already.
    pub lookalikes: Vec<Lookalike>,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// Its line.
    pub line: u64,
    /// The field that is wrong.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Why the desk does not go on.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("the file {0}")]
    File(#[from] FileError),
    /// The file is not there any more: it was imported, replaced, or forgotten after an hour.
    #[error("the file is gone")]
    Gone,
    /// The database failed: nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps a file for its next step. One that explains itself is tried at once.
///
/// # Errors
/// The file cannot be read, or the database failed.
pub async fn bring(
    store: &Store,
    owner: Owner<'_>,
    file: NewImport,
    moment: Moment,
    ids: NewIds<'_>,
) -> Result<(), ImportError> {
    let mut file = file;
    if file.kind != FileKind::Table {
        let rows = read_rows(file.kind, &file.content, &Choices::default())?;
        file.report = written(&try_out(store, rows, moment, ids).await?);
    }
    let mut tx = store.begin_write(moment.now).await?;
    tx.put_import(owner.id, &file).await?;
    done(tx, owner, "bring_import", file.id, "{}").await
}

/// Says what the columns of a file stand for, and tries it by that.
///
/// # Errors
/// The file is gone or cannot be read, or the database failed.
pub async fn explain(
    store: &Store,
    owner: Owner<'_>,
    id: Uuid,
    choices: &Choices,
    moment: Moment,
    ids: NewIds<'_>,
) -> Result<(), ImportError> {
    let content = store.import_content(owner.id, id).await?.ok_or(ImportError::Gone)?;
    let rows = read_rows(FileKind::Table, &content, choices)?;
    let report = written(&try_out(store, rows, moment, ids).await?);
    let mut tx = store.begin_write(moment.now).await?;
    if !tx.choose_columns(owner.id, id, choices, &report).await? {
        tx.rollback().await?;
        return Err(ImportError::Gone);
    }
    done(tx, owner, "explain_import", id, "{}").await
}

/// Takes a file in, whole: every row that is right goes in with the same transaction, under one row of the audit log.
///
/// # Errors
/// The file is gone, or the database failed: nothing was written.
pub async fn confirm(
    store: &Store,
    owner: Owner<'_>,
    id: Uuid,
    moment: Moment,
    ids: NewIds<'_>,
) -> Result<Report, ImportError> {
    let outline =
        store.import_outline(owner.id).await?.filter(|outline| outline.id == id && outline.done_at.is_none());
    let outline = outline.ok_or(ImportError::Gone)?;
    let content = store.import_content(owner.id, id).await?.ok_or(ImportError::Gone)?;
    let choices = match (outline.kind, outline.choices) {
        (FileKind::Table, None) => return Err(ImportError::Gone),
        (_, choices) => choices.unwrap_or_default(),
    };
    let ReadRows { records, refused } = read_rows(outline.kind, &content, &choices)?;
    let tx = store.begin_write(moment.now).await?;
    let (mut tx, outcome) = take_in(tx, records, moment, ids).await?;
    let report = report(outcome.tally, refused, outcome.refused);
    // Who confirms twice at once finds it done.
    if !tx.finish_import(owner.id, id, &written(&report)).await? {
        tx.rollback().await?;
        return Err(ImportError::Gone);
    }
    let detail = serde_json::to_string(&report.tally).unwrap_or_default();
    done(tx, owner, "import", id, &detail).await?;
    Ok(report)
}

/// Forgets the file of an officer.
///
/// # Errors
/// The database failed.
pub async fn discard(store: &Store, owner: Owner<'_>, moment: Moment) -> Result<(), ImportError> {
    let Some(outline) = store.import_outline(owner.id).await? else { return Ok(()) };
    let mut tx = store.begin_write(moment.now).await?;
    if !tx.delete_import(owner.id).await? {
        return Ok(tx.rollback().await?);
    }
    done(tx, owner, "discard_import", outline.id, "{}").await
}

/// Forgets the files that nobody took in within an hour.
///
/// # Errors
/// The database failed: nothing was forgotten.
pub async fn clear(store: &Store, moment: Moment) -> Result<u64, StoreError> {
    let before = moment.now - KEPT;
    if store.count_imports_before(before).await? == 0 {
        return Ok(0);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let files = tx.delete_imports_before(before).await?;
    let detail = format!("{{\"files\":{files}}}");
    tx.audit(AuditRow { actor: "program", action: "clear_imports", subject: "import", detail: &detail })
        .await?;
    tx.commit().await?;
    Ok(files)
}

/// Whether a file that was brought at a moment is still to be had: it is forgotten when an hour has passed, whenever the
/// background comes round to it.
#[must_use]
pub const fn is_kept(brought_at: i64, now: i64) -> bool {
    brought_at > now - KEPT
}

async fn try_out(
    store: &Store,
    rows: ReadRows,
    moment: Moment,
    ids: NewIds<'_>,
) -> Result<Report, StoreError> {
    let lookalikes = lookalikes(store, &rows.records).await?;
    let terms = Terms { moment, source: "", dry_run: true };
    let outcome = import_batch(store, rows.records, terms, ids).await?;
    Ok(Report { lookalikes, ..report(outcome.tally, rows.refused, outcome.refused) })
}

fn report(
    tally: Tally,
    unreadable: Vec<(u64, crate::domain::record::Refusal)>,
    refused: Vec<super::RowRefusal>,
) -> Report {
    let placed = refused.into_iter().map(|row| (row.line, row.refusal));
    let mut rows: Vec<RefusedRow> = unreadable
        .into_iter()
        .chain(placed)
        .map(|(line, refusal)| RefusedRow { line, field: refusal.field, reason: refusal.reason })
        .collect();
    rows.sort_by_key(|row| row.line);
    let refused = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    rows.truncate(MOST_REFUSED);
    Report { tally, refused, rows, lookalikes: Vec::new() }
}

fn written(report: &Report) -> String {
    serde_json::to_string(report).unwrap_or_default()
}

async fn done(
    tx: WriteTx,
    owner: Owner<'_>,
    action: &str,
    id: Uuid,
    detail: &str,
) -> Result<(), ImportError> {
    let mut tx = tx;
    tx.audit(AuditRow { actor: owner.actor, action, subject: &format!("import:{id}"), detail }).await?;
    Ok(tx.commit().await?)
}
