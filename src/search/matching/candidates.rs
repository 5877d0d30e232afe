//! The listings that a search looks at, and how well each fits its text.

use super::bit_set::BitSet;
use super::facts::Facts;
use super::scoring::Scratch;

/// Points that a listing has before its words.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct Base {
    /// Points of every listing.
    pub(in crate::search) every: f32,
    /// Points of listings of the services asked for.
    pub(in crate::search) services: Vec<ServicePoints>,
}

/// Points for being of one of some service types.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct ServicePoints {
    /// The service types, as a mask.
    pub(in crate::search) types: u64,
    /// Points for one of them.
    pub(in crate::search) any: f32,
    /// Points more when it is the main one of the listing.
    pub(in crate::search) main: f32,
}

impl Base {
    /// The points of a listing of these service types.
    #[inline]
    pub(in crate::search) fn of(&self, facts: Facts, main: u8) -> f32 {
        let mut points = self.every;
        for service in &self.services {
            // Without a branch, as nobody could foretell it; a listing is of its main type.
            points += if service.types & facts.types() != 0 { service.any } else { 0.0 };
            points += if service.types >> (main & 63) & 1 == 1 { service.main } else { 0.0 };
        }
        points
    }
}

/// The listings that a search looks at: those that hold its words, or every one when words only order.
pub(in crate::search) struct Candidates<'a> {
    /// Absent for every listing.
    matching: Option<&'a BitSet>,
    base: Base,
    scratch: &'a Scratch,
}

impl<'a> Candidates<'a> {
    /// Every listing: the points of its words come on top of others.
    pub(in crate::search) const fn every(base: Base, scratch: &'a Scratch) -> Self {
        Self { matching: None, base, scratch }
    }

    /// The listings that hold the words.
    pub(in crate::search) fn matching(scratch: &'a Scratch) -> Self {
        Self { matching: Some(scratch.matching()), base: Base::default(), scratch }
    }

    /// Whether no listing is left out.
    pub(in crate::search) const fn is_every(&self) -> bool {
        self.matching.is_none()
    }

    /// Those in a block of 64 documents.
    #[inline]
    pub(in crate::search) fn in_block(&self, block: usize) -> u64 {
        self.matching.map_or(u64::MAX, |matching| matching.word(block))
    }

    /// How well a listing of these service types fits the text.
    #[inline]
    pub(in crate::search) fn text(&self, document: u32, facts: Facts, main: u8) -> f32 {
        self.base.of(facts, main) + self.scratch.points(document)
    }
}
