//! What the desk writes about a case, without deciding.

use super::{Block, Written, paragraph, quote};
use crate::i18n::Lang;

impl Lang {
    pub(super) fn write_message(self, reference: &str, words: &str) -> Written {
        let (subject, first, next) = match self {
            Self::Fr => (
                format!("Un message à propos de votre candidature {reference}"),
                format!("La personne qui examine votre candidature {reference} vous écrit\u{a0}:"),
                "Vous n’avez rien à renvoyer\u{a0}: pour lui répondre, répondez à cette lettre.",
            ),
            Self::En => (
                format!("A message about your application {reference}"),
                format!("The person who examines your application {reference} writes to you:"),
                "There is nothing to send again: to answer, reply to this letter.",
            ),
        };
        let button = Block::Button {
            label: self.letter_follow_application(),
            path: self.letter_application_path(reference),
        };
        let blocks = [Some(paragraph(first)), quote(words), Some(paragraph(next)), Some(button)];
        Written { subject, blocks: blocks.into_iter().flatten().collect() }
    }
}
