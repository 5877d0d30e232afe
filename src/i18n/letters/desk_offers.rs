//! Letters about what the directory does to a listed offer: what was done, why, and how to contest it.

use super::{Block, Item, Written, paragraph, quote};
use crate::domain::letter::{NamedOffer, Reason};
use crate::domain::text::tidy;
use crate::i18n::{Lang, Named, sentences};

sentences! {
    letter_offer_reasons: "Voici pourquoi\u{a0}:", "Here is why:";
    letter_offer_words: "La personne qui a décidé précise\u{a0}:", "The person who decided adds:";
    letter_offer_put_right: "Pour la remettre en ligne, corrigez-la dans votre espace\u{a0}: nous relirons vos changements, et l’offre reparaîtra dès qu’ils seront acceptés.",
        "To bring it back online, put it right in your space: we will read your changes, and the offer will be back as soon as they are accepted.";
    letter_offer_contest: "Vous n’êtes pas d’accord\u{202f}? Répondez à cette lettre en disant pourquoi\u{a0}: une autre personne du bureau de vérification relira la décision. C’est gratuit.",
        "Do you disagree? Reply to this letter and say why: another person of the vetting desk will look at the decision again. It is free.";
    letter_offer_archived_next: "Sa page reste en ligne, avec une simple mention. Vous pouvez présenter une nouvelle candidature quand vous voulez.",
        "Its page stays online, with a notice only. You can apply again whenever you like.";
    letter_offer_reverted_next: "Si une information n’est plus juste, corrigez-la dans votre espace.",
        "If something in it is no longer right, put it right in your space.";
    letter_merged_offers: "Ces offres y figurent maintenant\u{a0}:", "These offers stand there now:";
    letter_merged_archived: "Celles-ci faisaient double emploi. Elles sont archivées, et leur adresse mène à l’offre qui reste\u{a0}:",
        "These were there twice. They are archived, and their addresses lead to the offer that stays:";
    letter_merged_next: "Vous gardez votre espace\u{a0}: tout s’y trouve. Les anciennes adresses mènent à ce qui reste.",
        "You keep your space: everything is in it. The old addresses lead to what stays.";
    letter_contact_unknown: "Vous ne connaissez pas cette personne\u{202f}? Répondez à cette lettre\u{a0}: nous vérifierons aussitôt.",
        "You do not know this person? Answer this letter: we will check at once.";
    letter_offer_space: "Ouvrir mon espace", "Open my space";
    letter_offer_page: "Voir l’offre", "See the offer";
}

impl Lang {
    pub(super) fn write_offer_suspended(
        self,
        offer: &NamedOffer,
        reasons: &[Reason],
        words: &str,
    ) -> Written {
        let title = tidy(&offer.title);
        let (subject, first) = match self {
            Self::Fr => (
                format!("Votre offre est suspendue\u{a0}: {title}"),
                format!(
                    "L’annuaire a suspendu votre offre «\u{a0}{title}\u{a0}». Les commerçants ne la trouvent plus."
                ),
            ),
            Self::En => (
                format!("Your offer is suspended: {title}"),
                format!("The directory has suspended your offer “{title}”. Shopkeepers no longer find it."),
            ),
        };
        let mut blocks = vec![paragraph(first)];
        blocks.extend(self.letter_statement(reasons, words));
        blocks.push(paragraph(self.letter_offer_put_right()));
        blocks.push(self.letter_to_space());
        blocks.push(paragraph(self.letter_offer_contest()));
        Written { subject, blocks }
    }

    pub(super) fn write_offer_archived(self, offer: &NamedOffer, reasons: &[Reason], words: &str) -> Written {
        let title = tidy(&offer.title);
        let (subject, first) = match self {
            Self::Fr => (
                format!("Votre offre est archivée\u{a0}: {title}"),
                format!(
                    "L’annuaire a archivé votre offre «\u{a0}{title}\u{a0}»\u{a0}: elle n’y est plus proposée."
                ),
            ),
            Self::En => (
                format!("Your offer is archived: {title}"),
                format!("The directory has archived your offer “{title}”: it is no longer offered there."),
            ),
        };
        let mut blocks = vec![paragraph(first)];
        blocks.extend(self.letter_statement(reasons, words));
        blocks.push(paragraph(self.letter_offer_archived_next()));
        blocks.push(self.letter_to_space());
        blocks.push(paragraph(self.letter_offer_contest()));
        Written { subject, blocks }
    }

