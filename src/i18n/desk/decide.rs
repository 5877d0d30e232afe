//! Decisions about applications: the forms, the letter before it goes, second pairs of eyes, two people at once.

use super::super::sentences;
use crate::domain::criteria::Criterion;
use crate::domain::desk::barred::Barred;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::verdict::{Fault, MOST_WORDS};
use crate::i18n::Lang;

sentences! {
    desk_confirm: "À confirmer", "To be confirmed";
    desk_somebody: "Une personne du bureau", "Somebody at the desk";
    decide_back: "Retour au dossier", "Back to the case";
    decide_queue: "Retour aux dossiers", "Back to the cases";
    decide_approve_lead: "Ses offres seront publiques aussitôt. Cochez chaque critère publié après l’avoir vérifié.",
        "Its offers will be public at once. Tick each published criterion once you have checked it.";
    decide_ask_lead: "Le prestataire recevra vos questions, répondra dans sa candidature et la renverra.",
        "The provider will get your questions, answer in the application and send it again.";
    decide_refuse_lead: "Le prestataire recevra les motifs et pourra demander un second avis pendant 60\u{a0}jours.",
        "The provider will get the reasons and can ask for a second opinion for 60\u{a0}days.";
    decide_criteria: "Critères publiés", "Published criteria";
    decide_level: "Niveau de vérification", "Level of verification";
    decide_reasons: "Motifs", "Reasons";
    decide_words: "Un mot au prestataire", "A word to the provider";
    decide_refuse_words: "Précisions pour le prestataire", "Details for the provider";
    decide_about: "Sur quel point\u{202f}?", "About which point?";
    decide_about_whole: "L’ensemble de la candidature", "The application as a whole";
    decide_question: "Votre question", "Your question";
    decide_whole: "Sur l’ensemble de la candidature", "About the application as a whole";
    decide_words_hint: "2\u{202f}000 caractères au plus. Le prestataire lit ces mots tels quels.",
        "At most 2,000 characters. The provider reads these words as they are.";
    decide_preview_button: "Relire la lettre", "Read the letter over";
    decide_preview_title: "La lettre qui partira", "The letter that will go";
    decide_letter_to: "À", "To";
    decide_subject: "Objet", "Subject";
    decide_send: "Décider et envoyer", "Decide and send";
    decide_propose: "Proposer ce refus", "Propose this refusal";
    decide_edit: "Modifier", "Change";
    decide_four_eyes: "Une autre personne, responsable, devra confirmer. La lettre ne partira qu’alors.",
        "Another person, a lead, has to confirm. Only then will the letter go.";
    decide_barred_title: "Ce dossier n’est pas pour vous", "This case is not for you";
    decide_not_open_title: "Rien à décider maintenant", "Nothing to decide now";
    decide_not_open: "Ce dossier n’est pas en cours de lecture. Prenez-le d’abord, ou voyez ce qui a été décidé.",
        "This case is not being read. Take it first, or see what was decided.";
    decide_changed_title: "Le dossier a changé", "The case has changed";
    decide_changed: "Il s’est passé quelque chose depuis que vous avez ouvert cette page. Rien n’a été fait.",
        "Something has happened since you opened this page. Nothing was done.";
    decide_siren_title: "Ce SIREN est déjà dans l’annuaire", "This SIREN is in the directory already";
    decide_siren: "Un autre prestataire porte le même SIREN. Rien n’a été publié. Fusionnez d’abord les deux fiches, puis acceptez.",
        "Another provider has the same SIREN. Nothing was published. Merge the two first, then approve.";
    decide_siren_merge: "Fusionner les deux prestataires", "Merge the two providers";
    conflict_title: "Le dossier a changé pendant que vous écriviez", "The case has changed while you were writing";
    conflict_lead: "Rien n’a été décidé, et rien de ce que vous avez écrit n’est perdu.", "Nothing was decided, and nothing you wrote is lost.";
    conflict_now: "Le dossier maintenant", "The case now";
    conflict_state: "État", "State";
    conflict_assignee: "Entre les mains de", "In the hands of";
    conflict_proposed: "Un refus est proposé par", "A refusal is proposed by";
    conflict_since: "Depuis que vous avez ouvert la page", "Since you opened the page";
    conflict_yours: "Ce que vous aviez écrit", "What you had written";
    conflict_again: "Rien n’empêche de décider à nouveau\u{a0}: relisez d’abord le dossier, puis la lettre.",
        "You can still decide: read the case first, then the letter.";
    conflict_over: "Cette décision n’est plus possible. Copiez ce qui peut servir.", "This decision is no longer possible. Copy what may be of use.";
    done_title: "Décision enregistrée", "Decision recorded";
    done_by: "par", "by";
    done_second: "avec l’accord de", "with the agreement of";
    decide_proposed: "Refus proposé", "Refusal proposed";
    decide_next_letter: "La lettre est en route. La décision figure dans le dossier.", "The letter is on its way. The decision stands in the case.";
    decide_next_second: "Le dossier reste en lecture jusqu’à ce qu’une autre personne, responsable, confirme.",
        "The case stays in review until another person, a lead, confirms.";
    second_title: "Second regard sur un refus", "A second look at a refusal";
    second_proposed_by: "Proposé par", "Proposed by";
    second_agree: "Confirmer le refus et envoyer", "Confirm the refusal and send";
    second_decline: "Ne pas confirmer", "Do not confirm";
    second_decline_words: "Pourquoi ne pas confirmer\u{202f}?", "Why not confirm?";
    second_decline_hint: "Le bureau seul lit ces mots. Le dossier revient à la personne qui l’a en main.",
        "Only the desk reads these words. The case goes back to whoever has it.";
    second_words_missing: "Dites pourquoi vous ne confirmez pas", "Say why you do not confirm";
    second_neither: "Confirmez, ou dites pourquoi vous ne confirmez pas", "Confirm, or say why you do not";
    second_nothing_title: "Rien à confirmer", "Nothing to confirm";
    second_nothing: "Aucun refus n’attend ici\u{a0}: il a été confirmé ou écarté, ou le dossier a changé depuis.",
        "No refusal waits here: it was confirmed or declined, or the case has changed since.";
    waiting_lead: "Ces décisions attendent une seconde personne, de la plus ancienne à la plus récente.",
        "These decisions wait for a second person, oldest first.";
    waiting_none: "Rien n’attend.", "Nothing waits.";
}

