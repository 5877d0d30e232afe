//! Loops in the background. Tests step the same work by hand.

mod follow;
mod queues;
mod regular;

use std::time::Duration;

pub use follow::follow;
pub use queues::{deliver, inspect};
pub use regular::{clear, record};

use uuid::Uuid;

use crate::workflow::Moment;

/// Pause when there is nothing to do; bounds how late a change becomes visible and a letter goes.
const IDLE_PAUSE: Duration = Duration::from_millis(500);
/// Pause after a failure; bounds how late work goes on when the database is back.
const FAILURE_PAUSE: Duration = Duration::from_secs(2);

#[expect(clippy::disallowed_methods, reason = "the background is an edge where the clock is read")]
fn now() -> Moment {
    Moment::at(jiff::Timestamp::now())
}

#[expect(clippy::disallowed_methods, reason = "the background is an edge where identifiers are drawn")]
fn new_id() -> Uuid {
    Uuid::now_v7()
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
