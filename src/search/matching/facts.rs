//! The filterable facts of a listing, one bit each, so that filters and counts are mask operations.
//!
//! Two words describe a listing: its service types, by
//! [`ServiceType::index`](crate::domain::taxonomy::ServiceType::index), and its other facts, a run of bits for each
//! group of values. Their layout is part of the schema of the index.

use std::ops::{BitAnd, BitOr, BitXor};

use crate::domain::choice::Choice;
use crate::domain::listing::{
    Autonomy, Commitment, DeliveryMode, Listing, PricingModel, SetupDelay, Trade, VerificationLevel,
};
use crate::domain::taxonomy::Need;

/// A vocabulary that results are filtered by.
pub trait Group: Choice {
    /// First bit of the group in the word of facts.
    const FIRST_BIT: u8;
}

const NEEDS: u8 = 0;
impl Group for Commitment {
    const FIRST_BIT: u8 = 12;
}
impl Group for SetupDelay {
    const FIRST_BIT: u8 = 16;
}
impl Group for PricingModel {
    const FIRST_BIT: u8 = 22;
}
impl Group for Autonomy {
    const FIRST_BIT: u8 = 30;
}
impl Group for DeliveryMode {
    const FIRST_BIT: u8 = 34;
}
impl Group for Trade {
    const FIRST_BIT: u8 = 38;
}
impl Group for VerificationLevel {
    const FIRST_BIT: u8 = 52;
}

/// Set on listings that shopkeepers may find.
pub(in crate::search) const SEARCHABLE: u64 = 1 << 63;

pub(in crate::search) fn bit_of<G: Group>(value: G) -> u8 {
    G::FIRST_BIT + value.index()
}

pub(in crate::search) fn bit_of_need(need: Need) -> u8 {
    NEEDS + need.index()
}

pub(in crate::search) fn mask_of<G: Group>(values: &[G]) -> u64 {
    values.iter().fold(0, |mask, value| mask | 1 << bit_of(*value))
}

pub(in crate::search) fn group_mask<G: Group>() -> u64 {
    mask_of(G::ALL)
}

/// The service types of a listing as a mask.
pub(in crate::search) fn types_mask(listing: &Listing) -> u64 {
    listing.service_types.iter().fold(0, |mask, service| mask | 1 << service.index())
}

/// The other facts of a listing as a mask.
pub(in crate::search) fn facts_mask(listing: &Listing) -> u64 {
    let needs = listing.service_types.iter().fold(0, |mask, service| mask | 1 << bit_of_need(service.need()));
    let commitment = listing.commitment_months.map(Commitment::of_months);
    // An offer for every trade is an offer for each of them; work done either way is done both ways.
    let trades = if listing.trades.contains(&Trade::All) { Trade::ALL } else { &listing.trades };
    let modes = match listing.delivery_mode {
        Some(DeliveryMode::Both) => DeliveryMode::ALL,
        Some(DeliveryMode::Remote) => &[DeliveryMode::Remote],
        Some(DeliveryMode::OnSite) => &[DeliveryMode::OnSite],
        None => &[],
    };
    needs
        | mask_of(commitment.as_slice())
        | mask_of(listing.setup_delay.as_slice())
        | mask_of(&listing.pricing_model)
        | mask_of(listing.autonomy.as_slice())
        | mask_of(modes)
        | mask_of(trades)
        | mask_of(&[listing.verification_level])
        | if listing.status.is_searchable() { SEARCHABLE } else { 0 }
}

/// Everything that results are filtered by, of one listing or of a choice: the facts below 64 are service types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Facts([u64; 2]);

impl Facts {
    /// No fact.
    pub(in crate::search) const NONE: Self = Self([0; 2]);
    /// Every fact.
    pub(in crate::search) const ALL: Self = Self([u64::MAX; 2]);

    pub(in crate::search) const fn new(types: u64, others: u64) -> Self {
        Self([types, others])
    }

    /// The service types among them, as a mask.
    pub(in crate::search) const fn types(self) -> u64 {
        self.0[0]
    }

    /// Whether shopkeepers may find a listing with these facts.
    pub(in crate::search) const fn is_searchable(self) -> bool {
        self.0[1] & SEARCHABLE != 0
    }

    /// Whether a fact, by its number below 128, is among them.
    pub(in crate::search) const fn holds(self, fact: u8) -> bool {
        self.0[(fact / 64) as usize] >> (fact % 64) & 1 == 1
    }

    /// The numbers of the facts, below 128.
    pub(in crate::search) fn ones(self) -> impl Iterator<Item = u8> {
        (0..128_u8).filter(move |fact| self.holds(*fact))
    }
}

impl BitAnd for Facts {
    type Output = Self;

    #[inline]
    fn bitand(self, other: Self) -> Self {
        Self([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }
}

impl BitOr for Facts {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }
}

impl BitXor for Facts {
    type Output = Self;

    #[inline]
    fn bitxor(self, other: Self) -> Self {
        Self([self.0[0] ^ other.0[0], self.0[1] ^ other.0[1]])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_overlap() {
        let masks = [
            (1 << Need::all().len()) - 1,
            group_mask::<Commitment>(),
            group_mask::<SetupDelay>(),
            group_mask::<PricingModel>(),
            group_mask::<Autonomy>(),
            group_mask::<DeliveryMode>(),
            group_mask::<Trade>(),
            group_mask::<VerificationLevel>(),
            SEARCHABLE,
        ];
        let together = masks.iter().fold(0, |all, mask| all | mask);
        let apart: u32 = masks.iter().map(|mask: &u64| mask.count_ones()).sum();
        assert_eq!(together.count_ones(), apart);
    }
}
