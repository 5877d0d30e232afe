//! The one writer of an index folder: upserts listings and commits them together with a position.

use std::path::{Path, PathBuf};

use tantivy::indexer::LogMergePolicy;
use tantivy::schema::Term;
use tantivy::{IndexWriter, TantivyDocument};

use super::open::{self, Lock};
use super::schema::{self, Fields};
use crate::domain::record::Entry;
use crate::search::Search;
use crate::search::error::SearchError;

/// Memory for documents that are not yet on disk, in bytes; tantivy needs 15 MB at least.
const WRITER_MEMORY: usize = 40_000_000;

/// How far an index has followed a database. It travels inside tantivy's commit, so both are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Identity of the database.
    pub directory: String,
    /// Last change number that the index holds.
    pub change: i64,
}

impl Position {
    fn payload(&self) -> String {
        format!("{} {}", self.directory, self.change)
    }

    pub(in crate::search) fn read(payload: &str) -> Option<Self> {
        let (directory, change) = payload.split_once(' ')?;
        Some(Self { directory: directory.to_owned(), change: change.parse().ok()? })
    }
}

/// Writes to an index; there is at most one for each folder.
pub struct Writer {
    search: Search,
    /// Absent after [`Writer::roll_back`], until something is written again.
    writer: Option<IndexWriter<TantivyDocument>>,
    fields: Fields,
    folder: PathBuf,
    lock: Lock,
}

impl Writer {
    /// Opens the index of a folder for writing, making it when there is none.
    ///
    /// # Errors
    /// Another process writes to it, it is damaged, or the disk refuses.
    pub fn open(folder: &Path, show_unclaimed: bool) -> Result<(Search, Self), SearchError> {
        Self::open_locked(folder, show_unclaimed, open::lock(folder)?)
    }

    /// Throws away every index of a folder, whatever its layout, and makes an empty one.
    ///
    /// # Errors
    /// Another process writes to it, or the disk refuses.
    pub fn open_anew(folder: &Path, show_unclaimed: bool) -> Result<(Search, Self), SearchError> {
        let lock = open::lock(folder)?;
        open::clear(folder, &lock)?;
        Self::open_locked(folder, show_unclaimed, lock)
    }

    fn open_locked(folder: &Path, show_unclaimed: bool, lock: Lock) -> Result<(Search, Self), SearchError> {
        let (search, fields) = open::open(folder, show_unclaimed)?;
        let writer = Some(tantivy_writer(&search)?);
        Ok((search.clone(), Self { search, writer, fields, folder: folder.to_owned(), lock }))
    }

    /// How far the index has followed its database; `None` when it is new.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn position(&self) -> Result<Option<Position>, SearchError> {
        self.search.position()
    }

    /// Puts a listing in place of its earlier version.
    ///
    /// # Errors
    /// The writer has failed, for example for want of disk; only [`Writer::roll_back`] mends it.
    pub fn upsert(&mut self, entry: &Entry) -> Result<(), SearchError> {
        let document = schema::document(&self.fields, entry)?;
        let earlier = Term::from_field_text(self.fields.id, &entry.id.to_string());
        let writer = self.writer()?;
        writer.delete_term(earlier);
        writer.add_document(document)?;
        Ok(())
    }

    /// Makes everything since the last commit durable and visible, together with the position.
    ///
    /// # Errors
    /// The disk refuses; the searches go on with the state before, and [`Writer::roll_back`] tells which that is.
    pub fn commit(&mut self, position: &Position) -> Result<(), SearchError> {
        let mut prepared = self.writer()?.prepare_commit()?;
        prepared.set_payload(&position.payload());
        prepared.commit()?;
        self.search.reload()
    }

    /// Forgets what was not committed, after a failure, and gives the position from which to go on.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn roll_back(&mut self) -> Result<Option<Position>, SearchError> {
        // Not tantivy's own rollback: when that fails once, it panics the second time.
        self.writer = None;
        self.search.reload()?;
        self.position()
    }

    /// Removes the indexes of other layouts, once this one has caught up.
    ///
    /// # Errors
    /// The folder cannot be read or emptied.
    pub fn clear_other_layouts(&self) -> Result<(), SearchError> {
        open::clear_other_layouts(&self.folder, &self.lock)
    }

    /// Waits for merges that run in the background and shows their result.
    ///
    /// # Errors
    /// A merge failed.
    pub fn finish(self) -> Result<(), SearchError> {
        if let Some(writer) = self.writer {
            writer.wait_merging_threads()?;
        }
        self.search.reload()
    }

    fn writer(&mut self) -> Result<&mut IndexWriter<TantivyDocument>, SearchError> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => tantivy_writer(&self.search)?,
        };
        Ok(self.writer.insert(writer))
    }
}

fn tantivy_writer(search: &Search) -> Result<IndexWriter<TantivyDocument>, SearchError> {
    // One thread: a second one would double the memory and leave two segments for each commit.
    let writer = search.index().writer_with_num_threads(1, WRITER_MEMORY)?;
    let mut policy = LogMergePolicy::default();
    policy.set_min_layer_size(1_000);
    policy.set_min_num_segments(4);
    policy.set_del_docs_ratio_before_merge(0.3);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}
