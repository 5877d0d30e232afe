//! Numbers that look random and are the same on every machine and every day.

/// SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, good enough to scatter made-up facts.
pub(crate) struct Random(u64);

impl Random {
    /// Starts a sequence; equal seeds give equal sequences.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Gives a number below `bound`, each as likely; 0 when the bound is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next()) * bound as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// Gives a number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Gives a number below `bound` by Zipf's law: rank 0 twice as often as rank 1, three times as often as rank 2.
    pub(crate) fn skewed(&mut self, bound: usize) -> usize {
        const FIRST: usize = 1_000_000;
        let sum = (1..=bound).map(|rank| FIRST / rank).sum();
        let mut left = self.below(sum);
        (1..bound).find(|rank| take(&mut left, FIRST / rank)).map_or(bound.saturating_sub(1), |rank| rank - 1)
    }

    /// Says yes `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Picks one value, each as likely.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, values: &[&'a T]) -> &'a T {
        values[self.below(values.len())]
    }

    /// Picks one value, the first ones far more often.
    pub(crate) fn pick_skewed<'a, T: ?Sized>(&mut self, values: &[&'a T]) -> &'a T {
        values[self.skewed(values.len())]
    }

    /// Picks a rank by weights; the sum of the weights must not be 0.
    pub(crate) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        weights.iter().position(|weight| take(&mut left, *weight)).unwrap_or_default()
    }

    /// Gives ten bytes.
    pub(crate) fn ten_bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next().to_le_bytes());
        bytes[8..].copy_from_slice(&self.next().to_le_bytes()[..2]);
        bytes
    }
}

/// Takes a weight off what is left; says whether that fell into the weight.
fn take(left: &mut usize, weight: usize) -> bool {
    let inside = *left < weight;
    *left = left.saturating_sub(weight);
    inside
}
