//! What can go wrong with the index. Everything in it can be rebuilt from the database.

use thiserror::Error;

/// The index cannot be read or written.
#[derive(Debug, Error)]
pub enum SearchError {
    /// Another process writes to this index.
    #[error("another process is writing to the index")]
    Locked,
    /// The index on disk is of another layout, damaged or foreign; rebuilding mends it.
    #[error("the index cannot be read: {0}")]
    Corrupt(String),
    /// The disk or the folder refused.
    #[error("the index cannot be written: {0}")]
    Io(String),
}

impl SearchError {
    pub(super) fn corrupt(cause: &dyn std::fmt::Display) -> Self {
        Self::Corrupt(cause.to_string())
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        use tantivy::TantivyError as E;
        match error {
            E::LockFailure(..) => Self::Locked,
            E::IoError(_) | E::OpenDirectoryError(_) | E::OpenWriteError(_) => Self::Io(error.to_string()),
            other => Self::Corrupt(other.to_string()),
        }
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.to_string())
    }
}
