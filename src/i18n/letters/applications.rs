//! Letters about an application.

use jiff::civil::Date;

use super::{Block, Item, Written, paragraph, quote};
use crate::domain::access::Token;
use crate::domain::form::base_of;
use crate::domain::letter::{NamedOffer, Question, Reason};
use crate::domain::text::tidy;
use crate::i18n::{Lang, Named, sentences};

sentences! {
    letter_open_application: "Ouvrir ma candidature", "Open my application";
    letter_follow_application: "Suivre ma candidature", "Follow my application";
    letter_answer_questions: "Répondre", "Answer";
    letter_ask_again: "Demander un second avis", "Ask for a second opinion";
    letter_new_application: "Nouvelle candidature", "New application";
    letter_resume_draft: "Reprendre ma candidature", "Resume my application";
    letter_open_space: "Ouvrir mon espace", "Open my space";
    letter_received_next: "Et maintenant\u{202f}? Une personne lit votre candidature, regarde les contrôles automatiques et décide. Qu’elle accepte, qu’elle refuse ou qu’elle ait une question, elle vous écrira à cette adresse.",
        "What happens now? A person reads your application, looks at the automatic checks and decides. Whether they accept, refuse or have a question, they will write to you at this address.";
    letter_received_undated: "Nous n’avons pas encore pris assez de décisions pour vous annoncer un délai sans nous tromper. La page de suivi le dira dès que possible.",
        "We have not made enough decisions yet to name a time without being wrong. The page of your application will say it as soon as it can.";
    letter_received_withdraw: "Vous pouvez aussi retirer votre candidature depuis cette page, à tout moment.",
        "You can also withdraw your application from that page, at any time.";
    letter_question_next: "Et maintenant\u{202f}? Ouvrez votre candidature, complétez ou corrigez, puis envoyez-la à nouveau. Tout ce que vous aviez écrit est gardé, et l’examen reprend à ce moment-là.",
        "What happens now? Open your application, complete or correct it, then send it again. All that you had written is kept, and the review goes on from there.";
    letter_approved_next: "Et maintenant\u{202f}? Rien d’urgent. Un prix change, une zone s’étend\u{202f}? Dites-le depuis votre espace\u{a0}: l’ancienne version reste en ligne pendant que nous vérifions la nouvelle. Une fois par an, nous vous demanderons de confirmer que tout est encore juste.",
        "What happens now? Nothing urgent. Has a price changed, or an area grown? Say so from your space: the old version stays online while we check the new one. Once a year we will ask you to confirm that everything is still right.";
    letter_decided_words: "La personne qui a décidé précise\u{a0}:", "The person who decided adds:";
    letter_refused_again: "Vous pouvez aussi corriger ce qui manque et présenter une nouvelle candidature quand vous voulez.",
        "You can also put right what is missing and apply again whenever you like.";
    letter_withdrawn_next: "Vous changez d’avis\u{202f}? Une nouvelle candidature est possible quand vous voulez.",
        "Changed your mind? You can apply again whenever you like.";
    letter_draft_unwanted: "Vous n’en voulez plus\u{202f}? Il n’y a rien à faire.", "No longer want it? There is nothing to do.";
}

impl Lang {
    pub(super) fn write_application_link(self, reference: &str, token: &Token) -> Written {
        let (subject, first) = match self {
            Self::Fr => (
                format!("Ouvrez votre candidature {reference}"),
                format!(
                    "Voici le lien qui ouvre votre candidature {reference} dans votre navigateur. Il nous montre \
                     aussi que cette adresse est bien la vôtre."
                ),
            ),
            Self::En => (
                format!("Open your application {reference}"),
                format!(
                    "Here is the link that opens your application {reference} in your browser. It also shows us \
                     that this address is yours."
                ),
            ),
        };
        let button = Block::Button {
            label: self.letter_open_application(),
            path: self.letter_link_path("candidature", token),
        };
        Written {
            subject,
            blocks: vec![
                paragraph(first),
                button,
                self.letter_link_rules(),
                paragraph(self.letter_link_unasked()),
            ],
        }
    }

