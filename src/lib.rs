//! Devanture.

pub mod domain;
pub mod i18n;
pub mod search;
pub mod store;
pub mod web;
