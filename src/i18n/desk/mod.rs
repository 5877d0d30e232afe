//! What the vetting desk says. A file for each of its rooms.

mod case;
mod decide;
mod audit;
mod dashboard;
mod frame;
mod queue;

pub use audit::ACTIONS;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] =
    &[case::SENTENCES, decide::SENTENCES, frame::SENTENCES, queue::SENTENCES];
pub(super) const ALL: &[&[(&str, &str)]] = &[audit::SENTENCES, dashboard::SENTENCES, frame::SENTENCES];
