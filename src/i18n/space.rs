//! The provider's space.

use jiff::civil::Date;

use super::{Lang, sentences};
use crate::domain::listing::ListingStatus;

sentences! {
    enter_title: "Entrer dans votre espace", "Enter your space";
    enter_lead: "Vos offres, ce que les commerçants en lisent, et de quoi les tenir à jour. Pas de mot de passe\u{a0}: un lien arrive par courriel.",
        "Your offers, what shopkeepers read about them, and what you need to keep them up to date. No password: a link arrives by e-mail.";
    enter_email: "L’adresse de courriel donnée pour votre entreprise", "The e-mail address given for your firm";
    enter_button: "Recevoir un lien", "Get a link";
    enter_not_yet: "Pas encore dans l’annuaire\u{202f}?", "Not in the directory yet?";
    enter_sent_title: "Consultez votre messagerie", "Check your e-mail";
    enter_sent_text: "Si un prestataire de l’annuaire est rattaché à cette adresse, une lettre est en route avec un lien. Il fonctionne une fois, pendant 30\u{a0}minutes.",
        "If a provider in the directory is linked to this address, a letter is on its way with a link. It works once, for 30 minutes.";
    enter_none: "Rien n’arrive\u{202f}? Regardez dans les courriers indésirables, ou essayez une autre adresse. Nous envoyons trois liens par heure au plus.",
        "Nothing arrives? Look in your junk mail, or try another address. We send at most three links an hour.";
    enter_other: "Essayer une autre adresse", "Try another address";

    space_title: "Votre espace", "Your space";
    space_first: "À faire d’abord", "To do first";
    space_all_done: "Tout est à jour. Vous n’avez rien à faire.", "Everything is up to date. There is nothing for you to do.";
    space_nobody: "Aucun prestataire n’est rattaché à cette adresse. Si c’est une erreur, ouvrez la page de votre entreprise dans l’annuaire et prenez sa fiche en main.",
        "No provider is linked to this address. If that is a mistake, open the page of your firm in the directory and take its listing over.";
    space_no_offer: "Ce prestataire n’a pas d’offre ici.", "This provider has no offer here.";
    space_change: "Modifier ou ajouter des offres", "Change or add offers";
    space_change_text: "Ce qui est public reste tel quel jusqu’à ce que votre changement soit vérifié.",
        "What is public stays as it is until your change has been checked.";
    space_applications: "Candidatures et changements en cours", "Applications and changes under way";
    space_open: "Ouvrir", "Open";
    space_data: "Vos données", "Your data";
    space_export: "Télécharger tout ce que nous gardons (JSON)", "Download everything we keep (JSON)";
    space_erase: "Effacer mes données", "Erase my data";
    space_leave: "Fermer ma session", "Sign out";
    space_leave_everywhere: "Fermer sur tous mes appareils", "Sign out on all my devices";
    space_back: "Votre espace", "Your space";
    offer_confirm: "Relire et confirmer", "Re-read and confirm";
    offer_see: "Voir la page publique", "See the public page";
    offer_pause: "Mettre en pause", "Pause";
    offer_resume: "Remettre en ligne", "Show again";
    offer_withdraw: "Retirer pour toujours", "Withdraw for good";
    listing_published: "En ligne", "Online";
    listing_under_check: "En ligne, un changement est en cours de vérification", "Online, a change is being checked";
    listing_paused: "En pause", "Paused";
    listing_suspended: "Suspendue par l’annuaire", "Suspended by the directory";
    listing_expired: "Masquée, faute d’avoir été confirmée", "Hidden, because nobody confirmed it";
    listing_withdrawn: "Retirée", "Withdrawn";
    listing_archived: "Archivée", "Archived";

    confirm_title: "Est-ce toujours exact\u{202f}?", "Is it still right?";
    confirm_lead: "Voici ce que les commerçants lisent. Confirmez chaque ligne, ou tout d’un coup.", "This is what shopkeepers read. Confirm each line, or all at once.";
    confirm_all: "Tout est exact", "Everything is right";
    confirm_one: "Toujours exact", "Still right";
    confirm_today: "Confirmé aujourd’hui", "Confirmed today";
    confirm_wrong_title: "Quelque chose a changé\u{202f}?", "Has something changed?";
    confirm_wrong: "Corriger cette offre", "Correct this offer";
    confirm_done: "Merci\u{202f}! Tout est confirmé.", "Thank you! Everything is confirmed.";
    confirm_closed_title: "Cette offre ne peut plus être confirmée", "This offer can no longer be confirmed";
    confirm_closed_text: "Elle est suspendue, retirée ou masquée depuis plus d’un an. Pour la remettre en ligne, modifiez-la depuis votre espace\u{a0}: une personne la vérifiera.",
        "It is suspended, withdrawn, or has been hidden for more than a year. To show it again, change it from your space: a person will check it.";
    confirm_changed_title: "Cette offre a changé entre-temps", "This offer has changed in the meantime";
    confirm_changed_text: "Rien n’a été confirmé. Relisez ce qu’elle dit maintenant.", "Nothing was confirmed. Please re-read what it says now.";
    confirm_read_again: "Relire l’offre", "Re-read the offer";
    listing_closed_title: "Ce n’est pas possible maintenant", "This is not possible now";
    listing_closed_text: "L’état de cette offre a changé entre-temps, ou ne le permet pas. Rien n’a été modifié.", "Where this offer stands has changed in the meantime, or does not allow it. Nothing was changed.";

    withdraw_offer_title: "Retirer cette offre pour toujours\u{202f}?", "Withdraw this offer for good?";
    withdraw_offer_gone: "Elle disparaît des résultats tout de suite, et sa page dit seulement qu’elle a été retirée.", "It leaves the search results at once, and its page only says that it was withdrawn.";
    withdraw_offer_final: "Elle ne revient pas\u{a0}: pour la proposer à nouveau, il faudra écrire une nouvelle offre, que nous vérifierons.", "It does not come back: to make it again, you will have to write a new offer, which we will check.";
    withdraw_offer_pause: "Pour quelques semaines seulement, mettez-la plutôt en pause.", "If it is only for a few weeks, pause it instead.";
    withdraw_offer_yes: "Oui, la retirer", "Yes, withdraw it";
    withdraw_offer_no: "Non, la garder", "No, keep it";

    erase_title: "Effacer vos données\u{202f}?", "Erase your data?";
    erase_what: "Ce qui est effacé, tout de suite et pour toujours\u{a0}:", "What is erased, at once and for good:";
    erase_contact: "votre nom, votre adresse et votre téléphone\u{202f};", "your name, your address and your telephone;";
    erase_applications: "vos candidatures, ce que vous y avez écrit, leur histoire et nos lettres\u{202f};", "your applications, what you wrote in them, their history and our letters;";
    erase_sessions: "vos sessions et vos liens, sur tous vos appareils.", "your sessions and links, on all your devices.";
    erase_offers: "Si personne d’autre n’est rattaché à un prestataire, ses offres sont retirées. Il en reste ce que disent les sources publiques\u{a0}: nom, site, numéro SIREN.",
        "If nobody else is linked to a provider, its offers are withdrawn. What public sources say of it stays: name, website, SIREN number.";
    erase_shared: "Un prestataire auquel une autre personne est rattachée reste en ligne.", "A provider that somebody else is linked to stays online.";
    erase_letter: "Une dernière lettre vous le confirme, puis nous oublions votre adresse.", "A last letter confirms it, then we forget your address.";
    erase_first: "Télécharger d’abord mes données", "Download my data first";
    erase_yes: "Oui, tout effacer", "Yes, erase everything";
    erase_no: "Non, ne rien effacer", "No, erase nothing";
    erased_title: "Vos données sont effacées", "Your data has been erased";
    erased_text: "Une dernière lettre part à votre adresse pour le confirmer\u{202f}; nous oublions ensuite cette adresse. Les pages publiques changent dans quelques instants.",
        "A last letter goes to your address to confirm it; then we forget that address. Public pages change in a moment.";
}

