//! What the vetting desk says. A file for each of its rooms.

mod accounts;
mod frame;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] = &[accounts::SENTENCES, frame::SENTENCES];
