//! How much a reading has looked at: the proof that hostile texts cost no more than others.

/// Counts of what was tried to understand a text and to find its words.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Words looked for in the index.
    pub terms: u32,
    /// Terms that begun words were completed to.
    pub completions: u32,
    /// Words that a correction was looked for.
    pub corrections: u32,
    /// Words compared with misspelt ones.
    pub candidates: u32,
    /// Runs of words looked up as names of places.
    pub spans: u32,
}
