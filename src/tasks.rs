//! Loops in the background. Tests step the same work by hand.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::mailer::{self, Mailer};
use crate::replica::{Replica, Step};
use crate::store::{Store, StoreError};
use crate::workflow::logos::Sweeper;
use crate::workflow::searches::Recorder;
use crate::workflow::{Moment, access};

/// Pause between two records of searches without result: what a crash may lose, and at most one audit row each.
const RECORD_PAUSE: Duration = Duration::from_secs(300);
/// Longest wait for the database in a record; also delays the end of the program at most by this.
const RECORD_TIME: Duration = Duration::from_secs(5);
/// Pause between two clearings of sessions and links that ended and of logos that nothing refers to.
const CLEAR_PAUSE: Duration = Duration::from_secs(3_600);
/// Longest wait for the database in a clearing; also delays the end of the program at most by this.
const CLEAR_TIME: Duration = Duration::from_secs(5);
/// Pause when there is nothing to do; bounds how late a change becomes visible.
const IDLE_PAUSE: Duration = Duration::from_millis(500);
/// Longest time for one letter, database and mail server together; shorter than a claim, so that nobody else has it.
const LETTER_TIME: Duration = Duration::from_secs(400);
/// Time for the letter under way when the program is told to stop; one that takes longer is sent again later.
const LAST_LETTER_TIME: Duration = Duration::from_secs(20);
/// Longest wait for the database in a step: a connection that vanished without a word must not end the following.
const STEP_TIME: Duration = Duration::from_secs(15);
/// Pause after a failure; bounds how late the index follows again when the database is back.
const FAILURE_PAUSE: Duration = Duration::from_secs(2);

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

/// Records the searches without result now and then until `stopping` turns true or loses its sender, and then once more.
pub fn record(mut recorder: Recorder, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failing = false;
        loop {
            let stop = stopping.wait_for(|stop| *stop);
            let last = tokio::time::timeout(RECORD_PAUSE, stop).await.is_ok();
            let recorded = match tokio::time::timeout(RECORD_TIME, recorder.step(now())).await {
                Ok(recorded) => recorded.map_err(|error| error.to_string()),
                Err(_) => Err(format!("the database does not answer within {} s", RECORD_TIME.as_secs())),
            };
            note(&recorded, &mut failing, "searches without result are not recorded");
            if last {
                return;
            }
        }
    })
}

/// Deletes now and then what nobody can use any more, until `stopping` turns true or loses its sender.
pub fn clear(mut sweeper: Sweeper, store: Store, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failing = false;
        loop {
            let work = async {
                access::clear(&store, now()).await?;
                sweeper.step(now()).await
            };
            let cleared = match tokio::time::timeout(CLEAR_TIME, work).await {
                Ok(cleared) => cleared.map_err(|error: StoreError| error.to_string()),
                Err(_) => Err(format!("the database does not answer within {} s", CLEAR_TIME.as_secs())),
            };
            note(&cleared, &mut failing, "what ended is not deleted");
            let stop = stopping.wait_for(|stop| *stop);
            if tokio::time::timeout(CLEAR_PAUSE, stop).await.is_ok() {
                return;
            }
        }
    })
}

/// Sends letters one after another until `stopping` turns true or loses its sender, and ends between two letters.
pub fn deliver(mailer: Mailer, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let mailer = Arc::new(mailer);
    tokio::spawn(async move {
        let mut failing = false;
        while !*stopping.borrow() && stopping.has_changed().is_ok() {
            let delivered = deliver_one(&mailer, &mut stopping).await;
            note(&delivered, &mut failing, "letters are not sent");
            let pause = match delivered {
                Ok(mailer::Step::Idle) => IDLE_PAUSE,
                Ok(_) => continue,
                Err(_) => FAILURE_PAUSE,
            };
            let _ = tokio::time::timeout(pause, stopping.changed()).await;
        }
    })
}

/// One letter, in a task of its own: a panic must not end the mailer in silence.
async fn deliver_one(
    mailer: &Arc<Mailer>,
    stopping: &mut watch::Receiver<bool>,
) -> Result<mailer::Step, String> {
    let (mailer, moment) = (Arc::clone(mailer), now());
    let step = async move { tokio::time::timeout(LETTER_TIME, mailer.step(moment)).await };
    let mut under_way = tokio::spawn(step);
    let ended = tokio::select! {
        ended = &mut under_way => Ok(ended),
        _ = stopping.changed() => tokio::time::timeout(LAST_LETTER_TIME, &mut under_way).await,
    };
    match ended {
        Ok(Ok(Ok(step))) => step.map_err(|error| error.to_string()),
        Ok(Ok(Err(_))) => Err(format!("a letter was not done with within {} s", LETTER_TIME.as_secs())),
        Ok(Err(_)) => Err("sending a letter panicked".to_owned()),
        Err(_) => {
            under_way.abort();
            Err("a letter was given back at the stop of the program".to_owned())
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the background is an edge where the clock is read")]
fn now() -> Moment {
    Moment::at(jiff::Timestamp::now())
}

/// Logs the first failure of a row of them, and its end.
fn note<T>(stepped: &Result<T, String>, failing: &mut bool, trouble: &str) {
    match stepped {
        Err(reason) if !*failing => tracing::error!(%reason, "{trouble}"),
        Ok(_) if *failing => tracing::info!("over: {trouble}"),
        _ => {}
    }
    *failing = stepped.is_err();
}
