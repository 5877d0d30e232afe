//! Devanture.

pub mod commands;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod search;
pub mod store;
pub mod workflow;
