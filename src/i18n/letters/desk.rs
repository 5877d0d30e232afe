//! Letters to those who work at the vetting desk.

use super::{Block, Written, paragraph};
use crate::domain::access::{INVITATION_HOURS, Token};
use crate::i18n::{Lang, sentences};

sentences! {
    letter_invitation_subject: "Votre accès au bureau de vérification", "Your access to the vetting desk";
    letter_invitation_first: "L’annuaire vous ouvre son bureau de vérification\u{a0}: c’est là que les candidatures sont lues et que les offres sont tenues à jour.",
        "The directory opens its vetting desk to you: this is where applications are read and offers are kept up to date.";
    letter_invitation_how: "Le bouton mène à une page où vous choisissez votre mot de passe et reliez une application d’authentification. Ayez votre téléphone à portée de main.",
        "The button leads to a page where you choose your password and link an authenticator app. Keep your phone at hand.";
    letter_invitation_button: "Ouvrir mon accès", "Set up my access";
    letter_invitation_unexpected: "Vous n’attendiez pas cette lettre\u{202f}? Laissez-la de côté et ne la transmettez à personne\u{a0}: le lien s’éteint de lui-même.",
        "You did not expect this letter? Ignore it and pass it on to nobody: the link expires by itself.";
}

impl Lang {
    pub(super) fn write_invitation(self, token: &Token) -> Written {
        let rules = match self {
            Self::Fr => format!(
                "Ce lien fonctionne une seule fois, pendant {INVITATION_HOURS}\u{a0}heures, et remplace les précédents. Si vous aviez \
                 déjà un accès, il reste ouvert jusque-là\u{202f}; ensuite, seuls le nouveau mot de passe et la nouvelle application comptent."
            ),
            Self::En => format!(
                "This link works once, for {INVITATION_HOURS}\u{a0}hours, and replaces earlier ones. If you had access already, it stays \
                 until then; afterwards only the new password and the new app count."
            ),
        };
        Written {
            subject: self.letter_invitation_subject().to_owned(),
            blocks: vec![
                paragraph(self.letter_invitation_first()),
                paragraph(self.letter_invitation_how()),
                Block::Button {
                    label: self.letter_invitation_button(),
                    path: self.letter_path(&format!("/administration/invitation/{}", token.reveal())),
                },
                paragraph(rules),
                paragraph(self.letter_invitation_unexpected()),
            ],
        }
    }
}
