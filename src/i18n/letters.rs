//! What letters say: their subjects, sentences and links.

mod applications;
mod cases;
mod desk;
mod desk_offers;
mod listings;
mod reports;

use super::{Lang, Named, sentences};
use crate::domain::access::{LINK_MINUTES, Token};
use crate::domain::delivery::Trouble;
use crate::domain::letter::{Letter, LetterKind, NamedOffer, Reason};
use crate::domain::text::tidy;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] = &[
    SENTENCES,
    applications::SENTENCES,
    desk::SENTENCES,
    desk_offers::SENTENCES,
    listings::SENTENCES,
    reports::SENTENCES,
];

sentences! {
    letter_hello: "Bonjour,", "Hello,";
    letter_sender: "Devanture", "Devanture";
    letter_colon: "\u{a0}:", ":";
    letter_copy_link: "Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur\u{a0}:",
        "If the button does not work, copy this address into your browser:";
    letter_reply: "Une question\u{202f}? Répondez à cette lettre\u{a0}: une personne vous lira.",
        "A question? Reply to this letter: a person will read it.";
    letter_link_unasked: "Vous n’avez rien demandé\u{202f}? Laissez cette lettre de côté\u{a0}: tant que personne n’appuie sur le bouton, rien ne change.",
        "You did not ask for it? Ignore this letter: as long as nobody presses the button, nothing changes.";
}

/// A letter in words, before it has a form. Paths carry their language and begin with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it is about, on one line.
    pub subject: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Sentences.
    Paragraph(String),
    /// Things one by one, perhaps with the path of their page.
    List(Vec<Item>),
    /// Words of a person, line by line.
    Quote(Vec<String>),
    /// The one thing to do.
    Button {
        /// What it does.
        label: &'static str,
        /// Where it leads.
        path: String,
    },
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub text: String,
    /// Path of its page, when it has one.
    pub path: Option<String>,
}

impl Lang {
    /// Puts a letter into words.
    #[must_use]
    pub fn letter(self, letter: &Letter) -> Written {
        match letter {
            Letter::ApplicationLink { reference, token } => {
                self.write_application_link(&tidy(reference), token)
            }
            Letter::SpaceLink { token } => self.write_space_link(token),
            Letter::Received { reference, offers, usual_by } => {
                self.write_received(&tidy(reference), offers, *usual_by)
            }
            Letter::QuestionAsked { reference, questions } => {
                self.write_question_asked(&tidy(reference), questions)
            }
            Letter::Approved { reference, offers, words } => {
                self.write_approved(&tidy(reference), offers, words)
            }
            Letter::Refused { reference, reasons, words, appeal_until } => {
                self.write_refused(&tidy(reference), reasons, words, *appeal_until)
            }
            Letter::Message { reference, words } => self.write_message(&tidy(reference), words),
            Letter::Withdrawn { reference } => self.write_withdrawn(&tidy(reference)),
            Letter::DraftExpiring { reference, on } => self.write_draft_expiring(&tidy(reference), *on),
            Letter::ReviewDue { offers, by } => self.write_review_due(offers, *by),
            Letter::Invitation { token } => self.write_invitation(token),
            Letter::ReportReceived { reference, offer } => {
                self.write_report_received(&tidy(reference), offer)
            }
            Letter::ReportAnswered { reference, offer, outcome, words } => {
                self.write_report_answered(&tidy(reference), offer, *outcome, words)
            }
            Letter::ReportedToProvider { offer, reason, words, by } => {
                self.write_reported_to_provider(offer, *reason, words, *by)
            }
            Letter::Erased { what } => self.write_erased(&tidy(what)),
            Letter::OfferSuspended { offer, reasons, words } => {
                self.write_offer_suspended(offer, reasons, words)
            }
            Letter::OfferReinstated { offer, words } => self.write_offer_reinstated(offer, words),
            Letter::OfferArchived { offer, reasons, words } => {
                self.write_offer_archived(offer, reasons, words)
            }
            Letter::OfferReverted { offer, words } => self.write_offer_reverted(offer, words),
            Letter::ProvidersMerged { kept, dropped, offers, archived, words } => {
                self.write_providers_merged((&tidy(kept), &tidy(dropped)), (offers, archived), words)
            }
            Letter::ContactAdded { firm, name, email } => {
                self.write_contact_added(&tidy(firm), &tidy(name), &tidy(email))
            }
        }
    }

    /// Says why a letter was sent to an address; `host` is where the directory is found.
    #[must_use]
    pub fn letter_why(self, host: &str) -> String {
        match self {
            Self::Fr => format!(
                "Lettre envoyée automatiquement par l’annuaire Devanture ({host}), parce que cette adresse y a été \
                 donnée pour une candidature ou une fiche."
            ),
            Self::En => format!(
                "Sent automatically by the directory Devanture ({host}), because this address was given there for \
                 an application or a listing."
            ),
        }
    }

    fn letter_link_path(self, room: &str, token: &Token) -> String {
        self.letter_path(&format!("/{room}/lien/{}", token.reveal()))
    }

    fn letter_application_path(self, reference: &str) -> String {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        self.letter_path(&format!("/candidature/{}", reference.chars().filter(plain).collect::<String>()))
    }

    /// A path in this language; what is not one becomes one, so that it never names another site.
    fn letter_path(self, path: &str) -> String {
        format!("{}/{}", self.prefix(), tidy(path).trim_start_matches('/'))
    }

