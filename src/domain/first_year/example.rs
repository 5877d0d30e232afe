//! The shop that costs are worked out for.

use std::ops::RangeInclusive;

/// An example shop: how much it sells. Always within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    orders_per_month: u32,
    basket_cents: u32,
}

impl Example {
    /// Orders a month that an example may have.
    pub const ORDERS: RangeInclusive<u32> = 1..=10_000;
    /// Average basket that an example may have, in cents: 1 € to 10,000 €.
    pub const BASKET_CENTS: RangeInclusive<u32> = 100..=1_000_000;

    /// A shop with so many orders a month and such a basket in cents; what is out of bounds becomes the nearest bound.
    #[must_use]
    pub fn new(orders_per_month: u32, basket_cents: u32) -> Self {
        Self {
            orders_per_month: orders_per_month.clamp(*Self::ORDERS.start(), *Self::ORDERS.end()),
            basket_cents: basket_cents.clamp(*Self::BASKET_CENTS.start(), *Self::BASKET_CENTS.end()),
        }
    }

    /// Orders in a month.
    #[must_use]
    pub const fn orders_per_month(self) -> u32 {
        self.orders_per_month
    }

    /// What a customer pays on average, in cents.
    #[must_use]
    pub const fn basket_cents(self) -> u32 {
        self.basket_cents
    }

    /// Orders in some months.
    pub(super) fn orders(self, months: u32) -> u64 {
        u64::from(self.orders_per_month) * u64::from(months)
    }

    /// Sales of some months, in cents.
    pub(super) fn sales_cents(self, months: u32) -> u64 {
        self.orders(months) * u64::from(self.basket_cents)
    }
}

impl Default for Example {
    /// A small shop that begins to sell online: 40 orders a month of 35 €.
    fn default() -> Self {
        Self { orders_per_month: 40, basket_cents: 3_500 }
    }
}
