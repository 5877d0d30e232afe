//! Listed offers and their providers at the desk.

use crate::domain::desk::decision::Outcome;
use crate::i18n::{Lang, sentences};

sentences! {
    offers_title: "Offres de l’annuaire", "Offers of the directory";
    offers_menu: "Offres", "Offers";
    offers_text: "Titre, prestataire ou SIREN", "Title, provider or SIREN";
    offers_none: "Aucune offre ne correspond.", "No offer matches.";
    offers_more: "Offres suivantes", "Next offers";
    offers_back: "Toutes les offres", "All offers";
    offer_desk_public: "Voir la page publique", "See the public page";
    offer_desk_suspend: "Suspendre", "Suspend";
    offer_desk_reinstate: "Remettre en ligne", "Reinstate";
    offer_desk_archive: "Archiver", "Archive";
    offer_desk_revert: "Rétablir cette version", "Go back to this version";
    offer_desk_level: "Vérification", "Verification";
    offer_desk_review: "À confirmer avant le", "To be confirmed by";
    offer_desk_provider: "Prestataire", "Provider";
    offer_desk_contacts: "Personnes rattachées (ne paraît nulle part ailleurs)", "People linked to it (shown nowhere else)";
    offer_desk_contacts_none: "Personne n’est rattaché à ce prestataire.", "Nobody is linked to this provider.";
    offer_desk_versions: "Versions", "Versions";
    offer_desk_versions_none: "Une seule version, celle qui est en ligne.", "One version only, the one that is online.";
    offer_desk_same: "Dit la même chose qu’aujourd’hui.", "Says the same as today.";
    offer_desk_then: "Alors", "Then";
    offer_desk_now: "Aujourd’hui", "Today";
    offer_desk_reports: "Signalements", "Reports";
    offer_desk_reports_none: "Aucun signalement.", "No report.";
    offer_desk_decisions_none: "Aucune décision depuis la mise en ligne.", "No decision since it went online.";
    offer_desk_second: "L’archivage attend un second avis", "Archiving waits for a second person";
    offer_desk_merge: "Fusionner avec un autre prestataire", "Merge with another provider";
    offer_desk_applications: "Candidatures", "Applications";
    offer_desk_applications_none: "Aucune candidature.", "No application.";
    offer_rule_suspend: "Suspendre l’offre", "Suspend the offer";
    offer_rule_suspend_lead: "Elle disparaît des résultats tout de suite, le temps d’être corrigée. Son prestataire reçoit les motifs.",
        "It leaves the results at once, until it is put right. Its provider gets the reasons.";
    offer_rule_reinstate: "Remettre l’offre en ligne", "Reinstate the offer";
    offer_rule_reinstate_lead: "Elle reparaît dans les résultats tout de suite.", "It is back in the results at once.";
    offer_rule_archive: "Archiver l’offre", "Archive the offer";
    offer_rule_archive_lead: "Elle est retirée pour toujours\u{a0}: sa page ne garde qu’un avis.", "It is taken out for good: its page keeps only a notice.";
    offer_rule_revert: "Rétablir une version antérieure", "Go back to an earlier version";
    offer_rule_revert_lead: "L’offre redit ce qu’elle disait alors. Elle reste où elle en est, en ligne ou non.", "The offer says again what it said then. It stays where it stands, online or not.";
    offer_desk_original: "Archivée comme doublon. L’offre qui reste", "Archived as a duplicate. The offer that stays";
    offer_rule_words: "Mots pour le prestataire", "Words for the provider";
    offer_rule_to: "La lettre part à", "The letter goes to";
    offer_rule_nobody: "Personne n’est rattaché à ce prestataire\u{a0}: aucune lettre ne partira.", "Nobody is linked to this provider: no letter will go.";
    offer_rule_changed: "L’offre a changé pendant que vous écriviez. Rien n’a été fait, et ce que vous avez écrit est gardé ci-dessous. Elle est maintenant",
        "The offer has changed while you were writing. Nothing was done, and what you wrote is kept below. It is now";
    offer_rule_not_now: "Ce n’est pas possible pour une offre qui en est là.", "This cannot be done to an offer that stands here.";
    offer_rule_back: "Revenir à l’offre", "Back to the offer";
    offer_second_title: "Second regard sur un archivage", "A second look at an archiving";
    offer_second_agree: "Confirmer l’archivage", "Confirm the archiving";
    offer_why_title: "Pourquoi cette offre n’est plus en ligne", "Why this offer is not online";
    offer_why_suspended: "Corrigez ce qui est dit ci-dessous avec «\u{a0}Modifier ou ajouter des offres\u{a0}»\u{a0}: dès qu’une personne l’aura vérifié, l’offre reviendra. Vous n’êtes pas d’accord\u{202f}? Répondez à notre lettre\u{a0}: une autre personne regardera.",
        "Put right what is said below with “Change or add offers”: as soon as a person has checked it, the offer will be back. You disagree? Reply to our letter: another person will look.";
    offer_why_archived: "Vous n’êtes pas d’accord\u{202f}? Répondez à notre lettre\u{a0}: une autre personne regardera.", "You disagree? Reply to our letter: another person will look.";
}

impl Lang {
    /// Names what is being done to a listed offer, and says what comes of it.
    #[must_use]
    pub const fn ruling(self, outcome: Outcome) -> (&'static str, &'static str) {
        match outcome {
            Outcome::Suspended => (self.offer_rule_suspend(), self.offer_rule_suspend_lead()),
            Outcome::Reinstated => (self.offer_rule_reinstate(), self.offer_rule_reinstate_lead()),
            Outcome::Archived => (self.offer_rule_archive(), self.offer_rule_archive_lead()),
            _ => (self.offer_rule_revert(), self.offer_rule_revert_lead()),
        }
    }

    /// Names a version of an offer.
    #[must_use]
    pub fn version_named(self, number: i64, day: &str) -> String {
        format!("Version {number}, {day}")
    }
}
