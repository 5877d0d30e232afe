//! One pass over the candidates, 64 at a time: which pass the filters, what every filter would give, which come first.

use std::borrow::Cow;
use std::sync::Arc;

use super::bit_counters::BitCounters;
use super::bit_set::{BitSet, ones};
use super::candidates::Candidates;
use super::facts::Facts;
use super::leaders::{Leaders, Match};
use super::order::{Order, TIES};
use super::sieve::{GROUPS, Sieve};
use crate::domain::query::SearchQuery;
use crate::domain::territory::{Area, DepartementSet, Territory};
use crate::search::page::Facets;
use crate::search::segments::blocks::BLOCK;
use crate::search::segments::columns::{Columns, LARGE_PLACES, reach_code};
use crate::search::segments::snapshot::{Segment, Snapshot};

/// What a pass finds, in memory that is kept from one search to the next.
#[derive(Debug, Default)]
pub(in crate::search) struct Found {
    /// Every listing that passes the filters.
    hits: BitSet,
    leaders: Leaders,
    /// By number of a provider: 1 when it has a hit. Bytes, as bits would make one hit wait for the other.
    met: Vec<u8>,
}

/// What a pass gives beside the listings.
pub(in crate::search) struct Counted {
    /// Listings that pass the filters.
    pub(in crate::search) total: u32,
    /// How many providers they belong to.
    pub(in crate::search) providers: u32,
    /// Counts for every filter.
    pub(in crate::search) facets: Facets,
}

/// A pass over candidates.
pub(in crate::search) struct Collector<'a> {
    snapshot: &'a Snapshot,
    candidates: Candidates<'a>,
    sieve: Sieve,
    /// From the place asked for: reach codes by number of the area.
    lens: Option<Cow<'a, [u8]>>,
    order: Order,
    counters: BitCounters,
    /// The counts that are those of the whole directory, because nothing narrows them.
    known: Facts,
    found: &'a mut Found,
}

impl<'a> Collector<'a> {
    pub(in crate::search) fn new(
        snapshot: &'a Snapshot,
        query: &SearchQuery,
        candidates: Candidates<'a>,
        found: &'a mut Found,
    ) -> Self {
        let sieve = Sieve::new(&query.filters);
        let known = match sieve.groups() {
            _ if query.place.is_some() || !candidates.is_every() => Facts::NONE,
            [] => Facts::ALL,
            // The counts of a group ignore its own choice, and there is no other.
            [only] => only.counted,
            _ => Facts::NONE,
        };
        let lens = query.place.map(|place| reach_codes(snapshot, place));
        let (order, counters) = (Order::new(query), BitCounters::default());
        Self { snapshot, candidates, sieve, lens, order, counters, known, found }
    }

    /// Makes the pass; the leaders will be good for the first `wanted` providers.
    pub(in crate::search) fn collect(&mut self, wanted: usize) -> Counted {
        let snapshot = self.snapshot;
        self.found.hits.clear(snapshot.documents);
        self.found.leaders.begin(wanted, snapshot.providers);
        self.found.met.clear();
        self.found.met.resize(snapshot.providers, 0);
        for segment in &snapshot.segments {
            for at in 0..segment.columns.blocks.len() {
                self.visit(segment, at);
            }
        }
        let totals = std::mem::take(&mut self.counters).totals();
        let mut facets = Facets(totals);
        if self.known != Facts::NONE {
            let all = snapshot.counts();
            self.known.ones().for_each(|fact| facets.0[usize::from(fact)] = all.facets.0[usize::from(fact)]);
        }
        Counted { total: self.found.hits.len(), providers: sum(&self.found.met), facets }
    }

    /// Takes one block of a segment into account.
    fn visit(&mut self, segment: &Segment, at: usize) {
        let columns: &Columns = &segment.columns;
        let number = segment.base as usize / BLOCK + at;
        let block = &columns.blocks[at];
        let candidates = block.searchable() & self.candidates.in_block(number);
        if candidates == 0 {
            return;
        }
        let mut misses = [0; GROUPS];
        let mut hits = self.sieve.sift(block, candidates, &mut misses);
        let start = at * BLOCK;
        if let Some(codes) = &self.lens {
            let asked = misses.iter().fold(hits, |all, some| all | some);
            let here = reaching(codes, &columns.areas[start..], asked);
            hits &= here;
            misses.iter_mut().for_each(|some| *some &= here);
        }
        let facts = &columns.facts[start..];
        if self.known != Facts::ALL {
            self.counters.extend(ones(hits).map(|listing| facts[listing]));
        }
        if self.known == Facts::NONE {
            for (group, some) in self.sieve.groups().iter().zip(misses) {
                self.counters.extend(ones(some).map(|listing| facts[listing] & group.counted));
            }
        }
        self.found.hits.words_mut()[number] = hits;
        self.rank(columns, start, segment.base, hits);
    }

    fn rank(&mut self, columns: &Columns, start: usize, base: u32, hits: u64) {
        let Found { leaders, met, .. } = &mut *self.found;
        let (rows, facts, mains) = (&columns.rows[start..], &columns.facts[start..], &columns.mains[start..]);
        for at in ones(hits) {
            let row = &rows[at];
            met[row.provider as usize] = 1;
            #[expect(clippy::cast_possible_truncation, reason = "documents are numbered with 32 bits")]
            let document = base + (start + at) as u32;
            let reach = self.lens.as_ref().map_or(0, |codes| codes[columns.areas[start + at] as usize]);
            let key = self.order.key(row, self.candidates.text(document, facts[at], mains[at]), reach);
            if key | TIES >= leaders.floor() {
                leaders.offer(Match { key: key | self.order.tie(row), document, provider: row.provider });
            }
        }
    }

    /// The providers of a page, best first.
    pub(in crate::search) fn page(&mut self, first: usize, behind: usize) -> Vec<Match> {
        self.found.leaders.page(first, behind).to_vec()
    }

    /// The other hits of the provider of a match, best first.
    pub(in crate::search) fn others(&self, found: &Match) -> Vec<Match> {
        let offers = self.snapshot.offers(found.provider).iter().copied();
        let is_other = |document: &u32| *document != found.document && self.found.hits.contains(*document);
        let mut others: Vec<Match> =
            offers.filter(is_other).filter_map(|other| self.matched(other)).collect();
        others.sort_unstable_by(Match::best_first);
        others
    }

    fn matched(&self, document: u32) -> Option<Match> {
        let (columns, at) = self.snapshot.columns(document)?;
        let row = columns.rows.get(at)?;
        let reach = self.lens.as_ref().map_or(0, |codes| codes[columns.areas[at] as usize]);
        let key =
            self.order.key(row, self.candidates.text(document, columns.facts[at], columns.mains[at]), reach);
        Some(Match { key: key | self.order.tie(row), document, provider: row.provider })
    }
}

/// Those of the listings asked for whose area reaches the place; `areas` begins with those of the block.
#[inline]
fn reaching(codes: &[u8], areas: &[u32], asked: u64) -> u64 {
    let reaches = |area: u32| u64::from(codes[area as usize] != 0);
    match areas.first_chunk::<BLOCK>() {
        // Looking at all costs less than picking most of them.
        Some(block) if asked.count_ones() > 24 => {
            let all = block.iter().rev().fold(0, |all, area| all << 1 | reaches(*area));
            all & asked
        }
        _ => ones(asked).fold(0, |here, listing| here | reaches(areas[listing]) << listing),
    }
}

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

/// The sum of many zeros and ones.
fn sum(met: &[u8]) -> u32 {
    met.chunks(128).map(|some| u32::from(some.iter().sum::<u8>())).sum()
}
