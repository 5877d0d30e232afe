//! Devanture.
