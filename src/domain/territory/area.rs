//! The area a provider serves, and how closely it fits a wanted place.

use std::sync::OnceLock;

use super::gazetteer::gazetteer;
use super::sphere::Covered;
use super::zone::circle;
use super::{CommuneId, DepartementSet, EpciId, Territory, TerritoryKind, Zone, ZoneError};
use crate::domain::choice::choices;
use serde::{Deserialize, Serialize};

/// The most zones one area may have.
pub const MAX_ZONES: usize = 60;

/// The area a provider serves: 1 to 60 different zones in a fixed order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Area {
    zones: Box<[Zone]>,
    /// Worked out at the first question: a radius costs a look at hundreds of communes, and most areas are only shown.
    served: OnceLock<Served>,
}

/// What the zones of an area cover.
#[derive(Debug, Clone)]
struct Served {
    zones: Box<[Covered]>,
    departements: DepartementSet,
}

/// A zone with what it covers.
#[derive(Clone, Copy)]
struct Part {
    zone: Zone,
    covered: Covered,
}

impl PartialEq for Area {
    fn eq(&self, other: &Self) -> bool {
        self.zones == other.zones
    }
}

impl Eq for Area {}

/// Why a list of codes is no area.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AreaError {
    /// No zone is given; an area has no default.
    #[error("no zone is given")]
    Empty,
    /// There are more than 60 zones.
    #[error("more than {MAX_ZONES} zones")]
    TooMany,
    /// One code is wrong.
    #[error("zone {zone:?}: {reason}")]
    Zone {
        /// The code as given, its first 40 characters.
        zone: String,
        /// What is wrong with it.
        reason: ZoneError,
    },
}

choices! {
    /// How closely an area fits a wanted place, worst first. The slugs name the weights in `index/ranking.toml`.
    Closeness {
        /// The area covers only a part of the place.
        Part = "part",
        /// All of France is served.
        France = "france",
        /// Metropolitan France is served.
        Metropole = "metropole",
        /// The whole région is served.
        Region = "region",
        /// The whole département is served.
        Departement = "departement",
        /// The EPCI is served, or a radius covers the place.
        Epci = "epci",
        /// The commune itself is served.
        Commune = "commune",
    }
}

/// The zone of an area that fits a wanted place best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// How well it fits.
    pub closeness: Closeness,
    /// The zone that fits.
    pub zone: Zone,
}

impl Area {
    /// Reads codes such as `departement:68` or `rayon:68066:30`; blanks around them do not matter, nor does their order.
    pub fn parse<'a>(codes: impl IntoIterator<Item = &'a str>) -> Result<Self, AreaError> {
        let mut zones = Vec::new();
        for code in codes {
            let code = code.trim();
            let refuse = |reason| AreaError::Zone { zone: code.chars().take(40).collect(), reason };
            let zone: Zone = code.parse().map_err(refuse)?;
            if let Err(place) = zones.binary_search(&zone) {
                zones.insert(place, zone);
            }
            if zones.len() > MAX_ZONES {
                return Err(AreaError::TooMany);
            }
        }
        if zones.is_empty() {
            return Err(AreaError::Empty);
        }
        Ok(Self { zones: zones.into(), served: OnceLock::new() })
    }

    /// Its zones in their fixed order.
    pub fn zones(&self) -> impl ExactSizeIterator<Item = Zone> {
        self.zones.iter().copied()
    }

    /// The codes of its zones in their fixed order.
    pub fn codes(&self) -> Vec<String> {
        self.zones().map(|zone| zone.to_string()).collect()
    }

    /// The départements where it serves a commune.
    pub fn departements(&self) -> DepartementSet {
        self.served().departements
    }

    fn served(&self) -> &Served {
        self.served.get_or_init(|| {
            let zones: Box<[Covered]> = self.zones().map(Zone::covered).collect();
            let departements = zones.iter().fold(DepartementSet::EMPTY, |set, zone| set.union(zone.touched));
            Served { zones, departements }
        })
    }

    /// How closely it fits a place, or nothing when they share no commune; of equal zones the first counts.
    pub fn reach(&self, place: Territory) -> Option<Reach> {
        let wanted = place.departements();
        let served = self.served();
        if !served.departements.intersects(wanted) {
            return None;
        }
        let mut best: Option<Reach> = None;
        let parts = self.zones().zip(&served.zones).map(|(zone, covered)| Part { zone, covered: *covered });
        for part in parts.filter(|part| part.covered.touched.intersects(wanted)) {
            if let Some(closeness) = part.closeness(place, wanted)
                && best.is_none_or(|best| best.closeness < closeness)
            {
                best = Some(Reach { closeness, zone: part.zone });
            }
        }
        best
    }
}

impl Part {
    /// How closely the zone fits a place in the départements `wanted`, at least one of which it touches.
    fn closeness(&self, place: Territory, wanted: DepartementSet) -> Option<Closeness> {
        match (self.zone, place) {
            (Zone::Whole(zone), _) if zone.contains(place) => Some(zone.kind().into()),
            (Zone::Whole(zone), _) => zone.overlaps(place).then_some(Closeness::Part),
            (Zone::Around { commune, km }, Territory::Commune(other)) => {
                circle(commune, km).holds(gazetteer().commune(other).centre).then_some(Closeness::Epci)
            }
            (Zone::Around { commune, km }, Territory::Epci(epci)) => around_members(commune, km, epci),
            _ if self.covered.whole.includes(wanted) => Some(Closeness::Epci),
            _ => Some(Closeness::Part),
        }
    }
}

/// How closely a radius fits an EPCI; stops once one commune lies inside and one outside.
fn around_members(commune: CommuneId, km: u16, epci: EpciId) -> Option<Closeness> {
    let circle = circle(commune, km);
    let (mut inside, mut outside) = (false, false);
    for member in gazetteer().members(epci) {
        let holds = circle.holds(gazetteer().commune(*member).centre);
        (inside, outside) = (inside || holds, outside || !holds);
        if inside && outside {
            return Some(Closeness::Part);
        }
    }
    inside.then_some(Closeness::Epci)
}

impl From<TerritoryKind> for Closeness {
    fn from(kind: TerritoryKind) -> Self {
        match kind {
            TerritoryKind::France => Self::France,
            TerritoryKind::Metropole => Self::Metropole,
            TerritoryKind::Region => Self::Region,
            TerritoryKind::Departement => Self::Departement,
            TerritoryKind::Epci => Self::Epci,
            TerritoryKind::Commune => Self::Commune,
        }
    }
}

impl TryFrom<Vec<String>> for Area {
    type Error = AreaError;

    fn try_from(codes: Vec<String>) -> Result<Self, AreaError> {
        Self::parse(codes.iter().map(String::as_str))
    }
}

impl From<Area> for Vec<String> {
    fn from(area: Area) -> Self {
        area.codes()
    }
}

#[cfg(test)]
pub(super) mod tests;