impl Lang {
    /// Says where a listing stands, to whoever answers for it.
    #[must_use]
    pub const fn listing_state(self, status: ListingStatus) -> &'static str {
        match status {
            ListingStatus::Published => self.listing_published(),
            ListingStatus::UnderCheck => self.listing_under_check(),
            ListingStatus::Paused => self.listing_paused(),
            ListingStatus::Suspended => self.listing_suspended(),
            ListingStatus::Expired => self.listing_expired(),
            ListingStatus::Withdrawn => self.listing_withdrawn(),
            ListingStatus::Archived => self.listing_archived(),
        }
    }

    /// Says by when an offer is to be confirmed.
    #[must_use]
    pub fn review_line(self, day: Date, today: Date) -> String {
        let written = self.date(day);
        match (self, day < today) {
            (Self::Fr, false) => format!("À confirmer avant le {written}"),
            (Self::En, false) => format!("To be confirmed before {written}"),
            (Self::Fr, true) => format!("À confirmer depuis le {written}"),
            (Self::En, true) => format!("To be confirmed since {written}"),
        }
    }

    /// Says by when the offer that was just confirmed will be asked about again.
    #[must_use]
    pub fn next_review(self, day: Date) -> String {
        let written = self.date(day);
        match self {
            Self::Fr => format!("Nous vous le redemanderons avant le {written}."),
            Self::En => format!("We will ask you again before {written}."),
        }
    }

    /// Says when a fact was confirmed.
    #[must_use]
    pub fn confirmed_line(self, day: Date) -> String {
        format!("{} {}", self.pick("Confirmé le", "Confirmed on"), self.date(day))
    }

    /// Asks for an offer to be confirmed, which brings a hidden one back.
    #[must_use]
    pub fn todo_confirm(self, title: &str, hidden: bool) -> String {
        match (self, hidden) {
            (Self::Fr, false) => format!("Confirmer «\u{a0}{title}\u{a0}»"),
            (Self::En, false) => format!("Confirm “{title}”"),
            (Self::Fr, true) => format!("Confirmer «\u{a0}{title}\u{a0}» pour la remettre en ligne"),
            (Self::En, true) => format!("Confirm “{title}” to show it again"),
        }
    }

    /// Asks for the answers that vetters wait for.
    #[must_use]
    pub fn todo_answer(self, reference: &str) -> String {
        format!("{} {reference}", self.pick("Répondre à nos questions,", "Answer our questions,"))
    }

    /// Asks for a draft to be sent.
    #[must_use]
    pub fn todo_finish(self, reference: &str) -> String {
        format!("{} {reference}", self.pick("Terminer et envoyer", "Finish and send"))
    }
}
