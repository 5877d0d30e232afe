//! What the program does when it is not serving, and what all commands share.

pub mod admin;
pub mod check_config;
pub mod doctor;
pub mod export;
pub mod import;
pub mod index;
pub mod searches;
pub mod serve;

use std::process::ExitCode;

use thiserror::Error;
use uuid::Uuid;

use crate::app::AppError;
use crate::config::{Config, Problem};
use crate::replica::ReplicaError;
use crate::store::{Birth, Store, StoreError};
use crate::workflow::Moment;

/// Why a command did not do what it was asked, in one plain sentence.
#[derive(Debug, Error)]
pub enum Failure {
    /// The work failed.
    #[error("{0}")]
    Work(String),
    /// The command or the settings are wrong.
    #[error("{0}")]
    Usage(String),
    /// Rows of a file were refused; they have been printed.
    #[error("some rows were refused")]
    RowsRefused,
}

impl Failure {
    /// 1 for work that failed, 2 for wrong use.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Work(_) | Self::RowsRefused => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<ReplicaError> for Failure {
    fn from(error: ReplicaError) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Self::Usage(lines.join("\n"))
    }
}

/// Opens the configured database.
///
/// # Errors
/// It cannot be opened.
pub async fn open_store(config: &Config) -> Result<Store, Failure> {
    let birth = Birth { id: new_id(), at: moment().now };
    Ok(Store::open(config.database_url.expose(), birth).await?)
}

/// What the clock shows now.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "commands are the edge where the clock is read")]
pub fn moment() -> Moment {
    Moment::at(jiff::Timestamp::now())
}

/// A fresh identifier.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "commands are the edge where identifiers are drawn")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