    pub(super) fn write_received(
        self,
        reference: &str,
        offers: &[String],
        usual_by: Option<Date>,
    ) -> Written {
        let (subject, first) = match self {
            Self::Fr => (
                format!("Candidature {reference} bien reçue"),
                format!("Merci\u{202f}! Votre candidature {reference} nous est bien parvenue."),
            ),
            Self::En => (
                format!("Application {reference} received"),
                format!("Thank you! Your application {reference} has reached us."),
            ),
        };
        let usual = match usual_by.map(|day| self.date(day)) {
            None => self.letter_received_undated().to_owned(),
            Some(day) => match self {
                Self::Fr => {
                    format!("D’après les décisions récentes, la réponse arrive d’habitude avant le {day}.")
                }
                Self::En => format!("Judging by recent decisions, the answer usually comes before {day}."),
            },
        };
        let number = self.offers(u32::try_from(offers.len()).unwrap_or(u32::MAX));
        let titles = offers.iter().map(|title| Item { text: tidy(title), path: None }).collect::<Vec<_>>();
        let mut blocks = vec![paragraph(first)];
        if !titles.is_empty() {
            blocks.push(paragraph(match self {
                Self::Fr => format!("Elle présente {number}\u{a0}:"),
                Self::En => format!("It presents {number}:"),
            }));
            blocks.push(Block::List(titles));
        }
        blocks.extend([
            paragraph(self.letter_received_next()),
            paragraph(usual),
            Block::Button {
                label: self.letter_follow_application(),
                path: self.letter_application_path(reference),
            },
            paragraph(self.letter_received_withdraw()),
        ]);
        Written { subject, blocks }
    }

    pub(super) fn write_question_asked(self, reference: &str, questions: &[Question]) -> Written {
        let one = questions.len() == 1;
        let subject = match (self, one) {
            (Self::Fr, true) => format!("Une question sur votre candidature {reference}"),
            (Self::Fr, false) => format!("Des questions sur votre candidature {reference}"),
            (Self::En, true) => format!("A question about your application {reference}"),
            (Self::En, false) => format!("Questions about your application {reference}"),
        };
        let first = match self {
            Self::Fr => format!(
                "La personne qui examine votre candidature {reference} a besoin de vous sur {}\u{a0}:",
                if one { "ce point" } else { "ces points" }
            ),
            Self::En => format!(
                "The person who reviews your application {reference} needs your help with {}:",
                if one { "this point" } else { "these points" }
            ),
        };
        let mut blocks = vec![paragraph(first)];
        for question in questions {
            let Some(words) = quote(&question.words) else { continue };
            let about = self.field_label(&base_of(&question.field));
            if !about.is_empty() {
                blocks.push(paragraph(format!("{about}{}", self.letter_colon())));
            }
            blocks.push(words);
        }
        blocks.push(paragraph(self.letter_question_next()));
        blocks.push(Block::Button {
            label: self.letter_answer_questions(),
            path: self.letter_application_path(reference),
        });
        Written { subject, blocks }
    }

    pub(super) fn write_approved(self, reference: &str, offers: &[NamedOffer], words: &str) -> Written {
        let one = offers.len() == 1;
        let (subject, first) = match self {
            Self::Fr => (
                format!("Votre candidature {reference} est acceptée"),
                format!(
                    "Bonne nouvelle\u{a0}: votre candidature {reference} est acceptée. Les commerces trouvent \
                     désormais dans l’annuaire {}\u{a0}:",
                    if one { "cette offre" } else { "ces offres" }
                ),
            ),
            Self::En => (
                format!("Your application {reference} is accepted"),
                format!(
                    "Good news: your application {reference} is accepted. Shops now find {} in the directory:",
                    if one { "this offer" } else { "these offers" }
                ),
            ),
        };
        let space = Block::Button { label: self.letter_open_space(), path: self.letter_path("/espace") };
        let mut blocks = vec![paragraph(first), self.letter_offers(offers)];
        if let Some(words) = quote(words) {
            blocks.extend([paragraph(self.letter_decided_words()), words]);
        }
        blocks.extend([paragraph(self.letter_approved_next()), space]);
        Written { subject, blocks }
    }

