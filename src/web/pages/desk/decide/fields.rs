//! The fields of a decision as they are shown: filled with what was typed, with what is wrong beside each.

use super::kind::Kind;
use super::read::{CRITERION, Draft, LEVEL, REASON, ROWS, WHOLE, WORDS, field_of, words_of};
use crate::domain::choice::Choice;
use crate::domain::criteria::Criterion;
use crate::domain::desk::verdict::{Approval, Fault, askable};
use crate::domain::form::{Answers, base_of};
use crate::domain::letter::Reason;
use crate::i18n::{Lang, Named};
use crate::web::form_view::ErrorView;

/// The fields of a decision.
pub(super) struct Fields {
    pub(super) version: String,
    pub(super) seen: usize,
    pub(super) sets: Vec<Boxes>,
    pub(super) rows: Vec<Row>,
    pub(super) words: Words,
    pub(super) errors: Vec<ErrorView>,
}

/// Boxes of which some, or one, are chosen.
pub(super) struct Boxes {
    pub(super) name: &'static str,
    pub(super) legend: &'static str,
    pub(super) is_radio: bool,
    pub(super) error: Option<String>,
    pub(super) boxes: Vec<Tick>,
}

pub(super) struct Tick {
    pub(super) id: String,
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// A question about a field.
pub(super) struct Row {
    /// « Question 2 ».
    pub(super) heading: String,
    pub(super) field: String,
    pub(super) field_id: String,
    pub(super) error: Option<String>,
    pub(super) open: bool,
    pub(super) groups: Vec<FieldGroup>,
    pub(super) words: Words,
}

/// Fields that one can ask about, under the title of their page.
pub(super) struct FieldGroup {
    pub(super) label: String,
    pub(super) fields: Vec<(String, &'static str, bool)>,
}

/// A box to write in.
pub(in crate::web::pages::desk) struct Words {
    pub(in crate::web::pages::desk) name: String,
    pub(in crate::web::pages::desk) id: String,
    pub(in crate::web::pages::desk) label: &'static str,
    pub(in crate::web::pages::desk) optional: bool,
    pub(in crate::web::pages::desk) value: String,
    pub(in crate::web::pages::desk) error: Option<String>,
}

impl Fields {
    /// Shows what was typed.
    pub(super) fn new(draft: &Draft, answers: &Answers, faults: &[Fault], lang: Lang) -> Self {
        let said = |fault: &Fault| ErrorView {
            href: format!("#{}", control_of(fault, draft.kind())),
            text: lang.decide_fault(fault),
        };
        let error_at = |id: &str| {
            let here = faults.iter().filter(|fault| control_of(fault, draft.kind()) == id);
            here.map(|fault| lang.decide_fault(fault)).next()
        };
        let words = |name: String, label: &'static str, optional: bool| {
            let id = id(&name);
            Words { error: error_at(&id), value: draft.get(&name).to_owned(), id, name, label, optional }
        };
        let (sets, rows, last) = match draft.kind() {
            Kind::Approve => {
                let sets = vec![criteria(draft, lang), levels(draft, lang)];
                (sets, Vec::new(), words(WORDS.to_owned(), lang.decide_words(), true))
            }
            Kind::Refuse => {
                let last = words(WORDS.to_owned(), lang.decide_refuse_words(), true);
                (vec![reasons(draft, lang)], Vec::new(), last)
            }
            Kind::Ask => {
                let row = |number| {
                    let words = words(words_of(number), lang.decide_question(), false);
                    let error = error_at(&id(&field_of(number)));
                    row(draft, answers, number, (words, error), lang)
                };
                let last = words(WHOLE.to_owned(), lang.decide_whole(), true);
                (Vec::new(), (0..ROWS).map(row).collect(), last)
            }
        };
        let sets = sets.into_iter().map(|set| Boxes { error: error_at(set.name), ..set }).collect();
        Self {
            version: draft.get("version").to_owned(),
            seen: draft.seen(),
            sets,
            rows,
            words: last,
            errors: faults.iter().map(said).collect(),
        }
    }

