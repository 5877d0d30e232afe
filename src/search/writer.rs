//! The one writer of an index folder: upserts listings and commits them together with a position.

use std::path::Path;

use tantivy::indexer::LogMergePolicy;
use tantivy::schema::Term;
use tantivy::{IndexWriter, TantivyDocument};

use super::error::SearchError;
use super::schema::{self, Fields};
use super::{Search, open};
use crate::domain::ids::ListingId;
use crate::domain::record::Entry;

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

    pub(super) fn read(payload: &str) -> Option<Self> {
        let (directory, change) = payload.split_once(' ')?;
        Some(Self { directory: directory.to_owned(), change: change.parse().ok()? })
    }
}

/// Writes to an index; there is at most one for each folder.
pub struct Writer {
    search: Search,
    writer: IndexWriter<TantivyDocument>,
    fields: Fields,
}

impl Writer {
    /// Opens the index of a folder for writing, making it when there is none.
    ///
    /// # Errors
    /// Another process writes to it, it is damaged, or the disk refuses.
    pub fn open(folder: &Path, show_unclaimed: bool) -> Result<(Search, Self), SearchError> {
        let (search, fields) = open::open(folder, show_unclaimed)?;
        // One thread: a second one would double the memory and leave two segments for each commit.
        let writer = search.index().writer_with_num_threads(1, WRITER_MEMORY)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_layer_size(1_000);
        policy.set_min_num_segments(4);
        policy.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(policy));
        Ok((search.clone(), Self { search, writer, fields }))
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
    /// The writer has failed, for example for want of disk.
    pub fn upsert(&mut self, entry: &Entry) -> Result<(), SearchError> {
        self.remove(entry.id);
        self.writer.add_document(schema::document(&self.fields, entry)?)?;
        Ok(())
    }

    /// Takes a listing out.
    pub fn remove(&mut self, id: ListingId) {
        self.writer.delete_term(Term::from_field_text(self.fields.id, &id.to_string()));
    }

    /// Makes everything since the last commit durable and visible, together with the position.
    ///
    /// # Errors
    /// The disk refuses; the searches go on with the state before.
    pub fn commit(&mut self, position: &Position) -> Result<(), SearchError> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&position.payload());
        prepared.commit()?;
        self.search.reload()
    }

    /// Waits for merges that run in the background and shows their result.
    ///
    /// # Errors
    /// A merge failed.
    pub fn finish(self) -> Result<(), SearchError> {
        self.writer.wait_merging_threads()?;
        self.search.reload()
    }
}
