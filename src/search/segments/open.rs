//! Where an index lies, and how one of another layout makes room for a new one.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use tantivy::directory::MmapDirectory;
use tantivy::schema::Schema;
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings};

use super::schema::{self, Fields};
use crate::domain::taxonomy::ServiceType;
use crate::search::Search;
use crate::search::analysis::{self, spellings};
use crate::search::error::SearchError;

/// Name of the folder of this layout: its number and a fingerprint of the word lists and of the service types, whose
/// ranks are bits and whose labels are searched.
static LAYOUT: LazyLock<String> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    digest.update(spellings::SOURCE);
    digest.update(analysis::STOP_LIST);
    for service in ServiceType::all() {
        digest.update(service.slug());
        digest.update(service.need().slug());
        digest.update(schema::label_words(service));
    }
    let [a, b, c, ..] = digest.finalize()[..] else { return format!("v{}", schema::VERSION) };
    format!("v{}-{a:02x}{b:02x}{c:02x}", schema::VERSION)
});

/// The right to change what lies in an index folder, whatever its layout, until it is dropped or the process ends.
pub(in crate::search) struct Lock {
    _file: File,
}

/// Takes the right to change an index folder, making the folder when there is none.
///
/// tantivy's own lock guards one layout and is taken late. Without this one, a process that looks at an index while
/// another merges segments finds files missing, takes the index for damaged and removes it under the other's feet.
pub(in crate::search) fn lock(folder: &Path) -> Result<Lock, SearchError> {
    std::fs::create_dir_all(folder)?;
    let file = File::options().create(true).append(true).open(folder.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(SearchError::Locked),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Folder of the segments below the index folder.
pub(in crate::search) fn segments_folder(folder: &Path) -> PathBuf {
    folder.join(LAYOUT.as_str())
}

/// Opens the index of this layout below `folder`, making it when there is none.
///
/// An index that was cut or overwritten must be found out here, where it can be rebuilt, and not by a visitor:
/// tantivy checks neither lengths nor checksums by itself, and panics on some of them.
pub(in crate::search) fn open(folder: &Path, show_unclaimed: bool) -> Result<(Search, Fields), SearchError> {
    std::panic::catch_unwind(|| open_checked(folder, show_unclaimed))
        .unwrap_or_else(|_| Err(SearchError::corrupt(&"its files cannot be understood")))
}

fn open_checked(folder: &Path, show_unclaimed: bool) -> Result<(Search, Fields), SearchError> {
    let (schema, fields) = schema::build();
    let segments = segments_folder(folder);
    std::fs::create_dir_all(&segments)?;
    let directory = MmapDirectory::open(&segments).map_err(|error| SearchError::Io(error.to_string()))?;
    let exists = Index::exists(&directory).map_err(|error| SearchError::corrupt(&error))?;
    let index = if exists { Index::open(directory)? } else { create(directory, schema.clone())? };
    if index.schema() != schema {
        return Err(SearchError::corrupt(&"its fields are not ours"));
    }
    if let Some(damaged) = index.validate_checksum()?.iter().next() {
        return Err(SearchError::corrupt(&format_args!("{} is damaged", damaged.display())));
    }
    Ok((Search::start(index, fields, show_unclaimed)?, fields))
}

/// Opens the index of this layout below `folder` for looking only; nothing when there is none. Checksums are not worked out:
/// whoever writes may throw files away meanwhile.
pub(in crate::search) fn look_at(folder: &Path) -> Result<Option<Search>, SearchError> {
    let segments = segments_folder(folder);
    if !segments.is_dir() {
        return Ok(None);
    }
    std::panic::catch_unwind(|| look(&segments))
        .unwrap_or_else(|_| Err(SearchError::corrupt(&"its files cannot be understood")))
}

fn look(segments: &Path) -> Result<Option<Search>, SearchError> {
    let (schema, fields) = schema::build();
    let directory = MmapDirectory::open(segments).map_err(|error| SearchError::Io(error.to_string()))?;
    if !Index::exists(&directory).map_err(|error| SearchError::corrupt(&error))? {
        return Ok(None);
    }
    let index = Index::open(directory)?;
    if index.schema() != schema {
        return Err(SearchError::corrupt(&"its fields are not ours"));
    }
    Search::start(index, fields, true).map(Some)
}

/// Bytes of listings that are packed together. A page reads some forty listings from all over the index: small blocks
/// keep the unpacking of each to a few microseconds, and still halve what lies in memory.
const BLOCK: usize = 4_096;

fn create(directory: MmapDirectory, schema: Schema) -> Result<Index, SearchError> {
    let settings = IndexSettings {
        docstore_compression: Compressor::Lz4,
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    };
    Ok(Index::builder().schema(schema).settings(settings).open_or_create(directory)?)
}

/// Removes every index below `folder`, of this layout and of others.
pub(in crate::search) fn clear(folder: &Path, _: &Lock) -> Result<(), SearchError> {
    remove_layouts(folder, |_| true)
}

/// Removes the indexes of other layouts.
pub(in crate::search) fn clear_other_layouts(folder: &Path, _: &Lock) -> Result<(), SearchError> {
    remove_layouts(folder, |name| name != LAYOUT.as_str())
}

fn remove_layouts(folder: &Path, unwanted: impl Fn(&str) -> bool) -> Result<(), SearchError> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Only what is ours: an operator may have pointed the setting at a folder that holds other things.
        if entry.file_type()?.is_dir() && is_layout(&name) && unwanted(&name) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn is_layout(name: &str) -> bool {
    let Some((number, print)) = name.strip_prefix('v').and_then(|rest| rest.split_once('-')) else {
        return false;
    };
    !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
        && print.len() == 6
        && print.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_at_a_time_may_change_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let held = lock(folder.path()).unwrap();
        assert!(matches!(lock(folder.path()), Err(SearchError::Locked)));
        drop(held);
        assert!(lock(folder.path()).is_ok());
    }

    #[test]
    fn only_folders_of_indexes_are_ever_removed() {
        assert!(is_layout(&LAYOUT));
        for name in ["v1", "v1-", "photos", "vacances-2026", "v1-abcdefg", "..", ".git", "v1-12345z"] {
            assert!(!is_layout(name), "{name}");
        }
    }
}
