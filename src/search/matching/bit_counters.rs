//! Counting many facts of many listings at once.

use super::facts::Facts;

/// Counts how many listings have each fact.
///
/// Carry-save adders turn sixteen listings into one carry, so that a listing costs about five logical
/// operations instead of one increment for each of its facts (Harley–Seal; Muła, Kurz & Lemire 2018).
#[derive(Debug)]
pub(in crate::search) struct BitCounters {
    waiting: [Facts; Self::BLOCK],
    filled: usize,
    /// Bit planes of the counters, lowest first.
    planes: [Facts; 32],
}

impl Default for BitCounters {
    fn default() -> Self {
        Self { waiting: [Facts::NONE; Self::BLOCK], filled: 0, planes: [Facts::NONE; 32] }
    }
}

impl BitCounters {
    const BLOCK: usize = 16;

    /// Counts the facts of listings.
    #[inline]
    pub(in crate::search) fn extend(&mut self, listings: impl Iterator<Item = Facts>) {
        let mut filled = self.filled;
        for facts in listings {
            self.waiting[filled] = facts;
            filled += 1;
            if filled == Self::BLOCK {
                self.add_block();
                filled = 0;
            }
        }
        self.filled = filled;
    }

    #[inline(never)]
    fn add_block(&mut self) {
        let [mut ones, mut twos, mut fours, mut eights, ..] = self.planes;
        let mut carries = [Facts::NONE; 8];
        for (carry, pair) in carries.iter_mut().zip(self.waiting.chunks_exact(2)) {
            *carry = full_add(&mut ones, pair[0], pair[1]);
        }
        let carries: [Facts; 4] =
            std::array::from_fn(|i| full_add(&mut twos, carries[2 * i], carries[2 * i + 1]));
        let carries: [Facts; 2] =
            std::array::from_fn(|i| full_add(&mut fours, carries[2 * i], carries[2 * i + 1]));
        let sixteens = full_add(&mut eights, carries[0], carries[1]);
        self.planes[..4].copy_from_slice(&[ones, twos, fours, eights]);
        ripple(&mut self.planes[4..], sixteens);
    }

    /// The counters, by number of the fact.
    pub(in crate::search) fn totals(mut self) -> [u32; 128] {
        for facts in &self.waiting[..self.filled] {
            ripple(&mut self.planes, *facts);
        }
        let mut totals = [0; 128];
        for (power, plane) in self.planes.iter().enumerate() {
            for fact in plane.ones() {
                totals[usize::from(fact)] |= 1 << power;
            }
        }
        totals
    }
}

/// Adds two words to a plane and gives the carry, bit by bit.
#[inline]
fn full_add(plane: &mut Facts, a: Facts, b: Facts) -> Facts {
    let half = *plane ^ a;
    let carry = (*plane & a) | (half & b);
    *plane = half ^ b;
    carry
}

/// Adds a word to planes, lowest first.
fn ripple(planes: &mut [Facts], word: Facts) {
    let mut carry = word;
    for plane in planes {
        let sum = *plane ^ carry;
        carry = carry & *plane;
        *plane = sum;
        if carry == Facts::NONE {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bit_counters_count_like_a_plain_loop(words in proptest::collection::vec(any::<[u64; 2]>(), 0..300)) {
            let mut counters = BitCounters::default();
            let (first, second) = words.split_at(words.len() / 3);
            for part in [first, second] {
                counters.extend(part.iter().map(|[types, others]| Facts::new(*types, *others)));
            }
            let plain: [u32; 128] = std::array::from_fn(|bit| {
                words.iter().map(|word| u32::from(word[bit / 64] >> (bit % 64) & 1 == 1)).sum()
            });
            prop_assert_eq!(counters.totals(), plain);
        }
    }
}
