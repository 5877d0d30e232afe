//! The groups of filters beside the results, with counts.

use super::group::{ForEachGroup, Group, TYPE_KEY};
use crate::domain::query::Filters;
use crate::domain::taxonomy::{Need, TypeChoice};
use crate::i18n::Lang;
use crate::search::Facets;

/// Rows of a group that are shown at once; the rest unfolds.
const SHOWN: usize = 6;

/// A group of filters.
pub(super) struct FilterGroup {
    pub(super) title: &'static str,
    pub(super) key: &'static str,
    rows: Vec<Row>,
}

/// A value that can be ticked.
pub(super) struct Row {
    pub(super) value: &'static str,
    pub(super) label: &'static str,
    pub(super) count: String,
    pub(super) chosen: bool,
    pub(super) children: Vec<Row>,
}

impl FilterGroup {
    /// Gives the rows shown at once.
    pub(super) fn first(&self) -> &[Row] {
        &self.rows[..self.rows.len().min(SHOWN)]
    }

    /// Gives the rows that unfold.
    pub(super) fn rest(&self) -> &[Row] {
        &self.rows[self.rows.len().min(SHOWN)..]
    }

    /// Tells whether a choice hides among the rows that unfold.
    pub(super) fn rest_open(&self) -> bool {
        self.rest().iter().any(|row| row.chosen)
    }
}

/// Gives every group that has something to tick; values of the filters searched are always there, even at zero.
pub(super) fn groups(filters: &Filters, facets: &Facets, lang: Lang) -> Vec<FilterGroup> {
    let mut groups = Groups { filters, facets, lang, found: vec![types(filters, facets, lang)] };
    groups.visit_all();
    groups.found.retain(|group| !group.rows.is_empty());
    groups.found
}

struct Groups<'a> {
    filters: &'a Filters,
    facets: &'a Facets,
    lang: Lang,
    found: Vec<FilterGroup>,
}

impl ForEachGroup for Groups<'_> {
    fn visit<G: Group>(&mut self) {
        let chosen = G::chosen(self.filters);
        let rows = G::ALL.iter().filter_map(|value| {
            let (count, chosen) = (value.count(self.facets), chosen.contains(value));
            let count = if G::ALL_OTHERS == Some(*value) && !chosen { 0 } else { count };
            row(value.slug(), value.name(self.lang), count, chosen, self.lang)
        });
        self.found.push(FilterGroup { title: G::title(self.lang), key: G::KEY, rows: rows.collect() });
    }
}

/// Makes a row, unless there is neither an offer nor a choice to show.
fn row(value: &'static str, label: &'static str, count: u32, chosen: bool, lang: Lang) -> Option<Row> {
    (count > 0 || chosen).then(|| Row {
        value,
        label,
        count: lang.number(count),
        chosen,
        children: Vec::new(),
    })
}

/// Needs, those chosen first, then those with most offers; the types of a chosen need stand under it.
fn types(filters: &Filters, facets: &Facets, lang: Lang) -> FilterGroup {
    let mut rows: Vec<(bool, u32, Row)> =
        Need::all().filter_map(|need| need_row(need, filters, facets, lang)).collect();
    rows.sort_by_key(|(chosen, count, _)| (!chosen, std::cmp::Reverse(*count)));
    FilterGroup {
        title: lang.group_type(),
        key: TYPE_KEY,
        rows: rows.into_iter().map(|(_, _, row)| row).collect(),
    }
}

fn need_row(need: Need, filters: &Filters, facets: &Facets, lang: Lang) -> Option<(bool, u32, Row)> {
    let chosen_types = &filters.types;
    let is_chosen = |choice| chosen_types.contains(&choice);
    // A need counts as chosen with any of its types: unticking the type alone then widens to the need.
    let open =
        is_chosen(TypeChoice::Need(need)) || need.types().any(|service| is_chosen(TypeChoice::Type(service)));
    let count = facets.of_need(need);
    let mut row = row(need.slug(), lang.of(need.label()), count, open, lang)?;
    if open {
        let children = need.types().filter_map(|service| {
            let chosen = is_chosen(TypeChoice::Type(service));
            self::row(service.slug(), lang.of(service.label()), facets.of_type(service), chosen, lang)
        });
        row.children = children.collect();
    }
    Some((open, count, row))
}
