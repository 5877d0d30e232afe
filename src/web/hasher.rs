//! Passwords are hashed beside the threads that answer, two at a time: each takes 19 MiB and tens of milliseconds.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::draw;
use super::failed::Failed;
use crate::domain::desk::password::{self, NewPassword};

/// Hashes at once.
const AT_ONCE: usize = 2;

/// Where passwords are hashed. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hasher(Arc<Semaphore>);

impl Default for Hasher {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Hasher {
    /// Whether a password is the one that was kept; without one it takes as long and is not.
    ///
    /// # Errors
    /// The program is ending.
    pub(super) async fn is_password(&self, typed: &str, kept: Option<&str>) -> Result<bool, Failed> {
        let (typed, kept) = (typed.to_owned(), kept.map(str::to_owned));
        self.beside(move || password::is_password(&typed, kept.as_deref())).await
    }

    /// Gives what is kept of a password.
    ///
    /// # Errors
    /// The system gives no random bits, or the program is ending.
    pub(super) async fn hash(&self, password: NewPassword) -> Result<String, Failed> {
        let salt = draw::salt()?;
        self.beside(move || password.hash(salt)).await?.map_err(|error| Failed::Hash(error.to_string()))
    }

    async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failed> {
        let ended = |_| Failed::Hash("the program is ending".to_owned());
        let _turn = self.0.acquire().await.map_err(ended)?;
        tokio::task::spawn_blocking(work).await.map_err(|error| Failed::Hash(error.to_string()))
    }
}
