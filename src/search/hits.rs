//! From matches to what a page shows of them.

use std::collections::HashMap;

use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::collect::Match;
use super::page::{Hit, Sibling};
use super::snapshot::Snapshot;
use super::words::Words;
use super::{SearchError, marks, schema};
use crate::domain::query::SearchQuery;
use crate::domain::record::Entry;

/// Other offers of a provider that its card names.
const MAX_SIBLINGS: usize = 3;

/// Builds the hits of a page from the matches it shows, out of all matches.
pub(super) fn hits(
    snapshot: &Snapshot,
    query: &SearchQuery,
    words: &Words,
    shown: &[Match],
    matches: &[Match],
) -> Result<Vec<Hit>, SearchError> {
    let mut others = siblings(shown, matches);
    shown
        .iter()
        .map(|found| {
            let entry = stored(snapshot, found.document)?;
            let others = others.remove(&found.provider).unwrap_or_default();
            let siblings = others.iter().take(MAX_SIBLINGS).map(|other| {
                let other = stored(snapshot, other.document)?;
                Ok(Sibling { slug: other.slug, title: other.listing.title.to_string() })
            });
            Ok(Hit {
                reach: query.place.and_then(|place| entry.listing.area.reach(place)),
                title_marks: marks::title_marks(entry.listing.title.as_str(), words),
                matched_types: marks::matched_types(&entry, &query.filters, words),
                matched_name: marks::matched_name(&entry, words),
                siblings: siblings.collect::<Result<_, SearchError>>()?,
                more_siblings: u32::try_from(others.len().saturating_sub(MAX_SIBLINGS)).unwrap_or(u32::MAX),
                entry,
            })
        })
        .collect()
}

/// The other matches of the providers shown, best first.
fn siblings(shown: &[Match], matches: &[Match]) -> HashMap<u32, Vec<Match>> {
    let mut others: HashMap<u32, Vec<Match>> =
        shown.iter().map(|found| (found.provider, Vec::new())).collect();
    for found in matches {
        if let Some(group) = others.get_mut(&found.provider)
            && !shown.iter().any(|best| best.document == found.document)
        {
            group.push(*found);
        }
    }
    for group in others.values_mut() {
        group.sort_unstable_by_key(|found| std::cmp::Reverse(found.key));
    }
    others
}

fn stored(snapshot: &Snapshot, document: u32) -> Result<Entry, SearchError> {
    let address = snapshot.address(document).ok_or_else(|| SearchError::corrupt(&"a hit out of bounds"))?;
    entry(snapshot, address)
}

/// The listing kept at an address.
pub(super) fn entry(snapshot: &Snapshot, address: DocAddress) -> Result<Entry, SearchError> {
    let document: TantivyDocument = snapshot.searcher.doc(address)?;
    let bytes = document.get_first(snapshot.fields.entry).and_then(|value| value.as_bytes());
    schema::decode(bytes.ok_or_else(|| SearchError::corrupt(&"a document without its listing"))?)
}
