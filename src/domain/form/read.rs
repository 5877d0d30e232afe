//! Understands what was typed into a field, tolerant of how people type, and says what is wrong otherwise.

use serde_json::{Map, Value, json};

use super::{Field, Group, Kind, Need, Topic, Typed, Vocabulary, numbers};
use crate::domain::area_typed::{self, AreaProblems};
use crate::domain::choice::Choice;
use crate::domain::email::{EmailAddress, EmailError};
use crate::domain::ids::LogoId;
use crate::domain::listing::PriceUnit;
use crate::domain::prose::{Name, ProseError, WebAddress};
use crate::domain::siren::{NumberError, Siren, Siret};
use crate::domain::taxonomy::ServiceType;
use crate::domain::territory::{PlaceReading, Territory, read_place};
use crate::domain::text;

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is none, and one is needed.
    Missing,
    /// It has fewer characters than are needed.
    TooShort {
        /// Characters found.
        found: usize,
        /// Characters needed.
        min: usize,
    },
    /// It has more characters than are allowed.
    TooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        max: usize,
    },
    /// There are too many things in it.
    TooMany {
        /// How many are allowed.
        most: usize,
    },
    /// It is no amount in euros.
    NotAnAmount,
    /// It is more than anything here can cost.
    TooMuch {
        /// Greatest amount, in cents.
        max_cents: u32,
    },
    /// It is no share between 0 and 100 %.
    NotAShare,
    /// It is no whole number.
    NotANumber,
    /// It is out of bounds.
    Between {
        /// Least number.
        min: u32,
        /// Greatest number.
        max: u32,
    },
    /// The greatest price is less than the least.
    Reversed,
    /// It is none of the choices: a page that has changed since, or a forged answer.
    NotAChoice,
    /// The same thing is chosen twice.
    Twice,
    /// It is no day.
    NotADay,
    /// It is no address on the web.
    NotAWebAddress,
    /// It is no address of electronic mail.
    NotAnEmail(EmailError),
    /// It is no telephone number.
    NotAPhone,
    /// It is no SIRET.
    NotASiret(NumberError),
    /// It is a SIREN, which names the firm and not the establishment.
    SirenGiven,
    /// No commune is called so.
    NoSuchCommune,
    /// Several communes are called so.
    WhichCommune {
        /// Their labels, likeliest first.
        candidates: Vec<String>,
    },
    /// No zone is chosen, or some of them cannot be read.
    Area(AreaProblems),
}

/// What the fields of a topic say: values in the form of the record, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Values by the names of their fields.
    pub values: Map<String, Value>,
    /// What is wrong, in the order of the page.
    pub problems: Vec<(&'static str, Problem)>,
}

impl Topic {
    /// Understands what was typed into this topic.
    #[must_use]
    pub fn read(self, typed: &Typed) -> Reading {
        let mut reading = Reading::default();
        for group in self.groups() {
            read_group(group, typed, &mut reading);
        }
        // What no field can tell by itself.
        let found: Vec<_> = match self {
            Self::Price => self.fields().filter_map(|field| wrong_price(field, typed, &reading)).collect(),
            Self::Proofs => self.repeated_labels(&reading),
            _ => Vec::new(),
        };
        for (key, problem) in found {
            reading.values.remove(key);
            reading.problems.push((key, problem));
        }
        reading
    }

    fn repeated_labels(self, reading: &Reading) -> Vec<(&'static str, Problem)> {
        let kinds: Vec<_> = self.fields().filter(|field| field.key.ends_with(".kind")).collect();
        let value = |field: &Field| reading.values.get(field.key);
        let repeated = |at: usize| {
            let this = value(kinds[at]);
            this.is_some() && kinds[..at].iter().any(|other| value(other) == this)
        };
        (0..kinds.len()).filter(|at| repeated(*at)).map(|at| (kinds[at].key, Problem::Twice)).collect()
    }
}

