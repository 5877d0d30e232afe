//! Composition root: opens the store and the index, starts the background, serves, drains.

mod listener;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::{Config, Mode};
use crate::replica::{Replica, ReplicaError, Step};
use crate::search::Search;
use crate::store::{Store, StoreError};
use crate::web::{self, AppState, Site};
use crate::workflow::{Now, starter};
use crate::tasks;

/// Why the program cannot serve.
#[derive(Debug, Error)]
pub enum AppError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index.
    #[error(transparent)]
    Replica(#[from] ReplicaError),
    /// The address.
    #[error("cannot listen on {address}: {reason}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
}
