//! Letters to those who work at the vetting desk.

use super::{Block, Written, paragraph};
use crate::domain::access::Token;
use crate::i18n::{Lang, sentences};

sentences! {
    letter_invitation_subject: "Votre accès au bureau de vérification", "Your access to the vetting desk";
    letter_invitation_first: "Vous êtes invité à travailler au bureau de vérification de l’annuaire. Le lien ci-dessous vous fait choisir un mot de passe et relier votre téléphone.",
        "You are invited to work at the vetting desk of the directory. The link below lets you choose a password and link your phone.";
    letter_invitation_button: "Choisir mon mot de passe", "Choose my password";
    letter_invitation_rules: "Ce lien fonctionne une seule fois, dans les 24\u{a0}heures. Trop tard\u{202f}? Demandez-en un autre à la personne qui vous a invité.",
        "This link works once, within 24\u{a0}hours. Too late? Ask the person who invited you for another one.";
}

impl Lang {
    pub(super) fn write_invitation(self, token: &Token) -> Written {
        Written {
            subject: self.letter_invitation_subject().to_owned(),
            blocks: vec![
                paragraph(self.letter_invitation_first()),
                Block::Button {
                    label: self.letter_invitation_button(),
                    path: self.letter_path(&format!("/administration/invitation/{}", token.reveal())),
                },
                paragraph(self.letter_invitation_rules()),
                paragraph(self.letter_link_unasked()),
            ],
        }
    }
}
