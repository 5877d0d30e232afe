//! Why a hit matches: the words in its title, its service types, the name of its provider, else words of its text.

use std::ops::Range;
use std::sync::LazyLock;

use super::analysis;
use super::segments::schema;
use super::words::Words;
use crate::domain::query::Filters;
use crate::domain::record::Entry;
use crate::domain::taxonomy::ServiceType;

/// Most words of a listing that are given as the reason why it matches.
const MAX_WORDS: usize = 3;

/// Folded words of the labels of each service type and of its need, by index.
static LABEL_WORDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let words = |service: ServiceType| {
        analysis::indexed(&schema::label_words(service))
            .into_iter()
            .filter(|word| !word.is_stop_word())
            .map(|word| word.folded)
            .collect()
    };
    ServiceType::all().map(words).collect()
});

/// Parts of the title that hold a word asked for, as byte ranges in order, none inside another.
pub(super) fn title_marks(title: &str, words: &Words) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut marks: Vec<Range<usize>> = Vec::new();
    let all = analysis::indexed(title);
    for (at, word) in all.iter().enumerate() {
        // A compound that is only begun is not marked: its part that begins so is.
        let is_compound = all.get(at + 1).is_some_and(|next| next.start < word.end);
        let matches = !word.is_stop_word()
            && (words.match_stem(&word.folded) || !is_compound && words.match_prefix(&word.folded));
        if matches && marks.last().is_none_or(|last| last.end <= word.start) {
            marks.push(word.start..word.end);
        }
    }
    marks
}

/// Service types of the listing that the filters or the words name.
pub(super) fn matched_types(entry: &Entry, filters: &Filters, words: &Words) -> Vec<ServiceType> {
    let chosen =
        |service: ServiceType| filters.types.iter().any(|choice| choice.types().any(|t| t == service));
    let named = |service: ServiceType| {
        LABEL_WORDS[usize::from(service.index())].iter().any(|label| words.match_stem(label))
    };
    entry
        .listing
        .service_types
        .iter()
        .copied()
        .filter(|service| chosen(*service) || named(*service))
        .collect()
}

/// Whether a word asked for stands in the name of the provider.
pub(super) fn matched_name(entry: &Entry, words: &Words) -> bool {
    !words.is_empty()
        && analysis::indexed(entry.provider.name.as_str())
            .iter()
            .any(|name| words.iter().any(|word| word == name.folded) || words.match_prefix(&name.folded))
}

/// Words of the title and the summary that match a word asked for, as they stand there, one of each family.
pub(super) fn matched_words(entry: &Entry, words: &Words) -> Vec<String> {
    let mut found: Vec<(String, &str)> = Vec::new();
    if words.is_empty() {
        return Vec::new();
    }
    for text in [entry.listing.title.as_str(), entry.listing.summary.as_str()] {
        for word in analysis::words(text) {
            let stem = analysis::stem(&word.folded);
            if found.len() < MAX_WORDS
                && !word.is_stop_word()
                && (words.match_stem(&word.folded) || words.match_prefix(&word.folded))
                && !found.iter().any(|(known, _)| known == stem)
            {
                found.push((stem.to_owned(), &text[word.start..word.end]));
            }
        }
    }
    found.into_iter().map(|(_, word)| word.to_owned()).collect()
}
