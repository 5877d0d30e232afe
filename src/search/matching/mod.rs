//! From words and filters to the best offers, counted: postings to points ([`scoring`], [`bm25`], [`terms`]), points to
//! [`candidates`], candidates through the [`sieve`] of filters and their [`facts`], hits in [`order`], of which the
//! [`leaders`] make a page. [`collect`](mod@collect) is the pass that holds it together; [`bit_set`] and
//! [`bit_counters`] are its tools.

pub(super) mod bit_counters;
pub(super) mod bit_set;
pub(super) mod bm25;
pub(super) mod candidates;
pub(super) mod collect;
pub mod facts;
pub(super) mod leaders;
pub(super) mod order;
pub(super) mod scoring;
pub(super) mod sieve;
pub(super) mod terms;
