//! Makes records of answers, and answers of records.

use serde_json::{Map, Value, json};

use super::{Answers, Field, Kind, Topic, Typed};
use crate::domain::area_typed::AreaTyped;
use crate::domain::email::EmailAddress;
use crate::domain::lang::Lang;
use crate::domain::listing::{Listing, VerificationLevel};
use crate::domain::provider::Provider;

/// Whom the directory writes to about an application. Never leaves the vetting rooms and the provider's own pages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Contact {
    /// Name of the person.
    pub name: String,
    /// Where letters go.
    pub email: EmailAddress,
    /// Telephone, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Language of letters.
    pub lang: Lang,
}

impl Answers {
    /// The firm, as far as the answers are right; nothing when its name or number is missing.
    #[must_use]
    pub fn provider(&self) -> Option<Provider> {
        let mut record = record_of([Topic::Siret, Topic::Firm, Topic::Proofs], &self.shared);
        let siret = record.get("siret")?.as_str()?.to_owned();
        record.insert("siren".to_owned(), json!(siret.get(..9)?));
        let legal_name = record.get("legal_name")?.clone();
        record.entry("name").or_insert(legal_name);
        serde_json::from_value(Value::Object(record)).ok()
    }

    /// Whom to write to, as far as the answers are right; `lang` is the language of letters when none was chosen.
    #[must_use]
    pub fn contact(&self, lang: Lang) -> Option<Contact> {
        let record = record_of([Topic::Contact], &self.shared);
        let mut contact = record.get("contact")?.as_object()?.clone();
        contact.entry("lang").or_insert(json!(lang));
        serde_json::from_value(Value::Object(contact)).ok()
    }

    /// Where letters go, as soon as that is known.
    #[must_use]
    pub fn email(&self) -> Option<EmailAddress> {
        EmailAddress::parse(self.shared.one("contact.email")).ok()
    }

    /// Takes over whom to write to, from what is known of somebody who answers for the firm; what is shared counts as seen.
    pub fn vouch(&mut self, contact: &Contact) {
        fill(&mut self.shared, [Topic::Contact], &json!({ "contact": contact }));
        self.see_shared();
    }

    /// The listing of an offer, as far as the answers are right; nothing when one that is needed is missing.
    #[must_use]
    pub fn listing(&self, offer: u32, level: VerificationLevel) -> Option<Listing> {
        listing_of(&self.offer(offer)?.typed, level)
    }
}

/// The listing that answers make, as far as they are right; nothing when one that is needed is missing.
#[must_use]
pub fn listing_of(typed: &Typed, level: VerificationLevel) -> Option<Listing> {
    let mut record = record_of(Topic::OF_OFFER, typed);
    let mut services = vec![record.remove("main_service")?];
    if let Some(Value::Array(more)) = record.remove("more_services") {
        services.extend(more.into_iter().filter(|service| *service != services[0]).collect::<Vec<_>>());
    }
    record.insert("service_types".to_owned(), Value::Array(services));
    record.insert("verification_level".to_owned(), json!(level));
    serde_json::from_value(Value::Object(record)).ok()
}

/// A listing that says no more than what an offer costs, for working prices out before the rest is written.
#[must_use]
pub fn listing_priced(typed: &Typed) -> Option<Listing> {
    let mut record = record_of([Topic::Price], typed);
    record.get("pricing_model")?;
    record.extend([
        ("title".to_owned(), json!("title")),
        ("summary".to_owned(), json!("a summary of some length")),
        ("service_types".to_owned(), json!(["site-vitrine"])),
        ("area".to_owned(), json!(["france"])),
        ("verification_level".to_owned(), json!(VerificationLevel::PublicSource)),
    ]);
    serde_json::from_value(Value::Object(record)).ok()
}

