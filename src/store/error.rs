//! What can go wrong with the database.

use sqlx::error::DatabaseError;
use sqlx::migrate::MigrateError;
use thiserror::Error;

/// Why the database did not do what was asked, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The address is of no known form.
    #[error("the address of the database is wrong: {0}")]
    Address(String),
    /// The database cannot be opened.
    #[error("the database cannot be opened ({place}): {reason}")]
    Open {
        /// Where it should be, without any password.
        place: String,
        /// What the system or the engine says.
        reason: String,
    },
    /// The database would not keep what it acknowledges, or may spoil it.
    #[error("the database is not set up safely: {0}")]
    Unsafe(String),
    /// A newer program made these tables.
    #[error("the database was made by a newer version of devanture: install that version")]
    Newer,
    /// The tables cannot be brought up to date.
    #[error("the tables of the database cannot be brought up to date: {0}")]
    Migration(String),
    /// No connection in time, or a connection broke: trying later may help.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    /// The disk is full or may not be written.
    #[error("the database cannot be written: {0}")]
    ReadOnly(String),
    /// Something of that name exists already.
    #[error("the database holds that already: {0}")]
    Conflict(String),
    /// A stored record can no longer be read.
    #[error("a stored record cannot be read ({what}): {reason}")]
    Corrupt {
        /// Which one.
        what: String,
        /// Why.
        reason: String,
    },
    /// The engine refused a statement.
    #[error("the database refused: {0}")]
    Refused(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => of_engine(error.as_ref()),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Protocol(_)
            | sqlx::Error::BeginFailed => Self::Unavailable(error.to_string()),
            error => Self::Refused(error.to_string()),
        }
    }
}

fn of_engine(error: &dyn DatabaseError) -> StoreError {
    let message = error.message().to_owned();
    if error.is_unique_violation() {
        return StoreError::Conflict(message);
    }
    match error.code().as_deref() {
        Some(code) if code.bytes().all(|digit| digit.is_ascii_digit()) && code.len() < 5 => {
            of_sqlite(code, message)
        }
        // PostgreSQL's classes: 08 connection, 53 out of resources, 57 operator's intervention, 25006 read only.
        Some("25006" | "53100") => StoreError::ReadOnly(message),
        Some(code) if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => {
            StoreError::Unavailable(message)
        }
        _ => StoreError::Refused(message),
    }
}

/// SQLite's extended codes keep the primary one in their low eight bits.
fn of_sqlite(code: &str, message: String) -> StoreError {
    match code.parse::<u32>().map(|code| code & 0xff) {
        // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CANTOPEN
        Ok(5 | 6 | 14) => StoreError::Unavailable(message),
        // SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL
        Ok(8 | 10 | 13) => StoreError::ReadOnly(message),
        _ => StoreError::Refused(message),
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) => Self::Newer,
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                match Self::from(error) {
                    Self::Refused(reason) => Self::Migration(reason),
                    other => other,
                }
            }
            error => Self::Migration(error.to_string()),
        }
    }
}

impl StoreError {
    /// The same failure as one of opening the database at `place`.
    pub(super) fn while_opening(self, place: &str) -> Self {
        match self {
            Self::Unavailable(reason) | Self::ReadOnly(reason) | Self::Refused(reason) => {
                Self::Open { place: place.to_owned(), reason }
            }
            other => other,
        }
    }
}
