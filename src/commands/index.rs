//! This node's index from the terminal: brought up to date after an import, or built anew.

use std::io::{self, Write};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Failure, open_store};
use crate::config::{Config, Mode};
use crate::replica::{Replica, ReplicaError};
use crate::search::SearchError;
use crate::store::Store;

/// Brings the index up to date. When a server holds it, nothing is to be done: that server follows by itself.
///
/// # Errors
/// The database or the index fails.
pub async fn catch_up(store: &Store, config: &Config) -> Result<(), Failure> {
    match Replica::open(store.clone(), &config.index_dir, config.mode == Mode::Demo).await {
        Err(ReplicaError::Search(SearchError::Locked)) => {
            tracing::info!("a running server holds the index and will follow by itself");
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok((_, replica)) => follow(replica, store).await.map(drop),
    }
}

async fn follow(mut replica: Replica, store: &Store) -> Result<usize, Failure> {
    let progress = Progress::new(store).await?;
    let done = replica.catch_up(|done| progress.show(done)).await?;
    progress.finish();
    replica.finish()?;
    Ok(done)
}

/// `devanture reindex`: throws the index away and builds it from the database.
///
/// # Errors
/// A server holds the index, or the database or the disk fails.
pub async fn reindex(config: &Config) -> Result<(), Failure> {
    let store = open_store(config).await?;
    let (_, replica) = Replica::open_anew(store.clone(), &config.index_dir, config.mode == Mode::Demo)?;
    let done = follow(replica, &store).await?;
    store.close().await;
    // Standard output may be closed: the exit code says the same.
    let _ = writeln!(io::stdout(), "{done} listings indexed");
    Ok(())
}

/// A bar on a terminal, nothing in a pipe.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Measures against the listings there are.
    pub(super) async fn new(store: &Store) -> Result<Self, Failure> {
        let listings = u64::try_from(store.count_listings().await?).unwrap_or(0);
        let bar = ProgressBar::new(listings);
        if let Ok(style) = ProgressStyle::with_template("indexing {bar:30} {human_pos}/{human_len}") {
            bar.set_style(style);
        }
        Ok(Self(bar))
    }

    /// Shows how many changes have been carried over.
    pub(super) fn show(&self, done: usize) {
        self.0.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
