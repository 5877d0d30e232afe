//! Amounts that may be a range, and may have no upper bound.

/// An amount in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Least, in cents.
    pub min_cents: u64,
    /// Most, in cents; absent when there is no upper bound.
    pub max_cents: Option<u64>,
}

/// The price of one thing in cents, or a share of sales in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// Least.
    pub min: u32,
    /// Most; absent when there is no upper bound.
    pub max: Option<u32>,
}

impl Price {
    /// A price that is known exactly.
    #[must_use]
    pub const fn exactly(price: u32) -> Self {
        Self { min: price, max: Some(price) }
    }

    /// What so many things cost.
    pub(super) fn times(self, times: u64) -> Amount {
        self.each(|price| u64::from(price).saturating_mul(times))
    }

    /// What a share of sales comes to, to the nearest cent.
    pub(super) fn share_of(self, sales_cents: u64) -> Amount {
        const WHOLE: u64 = 10_000;
        self.each(|share| u64::from(share).saturating_mul(sales_cents).saturating_add(WHOLE / 2) / WHOLE)
    }

    /// A range that ends below its start, which no vetted record holds, counts as its start.
    fn each(self, cents: impl Fn(u32) -> u64) -> Amount {
        let max = self.max.map(|max| max.max(self.min));
        Amount { min_cents: cents(self.min), max_cents: max.map(cents) }
    }
}

impl Amount {
    /// An amount that is known exactly.
    #[must_use]
    pub const fn exactly(cents: u64) -> Self {
        Self { min_cents: cents, max_cents: Some(cents) }
    }

    /// Both together; what is too large for a number stays the largest number.
    pub(super) fn plus(self, other: Self) -> Self {
        let both = |(a, b): (u64, u64)| a.saturating_add(b);
        Self {
            min_cents: both((self.min_cents, other.min_cents)),
            max_cents: self.max_cents.zip(other.max_cents).map(both),
        }
    }

    pub(super) const fn without_bound(self) -> Self {
        Self { max_cents: None, ..self }
    }

    pub(super) const fn starting_at_nothing(self) -> Self {
        Self { min_cents: 0, ..self }
    }
}
