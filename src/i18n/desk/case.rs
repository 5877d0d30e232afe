//! The page of a case.

use crate::domain::application::ApplicationKind;
use crate::domain::check::Sameness;
use crate::domain::desk::queue::CaseKind;
use crate::i18n::{Lang, sentences};

sentences! {
    case_title: "Dossier", "Case";
    case_back: "Tous les dossiers", "All cases";
    case_take: "Prendre ce dossier", "Take this case";
    case_release: "Remettre dans la file", "Put back in the queue";
    case_assign: "Attribuer à", "Assign to";
    case_assign_nobody: "Choisissez à qui attribuer ce dossier.", "Choose whom to assign this case to.";
    case_assign_button: "Attribuer", "Assign";
    case_held_by: "Attribué à", "Assigned to";
    case_waiting_since: "Envoyée", "Sent";
    case_approve: "Accepter", "Approve";
    case_ask: "Demander des précisions", "Ask for changes";
    case_refuse: "Refuser", "Refuse";
    case_second: "Une décision attend un second avis", "A decision waits for a second person";
    case_checks: "Les contrôles", "The checks";
    case_flags: "Ce qui a paru étrange", "What looked odd";
    case_answering: "Le prestataire complète sa candidature en ce moment\u{a0}: ce que vous lisez peut encore changer.",
        "The provider is completing the application: what you read may still change.";
    case_changes: "Ce qui change", "What changes";
    case_changes_none: "Rien de ce qui est public ne change.", "Nothing that is public changes.";
    case_before: "Avant", "Before";
    case_after: "Après", "After";
    case_new_offer: "Nouvelle offre", "New offer";
    case_provider: "Le prestataire", "The provider";
    case_answers: "La candidature", "The application";
    case_answers_hint: "Chaque question est écrite comme le prestataire l’a lue.", "Each question stands as the provider read it.";
    case_preview: "Voir comme le public la verra", "See as the public will see it";
    case_criteria: "Les critères publiés", "The published criteria";
    case_duplicates: "Peut-être déjà dans l’annuaire", "Perhaps in the directory already";
    case_duplicates_none: "Rien de semblable dans l’annuaire.", "Nothing similar in the directory.";
    case_this: "Cette candidature", "This application";
    case_name: "Nom", "Name";
    case_siren: "SIREN", "SIREN";
    case_website: "Site", "Website";
    case_place: "Siège", "Seat";
    case_offers: "Offres", "Offers";
    case_same_by: "Semblable par", "Similar by";
    case_history: "Histoire de la candidature", "History of the application";
    case_decisions: "Décisions", "Decisions";
    case_decisions_before: "Décisions antérieures sur ce prestataire", "Earlier decisions about this provider";
    case_related: "Autres candidatures de l’entreprise ou de la même adresse", "Other applications of the firm or the same address";
    case_related_none: "Aucune autre candidature.", "No other application.";
    case_comments: "Commentaires", "Comments";
    case_comments_none: "Aucun commentaire.", "No comment.";
    case_comment_words: "Votre commentaire", "Your comment";
    case_comment_internal: "Pour le bureau seulement", "For the desk only";
    case_comment_provider: "Pour le prestataire, par lettre", "For the provider, by letter";
    case_comment_audience: "Qui le lit", "Who reads it";
    case_comment_button: "Enregistrer", "Save";
    case_comment_missing: "Écrivez votre commentaire", "Write your comment";
    case_comment_long: "Raccourcissez votre commentaire\u{a0}: 2 000 caractères au plus", "Shorten your comment: 2,000 characters at most";
    case_letter_failed: "Une lettre n’est pas arrivée", "A letter did not arrive";
    case_contact: "Preuves et contact", "Proofs and contact";
    case_moved_title: "Ce dossier a changé entre-temps", "This case has changed in the meantime";
    case_moved_text: "Rien n’a été fait.", "Nothing was done.";
    case_see: "Voir le dossier", "See the case";
    case_not_now: "Ce n’est pas possible maintenant", "This is not possible now";
    case_second_by: "avec", "with";
}

impl Lang {
    /// Names what an application is for.
    #[must_use]
    pub const fn application_kind(self, kind: ApplicationKind) -> &'static str {
        self.case_kind(match kind {
            ApplicationKind::New => CaseKind::New,
            ApplicationKind::Claim => CaseKind::Claim,
            ApplicationKind::Change => CaseKind::Change,
        })
    }

    /// Names by what a listed provider looks the same.
    #[must_use]
    pub const fn sameness(self, same: Sameness) -> &'static str {
        match same {
            Sameness::Siren => self.pick("SIREN", "SIREN"),
            Sameness::Host => self.pick("site", "website"),
            Sameness::NearName => self.pick("nom", "name"),
        }
    }

    /// Says who has a case that somebody else wanted.
    #[must_use]
    pub fn held_by(self, name: &str) -> String {
        match self {
            Self::Fr => format!("Il est maintenant attribué à {name}."),
            Self::En => format!("It is now assigned to {name}."),
        }
    }
}
