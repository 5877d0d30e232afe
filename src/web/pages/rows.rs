//! Rows of facts: a question and its answer, or that nobody gave one.

use crate::i18n::Lang;

/// One fact of an offer or a provider.
pub(super) struct Row {
    pub(super) term: String,
    pub(super) value: Option<String>,
    /// Whether the term or the value are in the provider's own French words.
    pub(super) french: Words,
    pub(super) total: bool,
}

/// Which words of a row come from the provider.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// None of them.
    Ours,
    /// The term.
    Term,
    /// The value.
    Value,
}

impl Row {
    /// Answers a question, or says that nobody did.
    pub(super) fn new(term: &str, value: Option<String>) -> Self {
        Self { term: term.to_owned(), value, french: Words::Ours, total: false }
    }

    /// Answers a question with what the provider wrote.
    pub(super) fn quoting(term: &str, value: Option<&str>) -> Self {
        Self { french: Words::Value, ..Self::new(term, value.map(str::to_owned)) }
    }

    pub(super) fn has_french_term(&self) -> bool {
        self.french == Words::Term
    }

    pub(super) fn has_french_value(&self) -> bool {
        self.french == Words::Value
    }
}

/// Gathers the questions that nobody answered in one last row: what is known stays in sight, and the others
/// read as what one has to ask.
pub(super) fn gathered(rows: Vec<Row>, lang: Lang) -> Vec<Row> {
    let (mut known, unknown): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.value.is_some());
    match unknown.len() {
        0 | 1 => known.extend(unknown),
        _ => {
            let terms: Vec<_> = unknown.iter().map(|row| lang.lower_first(&row.term)).collect();
            known.push(Row::new(&lang.upper_first(lang.unknown()), listed(&terms)));
        }
    }
    known
}

/// Joins names by commas, because many hold an « et » of their own; an empty list is an unknown fact.
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
