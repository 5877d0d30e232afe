//! Who may decide about a case, and who may not.

use super::Role;
use crate::domain::ids::OfficerId;

/// Why somebody at the desk may not decide about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// Their role is not enough, or they do not work here any more.
    Role,
    /// Somebody else has the case.
    NotTheirs,
    /// It was sent from their own address, or names them or their website.
    Own,
    /// They refused it, or agreed that it was refused, and it was appealed since.
    RefusedBefore,
    /// They proposed what somebody else has to agree with.
    Proposer,
}

/// What of a case says who may decide about it.
#[derive(Debug, Clone)]
pub struct Ties {
    /// Whoever has it.
    pub assignee: Option<OfficerId>,
    /// Whoever refused it before, and whoever agreed.
    pub refused_by: Vec<OfficerId>,
    /// Whether it is the own one of whoever is asked about.
    pub own: bool,
}

impl Ties {
    /// Tells why somebody may not decide; nothing when they may. Leads may, whoever has the case.
    #[must_use]
    pub fn bar(&self, officer: OfficerId, role: Role) -> Option<Barred> {
        let theirs = self.assignee == Some(officer) || role.covers(Role::Lead);
        match self.bar_anyway(officer, role, Role::Vetter) {
            None if !theirs => Some(Barred::NotTheirs),
            bar => bar,
        }
    }

    /// Tells why somebody may not agree with what another one proposed; nothing when they may.
    #[must_use]
    pub fn bar_second(&self, officer: OfficerId, role: Role, proposer: OfficerId) -> Option<Barred> {
        match self.bar_anyway(officer, role, Role::Lead) {
            None if officer == proposer => Some(Barred::Proposer),
            bar => bar,
        }
    }

    /// Tells why somebody may not have the case; nothing when they may.
    #[must_use]
    pub fn bar_taking(&self, officer: OfficerId, role: Role) -> Option<Barred> {
        self.bar_anyway(officer, role, Role::Vetter)
    }

    fn bar_anyway(&self, officer: OfficerId, role: Role, least: Role) -> Option<Barred> {
        if !role.covers(least) {
            Some(Barred::Role)
        } else if self.own {
            Some(Barred::Own)
        } else if self.refused_by.contains(&officer) {
            Some(Barred::RefusedBefore)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn officer(number: u128) -> OfficerId {
        OfficerId::new(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn only_whoever_has_a_case_decides_or_a_lead() {
        let (anne, paul) = (officer(1), officer(2));
        let ties = Ties { assignee: Some(anne), refused_by: Vec::new(), own: false };
        assert_eq!(ties.bar(anne, Role::Vetter), None);
        assert_eq!(ties.bar(anne, Role::Reader), Some(Barred::Role));
        assert_eq!(ties.bar(paul, Role::Vetter), Some(Barred::NotTheirs));
        for role in [Role::Lead, Role::Administrator] {
            assert_eq!(ties.bar(paul, role), None);
        }
    }

    #[test]
    fn nobody_decides_on_their_own_or_on_what_they_refused_whatever_their_role() {
        let (anne, paul) = (officer(1), officer(2));
        let own = Ties { assignee: Some(anne), refused_by: Vec::new(), own: true };
        let refused = Ties { assignee: Some(anne), refused_by: vec![anne], own: false };
        for role in [Role::Vetter, Role::Lead, Role::Administrator] {
            assert_eq!(own.bar(anne, role), Some(Barred::Own));
            assert_eq!(refused.bar(anne, role), Some(Barred::RefusedBefore));
        }
        assert_eq!(refused.bar_second(anne, Role::Lead, paul), Some(Barred::RefusedBefore));
        assert_eq!(refused.bar_second(paul, Role::Lead, paul), Some(Barred::Proposer));
        assert_eq!(refused.bar_second(paul, Role::Vetter, anne), Some(Barred::Role));
        assert_eq!(refused.bar_second(paul, Role::Lead, anne), None);
    }
}
