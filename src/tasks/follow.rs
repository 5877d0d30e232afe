//! Follows the database into this node's index.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{FAILURE_PAUSE, IDLE_PAUSE, note};
use crate::replica::{Replica, Step};

/// Longest wait for the database in a step: a connection that vanished without a word must not end the following.
const STEP_TIME: Duration = Duration::from_secs(15);

/// Follows the database into the index until `stopping` turns true or loses its sender, and ends at the border of a step.
pub fn follow(mut replica: Replica, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let runtime = Handle::current();
    // Writing an index keeps a thread busy for tens of milliseconds: not one that answers visitors.
    tokio::task::spawn_blocking(move || {
        let mut failing = false;
        while !*stopping.borrow() && stopping.has_changed().is_ok() {
            let stepped = step(&runtime, &mut replica, &mut stopping);
            note(&stepped, &mut failing, "the index does not follow the database");
            let pause = match stepped {
                Ok(Step::Did(_)) => continue,
                Ok(Step::Idle) => IDLE_PAUSE,
                Err(_) => FAILURE_PAUSE,
            };
            let _ = runtime.block_on(async { tokio::time::timeout(pause, stopping.changed()).await });
        }
        if let Err(error) = replica.finish() {
            tracing::warn!(%error, "the index was not closed cleanly; it will be checked at the next start");
        }
    })
}

/// One step, given up where it waits for the database when it is time to stop. A panic, such as tantivy's on a file
/// that was cut, must not end the following in silence.
fn step(
    runtime: &Handle,
    replica: &mut Replica,
    stopping: &mut watch::Receiver<bool>,
) -> Result<Step, String> {
    let stepping = AssertUnwindSafe(|| {
        runtime.block_on(async {
            tokio::select! {
                stepped = tokio::time::timeout(STEP_TIME, replica.step()) => stepped,
                _ = stopping.changed() => Ok(Ok(Step::Idle)),
            }
        })
    });
    match catch_unwind(stepping) {
        Ok(Ok(stepped)) => stepped.map_err(|error| error.to_string()),
        Ok(Err(_)) => Err(format!("the database does not answer within {} s", STEP_TIME.as_secs())),
        Err(_) => {
            replica.distrust();
            Err("a step panicked".to_owned())
        }
    }
}
