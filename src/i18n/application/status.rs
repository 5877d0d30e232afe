//! Where an application stands, and its history in plain words.

use crate::domain::application::{ApplicationState, Happened};
use crate::i18n::{Lang, Named, sentences};

sentences! {
    status_title: "Où en est votre candidature", "Where your application stands";
    status_history: "Ce qui s’est passé", "What happened";
    status_next: "Et maintenant", "What happens next";
    status_offers: "Offres", "Offers";
    state_draft: "Brouillon", "Draft";
    state_submitted: "Envoyée", "Sent";
    state_in_review: "En cours de lecture", "Being read";
    state_changes: "Nous attendons votre réponse", "Waiting for your answer";
    state_approved: "Acceptée", "Approved";
    state_rejected: "Refusée", "Refused";
    state_appealed: "Second avis demandé", "Second opinion asked for";
    state_withdrawn: "Retirée", "Withdrawn";
    next_draft: "Terminez les pages qui manquent, puis envoyez.", "Finish the missing pages, then send.";
    next_submitted: "Une personne la lira, dans l’ordre d’arrivée. Vous n’avez rien à faire.", "A person will read it, in order of arrival. There is nothing for you to do.";
    next_in_review: "Une personne la lit en ce moment. Vous n’avez rien à faire.", "A person is reading it. There is nothing for you to do.";
    next_changes: "Répondez aux questions ci-dessous dans les pages concernées, puis envoyez à nouveau.", "Answer the questions below on the pages they are about, then send again.";
    next_approved: "Vos offres sont publiques. Tenez-les à jour depuis votre espace.", "Your offers are public. Keep them up to date from your space.";
    next_rejected: "Les motifs sont ci-dessous. Vous pouvez demander un second avis, celui d’une autre personne.", "The reasons are below. You can ask for a second opinion, from another person.";
    next_appealed: "Une autre personne que celle qui a refusé la relira. Vous n’avez rien à faire.", "A person other than the one who refused will read it again. There is nothing for you to do.";
    next_withdrawn: "Rien n’a été publié. Vous pouvez recommencer quand vous voulez.", "Nothing was published. You can start again whenever you like.";
    happened_begun: "Candidature commencée.", "Application started.";
    happened_proved: "Adresse de courriel confirmée.", "E-mail address confirmed.";
    happened_claimed: "L’adresse est celle du site de l’entreprise\u{a0}: l’espace prestataire est ouvert.", "The address is that of the firm’s website: the provider’s space is open.";
    happened_sent: "Candidature envoyée.", "Application sent.";
    happened_taken: "Une personne a commencé à la lire.", "A person started reading it.";
    happened_released: "Remise dans la file.", "Put back in the queue.";
    happened_asked: "Précisions demandées.", "Details asked for.";
    happened_approved: "Acceptée.", "Approved.";
    happened_refused: "Refusée.", "Refused.";
    happened_appealed: "Second avis demandé.", "Second opinion asked for.";
    happened_message: "Message du bureau de vérification.", "Message from the vetting desk.";
    happened_withdrawn: "Candidature retirée.", "Application withdrawn.";
    reopen_tasks: "Compléter la candidature", "Complete the application";
    open_space: "Ouvrir mon espace", "Open my space";
    withdraw_title: "Retirer votre candidature\u{202f}?", "Withdraw your application?";
    withdraw_text: "Personne ne la lira. Ce qui est déjà public reste tel quel. Vous pourrez en commencer une autre.", "Nobody will read it. What is already public stays as it is. You can start another one.";
    withdraw_button: "Oui, la retirer", "Yes, withdraw it";
    withdraw_keep: "Non, revenir en arrière", "No, go back";
    appeal_title: "Demander un second avis", "Ask for a second opinion";
    appeal_text: "Une autre personne que celle qui a refusé regardera votre candidature. Dites-nous ce qui a été mal compris ou ce qui a changé.",
        "A person other than the one who refused will look at your application. Tell us what was misunderstood or what has changed.";
    appeal_words: "Pourquoi faut-il regarder à nouveau\u{202f}?", "Why should we look again?";
    appeal_missing: "Dites en une phrase au moins pourquoi regarder à nouveau", "Say in at least one sentence why we should look again";
    appeal_button: "Demander un second avis", "Ask for a second opinion";
    letter_lost_title: "Une lettre n’est pas arrivée", "A letter did not arrive";
    letter_lost_text: "Votre messagerie l’a refusée. Vérifiez l’adresse à la page «\u{a0}À qui nous écrivons\u{a0}»\u{202f}; tout ce que nous vous écrivons se lit aussi ici.",
        "Your e-mail provider refused it. Check the address on the “Whom we write to” page; everything we write to you can also be read here.";
}

