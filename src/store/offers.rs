//! Listed offers, as the desk looks for them.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{choice, escaped, parsed};
use super::sql::offers as sql;
use super::{Store, StoreError};
use crate::domain::application::ApplicationState;
use crate::domain::choice::Choice;
use crate::domain::ids::{ListingId, ProviderId};
use crate::domain::listing::{ListingStatus, VerificationLevel};
use crate::domain::text;

/// Most applications of a provider that are read.
const MOST: i64 = 50;

/// An offer as a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferLine {
    /// Identifier.
    pub id: ListingId,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub status: ListingStatus,
    /// How far it was verified.
    pub level: VerificationLevel,
    /// Name of its provider.
    pub provider: String,
}

impl Store {
    /// Offers in every state or in one, newest first, before one of them; `text` stands in the address of the offer or its
    /// provider, or is the SIREN.
    ///
    /// # Errors
    /// The database does not answer, or a stored offer can no longer be read.
    pub async fn offers(
        &self,
        status: Option<ListingStatus>,
        text: &str,
        before: Option<ListingId>,
        limit: u32,
    ) -> Result<Vec<OfferLine>, StoreError> {
        // Slugs are folded words: they are found however the words are typed.
        let slug = text::slug(text);
        let pattern = if slug.is_empty() { String::new() } else { format!("%{}%", escaped(&slug)) };
        let digits: String = text.chars().filter(char::is_ascii_digit).take(9).collect();
        let query = sqlx::query(sql::PAGE).bind(status.map_or("", Choice::slug)).bind(pattern).bind(digits);
        let query = query.bind(before.map_or_else(String::new, |id| id.to_string())).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(line).collect()
    }

    /// References of the applications about a provider, where each stands and when it was begun, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn applications_about(
        &self,
        provider: ProviderId,
    ) -> Result<Vec<(String, ApplicationState, i64)>, StoreError> {
        let query = sqlx::query(sql::APPLICATIONS_OF).bind(provider.to_string()).bind(MOST);
        let read = |row: &AnyRow| Ok((row.try_get(0)?, choice(row, 1, "application")?, row.try_get(2)?));
        query.fetch_all(&self.reader).await?.iter().map(read).collect()
    }
}

/// The columns of `sql::PAGE`.
fn line(row: &AnyRow) -> Result<OfferLine, StoreError> {
    let what = "listing";
    Ok(OfferLine {
        id: parsed(row, 0, what)?,
        slug: row.try_get(1)?,
        title: row.try_get(2)?,
        status: choice(row, 3, what)?,
        level: choice(row, 4, what)?,
        provider: row.try_get(5)?,
    })
}
