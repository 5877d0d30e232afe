//! What the vetting desk says. A file for each of its rooms.

mod case;
mod decide;
mod frame;
mod queue;
mod reports;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] =
    &[case::SENTENCES, decide::SENTENCES, frame::SENTENCES, queue::SENTENCES, reports::SENTENCES];
