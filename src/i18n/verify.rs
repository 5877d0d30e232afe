//! « Is this firm listed? »: the question and its answers.

use jiff::civil::Date;

use super::{Lang, Named, sentences};
use crate::domain::listing::{ListingStatus, VerificationLevel};
use crate::domain::verify::{Standing, Unreadable};

sentences! {
    verify_title: "Cette entreprise est-elle dans l’annuaire\u{202f}?", "Is this firm in the directory?";
    verify_link: "Vérifier une entreprise", "Check a firm";
    verify_lead: "Quelqu’un vous démarche en se disant vérifié par Devanture\u{202f}? Demandez-lui son SIREN ou son site, et regardez ici.",
        "Somebody offers you a service and says that Devanture has verified them? Ask for their SIREN or their website, and look here.";
    verify_label: "SIREN, SIRET, site ou adresse de courriel", "SIREN, SIRET, website or e-mail address";
    verify_hint: "Par exemple 800 000 002, ou atelier.example. D’une adresse de courriel, seul compte ce qui suit l’@.",
        "For example 800 000 002, or atelier.example. Of an e-mail address, only what follows the @ counts.";
    verify_button: "Regarder", "Look";
    verify_answer: "Réponse", "Answer";
    verify_offers: "Ses offres dans l’annuaire", "Its offers in the directory";
    verify_other_name: "Vérifiez que c’est bien le nom que l’on vous a donné\u{a0}: un site ou un numéro se copie facilement.",
        "Check that this is the name you were given: a website or a number is easily copied.";
    verify_unknown_title: "Non, rien sous ce numéro ou ce site", "No, nothing under this number or website";
    verify_unknown_text: "Aucune offre de l’annuaire ne porte ce numéro ou ce site. Essayez l’autre, ou cherchez le nom\u{a0}: une fiche tirée de sources publiques n’a pas toujours de SIREN.",
        "No offer in the directory has this number or website. Try the other one, or search for the name: a listing from public sources does not always have a SIREN.";
    verify_unknown_report: "Si l’on vous a montré notre nom ou un badge, gardez-en une copie et signalez-le sur signal.conso.gouv.fr\u{a0}: se dire vérifié sans l’être est une pratique trompeuse.",
        "If you were shown our name or a badge, keep a copy and report it at signal.conso.gouv.fr: claiming to be verified without being so is a misleading practice.";
    verify_search: "Chercher ce nom dans l’annuaire", "Search for this name in the directory";
    verify_no_badge: "Être dans l’annuaire n’est ni un agrément de l’État, ni une garantie\u{a0}:", "Being in the directory is neither an approval by the State nor a guarantee:";
    verify_nothing: "Écrivez un SIREN, un SIRET, un site ou une adresse de courriel.", "Enter a SIREN, a SIRET, a website or an e-mail address.";
    verify_digits: "Un SIREN a 9 chiffres, un SIRET 14. Recomptez ceux-ci.", "A SIREN has 9 digits, a SIRET 14. Count these again.";
    verify_checksum: "Aucune entreprise ne peut avoir ce numéro\u{a0}: un chiffre doit être faux. Relisez-le.", "No firm can have this number: a digit must be wrong. Read it again.";
    verify_shared: "Tout le monde peut avoir une adresse ou une page à cet endroit\u{a0}: elle ne dit pas de quelle entreprise il s’agit. Demandez le SIREN.",
        "Anybody can have an address or a page there: it does not tell which firm this is. Ask for the SIREN.";
    verify_neither: "Ce n’est ni un numéro, ni un site, ni une adresse de courriel. Pour chercher un nom, passez par la recherche.",
        "This is not a number, a website or an e-mail address. To look for a name, use the search.";
}

