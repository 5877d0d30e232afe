//! Carries the change log of the database into this node's index: open or rebuild, catch up, follow.
//!
//! *Invariant*: the index commit carries the number of the last change it holds. A crash between the
//! database and the index therefore loses nothing: the next step begins behind that number.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::search::{self, Position, Search, SearchError, Writer};
use crate::store::{Store, StoreError};

/// Changes carried over in one step; bounds the memory of a step.
const STEP: u32 = 2_000;
/// Changes after which a long catch-up commits, so that a crash does not start it over.
const COMMIT_EVERY: usize = 20_000;

/// Why the index does not follow the database.
#[derive(Debug, Error)]
pub enum ReplicaError {
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index cannot be written.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There was nothing to carry over.
    Idle,
    /// So many changes were carried over.
    Did(usize),
}

/// Follows a database into an index.
pub struct Replica {
    store: Store,
    writer: Writer,
    position: Position,
    folder: PathBuf,
}

impl Replica {
    /// Opens the index of a folder for following this database. An index that is damaged, of another
    /// layout, of another database or ahead of it is thrown away: it can always be made again.
    ///
    /// # Errors
    /// The database cannot be read, another process writes to the index, or the disk refuses.
    pub async fn open(
        store: Store,
        folder: &Path,
        show_unclaimed: bool,
    ) -> Result<(Search, Self), ReplicaError> {
        let start = Position { directory: store.directory_id().to_string(), change: 0 };
        let newest = store.change_number().await?;
        let (search, writer, position) = match open_index(folder, show_unclaimed) {
            Ok((search, writer, Some(position)))
                if position.directory == start.directory && position.change <= newest =>
            {
                (search, writer, position)
            }
            Ok((search, writer, None)) => (search, writer, start),
            Err(error @ (SearchError::Locked | SearchError::Io(_))) => return Err(error.into()),
            unusable => {
                let reason =
                    unusable.err().map_or("of another database".to_owned(), |error| error.to_string());
                tracing::warn!(%reason, "building the index anew");
                search::clear(folder)?;
                let (search, writer, _) = open_index(folder, show_unclaimed)?;
                (search, writer, start)
            }
        };
        Ok((search, Self { store, writer, position, folder: folder.to_owned() }))
    }

    /// Carries over the next changes, if there are any, and makes them visible.
    ///
    /// # Errors
    /// The database cannot be read or the index cannot be written; the next step tries again.
    pub async fn step(&mut self) -> Result<Step, ReplicaError> {
        let carried = self.carry().await?;
        if carried == 0 {
            return Ok(Step::Idle);
        }
        self.writer.commit(&self.position)?;
        Ok(Step::Did(carried))
    }

    /// Carries over everything there is, committing rarely; tells how much it has done so far after each part.
    ///
    /// # Errors
    /// As [`Replica::step`].
    pub async fn catch_up(&mut self, mut progress: impl FnMut(usize)) -> Result<usize, ReplicaError> {
        let (mut done, mut uncommitted) = (0, 0);
        loop {
            let carried = self.carry().await?;
            done += carried;
            uncommitted += carried;
            progress(done);
            if uncommitted > 0 && (carried == 0 || uncommitted >= COMMIT_EVERY) {
                self.writer.commit(&self.position)?;
                uncommitted = 0;
            }
            if carried == 0 {
                search::clear_other_layouts(&self.folder)?;
                return Ok(done);
            }
        }
    }

    /// Waits for merges in the background and lets go of the index.
    ///
    /// # Errors
    /// A merge failed; the committed state stays readable.
    pub fn finish(self) -> Result<(), ReplicaError> {
        Ok(self.writer.finish()?)
    }

    /// Reads changes behind the position and hands the listings, as they are now, to the writer.
    async fn carry(&mut self) -> Result<usize, ReplicaError> {
        let changes = self.store.changes_after(self.position.change, STEP).await?;
        for change in &changes {
            self.writer.upsert(&change.entry)?;
            self.position.change = change.seq;
        }
        Ok(changes.len())
    }
}

fn open_index(
    folder: &Path,
    show_unclaimed: bool,
) -> Result<(Search, Writer, Option<Position>), SearchError> {
    let (search, writer) = Writer::open(folder, show_unclaimed)?;
    let position = writer.position()?;
    Ok((search, writer, position))
}
