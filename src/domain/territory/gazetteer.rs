//! The territories of `index/territories`, unpacked once from the bytes `build.rs` packed; read-only afterwards.

use super::rows::{Alias, Commune, Departement, Epci, Region};
use super::sphere::{Centres, Circle, Covered};
use super::{CommuneId, DepartementId, DepartementSet, EpciId, RegionId};
use crate::domain::text::fold;
use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/territories.z"));
static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(unpack()));

/// The tables, ready to use; the first call unpacks them (tens of milliseconds).
pub(super) fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

/// Every table, rows sorted by code; an id is a row number.
pub(super) struct Gazetteer {
    pub(super) regions: Vec<Region>,
    pub(super) departements: Vec<Departement>,
    pub(super) epcis: Vec<Epci>,
    pub(super) communes: Vec<Commune>,
    /// Former communes and municipal arrondissements, by code.
    pub(super) aliases: Vec<Alias>,
    /// Régions by folded name.
    pub(super) regions_by_name: Vec<RegionId>,
    /// Départements of metropolitan France.
    pub(super) metropole: DepartementSet,
    /// Every département.
    pub(super) all: DepartementSet,
    /// Communes grouped by EPCI.
    members: Vec<CommuneId>,
    /// Postal codes with their communes, sorted.
    postal_codes: Vec<(u32, CommuneId)>,
    centres: Centres,
}

fn unpack() -> &'static str {
    let mut text = String::with_capacity(2 << 20);
    let read = flate2::read::ZlibDecoder::new(PACKED).read_to_string(&mut text);
    debug_assert!(read.is_ok(), "build.rs packed these bytes: {read:?}");
    text.shrink_to_fit();
    // Leaked on purpose: names and codes are slices of it for as long as the program runs.
    String::leak(text)
}

impl Gazetteer {
    fn read(text: &'static str) -> Self {
        let mut blocks = text.split("\n\n").map(str::lines);
        let mut block = || blocks.next().into_iter().flatten();
        let mut tables = Self {
            regions: block().map(Region::read).collect(),
            departements: block().map(Departement::read).collect(),
            epcis: block().map(Epci::read).collect(),
            communes: block().map(Commune::read).collect(),
            aliases: block().map(Alias::read).collect(),
            regions_by_name: Vec::new(),
            metropole: DepartementSet::EMPTY,
            all: DepartementSet::EMPTY,
            members: Vec::new(),
            postal_codes: Vec::new(),
            centres: Centres::default(),
        };
        tables.link_communes();
        tables.link_epcis();
        tables.link_regions();
        tables.centres =
            Centres::new(tables.communes.iter().map(|commune| (commune.centre, commune.departement)));
        tables
    }

    /// Gives each département its run of communes, and lists the postal codes.
    fn link_communes(&mut self) {
        for (row, commune) in (0_u16..).zip(&self.communes) {
            let departement = &mut self.departements[usize::from(commune.departement.0)];
            if departement.communes.is_empty() {
                departement.communes.start = row;
            }
            departement.communes.end = row + 1;
            departement.population += commune.population;
            let codes = commune.postal_codes.split(' ').filter_map(|code| code.parse().ok());
            self.postal_codes.extend(codes.map(|code| (code, CommuneId(row))));
        }
        self.postal_codes.sort_unstable();
        self.postal_codes.shrink_to_fit();
    }

    /// Groups the communes by EPCI and finds which départements each touches and covers.
    fn link_epcis(&mut self) {
        let mut members: Vec<(EpciId, CommuneId)> = (0..)
            .zip(&self.communes)
            .filter_map(|(row, commune)| Some((commune.epci?, CommuneId(row))))
            .collect();
        members.sort_unstable();
        for (place, (epci, commune)) in (0_u16..).zip(&members) {
            let (epci, commune) =
                (&mut self.epcis[usize::from(epci.0)], &self.communes[usize::from(commune.0)]);
            if epci.members.is_empty() {
                epci.members.start = place;
            }
            epci.members.end = place + 1;
            epci.population += commune.population;
            epci.departements = epci.departements.union(DepartementSet::of(commune.departement));
        }
        self.members = members.into_iter().map(|(_, commune)| commune).collect();
        for row in 0..self.epcis.len() {
            let epci = &self.epcis[row];
            let inside = |commune: &u16| {
                self.communes[usize::from(*commune)].epci.is_some_and(|id| usize::from(id.0) == row)
            };
            let covers = |id: &DepartementId| {
                self.departements[usize::from(id.0)].communes.clone().all(|commune| inside(&commune))
            };
            self.epcis[row].covered = epci.departements.iter().filter(covers).collect();
        }
    }

    /// Sums the départements up into régions, metropolitan France and France.
    fn link_regions(&mut self) {
        for (row, departement) in (0..).zip(&self.departements) {
            let region = &mut self.regions[usize::from(departement.region.0)];
            let one = DepartementSet::of(DepartementId(row));
            region.population += departement.population;
            region.departements = region.departements.union(one);
            self.all = self.all.union(one);
            if region.metropolitan {
                self.metropole = self.metropole.union(one);
            }
        }
        let mut named: Vec<_> =
            (0..).zip(&self.regions).map(|(row, region)| (fold(region.name), RegionId(row))).collect();
        named.sort();
        self.regions_by_name = named.into_iter().map(|(_, id)| id).collect();
    }

    pub(super) fn region(&self, id: RegionId) -> &Region {
        &self.regions[usize::from(id.0)]
    }

    pub(super) fn departement(&self, id: DepartementId) -> &Departement {
        &self.departements[usize::from(id.0)]
    }

    pub(super) fn epci(&self, id: EpciId) -> &Epci {
        &self.epcis[usize::from(id.0)]
    }

    pub(super) fn commune(&self, id: CommuneId) -> &Commune {
        &self.communes[usize::from(id.0)]
    }

    /// The communes of an EPCI, by code.
    pub(super) fn members(&self, id: EpciId) -> &[CommuneId] {
        let members = &self.epci(id).members;
        &self.members[usize::from(members.start)..usize::from(members.end)]
    }

    /// The communes that share a postal code, by code.
    pub(super) fn with_postal_code(&self, code: u32) -> impl Iterator<Item = CommuneId> {
        self.with_postal_codes(code..code + 1)
    }

    /// The communes of a range of postal codes, once for each code.
    pub(super) fn with_postal_codes(&self, codes: Range<u32>) -> impl Iterator<Item = CommuneId> {
        let start = self.postal_codes.partition_point(|(other, _)| *other < codes.start);
        self.postal_codes[start..]
            .iter()
            .take_while(move |(other, _)| *other < codes.end)
            .map(|(_, commune)| *commune)
    }

    /// The départements within `km` of a commune.
    pub(super) fn covered(&self, circle: Circle) -> Covered {
        self.centres.covered(circle, self.departements.iter().map(|departement| departement.communes.len()))
    }
}
