//! An index looked at beside whoever writes it, to compare it with the database.

use std::path::Path;

use super::hits::entry;
use super::lookup::documents_with;
use super::segments::open;
use super::{Position, Search, SearchError};
use crate::domain::ids::ListingId;
use crate::domain::record::Entry;

/// One state of the index of a folder. Nothing is written, and no lock of ours is taken: a server may hold it.
pub struct Census {
    search: Search,
    position: Option<Position>,
}

impl Census {
    /// Opens the index of a folder; nothing when there is none of this layout.
    ///
    /// # Errors
    /// The index is damaged, or the disk refuses.
    pub fn open(folder: &Path) -> Result<Option<Self>, SearchError> {
        let Some(search) = open::look_at(folder)? else { return Ok(None) };
        let position = search.position()?;
        Ok(Some(Self { search, position }))
    }

    /// Whether some process holds the right to write to the index of a folder.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn is_held(folder: &Path) -> Result<bool, SearchError> {
        match open::lock(folder) {
            Ok(_) => Ok(false),
            Err(SearchError::Locked) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// How far the index had followed its database when it was opened.
    #[must_use]
    pub const fn position(&self) -> Option<&Position> {
        self.position.as_ref()
    }

    /// How many listings it holds, in any state.
    #[must_use]
    pub fn listings(&self) -> u64 {
        self.search.snapshot().searcher.num_docs()
    }

    /// A listing as the index holds it, in any state.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn listing(&self, id: ListingId) -> Result<Option<Entry>, SearchError> {
        let snapshot = self.search.snapshot();
        let found = documents_with(&snapshot, snapshot.fields.id, &id.to_string(), 1, |_| true)?;
        found.first().map(|address| entry(&snapshot, *address)).transpose()
    }
}
