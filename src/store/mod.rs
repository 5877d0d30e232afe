//! The database: the only room that speaks SQL.
//!
//! One set of queries runs on SQLite and PostgreSQL. Everything is read through [`Store`]; everything is written
//! through [`WriteTx`], one writer at a time on both engines, so what a writer has read stays true until it commits.

mod access;
mod address;
mod applications;
mod audit;
mod cases;
mod comments;
mod connect;
mod contacts;
mod dashboard;
mod decisions;
mod desk_access;
mod doctor;
mod error;
mod guards;
mod hosts;
mod imports;
mod inspections;
mod letters;
mod logos;
mod merge;
mod migrate;
mod offers;
mod officers;
mod personal;
mod proposals;
mod read;
mod reports;
mod row;
mod searches;
mod sql;
mod upkeep;
mod versions;
mod write;

use sqlx::AnyPool;
use uuid::Uuid;

pub use access::UsedLink;
use address::{Address, Engine};
pub use applications::{NewApplication, StoredApplication};
pub use audit::{AuditEntry, AuditFilter, AuditRow};
pub use cases::{CaseLine, RelatedApplication};
pub use comments::Comment;
pub use contacts::StoredContact;
pub use dashboard::Median;
pub use decisions::{CriteriaSeen, Decision};
pub use desk_access::OpenSession;
pub use doctor::Ills;
pub use error::StoreError;
pub use hosts::DatedListing;
pub use imports::{ImportOutline, NewImport};
pub use inspections::{Inspection, InspectionJob};
pub use letters::{ClaimedLetter, LetterFate, LetterState};
pub use merge::Moved;
pub use offers::OfferLine;
pub use officers::StoredOfficer;
pub use personal::AccessDates;
pub use proposals::Proposal;
pub use read::Change;
pub use reports::StoredReport;
pub use row::{StoredListing, StoredProvider};
pub use upkeep::{DueUpkeep, UpkeepLook};
pub use versions::ListingVersion;
pub use write::WriteTx;

/// How far two clocks may differ, in milliseconds: beyond that a date in the future is an error.
const SKEW: i64 = 3_600_000;

/// What a new database is given at its birth.
#[derive(Debug, Clone, Copy)]
pub struct Birth {
    /// Its identity.
    pub id: Uuid,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// The open database. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Store {
    engine: Engine,
    reader: AnyPool,
    writer: AnyPool,
    directory_id: Uuid,
}

impl Store {
    /// Opens the database, makes it when it is a SQLite file that does not exist, and brings its tables up to date.
    ///
    /// `birth` is only used for a database that has no identity yet.
    ///
    /// # Errors
    /// The address is wrong, the database cannot be reached or written, is not set up safely, or is newer than
    /// this program.
    pub async fn open(url: &str, birth: Birth) -> Result<Self, StoreError> {
        let address = Address::parse(url)?;
        let directory_id = migrate::prepare(&address, birth).await?;
        let (reader, writer) = connect::pools(&address).await?;
        Ok(Self { engine: address.engine(), reader, writer, directory_id })
    }

    /// Identity of this database, made once at its birth.
    #[must_use]
    pub const fn directory_id(&self) -> Uuid {
        self.directory_id
    }

    /// Closes every connection, after the work that uses them.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}
