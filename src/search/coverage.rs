//! Where which needs are served, counted over the whole directory in one pass.

use std::collections::BTreeMap;

use super::Search;
use super::matching::facts::{Facts, bit_of_need};
use super::segments::snapshot::Snapshot;
use crate::domain::taxonomy::Need;
use crate::domain::territory::{DepartementId, Territory};

/// How many offers serve which needs where. Offers that serve every département are counted apart: they hide no gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Offers that serve all of France, by need.
    pub france: Vec<u32>,
    /// Offers that serve metropolitan France and not all of France, by need.
    pub metropole: Vec<u32>,
    /// Other offers that serve at least a part of each département, by need.
    pub local: BTreeMap<DepartementId, Vec<u32>>,
}

impl Coverage {
    /// Other offers of a need that serve at least a part of a département.
    #[must_use]
    pub fn local_of(&self, departement: DepartementId, need: Need) -> u32 {
        let row = self.local.get(&departement);
        row.and_then(|row| row.get(usize::from(need.index()))).copied().unwrap_or(0)
    }
}

impl Search {
    /// Counts the offers that shopkeepers may find by need and département.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        count(&self.snapshot())
    }
}

fn count(snapshot: &Snapshot) -> Coverage {
    let needs = Need::all().len();
    // First by distinct area, of which there are far fewer than offers, then by département.
    let mut by_area = vec![0_u32; snapshot.areas.areas.len() * needs];
    for columns in snapshot.segments.iter().map(|segment| &segment.columns) {
        for (facts, area) in columns.facts.iter().zip(&columns.areas) {
            for need in needs_of(*facts) {
                let cell = *area as usize * needs + usize::from(need.index());
                if let Some(cell) = by_area.get_mut(cell) {
                    *cell += 1;
                }
            }
        }
    }
    let (france, metropole) = (Territory::France.departements(), Territory::Metropole.departements());
    let mut coverage = Coverage {
        france: vec![0; needs],
        metropole: vec![0; needs],
        local: france.iter().map(|departement| (departement, vec![0; needs])).collect(),
    };
    for (served, counts) in snapshot.areas.departements.iter().zip(by_area.chunks(needs)) {
        if served.includes(france) {
            add(&mut coverage.france, counts);
        } else if served.includes(metropole) {
            add(&mut coverage.metropole, counts);
        } else if counts.iter().any(|count| *count > 0) {
            for departement in served.iter() {
                coverage.local.entry(departement).and_modify(|row| add(row, counts));
            }
        }
    }
    coverage
}

/// Listings that nobody may find have no facts, and so no needs.
fn needs_of(facts: Facts) -> impl Iterator<Item = Need> {
    let known = facts.is_searchable();
    Need::all().filter(move |need| known && facts.holds(64 + bit_of_need(*need)))
}

fn add(sums: &mut [u32], counts: &[u32]) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum = sum.saturating_add(*count);
    }
}
