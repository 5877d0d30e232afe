//! One pass over the matches: which pass the filters, what every filter would give, which come first.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::{Arc, LazyLock};

use super::bit_counters::BitCounters;
use super::columns::{Columns, LARGE_PLACES, Row, reach_code};
use super::facts::Sieve;
use super::page::Facets;
use super::ranking::{OLDEST, WEIGHTS, score};
use super::schema::Traits;
use super::snapshot::Snapshot;
use crate::domain::choice::Choice;
use crate::domain::query::{SearchQuery, Sort};
use crate::domain::territory::{Area, Closeness, DepartementSet, Territory};

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

impl Match {
    /// The order of results: total, so that no page shows again what another page has shown.
    pub(super) fn best_first(&self, other: &Self) -> Ordering {
        other.key.cmp(&self.key).then(self.document.cmp(&other.document))
    }

    /// The score it is ordered by, as precisely as the key holds it (16 bits of fraction).
    pub(super) fn score(&self) -> f32 {
        f32::from_bits(low_24(self.key >> 24) << 7)
    }

    /// What breaks ties between equal scores, from the listing and the day; greater comes first.
    pub(super) fn tie(&self) -> u32 {
        low_24(self.key)
    }
}

/// Collects matches and counts.
pub(super) struct Collector<'a> {
    sieve: Sieve,
    /// From the place asked for: reach codes by number of the area.
    lens: Option<Cow<'a, [u8]>>,
    sort: Sort,
    salt: u32,
    near: [f32; 8],
    freshness: &'static [f32],
    today: u32,
    types: BitCounters,
    facts: BitCounters,
    /// The providers met.
    providers: BitSet,
    matches: Vec<Match>,
}

/// What a pass over the matches gives.
pub(super) struct Collected {
    /// Every listing that passes the filters, in no order.
    pub(super) matches: Vec<Match>,
    /// How many providers they belong to.
    pub(super) providers: u32,
    /// Counts for every filter.
    pub(super) facets: Facets,
}

impl<'a> Collector<'a> {
    /// Begins a pass; `matches` is a buffer to reuse.
    pub(super) fn new(snapshot: &'a Snapshot, query: &SearchQuery, mut matches: Vec<Match>) -> Self {
        matches.clear();
        let today = u32::try_from(query.today).unwrap_or(0);
        Self {
            sieve: Sieve::new(&query.filters),
            lens: query.place.map(|place| reach_codes(snapshot, place)),
            sort: query.sort,
            salt: today.wrapping_mul(0x9e37_79b9),
            near: *NEAR,
            freshness: &FRESHNESS,
            today,
            types: BitCounters::default(),
            facts: BitCounters::default(),
            providers: BitSet::new(snapshot.providers),
            matches,
        }
    }

    /// Takes a listing that matches the words into account.
    #[inline]
    pub(super) fn visit(&mut self, document: u32, columns: &Columns, slot: usize, text: f32) {
        let reach = match &self.lens {
            None => 0,
            Some(codes) => match codes[columns.areas[slot] as usize] {
                0 => return,
                code => code,
            },
        };
        let row = &columns.rows[slot];
        if !row.is_searchable() {
            return;
        }
        let Some(counted) = self.sieve.sift(row.types, row.facts) else { return };
        self.types.add(counted.types);
        self.facts.add(counted.facts);
        if counted.hit {
            let key = self.key(row, text, reach);
            self.providers.insert(row.provider);
            self.matches.push(Match { key, document, provider: row.provider });
        }
    }

