//! Rows of public sources: the CSV with the headers `provider,website,service_types,area,summary,price_note,source`.

use serde::Deserialize;
use serde_json::{Value, json};

use super::choice::Choice;
use super::listing::VerificationLevel;
use super::record::{Record, Refusal};
use super::taxonomy::ServiceType;

/// One row as it stands in the file; lists are joined by `;`, unknown facts are empty.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PublicRow {
    pub(super) provider: String,
    pub(super) website: String,
    pub(super) service_types: String,
    pub(super) area: String,
    pub(super) summary: String,
    pub(super) price_note: String,
    pub(super) source: String,
    /// What tells offers of the same firm and service apart, such as a town; no column of the file.
    #[serde(skip)]
    pub(super) place: String,
}

impl PublicRow {
    /// The headers, in their order.
    pub const HEADERS: [&'static str; 7] =
        ["provider", "website", "service_types", "area", "summary", "price_note", "source"];

    /// Reads the row as an unclaimed listing of level `repertorie`, by the rules of any other record.
    ///
    /// # Errors
    /// The first field that cannot be read, with the reason.
    pub fn into_record(self) -> Result<Record, Refusal> {
        let types = list(&self.service_types);
        // A public row has no title of its own: the firm and its main service say what it is.
        let main = types.first().and_then(|slug| ServiceType::from_slug(slug));
        let service = main.map_or("", |service| service.label().fr).to_lowercase();
        let place = if self.place.is_empty() { String::new() } else { format!(", {}", self.place) };
        let fields = json!({
            "provider": { "name": self.provider, "website": text(&self.website) },
            "title": format!("{}, {service}{place}", self.provider.trim()),
            "summary": typeset(&self.summary),
            "service_types": types,
            "price_note": text(&typeset(&self.price_note)),
            "area": list(&self.area),
            "verification_level": VerificationLevel::PublicSource.slug(),
            "source": self.source,
        });
        let mut record = Record::from_value(fields)?;
        // The slug follows from the row alone, so that importing it again finds the same listing.
        record.slug = Some(super::ids::Slug::from_text(record.listing.title.as_str()));
        Ok(record)
    }
}

/// What we wrote ourselves is typeset as French is: spreadsheets only know the straight apostrophe.
fn typeset(sentence: &str) -> String {
    sentence.replace('\'', "’")
}

fn list(joined: &str) -> Vec<&str> {
    joined.split(';').map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn text(cell: &str) -> Value {
    if cell.trim().is_empty() { Value::Null } else { Value::from(cell) }
}