impl Lang {
    /// Names what is being decided about an application.
    #[must_use]
    pub const fn decide_title(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Approved => self.pick("Accepter la candidature", "Approve the application"),
            Outcome::ChangesRequested => self.pick("Demander des précisions", "Ask for changes"),
            _ => self.pick("Refuser la candidature", "Refuse the application"),
        }
    }

    /// Says why somebody may not decide about a case.
    #[must_use]
    pub const fn decide_barred(self, barred: Barred) -> &'static str {
        match barred {
            Barred::Role => self
                .pick("Votre rôle ne permet pas cette décision.", "Your role does not allow this decision."),
            Barred::NotTheirs => self.pick(
                "Une autre personne a ce dossier en main, ou personne. Prenez-le d’abord.",
                "Somebody else has this case, or nobody. Take it first.",
            ),
            Barred::Own => self.pick(
                "Cette candidature vous concerne\u{a0}: une autre personne doit en décider.",
                "This application concerns you: somebody else has to decide.",
            ),
            Barred::RefusedBefore => self.pick(
                "Vous avez pris part au refus qui est contesté. Le second avis revient à une autre personne.",
                "You took part in the refusal that is contested. The second opinion is for somebody else.",
            ),
            Barred::Proposer => self.pick(
                "Vous avez proposé ce refus\u{a0}: une autre personne doit le confirmer.",
                "You proposed this refusal: somebody else has to confirm it.",
            ),
        }
    }

    /// Says what keeps what was typed from being a decision.
    #[must_use]
    pub fn decide_fault(self, fault: &Fault) -> String {
        let plain = match fault {
            Fault::Unticked(missing) => return self.decide_unticked(missing),
            Fault::TooLong { found, .. } => return self.decide_too_long(*found),
            Fault::NoLevel => self.pick("Choisissez un niveau de vérification", "Choose a level of verification"),
            Fault::NoLabel => self.pick(
                "Ce niveau demande un label, et la candidature n’en déclare aucun",
                "This level asks for a label, and the application declares none",
            ),
            Fault::NoQuestion => self.pick("Posez au moins une question", "Ask at least one question"),
            Fault::Silent(_) => self.pick("Écrivez la question sur ce point", "Write the question about this point"),
            Fault::UnknownField(_) => self.pick("Choisissez un point de la liste", "Choose a point from the list"),
            Fault::NoWords => self.pick(
                "Écrivez quelques mots\u{a0}: le prestataire les lit dans la lettre",
                "Write a few words: the provider reads them in the letter",
            ),
            Fault::NoReason => self.pick("Choisissez au moins un motif", "Choose at least one reason"),
            Fault::OtherUnsaid => {
                self.pick("Précisez l’autre raison", "Say what the other reason is")
            }
            Fault::Unexpected => self.pick(
                "Ce formulaire contient quelque chose que cette page ne demande pas. Rouvrez-la et recommencez.",
                "This form holds something that this page does not ask for. Open it anew and start again.",
            ),
        };
        plain.to_owned()
    }

    fn decide_unticked(self, missing: &[Criterion]) -> String {
        match (self, missing) {
            (Self::Fr, [one]) => format!("Un critère n’est pas coché\u{a0}: {}", self.criterion(*one)),
            (Self::En, [one]) => format!("One criterion is not ticked: {}", self.criterion(*one)),
            (Self::Fr, many) => format!(
                "{} critères ne sont pas cochés\u{a0}: sans eux, demandez des précisions ou refusez",
                many.len()
            ),
            (Self::En, many) => {
                format!("{} criteria are not ticked: without them, ask for changes or refuse", many.len())
            }
        }
    }

    /// Numbers a question.
    #[must_use]
    pub fn decide_question_number(self, number: usize) -> String {
        format!("Question\u{a0}{number}")
    }

    /// Says that words are too long.
    #[must_use]
    pub fn decide_too_long(self, found: usize) -> String {
        let over = found.saturating_sub(MOST_WORDS);
        match self {
            Self::Fr => format!("Raccourcissez ce texte\u{a0}: {over} caractères de trop"),
            Self::En => format!("Shorten this text: {over} characters too many"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;
    use crate::i18n::tests::{assert_english, assert_french};

    #[test]
    fn every_fault_and_bar_is_said_in_both_languages() {
        let faults = [
            Fault::Unticked(Criterion::ALL.to_vec()),
            Fault::NoLevel,
            Fault::NoLabel,
            Fault::NoQuestion,
            Fault::Silent(0),
            Fault::UnknownField(0),
            Fault::NoWords,
            Fault::NoReason,
            Fault::OtherUnsaid,
            Fault::TooLong { at: None, found: MOST_WORDS + 5 },
            Fault::Unexpected,
        ];
        for fault in &faults {
            assert_french(&Lang::Fr.decide_fault(fault));
            assert_english(&Lang::En.decide_fault(fault));
        }
        for one in Criterion::ALL {
            assert_french(&Lang::Fr.decide_fault(&Fault::Unticked(vec![*one])));
        }
        for barred in [Barred::Role, Barred::NotTheirs, Barred::Own, Barred::RefusedBefore, Barred::Proposer]
        {
            assert_french(Lang::Fr.decide_barred(barred));
            assert_english(Lang::En.decide_barred(barred));
        }
        assert!(Lang::Fr.decide_too_long(MOST_WORDS + 5).contains("5 caractères"));
    }
}
