//! Listings and providers by their slugs.

use tantivy::columnar::StrColumn;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocAddress, DocSet, TERMINATED};

use super::hits::entry;
use super::matching::facts::Facts;
use super::segments::snapshot::Snapshot;
use super::{Search, SearchError};
use crate::domain::ids::Slug;
use crate::domain::record::Entry;

/// Offers of one provider that its page shows.
const MAX_OFFERS: usize = 200;

impl Search {
    /// The listing with this slug, whatever its status; unclaimed ones only where they are shown.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn listing(&self, slug: &Slug) -> Result<Option<Entry>, SearchError> {
        let snapshot = self.snapshot();
        let found = documents_with(&snapshot, snapshot.fields.slug, slug.as_str(), 1, |_| true)?;
        let entry = found.first().map(|address| entry(&snapshot, *address)).transpose()?;
        Ok(entry.filter(|entry| self.shows_unclaimed() || entry.listing.verification_level.is_claimed()))
    }

    /// The listings of a provider that shopkeepers may find, at most 200; empty when there is none.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn provider(&self, slug: &Slug) -> Result<Vec<Entry>, SearchError> {
        let snapshot = self.snapshot();
        let field = snapshot.fields.provider_slug;
        let found = documents_with(&snapshot, field, slug.as_str(), MAX_OFFERS, Facts::is_searchable)?;
        let mut entries =
            found.into_iter().map(|address| entry(&snapshot, address)).collect::<Result<Vec<_>, _>>()?;
        entries.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(entries)
    }

    /// Slugs of the listings that shopkeepers may find, with their providers', in the order of the index.
    ///
    /// # Errors
    /// The index on disk cannot be read.
    pub fn slugs(&self, offset: usize, limit: usize) -> Result<Vec<(Slug, Slug)>, SearchError> {
        let snapshot = self.snapshot();
        let mut found = Vec::new();
        let mut passed = 0;
        for (segment, reader) in snapshot.readers() {
            let column = |name| -> Result<_, SearchError> {
                reader.fast_fields().str(name)?.ok_or_else(|| SearchError::corrupt(&"no column of slugs"))
            };
            let (listings, providers) = (column("slug")?, column("provider_slug")?);
            for (doc, facts) in (0_u32..).zip(&segment.columns.facts) {
                if !facts.is_searchable() {
                    continue;
                }
                passed += 1;
                if passed > offset && found.len() < limit {
                    found.push((slug_in(&listings, doc)?, slug_in(&providers, doc)?));
                }
            }
        }
        Ok(found)
    }
}

/// Addresses of at most `limit` live and `wanted` documents that hold exactly this text in an untokenised field.
pub(super) fn documents_with(
    snapshot: &Snapshot,
    field: Field,
    text: &str,
    limit: usize,
    wanted: impl Fn(Facts) -> bool,
) -> Result<Vec<DocAddress>, SearchError> {
    let term = Term::from_field_text(field, text);
    let mut found = Vec::new();
    for (ordinal, (segment, reader)) in (0_u32..).zip(snapshot.readers()) {
        let index = reader.inverted_index(field)?;
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        let mut doc = postings.doc();
        while doc != TERMINATED && found.len() < limit {
            if !reader.is_deleted(doc) && wanted(segment.columns.facts[doc as usize]) {
                found.push(DocAddress::new(ordinal, doc));
            }
            doc = postings.advance();
        }
    }
    Ok(found)
}

fn slug_in(column: &StrColumn, doc: u32) -> Result<Slug, SearchError> {
    let ordinal =
        column.term_ords(doc).next().ok_or_else(|| SearchError::corrupt(&"a listing without slug"))?;
    let mut slug = String::new();
    column.ord_to_str(ordinal, &mut slug)?;
    Slug::try_from(slug).map_err(|error| SearchError::corrupt(&error))
}