/// What is wrong with a price beside its unit and the other price of its row.
fn wrong_price(field: &Field, typed: &Typed, reading: &Reading) -> Option<(&'static str, Problem)> {
    const MOST: u64 = 10_000;
    let (row, member) = field.key.rsplit_once('.')?;
    if field.kind != Kind::Price {
        return None;
    }
    let number = |key: &str| reading.values.get(key).and_then(Value::as_u64);
    let amount = number(field.key)?;
    let written = typed.one(field.key);
    let unit = reading.values.get(&format!("{row}.unit")).and_then(Value::as_str);
    let is_share = unit == Some(PriceUnit::SalesPercent.slug());
    let reversed =
        member == "max_cents" && number(&format!("{row}.min_cents")).is_some_and(|min| amount < min);
    let problem = match unit {
        Some(_) if is_share && (amount > MOST || written.contains('€')) => Problem::NotAShare,
        Some(_) if !is_share && written.contains('%') => Problem::NotAnAmount,
        _ if reversed => Problem::Reversed,
        _ => return None,
    };
    Some((field.key, problem))
}

fn read_group(group: Group, typed: &Typed, reading: &mut Reading) {
    let begun = group.iter().any(|field| !typed.is_blank(field.key));
    for field in group {
        let needed = field.need == Need::Always || field.need == Need::WithGroup && begun;
        match field.read(typed) {
            Ok(Some(value)) => {
                reading.values.insert(field.key.to_owned(), value);
            }
            Ok(None) if needed => reading.problems.push((field.key, Problem::Missing)),
            Ok(None) => {}
            Err(problem) => reading.problems.push((field.key, problem)),
        }
    }
}

impl Field {
    /// Understands what was typed: a value in the form of the record, or nothing when nothing was typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, typed: &Typed) -> Result<Option<Value>, Problem> {
        match self.kind {
            Kind::Many(vocabulary) => many(typed.all(self.key), vocabulary),
            Kind::Lines { most } => lines(typed.one(self.key), most),
            Kind::Services => services(typed.all(self.key)),
            Kind::Area => match area_typed::read(&typed.area()) {
                Ok(area) => Ok(Some(json!(area))),
                Err(problems) => Err(Problem::Area(problems)),
            },
            Kind::Text { min, max } => paragraphs(typed.one(self.key), min, max),
            kind => {
                let tidy = text::tidy(typed.one(self.key));
                if tidy.is_empty() { Ok(None) } else { single(kind, &tidy).map(Some) }
            }
        }
    }
}

/// Understands a tidied text that is not empty.
fn single(kind: Kind, tidy: &str) -> Result<Value, Problem> {
    let value = match kind {
        Kind::Line { min, max } => return bounded(tidy, min, max),
        Kind::Euros => json!(numbers::euros(tidy)?),
        Kind::Percent => json!(numbers::percent(tidy)?),
        Kind::Price => json!(numbers::price(tidy)?),
        Kind::Whole { min, max, unit } => {
            let number = numbers::whole(tidy, unit)?;
            if !(min..=max).contains(&number) {
                return Err(Problem::Between { min, max });
            }
            json!(number)
        }
        Kind::One(vocabulary) | Kind::Pick(vocabulary) => {
            json!(vocabulary.known(tidy).ok_or(Problem::NotAChoice)?)
        }
        Kind::YesNo => match tidy {
            "oui" => json!(true),
            "non" => json!(false),
            _ => return Err(Problem::NotAChoice),
        },
        Kind::Day => json!(numbers::day(tidy)?),
        Kind::Web => json!(WebAddress::parse(tidy).map_err(of_prose)?),
        Kind::Email => json!(EmailAddress::parse(tidy).map_err(Problem::NotAnEmail)?),
        Kind::Phone => json!(phone(tidy)?),
        Kind::Siret => json!(siret(tidy)?),
        Kind::Commune => json!(commune(tidy)?),
        Kind::Service => json!(ServiceType::from_slug(tidy).ok_or(Problem::NotAChoice)?),
        Kind::Logo => json!(tidy.parse::<LogoId>().map_err(|_| Problem::NotAChoice)?),
        Kind::Text { .. } | Kind::Lines { .. } | Kind::Many(_) | Kind::Services | Kind::Area => Value::Null,
    };
    Ok(value)
}

fn bounded(tidy: &str, min: usize, max: usize) -> Result<Value, Problem> {
    match tidy.chars().count() {
        found if found < min => Err(Problem::TooShort { found, min }),
        found if found > max => Err(Problem::TooLong { found, max }),
        _ => Ok(json!(tidy)),
    }
}

fn of_prose(error: ProseError) -> Problem {
    match error {
        ProseError::TooShort { found, min } => Problem::TooShort { found, min },
        ProseError::TooLong { found, max } => Problem::TooLong { found, max },
        ProseError::NotAWebAddress => Problem::NotAWebAddress,
    }
}