    /// Puts the fields before a newer version of the application.
    pub(super) fn about(self, version: i64, seen: usize) -> Self {
        Self { version: version.to_string(), seen, ..self }
    }
}

fn criteria(draft: &Draft, lang: Lang) -> Boxes {
    let label = |criterion: Criterion| lang.criterion(criterion).to_owned();
    boxes(CRITERION, lang.decide_criteria(), false, &tick(draft, CRITERION, Criterion::ALL, label))
}

fn levels(draft: &Draft, lang: Lang) -> Boxes {
    let label = |level: crate::domain::listing::VerificationLevel| level.name(lang).to_owned();
    boxes(LEVEL, lang.decide_level(), true, &tick(draft, LEVEL, &Approval::LEVELS, label))
}

fn reasons(draft: &Draft, lang: Lang) -> Boxes {
    let label = |reason: Reason| reason.name(lang).to_owned();
    boxes(REASON, lang.decide_reasons(), false, &tick(draft, REASON, Reason::ALL, label))
}

type Choices = Vec<(&'static str, String, bool)>;

fn tick<C: Choice>(draft: &Draft, name: &str, all: &[C], label: impl Fn(C) -> String) -> Choices {
    let one = |choice: &C| (choice.slug(), label(*choice), draft.has(name, choice.slug()));
    all.iter().map(one).collect()
}

fn boxes(name: &'static str, legend: &'static str, is_radio: bool, choices: &Choices) -> Boxes {
    let one = |(place, (value, label, chosen)): (usize, &(&'static str, String, bool))| Tick {
        // The first bears the name of all, so that the summary finds it.
        id: if place == 0 { name.to_owned() } else { format!("{name}-{place}") },
        value,
        label: label.clone(),
        chosen: *chosen,
    };
    Boxes { name, legend, is_radio, error: None, boxes: choices.iter().enumerate().map(one).collect() }
}

fn row(
    draft: &Draft,
    answers: &Answers,
    number: usize,
    (words, error): (Words, Option<String>),
    lang: Lang,
) -> Row {
    let field = field_of(number);
    let typed = draft.get(&field);
    let mut groups: Vec<(_, FieldGroup)> = Vec::new();
    for (name, topic, offer) in askable(answers) {
        let chosen = name == typed;
        let label = lang.field_label(&base_of(&name));
        if groups.last().is_none_or(|(last, _)| *last != (topic, offer)) {
            let title = lang.topic_name(topic);
            let place = answers.offers.iter().position(|other| Some(other.number) == offer);
            let label = match place.filter(|_| answers.offers.len() > 1) {
                Some(place) => {
                    let offer = answers.offers[place].typed.one("title").trim();
                    format!("{}, {}", lang.offer_heading(place + 1, offer), lang.lower_first(title))
                }
                None => title.to_owned(),
            };
            groups.push(((topic, offer), FieldGroup { label, fields: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.fields.push((name, label, chosen));
        }
    }
    let open = number == 0 || !typed.is_empty() || !words.value.is_empty();
    Row {
        heading: lang.decide_question_number(number + 1),
        field_id: id(&field),
        field,
        error,
        open,
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        words,
    }
}

/// Gives the identifier of the control that a fault is about.
fn control_of(fault: &Fault, kind: Kind) -> String {
    match fault {
        Fault::Unticked(_) => CRITERION.to_owned(),
        Fault::NoLevel | Fault::NoLabel => LEVEL.to_owned(),
        Fault::NoReason => REASON.to_owned(),
        Fault::NoQuestion => id(&words_of(0)),
        Fault::OtherUnsaid | Fault::NoWords | Fault::TooLong { at: None, .. } => WORDS.to_owned(),
        Fault::UnknownField(at) => id(&field_of(*at)),
        Fault::Silent(at) | Fault::TooLong { at: Some(at), .. } => {
            if *at < ROWS {
                id(&words_of(*at))
            } else {
                WHOLE.to_owned()
            }
        }
        Fault::Unexpected => match kind {
            Kind::Approve => CRITERION.to_owned(),
            Kind::Ask => WHOLE.to_owned(),
            Kind::Refuse => REASON.to_owned(),
        },
    }
}

/// A name as an identifier of the page.
fn id(name: &str) -> String {
    name.replace('.', "-")
}
