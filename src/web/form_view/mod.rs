//! The form of a topic: its fields as inputs, filled with what was typed, with what is wrong beside each.
//!
//! `parts/form/errors.html` and `parts/form/fields.html` show it on a page that has `form` and `lang`.

mod input;
#[cfg(test)]
mod tests;

use crate::domain::form::{Field, Group, Kind, Need, Problem, Topic, Typed, Vocabulary};
use crate::i18n::Lang;

pub(super) use input::Input;

/// Whoever sells has a price: the note of this group, not a word behind its title, says who may leave it empty.
const FIRST_PRICE: &str = "price_plans.0.name";

/// Where the summary leads for an area as a whole.
const AREA_HREF: &str = "#f-area";

/// The form of a topic.
pub(super) struct FormView {
    /// Its fields, in groups.
    pub(super) groups: Vec<GroupView>,
    /// What is wrong, in the order of the page; empty before anything was sent.
    pub(super) errors: Vec<ErrorView>,
}

/// Something wrong, for the summary at the top.
pub(super) struct ErrorView {
    /// Leads to the first control of the field.
    pub(super) href: String,
    /// Says what is wrong and what to do.
    pub(super) text: String,
}

/// Fields that belong together.
pub(super) struct GroupView {
    /// Identifier on the page.
    pub(super) id: String,
    /// What they are about; nothing where the title of the page says it all.
    pub(super) title: Option<String>,
    /// Help with all of them.
    pub(super) note: Option<&'static str>,
    /// Whether they are one thing, such as an address or a price, rather than several questions under one heading.
    pub(super) is_unit: bool,
    /// Whether the unit may be left empty as a whole.
    pub(super) optional: bool,
    /// Whether it unfolds, and if so whether it stands open.
    pub(super) folded: Option<bool>,
    /// The fields.
    pub(super) fields: Vec<FieldView>,
}

/// One field.
pub(super) struct FieldView {
    /// Name in the form.
    pub(super) key: &'static str,
    /// Identifier of its first control.
    pub(super) id: String,
    /// What stands over it.
    pub(super) label: &'static str,
    /// Whether it may be left empty.
    pub(super) optional: bool,
    /// Help, with the bounds of a text, in parts; true for those in French on a page that speaks another language.
    pub(super) hint: Vec<(bool, String)>,
    /// What is wrong with it.
    pub(super) error: Option<String>,
    /// What was typed, as it was typed.
    pub(super) value: String,
    /// Whether French is written in it while the page speaks another language.
    pub(super) french: bool,
    /// How it is filled in.
    pub(super) input: Input,
}

impl FormView {
    /// Leaves out what another part of the page shows, with its heading.
    pub(super) fn drop_elsewhere(&mut self) {
        self.groups.retain(|group| !group.fields.iter().all(|field| matches!(field.input, Input::Elsewhere)));
    }

    /// Puts what is wrong with an area, by the fields of its picker, in the place of what is said of the area as a whole.
    pub(super) fn with_errors_of_area(&mut self, errors: Vec<(String, String)>) {
        self.errors.retain(|error| error.href != AREA_HREF);
        let errors = errors.into_iter().map(|(id, text)| ErrorView { href: format!("#{id}"), text });
        self.errors.splice(0..0, errors);
    }

    /// Adds to the summary what is wrong with a control that the page brings.
    pub(super) fn add_error(&mut self, href: &str, text: &str) {
        self.errors.push(ErrorView { href: href.to_owned(), text: text.to_owned() });
    }

