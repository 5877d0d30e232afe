//! What the vetting desk says. A file for each of its rooms.

mod frame;
mod import_reasons;
mod imports;

#[cfg(test)]
pub(super) const ALL: &[&[(&str, &str)]] = &[frame::SENTENCES, imports::SENTENCES];
