//! The vetting desk, as those who work there meet it, on both engines.
#![expect(clippy::cognitive_complexity, reason = "each await counts as a branch, and a story has many")]

mod accounts;
mod audit;
mod case;
pub mod dashboard;
mod doctor;
mod imports;
mod login;
mod offer_pages;
mod offers;
mod queue;
mod reports;
mod team;
mod upkeep;
