//! One piece of an area: a whole territory, or everything within some km of a commune.

use super::gazetteer::gazetteer;
use super::sphere::{Circle, Covered};
use super::{CommuneId, Territory, commune};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The radii a provider may give, in km.
pub const RADIUS_KM: RangeInclusive<u16> = 1..=200;

/// One piece of the area a provider serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// A territory, all of it.
    Whole(Territory),
    /// The communes whose centre is within `km` of a commune's centre.
    Around {
        /// The commune in the middle.
        commune: CommuneId,
        /// The radius, 1 to 200 km.
        km: u16,
    },
}

/// Why a code is no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ZoneError {
    /// The code begins with no known word.
    #[error("not one of france, metropole, region:…, departement:…, epci:…, commune:…, rayon:commune:km")]
    UnknownKind,
    /// No région has this number.
    #[error("no région has this number")]
    UnknownRegion,
    /// No département has this number.
    #[error("no département has this number")]
    UnknownDepartement,
    /// No EPCI has this SIREN.
    #[error("no EPCI has this SIREN")]
    UnknownEpci,
    /// No commune, former commune or arrondissement has this INSEE code.
    #[error("no commune has this INSEE code")]
    UnknownCommune,
    /// The radius is no whole number from 1 to 200.
    #[error("the radius is no whole number of km from 1 to 200")]
    Radius,
}

impl Zone {
    /// The départements it touches and those it holds whole.
    pub(super) fn covered(self) -> Covered {
        match self {
            Self::Whole(territory) => {
                let touched = territory.departements();
                let whole = touched.iter().filter(|id| territory.contains(Territory::Departement(*id)));
                Covered { touched, whole: whole.collect() }
            }
            Self::Around { commune, km } => gazetteer().covered(circle(commune, km)),
        }
    }
}

/// Everything within `km` of a commune's centre.
pub(super) fn circle(commune: CommuneId, km: u16) -> Circle {
    Circle::new(gazetteer().commune(commune).centre, km)
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(territory) => territory.fmt(f),
            Self::Around { commune, km } => write!(f, "rayon:{}:{km}", Territory::Commune(*commune).number()),
        }
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(code: &str) -> Result<Self, ZoneError> {
        let Some(("rayon", circle)) = code.split_once(':') else { return code.parse().map(Self::Whole) };
        let (number, km) = circle.split_once(':').ok_or(ZoneError::Radius)?;
        let commune = commune(number).ok_or(ZoneError::UnknownCommune)?;
        let km = km.parse().ok().filter(|km| RADIUS_KM.contains(km)).ok_or(ZoneError::Radius)?;
        Ok(Self::Around { commune, km })
    }
}
