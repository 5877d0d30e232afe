//! The interchange record: one listing with its provider, one JSON object a line.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::ids::{ListingId, ProviderId, Slug};
use super::listing::Listing;
use super::provider::Provider;

/// Most bytes of one record.
pub const MAX_RECORD_BYTES: usize = 64 * 1024;

/// A listing and its provider as they travel between directories; names may still be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Identifier of the listing, if it has one already.
    pub id: Option<ListingId>,
    /// Slug of the listing, if it has one already.
    pub slug: Option<Slug>,
    /// Identifier of the provider, if it has one already.
    pub provider_id: Option<ProviderId>,
    /// Slug of the provider, if it has one already.
    pub provider_slug: Option<Slug>,
    /// The provider.
    pub provider: Provider,
    /// The listing.
    pub listing: Listing,
}

/// A listing of this directory with its provider: a record whose names are all made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identifier of the listing.
    pub id: ListingId,
    /// Slug of the listing.
    pub slug: Slug,
    /// Identifier of the provider.
    pub provider_id: ProviderId,
    /// Slug of the provider.
    pub provider_slug: Slug,
    /// The provider.
    pub provider: Provider,
    /// The listing.
    pub listing: Listing,
}

impl From<Entry> for Record {
    fn from(entry: Entry) -> Self {
        Self {
            id: Some(entry.id),
            slug: Some(entry.slug),
            provider_id: Some(entry.provider_id),
            provider_slug: Some(entry.provider_slug),
            provider: entry.provider,
            listing: entry.listing,
        }
    }
}

/// Why a record is refused: which field, and the reason in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field}: {reason}")]
pub struct Refusal {
    /// Path of the field; empty when the whole line is at fault.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Refusal {
    /// Refuses a field for a reason.
    #[must_use]
    pub fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { field: field.into(), reason: reason.into() }
    }
}

impl Record {
    /// Reads one line of NDJSON.
    ///
    /// # Errors
    /// The line is no JSON object, or a field is unknown, missing, ill-formed or breaks a rule.
    pub fn parse(line: &str) -> Result<Self, Refusal> {
        let whole: Value = serde_json::from_str(line)
            .map_err(|error| Refusal::new("line", format!("is not JSON ({error})")))?;
        Self::from_value(whole)
    }

    /// Reads a record from a JSON object.
    ///
    /// # Errors
    /// A field is unknown, missing, ill-formed or breaks a rule.
    pub fn from_value(whole: Value) -> Result<Self, Refusal> {
        let Value::Object(mut fields) = whole else {
            return Err(Refusal::new("line", "is not a JSON object"));
        };
        let Some(Value::Object(mut provider)) = fields.remove("provider") else {
            return Err(Refusal::new("provider", "is required, as an object"));
        };
        let record = Self {
            id: take(&mut fields, "id", "id")?,
            slug: take(&mut fields, "slug", "slug")?,
            provider_id: take(&mut provider, "id", "provider.id")?,
            provider_slug: take(&mut provider, "slug", "provider.slug")?,
            provider: read(Value::Object(provider), "provider.")?,
            listing: read(Value::Object(fields), "")?,
        };
        record.checked()
    }

    /// Gives the record back when it breaks no rule.
    fn checked(self) -> Result<Self, Refusal> {
        let claimed = self.listing.verification_level.is_claimed();
        let violation = self.listing.violations().into_iter().chain(self.provider.violations(claimed)).next();
        match violation {
            Some(violation) => Err(Refusal::new(violation.field, violation.rule.to_string())),
            None => Ok(self),
        }
    }

    /// Writes the record as one line of JSON, without the line break; fields stand in the documented order.
    ///
    /// # Errors
    /// Never for a record that was parsed; serde's error is passed on all the same.
    pub fn to_line(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Line {
            id: self.id,
            slug: self.slug.as_ref(),
            provider: ProviderLine {
                id: self.provider_id,
                slug: self.provider_slug.as_ref(),
                provider: &self.provider,
            },
            listing: &self.listing,
        })
    }
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<ListingId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a Slug>,
    provider: ProviderLine<'a>,
    #[serde(flatten)]
    listing: &'a Listing,
}

#[derive(Serialize)]
struct ProviderLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<ProviderId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a Slug>,
    #[serde(flatten)]
    provider: &'a Provider,
}

/// Takes an optional field out of an object and reads it.
fn take<T: DeserializeOwned>(
    fields: &mut Map<String, Value>,
    key: &str,
    path: &str,
) -> Result<Option<T>, Refusal> {
    let value = fields.remove(key).unwrap_or(Value::Null);
    Option::<T>::deserialize(value).map_err(|error| Refusal::new(path, error.to_string()))
}

/// Reads a struct and names the field that is wrong.
fn read<T: DeserializeOwned>(value: Value, prefix: &str) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let reason = error.into_inner().to_string();
        // serde names a missing or unknown field only inside its sentence.
        let named = reason.split('`').nth(1).filter(|_| path == "." || reason.contains("missing field"));
        match named {
            Some(name) => Refusal::new(format!("{prefix}{name}"), reason.clone()),
            None => Refusal::new(format!("{prefix}{path}"), reason),
        }
    })
}
