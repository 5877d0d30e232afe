//! How much an area covers: which départements whole and which in part, and how large each of its zones is.

use std::cmp::Reverse;

use super::gazetteer::gazetteer;
use super::sphere::Circle;
use super::zone::circle;
use super::{Area, CommuneId, DepartementId, DepartementSet, Territory, Zone};

/// The départements an area covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Those of which every commune is served.
    pub whole: DepartementSet,
    /// Those of which at least one commune is served; `whole` is among them.
    pub touched: DepartementSet,
}

/// How large a zone is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Its communes.
    pub communes: u32,
    /// The people of its communes.
    pub people: u32,
    /// Départements where it has a commune, the one with the most communes first.
    pub departements: Vec<DepartementId>,
}

/// A zone made ready to be asked about many communes.
#[derive(Clone, Copy)]
enum Probe {
    Whole(Territory),
    Around(Circle),
}

impl Probe {
    fn of(zone: Zone) -> Self {
        match zone {
            Zone::Whole(territory) => Self::Whole(territory),
            Zone::Around { commune, km } => Self::Around(circle(commune, km)),
        }
    }

    fn holds(self, id: CommuneId) -> bool {
        match self {
            Self::Whole(territory) => territory.contains(Territory::Commune(id)),
            Self::Around(circle) => circle.holds(gazetteer().commune(id).centre),
        }
    }
}

impl Area {
    /// Works out which départements are covered, all zones taken together: two that cover a half each cover the whole.
    pub fn coverage(&self) -> Coverage {
        let covered = || self.zones().map(Zone::covered);
        let touched = covered().fold(DepartementSet::EMPTY, |set, zone| set.union(zone.touched));
        let alone = covered().fold(DepartementSet::EMPTY, |set, zone| set.union(zone.whole));
        let probes: Vec<Probe> = self.zones().map(Probe::of).collect();
        let is_whole = |id: &DepartementId| {
            let mut communes = Territory::Departement(*id).communes();
            alone.holds(*id) || communes.all(|commune| probes.iter().any(|probe| probe.holds(commune)))
        };
        Coverage { whole: touched.iter().filter(is_whole).collect(), touched }
    }
}

impl Zone {
    /// Counts its communes and people.
    pub fn extent(self) -> Extent {
        let probe = Probe::of(self);
        let mut extent = Extent { communes: 0, people: 0, departements: Vec::new() };
        let mut counts: Vec<(u32, DepartementId)> = Vec::new();
        let within: Box<dyn Iterator<Item = CommuneId>> = match self {
            Self::Whole(territory) => Box::new(territory.communes()),
            Self::Around { .. } => {
                let departements = self.covered().touched;
                Box::new(departements.iter().flat_map(|id| Territory::Departement(id).communes()))
            }
        };
        for id in within.filter(|id| probe.holds(*id)) {
            extent.communes += 1;
            extent.people += gazetteer().commune(id).population;
            match counts.iter_mut().find(|(_, departement)| *departement == id.departement()) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, id.departement())),
            }
        }
        counts.sort_by_key(|(count, id)| (Reverse(*count), *id));
        extent.departements = counts.into_iter().map(|(_, id)| id).collect();
        extent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::territory::area::tests::any_area;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn area(codes: &[&str]) -> Area {
        Area::parse(codes.iter().copied()).unwrap()
    }

    fn numbers(set: DepartementSet) -> Vec<&'static str> {
        set.iter().map(|id| Territory::Departement(id).number()).collect()
    }

    #[test]
    fn what_is_served_whole_is_told_from_what_is_served_in_part() {
        let cases: [(&[&str], &[&str], &[&str]); 8] = [
            (&["departement:68"], &["68"], &["68"]),
            (&["commune:68066"], &[], &["68"]),
            (&["epci:246800726"], &[], &["68"]),
            (&["commune:75056"], &["75"], &["75"]),
            (&["epci:200054781"], &["75", "92", "93", "94"], &["75", "91", "92", "93", "94", "95"]),
            (&["region:94"], &["2A", "2B"], &["2A", "2B"]),
            (&["departement:976", "commune:2A004"], &["976"], &["2A", "976"]),
            (&["rayon:90010:60", "commune:68066"], &["90"], &["25", "68", "70", "88", "90"]),
        ];
        for (codes, whole, touched) in cases {
            let coverage = area(codes).coverage();
            assert_eq!(
                (numbers(coverage.whole), numbers(coverage.touched)),
                (whole.to_vec(), touched.to_vec()),
                "{codes:?}"
            );
        }
        assert_eq!(area(&["france"]).coverage().whole.len(), 101);
        assert_eq!(area(&["metropole"]).coverage().touched.len(), 96);
    }

    #[test]
    fn an_extent_counts_communes_and_people() {
        let extent = |code: &str| code.parse::<Zone>().unwrap().extent();
        let all = extent("france");
        assert_eq!((all.communes, all.people), (34_875, Territory::France.population()));
        let colmar = extent("commune:68066");
        assert_eq!(
            (colmar.communes, colmar.people),
            (1, Territory::from_code("commune:68066").unwrap().population())
        );
        let around = extent("rayon:68066:30");
        assert!(around.communes > 100 && around.people > colmar.people);
        assert_eq!(Territory::Departement(around.departements[0]).number(), "68");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn coverage_is_that_of_the_set_of_communes(area in any_area()) {
            let coverage = area.coverage();
            prop_assert_eq!(coverage.touched, area.departements());
            let served: BTreeSet<CommuneId> = Territory::France
                .communes()
                .filter(|id| area.reach(Territory::Commune(*id)).is_some())
                .collect();
            for id in Territory::France.departements().iter() {
                let mut communes = Territory::Departement(id).communes();
                prop_assert_eq!(coverage.whole.holds(id), communes.all(|commune| served.contains(&commune)));
            }
            let zones: Vec<Zone> = area.zones().collect();
            if let [zone] = zones.as_slice() {
                let extent = zone.extent();
                prop_assert_eq!(usize::try_from(extent.communes), Ok(served.len()));
                let departements: DepartementSet = extent.departements.into_iter().collect();
                prop_assert_eq!(departements, coverage.touched);
            }
        }
    }
}
