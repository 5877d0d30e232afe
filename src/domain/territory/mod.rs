//! Where things are: France's communes, EPCI, départements and régions, the areas providers serve, and places as typed.

mod area;
mod departement_set;
mod gazetteer;
mod relations;
mod rows;
mod sphere;
mod zone;

pub use area::{Area, AreaError, Closeness, MAX_ZONES, Reach};
pub use departement_set::DepartementSet;
pub use relations::{departements_of, region_of, regions};
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
            Self::Departement(_) if self.only_commune().is_some() => format!("{name} (département)"),
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
mod tests {
    use super::*;

    fn of(code: &str) -> Territory {
        Territory::from_code(code).unwrap_or_else(|| panic!("{code}"))
    }

    #[test]
    fn every_territory_is_found_by_its_code() {
        let tables = gazetteer();
        assert_eq!((tables.regions.len(), tables.departements.len()), (18, 101));
        assert_eq!((tables.epcis.len(), tables.communes.len(), tables.aliases.len()), (1_255, 34_875, 2_621));
        let epcis = (0..1_255).map(|row| Territory::Epci(EpciId(row)));
        let communes = Territory::France.communes().map(Territory::Commune);
        let departements = tables.all.iter().map(Territory::Departement);
        let all = epcis
            .chain(communes)
            .chain(departements)
            .chain(regions())
            .chain([Territory::France, Territory::Metropole]);
        let mut count = 0;
        for territory in all {
            assert_eq!(Territory::from_code(&territory.code()), Some(territory));
            count += 1;
        }
        assert_eq!(count, 1_255 + 34_875 + 101 + 18 + 2);
    }

    #[test]
    fn former_communes_and_arrondissements_give_the_commune_of_today() {
        for (code, today) in [("75111", "75056"), ("69383", "69123"), ("13216", "13055"), ("01033", "01033")]
        {
            assert_eq!(of(&format!("commune:{code}")).number(), today);
        }
        assert_eq!(of("commune:50173").name(), "Cherbourg-en-Cotentin");
        for alias in &gazetteer().aliases {
            assert!(commune(alias.code).is_some(), "{}", alias.code);
        }
    }

    #[test]
    fn codes_that_name_nothing_are_refused_with_their_reason() {
        let cases = [
            ("", ZoneError::UnknownKind),
            ("France", ZoneError::UnknownKind),
            ("france:1", ZoneError::UnknownKind),
            ("region:99", ZoneError::UnknownRegion),
            ("region:4", ZoneError::UnknownRegion),
            ("departement:20", ZoneError::UnknownDepartement),
            ("epci:1", ZoneError::UnknownEpci),
            ("commune:68000", ZoneError::UnknownCommune),
            ("commune:68066 ", ZoneError::UnknownCommune),
        ];
        for (code, reason) in cases {
            assert_eq!(code.parse::<Territory>(), Err(reason), "{code:?}");
        }
    }

    #[test]
    fn labels_tell_namesakes_apart() {
        let cases = [
            ("france", "France"),
            ("region:44", "Grand Est"),
            ("region:93", "Provence-Alpes-Côte d’Azur"),
            ("region:04", "La Réunion (région)"),
            ("departement:04", "Alpes-de-Haute-Provence (04)"),
            ("departement:974", "La Réunion (974)"),
            ("departement:68", "Haut-Rhin (68)"),
            ("departement:75", "Paris (département)"),
            ("commune:75056", "Paris (75)"),
            ("commune:2A004", "Ajaccio (2A)"),
            ("commune:93066", "Saint-Denis (93)"),
            ("commune:97411", "Saint-Denis (974)"),
            ("epci:200046977", "Métropole de Lyon"),
        ];
        for (code, label) in cases {
            assert_eq!(of(code).label(), label);
        }
    }

    #[test]
    fn populations_add_up() {
        assert_eq!(of("commune:75056").population(), 2_103_778);
        assert_eq!(of("departement:75").population(), 2_103_778);
        let all: u32 = regions().map(Territory::population).sum();
        assert_eq!(all, Territory::France.population());
        assert!((65_000_000..70_000_000).contains(&all), "{all}");
        assert!(Territory::Metropole.population() < all);
    }

    #[test]
    fn serde_writes_the_code() {
        let json = serde_json::to_string(&of("departement:2A")).expect("serialises");
        assert_eq!(json, "\"departement:2A\"");
        assert_eq!(serde_json::from_str::<Territory>(&json).expect("parses"), of("departement:2A"));
        assert!(serde_json::from_str::<Territory>("\"departement:20\"").is_err());
    }
}
