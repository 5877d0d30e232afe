//! What the vetting desk says. A file for each of its rooms.

mod decide;
mod frame;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] = &[decide::SENTENCES, frame::SENTENCES];
