//! Letters about reports: to whoever sent one, and to the provider it is about.

use jiff::civil::Date;

use super::{Block, Written, paragraph, quote};
use crate::domain::desk::decision::Outcome;
use crate::domain::letter::NamedOffer;
use crate::domain::report::ReportReason;
use crate::i18n::{Lang, Named, sentences};

sentences! {
    letter_report_next: "Et maintenant\u{202f}? Une personne du bureau de vérification lit votre signalement, vérifie, et vous écrit ce qu’elle a décidé. Votre adresse n’est jamais donnée au prestataire\u{202f}; nous l’oublions 90\u{a0}jours après la décision.",
        "What happens now? A person at the vetting desk reads your report, checks, and writes to you what they decided. Your address is never given to the provider; we forget it 90\u{a0}days after the decision.";
    letter_report_see: "Voir l’offre", "See the offer";
    letter_report_thanks: "Merci\u{a0}: c’est aussi grâce aux signalements que l’annuaire reste juste.",
        "Thank you: reports help to keep the directory right.";
    letter_report_words: "La personne qui a décidé précise\u{a0}:", "The person who decided adds:";
    letter_report_provider_next: "Si ce n’est pas exact, répondez à cette lettre\u{a0}: une personne vous lira. Sans correction ni réponse, l’offre peut être suspendue.",
        "If that is not so, reply to this letter: a person will read it. Without a correction or an answer, the offer may be suspended.";
    letter_report_provider_button: "Corriger mon offre", "Put my offer right";
}

impl Lang {
    pub(super) fn write_report_received(self, reference: &str, offer: &NamedOffer) -> Written {
        let (subject, first) = match self {
            Self::Fr => (
                format!("Signalement {reference} bien reçu"),
                format!(
                    "Merci\u{202f}! Votre signalement {reference} nous est bien parvenu. Il concerne\u{a0}:"
                ),
            ),
            Self::En => (
                format!("Report {reference} received"),
                format!("Thank you! Your report {reference} has reached us. It is about:"),
            ),
        };
        let blocks = vec![
            paragraph(first),
            self.letter_offers(std::slice::from_ref(offer)),
            paragraph(self.letter_report_next()),
            self.see_offer(offer),
        ];
        Written { subject, blocks }
    }

    pub(super) fn write_report_answered(
        self,
        reference: &str,
        offer: &NamedOffer,
        outcome: Outcome,
        words: &str,
    ) -> Written {
        let (subject, first) = match self {
            Self::Fr => (
                format!("Réponse à votre signalement {reference}"),
                format!("Nous avons examiné votre signalement {reference}. Il concerne\u{a0}:"),
            ),
            Self::En => (
                format!("Answer to your report {reference}"),
                format!("We have looked into your report {reference}. It is about:"),
            ),
        };
        let said = quote(words);
        let lead = said.as_ref().map(|_| paragraph(self.letter_report_words()));
        let blocks = [
            Some(paragraph(first)),
            Some(self.letter_offers(std::slice::from_ref(offer))),
            Some(paragraph(self.report_result(outcome))),
            lead,
            said,
            Some(paragraph(self.letter_report_thanks())),
            Some(self.see_offer(offer)),
        ];
        Written { subject, blocks: blocks.into_iter().flatten().collect() }
    }

    pub(super) fn write_reported_to_provider(
        self,
        offer: &NamedOffer,
        reason: ReportReason,
        words: &str,
        by: Date,
    ) -> Written {
        let (why, day) = (reason.name(self), self.date(by));
        let (subject, first, second, third) = match self {
            Self::Fr => (
                "Une offre à corriger",
                "Quelqu’un nous a signalé cette offre\u{a0}:",
                format!("Motif du signalement\u{a0}: {why}."),
                format!("Merci de corriger ce qui doit l’être depuis votre espace, avant le {day}."),
            ),
            Self::En => (
                "An offer to put right",
                "Somebody has reported this offer to us:",
                format!("Reason of the report: {why}."),
                format!("Please put right what has to be, from your space, before {day}."),
            ),
        };
        let said = quote(words);
        let lead = said.as_ref().map(|_| paragraph(self.letter_report_words()));
        let button =
            Block::Button { label: self.letter_report_provider_button(), path: self.letter_path("/espace") };
        let blocks = [
            Some(paragraph(first)),
            Some(self.letter_offers(std::slice::from_ref(offer))),
            Some(paragraph(second)),
            lead,
            said,
            Some(paragraph(third)),
            Some(button),
            Some(paragraph(self.letter_report_provider_next())),
        ];
        Written { subject: subject.to_owned(), blocks: blocks.into_iter().flatten().collect() }
    }

    fn see_offer(self, offer: &NamedOffer) -> Block {
        Block::Button { label: self.letter_report_see(), path: self.letter_path(&offer.path) }
    }

    /// Says what a report came to.
    const fn report_result(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Corrected => self.pick(
                "L’offre est corrigée, ou son prestataire a été prié de la corriger.",
                "The offer has been put right, or its provider was asked to do so.",
            ),
            Outcome::Suspended | Outcome::Archived => self.pick(
                "L’offre ne paraît plus dans les résultats.",
                "The offer no longer appears in the results.",
            ),
            _ => self.pick(
                "Nous n’avons rien trouvé à corriger, et l’offre reste en ligne.",
                "We found nothing to put right, and the offer stays online.",
            ),
        }
    }
}
