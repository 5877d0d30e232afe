//! Devanture.

pub mod domain;