    /// 16 bits of primary order, 24 of score, 24 of tie-break.
    #[inline]
    fn key(&self, row: &Row, text: f32, reach: u8) -> u64 {
        let near = self.near[usize::from(reach & 7)];
        let score = score(text, near + row.merit + self.freshness_of(row));
        let primary = match self.sort {
            Sort::Relevance => 0,
            Sort::Closest => u64::from(reach),
            Sort::Commitment => u64::from(Traits::UNKNOWN - row.commitment),
            Sort::SetupDelay => u64::from(Traits::UNKNOWN - row.setup),
            Sort::Recent => u64::from(row.updated),
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
        let age = self.today.saturating_sub(u32::from(row.updated)) as usize;
        self.freshness.get(age).copied().unwrap_or(0.0)
    }

    /// Ends the pass.
    pub(super) fn finish(self) -> Collected {
        Collected {
            providers: self.providers.len(),
            facets: Facets { types: self.types.totals(), facts: self.facts.totals() },
            matches: self.matches,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low bits are what is wanted")]
const fn low_24(bits: u64) -> u32 {
    bits as u32 & 0xff_ffff
}

/// What freshness adds by age in days.
static FRESHNESS: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..OLDEST).map(|age| WEIGHTS.freshness(age)).collect());

/// What closeness adds, by reach code (see [`reach_code`]).
static NEAR: LazyLock<[f32; 8]> = LazyLock::new(|| {
    std::array::from_fn(|code| {
        let closeness = code.checked_sub(1).and_then(|index| Closeness::ALL.get(index));
        closeness.map_or(0.0, |closeness| WEIGHTS.closeness(*closeness))
    })
});

/// How every distinct area reaches a place, as reach codes by number of the area.
fn reach_codes(snapshot: &Snapshot, place: Territory) -> Cow<'_, [u8]> {
    let known = &snapshot.areas;
    if let Some(large) = LARGE_PLACES.iter().position(|other| *other == place) {
        return known.large.get(large).map_or(Cow::default(), Cow::from);
    }
    let departements = place.departements();
    let code = |(area, served): (&Arc<Area>, &DepartementSet)| {
        if served.intersects(departements) { reach_code(area, place) } else { 0 }
    };
    known.areas.iter().zip(&known.departements).map(code).collect()
}

/// A set of small numbers.
pub(super) struct BitSet(Vec<u64>);

impl BitSet {
    /// An empty set of numbers below `bound`.
    pub(super) fn new(bound: usize) -> Self {
        Self(vec![0; bound.div_ceil(64)])
    }

    /// Adds a number; tells whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = (&mut self.0[number as usize / 64], 1 << (number % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    #[inline]
    pub(super) fn contains(&self, number: u32) -> bool {
        self.0[number as usize / 64] & 1 << (number % 64) != 0
    }

    fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// Puts the best listing of each provider in front, best first, for the first `wanted` of `found` providers.
/// Providers have numbers below `bound`.
///
/// Only as many matches are sorted as the page needs; the rest stays in any order behind.
pub(super) fn best_by_provider(matches: &mut [Match], wanted: usize, found: u32, bound: usize) -> Vec<Match> {
    let wanted = wanted.min(found as usize);
    let mut sorted = (wanted * 2 + 16).min(matches.len());
    loop {
        if sorted < matches.len() {
            matches.select_nth_unstable_by(sorted, Match::best_first);
        }
        let front = &mut matches[..sorted];
        front.sort_unstable_by(Match::best_first);
        let mut seen = BitSet::new(bound);
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
        fn the_best_of_each_provider_come_first(keys in proptest::collection::vec((0..9_u32, 0..20_u64), 0..200), wanted in 0..12_usize) {
            let mut matches: Vec<Match> = (0..).zip(&keys)
                .map(|(document, (provider, key))| Match { key: *key, document, provider: *provider })
                .collect();
            let mut plain = matches.clone();
            plain.sort_by(Match::best_first);
            let mut seen = std::collections::HashSet::new();
            plain.retain(|found| seen.insert(found.provider));
            let providers = u32::try_from(plain.len()).unwrap();
            plain.truncate(wanted);
            let best = best_by_provider(&mut matches, wanted, providers, 9);
            let documents = |found: &[Match]| found.iter().map(|found| found.document).collect::<Vec<_>>();
            prop_assert_eq!(documents(&best), documents(&plain));
        }
    }
}