fn paragraphs(typed: &str, min: usize, max: usize) -> Result<Option<Value>, Problem> {
    let tidy = crate::domain::prose::paragraphs(typed.to_owned());
    if tidy.is_empty() { Ok(None) } else { bounded(&tidy, min, max).map(Some) }
}

fn many(values: &[String], vocabulary: Vocabulary) -> Result<Option<Value>, Problem> {
    let mut chosen: Vec<&str> = Vec::new();
    for value in values.iter().map(|value| text::tidy(value)).filter(|value| !value.is_empty()) {
        let known = vocabulary.known(&value).ok_or(Problem::NotAChoice)?;
        if !chosen.contains(&known) {
            chosen.push(known);
        }
    }
    Ok((!chosen.is_empty()).then(|| json!(chosen)))
}

fn lines(typed: &str, most: usize) -> Result<Option<Value>, Problem> {
    let lines: Vec<String> = typed.lines().map(text::tidy).filter(|line| !line.is_empty()).collect();
    if lines.len() > most {
        return Err(Problem::TooMany { most });
    }
    for line in &lines {
        bounded(line, Name::MIN, Name::MAX)?;
    }
    Ok((!lines.is_empty()).then(|| json!(lines)))
}

fn services(values: &[String]) -> Result<Option<Value>, Problem> {
    const MOST: usize = 4;
    let mut chosen: Vec<ServiceType> = Vec::new();
    for value in values.iter().map(|value| text::tidy(value)).filter(|value| !value.is_empty()) {
        let service = ServiceType::from_slug(&value).ok_or(Problem::NotAChoice)?;
        if !chosen.contains(&service) {
            chosen.push(service);
        }
    }
    if chosen.len() > MOST {
        return Err(Problem::TooMany { most: MOST });
    }
    Ok((!chosen.is_empty()).then(|| json!(chosen)))
}

/// Digits with the signs that people write between them; 4 to 20 digits (short numbers such as 3949 have four, E.164 has
/// 15, and some write two zeros first).
fn phone(tidy: &str) -> Result<&str, Problem> {
    let digits = tidy.bytes().filter(u8::is_ascii_digit).count();
    let plain = tidy.chars().all(|c| {
        c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '-' | '/' | '(' | ')' | '‐'..='―' | '−')
    });
    if plain && (4..=20).contains(&digits) && tidy.len() <= 40 { Ok(tidy) } else { Err(Problem::NotAPhone) }
}

fn siret(tidy: &str) -> Result<Siret, Problem> {
    match Siret::parse(tidy) {
        // The fourteen digits may check by chance while the nine of the firm do not: no firm has them.
        Ok(siret) if siret.siren().is_none() => Err(Problem::NotASiret(NumberError::Checksum)),
        Ok(siret) => Ok(siret),
        Err(NumberError::Digits(_)) if names_a_firm(tidy) => Err(Problem::SirenGiven),
        Err(error) => Err(Problem::NotASiret(error)),
    }
}

/// Whether it is a SIREN, or a VAT number, which has FR and a key of two characters before the SIREN.
fn names_a_firm(tidy: &str) -> bool {
    let joined: String = tidy.chars().take(40).filter(|c| !c.is_whitespace()).collect();
    let vat = joined.strip_prefix("FR").or_else(|| joined.strip_prefix("fr")).and_then(|rest| rest.get(2..));
    Siren::parse(vat.unwrap_or(&joined)).is_ok()
}

fn commune(tidy: &str) -> Result<Territory, Problem> {
    let is_commune = |place: &Territory| matches!(place, Territory::Commune(_));
    let candidates: Vec<Territory> = match read_place(tidy) {
        PlaceReading::One { territory, .. } if is_commune(&territory) => return Ok(territory),
        // "Paris" is a département too, and "La Réunion" a région: a smaller place of that name may be meant.
        PlaceReading::One { others, .. } => others,
        PlaceReading::Several(places) => places,
        PlaceReading::Nothing | PlaceReading::Unknown { .. } => Vec::new(),
    };
    let communes: Vec<Territory> = candidates.into_iter().filter(is_commune).collect();
    match communes.as_slice() {
        [] => Err(Problem::NoSuchCommune),
        [only] => Ok(*only),
        several => Err(Problem::WhichCommune {
            candidates: several.iter().take(8).map(|place| place.label()).collect(),
        }),
    }
}
