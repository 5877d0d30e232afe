//! What the directory is about: pure rules, no input or output, no clock, no randomness.

pub mod access;
pub mod application;
pub mod area_typed;
pub mod check;
pub mod choice;
pub mod delivery;
pub mod email;
pub mod empty_search;
pub mod first_year;
pub mod form;
pub mod ids;
pub mod lang;
pub mod letter;
pub mod listing;
pub mod logo;
pub mod prose;
pub mod provider;
pub mod public_row;
pub mod query;
pub mod record;
pub mod rules;
pub mod siren;
pub mod taxonomy;
pub mod territory;
pub mod text;
