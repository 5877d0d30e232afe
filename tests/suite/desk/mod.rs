//! The vetting desk, as those who work there meet it, on both engines.

mod case;
mod queue;
mod reports;
