//! What a listing is ordered by, in one number.

use std::sync::LazyLock;

use crate::domain::choice::Choice;
use crate::domain::query::{SearchQuery, Sort};
use crate::domain::territory::Closeness;
use crate::search::ranking::{OLDEST, WEIGHTS, score};
use crate::search::segments::columns::Row;
use crate::search::segments::schema::Traits;

/// The bits of a key that break ties.
pub(in crate::search) const TIES: u64 = 0xff_ffff;

/// The order that a search asks for.
pub(in crate::search) struct Order {
    sort: Sort,
    today: u32,
    near: [f32; 8],
    freshness: &'static [f32],
}

impl Order {
    pub(in crate::search) fn new(query: &SearchQuery) -> Self {
        let today = u32::try_from(query.today).unwrap_or(0);
        Self { sort: query.sort, today, near: *NEAR, freshness: &FRESHNESS }
    }

    /// The key of a listing but for its tie-break: 16 bits of primary order, 24 of score, 24 of nothing.
    ///
    /// `text` is what its words count, `reach` the code of how it reaches the place asked for.
    #[inline]
    pub(in crate::search) fn key(&self, row: &Row, text: f32, reach: u8) -> u64 {
        let near = self.near[usize::from(reach & 7)];
        let score = score(text, near + row.merit + self.freshness_of(row));
        let primary = match self.sort {
            Sort::Relevance => 0,
            Sort::Closest => u64::from(reach),
            Sort::Commitment => u64::from(Traits::UNKNOWN - row.commitment),
            Sort::SetupDelay => u64::from(Traits::UNKNOWN - row.setup),
            Sort::Recent => u64::from(row.updated),
        };
        // A positive float orders like its bits; the sign bit is free.
        primary << 48 | u64::from(score.to_bits() >> 7) << 24
    }

    /// What breaks ties, otherwise each day: the low 24 bits of a key.
    #[inline]
    pub(in crate::search) fn tie(&self, row: &Row) -> u64 {
        let salt = self.today.wrapping_mul(0x9e37_79b9);
        u64::from((row.tie ^ salt).wrapping_mul(0x85eb_ca6b) >> 8)
    }

    #[inline]
    fn freshness_of(&self, row: &Row) -> f32 {
        if row.updated == 0 {
            return 0.0;
        }
        let age = self.today.saturating_sub(u32::from(row.updated)) as usize;
        self.freshness.get(age).copied().unwrap_or(0.0)
    }
}

/// What freshness adds by age in days.
static FRESHNESS: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..OLDEST).map(|age| WEIGHTS.freshness(age)).collect());

/// What closeness adds, by reach code (see [`reach_code`](crate::search::segments::columns::reach_code)).
static NEAR: LazyLock<[f32; 8]> = LazyLock::new(|| {
    std::array::from_fn(|code| {
        let closeness = code.checked_sub(1).and_then(|index| Closeness::ALL.get(index));
        closeness.map_or(0.0, |closeness| WEIGHTS.closeness(*closeness))
    })
});
