//! Passwords are hashed aside, two at a time: each takes 19 MiB and a while, on purpose.

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::draw;
use super::failed::Failed;
use crate::domain::desk::password;

/// How many are hashed at once; others wait.
static ROOM: Semaphore = Semaphore::const_new(2);

/// Hashes a password.
///
/// # Errors
/// There is no memory for it, or no randomness.
pub(super) async fn hashed(password: String) -> Result<String, Failed> {
    let salt = draw::bytes()?;
    let hashed = aside(move || password::hash(&password, salt)).await?;
    hashed.map_err(|error| Failed::Hashing(error.to_string()))
}

/// Tells whether a password is the one that was hashed; without a hash it takes as long.
///
/// # Errors
/// The program is stopping.
pub(super) async fn is_right(password: String, hashed: Option<String>) -> Result<bool, Failed> {
    aside(move || password::is_right(&password, hashed.as_deref())).await
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failed> {
    let place = ROOM.acquire().await.map_err(|error| Failed::Hashing(error.to_string()))?;
    let done = spawn_blocking(move || {
        // Kept until it is done, also when nobody waits for it any more.
        let _place = place;
        work()
    });
    done.await.map_err(|error| Failed::Hashing(error.to_string()))
}
