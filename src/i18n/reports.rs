//! The page on which visitors report an offer, and the one that thanks them.

use super::{Lang, sentences};
use crate::domain::report::WordsProblem;

sentences! {
    report_link: "Signaler cette offre", "Report this offer";
    report_title: "Signaler une offre", "Report an offer";
    report_lead: "Un prix faux, un site disparu, une promesse qui ne tient pas\u{202f}? Dites-le-nous\u{a0}: une personne vérifie chaque signalement.",
        "A wrong price, a website that is gone, a promise that is not kept? Tell us: a person checks each report.";
    report_reason: "Qu’est-ce qui ne va pas\u{202f}?", "What is wrong?";
    report_reason_missing: "Choisissez ce qui ne va pas.", "Choose what is wrong.";
    report_words: "Que faut-il savoir\u{202f}?", "What should we know?";
    report_words_hint: "Par exemple le prix que l’on vous a annoncé, et quand. 2\u{202f}000\u{a0}caractères au plus.",
        "For example the price that you were told, and when. 2,000 characters at most.";
    report_email: "Votre adresse électronique, si vous voulez une réponse", "Your email address, if you want an answer";
    report_email_hint: "Le prestataire ne la verra pas. Nous l’oublions 90\u{a0}jours après notre décision.",
        "The provider will not see it. We forget it 90\u{a0}days after our decision.";
    report_button: "Envoyer le signalement", "Send the report";
    report_thanks_title: "Signalement reçu", "Report received";
    report_back: "Retour à l’annuaire", "Back to the directory";
}

impl Lang {
    /// Says what is wrong with the words of a report.
    #[must_use]
    pub const fn report_words_problem(self, problem: WordsProblem) -> &'static str {
        match problem {
            WordsProblem::Missing => {
                self.pick("Dites en quelques mots ce qui ne va pas.", "Say in a few words what is wrong.")
            }
            WordsProblem::TooLong => self.pick(
                "Raccourcissez votre texte\u{a0}: 2\u{202f}000\u{a0}caractères au plus.",
                "Shorten your text: 2,000 characters at most.",
            ),
        }
    }

    /// Thanks for a report and says what becomes of it.
    #[must_use]
    pub fn report_thanks(self, reference: &str) -> String {
        match self {
            Self::Fr => format!(
                "Merci. Votre signalement porte la référence {reference}. Une personne du bureau de vérification va \
                 l’examiner. Si vous avez laissé votre adresse, elle vous écrira ce qu’elle a décidé."
            ),
            Self::En => format!(
                "Thank you. Your report has the reference {reference}. A person at the vetting desk will look into it. \
                 If you left your address, they will write to you what they decided."
            ),
        }
    }
}
