//! Queues that are worked off one thing after another: letters, looks outside.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{FAILURE_PAUSE, IDLE_PAUSE, new_id, note, now};
use crate::inspector::{self, Inspector};
use crate::mailer::{self, Mailer};
use crate::store::StoreError;
use crate::workflow::Moment;

/// How long one thing may take, and how a failure is called.
#[derive(Clone, Copy)]
struct Patience {
    /// Longest time for one thing, database and network together; shorter than a claim, so that nobody else has it.
    time: Duration,
    /// Time for the one under way when the program is told to stop; one that takes longer is done again later.
    last: Duration,
    /// What does not happen when it fails.
    trouble: &'static str,
}

const LETTERS: Patience = Patience {
    time: Duration::from_secs(400),
    last: Duration::from_secs(20),
    trouble: "letters are not sent",
};
const LOOKS: Patience = Patience {
    time: Duration::from_secs(60),
    last: Duration::from_secs(10),
    trouble: "applicants and listed providers are not looked up outside",
};

/// Sends letters one after another until `stopping` turns true or loses its sender, and ends between two letters.
pub fn deliver(mailer: Mailer, stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let mailer = Arc::new(mailer);
    work_off(LETTERS, stopping, move |moment| {
        let mailer = Arc::clone(&mailer);
        async move { Ok(mailer.step(moment).await? != mailer::Step::Idle) }
    })
}

/// Looks outside for one application after another, and at one listed provider after another, until `stopping` turns true or loses its sender.
pub fn inspect(inspector: Inspector, stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let inspector = Arc::new(inspector);
    work_off(LOOKS, stopping, move |moment| {
        let inspector = Arc::clone(&inspector);
        // Applicants wait; what is listed comes after them.
        async move {
            let done = inspector.step(moment).await? != inspector::Step::Idle;
            Ok(done || inspector.look_at_listed(moment, &mut new_id).await? != inspector::Step::Idle)
        }
    })
}

/// Takes one thing after another; `step` tells whether there was one.
fn work_off<F, W>(patience: Patience, mut stopping: watch::Receiver<bool>, step: F) -> JoinHandle<()>
where
    F: Fn(Moment) -> W + Send + 'static,
    W: Future<Output = Result<bool, StoreError>> + Send + 'static,
{
    tokio::spawn(async move {
        let mut failing = false;
        while !*stopping.borrow() && stopping.has_changed().is_ok() {
            let stepped = one(patience, step(now()), &mut stopping).await;
            note(&stepped, &mut failing, patience.trouble);
            let pause = match stepped {
                Ok(true) => continue,
                Ok(false) => IDLE_PAUSE,
                Err(_) => FAILURE_PAUSE,
            };
            let _ = tokio::time::timeout(pause, stopping.changed()).await;
        }
    })
}

/// One thing, in a task of its own: a panic must not end the queue in silence.
async fn one(
    patience: Patience,
    step: impl Future<Output = Result<bool, StoreError>> + Send + 'static,
    stopping: &mut watch::Receiver<bool>,
) -> Result<bool, String> {
    let mut under_way = tokio::spawn(tokio::time::timeout(patience.time, step));
    let ended = tokio::select! {
        ended = &mut under_way => Ok(ended),
        _ = stopping.changed() => tokio::time::timeout(patience.last, &mut under_way).await,
    };
    match ended {
        Ok(Ok(Ok(step))) => step.map_err(|error| error.to_string()),
        Ok(Ok(Err(_))) => Err(format!("one took longer than {} s", patience.time.as_secs())),
        Ok(Err(_)) => Err("one panicked".to_owned()),
        Err(_) => {
            under_way.abort();
            Err("one was given back at the stop of the program".to_owned())
        }
    }
}
