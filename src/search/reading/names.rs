//! What the dictionary of the index says of a word: whether it stands in names only, whether it is the beginning of one.

use tantivy::schema::{Field, Term};

use crate::search::SearchError;
use crate::search::analysis::{self, Word};
use crate::search::scoring::MIN_PREFIX;
use crate::search::snapshot::Snapshot;

/// Whether a word (or, when it is the last one, its completion) stands in names of providers and in no text: whoever
/// types it means the name.
pub(super) fn is_only_a_name(snapshot: &Snapshot, word: &Word, is_last: bool) -> Result<bool, SearchError> {
    let fields = snapshot.fields;
    let stem = analysis::stem(&word.folded);
    for field in [fields.title, fields.body] {
        if snapshot.searcher.doc_freq(&Term::from_field_text(field, stem))? > 0 {
            return Ok(false);
        }
    }
    Ok(snapshot.searcher.doc_freq(&Term::from_field_text(fields.name, &word.folded))? > 0
        || (is_last && begins(snapshot, fields.name, &word.folded)?))
}

/// Whether some word of the field begins with these folded letters, at least [`MIN_PREFIX`] of them.
pub(super) fn begins(snapshot: &Snapshot, field: Field, letters: &str) -> Result<bool, SearchError> {
    if letters.len() < MIN_PREFIX {
        return Ok(false);
    }
    for segment in snapshot.searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(letters.as_bytes()).into_stream()?;
        if terms.advance() && terms.key().starts_with(letters.as_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}
