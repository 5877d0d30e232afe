//! The vetting desk, as those who work there meet it, on both engines.
#![expect(clippy::cognitive_complexity, reason = "each await counts as a branch, and a story has many")]

mod accounts;
mod appeal;
mod audit;
mod case;
mod conflict;
pub mod dashboard;
mod deciding;
mod decisions;
mod doctor;
mod every_write;
mod fair;
mod four_eyes;
mod imports;
mod login;
mod merge;
mod merge_letter;
mod offer_pages;
mod offers;
mod queue;
mod reports;
mod team;
mod upkeep;
