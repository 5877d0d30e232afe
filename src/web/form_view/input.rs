//! How each kind of field is filled in.

use crate::domain::form::{Field, Kind, Need, Typed, Unit, Vocabulary};
use crate::domain::taxonomy::{Need as ShopNeed, ServiceType};
use crate::i18n::Lang;

/// The control of a field.
pub(in crate::web) enum Input {
    /// One line.
    Line(Line),
    /// Several lines, shown so many at first.
    Text(u8),
    /// One of a few.
    Radios(Vec<Choice>),
    /// Any of a few.
    Ticks(Vec<Choice>),
    /// One of a list that unfolds.
    Select(Vec<Choice>),
    /// One service type, from a list in groups.
    SelectByNeed(Vec<NeedChoices>),
    /// Any service types, in groups that unfold.
    TicksByNeed(Vec<NeedChoices>),
    /// A picker or a form of its own, which the page brings.
    Elsewhere,
}

/// What a browser and its keyboard should know of a line.
#[derive(Default)]
pub(in crate::web) struct Line {
    /// `type`; never `number`, which refuses what people write and counts up under a mouse wheel.
    pub(in crate::web) kind: &'static str,
    /// `inputmode`: which keyboard a phone shows; empty for the ordinary one.
    pub(in crate::web) mode: &'static str,
    /// `autocomplete` by WCAG 1.3.5; empty for the others, never `off`: on the way back from a refusal browsers put
    /// what was typed only into fields that they may fill in.
    pub(in crate::web) complete: &'static str,
    /// Whether it holds words of a language.
    pub(in crate::web) words: bool,
    /// Whether the key that ends it sends the form, since nothing follows.
    pub(in crate::web) sends: bool,
    /// Class of its width, empty for the whole.
    pub(in crate::web) width: &'static str,
    /// Unit behind it, for the eye: the hint says it in words.
    pub(in crate::web) unit: &'static str,
}

/// A value that can be chosen.
pub(in crate::web) struct Choice {
    /// Identifier on the page; that of the field for its first.
    pub(in crate::web) id: String,
    /// What is sent.
    pub(in crate::web) value: &'static str,
    /// What stands beside it.
    pub(in crate::web) label: String,
    /// Whether it was chosen.
    pub(in crate::web) chosen: bool,
}

/// The service types of one need.
pub(in crate::web) struct NeedChoices {
    /// Name of the need.
    pub(in crate::web) label: &'static str,
    /// Whether it stands unfolded.
    pub(in crate::web) open: bool,
    /// How many are chosen.
    pub(in crate::web) chosen: usize,
    /// The types.
    pub(in crate::web) choices: Vec<Choice>,
}

impl Input {
    /// The control of a field, with what was chosen.
    pub(super) fn new(field: &Field, id: &str, typed: &Typed, wrong: bool, lang: Lang) -> Self {
        match field.kind {
            Kind::Text { .. } => Self::Text(10),
            Kind::Lines { .. } => Self::Text(4),
            Kind::Line { max, .. } if max > 200 => Self::Text(3),
            Kind::One(vocabulary) => Self::Radios(radios(field, vocabulary, id, typed, lang)),
            Kind::YesNo => Self::Radios(yes_no(field, id, typed, lang)),
            Kind::Many(vocabulary) => Self::Ticks(choices(field, vocabulary, id, typed, lang)),
            Kind::Pick(vocabulary) => Self::Select(choices(field, vocabulary, id, typed, lang)),
            Kind::Service => Self::SelectByNeed(by_need(field, id, typed, false, lang)),
            Kind::Services => Self::TicksByNeed(by_need(field, id, typed, wrong, lang)),
            Kind::Area | Kind::Logo => Self::Elsewhere,
            kind => Self::Line(line(kind, field.key, lang)),
        }
    }
}

fn line(kind: Kind, key: &str, lang: Lang) -> Line {
    let complete = autocomplete(key).unwrap_or_default();
    let text = Line { kind: "text", complete, ..Line::default() };
    match kind {
        Kind::Line { .. } => Line { words: autocomplete(key).is_none(), ..text },
        Kind::Euros => Line { mode: "decimal", width: "s", unit: "€", ..text },
        Kind::Percent => Line { mode: "decimal", width: "s", unit: "%", ..text },
        Kind::Price => Line { mode: "decimal", width: "s", ..text },
        Kind::Whole { unit, .. } => {
            let unit = match unit {
                Unit::Months => lang.unit_months(),
                Unit::Days => lang.unit_days(),
                Unit::Hours => lang.unit_hours(),
            };
            Line { width: "s", unit, ..text }
        }
        Kind::Day => Line { width: "m", ..text },
        Kind::Web => Line { mode: "url", ..text },
        Kind::Email => Line { kind: "email", ..text },
        Kind::Phone => Line { kind: "tel", width: "m", ..text },
        Kind::Siret => Line { mode: "numeric", width: "m", sends: true, ..text },
        _ => text,
    }
}

