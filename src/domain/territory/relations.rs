//! Which territories lie in which, told by the communes they are made of.

use super::gazetteer::gazetteer;
use super::{CommuneId, DepartementId, DepartementSet, EpciId, RegionId, Territory};

/// The 18 régions by name, accents aside.
pub fn regions() -> impl ExactSizeIterator<Item = Territory> {
    gazetteer().regions_by_name.iter().map(|id| Territory::Region(*id))
}

/// The départements of a région, by code.
pub fn departements_of(region: RegionId) -> impl Iterator<Item = Territory> {
    gazetteer().region(region).departements.iter().map(Territory::Departement)
}

/// The région of a département.
pub fn region_of(departement: DepartementId) -> RegionId {
    gazetteer().departement(departement).region
}

impl CommuneId {
    /// The département it is in.
    pub fn departement(self) -> DepartementId {
        gazetteer().commune(self).departement
    }

    /// The EPCI it belongs to; four islands belong to none.
    pub fn epci(self) -> Option<EpciId> {
        gazetteer().commune(self).epci
    }

    /// The great-circle distance between the centres of two communes, in km.
    pub fn km_to(self, other: Self) -> f64 {
        gazetteer().commune(self).centre.km_to(gazetteer().commune(other).centre)
    }
}

impl Territory {
    /// The départements where it has a commune.
    pub fn departements(self) -> DepartementSet {
        match self {
            Self::France => gazetteer().all,
            Self::Metropole => gazetteer().metropole,
            Self::Region(id) => gazetteer().region(id).departements,
            Self::Departement(id) => DepartementSet::of(id),
            Self::Epci(id) => gazetteer().epci(id).departements,
            Self::Commune(id) => DepartementSet::of(id.departement()),
        }
    }

    /// Whether every commune of `other` is one of its own; so the commune of Paris contains the département of Paris.
    pub fn contains(self, other: Self) -> bool {
        match (self, other) {
            (Self::France, _) => true,
            (Self::Metropole | Self::Region(_) | Self::Departement(_), _) => {
                self.departements().includes(other.departements())
            }
            (Self::Epci(id), Self::Epci(other)) => id == other,
            (Self::Epci(id), Self::Commune(commune)) => commune.epci() == Some(id),
            (Self::Epci(id), _) => gazetteer().epci(id).covered.includes(other.departements()),
            (Self::Commune(id), Self::Commune(other)) => id == other,
            (Self::Commune(id), _) => other.only_commune() == Some(id),
        }
    }

