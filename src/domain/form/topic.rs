//! The topics of an application: one a page.

use crate::domain::choice::choices;

use super::fields;
use super::typed;
use super::{Field, Group, Kind};

choices! {
    /// A topic. The slugs stand in addresses.
    Topic {
        /// Number of the establishment.
        Siret = "siret",
        /// The firm.
        Firm = "entreprise",
        /// Service types of an offer.
        Services = "services",
        /// What an offer is, in words.
        Words = "presentation",
        /// Where an offer is made.
        Area = "zone",
        /// What an offer costs.
        Price = "prix",
        /// How one leaves.
        Terms = "engagement",
        /// How it begins and goes on.
        Setup = "mise-en-route",
        /// Labels, references, picture.
        Proofs = "preuves",
        /// Whom we write to.
        Contact = "contact",
    }
}

impl Topic {
    /// The topics of the firm, in the order of the list.
    pub const OF_FIRM: [Self; 2] = [Self::Siret, Self::Firm];
    /// The topics of each offer, in the order of the list.
    pub const OF_OFFER: [Self; 6] =
        [Self::Services, Self::Words, Self::Area, Self::Price, Self::Terms, Self::Setup];
    /// The topics after the offers.
    pub const AFTER: [Self; 2] = [Self::Proofs, Self::Contact];
    /// The topics that an application has once.
    pub const SHARED: [Self; 4] = [Self::Siret, Self::Firm, Self::Proofs, Self::Contact];

    /// Whether each offer has it for itself.
    #[must_use]
    pub const fn is_of_offer(self) -> bool {
        matches!(self, Self::Services | Self::Words | Self::Area | Self::Price | Self::Terms | Self::Setup)
    }

    /// Its fields, in groups that belong together.
    #[must_use]
    pub const fn groups(self) -> &'static [Group] {
        match self {
            Self::Siret => fields::SIRET,
            Self::Firm => fields::FIRM,
            Self::Services => fields::SERVICES,
            Self::Words => fields::WORDS,
            Self::Area => fields::AREA,
            Self::Price => fields::PRICE,
            Self::Terms => fields::TERMS,
            Self::Setup => fields::SETUP,
            Self::Proofs => fields::PROOFS,
            Self::Contact => fields::CONTACT,
        }
    }

    /// Its fields.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        self.groups().iter().copied().flatten()
    }

    /// Names of everything that its form sends; nothing else is taken from it. A picture comes by a form of its own.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        let places: &[&str] = if self == Self::Area { &[typed::PLACE, typed::KM] } else { &[] };
        let fields = self.fields().filter(|field| field.kind != Kind::Logo);
        fields.map(|field| field.key).chain(places.iter().copied())
    }
}
