//! The part of a form in which an area is picked: boxes, a map, places with km around. `parts/area_picker.html` shows it.
//!
//! Its fields are `area` (codes of ticked boxes), `place` and `km` (one of each a row), and `which` (a row and the code of
//! a place that was meant, `2 commune:68066`). It works without script; `area.js` lets the map tick the boxes.

use super::area_map::{AreaMap, box_id};
use crate::domain::area_typed::{AreaProblem, AreaProblems, AreaTyped, readable};
use crate::domain::territory::{DepartementSet, MAX_ZONES, Territory, departements_of, regions};
use crate::i18n::Lang;

/// Names of the fields.
const AREA: &str = "area";
const PLACE: &str = "place";
const KM: &str = "km";
const WHICH: &str = "which";
/// Rows for places that a form has at least.
const LEAST_ROWS: usize = 3;
/// Picks of a form that are read.
const MAX_PICKS: usize = 200;

/// What `parts/area_picker.html` shows.
pub(super) struct AreaPicker {
    pub(super) france: TickBox,
    pub(super) metropole: TickBox,
    pub(super) regions: Vec<RegionBoxes>,
    pub(super) rows: Vec<PlaceRow>,
    /// The row that a script adds again and again.
    pub(super) blank: PlaceRow,
    /// Problems that are about no row.
    pub(super) errors: Vec<String>,
    /// The area as far as it can be read, in words.
    pub(super) words: Vec<String>,
    /// Whether all of France is ticked beside something smaller.
    pub(super) is_all_of_france: bool,
    pub(super) map: AreaMap,
}

/// A box to tick.
pub(super) struct TickBox {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) checked: bool,
}

/// A région and its départements.
pub(super) struct RegionBoxes {
    pub(super) region: TickBox,
    pub(super) departements: Vec<TickBox>,
    pub(super) count: String,
    /// Whether one of the départements is ticked, and so must be seen.
    pub(super) open: bool,
}

/// A place, the km around it, and what is wrong with them.
pub(super) struct PlaceRow {
    /// The end of the ids of its fields.
    pub(super) key: String,
    pub(super) place: String,
    pub(super) km: String,
    pub(super) place_error: Option<String>,
    pub(super) km_error: Option<String>,
    /// Places that may be meant: value and name.
    pub(super) choices: Vec<(String, String)>,
}

impl AreaPicker {
    /// Shows what was typed, with what is wrong with it if it was read; nothing is ticked that was not typed.
    pub(super) fn new(typed: &AreaTyped, problems: Option<&AreaProblems>, lang: Lang) -> Self {
        let tick = |territory: Territory, name: String| TickBox {
            id: box_id(territory),
            checked: typed.codes.contains(&territory.code()),
            code: territory.code(),
            name,
        };
        let area = readable(typed);
        let written = readable(&AreaTyped { codes: Vec::new(), places: typed.places.clone() });
        let found: Vec<&AreaProblem> = problems.iter().flat_map(|problems| problems.iter()).collect();
        let about_none = found.iter().filter(|problem| problem.row().is_none());
        Self {
            france: tick(Territory::France, lang.area_france().to_owned()),
            metropole: tick(Territory::Metropole, lang.area_metropole().to_owned()),
            regions: regions().map(|region| region_boxes(region, &tick, lang)).collect(),
            rows: place_rows(typed, &found, lang),
            blank: PlaceRow::blank("new".to_owned()),
            errors: about_none.map(|problem| lang.area_problem(problem, "")).collect(),
            words: area.as_ref().map_or_else(Vec::new, |area| lang.area_words(area)),
            is_all_of_france: typed.says_more_than_france(),
            map: AreaMap::for_form(area.as_ref(), written.as_ref(), lang),
        }
    }
}

/// Gives each problem as the id of the field it is about and a sentence, for the summary at the head of a page.
pub(super) fn error_links(typed: &AreaTyped, problems: &AreaProblems, lang: Lang) -> Vec<(String, String)> {
    let link = |problem: &AreaProblem| {
        let field = match problem.row() {
            None => box_id(Territory::France),
            Some(row) if problem.is_about_km() => format!("area-km-{row}"),
            Some(row) => format!("area-place-{row}"),
        };
        (field, lang.area_problem(problem, typed_in(typed, problem)))
    };
    problems.iter().map(link).collect()
}

/// Reads the fields of the form out of its pairs; other keys are left alone. What was picked among several places stands
/// in its row afterwards.
pub(super) fn typed_of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> AreaTyped {
    let (mut codes, mut places, mut kms, mut picks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (key, value) in pairs {
        match key {
            AREA => codes.push(value),
            PLACE => places.push(value),
            KM => kms.push(value),
            WHICH => picks.extend(value.split_once(' ')),
            _ => {}
        }
    }
    let km_of_row = kms.into_iter().chain(std::iter::repeat(""));
    let rows = places.into_iter().zip(km_of_row).map(|(place, km)| (place.to_owned(), km.to_owned()));
    let typed = AreaTyped::gather(codes.into_iter().map(str::to_owned), rows);
    let picks: Vec<(usize, String)> = picks
        .into_iter()
        .take(MAX_PICKS)
        .filter_map(|(row, code)| Some((row.parse().ok()?, code.to_owned())))
        .collect();
    if picks.is_empty() { typed } else { typed.settled(&picks) }
}

fn region_boxes(region: Territory, tick: &impl Fn(Territory, String) -> TickBox, lang: Lang) -> RegionBoxes {
    let inside: DepartementSet = region.departements();
    let departements = match region {
        Territory::Region(id) => departements_of(id).map(|one| tick(one, one.label())).collect(),
        _ => Vec::new(),
    };
    let open = departements.iter().any(|one: &TickBox| one.checked);
    // Overseas, a région has one département: a second box would say the same.
    let departements = if inside.len() > 1 || open { departements } else { Vec::new() };
    let name = region.name().replace('\'', "’");
    RegionBoxes {
        region: tick(region, name),
        departements,
        count: lang.departements_of_region(inside.len()),
        open,
    }
}

fn place_rows(typed: &AreaTyped, problems: &[&AreaProblem], lang: Lang) -> Vec<PlaceRow> {
    let rows = (typed.places.len() + 1).clamp(LEAST_ROWS, MAX_ZONES);
    let row = |at: usize| {
        let (place, km) = typed.places.get(at).cloned().unwrap_or_default();
        let mut row = PlaceRow { place, km, ..PlaceRow::blank(at.to_string()) };
        for problem in problems.iter().filter(|problem| problem.row() == Some(at)) {
            let told = Some(lang.area_problem(problem, typed_in(typed, problem)));
            if problem.is_about_km() {
                row.km_error = told;
            } else {
                row.place_error = told;
            }
            let choice = |place: &Territory| (format!("{at} {}", place.code()), lang.place_to_choose(*place));
            row.choices.extend(problem.choices().iter().map(choice));
        }
        row
    };
    (0..rows).map(row).collect()
}

/// What stands in the row of a problem, shortened to be quoted.
fn typed_in<'a>(typed: &'a AreaTyped, problem: &AreaProblem) -> &'a str {
    let place = problem.row().and_then(|row| typed.places.get(row)).map_or("", |(place, _)| place.trim());
    place.char_indices().nth(60).map_or(place, |(end, _)| &place[..end])
}

impl PlaceRow {
    fn blank(key: String) -> Self {
        let (place, km) = (String::new(), String::new());
        Self { key, place, km, place_error: None, km_error: None, choices: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
