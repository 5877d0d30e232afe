//! Failures of ours in the middle of a request.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use thiserror::Error;

use super::answer::broken;
use crate::search::SearchError;
use crate::store::StoreError;

/// Why a handler could not go on. As an answer it is logged, once, and says only its status: the page for it is put
/// on later.
#[derive(Debug, Error)]
pub(super) enum Failed {
    /// The database did not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index did not do what was asked.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The system gives no random bits.
    #[error("the system gives no random bits: {0}")]
    Randomness(getrandom::Error),
    /// A password cannot be hashed.
    #[error("a password cannot be hashed: {0}")]
    Hashing(String),
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        match self {
            // Worth another try: the database comes back, a full disk is emptied.
            Self::Store(StoreError::Unavailable(_) | StoreError::ReadOnly(_)) => {
                tracing::error!(error = %self, "request put off");
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
            Self::Store(_) | Self::Search(_) | Self::Randomness(_) | Self::Hashing(_) => broken(&self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_over_in_a_moment_is_said_to_be() {
        for (failed, status) in [
            (StoreError::Unavailable(String::new()), StatusCode::SERVICE_UNAVAILABLE),
            (StoreError::ReadOnly(String::new()), StatusCode::SERVICE_UNAVAILABLE),
            (StoreError::Refused(String::new()), StatusCode::INTERNAL_SERVER_ERROR),
        ] {
            assert_eq!(Failed::from(failed).into_response().status(), status);
        }
    }
}