/// The right answers of some topics, put where their names say: `price_plans.0.unit` becomes a member of the first of a list.
pub(super) fn record_of(topics: impl IntoIterator<Item = Topic>, typed: &Typed) -> Map<String, Value> {
    let mut record = Map::new();
    for topic in topics {
        let reading = topic.read(typed);
        for group in topic.groups() {
            // A row with something wrong in it would be half a price.
            let broken = group.iter().any(|field| {
                field.key.contains('.') && reading.problems.iter().any(|(key, _)| *key == field.key)
            });
            for field in group.iter().filter(|_| !broken) {
                if let Some(value) = reading.values.get(field.key) {
                    put(&mut record, field, value.clone());
                }
            }
        }
    }
    without_marks(record)
}

fn put(record: &mut Map<String, Value>, field: &Field, value: Value) {
    let mut parts = field.key.split('.');
    let (Some(first), rest) = (parts.next(), parts.collect::<Vec<_>>()) else { return };
    match rest.as_slice() {
        [] => {
            record.insert(first.to_owned(), value);
        }
        [member] => {
            let object = record.entry(first).or_insert_with(|| json!({}));
            object[*member] = value;
        }
        [row, member, ..] => {
            let Some(rows) = record.entry(first).or_insert_with(|| json!([])).as_array_mut() else { return };
            // Rows that were left empty are no rows: the mark tells which one a value is of.
            let mark = json!(row);
            match rows.iter_mut().find(|object| object.get(ROW) == Some(&mark)) {
                Some(object) => object[*member] = value,
                None => rows.push(json!({ ROW: mark, *member: value })),
            }
        }
    }
}

/// Name of the mark that rows carry while they are put together.
const ROW: &str = "\u{0}row";

/// What would be typed to give a listing: for answers about one that exists.
#[must_use]
pub fn typed_of_listing(listing: &Listing) -> Typed {
    let mut typed = Typed::default();
    let Ok(Value::Object(mut record)) = serde_json::to_value(listing) else { return typed };
    if let Some(Value::Array(services)) = record.remove("service_types") {
        let mut services = services.into_iter();
        record.insert("main_service".to_owned(), services.next().unwrap_or_default());
        record.insert("more_services".to_owned(), services.collect());
    }
    fill(&mut typed, Topic::OF_OFFER, &Value::Object(record));
    typed
}

/// What would be typed to give a provider.
#[must_use]
pub fn typed_of_provider(provider: &Provider) -> Typed {
    let mut typed = Typed::default();
    if let Ok(record) = serde_json::to_value(provider) {
        fill(&mut typed, [Topic::Siret, Topic::Firm, Topic::Proofs], &record);
    }
    typed
}

fn fill(typed: &mut Typed, topics: impl IntoIterator<Item = Topic>, record: &Value) {
    for field in topics.into_iter().flat_map(Topic::fields) {
        let pointer = format!("/{}", field.key.replace('.', "/"));
        let Some(value) = record.pointer(&pointer) else { continue };
        if field.kind == Kind::Area {
            if let Ok(area) = serde_json::from_value(value.clone()) {
                typed.set_area(AreaTyped::of(&area));
            }
        } else {
            let values = written(field.kind, value);
            typed.set_all(field.key, values);
        }
    }
}

/// How a person would write a value.
pub(super) fn written(kind: Kind, value: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match (kind, value) {
        (_, Value::Null) => Vec::new(),
        (Kind::Euros | Kind::Percent | Kind::Price, value) => {
            let cents = value.as_u64().unwrap_or_default();
            let (whole, rest) = (cents / 100, cents % 100);
            vec![if rest == 0 { whole.to_string() } else { format!("{whole},{rest:02}") }]
        }
        (Kind::YesNo, value) => vec![if value.as_bool() == Some(true) { "oui" } else { "non" }.to_owned()],
        (Kind::Lines { .. }, Value::Array(lines)) => {
            vec![lines.iter().map(text).collect::<Vec<_>>().join("\n")]
        }
        (_, Value::Array(values)) => values.iter().map(text).collect(),
        (_, value) => vec![text(value)],
    }
}

/// Takes the marks of rows out again before a record is read.
fn without_marks(record: Map<String, Value>) -> Map<String, Value> {
    let mut record = record;
    for rows in record.values_mut().filter_map(Value::as_array_mut) {
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            row.remove(ROW);
        }
    }
    record
}