    /// Says how long a link is good, what scanners of mail cannot do, and how to get another one.
    fn letter_link_rules(self) -> Block {
        paragraph(match self {
            Self::Fr => format!(
                "Ce lien fonctionne une seule fois, dans les {LINK_MINUTES}\u{a0}minutes. Il mène à une page avec un \
                 bouton\u{a0}: c’est ce bouton qui ouvre. Trop tard\u{202f}? La même page dit comment en recevoir un autre."
            ),
            Self::En => format!(
                "This link works once, within {LINK_MINUTES}\u{a0}minutes. It leads to a page with a button: the \
                 button is what opens. Too late? The same page says how to get another one."
            ),
        })
    }

    fn letter_offers(self, offers: &[NamedOffer]) -> Block {
        let item =
            |offer: &NamedOffer| Item { text: tidy(&offer.title), path: Some(self.letter_path(&offer.path)) };
        Block::List(offers.iter().map(item).collect())
    }
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(text.into())
}

/// The words of a person, without what cannot be seen; empty lines go.
fn quote(words: &str) -> Option<Block> {
    let lines: Vec<String> = words.lines().map(tidy).filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then_some(Block::Quote(lines))
}

macro_rules! names {
    ($($vocabulary:ident { $($value:ident: $fr:literal, $en:literal;)+ })+) => {
        $(impl Named for $vocabulary {
            fn name(self, lang: Lang) -> &'static str {
                match self { $(Self::$value => lang.pick($fr, $en),)+ }
            }
        })+

        #[cfg(test)]
        pub(in crate::i18n) const NAMES: &[(&str, &str)] = &[$($(($fr, $en)),+),+];
    };
}

names! {
    Reason {
        OutOfScope: "Ce n’est pas un service numérique pour les commerces", "It is not a digital service for shops";
        InactiveFirm: "L’entreprise est fermée, d’après le répertoire des entreprises", "The firm has closed, according to the company register";
        IdentityUnproven: "Rien ne prouve qui présente la candidature", "Nothing proves who is applying";
        SiteUnreachable: "Le site internet ne répond pas", "The website does not answer";
        NoPrice: "Aucun prix n’est indiqué", "No price is given";
        CommitmentUndeclared: "Un engagement existe et n’a pas été déclaré", "There is a commitment that was not declared";
        AreaUnclear: "La zone desservie n’est pas claire", "The area served is not clear";
        Duplicate: "L’entreprise ou l’offre figure déjà dans l’annuaire", "The firm or the offer is listed already";
        Misleading: "Une information donnée n’est pas exacte", "Something in it is not accurate";
        UnfairTerms: "Les conditions sont abusives pour les commerces", "The terms are unfair to shops";
        Complaints: "Des commerces se sont plaints", "Shops have complained";
        NoAnswer: "Nos questions sont restées sans réponse", "Our questions were not answered";
        Other: "Une autre raison", "Another reason";
    }
    LetterKind {
        ApplicationLink: "Lien vers la candidature", "Link to the application";
        SpaceLink: "Lien vers l’espace prestataire", "Link to the provider’s space";
        Received: "Accusé de réception", "Acknowledgement";
        QuestionAsked: "Questions sur la candidature", "Questions about the application";
        Approved: "Acceptation", "Approval";
        Refused: "Refus", "Refusal";
        Message: "Message à propos d’une candidature", "Message about an application";
        Withdrawn: "Confirmation du retrait", "Confirmation of withdrawal";
        DraftExpiring: "Brouillon bientôt effacé", "Draft soon to be deleted";
        ReviewDue: "Confirmation annuelle", "Yearly confirmation";
        ReportReceived: "Accusé de réception d’un signalement", "Acknowledgement of a report";
        ReportAnswered: "Réponse à un signalement", "Answer to a report";
        ReportedToProvider: "Correction demandée après un signalement", "Correction asked for after a report";
        Erased: "Confirmation de l’effacement", "Confirmation of erasure";
        Invitation: "Invitation au bureau de vérification", "Invitation to the vetting desk";
        OfferSuspended: "Offre suspendue", "Offer suspended";
        OfferReinstated: "Offre remise en ligne", "Offer back online";
        OfferArchived: "Offre archivée", "Offer archived";
        OfferReverted: "Retour à une version précédente", "Back to an earlier version";
        ProvidersMerged: "Fiches réunies", "Records merged";
        ContactAdded: "Nouvelle personne de contact", "New contact";
    }
    Trouble {
        Unreachable: "Le serveur de messagerie ne répond pas", "The mail server does not answer";
        Insecure: "La connexion au serveur de messagerie n’est pas sûre", "The connection to the mail server is not safe";
        Later: "Le serveur de messagerie demande de revenir plus tard", "The mail server asks to come again later";
        NotAccepted: "Le serveur de messagerie n’accepte pas nos lettres", "The mail server does not accept our letters";
        NotKept: "La lettre n’a pas pu être enregistrée", "The letter could not be saved";
        RecipientRefused: "Cette adresse n’existe pas ou ne reçoit rien", "This address does not exist or receives nothing";
        ContentRefused: "La messagerie du destinataire a refusé la lettre", "The recipient’s mail system refused the letter";
        TooLate: "Le lien de la lettre n’était plus valable", "The link in the letter was no longer good";
        Unwritable: "La lettre n’a pas pu être composée", "The letter could not be composed";
        Interrupted: "L’envoi a été interrompu à chaque essai", "Sending was interrupted at each attempt";
    }
}
