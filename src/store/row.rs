//! Rows become domain values here, and nowhere else.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::StoreError;
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::empty_search::{Asked, Words};
use crate::domain::ids::{ListingId, ProviderId, Slug};
use crate::domain::letter::NamedOffer;
use crate::domain::listing::Listing;
use crate::domain::provider::Provider;
use crate::domain::record::Entry;
use crate::domain::taxonomy::TypeChoice;

/// A text as patterns of `like … escape '\\'` write it.
pub(super) fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// A provider as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredProvider {
    /// Identifier.
    pub id: ProviderId,
    /// Slug.
    pub slug: Slug,
    /// What is known of it.
    pub provider: Provider,
}

/// A listing as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredListing {
    /// Identifier.
    pub id: ListingId,
    /// Slug.
    pub slug: Slug,
    /// Its provider.
    pub provider_id: ProviderId,
    /// The offer.
    pub listing: Listing,
}

impl StoredListing {
    /// The offer as letters name it.
    #[must_use]
    pub fn named(&self) -> NamedOffer {
        NamedOffer { title: self.listing.title.to_string(), path: format!("/offres/{}", self.slug) }
    }
}

/// The columns of `sql::PROVIDERS_BY_…`.
pub(super) fn provider(row: &AnyRow) -> Result<StoredProvider, StoreError> {
    let what = row.try_get::<&str, _>(0)?;
    Ok(StoredProvider {
        id: parsed(row, 0, what)?,
        slug: parsed_slug(row, 1, what)?,
        provider: json(row, 2, what)?,
    })
}

/// The columns of `sql::LISTINGS_BY_…`.
pub(super) fn listing(row: &AnyRow) -> Result<StoredListing, StoreError> {
    let what = row.try_get::<&str, _>(0)?;
    Ok(StoredListing {
        id: parsed(row, 0, what)?,
        slug: parsed_slug(row, 1, what)?,
        provider_id: parsed(row, 2, what)?,
        listing: json(row, 3, what)?,
    })
}

/// The columns of `sql::CHANGES` and `sql::ENTRIES`: change number and listing with its provider.
pub(super) fn entry(row: &AnyRow) -> Result<(i64, Entry), StoreError> {
    let what = row.try_get::<&str, _>(1)?;
    let entry = Entry {
        id: parsed(row, 1, what)?,
        slug: parsed_slug(row, 2, what)?,
        provider_id: parsed(row, 3, what)?,
        provider_slug: parsed_slug(row, 4, what)?,
        provider: json(row, 5, what)?,
        listing: json(row, 6, what)?,
    };
    Ok((row.try_get(0)?, entry))
}

/// The columns of `sql::EMPTY_SEARCHES`.
pub(super) fn empty_search(row: &AnyRow) -> Result<(Asked, u64), StoreError> {
    // The words stay out of every message: they are not for the log.
    let what = "empty_search";
    let slugs: Vec<String> = json(row, 1, what)?;
    let choice = |slug: &String| {
        TypeChoice::from_slug(slug).ok_or_else(|| corrupt(what, &format_args!("unknown service {slug}")))
    };
    let place: &str = row.try_get(2)?;
    let asked = Asked {
        words: Words::from_stored(row.try_get(0)?),
        types: slugs.iter().map(choice).collect::<Result<_, _>>()?,
        territory: if place.is_empty() { None } else { Some(parsed(row, 2, what)?) },
    };
    Ok((asked, u64::try_from(row.try_get::<i64, _>(3)?).unwrap_or_default()))
}

/// The stored form of a provider or a listing.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Refused(error.to_string()))
}

pub(super) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    row: &AnyRow,
    column: usize,
    what: &str,
) -> Result<T, StoreError> {
    row.try_get::<&str, _>(column)?.parse().map_err(|error| corrupt(what, &error))
}

/// A value that may be absent.
pub(super) fn optional<T: std::str::FromStr<Err: std::fmt::Display>>(
    row: &AnyRow,
    column: usize,
    what: &str,
) -> Result<Option<T>, StoreError> {
    row.try_get::<Option<&str>, _>(column)?.map(|text| parsed_text(text, what)).transpose()
}

/// A value of text that stands in no column of its own.
pub(super) fn parsed_text<T: std::str::FromStr<Err: std::fmt::Display>>(
    text: &str,
    what: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|error| corrupt(what, &error))
}

/// An address; it stays out of every message.
pub(super) fn parsed_email(text: &str, what: &str) -> Result<EmailAddress, StoreError> {
    EmailAddress::parse(text).map_err(|error| corrupt(what, &error))
}

/// A value of a closed vocabulary.
pub(super) fn choice<C: Choice>(row: &AnyRow, column: usize, what: &str) -> Result<C, StoreError> {
    let slug: &str = row.try_get(column)?;
    C::from_slug(slug).ok_or_else(|| corrupt(what, &format_args!("unknown value {slug}")))
}

pub(super) fn parsed_slug(row: &AnyRow, column: usize, what: &str) -> Result<Slug, StoreError> {
    Slug::try_from(row.try_get::<String, _>(column)?).map_err(|error| corrupt(what, &error))
}

pub(super) fn json<T: DeserializeOwned>(row: &AnyRow, column: usize, what: &str) -> Result<T, StoreError> {
    serde_json::from_str(row.try_get(column)?).map_err(|error| corrupt(what, &error))
}

fn corrupt(what: &str, error: &impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt { what: what.to_owned(), reason: error.to_string() }
}
