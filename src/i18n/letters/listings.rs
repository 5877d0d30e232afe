//! Letters to whoever answers for listings.

use jiff::civil::Date;

use super::{Block, Written, paragraph};
use crate::domain::access::Token;
use crate::domain::letter::NamedOffer;
use crate::i18n::{Lang, sentences};

sentences! {
    letter_space_subject: "Entrez dans votre espace prestataire", "Enter your provider space";
    letter_space_first: "Voici le lien qui ouvre votre espace\u{a0}: vos offres, ce que les commerçants en lisent, et de quoi les tenir à jour.",
        "Here is the link that opens your space: your offers, what shopkeepers read about them, and what you need to keep them up to date.";
    letter_space_button: "Entrer dans mon espace", "Enter my space";
    letter_review_subject: "Vos offres sont-elles toujours justes\u{202f}?", "Are your offers still right?";
    letter_review_button: "Confirmer mes offres", "Confirm my offers";
    letter_review_after: "Sans nouvelles de vous, ces offres reculeront dans les résultats, puis n’y paraîtront plus. Elles reviendront dès que vous les aurez confirmées.",
        "Unless we hear from you, these offers will move down the results, then no longer appear. They will be back as soon as you confirm them.";
    letter_erased_subject: "Vos données sont effacées", "Your data has been erased";
    letter_erased_rest: "Une offre dont une autre personne s’occupe aussi reste en ligne. Les autres sont retirées, et il n’en reste que ce que disent les sources publiques.",
        "An offer that somebody else looks after too stays online. The others are withdrawn, and only what public sources say of them is left.";
    letter_erased_last: "Vous n’avez rien d’autre à faire. C’est notre dernière lettre\u{a0}: nous oublions votre adresse dès qu’elle est partie.",
        "There is nothing else for you to do. This is our last letter: we forget your address as soon as it has gone.";
}

impl Lang {
    pub(super) fn write_space_link(self, token: &Token) -> Written {
        Written {
            subject: self.letter_space_subject().to_owned(),
            blocks: vec![
                paragraph(self.letter_space_first()),
                Block::Button {
                    label: self.letter_space_button(),
                    path: self.letter_link_path("espace", token),
                },
                self.letter_link_rules(),
                paragraph(self.letter_link_unasked()),
            ],
        }
    }

    pub(super) fn write_review_due(self, offers: &[NamedOffer], by: Date) -> Written {
        let (one, day) = (offers.len() == 1, self.date(by));
        let first = match self {
            Self::Fr => format!(
                "Une fois par an, nous vous demandons si ce que l’annuaire dit de vous est encore vrai. C’est le \
                 moment pour {}\u{a0}:",
                if one { "cette offre" } else { "ces offres" }
            ),
            Self::En => format!(
                "Once a year we ask you whether what the directory says about you is still true. It is time for {}:",
                if one { "this offer" } else { "these offers" }
            ),
        };
        let next = match self {
            Self::Fr => format!(
                "Ouvrez votre espace avant le {day}\u{a0}: ce qui est juste se confirme d’un clic, ce qui a changé \
                 se corrige sur place."
            ),
            Self::En => format!(
                "Open your space before {day}: what is right is confirmed with a click, what has changed can be \
                 put right there."
            ),
        };
        Written {
            subject: self.letter_review_subject().to_owned(),
            blocks: vec![
                paragraph(first),
                self.letter_offers(offers),
                paragraph(next),
                Block::Button { label: self.letter_review_button(), path: self.letter_path("/espace") },
                paragraph(self.letter_review_after()),
            ],
        }
    }

    pub(super) fn write_erased(self, what: &str) -> Written {
        let first = match (self, what.is_empty()) {
            (Self::Fr, true) => "Comme vous l’avez demandé, nous avons effacé vos données.".to_owned(),
            (Self::En, true) => "As you asked, we have erased your data.".to_owned(),
            (Self::Fr, false) => {
                format!("Comme vous l’avez demandé, nous avons effacé vos données, liées à\u{a0}: {what}.")
            }
            (Self::En, false) => format!("As you asked, we have erased your data, linked to: {what}."),
        };
        Written {
            subject: self.letter_erased_subject().to_owned(),
            blocks: vec![
                paragraph(first),
                paragraph(self.letter_erased_rest()),
                paragraph(self.letter_erased_last()),
            ],
        }
    }
}
