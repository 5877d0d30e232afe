//! Whether the audit log is whole.

use super::{Health, Line, progress};
use crate::domain::audit::Chain;
use crate::store::{Store, StoreError};

/// Rows read from the database at once.
const PART: u32 = 1_000;

/// Follows the chain from the first row to the last.
pub(super) async fn check(store: &Store) -> Result<Line, StoreError> {
    let rows = store.count_audit_rows().await?;
    let bar = progress("audit log", u64::try_from(rows).unwrap_or(0));
    let mut chain = Chain::default();
    let broken = loop {
        let part = store.audit_after(chain.rows(), PART).await?;
        if part.is_empty() {
            break None;
        }
        let mut rows = part.iter();
        if let Some(broken) = rows.find_map(|row| chain.add(row.fields(), &row.hash).err()) {
            break Some(broken);
        }
        bar.set_position(u64::try_from(chain.rows()).unwrap_or(0));
    };
    bar.finish_and_clear();
    Ok(match broken {
        Some(broken) => Line::new(Health::Wrong, format!("audit log: {broken}")),
        // Rows are numbered from 1: one before them is never read along the chain.
        None if chain.rows() < rows => Line::new(Health::Wrong, "audit log: there are rows before row 1"),
        None if chain.rows() == 0 => Line::new(Health::Sound, "audit log: empty"),
        None => {
            let (rows, last) = (chain.rows(), chain.value());
            Line::new(
                Health::Sound,
                format!("audit log: {rows} rows, whole; note the last hash elsewhere: {last}"),
            )
        }
    })
}
