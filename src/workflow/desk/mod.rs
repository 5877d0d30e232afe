//! Those who work at the vetting desk: invited, enrolled, let in, given roles, deactivated.

mod account;
mod enrol;
mod login;
mod team;

pub use account::{Proof, change_name, change_password, end_session, renew_codes, renew_factor};
pub use enrol::{Enrolment, enrol};
pub use login::{Answer, Attempt, fail, login};
pub use team::{Invitation, change_role, deactivate, end_sessions, invite, invite_again};

use thiserror::Error;

use crate::store::StoreError;

/// Why nothing was done about somebody at the desk.
#[derive(Debug, Error)]
pub enum DeskError {
    /// There is nobody of that identifier, or the link is good for nothing any more.
    #[error("there is nobody of that identifier")]
    NotFound,
    /// Password or code are not theirs.
    #[error("the password or the code is wrong")]
    WrongProof,
    /// It would leave the desk without an administrator, or be done to oneself.
    #[error("the desk would be left without an administrator")]
    LastAdministrator,
    /// Nobody changes their own role or deactivates themselves.
    #[error("nobody does that to themselves")]
    Oneself,
    /// The address was sent as many links as an hour allows.
    #[error("too many links for one hour")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
