//! Reports about what is listed: sent by visitors, taken and decided at the desk, forgotten in time.

mod decide;
mod forget;
mod send;

pub use decide::{Closed, Handling, answer_letter, ask_letter, close, release, suspension_letter, take};
pub use forget::forget;
pub use send::{NewReport, send};

use thiserror::Error;

use crate::domain::desk::barred::Barred;
use crate::store::StoreError;

/// Why a report stays as it is.
#[derive(Debug, Error)]
pub enum ReportError {
    /// There is none.
    #[error("there is no such report")]
    NotFound,
    /// It was changed since the page was shown that asks for this, or does not stand where this can be done.
    #[error("the report has changed meanwhile")]
    Changed,
    /// Nothing that it is about can be taken out of sight any more.
    #[error("nothing that it is about is listed any more")]
    NothingListed,
    /// Whoever wants to do something about it may not.
    #[error("this officer may not decide about it: {0:?}")]
    Barred(Barred),
    /// The database did not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
}
