//! What providers do in their space: come in, pause and confirm their listings, change, leave.
//!
//! Each verb names the address whose session asks for it. What that address does not answer for is to it as if it did not
//! exist.

mod enter;
mod erase;
mod listings;
mod open;

pub use enter::ask_link;
pub use erase::{Erasure, erase};
pub use listings::{Confirmed, Own, confirm, pause, resume, withdraw};
pub use open::{is_open_to, open_application};

use thiserror::Error;

use crate::store::StoreError;

/// Why nothing was done in a provider's space.
#[derive(Debug, Error)]
pub enum SpaceError {
    /// There is no such thing, or the address does not answer for it.
    #[error("there is no such thing in this space")]
    NotFound,
    /// It cannot be done to a listing that stands where this one does.
    #[error("it cannot be done to this listing now")]
    WrongState,
    /// It says something else than the page showed.
    #[error("the listing has changed meanwhile")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
