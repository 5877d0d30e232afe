//! People at the vetting desk: who is invited, how they come in, what they may change of themselves and of others.

mod enrol;
mod invite;
mod login;
mod own;
mod team;

pub use enrol::{Enrolled, Enrolment, enrol};
pub use invite::{Invitation, invite};
pub use login::{Entered, LogIn, keep_open, leave, log_in, note_failed};
pub use own::{
    Proof, SecondFactor, Tidied, change_factor, change_password, change_profile, end_one, end_others,
    renew_codes,
};
pub use team::{TeamError, change_role, deactivate, end_all};

use crate::domain::ids::OfficerId;
use crate::store::AuditRow;

/// Without being used, a session at the desk ends after this, in milliseconds.
pub const IDLE: i64 = 30 * 60_000;
/// However much it is used, a session at the desk ends after this, in milliseconds.
pub const LONGEST: i64 = 12 * 3_600_000;

/// Who acts, as the audit log names them.
fn actor(id: OfficerId) -> String {
    format!("officer:{id}")
}

/// A row of the audit log about somebody at the desk.
const fn row<'a>(actor: &'a str, action: &'a str, subject: &'a str, detail: &'a str) -> AuditRow<'a> {
    AuditRow { actor, action, subject, detail }
}
