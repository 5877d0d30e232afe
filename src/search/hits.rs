//! From matches to what a page shows of them.

use tantivy::DocAddress;
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};

use super::matching::leaders::Match;
use super::page::{Hit, Sibling};
use super::segments::schema;
use super::segments::snapshot::Snapshot;
use super::words::Words;
use super::{SearchError, marks};
use crate::domain::query::SearchQuery;
use crate::domain::record::Entry;

/// Other offers of a provider that its card names.
const MAX_SIBLINGS: usize = 3;

/// One provider on a page: its best match, and its others, best first.
pub(super) struct Shown {
    pub(super) best: Match,
    pub(super) others: Vec<Match>,
}

/// Builds the hits of a page from what it shows.
pub(super) fn hits(
    snapshot: &Snapshot,
    query: &SearchQuery,
    words: &Words,
    shown: &[Shown],
) -> Result<Vec<Hit>, SearchError> {
    shown
        .iter()
        .map(|Shown { best: found, others }| {
            let entry = entry(snapshot, address(snapshot, found.document)?)?;
            let siblings = others.iter().take(MAX_SIBLINGS).map(|other| {
                let json = kept(snapshot, address(snapshot, other.document)?)?;
                let (slug, title) = schema::decode_heading(&json)?;
                Ok(Sibling { slug, title })
            });
            let matched_types = marks::matched_types(&entry, &query.filters, words);
            let matched_name = marks::matched_name(&entry, words);
            let said = matched_name || !matched_types.is_empty();
            Ok(Hit {
                reach: query.place.and_then(|place| snapshot.area(found.document)?.reach(place)),
                title_marks: marks::title_marks(entry.listing.title.as_str(), words),
                matched_types,
                matched_name,
                matched_words: if said { Vec::new() } else { marks::matched_words(&entry, words) },
                siblings: siblings.collect::<Result<_, SearchError>>()?,
                more_siblings: u32::try_from(others.len().saturating_sub(MAX_SIBLINGS)).unwrap_or(u32::MAX),
                explanation: None,
                entry,
            })
        })
        .collect()
}

fn address(snapshot: &Snapshot, document: u32) -> Result<DocAddress, SearchError> {
    snapshot.address(document).ok_or_else(|| SearchError::corrupt(&"a hit out of bounds"))
}

/// The listing kept at an address.
pub(super) fn entry(snapshot: &Snapshot, address: DocAddress) -> Result<Entry, SearchError> {
    schema::decode(&kept(snapshot, address)?)
}

fn kept(snapshot: &Snapshot, address: DocAddress) -> Result<String, SearchError> {
    Ok(snapshot.searcher.doc::<Kept>(address)?.0)
}

/// The one stored field of a document, read without going through tantivy's general document.
struct Kept(String);

impl DocumentDeserialize for Kept {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut document: D) -> Result<Self, DeserializeError> {
        match document.next_field()? {
            Some((_, json)) => Ok(Self(json)),
            None => Err(DeserializeError::custom("a document without its listing")),
        }
    }
}