impl Lang {
    /// Says why nobody can be looked up by what was typed.
    #[must_use]
    pub const fn verify_unreadable(self, why: Unreadable) -> &'static str {
        match why {
            Unreadable::Nothing => self.verify_nothing(),
            Unreadable::Digits => self.verify_digits(),
            Unreadable::Checksum => self.verify_checksum(),
            Unreadable::Shared => self.verify_shared(),
            Unreadable::Neither => self.verify_neither(),
        }
    }

    /// Heads the answer about a firm: « Oui : Atelier du Web ».
    #[must_use]
    pub fn verify_heading(self, standing: Standing, name: &str) -> String {
        let yes = match standing {
            Standing::Listed { level, .. } if level.is_claimed() => self.pick("Oui", "Yes"),
            Standing::Listed { .. } => self.pick("Répertoriée, non vérifiée", "Listed, not verified"),
            Standing::NoLonger { .. } => self.pick("Non, plus maintenant", "No, not any more"),
        };
        format!("{yes}{} {name}", self.colon())
    }

    /// Says whether a firm is listed, since when and how far it is verified.
    #[must_use]
    pub fn verify_standing(self, standing: Standing) -> String {
        match standing {
            Standing::Listed { level, since } if level.is_claimed() => self.verified_since(level, since),
            Standing::Listed { since, .. } => {
                let since = self.date(since);
                match self {
                    Self::Fr => format!(
                        "Cette entreprise est répertoriée d’après des sources publiques depuis le {since}. Elle n’est pas \
                         vérifiée\u{a0}: personne n’a répondu d’elle auprès de nous."
                    ),
                    Self::En => format!(
                        "This firm has been listed from public sources since {since}. It is not verified: nobody has \
                         answered for it to us."
                    ),
                }
            }
            Standing::NoLonger { status, since } => self.no_longer(status, &self.date(since)),
        }
    }

    fn verified_since(self, level: VerificationLevel, since: Date) -> String {
        let (level, since) = (self.lower_first(level.name(self)), self.date(since));
        match self {
            Self::Fr => format!(
                "Cette entreprise est vérifiée depuis le {since}. Son plus haut niveau\u{a0}: {level}."
            ),
            Self::En => format!("This firm has been verified since {since}. Its highest level: {level}."),
        }
    }

    fn no_longer(self, status: ListingStatus, since: &str) -> String {
        let why = match status {
            ListingStatus::Published | ListingStatus::UnderCheck => self.pick("", ""),
            ListingStatus::Paused => self.pick("elle a mis ses offres en pause", "it has paused its offers"),
            ListingStatus::Suspended => {
                self.pick("l’annuaire a suspendu son offre", "the directory has suspended its offer")
            }
            ListingStatus::Expired => {
                self.pick("elle n’a pas confirmé son offre à temps", "it did not confirm its offer in time")
            }
            ListingStatus::Withdrawn => self.pick("elle a retiré son offre", "it has withdrawn its offer"),
            ListingStatus::Archived => {
                self.pick("l’annuaire a archivé son offre", "the directory has archived its offer")
            }
        };
        match self {
            Self::Fr => {
                format!("Cette entreprise n’est plus dans l’annuaire depuis le {since}\u{a0}: {why}.")
            }
            Self::En => format!("This firm has not been in the directory since {since}: {why}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;
    use crate::i18n::tests::{assert_english, assert_french};
    use jiff::civil::date;

    #[test]
    fn every_answer_is_a_sentence_in_both_languages() {
        let since = date(2026, 10, 12);
        let listed = VerificationLevel::ALL.iter().map(|level| Standing::Listed { level: *level, since });
        let gone = ListingStatus::ALL.iter().filter(|status| !status.is_searchable());
        let gone = gone.map(|status| Standing::NoLonger { status: *status, since });
        for standing in listed.chain(gone) {
            for said in [Lang::Fr.verify_standing(standing), Lang::Fr.verify_heading(standing, "Atelier")] {
                assert_french(&said);
            }
            assert!(Lang::Fr.verify_standing(standing).contains("12 octobre 2026"));
            assert_english(&Lang::En.verify_standing(standing));
            assert_english(&Lang::En.verify_heading(standing, "Atelier"));
        }
    }
}
