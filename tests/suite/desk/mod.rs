//! The vetting desk, as those who work there meet it, on both engines.

mod audit;
mod case;
pub mod dashboard;
mod doctor;
mod imports;
mod queue;
mod upkeep;
