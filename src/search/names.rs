//! The names a provider is found by: word by word, and whole.

use tantivy::schema::{Field, IndexRecordOption};

use super::analysis::{self, Word};
use super::error::SearchError;
use super::lookup::documents_with;
use super::matching::facts::Facts;
use super::matching::scoring::MAX_COMPLETIONS;
use super::matching::terms::MIN_PREFIX;
use super::segments::snapshot::Snapshot;
use crate::domain::provider::Provider;

/// The names and numbers of a provider, with a comma between them: words of two names make no compound.
pub(super) fn of(provider: &Provider) -> String {
    let names = [
        Some(provider.name.as_str()),
        provider.legal_name.as_ref().map(|name| name.as_str()),
        provider.website.as_ref().map(|site| site.host()),
        provider.siren.as_ref().map(|siren| siren.as_str()),
        provider.siret.as_ref().map(|siret| siret.as_str()),
    ];
    names.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The keys under which a provider is found whole: its name, its legal name and the host of its site without the
/// ending (`.fr`), each as [`analysis::whole_keys`] gives it.
pub(super) fn whole_keys(provider: &Provider) -> Vec<String> {
    let host = provider.website.as_ref().map(|site| site.host());
    let name = provider.name.as_str();
    // "Solocal (PagesJaunes)" is called either way.
    let (before, inside) = name.split_once(" (").unwrap_or_default();
    let names = [
        name,
        before,
        inside.trim_end_matches(')'),
        provider.legal_name.as_ref().map_or("", |name| name.as_str()),
        host.and_then(|host| host.rsplit_once('.')).map_or("", |(name, _)| name),
    ];
    let mut keys: Vec<String> = names
        .into_iter()
        .flat_map(|name| analysis::whole_keys(&analysis::searched(name)))
        .filter(|key| !key.is_empty())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

impl Snapshot {
    /// The key of the provider that these words, all together and nothing else, name; only one that shopkeepers may find.
    pub(super) fn provider_called(&self, words: &[Word]) -> Result<Option<String>, SearchError> {
        for key in analysis::whole_keys(words) {
            if !documents_with(self, self.fields.whole_name, &key, 1, Facts::is_searchable)?.is_empty() {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    /// Whether a word (or, when it is the last one, its completion) stands in names of providers and in no text: whoever
    /// types it means the name.
    pub(super) fn is_only_a_name(&self, word: &str, is_last: bool) -> Result<bool, SearchError> {
        let stem = analysis::stem(word);
        for field in [self.fields.title, self.fields.body] {
            if self.holds(field, stem)? {
                return Ok(false);
            }
        }
        Ok(self.holds(self.fields.name, word)? || (is_last && self.begins(self.fields.name, word)?))
    }

    /// Whether some word of the field, in a listing that shopkeepers may find, begins with these folded letters, at least
    /// [`MIN_PREFIX`] of them; as many words are looked at as a begun word is completed to.
    pub(super) fn begins(&self, field: Field, letters: &str) -> Result<bool, SearchError> {
        if letters.len() < MIN_PREFIX {
            return Ok(false);
        }
        for (segment, reader) in self.readers() {
            let index = reader.inverted_index(field)?;
            let mut terms = index.terms().range().ge(letters.as_bytes()).into_stream()?;
            let mut looked_at = 0;
            while looked_at < MAX_COMPLETIONS
                && terms.advance()
                && terms.key().starts_with(letters.as_bytes())
            {
                looked_at += 1;
                let postings = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                if segment.shows_one_of(postings) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
