//! The firm in the register, its mail address, its likenesses in the directory.

use crate::domain::check::{
    DuplicateFact, MailFact, NameFact, Namesake, RegisterFact, RegisterTrouble, Sameness,
};
use crate::domain::territory::Territory;
use crate::i18n::Lang;

impl Lang {
    pub(super) fn register_saw(self, fact: &RegisterFact) -> String {
        let said = match fact {
            RegisterFact::NoNumber => self.pick("Aucun SIRET n’est encore donné.", "No SIRET is given yet."),
            RegisterFact::NotANumber => {
                self.pick("Ce qui est donné ne compte pas 14 chiffres.", "What is given does not have 14 digits.")
            }
            RegisterFact::Mistyped => self.pick(
                "La clé de contrôle ne tombe pas juste\u{a0}: un chiffre a dû être mal recopié.",
                "The check digit does not fit: one of the digits must have been copied wrongly.",
            ),
            RegisterFact::NotAsked => self.pick(
                "Le numéro est bien formé\u{202f}; le répertoire des entreprises n’a pas encore été consulté.",
                "The number is well formed; the company register has not been asked yet.",
            ),
            RegisterFact::Trading { name, commune } => return self.trading(name.as_deref(), *commune),
            RegisterFact::TradingUnpublished => self.pick(
                "Le répertoire connaît cette entreprise et la dit en activité. Elle a choisi de ne pas y publier son nom ni son adresse.",
                "The register knows this firm and lists it as trading. It chose not to publish its name and address there.",
            ),
            RegisterFact::Ceased => {
                self.pick("Le répertoire indique que cette entreprise a cessé son activité.", "The register says that this firm has ceased trading.")
            }
            RegisterFact::EstablishmentClosed { on: Some(day) } => {
                return match self {
                    Self::Fr => format!("L’entreprise est en activité, mais cet établissement est fermé depuis le {}.", self.date(*day)),
                    Self::En => format!("The firm trades, but this establishment closed on {}.", self.date(*day)),
                };
            }
            RegisterFact::EstablishmentClosed { on: None } => self.pick(
                "L’entreprise est en activité, mais cet établissement est fermé.",
                "The firm trades, but this establishment is closed.",
            ),
            RegisterFact::EstablishmentUnlisted => self.pick(
                "L’entreprise est en activité, mais le répertoire ne montre pas cet établissement.",
                "The firm trades, but the register does not show this establishment.",
            ),
            RegisterFact::Unknown => self.pick(
                "Le numéro est bien formé, mais le répertoire ne le connaît pas.",
                "The number is well formed, but the register does not know it.",
            ),
            RegisterFact::Away { trouble } => self.register_trouble(*trouble),
        };
        said.to_owned()
    }

    fn trading(self, name: Option<&str>, commune: Option<Territory>) -> String {
        let known = self.pick(
            "Le répertoire connaît cette entreprise et la dit en activité",
            "The register knows this firm and lists it as trading",
        );
        let place = commune.map(|commune| self.at(commune));
        let told: Vec<&str> = name.into_iter().chain(place.as_deref()).collect();
        if told.is_empty() {
            format!("{known}.")
        } else {
            format!("{known}{} {}.", self.colon(), told.join(", "))
        }
    }

