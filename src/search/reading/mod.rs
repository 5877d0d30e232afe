//! What typed words mean: a place, services, misspelt words, and words to look for.
//!
//! Nothing is guessed in secret: what is read is told in [`Understood`], where every choice can be taken back, and the
//! literal reading is always there.

mod concepts;
mod draft;
mod edits;
mod mending;
mod places;
mod prepositions;
mod spelling;
mod vocabulary;
mod work;

pub use work::Work;

use super::SearchError;
use super::analysis;
use super::matching::candidates::{Base, ServicePoints};
use super::page::Understood;
use super::ranking::WEIGHTS;
use super::segments::snapshot::Snapshot;
use super::words::{Words, first_characters};
use crate::domain::query::SearchQuery;
use crate::domain::taxonomy::TypeChoice;
use draft::Draft;

/// Words up to which a text is read; longer ones are searched as they stand.
const MAX_READ: usize = 24;

/// A search with its text understood.
#[derive(Debug)]
pub(super) struct Reading {
    /// The search that is made: with the place and the services read in the text, and the text without the place.
    pub(super) query: SearchQuery,
    /// All words but those of the place, for saying why a listing matches.
    pub(super) words: Words,
    /// Words that a listing must hold.
    pub(super) required: Words,
    /// Words that only bring the listings that hold them to the front.
    pub(super) optional: Words,
    /// The key of the name that the required words are together, when a provider is called so.
    pub(super) name: Option<String>,
    /// What is told to the visitor.
    pub(super) understood: Understood,
}

impl Reading {
    /// Points of a listing before its words: those of the services that the words name, else 1.
    pub(super) fn base(&self, snapshot: &Snapshot) -> Base {
        let text = &WEIGHTS.text;
        let mask = |choice: TypeChoice| choice.types().fold(0, |mask, service| mask | 1 << service.index());
        if self.optional.is_empty() {
            let types = self.query.filters.types.iter().fold(0, |all, choice| all | mask(*choice));
            let chosen = (types != 0).then_some(ServicePoints { types, any: 0.0, main: text.main });
            return Base { every: 1.0, services: chosen.into_iter().collect() };
        }
        let facets = &snapshot.counts().facets;
        let points = |choice: &TypeChoice| {
            let rarity = snapshot.rarity(u64::from(facets.of_choice(*choice)));
            ServicePoints { types: mask(*choice), any: text.concept * rarity, main: text.main * rarity }
        };
        Base { every: 0.0, services: self.query.filters.types.iter().map(points).collect() }
    }
}

/// Reads the text of a search.
pub(super) fn read(
    snapshot: &Snapshot,
    query: &SearchQuery,
    work: &mut Work,
) -> Result<Reading, SearchError> {
    let text = first_characters(&query.text);
    let words = analysis::searched(text);
    let as_it_stands = query.literal || words.is_empty() || words.len() > MAX_READ;
    let draft = Draft::new(query, text, words);
    let draft = if as_it_stands { draft } else { draft.read(snapshot, work)? };
    Ok(draft.finish())
}

/// Reads the text of a search without mending its words.
pub(super) fn read_as_spelt(
    snapshot: &Snapshot,
    query: &SearchQuery,
    work: &mut Work,
) -> Result<Reading, SearchError> {
    let text = first_characters(&query.text);
    Ok(Draft::new(query, text, analysis::searched(text)).read_as_spelt(snapshot, work)?.finish())
}