    pub(super) fn write_offer_reinstated(self, offer: &NamedOffer, words: &str) -> Written {
        let title = tidy(&offer.title);
        let (subject, first) = match self {
            Self::Fr => (
                format!("Votre offre est de nouveau en ligne\u{a0}: {title}"),
                format!(
                    "La suspension de votre offre «\u{a0}{title}\u{a0}» est levée. Les commerçants la trouvent de nouveau."
                ),
            ),
            Self::En => (
                format!("Your offer is back online: {title}"),
                format!("The suspension of your offer “{title}” is lifted. Shopkeepers find it again."),
            ),
        };
        let mut blocks = vec![paragraph(first)];
        blocks.extend(self.letter_statement(&[], words));
        let path = self.letter_path(&offer.path);
        blocks.push(Block::Button { label: self.letter_offer_page(), path });
        Written { subject, blocks }
    }

    pub(super) fn write_offer_reverted(self, offer: &NamedOffer, words: &str) -> Written {
        let title = tidy(&offer.title);
        let (subject, first) = match self {
            Self::Fr => (
                format!("Votre offre reprend une version précédente\u{a0}: {title}"),
                format!(
                    "L’annuaire a rendu à votre offre «\u{a0}{title}\u{a0}» ce qu’elle disait dans une version \
                     déjà vérifiée."
                ),
            ),
            Self::En => (
                format!("Your offer goes back to an earlier version: {title}"),
                format!(
                    "The directory has given your offer “{title}” back what it said in a version that was \
                     already checked."
                ),
            ),
        };
        let mut blocks = vec![paragraph(first)];
        blocks.extend(self.letter_statement(&[], words));
        blocks.push(paragraph(self.letter_offer_reverted_next()));
        blocks.push(self.letter_to_space());
        blocks.push(paragraph(self.letter_offer_contest()));
        Written { subject, blocks }
    }

    pub(super) fn write_providers_merged(
        self,
        (kept, dropped): (&str, &str),
        (offers, archived): (&[NamedOffer], &[NamedOffer]),
        words: &str,
    ) -> Written {
        let (subject, first) = match self {
            Self::Fr => (
                format!("Vos deux fiches n’en font plus qu’une\u{a0}: {kept}"),
                format!(
                    "L’annuaire avait deux fiches pour la même entreprise, «\u{a0}{dropped}\u{a0}» et \
                     «\u{a0}{kept}\u{a0}». Elles sont réunies\u{a0}: il reste «\u{a0}{kept}\u{a0}»."
                ),
            ),
            Self::En => (
                format!("Your two records are one now: {kept}"),
                format!(
                    "The directory had two records of the same firm, “{dropped}” and “{kept}”. They are one \
                     now: “{kept}” stays."
                ),
            ),
        };
        let mut blocks = vec![paragraph(first)];
        let item =
            |offer: &NamedOffer| Item { text: tidy(&offer.title), path: Some(self.letter_path(&offer.path)) };
        let both = [(self.letter_merged_offers(), offers), (self.letter_merged_archived(), archived)];
        for (text, some) in both.into_iter().filter(|(_, some)| !some.is_empty()) {
            blocks.push(paragraph(text));
            blocks.push(Block::List(some.iter().map(item).collect()));
        }
        blocks.extend(self.letter_statement(&[], words));
        blocks.push(paragraph(self.letter_merged_next()));
        blocks.push(self.letter_to_space());
        blocks.push(paragraph(self.letter_offer_contest()));
        Written { subject, blocks }
    }

    pub(super) fn write_contact_added(self, firm: &str, name: &str, email: &str) -> Written {
        let (subject, first) = match self {
            Self::Fr => (
                format!("Une autre personne répond de votre entreprise\u{a0}: {firm}"),
                format!(
                    "Nous avons accepté une candidature au nom de «\u{a0}{firm}\u{a0}», envoyée par {name} ({email}). \
                     Cette personne peut maintenant, comme vous, modifier, mettre en pause et retirer les offres de l’entreprise."
                ),
            ),
            Self::En => (
                format!("Somebody else answers for your firm: {firm}"),
                format!(
                    "We have approved an application in the name of “{firm}”, sent by {name} ({email}). This person \
                     can now change, pause and withdraw the offers of the firm, as you can."
                ),
            ),
        };
        let blocks = vec![paragraph(first), paragraph(self.letter_contact_unknown()), self.letter_to_space()];
        Written { subject, blocks }
    }

    /// Why: the reasons of the list, then words.
    fn letter_statement(self, reasons: &[Reason], words: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !reasons.is_empty() {
            let item = |reason: &Reason| Item { text: reason.name(self).to_owned(), path: None };
            blocks.push(paragraph(self.letter_offer_reasons()));
            blocks.push(Block::List(reasons.iter().map(item).collect()));
        }
        if let Some(words) = quote(words) {
            blocks.extend([paragraph(self.letter_offer_words()), words]);
        }
        blocks
    }

    fn letter_to_space(self) -> Block {
        Block::Button { label: self.letter_offer_space(), path: self.letter_path("/espace") }
    }
}
