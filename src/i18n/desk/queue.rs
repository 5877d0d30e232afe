//! The queue of the desk.

use crate::domain::application::Flag;
use crate::domain::desk::queue::{CaseKind, CaseState};
use crate::i18n::{Lang, sentences};

sentences! {
    queue_title: "Dossiers à traiter", "Cases to handle";
    queue_lead: "Le plus ancien d’abord\u{a0}: prenez celui du haut.", "Oldest first: take the one at the top.";
    queue_none: "Aucun dossier n’attend.", "No case is waiting.";
    queue_none_filtered: "Aucun dossier ne correspond à ces filtres.", "No case matches these filters.";
    queue_filters: "Filtrer les dossiers", "Filter the cases";
    queue_apply: "Appliquer", "Apply";
    queue_clear: "Effacer les filtres", "Clear the filters";
    queue_more: "Dossiers suivants", "Next cases";
    queue_first: "Revenir aux plus anciens", "Back to the oldest";
    queue_state: "État", "State";
    queue_kind: "Nature", "Kind";
    queue_service: "Type de service", "Service type";
    queue_departement: "Département", "Département";
    queue_assignee: "Attribué à", "Assigned to";
    queue_flag: "Alerte", "Flag";
    queue_any: "Tous", "Any";
    queue_me: "Moi", "Me";
    queue_nobody: "Personne", "Nobody";
    queue_somebody: "Quelqu’un", "Somebody";
    queue_beyond: "Au-delà du délai habituel", "Beyond the usual time";
    queue_paused: "En attente du prestataire", "Waiting for the provider";
    queue_case: "Dossier", "Case";
    queue_age: "Ancienneté", "Age";
    queue_unknown_firm: "Sans nom", "No name";
}

impl Lang {
    /// Names what a case is about.
    #[must_use]
    pub const fn case_kind(self, kind: CaseKind) -> &'static str {
        match kind {
            CaseKind::New => self.pick("Nouvelle candidature", "New application"),
            CaseKind::Claim => self.pick("Reprise de fiche", "Claim of a listing"),
            CaseKind::Change => self.pick("Changement", "Change"),
            CaseKind::Report => self.pick("Signalement", "Report"),
        }
    }

    /// Names where a case stands.
    #[must_use]
    pub const fn case_state(self, state: CaseState) -> &'static str {
        match state {
            CaseState::Waiting => self.pick("À prendre", "To be taken"),
            CaseState::Appealed => self.pick("Second avis à donner", "Second opinion asked for"),
            CaseState::InReview => self.pick("En cours", "Under review"),
            CaseState::Asked => self.pick("Réponse attendue", "Answer awaited"),
        }
    }

    /// Names what looked odd, in a few words.
    #[must_use]
    pub const fn flag(self, flag: Flag) -> &'static str {
        match flag {
            Flag::Honeypot => self.pick("Champ caché rempli", "Hidden field filled in"),
            Flag::TooFast => self.pick("Envoi trop rapide", "Sent too fast"),
            Flag::AlreadyClaimed => self.pick("Fiche déjà reprise", "Listing already claimed"),
        }
    }

    /// Says what a flag means to whoever decides.
    #[must_use]
    pub const fn flag_meaning(self, flag: Flag) -> &'static str {
        match flag {
            Flag::Honeypot => self.pick(
                "Un champ que personne ne voit a été rempli\u{a0}: peut-être un robot.",
                "A field that nobody sees was filled in: perhaps a robot.",
            ),
            Flag::TooFast => self.pick(
                "Le formulaire est revenu plus vite qu’on ne peut l’écrire\u{a0}: peut-être un robot.",
                "The form came back faster than anybody can type: perhaps a robot.",
            ),
            Flag::AlreadyClaimed => self.pick(
                "Quelqu’un d’autre répond déjà de cette entreprise\u{a0}: vérifiez qui a le droit de parler pour elle.",
                "Somebody else answers for this firm already: check who may speak for it.",
            ),
        }
    }

    /// Says how long a case has waited.
    #[must_use]
    pub fn waits_since(self, days: u32) -> String {
        match days {
            0 => self.pick("aujourd’hui", "today").to_owned(),
            1 => self.pick("hier", "yesterday").to_owned(),
            days => self.count(days, ("jour", "jours"), ("day", "days")),
        }
    }

    /// Counts the cases that wait; `most` and more are only said to be more.
    #[must_use]
    pub fn cases(self, found: u32, most: u32) -> String {
        if found > most {
            let most = self.number(most);
            return match self {
                Self::Fr => format!("Plus de {most} dossiers"),
                Self::En => format!("More than {most} cases"),
            };
        }
        self.count(found, ("dossier", "dossiers"), ("case", "cases"))
    }

    /// Says the public clock: how long decisions usually take.
    #[must_use]
    pub fn public_clock(self, days: Option<i32>) -> String {
        match (self, days.and_then(|days| u32::try_from(days).ok())) {
            (Self::Fr, Some(days)) => {
                format!(
                    "Délai annoncé aux candidats\u{a0}: {}.",
                    self.count(days, ("jour", "jours"), ("day", "days"))
                )
            }
            (Self::En, Some(days)) => {
                format!(
                    "Time announced to applicants: {}.",
                    self.count(days, ("jour", "jours"), ("day", "days"))
                )
            }
            (Self::Fr, None) => {
                "Aucun délai n’est annoncé tant que trop peu de décisions ont été prises.".to_owned()
            }
            (Self::En, None) => "No time is announced as long as too few decisions were made.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_and_number_are_said_as_people_say_them() {
        assert_eq!(Lang::Fr.waits_since(0), "aujourd’hui");
        assert_eq!(Lang::En.waits_since(1), "yesterday");
        assert_eq!(Lang::Fr.waits_since(12).replace('\u{a0}', " "), "12 jours");
        assert_eq!(Lang::Fr.cases(1, 500).replace('\u{a0}', " "), "1 dossier");
        assert_eq!(Lang::En.cases(501, 500), "More than 500 cases");
    }
}