/// What browsers may fill in by themselves (WCAG 1.3.5): only what is about whoever fills in the form.
pub(super) fn autocomplete(key: &str) -> Option<&'static str> {
    Some(match key {
        "legal_name" => "organization",
        "website" => "url",
        "public_phone" | "contact.phone" => "tel",
        "address.street" => "address-line1",
        "address.commune" => "address-level2",
        "contact.name" => "name",
        "contact.email" => "email",
        _ => return None,
    })
}

/// The choices of a vocabulary.
fn choices(field: &Field, vocabulary: Vocabulary, id: &str, typed: &Typed, lang: Lang) -> Vec<Choice> {
    let given = typed.all(field.key);
    let choice = |(place, slug): (usize, &&'static str)| Choice {
        id: choice_id(id, place),
        value: slug,
        label: lang.upper_first(lang.option(vocabulary, slug)),
        chosen: given.iter().any(|given| given.trim() == *slug),
    };
    vocabulary.slugs().iter().enumerate().map(choice).collect()
}

/// The choices of a vocabulary of which one holds; what need not be answered has « non communiqué » as its last.
fn radios(field: &Field, vocabulary: Vocabulary, id: &str, typed: &Typed, lang: Lang) -> Vec<Choice> {
    let mut choices = choices(field, vocabulary, id, typed, lang);
    if vocabulary == Vocabulary::Letters {
        // Without an answer, letters speak the language of the page.
        if typed.is_blank(field.key) {
            choices.iter_mut().for_each(|choice| choice.chosen = choice.value == lang.code());
        }
    } else {
        choices.extend(unanswered(field, id, choices.len(), typed, lang));
    }
    choices
}

fn yes_no(field: &Field, id: &str, typed: &Typed, lang: Lang) -> Vec<Choice> {
    let given = typed.one(field.key).trim();
    let mut choices: Vec<_> = [("oui", lang.yes()), ("non", lang.no())]
        .into_iter()
        .enumerate()
        .map(|(place, (value, label))| Choice {
            id: choice_id(id, place),
            value,
            label: label.to_owned(),
            chosen: given == value,
        })
        .collect();
    choices.extend(unanswered(field, id, choices.len(), typed, lang));
    choices
}

/// The choice not to answer: without it, an answer once given could not be taken back.
fn unanswered(field: &Field, id: &str, place: usize, typed: &Typed, lang: Lang) -> Option<Choice> {
    (field.need == Need::Never).then(|| Choice {
        id: choice_id(id, place),
        value: "",
        label: lang.not_given().to_owned(),
        chosen: typed.is_blank(field.key),
    })
}

/// All service types under their needs.
fn by_need(field: &Field, id: &str, typed: &Typed, wrong: bool, lang: Lang) -> Vec<NeedChoices> {
    let given: Vec<_> =
        typed.all(field.key).iter().filter_map(|slug| ServiceType::from_slug(slug.trim())).collect();
    let mut place = 0;
    let mut choice = |service: ServiceType| {
        place += 1;
        Choice {
            id: choice_id(id, place - 1),
            value: service.slug(),
            label: lang.of(service.label()).to_owned(),
            chosen: given.contains(&service),
        }
    };
    let needs = ShopNeed::all().enumerate().map(|(rank, need)| {
        let choices: Vec<_> = need.types().map(&mut choice).collect();
        let chosen = choices.iter().filter(|choice| choice.chosen).count();
        // The link of the summary leads to the first box, which must be in sight.
        let open = chosen > 0 || wrong && rank == 0;
        NeedChoices { label: lang.of(need.label()), open, chosen, choices }
    });
    needs.collect()
}

/// The first control of a field bears its identifier, so that links find it.
fn choice_id(id: &str, place: usize) -> String {
    if place == 0 { id.to_owned() } else { format!("{id}-{place}") }
}
