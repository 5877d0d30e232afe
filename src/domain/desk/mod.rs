//! The vetting desk: who may do what there.

pub mod barred;
pub mod comment;
pub mod dashboard;
pub mod decision;
pub mod own;
pub mod password;
pub mod proposal;
pub mod queue;
pub mod ruling;
pub mod totp;
pub mod verdict;

use super::choice::choices;

choices! {
    /// What somebody at the desk may do. Each role may do what the ones before it may.
    Role {
        /// Reads every case and changes nothing.
        Reader = "reader",
        /// Takes cases and decides about them.
        Vetter = "vetter",
        /// Gives cases to others, agrees where four eyes are asked for, takes offers down for good, merges duplicates.
        Lead = "lead",
        /// Invites and deactivates people, imports, exports the audit log.
        Administrator = "administrator",
    }
}

impl Role {
    /// Whether this role may do what another one may.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self >= other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;

    #[test]
    fn each_role_covers_itself_and_those_before_it() {
        for (place, role) in Role::ALL.iter().enumerate() {
            let covered = Role::ALL.iter().filter(|other| role.covers(**other)).count();
            assert_eq!(covered, place + 1, "{role:?}");
        }
    }
}
