//! What the vetting desk says. A file for each of its rooms.

mod audit;
mod dashboard;
mod frame;

pub use audit::ACTIONS;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] = &[audit::SENTENCES, dashboard::SENTENCES, frame::SENTENCES];
