//! Counting many facts of many listings at once.

/// Counts set bits by position over many words, 64 counters at once.
///
/// Carry-save adders turn sixteen words into one carry, so that a word costs about five logical
/// operations instead of one increment for each set bit (Harley–Seal; Muła, Kurz & Lemire 2018).
#[derive(Debug, Default)]
pub(super) struct BitCounters {
    waiting: [u64; Self::BLOCK],
    filled: usize,
    /// Bit planes of the counters, lowest first.
    planes: [u64; 32],
}

impl BitCounters {
    const BLOCK: usize = 16;

    #[inline]
    pub(super) fn add(&mut self, word: u64) {
        self.waiting[self.filled] = word;
        self.filled += 1;
        if self.filled == Self::BLOCK {
            self.add_block();
            self.filled = 0;
        }
    }

    fn add_block(&mut self) {
        let [mut ones, mut twos, mut fours, mut eights, ..] = self.planes;
        let mut carries = [0_u64; 8];
        for (carry, pair) in carries.iter_mut().zip(self.waiting.chunks_exact(2)) {
            *carry = full_add(&mut ones, pair[0], pair[1]);
        }
        let carries: [u64; 4] =
            std::array::from_fn(|i| full_add(&mut twos, carries[2 * i], carries[2 * i + 1]));
        let carries: [u64; 2] =
            std::array::from_fn(|i| full_add(&mut fours, carries[2 * i], carries[2 * i + 1]));
        let sixteens = full_add(&mut eights, carries[0], carries[1]);
        self.planes[..4].copy_from_slice(&[ones, twos, fours, eights]);
        ripple(&mut self.planes[4..], sixteens);
    }

    /// The counters, by position of their bit.
    pub(super) fn totals(mut self) -> [u32; 64] {
        for word in &self.waiting[..self.filled] {
            ripple(&mut self.planes, *word);
        }
        std::array::from_fn(|bit| {
            self.planes
                .iter()
                .enumerate()
                .fold(0, |total, (power, plane)| total | u32::from(plane >> bit & 1 == 1) << power)
        })
    }
}

/// Adds two words to a plane and gives the carry, bit by bit.
#[inline]
const fn full_add(plane: &mut u64, a: u64, b: u64) -> u64 {
    let half = *plane ^ a;
    let carry = (*plane & a) | (half & b);
    *plane = half ^ b;
    carry
}

/// Adds a word to planes, lowest first.
fn ripple(planes: &mut [u64], word: u64) {
    let mut carry = word;
    for plane in planes {
        let sum = *plane ^ carry;
        carry &= *plane;
        *plane = sum;
        if carry == 0 {
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
        fn bit_counters_count_like_a_plain_loop(words in proptest::collection::vec(any::<u64>(), 0..300)) {
            let mut counters = BitCounters::default();
            words.iter().for_each(|word| counters.add(*word));
            let plain: [u32; 64] = std::array::from_fn(|bit| {
                words.iter().map(|word| u32::from(word >> bit & 1 == 1)).sum()
            });
            prop_assert_eq!(counters.totals(), plain);
        }
    }
}
