//! Answers in words, topic by topic, with the way to change each.

use super::{href, topic_path};
use crate::domain::area_typed::readable;
use crate::domain::choice::Choice;
use crate::domain::form::{Field, Kind, Topic, Typed, Unit};
use crate::domain::listing::PriceUnit;
use crate::domain::taxonomy::ServiceType;
use crate::domain::text;
use crate::i18n::Lang;
use crate::store::StoredApplication;
use crate::web::area_map::AreaMap;
use crate::web::form_view::{field_id, is_french};

/// Who reads the answers.
#[derive(Debug, Clone, Copy)]
pub(in crate::web::pages) struct Reader {
    pub(in crate::web::pages) lang: Lang,
    /// Whether it is whoever wrote them, who may be led to where they are changed.
    pub(in crate::web::pages) is_author: bool,
}

/// A topic with its answers.
pub(in crate::web::pages) struct Answered {
    pub(in crate::web::pages) title: &'static str,
    pub(in crate::web::pages) href: String,
    /// The area, drawn.
    pub(in crate::web::pages) map: Option<AreaMap>,
    /// Whether its author may change it now.
    pub(in crate::web::pages) editable: bool,
    pub(in crate::web::pages) rows: Vec<Row>,
}

/// A question and its answer.
pub(in crate::web::pages) struct Row {
    pub(in crate::web::pages) label: String,
    /// Where it is on its page.
    pub(in crate::web::pages) id: String,
    /// What it is about, inside a sentence.
    pub(in crate::web::pages) noun: &'static str,
    /// Whether the answer is in French on a page that is not.
    pub(in crate::web::pages) french: bool,
    /// Lines of the answer; none when there is none.
    pub(in crate::web::pages) lines: Vec<String>,
    /// What is wrong with it.
    pub(in crate::web::pages) problem: Option<String>,
}

/// Gives the answers of a topic. What nobody has to answer and nobody did is left out.
pub(in crate::web::pages) fn answered(
    application: &StoredApplication,
    reader: Reader,
    topic: Topic,
    offer: Option<u32>,
) -> Answered {
    let (lang, answers) = (reader.lang, &application.answers);
    let blank = Typed::default();
    let typed = answers.typed(topic, offer).unwrap_or(&blank);
    let problems = answers.read(topic, offer).problems;
    let rows = topic.fields().filter_map(|field| {
        let lines = lines(field, typed, lang);
        let problem = problems.iter().find(|(key, _)| *key == field.key);
        (!lines.is_empty() || problem.is_some()).then(|| Row {
            label: label(field, topic, typed, lang),
            id: field_id(field.key),
            noun: lang.field_noun(&field.base()),
            french: is_french(field, lang),
            lines,
            problem: problem.map(|(_, problem)| lang.problem_here(field, problem)),
        })
    });
    Answered {
        title: if reader.is_author { lang.topic_title(topic) } else { lang.topic_name(topic) },
        href: href(lang, &application.reference, &topic_path(topic, offer)),
        map: map(application, topic, offer, typed, lang),
        editable: reader.is_author && application.state.is_editable(),
        rows: rows.collect(),
    }
}

/// Draws the area of an offer; the first offer's map is the first of the page.
fn map(
    application: &StoredApplication,
    topic: Topic,
    offer: Option<u32>,
    typed: &Typed,
    lang: Lang,
) -> Option<AreaMap> {
    let area = readable(&typed.area()).filter(|_| topic == Topic::Area)?;
    let first = application.answers.offers.first().map(|first| first.number) == offer;
    Some(AreaMap::of(&area, first, lang))
}

/// Names a field, with the number of its row as soon as there is more than one.
fn label(field: &Field, topic: Topic, typed: &Typed, lang: Lang) -> String {
    let label = lang.field_label(&field.base());
    let rows = field.key.split('.').next();
    let several = topic.fields().any(|other| {
        other.row() > Some(0) && other.key.split('.').next() == rows && !typed.is_blank(other.key)
    });
    match field.row().filter(|_| several) {
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
        kind => values
            .map(|value| measured(field, kind, typed, lang).unwrap_or_else(|| text::tidy(value)))
            .collect(),
    }
}

/// Writes an amount, a share, a number or a day as pages do; nothing when it cannot be read.
fn measured(field: &Field, kind: Kind, typed: &Typed, lang: Lang) -> Option<String> {
    let value = field.read(typed).ok()??;
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
    match kind {
        Kind::Euros => Some(lang.euros(number?)),
        Kind::Percent => Some(lang.percent(number?)),
        Kind::Price => {
            let (group, _) = field.key.rsplit_once('.')?;
            let is_share = typed.one(&format!("{group}.unit")) == PriceUnit::SalesPercent.slug();
            Some(if is_share { lang.percent(number?) } else { lang.euros(number?) })
        }
        Kind::Whole { unit: Unit::Months, .. } => Some(match number? {
            0 => lang.none_commitment().to_owned(),
            months => lang.months(months),
        }),
        Kind::Whole { unit: Unit::Days, .. } => Some(lang.days(number?)),
        Kind::Whole { unit: Unit::Hours, .. } => Some(lang.hours(number?)),
        Kind::Day => Some(lang.date(value.as_str()?.parse().ok()?)),
        _ => None,
    }
}
