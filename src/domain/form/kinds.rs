//! What a field takes, and the closed vocabularies it may choose from.

use crate::domain::choice::Choice;
use crate::domain::lang::Lang;
use crate::domain::listing::{
    Autonomy, Capacity, DeliveryMode, Party, PriceUnit, PricingModel, SetupDelay, SupportChannel, Trade, Vat,
};
use crate::domain::provider::LabelKind;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of so many characters.
    Line {
        /// Fewest characters.
        min: usize,
        /// Most characters.
        max: usize,
    },
    /// Paragraphs of so many characters.
    Text {
        /// Fewest characters.
        min: usize,
        /// Most characters.
        max: usize,
    },
    /// Several things, one a line, each of at most 120 characters.
    Lines {
        /// Most lines.
        most: usize,
    },
    /// An amount; read as cents.
    Euros,
    /// A share; read as hundredths of a percent.
    Percent,
    /// An amount or a share, as the unit beside it says; read as cents or hundredths of a percent.
    Price,
    /// A whole number of something.
    Whole {
        /// Least number.
        min: u32,
        /// Greatest number.
        max: u32,
        /// Of what.
        unit: Unit,
    },
    /// One of a few, all in sight.
    One(Vocabulary),
    /// One of many, or none, from a list that unfolds.
    Pick(Vocabulary),
    /// Any of a few.
    Many(Vocabulary),
    /// Yes or no.
    YesNo,
    /// A day.
    Day,
    /// An address on the web.
    Web,
    /// An address of electronic mail.
    Email,
    /// A telephone number.
    Phone,
    /// A SIRET.
    Siret,
    /// A commune, by name, postal code or code.
    Commune,
    /// The main service type.
    Service,
    /// Up to four more service types.
    Services,
    /// The area served, with the fields `area`, `place` and `km`.
    Area,
    /// A picture, which comes by a form of its own; read as its identifier.
    Logo,
}

/// What a whole number counts. People write the unit behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Months; years are understood.
    Months,
    /// Days; weeks, months and years are understood.
    Days,
    /// Hours; days are understood.
    Hours,
}

/// A closed vocabulary that a field chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// Trades of shops.
    Trade,
    /// How an offer is paid for.
    PricingModel,
    /// What a price is counted by.
    PriceUnit,
    /// With or without VAT.
    Vat,
    /// How long until it can be used.
    SetupDelay,
    /// How much the shop does.
    Autonomy,
    /// Who types in the catalogue, owns the content.
    Party,
    /// Who owns the domain name: one of the two, or nobody has to.
    Owner,
    /// Where the work is done.
    DeliveryMode,
    /// Whether new customers are taken.
    Capacity,
    /// How support is reached.
    SupportChannel,
    /// Labels a firm can hold.
    LabelKind,
    /// Languages a firm works in.
    Spoken,
    /// Languages of letters.
    Letters,
}

/// Languages that a firm may work in, ISO 639-1: those of France's regions and of its visitors.
const SPOKEN: &[&str] = &["fr", "en", "de", "es", "it", "pt", "nl", "ar", "zh", "br", "oc", "co", "eu", "ca"];

/// Who can own a domain name or content: one of the two parties.
const OWNERS: &[&str] = &["commercant", "prestataire", "sans-objet"];

impl Vocabulary {
    /// The slugs of its values, in the order in which people read them.
    #[must_use]
    pub const fn slugs(self) -> &'static [&'static str] {
        match self {
            Self::Trade => Trade::SLUGS,
            Self::PricingModel => PricingModel::SLUGS,
            Self::PriceUnit => PriceUnit::SLUGS,
            Self::Vat => Vat::SLUGS,
            Self::SetupDelay => SetupDelay::SLUGS,
            Self::Autonomy => Autonomy::SLUGS,
            Self::Party => Party::SLUGS,
            Self::Owner => OWNERS,
            Self::DeliveryMode => DeliveryMode::SLUGS,
            Self::Capacity => Capacity::SLUGS,
            Self::SupportChannel => SupportChannel::SLUGS,
            Self::LabelKind => LabelKind::SLUGS,
            Self::Spoken => SPOKEN,
            Self::Letters => Lang::SLUGS,
        }
    }

    /// The value with this slug, if there is one.
    #[must_use]
    pub fn known(self, slug: &str) -> Option<&'static str> {
        self.slugs().iter().copied().find(|known| *known == slug)
    }
}
