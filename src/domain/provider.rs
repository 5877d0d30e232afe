//! A provider: the firm or association behind listings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::ids::LogoId;
use super::prose::{Name, Note, WebAddress};
use super::siren::{Siren, Siret};
use super::territory::Territory;

choices! {
    /// What the register of firms says.
    RegisterState {
        /// Trading.
        Active = "active",
        /// Closed.
        Ceased = "ceased",
        /// Not looked up.
        Unknown = "unknown",
    }
}
choices! {
    /// A recognised label that a firm can prove.
    LabelKind {
        /// Label of the State's cybersecurity help desk.
        ExpertCyber = "expertcyber",
        /// Quality of training.
        Qualiopi = "qualiopi",
        /// Adviser listed by France Num.
        FranceNum = "france-num",
    }
}

/// A label with its proof and its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Which label.
    pub kind: LabelKind,
    /// Page that proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<WebAddress>,
    /// Last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
}

/// Where the firm sits. Never taken for the area it serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Number and street.
    pub street: Note,
    /// Commune, as `commune:` and its INSEE code.
    pub commune: Territory,
}

/// A firm or an association, one SIREN, as written in records. Private contact is never part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Number of the firm; absent only for rows of public sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siren: Option<Siren>,
    /// Number of its main establishment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siret: Option<Siret>,
    /// Name in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<Name>,
    /// Name people know.
    pub name: Name,
    /// What the register says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_state: Option<RegisterState>,
    /// Where it sits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<WebAddress>,
    /// Its picture, drawn by this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<LogoId>,
    /// Telephone it wants published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_phone: Option<Note>,
    /// Languages it works in, ISO 639-1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Labels it holds.
    #[serde(default)]
    pub labels: Vec<Label>,
    /// Up to six customers it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Note>,
}

impl Provider {
    /// Whether the register knows these as two firms: each has a number of its own.
    #[must_use]
    pub fn is_another_firm(&self, other: &Self) -> bool {
        matches!((&self.siren, &other.siren), (Some(one), Some(two)) if one != two)
    }

    /// Takes over what a record of the same firm knows and this one lacks: what the register says of it.
    pub fn take_number_of(&mut self, other: &Self) {
        if self.siren.is_none() && other.siren.is_some() {
            self.siren.clone_from(&other.siren);
            self.siret.clone_from(&other.siret);
            self.register_state = other.register_state;
            self.legal_name = self.legal_name.take().or_else(|| other.legal_name.clone());
        }
    }
}

/// Code of a language, ISO 639-1: two small letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl TryFrom<String> for Language {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) {
            Ok(Self(code))
        } else {
            Err("is not a language code (two small letters, ISO 639-1)")
        }
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}