    pub(super) fn write_refused(
        self,
        reference: &str,
        reasons: &[Reason],
        words: &str,
        appeal_until: Date,
    ) -> Written {
        let subject = match self {
            Self::Fr => format!("Votre candidature {reference} n’est pas retenue"),
            Self::En => format!("Your application {reference} is not accepted"),
        };
        let mut blocks = vec![paragraph(self.letter_refusal(reference, reasons.len()))];
        if !reasons.is_empty() {
            let reason = |reason: &Reason| Item { text: reason.name(self).to_owned(), path: None };
            blocks.push(Block::List(reasons.iter().map(reason).collect()));
        }
        if let Some(words) = quote(words) {
            blocks.extend([paragraph(self.letter_decided_words()), words]);
        }
        let until = self.date(appeal_until);
        blocks.extend([
            paragraph(match self {
                Self::Fr => format!(
                    "Vous n’êtes pas d’accord\u{202f}? Jusqu’au {until}, vous pouvez demander un second avis\u{a0}: \
                     une autre personne relira votre candidature. C’est gratuit."
                ),
                Self::En => format!(
                    "Do you disagree? Until {until}, you can ask for a second opinion: another person will \
                     read your application. It is free."
                ),
            }),
            Block::Button { label: self.letter_ask_again(), path: self.letter_application_path(reference) },
            paragraph(self.letter_refused_again()),
        ]);
        Written { subject, blocks }
    }

    fn letter_refusal(self, reference: &str, reasons: usize) -> String {
        match (self, reasons) {
            (Self::Fr, 0) => {
                format!("Nous avons examiné votre candidature {reference} et ne la retenons pas.")
            }
            (Self::Fr, reasons) => format!(
                "Nous avons examiné votre candidature {reference} et ne la retenons pas, pour {}\u{a0}:",
                if reasons == 1 { "la raison suivante" } else { "les raisons suivantes" }
            ),
            (Self::En, 0) => {
                format!("We have reviewed your application {reference} and do not accept it.")
            }
            (Self::En, reasons) => format!(
                "We have reviewed your application {reference} and do not accept it, for the following {}:",
                if reasons == 1 { "reason" } else { "reasons" }
            ),
        }
    }

    pub(super) fn write_withdrawn(self, reference: &str) -> Written {
        let (subject, first) = match self {
            Self::Fr => (
                format!("Candidature {reference} retirée"),
                format!(
                    "Votre candidature {reference} est retirée, comme vous l’avez demandé. Nous ne l’examinerons \
                     pas, et rien de ce qu’elle proposait ne sera publié."
                ),
            ),
            Self::En => (
                format!("Application {reference} withdrawn"),
                format!(
                    "Your application {reference} is withdrawn, as you asked. We will not review it, and nothing \
                     that it proposed will be published."
                ),
            ),
        };
        let button =
            Block::Button { label: self.letter_new_application(), path: self.letter_path("/candidature") };
        Written { subject, blocks: vec![paragraph(first), paragraph(self.letter_withdrawn_next()), button] }
    }

    pub(super) fn write_draft_expiring(self, reference: &str, on: Date) -> Written {
        let day = self.date(on);
        let (subject, first) = match self {
            Self::Fr => (
                format!("Votre candidature {reference} sera effacée le {day}"),
                format!(
                    "Votre candidature {reference} n’est pas terminée, et elle n’a pas bougé depuis longtemps. \
                     Nous ne gardons pas ce qui ne sert plus\u{a0}: sans nouvelles de vous, nous l’effacerons le \
                     {day}, avec tout ce qu’elle contient. Pour la garder, reprenez-la avant cette date."
                ),
            ),
            Self::En => (
                format!("Your application {reference} will be deleted on {day}"),
                format!(
                    "Your application {reference} is not finished, and has not moved for a long time. We do not \
                     keep what is no longer needed: unless we hear from you, we will delete it on {day} with all \
                     that is in it. To keep it, resume it before that day."
                ),
            ),
        };
        let button = Block::Button {
            label: self.letter_resume_draft(),
            path: self.letter_application_path(reference),
        };
        Written { subject, blocks: vec![paragraph(first), button, paragraph(self.letter_draft_unwanted())] }
    }
}
