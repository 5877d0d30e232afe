//! The words of a search as terms of the index, with what each weighs in this state of it.

use tantivy::schema::{Field, IndexRecordOption, Term};

use crate::search::analysis;
use crate::search::error::SearchError;
use crate::search::ranking::WEIGHTS;
use crate::search::reading::{Reading, Work};
use crate::search::segments::schema::Fields;
use crate::search::segments::snapshot::Snapshot;

/// Letters from which a begun word is completed.
pub(in crate::search) const MIN_PREFIX: usize = 3;

/// One word of a search, ready to be looked for.
#[derive(Debug)]
pub(in crate::search) struct Lookup {
    /// Position of the word among those of the search, those that only order behind the others.
    position: usize,
    /// Bit of the word in what a listing is seen with.
    pub(in crate::search) bit: u16,
    /// Whether listings without it are passed over.
    pub(in crate::search) required: bool,
    pub(in crate::search) terms: Vec<WeightedTerm>,
    pub(in crate::search) prefix: Option<Prefix>,
    /// Listings that hold the word, at most.
    frequency: u64,
}

/// A term of one field.
#[derive(Debug)]
pub(in crate::search) struct WeightedTerm {
    pub(in crate::search) term: Term,
    pub(in crate::search) weight: f32,
    pub(in crate::search) record: IndexRecordOption,
}

/// The beginning of words of one field.
#[derive(Debug)]
pub(in crate::search) struct Prefix {
    pub(in crate::search) field: Field,
    pub(in crate::search) letters: String,
    pub(in crate::search) weight: f32,
}

impl Lookup {
    /// The same word looked for in one field at a time, with that field; the begun word stands last, with none.
    pub(in crate::search) fn apart(self) -> impl Iterator<Item = (Option<Field>, Self)> {
        let position = self.position;
        let alone =
            move |terms, prefix| Self { position, bit: 1, required: false, terms, prefix, frequency: 0 };
        let begun = self.prefix.map(|prefix| (None, alone(Vec::new(), Some(prefix))));
        self.terms
            .into_iter()
            .map(move |found| (Some(found.term.field()), alone(vec![found], None)))
            .chain(begun)
    }

    /// The position of the word among those of the search.
    pub(in crate::search) const fn position(&self) -> usize {
        self.position
    }
}

/// Bit of every word that only orders; the words that a listing must hold have lower ones.
pub(in crate::search) const ORDERS: u16 = 1 << 12;

/// The words of a search with their weights in this state of the index: the name that they are together, then those
/// that a listing must hold, rarest first, then those that only order.
pub(in crate::search) fn lookups(
    snapshot: &Snapshot,
    reading: &Reading,
    work: &mut Work,
) -> Result<Vec<Lookup>, SearchError> {
    let Reading { required, optional, name, .. } = reading;
    let mut lookups = Vec::with_capacity(required.len() + optional.len() + 1);
    for (words, orders) in [(required, false), (optional, true)] {
        for (at, word) in words.iter().enumerate() {
            let mut lookup = lookup(snapshot, word, at + 1 == words.len(), work)?;
            lookup.position = lookups.len();
            lookup.bit = if orders { ORDERS } else { 1 << at };
            lookup.required = !orders;
            lookups.push(lookup);
        }
    }
    lookups.sort_by_key(|lookup| (!lookup.required, lookup.frequency));
    if let Some(name) = name {
        let all = if required.is_empty() { ORDERS } else { (1 << required.len()) - 1 };
        lookups.insert(0, whole_name(snapshot, name, all)?);
    }
    Ok(lookups)
}

/// The provider called so has all the words at once, even written otherwise ("web atelier", "WebAtelier").
fn whole_name(snapshot: &Snapshot, name: &str, bit: u16) -> Result<Lookup, SearchError> {
    let term = Term::from_field_text(snapshot.fields.whole_name, name);
    let frequency = snapshot.searcher.doc_freq(&term)?;
    let weight = WEIGHTS.text.name * snapshot.rarity(frequency);
    let terms = vec![WeightedTerm { term, weight, record: IndexRecordOption::Basic }];
    Ok(Lookup { position: 0, bit, required: false, terms, prefix: None, frequency })
}

fn lookup(snapshot: &Snapshot, word: &str, is_last: bool, work: &mut Work) -> Result<Lookup, SearchError> {
    let Fields { name, title, body, word: word_field, .. } = snapshot.fields;
    let stem = analysis::stem(word);
    let text = &WEIGHTS.text;
    let places = [
        (name, word, text.name, IndexRecordOption::Basic),
        (title, stem, text.title, IndexRecordOption::Basic),
        (body, stem, text.body, IndexRecordOption::WithFreqs),
    ];
    let mut lookup = Lookup {
        position: 0,
        bit: 0,
        required: false,
        terms: Vec::with_capacity(3),
        prefix: None,
        frequency: 0,
    };
    work.terms += 1;
    for (field, text, weight, record) in places {
        let term = Term::from_field_text(field, text);
        let frequency = snapshot.searcher.doc_freq(&term)?;
        if frequency > 0 {
            lookup.frequency += frequency;
            lookup.terms.push(WeightedTerm { term, weight: weight * snapshot.rarity(frequency), record });
        }
    }
    if is_last && word.len() >= MIN_PREFIX {
        // A word that is known may still be the beginning of a name; one that is not may begin any word.
        let mut field = word_field;
        for (place, text, ..) in places {
            if snapshot.holds(place, text)? {
                field = name;
                break;
            }
        }
        let weight = text.prefix * snapshot.rarity(1);
        lookup.prefix = Some(Prefix { field, letters: word.to_owned(), weight });
        lookup.frequency += 1;
    }
    Ok(lookup)
}
