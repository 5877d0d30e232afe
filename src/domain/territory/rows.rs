//! The rows of the territory tables, and how each is read from its packed line.

use super::sphere::Point;
use super::{CommuneId, DepartementId, DepartementSet, EpciId, RegionId};
use std::ops::Range;
use std::str::FromStr;

pub(super) struct Region {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) metropolitan: bool,
    pub(super) population: u32,
    pub(super) departements: DepartementSet,
}

pub(super) struct Departement {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) region: RegionId,
    pub(super) population: u32,
    /// Rows of its communes.
    pub(super) communes: Range<u16>,
}

pub(super) struct Epci {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) population: u32,
    /// Départements where it has a commune.
    pub(super) departements: DepartementSet,
    /// Départements wholly inside it (Paris in the Métropole du Grand Paris).
    pub(super) covered: DepartementSet,
    /// Places of its communes in the list grouped by EPCI.
    pub(super) members: Range<u16>,
}

pub(super) struct Commune {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) departement: DepartementId,
    pub(super) epci: Option<EpciId>,
    pub(super) population: u32,
    pub(super) centre: Point,
    /// Separated by spaces.
    pub(super) postal_codes: &'static str,
}

/// A former commune or a municipal arrondissement.
pub(super) struct Alias {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) commune: CommuneId,
}

impl Region {
    pub(super) fn read(line: &'static str) -> Self {
        let [code, name, metropolitan] = cells(line);
        Self {
            code,
            name,
            metropolitan: metropolitan == "1",
            population: 0,
            departements: DepartementSet::EMPTY,
        }
    }
}

impl Departement {
    pub(super) fn read(line: &'static str) -> Self {
        let [code, name, region] = cells(line);
        Self { code, name, region: RegionId(number(region)), population: 0, communes: 0..0 }
    }
}

impl Epci {
    pub(super) fn read(line: &'static str) -> Self {
        let [code, name] = cells(line);
        let (departements, covered) = (DepartementSet::EMPTY, DepartementSet::EMPTY);
        Self { code, name, population: 0, departements, covered, members: 0..0 }
    }
}

impl Commune {
    pub(super) fn read(line: &'static str) -> Self {
        let [code, name, departement, epci, population, lat, lon, postal_codes] = cells(line);
        Self {
            code,
            name,
            departement: DepartementId(number(departement)),
            epci: epci.parse().ok().map(EpciId),
            population: number(population),
            centre: Point::at(number::<f64>(lat) / 1000.0, number::<f64>(lon) / 1000.0),
            postal_codes,
        }
    }
}

impl Alias {
    pub(super) fn read(line: &'static str) -> Self {
        let [code, name, commune] = cells(line);
        Self { code, name, commune: CommuneId(number(commune)) }
    }
}

/// The cells of one packed line, missing ones empty.
fn cells<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut cells = line.split('\t');
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

fn number<T: FromStr + Default>(cell: &str) -> T {
    cell.parse().unwrap_or_default()
}
