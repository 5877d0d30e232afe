//! The service types a listing offers, in two levels: ten needs, fifty types.
//!
//! They are written in `index/taxonomy.toml` and nowhere else. The file is compiled in and read once; past
//! that, a [`Need`] or a [`ServiceType`] is a number that always names a term in use.

mod file;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use file::{NeedTerm, Taxonomy, TypeTerm};

const SOURCE: &str = include_str!("../../index/taxonomy.toml");

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(read_source);

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
fn read_source() -> Taxonomy {
    file::read(SOURCE).expect("index/taxonomy.toml is well formed")
}

/// One text of the taxonomy in both languages of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In French, with its typography.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A level-1 term: what a shopkeeper wants to get done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Need(u8);

impl Need {
    /// Lists the needs in use, in the order of the file.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..TAXONOMY.needs_len()).map(Self)
    }

    /// Finds a need by its slug; a retired slug gives the need that took over.
    pub fn from_slug(slug: &str) -> Option<Self> {
        match TypeChoice::from_slug(slug)? {
            TypeChoice::Need(need) => Some(need),
            TypeChoice::Type(_) => None,
        }
    }

    /// Gives the stable name used in links, records and exports.
    pub fn slug(self) -> &'static str {
        self.term().slug
    }

    /// Gives the name shown in filters and headings.
    pub fn label(self) -> Text {
        self.term().label
    }

    /// Gives the need in the shopkeeper's own words, as the home page says it.
    pub fn short(self) -> Text {
        self.term().short
    }

    /// Gives the line that stands under [`Need::short`].
    pub fn teaser(self) -> Text {
        self.term().teaser
    }

    /// Gives one sentence that explains the need.
    pub fn definition(self) -> Text {
        self.term().definition
    }

    /// Lists the French words a shopkeeper uses for the need as a whole.
    pub fn synonyms_fr(self) -> &'static [&'static str] {
        &self.term().synonyms.fr
    }

    /// Lists the English words a shopkeeper uses for the need as a whole.
    pub fn synonyms_en(self) -> &'static [&'static str] {
        &self.term().synonyms.en
    }

    /// Lists the types in use under this need, in the order of the file.
    pub fn types(self) -> impl DoubleEndedIterator<Item = ServiceType> {
        ServiceType::all().filter(move |service_type| service_type.need() == self)
    }

    /// Gives the rank in the file, from 0 and below 64.
    pub fn index(self) -> u8 {
        self.0
    }

    fn term(self) -> &'static NeedTerm {
        TAXONOMY.need(self)
    }
}

/// A level-2 term: what a listing offers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceType(u8);

impl ServiceType {
    /// Lists the types in use, in the order of the file.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..TAXONOMY.types_len()).map(Self)
    }

    /// Finds a type by its slug; a retired slug gives the type that took over.
    pub fn from_slug(slug: &str) -> Option<Self> {
        match TypeChoice::from_slug(slug)? {
            TypeChoice::Type(service_type) => Some(service_type),
            TypeChoice::Need(_) => None,
        }
    }

    /// Gives the stable name used in links, records and exports.
    pub fn slug(self) -> &'static str {
        self.term().slug
    }

    /// Gives the name shown in filters, cards and headings.
    pub fn label(self) -> Text {
        self.term().label
    }

    /// Gives one sentence that explains the type.
    pub fn definition(self) -> Text {
        self.term().definition
    }

    /// Lists the French words a shopkeeper types or says for it, written as people write them.
    pub fn synonyms_fr(self) -> &'static [&'static str] {
        &self.term().synonyms.fr
    }

    /// Lists the English words a shopkeeper types or says for it.
    pub fn synonyms_en(self) -> &'static [&'static str] {
        &self.term().synonyms.en
    }

    /// Gives the need it belongs to.
    pub fn need(self) -> Need {
        TAXONOMY.need_of(self)
    }

    /// Gives the rank in the file, from 0 and below 63: a bit number in a 64-bit mask.
    ///
    /// It changes when a type is added or retired, so it is good for derived data only, never for records.
    pub fn index(self) -> u8 {
        self.0
    }

    fn term(self) -> &'static TypeTerm {
        TAXONOMY.service_type(self)
    }
}

/// What a filter accepts: one type, or a need, which means any of its types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeChoice {
    /// Any type under this need.
    Need(Need),
    /// This type only.
    Type(ServiceType),
}

impl TypeChoice {
    /// Finds a term of either level by its slug; a retired slug gives the term that took over.
    pub fn from_slug(slug: &str) -> Option<Self> {
        TAXONOMY.choice(slug)
    }

    /// Gives the slug of the term; it differs from the one asked for when that one is retired.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Need(need) => need.slug(),
            Self::Type(service_type) => service_type.slug(),
        }
    }

    /// Gives the name of the term.
    pub fn label(self) -> Text {
        match self {
            Self::Need(need) => need.label(),
            Self::Type(service_type) => service_type.label(),
        }
    }

    /// Lists the types the choice accepts.
    pub fn types(self) -> impl DoubleEndedIterator<Item = ServiceType> {
        ServiceType::all().filter(move |&service_type| match self {
            Self::Need(need) => service_type.need() == need,
            Self::Type(chosen) => service_type == chosen,
        })
    }
}

impl fmt::Debug for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Need({})", self.slug())
    }
}

impl fmt::Debug for ServiceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceType({})", self.slug())
    }
}

impl Serialize for ServiceType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug())
    }
}

impl<'de> Deserialize<'de> for ServiceType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let slug = Cow::<str>::deserialize(deserializer)?;
        Self::from_slug(&slug).ok_or_else(|| {
            let shown: String = slug.chars().take(60).collect();
            D::Error::custom(format_args!("unknown service type `{shown}`"))
        })
    }
}
