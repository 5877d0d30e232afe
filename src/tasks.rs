//! Loops in the background. Tests step the same work by hand.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::replica::{Replica, Step};

/// Pause when there is nothing to do; bounds how late a change becomes visible.
const IDLE_PAUSE: Duration = Duration::from_millis(500);
/// Longest pause after failures in a row.
const MAX_PAUSE: Duration = Duration::from_secs(30);

/// Follows the database into the index until `stopping` turns true, and ends at the border of a step.
pub fn follow(mut replica: Replica, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let runtime = Handle::current();
    let following = async move {
        let mut failures = 0;
        while !*stopping.borrow() {
            let pause = match replica.step().await {
                Ok(Step::Did(_)) => {
                    failures = 0;
                    continue;
                }
                Ok(Step::Idle) => {
                    failures = 0;
                    IDLE_PAUSE
                }
                Err(error) => {
                    failures = (failures + 1).min(6);
                    tracing::error!(%error, "the index does not follow the database");
                    (IDLE_PAUSE * 2_u32.pow(failures)).min(MAX_PAUSE)
                }
            };
            let _ = tokio::time::timeout(pause, stopping.changed()).await;
        }
        if let Err(error) = replica.finish() {
            tracing::warn!(%error, "the index was not closed cleanly; it will be checked at the next start");
        }
    };
    // Writing an index keeps a thread busy for tens of milliseconds: not one that answers visitors.
    tokio::task::spawn_blocking(move || runtime.block_on(following))
}
