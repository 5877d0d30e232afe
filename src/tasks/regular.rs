//! What is done now and then: recording what was counted, deleting what ended.

use std::future::Future;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::{note, now};
use crate::store::{Store, StoreError};
use crate::workflow::logos::Sweeper;
use crate::workflow::searches::Recorder;
use crate::workflow::{access, applications, reports};

/// Pause between two records of searches without result: what a crash may lose, and at most one audit row each.
const RECORD_PAUSE: Duration = Duration::from_secs(300);
/// Pause between two clearings of what ended and of what nothing refers to.
const CLEAR_PAUSE: Duration = Duration::from_secs(3_600);
/// Longest wait for the database; also delays the end of the program at most by this.
const STORE_TIME: Duration = Duration::from_secs(5);

/// Records the searches without result now and then until `stopping` turns true or loses its sender, and then once more.
pub fn record(mut recorder: Recorder, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failing = false;
        loop {
            let last = pause(RECORD_PAUSE, &mut stopping).await;
            let recorded = in_time(recorder.step(now())).await;
            note(&recorded, &mut failing, "searches without result are not recorded");
            if last {
                return;
            }
        }
    })
}

/// Deletes now and then sessions, links, drafts, logos and addresses that nobody can use any more, and warns the authors of drafts
/// before, until `stopping` turns true or loses its sender.
pub fn clear(mut sweeper: Sweeper, store: Store, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failing = false;
        loop {
            let cleared = in_time(async {
                access::clear(&store, now()).await?;
                applications::sweep(&store, now(), &mut new_id).await?;
                reports::forget(&store, now()).await?;
                sweeper.step(now()).await
            });
            note(&cleared.await, &mut failing, "what ended is not deleted");
            if pause(CLEAR_PAUSE, &mut stopping).await {
                return;
            }
        }
    })
}

/// Waits for a while; tells whether it is time to stop.
async fn pause(time: Duration, stopping: &mut watch::Receiver<bool>) -> bool {
    tokio::time::timeout(time, stopping.wait_for(|stop| *stop)).await.is_ok()
}

async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, String> {
    match tokio::time::timeout(STORE_TIME, work).await {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err(format!("the database does not answer within {} s", STORE_TIME.as_secs())),
    }
}

#[expect(clippy::disallowed_methods, reason = "the background is an edge where identifiers are drawn")]
fn new_id() -> Uuid {
    Uuid::now_v7()
}
