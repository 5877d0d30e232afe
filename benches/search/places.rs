//! Where made-up providers sit and which areas they serve.

use devanture::domain::territory::{CommuneId, Territory, departements_of, regions};

use crate::random::Random;

/// The communes with running totals of their populations, for picking one as often as people live there.
pub(crate) struct Places {
    communes: Vec<CommuneId>,
    totals: Vec<usize>,
    regions: Vec<Territory>,
    departements: Vec<Territory>,
}

impl Places {
    /// Reads the territories once.
    pub(crate) fn new() -> Self {
        let communes: Vec<_> = Territory::France.communes().collect();
        let totals = communes
            .iter()
            .scan(0_usize, |total, id| {
                *total += usize::try_from(Territory::Commune(*id).population()).unwrap_or_default();
                Some(*total)
            })
            .collect();
        let departements = regions()
            .filter_map(|region| if let Territory::Region(id) = region { Some(id) } else { None })
            .flat_map(departements_of)
            .collect();
        Self { communes, totals, regions: regions().collect(), departements }
    }

    /// Picks a commune by its population.
    pub(crate) fn commune(&self, random: &mut Random) -> CommuneId {
        let person = random.below(self.totals.last().copied().unwrap_or_default());
        self.communes[self.totals.partition_point(|total| *total <= person)]
    }

    /// Picks the area of an offer made by a provider that sits in `home`.
    pub(crate) fn area(&self, home: CommuneId, random: &mut Random) -> Vec<String> {
        // france, metropole, région(s), département(s), EPCI, commune(s), radius
        match random.weighted(&[25, 5, 15, 25, 10, 12, 8]) {
            0 => vec!["france".to_owned()],
            1 => vec!["metropole".to_owned()],
            2 => self.with_neighbours(Self::around(home, "region"), &self.regions, 2, random),
            3 => self.with_neighbours(Self::around(home, "departement"), &self.departements, 5, random),
            4 => vec![home.epci().map_or(Territory::Commune(home), Territory::Epci).code()],
            5 => self.communes_near(home, random),
            _ => {
                let number = Territory::Commune(home).number();
                vec![format!("rayon:{number}:{}", random.between(1, 12) * 5)]
            }
        }
    }

    /// The code of the territory of one kind that a commune lies in.
    fn around(home: CommuneId, kind: &str) -> String {
        let inside = |place: &Territory| place.kind().as_str() == kind;
        Territory::Commune(home).ancestors().into_iter().find(inside).unwrap_or(Territory::France).code()
    }

    /// The home territory, and in one case of three some others of the same kind.
    fn with_neighbours(
        &self,
        home: String,
        others: &[Territory],
        most: usize,
        random: &mut Random,
    ) -> Vec<String> {
        let mut codes = vec![home];
        if random.chance(33) {
            for _ in 0..random.between(1, most) {
                let code = others[random.below(others.len())].code();
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        codes
    }

    /// The home commune, and in one case of two a few of the same EPCI.
    fn communes_near(&self, home: CommuneId, random: &mut Random) -> Vec<String> {
        let mut codes = vec![Territory::Commune(home).code()];
        if let Some(epci) = home.epci().filter(|_| random.chance(50)) {
            let step = random.between(2, 6);
            let near = Territory::Epci(epci).communes().step_by(step).take(4);
            codes.extend(near.filter(|id| *id != home).map(|id| Territory::Commune(id).code()));
        }
        codes
    }
}