    const fn register_trouble(self, trouble: RegisterTrouble) -> &'static str {
        match trouble {
            RegisterTrouble::Slow => self.pick(
                "Le répertoire des entreprises n’a pas répondu à temps.",
                "The company register did not answer in time.",
            ),
            RegisterTrouble::Unreachable => self.pick(
                "Le répertoire des entreprises est injoignable pour le moment.",
                "The company register cannot be reached at the moment.",
            ),
            RegisterTrouble::Busy { .. } => self.pick(
                "Le répertoire des entreprises est très demandé et nous prie de revenir plus tard.",
                "The company register is very busy and asks us to come back later.",
            ),
            RegisterTrouble::Failing { .. } | RegisterTrouble::Unreadable => self.pick(
                "Le répertoire des entreprises est en panne pour le moment.",
                "The company register is out of order at the moment.",
            ),
        }
    }

    pub(super) const fn register_advice(self, fact: &RegisterFact) -> Option<&'static str> {
        Some(match fact {
            RegisterFact::NoNumber | RegisterFact::NotANumber | RegisterFact::Mistyped => self.pick(
                "Il compte 14 chiffres et figure sur vos factures, ou dans l’avis de situation de l’Insee.",
                "It has 14 digits and is on your invoices, or on your Insee certificate.",
            ),
            RegisterFact::Ceased => self.pick(
                "Si l’activité continue sous un autre numéro, donnez celui-là. Si le répertoire se trompe, dites-le-nous en envoyant la candidature.",
                "If business goes on under another number, give that one. If the register is wrong, tell us when you send the application.",
            ),
            RegisterFact::EstablishmentClosed { .. } | RegisterFact::EstablishmentUnlisted => self.pick(
                "Donnez le SIRET d’un établissement ouvert, par exemple celui du siège.",
                "Give the SIRET of an open establishment, for instance the head office.",
            ),
            RegisterFact::Unknown => self.pick(
                "Relisez les 14 chiffres. Une entreprise toute récente peut mettre quelques jours à y figurer\u{a0}: vous pouvez continuer.",
                "Read the 14 digits again. A brand-new firm may take a few days to appear: you can carry on.",
            ),
            RegisterFact::Away { .. } => self.pick(
                "Rien à faire de votre côté\u{a0}: continuez, la consultation peut se refaire plus tard.",
                "Nothing to do on your side: carry on, the register can be asked again later.",
            ),
            RegisterFact::NotAsked | RegisterFact::Trading { .. } | RegisterFact::TradingUnpublished => return None,
        })
    }

    pub(super) fn name_saw(self, fact: &NameFact) -> String {
        let said = match fact {
            NameFact::NotCompared => self.pick(
                "Le nom n’a pas encore été comparé au répertoire.",
                "The name has not been compared with the register yet.",
            ),
            NameFact::Same { register } => {
                return format!(
                    "{} {}.",
                    self.pick(
                        "C’est bien le nom du répertoire, où l’on lit",
                        "It is the name in the register, which says"
                    ),
                    self.quoted(register)
                );
            }
            NameFact::Differs { given, register } => {
                let (given, register) = (self.quoted(given), self.quoted(register));
                return match self {
                    Self::Fr => format!("Le nom donné est {given}\u{202f}; le répertoire écrit {register}."),
                    Self::En => format!("The name given is {given}; the register writes {register}."),
                };
            }
            NameFact::Unpublished => self.pick(
                "Cette entreprise a choisi de ne pas publier son nom dans le répertoire.",
                "This firm chose not to publish its name in the register.",
            ),
            NameFact::NoName => self.pick(
                "Le répertoire ne donne pas de nom à comparer.",
                "The register gives no name to compare.",
            ),
            NameFact::Away => {
                self.pick("Le répertoire n’a pas pu être consulté.", "The register could not be asked.")
            }
        };
        said.to_owned()
    }

    pub(super) const fn name_advice(self, fact: &NameFact) -> Option<&'static str> {
        Some(match fact {
            NameFact::Differs { .. } => self.pick(
                "Si le nom du répertoire est le bon, reprenez-le comme raison sociale\u{202f}; votre nom commercial reste celui que voient les commerçants.",
                "If the register has it right, use it as the legal name; your trade name stays the one that shopkeepers see.",
            ),
            NameFact::Unpublished => self.pick(
                "Rien à corriger\u{a0}: une personne de l’équipe verra cela avec vous.",
                "Nothing to put right: somebody from the team will see to it with you.",
            ),
            NameFact::Away => self.pick(
                "Rien à faire de votre côté\u{a0}: la comparaison peut se refaire plus tard.",
                "Nothing to do on your side: the comparison can be made again later.",
            ),
            NameFact::NotCompared | NameFact::Same { .. } | NameFact::NoName => return None,
        })
    }

    pub(super) fn mail_saw(self, fact: &MailFact) -> String {
        match (fact, self) {
            (MailFact::NoMail, _) => self
                .pick("Aucune adresse de courriel n’est encore donnée.", "No e-mail address is given yet.")
                .to_owned(),
            (MailFact::NoSite, _) => self
                .pick("Il n’y a pas de site à comparer.", "There is no website to compare with.")
                .to_owned(),
            (MailFact::Same { domain }, Self::Fr) => {
                format!("L’adresse et le site sont du même domaine, {domain}.")
            }
            (MailFact::Same { domain }, Self::En) => {
                format!("The address and the website share a domain, {domain}.")
            }
            (MailFact::Shared { mail, .. }, Self::Fr) => {
                format!("L’adresse est chez {mail}, une messagerie ouverte à tous.")
            }
            (MailFact::Shared { mail, .. }, Self::En) => {
                format!("The address is at {mail}, where anybody can have one.")
            }
            (MailFact::Other { mail, site }, Self::Fr) => {
                format!("L’adresse est chez {mail} et le site chez {site}.")
            }
            (MailFact::Other { mail, site }, Self::En) => {
                format!("The address is at {mail}, the website at {site}.")
            }
        }
    }

    pub(super) const fn mail_advice(self, fact: &MailFact) -> Option<&'static str> {
        Some(match fact {
            MailFact::Shared { .. } | MailFact::Other { .. } => self.pick(
                "Ce n’est pas un défaut. Une adresse au nom de votre site prouverait plus vite que l’entreprise est bien la vôtre.",
                "This is no fault. An address at your website’s name would show sooner that the firm is yours.",
            ),
            MailFact::NoMail | MailFact::NoSite | MailFact::Same { .. } => return None,
        })
    }

    pub(super) fn duplicate_saw(self, fact: &DuplicateFact) -> String {
        match fact {
            DuplicateFact::NotCompared => self
                .pick(
                    "La comparaison avec l’annuaire n’est pas encore faite.",
                    "The directory has not been compared yet.",
                )
                .to_owned(),
            DuplicateFact::None => self
                .pick(
                    "Aucun prestataire de l’annuaire ne lui ressemble.",
                    "No provider in the directory looks like this one.",
                )
                .to_owned(),
            DuplicateFact::Found { namesakes } => {
                let named: Vec<String> = namesakes.iter().map(|namesake| self.namesake(namesake)).collect();
                let looks = self.pick("L’annuaire contient déjà", "The directory already has");
                format!("{looks}{} {}.", self.colon(), named.join(", "))
            }
        }
    }

    fn namesake(self, namesake: &Namesake) -> String {
        let same = match namesake.same {
            Sameness::Siren => self.pick("même SIREN", "same SIREN"),
            Sameness::Host => self.pick("même site", "same website"),
            Sameness::NearName => self.pick("nom très proche", "very similar name"),
        };
        format!("{} ({same})", namesake.name)
    }

    pub(super) const fn duplicate_advice(self, fact: &DuplicateFact) -> Option<&'static str> {
        match fact {
            DuplicateFact::Found { .. } => Some(self.pick(
                "Si c’est vous, prenez en main la fiche existante plutôt que d’en créer une seconde. Sinon, continuez\u{a0}: une personne de l’équipe comparera.",
                "If this is you, take over the existing listing rather than make a second one. If not, carry on: somebody from the team will compare.",
            )),
            DuplicateFact::NotCompared | DuplicateFact::None => None,
        }
    }
}
