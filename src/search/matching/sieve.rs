//! Chosen filters, and what each would give if its own choice were another.

use super::facts::{Facts, Group, bit_of_need, group_mask, mask_of};
use crate::domain::query::Filters;
use crate::domain::taxonomy::Need;
use crate::search::segments::blocks::Block;

/// Groups of filters: the service types and seven others.
pub(in crate::search) const GROUPS: usize = 8;

/// One group of which something is chosen.
#[derive(Debug, Clone)]
pub(in crate::search) struct Chosen {
    /// Numbers of the facts of which a listing must have one.
    wanted: Vec<u8>,
    /// The facts that the group counts.
    pub(in crate::search) counted: Facts,
}

/// Chosen filters.
#[derive(Debug, Default)]
pub(in crate::search) struct Sieve {
    groups: Vec<Chosen>,
}

impl Sieve {
    pub(in crate::search) fn new(filters: &Filters) -> Self {
        let mut sieve = Self::default();
        if !filters.types.is_empty() {
            let types = filters.types.iter().flat_map(|choice| choice.types());
            let wanted = types.fold(0, |mask, service| mask | 1 << service.index());
            let needs = Need::all().fold(0, |mask, need| mask | 1 << bit_of_need(need));
            sieve.push(Facts::new(wanted, 0), Facts::new(u64::MAX, needs));
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
            self.push(Facts::new(0, mask_of(values)), Facts::new(0, group_mask::<G>()));
        }
    }

    fn push(&mut self, wanted: Facts, counted: Facts) {
        self.groups.push(Chosen { wanted: wanted.ones().collect(), counted });
    }

    /// The groups of which something is chosen, at most [`GROUPS`].
    pub(in crate::search) fn groups(&self) -> &[Chosen] {
        &self.groups
    }

    /// Those of the candidates in a block that pass all groups: they count for everything. Into `misses`, by group,
    /// come those that fail it alone: they count for that group, because its counts ignore its own choice.
    #[inline]
    pub(in crate::search) fn sift(&self, block: &Block, candidates: u64, misses: &mut [u64; GROUPS]) -> u64 {
        let (mut passed, mut failed_once) = (candidates, 0);
        for (group, fails) in self.groups.iter().zip(misses.iter_mut()) {
            *fails = !block.with_any(&group.wanted);
            failed_once = (failed_once & !*fails) | (passed & *fails);
            passed &= !*fails;
        }
        misses.iter_mut().for_each(|fails| *fails &= failed_once);
        passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::{Autonomy, Commitment};

    #[test]
    fn a_listing_that_fails_one_group_counts_only_there() {
        let mut filters = Filters::default();
        filters.commitment.push(Commitment::None);
        filters.autonomy.push(Autonomy::Assisted);
        let year = mask_of(&[Commitment::Year]);
        let assisted = mask_of(&[Autonomy::Assisted]);
        let turnkey = mask_of(&[Autonomy::Turnkey]);
        let listings = [year | assisted, year | turnkey, mask_of(&[Commitment::None]) | assisted];
        let block = Block::of(&listings.map(|others| Facts::new(1, others)));
        let mut misses = [0; GROUPS];
        assert_eq!(Sieve::new(&filters).sift(&block, 0b111, &mut misses), 0b100);
        assert_eq!(misses, [0b001, 0, 0, 0, 0, 0, 0, 0]);
    }
}
