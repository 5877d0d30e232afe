//! The frame of the desk's pages: menu and roles.

use super::super::sentences;
use crate::domain::desk::Role;
use crate::domain::desk::decision::Outcome;
use crate::i18n::Lang;

sentences! {
    desk_title: "Bureau de vérification", "Vetting desk";
    desk_queue: "Dossiers", "Cases";
}

impl Lang {
    /// Says what was decided, in the past.
    #[must_use]
    pub const fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::ChangesRequested => self.pick("Précisions demandées", "Changes asked for"),
            Outcome::Approved => self.pick("Acceptée", "Approved"),
            Outcome::Refused => self.pick("Refusée", "Refused"),
            Outcome::Suspended => self.pick("Suspendue", "Suspended"),
            Outcome::Reinstated => self.pick("Remise en ligne", "Reinstated"),
            Outcome::Archived => self.pick("Archivée", "Archived"),
            Outcome::Reverted => self.pick("Version antérieure rétablie", "Reverted to an earlier version"),
            Outcome::Merged => self.pick("Fusionnée", "Merged"),
            Outcome::Dismissed => self.pick("Rien à corriger", "Nothing to put right"),
            Outcome::Corrected => self.pick("Corrigée", "Put right"),
        }
    }

    /// Names what somebody at the desk may do.
    #[must_use]
    pub const fn role(self, role: Role) -> &'static str {
        match role {
            Role::Reader => self.pick("Lecture", "Reader"),
            Role::Vetter => self.pick("Vérification", "Vetter"),
            Role::Lead => self.pick("Responsable", "Lead"),
            Role::Administrator => self.pick("Administration", "Administrator"),
        }
    }
}
