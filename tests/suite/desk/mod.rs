//! The vetting desk, as those who work there meet it, on both engines.

mod accounts;
mod audit;
mod case;
pub mod dashboard;
mod doctor;
mod imports;
mod login;
mod merge;
mod offer_pages;
mod offers;
mod queue;
mod reports;
mod team;
mod upkeep;
