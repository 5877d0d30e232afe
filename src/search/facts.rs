//! The filterable facts of a listing, one bit each, so that filters and counts are mask operations.
//!
//! Two words describe a listing: its service types, by
//! [`ServiceType::index`](crate::domain::taxonomy::ServiceType::index), and its other facts, a run of bits for each
//! group of values. Their layout is part of the schema of the index.

use crate::domain::choice::Choice;
use crate::domain::listing::{
    Autonomy, Commitment, DeliveryMode, Listing, PricingModel, SetupDelay, Trade, VerificationLevel,
};
use crate::domain::query::Filters;
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
pub(super) const SEARCHABLE: u64 = 1 << 63;

pub(super) fn bit_of<G: Group>(value: G) -> u8 {
    G::FIRST_BIT + value.index()
}

pub(super) fn bit_of_need(need: Need) -> u8 {
    NEEDS + need.index()
}

fn mask_of<G: Group>(values: &[G]) -> u64 {
    values.iter().fold(0, |mask, value| mask | 1 << bit_of(*value))
}

fn group_mask<G: Group>() -> u64 {
    mask_of(G::ALL)
}

/// The service types of a listing as a mask.
pub(super) fn types_mask(listing: &Listing) -> u64 {
    listing.service_types.iter().fold(0, |mask, service| mask | 1 << service.index())
}

/// The other facts of a listing as a mask.
pub(super) fn facts_mask(listing: &Listing) -> u64 {
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

/// One chosen group: the bits that satisfy it and all the bits it counts.
#[derive(Debug, Clone, Copy, Default)]
struct Chosen {
    types: u64,
    facts: u64,
    counted_types: u64,
    counted_facts: u64,
}

/// Which counters a listing adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    /// Bits of the service types that it counts for.
    pub(super) types: u64,
    /// Bits of the facts that it counts for.
    pub(super) facts: u64,
    /// It passes every filter.
    pub(super) hit: bool,
}

/// Chosen filters as masks.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    groups: Vec<Chosen>,
}

impl Sieve {
    pub(super) fn new(filters: &Filters) -> Self {
        let mut sieve = Self::default();
        if !filters.types.is_empty() {
            let types = filters.types.iter().flat_map(|choice| choice.types());
            sieve.groups.push(Chosen {
                types: types.fold(0, |mask, service| mask | 1 << service.index()),
                facts: 0,
                counted_types: u64::MAX,
                counted_facts: Need::all().fold(0, |mask, need| mask | 1 << bit_of_need(need)),
            });
        }
        sieve.choose(&filters.commitment);
        sieve.choose(&filters.setup);
        sieve.choose(&filters.pricing);
        sieve.choose(&filters.autonomy);
        sieve.choose(&filters.mode);
        sieve.choose(&filters.trade);
        sieve.choose(&filters.level);
        sieve
    }

    fn choose<G: Group>(&mut self, values: &[G]) {
        if !values.is_empty() {
            self.groups.push(Chosen {
                facts: mask_of(values),
                counted_facts: group_mask::<G>(),
                ..Chosen::default()
            });
        }
    }

    /// What a listing counts for: everything when it passes all groups; when it fails exactly one,
    /// that group alone, because a group's counts ignore the group's own choice; else nothing.
    #[inline]
    pub(super) fn sift(&self, types: u64, facts: u64) -> Option<Counted> {
        let mut failed: Option<&Chosen> = None;
        for group in &self.groups {
            if types & group.types == 0 && facts & group.facts == 0 {
                if failed.is_some() {
                    return None;
                }
                failed = Some(group);
            }
        }
        Some(match failed {
            None => Counted { types, facts, hit: true },
            Some(group) => {
                Counted { types: types & group.counted_types, facts: facts & group.counted_facts, hit: false }
            }
        })
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

    #[test]
    fn a_listing_that_fails_one_group_counts_only_there() {
        let mut filters = Filters::default();
        filters.commitment.push(Commitment::None);
        filters.autonomy.push(Autonomy::Assisted);
        let sieve = Sieve::new(&filters);
        let year = mask_of(&[Commitment::Year]);
        let assisted = mask_of(&[Autonomy::Assisted]);
        let turnkey = mask_of(&[Autonomy::Turnkey]);
        assert_eq!(sieve.sift(1, year | assisted), Some(Counted { types: 0, facts: year, hit: false }));
        assert_eq!(sieve.sift(1, year | turnkey), None);
        assert!(sieve.sift(1, mask_of(&[Commitment::None]) | assisted).unwrap().hit);
    }
}
