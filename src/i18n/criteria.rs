//! The published criteria in words.

use crate::domain::criteria::Criterion;
use crate::i18n::Lang;

impl Lang {
    /// Says what a criterion asks for, in one sentence.
    #[must_use]
    pub const fn criterion(self, criterion: Criterion) -> &'static str {
        let (fr, en) = words(criterion);
        self.pick(fr, en)
    }
}

const fn words(criterion: Criterion) -> (&'static str, &'static str) {
    match criterion {
        Criterion::Scope => (
            "C’est un service numérique utile à un petit commerce.",
            "It is a digital service of use to a small shop.",
        ),
        Criterion::ActiveFirm => (
            "L’entreprise existe et est en activité, d’après le registre.",
            "The firm exists and is active, according to the register.",
        ),
        Criterion::Identity => (
            "La personne qui candidate peut parler au nom de l’entreprise.",
            "The person who applies may speak for the firm.",
        ),
        Criterion::Website => (
            "Le site répond en HTTPS, nomme l’entreprise et porte des mentions légales.",
            "The website answers over HTTPS, names the firm and has a legal notice.",
        ),
        Criterion::Price => (
            "Le prix est annoncé avant tout contact, frais de mise en service compris.",
            "The price is given before any contact, set-up costs included.",
        ),
        Criterion::Commitment => (
            "Durée d’engagement, préavis, frais de sortie et location financière sont déclarés.",
            "Commitment, notice, costs of leaving and leasing are declared.",
        ),
        Criterion::Area => ("La zone desservie est précise.", "The area served is precise."),
        Criterion::PlainWords => (
            "L’offre est décrite simplement et ne promet rien d’inexact.",
            "The offer is described plainly and promises nothing untrue.",
        ),
        Criterion::Leaving => (
            "On sait à qui sont le nom de domaine, les contenus et les données, et comment partir.",
            "It is clear who owns the domain name, the content and the data, and how to leave.",
        ),
        Criterion::NotListed => (
            "Ni l’entreprise ni l’offre ne figurent déjà dans l’annuaire.",
            "Neither the firm nor the offer is in the directory already.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;
    use crate::i18n::tests::{assert_english, assert_french};

    #[test]
    fn every_criterion_is_a_sentence_in_both_languages() {
        for criterion in Criterion::ALL {
            let (fr, en) = words(*criterion);
            assert!(fr.ends_with('.') && en.ends_with('.'), "{criterion:?}");
            assert_french(fr);
            assert_english(en);
        }
    }
}
