//! Names of choices, as the provider reads them. Where they fit both readers, they are those of the public pages.

use super::super::{Lang, Named};
#[cfg(test)]
use super::Pair;
use crate::domain::choice::Choice;
use crate::domain::form::Vocabulary;
use crate::domain::listing::{PriceUnit, PricingModel, SetupDelay, SupportChannel, Trade, Vat};
use crate::domain::provider::LabelKind;

impl Lang {
    /// Names a choice of a vocabulary, in lower case where it may stand in a sentence; empty for a slug that it does not have.
    #[must_use]
    pub fn option(self, vocabulary: Vocabulary, slug: &str) -> &'static str {
        match vocabulary {
            Vocabulary::Trade => self.named::<Trade>(slug),
            Vocabulary::PricingModel => self.named::<PricingModel>(slug),
            Vocabulary::SetupDelay => self.named::<SetupDelay>(slug),
            Vocabulary::SupportChannel => self.named::<SupportChannel>(slug),
            Vocabulary::LabelKind => self.named::<LabelKind>(slug),
            Vocabulary::PriceUnit => PriceUnit::from_slug(slug).map_or("", |unit| self.price_unit(unit)),
            Vocabulary::Vat => Vat::from_slug(slug).map_or("", |vat| self.vat(vat)),
            Vocabulary::Spoken => self.known_language(slug).unwrap_or(""),
            Vocabulary::Letters => Self::from_slug(slug).map_or("", Self::own_name),
            Vocabulary::Autonomy => self.autonomy(slug),
            Vocabulary::Party | Vocabulary::Owner => self.party(slug),
            Vocabulary::DeliveryMode => self.delivery_mode(slug),
            Vocabulary::Capacity => self.capacity(slug),
        }
    }

    fn named<C: Choice + Named>(self, slug: &str) -> &'static str {
        C::from_slug(slug).map_or("", |value| value.name(self))
    }

    fn price_unit(self, unit: PriceUnit) -> &'static str {
        match unit {
            PriceUnit::SalesPercent => self.pick("en\u{a0}% des ventes", "in % of sales"),
            unit => self.per_unit(unit),
        }
    }

    fn autonomy(self, slug: &str) -> &'static str {
        match slug {
            "libre-service" => self.pick("Le commerçant se débrouille seul", "The shopkeeper does it alone"),
            "accompagne" => {
                self.pick("Le commerçant fait, vous l’accompagnez", "The shopkeeper does it, you help")
            }
            "cle-en-main" => self.pick("Vous faites tout", "You do it all"),
            _ => "",
        }
    }

    fn party(self, slug: &str) -> &'static str {
        match slug {
            "commercant" => self.pick("Le commerçant", "The shopkeeper"),
            "prestataire" => self.pick("Vous", "You"),
            "les-deux" => self.pick("Le commerçant et vous", "The shopkeeper and you"),
            "sans-objet" => self.pick("Sans objet", "Not applicable"),
            _ => "",
        }
    }

    fn delivery_mode(self, slug: &str) -> &'static str {
        match slug {
            "a-distance" => self.pick("À distance", "Remotely"),
            "sur-place" => self.pick("Dans le commerce", "In the shop"),
            "les-deux" => self.pick("À distance ou dans le commerce", "Remotely or in the shop"),
            _ => "",
        }
    }

    fn capacity(self, slug: &str) -> &'static str {
        match slug {
            "accepte" => self.pick("Oui", "Yes"),
            "liste-attente" => self.pick("Oui, sur liste d’attente", "Yes, on a waiting list"),
            "complet" => self.pick("Pas pour le moment", "Not for now"),
            _ => "",
        }
    }
}

/// Every vocabulary, for tests.
#[cfg(test)]
pub(super) const VOCABULARIES: [Vocabulary; 14] = [
    Vocabulary::Trade,
    Vocabulary::PricingModel,
    Vocabulary::PriceUnit,
    Vocabulary::Vat,
    Vocabulary::SetupDelay,
    Vocabulary::Autonomy,
    Vocabulary::Party,
    Vocabulary::Owner,
    Vocabulary::DeliveryMode,
    Vocabulary::Capacity,
    Vocabulary::SupportChannel,
    Vocabulary::LabelKind,
    Vocabulary::Spoken,
    Vocabulary::Letters,
];

#[cfg(test)]
pub(super) fn all() -> Vec<Pair> {
    let pair = |vocabulary, slug| (Lang::Fr.option(vocabulary, slug), Lang::En.option(vocabulary, slug));
    let of = |vocabulary: Vocabulary| vocabulary.slugs().iter().map(move |slug| pair(vocabulary, slug));
    VOCABULARIES.into_iter().flat_map(of).collect()
}