    /// Shows a topic with what was typed; without `problems`, none is shown.
    pub(super) fn new(topic: Topic, typed: &Typed, problems: &[(&'static str, Problem)], lang: Lang) -> Self {
        let groups =
            topic.groups().iter().map(|group| GroupView::new(group, typed, problems, lang)).collect();
        let errors = topic.fields().filter_map(|field| {
            let text = lang.problem(field, problem_of(field, problems)?);
            Some(ErrorView { href: format!("#f-{}", id(field.key)), text })
        });
        Self { errors: errors.collect(), groups }
    }
}

impl GroupView {
    fn new(group: Group, typed: &Typed, problems: &[(&'static str, Problem)], lang: Lang) -> Self {
        let fields: Vec<_> = group.iter().map(|field| FieldView::new(field, typed, problems, lang)).collect();
        let (first, is_unit) = (group.first(), group.iter().any(|field| field.need == Need::WithGroup));
        let begun = group.iter().any(|field| !typed.is_blank(field.key));
        let wrong = fields.iter().any(|field| field.error.is_some());
        let is_further_row = first.and_then(Field::row).is_some_and(|row| row > 0);
        Self {
            id: first.map(|field| format!("g-{}", id(field.key))).unwrap_or_default(),
            title: first.and_then(|field| lang.group_title(field)),
            note: first.and_then(|field| lang.group_note(field)),
            is_unit,
            optional: is_unit && first.is_some_and(|field| field.key != FIRST_PRICE),
            folded: is_further_row.then_some(begun || wrong),
            fields,
        }
    }
}

impl FieldView {
    fn new(field: &Field, typed: &Typed, problems: &[(&'static str, Problem)], lang: Lang) -> Self {
        let problem = problem_of(field, problems);
        let id = field_id(field.key);
        Self {
            key: field.key,
            label: lang.field_label(&field.base()),
            // Letters speak some language: one is always chosen.
            optional: field.need == Need::Never && field.kind != Kind::One(Vocabulary::Letters),
            hint: lang.field_help(field).map(|hint| parts(&hint, lang)).unwrap_or_default(),
            error: problem.map(|problem| lang.problem_here(field, problem)),
            value: typed.one(field.key).to_owned(),
            french: is_french(field, lang),
            input: Input::new(field, &id, typed, problem.is_some(), lang),
            id,
        }
    }

    /// Whether it is a set of boxes, which have labels of their own.
    pub(super) const fn is_set(&self) -> bool {
        matches!(self.input, Input::Radios(_) | Input::Ticks(_) | Input::TicksByNeed(_))
    }

    /// Whether exactly one of its boxes is chosen.
    pub(super) const fn is_radio(&self) -> bool {
        matches!(self.input, Input::Radios(_))
    }

    /// Whether its choices stand three abreast on a wide screen: they are short, and none is left alone on the last line.
    pub(super) fn is_brief(&self) -> bool {
        const SHORT: usize = 14;
        match &self.input {
            Input::Radios(choices) | Input::Ticks(choices) => {
                choices.len() % 3 != 1 && choices.iter().all(|choice| choice.label.chars().count() <= SHORT)
            }
            _ => false,
        }
    }

    /// Whether it takes the whole width beside its neighbours.
    pub(super) const fn is_wide(&self) -> bool {
        match &self.input {
            Input::Line(line) => line.width.is_empty(),
            Input::Select(_) => false,
            _ => true,
        }
    }

    /// Identifiers of what describes it, for `aria-describedby`; may be empty.
    pub(super) fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

/// Whether what is written in a field is in another language than the page: shopkeepers read it in French.
pub(super) fn is_french(field: &Field, lang: Lang) -> bool {
    let is_prose = matches!(field.kind, Kind::Line { .. } | Kind::Text { .. } | Kind::Lines { .. });
    lang != Lang::Fr && is_prose && input::autocomplete(field.key).is_none()
}

/// A text with the examples between guillemets apart, which are in French whatever the page speaks.
fn parts(text: &str, lang: Lang) -> Vec<(bool, String)> {
    if lang == Lang::Fr {
        return vec![(false, text.to_owned())];
    }
    let mut parts = Vec::new();
    for piece in text.split_inclusive('»') {
        let at = piece.find('«').unwrap_or(piece.len());
        let (own, french) = piece.split_at(at);
        parts.extend([(false, own.to_owned()), (true, french.to_owned())]);
    }
    parts.retain(|(_, part)| !part.is_empty());
    parts
}

/// What is wrong with a field, if anything is.
fn problem_of<'a>(field: &Field, problems: &'a [(&'static str, Problem)]) -> Option<&'a Problem> {
    problems.iter().find(|(key, _)| *key == field.key).map(|(_, problem)| problem)
}

/// A name as an identifier of the page.
/// Gives the identifier of the first control of a field.
pub(super) fn field_id(key: &str) -> String {
    format!("f-{}", id(key))
}

fn id(key: &str) -> String {
    key.replace('.', "-")
}
