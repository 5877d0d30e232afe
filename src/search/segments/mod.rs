//! What lies on disk and in memory: the [`schema`], the [`writer`] and [`open`], and one immutable [`snapshot`] for
//! searching, whose [`columns`], [`blocks`] and [`offers`] are laid out for the pass.

pub(super) mod blocks;
pub(super) mod columns;
pub(super) mod offers;
pub(super) mod open;
pub(super) mod schema;
pub(super) mod snapshot;
pub(super) mod writer;
