//! An application as its author sends it: errors, doubled clicks, stale pages, forged fields, links, a listing taken over.

mod check;
mod claim;
mod doubled;
pub(crate) mod errors;
mod forged;
mod resume;
mod stale;
