//! The facts of listings turned round: for each fact, which listings of a block of 64 have it.

use crate::search::matching::facts::{Facts, SEARCHABLE};

/// Listings in a block: as many as a word has bits.
pub(in crate::search) const BLOCK: usize = 64;

/// The facts of up to 64 listings: word `f` has a bit for each listing that has fact `f`.
///
/// A filter is then a few words or-ed together, for 64 listings at once.
#[derive(Debug)]
pub(in crate::search) struct Block([u64; 128]);

impl Block {
    /// Turns the facts of at most 64 listings round.
    pub(in crate::search) fn of(facts: &[Facts]) -> Self {
        let mut words = [0; 128];
        for (listing, facts) in facts.iter().take(BLOCK).enumerate() {
            for fact in facts.ones() {
                words[usize::from(fact)] |= 1 << listing;
            }
        }
        Self(words)
    }

    /// The listings that shopkeepers may find.
    #[inline]
    pub(in crate::search) const fn searchable(&self) -> u64 {
        self.0[64 + SEARCHABLE.trailing_zeros() as usize]
    }

    /// The listings that have one of the facts, given by their numbers below 128.
    #[inline]
    pub(in crate::search) fn with_any(&self, facts: &[u8]) -> u64 {
        facts.iter().fold(0, |any, fact| any | self.0[usize::from(fact & 127)])
    }
}
