//! Where things are: France's communes, EPCI, départements and régions, the areas providers serve, and places as typed.

mod area;
mod coverage;
mod departement_set;
mod gazetteer;
mod key;
mod misspelt;
mod names;
mod numbers;
mod place;
mod relations;
mod rows;
mod sphere;
mod typing;
mod zone;

pub use area::{Area, AreaError, Closeness, MAX_ZONES, Reach};
pub use coverage::{Coverage, Extent};
pub use departement_set::DepartementSet;
pub use misspelt::{is_place_word, place_word_near};
pub use names::starting_with;
pub use place::{PlaceReading, find_place, read_place};
pub use relations::{departements_of, region_of, regions};
pub use typing::completions;
pub use zone::{RADIUS_KM, Zone, ZoneError};

use gazetteer::gazetteer;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A région of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(u8);

/// A département.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartementId(u8);

/// A group of communes with its own taxes (communauté de communes, métropole…).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpciId(u16);

/// A commune of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommuneId(u16);

/// A part of France that has a name and a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Territory {
    /// Metropolitan France and the five overseas régions.
    France,
    /// Metropolitan France, Corsica included.
    Metropole,
    /// One of the 18 régions.
    Region(RegionId),
    /// One of the 101 départements.
    Departement(DepartementId),
    /// One of the 1,255 EPCI.
    Epci(EpciId),
    /// One of the 34,875 communes.
    Commune(CommuneId),
}

/// What sort of territory one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TerritoryKind {
    /// The whole country.
    France,
    /// Metropolitan France.
    Metropole,
    /// A région.
    Region,
    /// A département.
    Departement,
    /// A group of communes.
    Epci,
    /// A commune.
    Commune,
}

impl TerritoryKind {
    /// The word codes begin with: `france`, `metropole`, `region`, `departement`, `epci`, `commune`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::France => "france",
            Self::Metropole => "metropole",
            Self::Region => "region",
            Self::Departement => "departement",
            Self::Epci => "epci",
            Self::Commune => "commune",
        }
    }
}

impl Territory {
    /// The territory of a code such as `commune:68066`; codes of former communes and arrondissements give today's commune.
    pub fn from_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// Its code: `france`, `metropole`, `region:44`, `departement:68`, `epci:246800726` or `commune:68066`.
    pub fn code(self) -> String {
        self.to_string()
    }

    /// Its official number, without the kind: `68066`; empty for `france` and `metropole`.
    pub fn number(self) -> &'static str {
        match self {
            Self::France | Self::Metropole => "",
            Self::Region(id) => gazetteer().region(id).code,
            Self::Departement(id) => gazetteer().departement(id).code,
            Self::Epci(id) => gazetteer().epci(id).code,
            Self::Commune(id) => gazetteer().commune(id).code,
        }
    }

    /// What sort of territory it is.
    pub const fn kind(self) -> TerritoryKind {
        match self {
            Self::France => TerritoryKind::France,
            Self::Metropole => TerritoryKind::Metropole,
            Self::Region(_) => TerritoryKind::Region,
            Self::Departement(_) => TerritoryKind::Departement,
            Self::Epci(_) => TerritoryKind::Epci,
            Self::Commune(_) => TerritoryKind::Commune,
        }
    }

    /// Its official French name, which others may share; apostrophes as in the source (`'`).
    pub fn name(self) -> &'static str {
        match self {
            Self::France => "France",
            Self::Metropole => "France métropolitaine",
            Self::Region(id) => gazetteer().region(id).name,
            Self::Departement(id) => gazetteer().departement(id).name,
            Self::Epci(id) => gazetteer().epci(id).name,
            Self::Commune(id) => gazetteer().commune(id).name,
        }
    }

    /// A name nobody mistakes: `Colmar (68)`, `Haut-Rhin (68)`, `Grand Est`, `La Réunion (région)`; typographic apostrophes.
    pub fn label(self) -> String {
        let name = self.name().replace('\'', "’");
        match self {
            Self::France | Self::Metropole | Self::Epci(_) => name,
            Self::Region(id) if gazetteer().region(id).departements.len() == 1 => format!("{name} (région)"),
            Self::Region(_) => name,
            Self::Departement(_) if self.namesake_inside().is_some() => format!("{name} (département)"),
            Self::Departement(_) => format!("{name} ({})", self.number()),
            Self::Commune(id) => {
                format!("{name} ({})", gazetteer().departement(gazetteer().commune(id).departement).code)
            }
        }
    }

    /// How many people live there.
    pub fn population(self) -> u32 {
        let of =
            |regions: DepartementSet| regions.iter().map(|id| gazetteer().departement(id).population).sum();
        match self {
            Self::France => of(gazetteer().all),
            Self::Metropole => of(gazetteer().metropole),
            Self::Region(id) => gazetteer().region(id).population,
            Self::Departement(id) => gazetteer().departement(id).population,
            Self::Epci(id) => gazetteer().epci(id).population,
            Self::Commune(id) => gazetteer().commune(id).population,
        }
    }
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind().as_str())?;
        match self.number() {
            "" => Ok(()),
            number => write!(f, ":{number}"),
        }
    }
}

impl From<Territory> for String {
    fn from(territory: Territory) -> Self {
        territory.code()
    }
}

impl TryFrom<String> for Territory {
    type Error = ZoneError;

    fn try_from(code: String) -> Result<Self, ZoneError> {
        code.parse()
    }
}

impl FromStr for Territory {
    type Err = ZoneError;

    fn from_str(code: &str) -> Result<Self, ZoneError> {
        match code.split_once(':') {
            None if code == "france" => Ok(Self::France),
            None if code == "metropole" => Ok(Self::Metropole),
            Some(("region", number)) => row(&gazetteer().regions, number, |row| row.code)
                .map(|row| Self::Region(RegionId(row)))
                .ok_or(ZoneError::UnknownRegion),
            Some(("departement", number)) => {
                departement(number).map(Self::Departement).ok_or(ZoneError::UnknownDepartement)
            }
            Some(("epci", number)) => row(&gazetteer().epcis, number, |row| row.code)
                .map(|row| Self::Epci(EpciId(row)))
                .ok_or(ZoneError::UnknownEpci),
            Some(("commune", number)) => commune(number).map(Self::Commune).ok_or(ZoneError::UnknownCommune),
            _ => Err(ZoneError::UnknownKind),
        }
    }
}

/// The département with this number (`68`, `2A`, `974`).
fn departement(number: &str) -> Option<DepartementId> {
    row(&gazetteer().departements, number, |row| row.code).map(DepartementId)
}

/// Today's commune with this INSEE code, which may be that of a former commune or an arrondissement.
fn commune(number: &str) -> Option<CommuneId> {
    let today = row(&gazetteer().communes, number, |row| row.code).map(CommuneId);
    today.or_else(|| {
        let former = row::<_, u16>(&gazetteer().aliases, number, |row| row.code)?;
        Some(gazetteer().aliases[usize::from(former)].commune)
    })
}

/// The number of the row with this code in a table sorted by code.
fn row<T, N: TryFrom<usize>>(table: &[T], code: &str, code_of: impl Fn(&T) -> &'static str) -> Option<N> {
    table.binary_search_by(|row| code_of(row).cmp(code)).ok().and_then(|row| N::try_from(row).ok())
}

#[cfg(test)]
mod tests;