    /// Whether the two share a commune.
    pub fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Commune(_), _) => other.contains(self),
            (_, Self::Commune(_)) => self.contains(other),
            (Self::Epci(id), Self::Epci(other)) => id == other,
            _ => self.departements().intersects(other.departements()),
        }
    }

    /// The territories it lies wholly in, smallest first, itself left out: for a commune its EPCI, département, région…
    pub fn ancestors(self) -> Vec<Self> {
        let departements = self.departements();
        let departement = departements.iter().next().filter(|_| departements.len() == 1);
        let region = departements.iter().next().map(region_of);
        let epci = if let Self::Commune(id) = self { id.epci() } else { None };
        let chain = [
            epci.map(Self::Epci),
            departement.map(Self::Departement),
            region.map(Self::Region),
            Some(Self::Metropole),
            Some(Self::France),
        ];
        chain.into_iter().flatten().filter(|other| *other < self && other.contains(self)).collect()
    }

    /// Its communes, by code.
    pub fn communes(self) -> impl Iterator<Item = CommuneId> {
        let (runs, listed, one) = match self {
            Self::Commune(id) => (DepartementSet::EMPTY, &[][..], Some(id)),
            Self::Epci(id) => (DepartementSet::EMPTY, gazetteer().members(id), None),
            _ => (self.departements(), &[][..], None),
        };
        let runs = runs.iter().flat_map(|id| gazetteer().departement(id).communes.clone()).map(CommuneId);
        runs.chain(listed.iter().copied()).chain(one)
    }

    /// The commune of a département that bears its name: Corrèze, Paris.
    pub(super) fn namesake_inside(self) -> Option<CommuneId> {
        let Self::Departement(_) = self else { return None };
        self.communes().find(|id| Self::Commune(*id).name() == self.name())
    }

    /// The commune of a département that has only one: Paris.
    pub(super) fn only_commune(self) -> Option<CommuneId> {
        let Self::Departement(id) = self else { return None };
        let communes = &gazetteer().departement(id).communes;
        (communes.len() == 1).then_some(CommuneId(communes.start))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn of(code: &str) -> Territory {
        Territory::from_code(code).unwrap_or_else(|| panic!("{code}"))
    }

    fn codes(territories: impl IntoIterator<Item = Territory>) -> Vec<String> {
        territories.into_iter().map(Territory::code).collect()
    }

    #[test]
    fn regions_are_listed_by_name_accents_aside() {
        let names: Vec<_> = regions().map(Territory::name).collect();
        assert_eq!(names[..3], ["Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne"]);
        assert_eq!(names[9..12], ["Île-de-France", "La Réunion", "Martinique"]);
        assert_eq!(names.len(), 18);
    }

    #[test]
    fn ancestors_go_from_small_to_large() {
        let cases: [(&str, &[&str]); 8] = [
            ("commune:68066", &["epci:246800726", "departement:68", "region:44", "metropole", "france"]),
            ("commune:97411", &["epci:249740119", "departement:974", "region:04", "france"]),
            ("commune:85113", &["departement:85", "region:52", "metropole", "france"]),
            ("commune:2B033", &["epci:242000354", "departement:2B", "region:94", "metropole", "france"]),
            ("departement:976", &["region:06", "france"]),
            ("region:94", &["metropole", "france"]),
            ("metropole", &["france"]),
            ("france", &[]),
        ];
        for (code, ancestors) in cases {
            assert_eq!(codes(of(code).ancestors()), ancestors, "{code}");
        }
    }

    #[test]
    fn a_region_lists_its_departements() {
        let Territory::Region(corse) = of("region:94") else { panic!("a région") };
        assert_eq!(codes(departements_of(corse)), ["departement:2A", "departement:2B"]);
        assert!(
            departements_of(corse)
                .all(|id| matches!(id, Territory::Departement(id) if region_of(id) == corse))
        );
    }

    #[test]
    fn paris_is_the_same_as_commune_and_departement() {
        let (commune, departement) = (of("commune:75056"), of("departement:75"));
        assert!(commune.contains(departement) && departement.contains(commune));
        assert!(of("epci:200054781").contains(departement));
        assert!(!commune.contains(of("region:11")));
    }

    #[test]
    fn an_epci_may_span_departements() {
        let spanning =
            (0..1_255).map(|row| Territory::Epci(EpciId(row))).filter(|epci| epci.departements().len() > 1);
        let spanning: Vec<_> = spanning.collect();
        assert_eq!(spanning.len(), 89);
        for epci in spanning {
            assert!(epci.departements().iter().all(|id| {
                let departement = Territory::Departement(id);
                epci.overlaps(departement) && departement.overlaps(epci) && !departement.contains(epci)
            }));
        }
    }

    /// Any territory, each kind as likely as another.
    pub(in super::super) fn any_territory() -> impl Strategy<Value = Territory> {
        prop_oneof![
            Just(Territory::France),
            Just(Territory::Metropole),
            (0..18_u8).prop_map(|row| Territory::Region(RegionId(row))),
            (0..101_u8).prop_map(|row| Territory::Departement(DepartementId(row))),
            (0..1_255_u16).prop_map(|row| Territory::Epci(EpciId(row))),
            (0..34_875_u16).prop_map(|row| Territory::Commune(CommuneId(row))),
            Just(of("epci:200054781")),
            Just(of("commune:75056")),
            Just(of("departement:75")),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn relations_are_those_of_the_sets_of_communes(a in any_territory(), b in any_territory()) {
            let (in_a, in_b): (BTreeSet<_>, BTreeSet<_>) = (a.communes().collect(), b.communes().collect());
            prop_assert_eq!(a.contains(b), in_b.is_subset(&in_a), "{} contains {}", a, b);
            prop_assert_eq!(a.overlaps(b), !in_a.is_disjoint(&in_b), "{} overlaps {}", a, b);
            let departements: DepartementSet = in_a.iter().map(|commune| commune.departement()).collect();
            prop_assert_eq!(a.departements(), departements);
        }
    }
}
