//! Sets of small numbers, 64 to a word.

/// A set of numbers below a bound.
#[derive(Debug, Default)]
pub(in crate::search) struct BitSet(Vec<u64>);

impl BitSet {
    /// Makes it the empty set of numbers below `bound`.
    pub(in crate::search) fn clear(&mut self, bound: usize) {
        self.0.clear();
        self.0.resize(bound.div_ceil(64), 0);
    }

    /// The words of the set, each with the numbers of one block of 64.
    pub(in crate::search) fn words(&self) -> &[u64] {
        &self.0
    }

    /// The words of the set, each with the numbers of one block of 64.
    pub(in crate::search) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.0
    }

    /// One word of the set, by the number of its block; empty beyond the bound.
    #[inline]
    pub(in crate::search) fn word(&self, block: usize) -> u64 {
        self.0.get(block).copied().unwrap_or(0)
    }

    /// Whether a number is in the set.
    pub(in crate::search) fn contains(&self, number: u32) -> bool {
        self.word(number as usize / 64) >> (number % 64) & 1 == 1
    }

    /// The first number in the set that is not below `from`.
    pub(in crate::search) fn next(&self, from: usize) -> Option<usize> {
        let (block, bit) = (from / 64, from % 64);
        let rest = self.0.get(block)? >> bit;
        if rest != 0 {
            return Some(from + rest.trailing_zeros() as usize);
        }
        let further = self.0[block + 1..].iter().position(|word| *word != 0)?;
        let block = block + 1 + further;
        Some(block * 64 + self.0[block].trailing_zeros() as usize)
    }

    /// How many numbers are in the set.
    pub(in crate::search) fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// The positions of the set bits of a word, lowest first.
#[inline]
pub(in crate::search) fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if word == 0 {
            return None;
        }
        let lowest = word.trailing_zeros() as usize;
        word &= word - 1;
        Some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_finds_its_next_number() {
        let mut set = BitSet::default();
        set.clear(200);
        for number in [3_usize, 64, 190] {
            set.words_mut()[number / 64] |= 1 << (number % 64);
        }
        let walk = |from| set.next(from);
        assert_eq!(
            [walk(0), walk(3), walk(4), walk(65), walk(191)],
            [Some(3), Some(3), Some(64), Some(190), None]
        );
        assert_eq!((set.len(), set.next(10_000)), (3, None));
        assert!(set.contains(190) && !set.contains(189) && !set.contains(10_000));
        assert_eq!(ones(0b1010_0001).collect::<Vec<_>>(), [0, 5, 7]);
    }
}
