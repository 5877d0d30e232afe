//! The listings that a search looks at, and how well each fits its text.

use super::bit_set::BitSet;
use super::scoring::Scratch;

/// Points that a listing has before its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    /// Points of every listing.
    pub(super) every: f32,
    /// Points more for listings whose main service type is one of `types`.
    pub(super) main: f32,
    /// Service types, as a mask.
    pub(super) types: u64,
}

impl Base {
    /// The same points for all.
    pub(super) const fn flat(points: f32) -> Self {
        Self { every: points, main: 0.0, types: 0 }
    }

    /// The points of a listing with this main service type.
    #[inline]
    pub(super) fn of(&self, main: u8) -> f32 {
        if self.types >> (main & 63) & 1 == 1 { self.every + self.main } else { self.every }
    }
}

/// The listings that a search looks at: those that hold its words, or every one when words only order.
pub(super) struct Candidates<'a> {
    /// Absent for every listing.
    matching: Option<&'a BitSet>,
    base: Base,
    scratch: &'a Scratch,
}

impl<'a> Candidates<'a> {
    /// Every listing: the points of its words come on top of others.
    pub(super) const fn every(base: Base, scratch: &'a Scratch) -> Self {
        Self { matching: None, base, scratch }
    }

    /// The listings that hold the words.
    pub(super) fn matching(scratch: &'a Scratch) -> Self {
        Self { matching: Some(scratch.matching()), base: Base::flat(0.0), scratch }
    }

    /// Whether no listing is left out.
    pub(super) const fn is_every(&self) -> bool {
        self.matching.is_none()
    }

    /// Those in a block of 64 documents.
    #[inline]
    pub(super) fn in_block(&self, block: usize) -> u64 {
        self.matching.map_or(u64::MAX, |matching| matching.word(block))
    }

    /// How well a listing with this main service type fits the text.
    #[inline]
    pub(super) fn text(&self, document: u32, main: u8) -> f32 {
        self.base.of(main) + self.scratch.points(document)
    }
}
