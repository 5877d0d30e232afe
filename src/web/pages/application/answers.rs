//! Answers in words, topic by topic, with the way to change each.

use super::{Applicant, topic_path};
use crate::domain::area_typed::readable;
use crate::domain::form::{Field, Kind, Topic, Typed};
use crate::domain::taxonomy::ServiceType;
use crate::domain::text;
use crate::i18n::Lang;

/// A topic with its answers.
pub(super) struct Answered {
    pub(super) title: &'static str,
    pub(super) href: String,
    pub(super) rows: Vec<Row>,
}

/// A question and its answer.
pub(super) struct Row {
    pub(super) label: String,
    /// Lines of the answer; none when there is none.
    pub(super) lines: Vec<String>,
    /// What is wrong with it.
    pub(super) problem: Option<String>,
}

/// Gives the answers of a topic. What nobody has to answer and nobody did is left out.
pub(super) fn answered(applicant: &Applicant, topic: Topic, offer: Option<u32>) -> Answered {
    let lang = applicant.lang();
    let answers = &applicant.application.answers;
    let blank = Typed::default();
    let typed = answers.typed(topic, offer).unwrap_or(&blank);
    let problems = answers.read(topic, offer).problems;
    let rows = topic.fields().filter_map(|field| {
        let lines = lines(field, typed, lang);
        let problem = problems.iter().find(|(key, _)| *key == field.key);
        (!lines.is_empty() || problem.is_some()).then(|| Row {
            label: label(field, lang),
            lines,
            problem: problem.map(|(_, problem)| lang.problem(field, problem)),
        })
    });
    Answered {
        title: lang.topic_title(topic),
        href: applicant.href(&topic_path(topic, offer)),
        rows: rows.collect(),
    }
}

fn label(field: &Field, lang: Lang) -> String {
    let label = lang.field_label(&field.base());
    match field.row() {
        Some(row) => format!("{label} ({})", row + 1),
        None => label.to_owned(),
    }
}

fn lines(field: &Field, typed: &Typed, lang: Lang) -> Vec<String> {
    let service = |slug: &String| {
        ServiceType::from_slug(slug)
            .map_or_else(|| slug.clone(), |service| lang.of(service.label()).to_owned())
    };
    let values = typed.all(field.key).iter().filter(|value| !value.trim().is_empty());
    match field.kind {
        Kind::One(vocabulary) | Kind::Pick(vocabulary) | Kind::Many(vocabulary) => {
            let names: Vec<&str> = values
                .map(|value| {
                    vocabulary.known(value).map_or(value.as_str(), |slug| lang.option(vocabulary, slug))
                })
                .collect();
            if names.is_empty() { Vec::new() } else { vec![names.join(", ")] }
        }
        Kind::YesNo => {
            values.map(|value| if value == "oui" { lang.yes() } else { lang.no() }.to_owned()).collect()
        }
        Kind::Service | Kind::Services => values.map(service).collect(),
        Kind::Text { .. } | Kind::Lines { .. } => {
            values.flat_map(|value| value.lines()).map(text::tidy).filter(|line| !line.is_empty()).collect()
        }
        Kind::Area => readable(&typed.area()).map_or_else(Vec::new, |area| lang.area_words(&area)),
        Kind::Logo => Vec::new(),
        _ => values.map(|value| text::tidy(value)).collect(),
    }
}