impl Lang {
    /// Names where an application stands.
    #[must_use]
    pub const fn application_state(self, state: ApplicationState) -> &'static str {
        match state {
            ApplicationState::Draft => self.state_draft(),
            ApplicationState::Submitted => self.state_submitted(),
            ApplicationState::InReview => self.state_in_review(),
            ApplicationState::ChangesRequested => self.state_changes(),
            ApplicationState::Approved => self.state_approved(),
            ApplicationState::Rejected => self.state_rejected(),
            ApplicationState::Appealed => self.state_appealed(),
            ApplicationState::Withdrawn => self.state_withdrawn(),
        }
    }

    /// Says what comes next.
    #[must_use]
    pub const fn application_next(self, state: ApplicationState) -> &'static str {
        match state {
            ApplicationState::Draft => self.next_draft(),
            ApplicationState::Submitted => self.next_submitted(),
            ApplicationState::InReview => self.next_in_review(),
            ApplicationState::ChangesRequested => self.next_changes(),
            ApplicationState::Approved => self.next_approved(),
            ApplicationState::Rejected => self.next_rejected(),
            ApplicationState::Appealed => self.next_appealed(),
            ApplicationState::Withdrawn => self.next_withdrawn(),
        }
    }

    /// Says what happened, in one sentence.
    #[must_use]
    pub const fn happened(self, happened: &Happened) -> &'static str {
        match happened {
            Happened::Begun => self.happened_begun(),
            Happened::AddressProved => self.happened_proved(),
            Happened::ClaimProved => self.happened_claimed(),
            Happened::Sent => self.happened_sent(),
            Happened::Taken => self.happened_taken(),
            Happened::Released => self.happened_released(),
            Happened::QuestionsAsked { .. } => self.happened_asked(),
            Happened::Approved { .. } => self.happened_approved(),
            Happened::Refused { .. } => self.happened_refused(),
            Happened::Appealed { .. } => self.happened_appealed(),
            Happened::Message { .. } => self.happened_message(),
            Happened::Withdrawn => self.happened_withdrawn(),
        }
    }

    /// Says the reasons of a refusal and until when it can be contested.
    #[must_use]
    pub fn refusal_line(self, reasons: &[crate::domain::letter::Reason], until: jiff::civil::Date) -> String {
        let names: Vec<&str> = reasons.iter().map(|reason| reason.name(self)).collect();
        let (names, until) = (self.list(&names), self.date(until));
        match self {
            Self::Fr => {
                format!("Motifs\u{a0}: {names}. Vous pouvez demander un second avis jusqu’au {until}.")
            }
            Self::En => format!("Reasons: {names}. You can ask for a second opinion until {until}."),
        }
    }

    /// Writes a moment with its hour in Paris: « 22 novembre 2026 à 12 h 04 ».
    #[must_use]
    pub fn date_and_time(self, at: jiff::civil::DateTime) -> String {
        let (date, hour, minute) = (self.date(at.date()), at.hour(), at.minute());
        match self {
            Self::Fr => format!("{date} à {hour}\u{a0}h\u{a0}{minute:02}"),
            Self::En => format!("{date} at {hour}:{minute:02}"),
        }
    }
}
