//! What a query string asks for. Reading one never fails; writing one is canonical, so that every state of a
//! search has one address.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::group::{ForEachGroup, Group, TYPE_KEY};
use super::place::Place;
use crate::domain::choice::Choice;
use crate::domain::query::{Filters, MAX_PAGE, MAX_TEXT, PER_PAGE, SearchQuery, Sort, push_new};
use crate::domain::taxonomy::TypeChoice;
use crate::domain::text::tidy;

/// Pairs of a query string that are read; the rest is ignored.
const MAX_PAIRS: usize = 200;

/// Characters that would end a value, start another part of an address or leave an attribute.
const IN_VALUE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A search as its address holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Params {
    /// Words asked for (`q`), tidied.
    pub text: String,
    /// Where the shop is (`place`).
    pub place: Place,
    /// Chosen filters.
    pub filters: Filters,
    /// Search the words as they stand (`literal=1`).
    pub literal: bool,
    /// Tell how each score came about (`explain=1`).
    pub explain: bool,
    /// Order (`sort`).
    pub sort: Option<Sort>,
    /// Page (`page`), from 1; 0 stands for none given.
    pub page: u32,
}

impl Params {
    /// Reads a query string: unknown keys and values are dropped, numbers clamped, texts cut.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        Self::parse_with(raw, Place::read)
    }

    /// Reads a query string, its place in a way of one's own: the first that is somewhere is taken.
    pub(super) fn parse_with(raw: &str, mut read_place: impl FnMut(&str) -> Place) -> Self {
        let mut params = Self::default();
        for (key, value) in form_urlencoded::parse(raw.as_bytes()).take(MAX_PAIRS) {
            match key.as_ref() {
                "q" if params.text.is_empty() => params.text = text_of(&value),
                "place" if params.place == Place::Anywhere => params.place = read_place(&text_of(&value)),
                TYPE_KEY => {
                    if let Some(choice) = TypeChoice::from_slug(&value) {
                        params.filters.choose_type(choice);
                    }
                }
                "sort" => params.sort = Sort::from_slug(&value).filter(|sort| *sort != Sort::Relevance),
                "literal" => params.literal = value == "1",
                "explain" => params.explain = value == "1",
                "page" => params.page = page_number(&value),
                key => ReadGroup { key, value: &value, filters: &mut params.filters }.visit_all(),
            }
        }
        // Without words there is nothing to take literally: one state, one address.
        params.literal &= !params.text.is_empty();
        params
    }

    /// Makes the search, as of a day given in days since 1970-01-01.
    #[must_use]
    pub fn search_query(&self, today: i32) -> SearchQuery {
        SearchQuery {
            text: self.text.clone(),
            place: self.place.territory(),
            filters: self.filters.clone(),
            literal: self.literal,
            explain: self.explain,
            sort: self.sort.unwrap_or(Sort::Relevance),
            page: self.page.clamp(1, MAX_PAGE),
            per_page: PER_PAGE,
            today,
        }
    }

    /// Writes the canonical query string, without the question mark; empty when nothing is asked for.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = Query(String::with_capacity(96));
        query.push("q", &self.text);
        self.place.with_value(|place| query.push("place", place));
        for choice in &self.filters.types {
            query.push(TYPE_KEY, choice.slug());
        }
        WriteGroups { filters: &self.filters, query: &mut query }.visit_all();
        if let Some(sort) = self.sort {
            query.push("sort", sort.slug());
        }
        if self.literal && !self.text.is_empty() {
            query.push("literal", "1");
        }
        if self.explain {
            query.push("explain", "1");
        }
        if self.page > 1 {
            query.push("page", &self.page.to_string());
        }
        query.0
    }

    /// Gives the same search on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// Gives the same search after a change, on its first page.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut params = self.on_page(0);
        change(&mut params);
        params
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.place == Place::Anywhere && self.filters.is_empty()
    }

    /// Lists the chosen filters as pairs of key and value, for hidden fields.
    #[must_use]
    pub fn chosen(&self) -> Vec<(&'static str, &'static str)> {
        let mut pairs: Vec<_> = self.filters.types.iter().map(|choice| (TYPE_KEY, choice.slug())).collect();
        ChosenPairs { filters: &self.filters, pairs: &mut pairs }.visit_all();
        pairs
    }
}

/// A query string under construction.
struct Query(String);

impl Query {
    fn push(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let separator = if self.0.is_empty() { "" } else { "&" };
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{separator}{key}={}", utf8_percent_encode(value, IN_VALUE));
    }
}

struct ReadGroup<'a> {
    key: &'a str,
    value: &'a str,
    filters: &'a mut Filters,
}

impl ForEachGroup for ReadGroup<'_> {
    fn visit<G: Group>(&mut self) {
        if self.key == G::KEY
            && let Some(value) = G::from_slug(self.value)
        {
            push_new(G::chosen_mut(self.filters), value);
        }
    }
}

struct WriteGroups<'a> {
    filters: &'a Filters,
    query: &'a mut Query,
}

impl ForEachGroup for WriteGroups<'_> {
    fn visit<G: Group>(&mut self) {
        for value in G::chosen(self.filters) {
            self.query.push(G::KEY, value.slug());
        }
    }
}

struct ChosenPairs<'a> {
    filters: &'a Filters,
    pairs: &'a mut Vec<(&'static str, &'static str)>,
}

impl ForEachGroup for ChosenPairs<'_> {
    fn visit<G: Group>(&mut self) {
        self.pairs.extend(G::chosen(self.filters).iter().map(|value| (G::KEY, value.slug())));
    }
}

/// Tidies what a person typed and keeps its first characters.
pub(super) fn text_of(value: &str) -> String {
    // The replacement character stands for bytes that were no text; nobody typed it.
    let text = tidy(&value.replace(char::REPLACEMENT_CHARACTER, ""));
    match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => text[..end].trim_end().to_owned(),
        None => text,
    }
}

/// Reads a page number; what is none is page 1, what is too large is the last page that is computed.
fn page_number(value: &str) -> u32 {
    let digits = value.trim();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return 0;
    }
    match digits.parse::<u32>().unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE) {
        1 => 0,
        page => page,
    }
}

#[cfg(test)]
mod tests;
