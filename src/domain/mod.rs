//! What the directory is about: pure rules without I/O, async, clock or randomness.

pub mod territory;
pub mod text;
