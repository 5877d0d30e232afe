//! Sessions and links. Only hashes of their secrets are kept.

use sqlx::Row;

use super::row::{parsed, parsed_email};
use super::sql::access as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;

/// What a link that was just used up was for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedLink {
    /// The address it was sent to, which whoever used it can read.
    pub email: EmailAddress,
    /// What it gives access to.
    pub subject: Subject,
}

impl Store {
    /// What a session gives access to at a moment, or nothing when there is none or it has ended.
    ///
    /// # Errors
    /// The database does not answer, or a stored subject can no longer be read.
    pub async fn session(&self, token: &Token, now: i64) -> Result<Option<Subject>, StoreError> {
        let query = sqlx::query(sql::SESSION).bind(token.hash()).bind(now);
        query.fetch_optional(&self.reader).await?.map(|row| parsed(&row, 0, "session")).transpose()
    }
}

impl WriteTx {
    /// Opens a session that ends at a moment.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn insert_session(
        &mut self,
        token: &Token,
        subject: &Subject,
        ends_at: i64,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(sql::SESSION_INSERT).bind(token.hash()).bind(subject.to_string());
        query.bind(self.now).bind(ends_at).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Adds a link that is good until a moment, and ends the older ones of the same purpose, subject and address.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn insert_link(
        &mut self,
        token: &Token,
        purpose: LinkPurpose,
        link: &UsedLink,
        ends_at: i64,
    ) -> Result<(), StoreError> {
        let (subject, email) = (link.subject.to_string(), link.email.key());
        sqlx::query(sql::LINK_SUPERSEDE)
            .bind(subject.as_str())
            .bind(purpose.slug())
            .bind(email.as_str())
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        sqlx::query(sql::LINK_INSERT)
            .bind(token.hash())
            .bind(purpose.slug())
            .bind(email)
            .bind(subject)
            .bind(self.now)
            .bind(ends_at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Uses a link up and says what it was for; nothing when it is unknown, used, superseded, too old or of another purpose.
    ///
    /// # Errors
    /// The database does not answer, or a stored link can no longer be read.
    pub async fn use_link(
        &mut self,
        token: &Token,
        purpose: LinkPurpose,
    ) -> Result<Option<UsedLink>, StoreError> {
        let query = sqlx::query(sql::LINK_USE).bind(token.hash()).bind(purpose.slug()).bind(self.now);
        let Some(row) = query.fetch_optional(&mut *self.tx).await? else { return Ok(None) };
        Ok(Some(UsedLink {
            email: parsed_email(row.try_get(0)?, "link")?,
            subject: parsed(&row, 1, "link")?,
        }))
    }
}
