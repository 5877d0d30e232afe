//! What a person may be typing: needs and service types, providers.
//!
//! Both lists are found by how words begin, in tables sorted by that, so that an answer costs no more than looking at
//! the few beginnings that match. Nothing is corrected here: the letters still to come would do it.

pub(super) mod needs;
pub(super) mod providers;

use super::analysis;
use super::words::first_characters;
use super::{Search, SearchError};
use crate::domain::taxonomy::{Text, TypeChoice};

pub use providers::ProviderSuggestion;

/// Most needs, and most providers, that are suggested.
const MAX_SUGGESTED: usize = 5;
/// Most words that are looked at; a text of more is no beginning of a name.
const MAX_WORDS: usize = 8;

/// What may be meant by a text that is being typed.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// Needs and service types, at most five.
    pub needs: Vec<NeedSuggestion>,
    /// Providers that shopkeepers may find, at most five.
    pub providers: Vec<ProviderSuggestion>,
}

/// A need or service type with a word that begins as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedSuggestion {
    /// What is suggested.
    pub choice: TypeChoice,
    /// The phrase that begins as typed, when it is not the label: a synonym, or the label in another language.
    pub matched: Option<&'static str>,
    /// Offers of it.
    pub offers: u32,
}

impl Search {
    /// Tells what a text typed so far may become; `label` picks the reader's language out of a label.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn suggest(&self, typed: &str, label: fn(Text) -> &'static str) -> Result<Suggestions, SearchError> {
        let words: Vec<String> =
            analysis::words(first_characters(typed)).into_iter().map(|word| word.folded).collect();
        if words.is_empty() || words.len() > MAX_WORDS {
            return Ok(Suggestions::default());
        }
        let snapshot = self.snapshot();
        Ok(Suggestions {
            needs: needs::beginning(&words, &snapshot.counts().facets, label),
            providers: providers::beginning(&words, &snapshot)?,
        })
    }
}
