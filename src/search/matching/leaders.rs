//! The best listing of each provider, for as many providers as a page needs.

use std::cmp::Ordering;

/// Providers that are kept beyond those wanted, so that the worst are seldom sorted out.
const SPARE: usize = 64;

/// A listing that passes every filter, with what it is ordered by.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Match {
    /// Greater comes first: the primary order, then the score, then the tie-break.
    pub(in crate::search) key: u64,
    /// Number across segments.
    pub(in crate::search) document: u32,
    /// Number of its provider.
    pub(in crate::search) provider: u32,
}

impl Match {
    /// The order of results: total, so that no page shows again what another page has shown.
    pub(in crate::search) fn best_first(&self, other: &Self) -> Ordering {
        other.key.cmp(&self.key).then(self.document.cmp(&other.document))
    }

    /// The score it is ordered by, as precisely as the key holds it (16 bits of fraction).
    pub(in crate::search) fn score(&self) -> f32 {
        f32::from_bits(low_24(self.key >> 24) << 7)
    }

    /// What breaks ties between equal scores, from the listing and the day; greater comes first.
    pub(in crate::search) fn tie(&self) -> u32 {
        low_24(self.key)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low bits are what is wanted")]
const fn low_24(bits: u64) -> u32 {
    bits as u32 & 0xff_ffff
}

/// Keeps the best listing of each of the best providers while all matches pass by.
#[derive(Debug, Default)]
pub(in crate::search) struct Leaders {
    wanted: usize,
    /// A key below this is beaten by as many providers as are wanted.
    floor: u64,
    /// One match of each provider, in no order.
    found: Vec<Match>,
    /// Where the match of a provider is in `found`, by its number; what is there of another provider means nowhere.
    places: Vec<u32>,
}

impl Leaders {
    /// Forgets everything and looks for the first `wanted` providers; their numbers are below `bound`.
    pub(in crate::search) fn begin(&mut self, wanted: usize, bound: usize) {
        self.found.clear();
        self.places.resize(bound, 0);
        (self.wanted, self.floor) = (wanted.clamp(1, bound.max(1)), 0);
    }

    /// The least key that is still worth an offer.
    #[inline]
    pub(in crate::search) const fn floor(&self) -> u64 {
        self.floor
    }

    /// Takes a match into account.
    pub(in crate::search) fn offer(&mut self, offered: Match) {
        let place = &mut self.places[offered.provider as usize];
        match self.found.get_mut(*place as usize) {
            Some(known) if known.provider == offered.provider => {
                if offered.best_first(known).is_lt() {
                    *known = offered;
                }
            }
            _ => {
                *place = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
                self.found.push(offered);
                if self.found.len() >= self.wanted * 2 + SPARE {
                    self.sort_out();
                }
            }
        }
    }

    /// Drops the providers that are not among those wanted.
    fn sort_out(&mut self) {
        let (_, last, _) = self.found.select_nth_unstable_by(self.wanted - 1, Match::best_first);
        self.floor = last.key;
        self.found.truncate(self.wanted);
        for (place, kept) in (0..).zip(&self.found) {
            self.places[kept.provider as usize] = place;
        }
    }

    /// The providers from the one after `first` to the one `behind`, best first.
    pub(in crate::search) fn page(&mut self, first: usize, behind: usize) -> &[Match] {
        let found = &mut self.found[..];
        let behind = behind.min(found.len());
        let first = first.min(behind);
        if behind < found.len() {
            found.select_nth_unstable_by(behind, Match::best_first);
        }
        let found = &mut found[..behind];
        if 0 < first && first < behind {
            found.select_nth_unstable_by(first, Match::best_first);
        }
        let page = &mut found[first..];
        page.sort_unstable_by(Match::best_first);
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_of_each_provider_come_first(
            keys in proptest::collection::vec((0..90_u32, 0..400_u64), 0..900),
            first in 0..30_usize,
            length in 1..12_usize,
        ) {
            let matches: Vec<Match> = (0..).zip(&keys)
                .map(|(document, (provider, key))| Match { key: *key, document, provider: *provider })
                .collect();
            let mut leaders = Leaders::default();
            // What an earlier search left behind must not matter.
            for wanted in [3, first + length] {
                leaders.begin(wanted, 90);
                for found in &matches {
                    if found.key >= leaders.floor() {
                        leaders.offer(*found);
                    }
                }
            }
            let mut plain = matches;
            plain.sort_by(Match::best_first);
            let mut seen = std::collections::HashSet::new();
            plain.retain(|found| seen.insert(found.provider));
            let documents = |found: &[Match]| found.iter().map(|found| found.document).collect::<Vec<_>>();
            let plain: Vec<Match> = plain.into_iter().skip(first).take(length).collect();
            prop_assert_eq!(documents(leaders.page(first, first + length)), documents(&plain));
        }
    }
}
