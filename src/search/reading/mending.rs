//! Mending the misspelt words of a text.

use super::draft::Draft;
use super::prepositions::is_located;
use super::{Work, spelling};
use crate::search::SearchError;
use crate::search::segments::snapshot::Snapshot;

impl Draft<'_> {
    /// The text with its misspelt words mended, if it has some.
    pub(super) fn corrected(
        &self,
        snapshot: &Snapshot,
        work: &mut Work,
    ) -> Result<Option<String>, SearchError> {
        let mut text = String::with_capacity(self.text.len() + 8);
        let mut copied = 0;
        for (at, word) in self.words.iter().enumerate() {
            if word.start < copied || self.place_words.contains(&at) || self.doubtful.contains(&at) {
                continue;
            }
            if let Some((whole, end)) = self.joined(snapshot, at)? {
                text.push_str(&self.text[copied..word.start]);
                text.push_str(&whole);
                copied = end;
                continue;
            }
            let is_last = at + 1 == self.words.len();
            let may_be_place = self.place_words.is_empty() && (is_last || is_located(&self.words, at));
            let place = if may_be_place { spelling::misspelt_place(snapshot, &word.folded)? } else { None };
            if place.is_none() && spelling::is_known(snapshot, &word.folded)? {
                continue;
            }
            // The last word may not be finished.
            let mended = if is_last && snapshot.begins(snapshot.fields.word, &word.folded)? {
                place.map(str::to_owned)
            } else {
                spelling::mended(snapshot, &word.folded, place, work)?
            };
            if let Some(mended) = mended {
                text.push_str(&self.text[copied..word.start]);
                text.push_str(&mended);
                copied = word.end;
            }
        }
        text.push_str(&self.text[copied..]);
        Ok((copied > 0).then_some(text))
    }

    /// The word that a word makes with the next one, and where that one ends.
    fn joined(&self, snapshot: &Snapshot, at: usize) -> Result<Option<(String, usize)>, SearchError> {
        let next = at + 1;
        let Some(second) = self.words.get(next).filter(|_| !self.place_words.contains(&next)) else {
            return Ok(None);
        };
        let whole = spelling::joined(snapshot, &self.words[at].folded, &second.folded)?;
        Ok(whole.map(|whole| (whole, second.end)))
    }
}
