//! One pass over the matches: which pass the filters, what every filter would give, which come first.

use super::columns::Row;
use super::facts::{BitCounters, Sieve};
use super::page::Facets;
use super::ranking::WEIGHTS;
use super::schema::Traits;
use super::snapshot::Snapshot;
use crate::domain::choice::Choice;
use crate::domain::query::{SearchQuery, Sort};
use crate::domain::territory::{Closeness, DepartementSet, Territory};

/// Days of age from which freshness no longer changes.
const OLDEST: usize = 2_000;

/// A listing that passes every filter, with what it is ordered by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// Greater comes first: the primary order, then the score, then the tie-break.
    pub(super) key: u64,
    /// Number across segments.
    pub(super) document: u32,
    /// Number of its provider.
    pub(super) provider: u32,
}

/// Collects matches and counts.
pub(super) struct Collector<'a> {
    snapshot: &'a Snapshot,
    sieve: Sieve,
    lens: Option<Lens<'a>>,
    sort: Sort,
    salt: u32,
    freshness: Vec<f32>,
    today: u32,
    types: BitCounters,
    facts: BitCounters,
    pub(super) matches: Vec<Match>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, query: &SearchQuery) -> Self {
        let freshness = WEIGHTS.freshness();
        let today = u32::try_from(query.today).unwrap_or(0);
        Self {
            snapshot,
            sieve: Sieve::new(&query.filters),
            lens: query.place.map(|place| Lens::new(snapshot, place)),
            sort: query.sort,
            salt: today.wrapping_mul(0x9e37_79b9),
            freshness: (0..OLDEST).map(|age| freshness(u32::try_from(age).unwrap_or(u32::MAX))).collect(),
            today,
            types: BitCounters::default(),
            facts: BitCounters::default(),
            matches: Vec::new(),
        }
    }

    /// Takes a listing that matches the words into account.
    #[inline]
    pub(super) fn visit(&mut self, document: u32, row: &Row, text: f32) {
        let closeness = match &mut self.lens {
            None => None,
            Some(lens) => match lens.closeness(row.area) {
                None => return,
                found => found,
            },
        };
        let Some(counted) = self.sieve.sift(row.types, row.facts) else { return };
        self.types.add(counted.types);
        self.facts.add(counted.facts);
        if counted.hit {
            let key = self.key(row, text, closeness);
            self.matches.push(Match { key, document, provider: row.provider });
        }
    }

    /// 16 bits of primary order, 24 of score, 24 of tie-break.
    #[inline]
    fn key(&self, row: &Row, text: f32, closeness: Option<Closeness>) -> u64 {
        let near = closeness.map_or(0.0, |closeness| WEIGHTS_BY_CLOSENESS[usize::from(closeness.index())]);
        let score = text * (1.0 + near + row.merit + self.freshness_of(row)).max(0.05);
        let primary = match self.sort {
            Sort::Relevance => 0,
            Sort::Closest => closeness.map_or(0, |closeness| u64::from(closeness.index())),
            Sort::Commitment => u64::from(Traits::UNKNOWN - row.commitment),
            Sort::SetupDelay => u64::from(Traits::UNKNOWN - row.setup),
            Sort::Recent => u64::from(row.updated & 0xffff),
        };
        let tie = (row.tie ^ self.salt).wrapping_mul(0x85eb_ca6b);
        // A positive float orders like its bits; the sign bit is free.
        primary << 48 | u64::from(score.to_bits() >> 7) << 24 | u64::from(tie >> 8)
    }

    #[inline]
    fn freshness_of(&self, row: &Row) -> f32 {
        if row.updated == 0 {
            return 0.0;
        }
        let age = self.today.saturating_sub(row.updated) as usize;
        self.freshness.get(age).copied().unwrap_or(0.0)
    }

    /// Counts for every filter.
    pub(super) fn facets(&self) -> Facets {
        Facets { types: self.types.totals(), facts: self.facts.totals() }
    }

    /// How many providers the matches belong to.
    pub(super) fn providers(&self) -> u32 {
        let mut known = vec![0_u64; self.snapshot.interner.providers().div_ceil(64)];
        for found in &self.matches {
            known[found.provider as usize / 64] |= 1 << (found.provider % 64);
        }
        known.iter().map(|word| word.count_ones()).sum()
    }
}

static WEIGHTS_BY_CLOSENESS: std::sync::LazyLock<[f32; 7]> =
    std::sync::LazyLock::new(|| std::array::from_fn(|i| WEIGHTS.closeness(Closeness::ALL[i])));

/// Looks at areas from one place, each distinct area once.
struct Lens<'a> {
    snapshot: &'a Snapshot,
    place: Territory,
    departements: DepartementSet,
    /// By number of the area: 0 not asked yet, 1 out of reach, else closeness + 2.
    known: Vec<u8>,
}

impl<'a> Lens<'a> {
    fn new(snapshot: &'a Snapshot, place: Territory) -> Self {
        let known = vec![0; snapshot.interner.areas.len()];
        Self { snapshot, place, departements: place.departements(), known }
    }

    #[inline]
    fn closeness(&mut self, area: u32) -> Option<Closeness> {
        let slot = area as usize;
        if self.known[slot] == 0 {
            let known = &self.snapshot.interner.areas[slot].area;
            let reach = if known.departements().intersects(self.departements) {
                known.reach(self.place)
            } else {
                None
            };
            self.known[slot] = reach.map_or(1, |reach| reach.closeness.index() + 2);
        }
        let index = self.known[slot].checked_sub(2)?;
        Closeness::ALL.get(usize::from(index)).copied()
    }
}

/// Puts the best listing of each provider in front, best first, for the first `wanted` providers.
///
/// Only as many matches are sorted as the page needs; the rest stays in any order behind.
pub(super) fn best_by_provider(matches: &mut [Match], wanted: usize, providers: usize) -> Vec<Match> {
    let wanted = wanted.min(providers);
    let mut sorted = (wanted * 2 + 16).min(matches.len());
    loop {
        if sorted < matches.len() {
            matches.select_nth_unstable_by(sorted, |a, b| b.key.cmp(&a.key));
        }
        let front = &mut matches[..sorted];
        front.sort_unstable_by(|a, b| b.key.cmp(&a.key).then(a.document.cmp(&b.document)));
        let mut seen = std::collections::HashSet::with_capacity(wanted);
        let best: Vec<Match> =
            front.iter().filter(|found| seen.insert(found.provider)).take(wanted).copied().collect();
        if best.len() == wanted || sorted == matches.len() {
            return best;
        }
        sorted = (sorted * 4).min(matches.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_of_each_provider_come_first(keys in proptest::collection::vec((0..9_u32, any::<u64>()), 0..200), wanted in 0..12_usize) {
            let mut matches: Vec<Match> = (0..).zip(&keys)
                .map(|(document, (provider, key))| Match { key: *key, document, provider: *provider })
                .collect();
            let mut plain = matches.clone();
            plain.sort_by(|a, b| b.key.cmp(&a.key).then(a.document.cmp(&b.document)));
            let mut seen = std::collections::HashSet::new();
            plain.retain(|found| seen.insert(found.provider));
            let providers = plain.len();
            plain.truncate(wanted);
            let best = best_by_provider(&mut matches, wanted, providers);
            let documents = |found: &[Match]| found.iter().map(|found| found.document).collect::<Vec<_>>();
            prop_assert_eq!(documents(&best), documents(&plain));
        }
    }
}
