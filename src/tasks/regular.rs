//! What is done now and then: recording what was counted, deleting what ended.

use std::future::Future;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{new_id, note, now};
use crate::store::{Store, StoreError};
use crate::workflow::logos::Sweeper;
use crate::workflow::searches::Recorder;
use crate::workflow::{access, applications, import, reports, upkeep};

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

/// Deletes now and then sessions, links, drafts, logos, files and addresses that nobody can use any more, and warns the
/// authors of drafts before; asks those who answer for listings whether they are right, and ends promotions; until
/// `stopping` turns true or loses its sender.
pub fn clear(mut sweeper: Sweeper, store: Store, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let (mut failing, mut unkept) = (false, false);
        loop {
            let cleared = in_time(async {
                access::clear(&store, now()).await?;
                applications::sweep(&store, now(), &mut new_id).await?;
                import::desk::clear(&store, now()).await?;
                reports::forget(&store, now()).await?;
                sweeper.step(now()).await
            });
            note(&cleared.await, &mut failing, "what ended is not deleted");
            note(&keep_true(&store, &stopping).await, &mut unkept, "listings are not reviewed");
            if pause(CLEAR_PAUSE, &mut stopping).await {
                return;
            }
        }
    })
}

/// Reviews what is due, provider after provider, until nothing is or the program is told to stop.
async fn keep_true(store: &Store, stopping: &watch::Receiver<bool>) -> Result<(), String> {
    while !*stopping.borrow() {
        let step = async {
            Ok(upkeep::heal(store, now()).await?
                || upkeep::end_promotions(store, now()).await?
                || upkeep::review(store, now(), &mut new_id).await?)
        };
        if !in_time(step).await? {
            break;
        }
    }
    Ok(())
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
