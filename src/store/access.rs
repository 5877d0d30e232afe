//! Sessions and links. Only hashes of their secrets are kept.

use sqlx::Row;

use super::row::{escaped, parsed, parsed_email};
use super::sql::access as sql;
use super::{SKEW, Store, StoreError, WriteTx};
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::application::Reference;
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::ids::ApplicationId;

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

    /// Whether a link could be used at a moment; it stays good.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_link_good(
        &self,
        token: &Token,
        purpose: LinkPurpose,
        now: i64,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::LINK_GOOD).bind(token.hash()).bind(purpose.slug()).bind(now);
        Ok(query.fetch_one(&self.reader).await?.try_get::<i64, _>(0)? > 0)
    }

    /// What an application is called towards people, or nothing when there is none.
    ///
    /// # Errors
    /// The database does not answer, or the stored reference can no longer be read.
    pub async fn application_reference(&self, id: ApplicationId) -> Result<Option<Reference>, StoreError> {
        let query = sqlx::query(sql::APPLICATION_REFERENCE).bind(id.to_string());
        let Some(row) = query.fetch_optional(&self.reader).await? else { return Ok(None) };
        let reference = Reference::parse(row.try_get(0)?);
        reference.map(Some).map_err(|error| StoreError::Corrupt {
            what: format!("application {id}"),
            reason: error.to_string(),
        })
    }

    /// How many sessions and links ended before a moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_ended_access(&self, before: i64) -> Result<i64, StoreError> {
        let query = sqlx::query(sql::COUNT_ENDED).bind(before).bind(before);
        Ok(query.fetch_one(&self.reader).await?.try_get(0)?)
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

    /// How many links the mailbox of an address was given since a moment, however it was written. What was given only beyond
    /// now was so by a wrong clock, and does not count.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_links(&mut self, to: &EmailAddress, since: i64) -> Result<i64, StoreError> {
        let (address, tagged) = mailbox(to);
        let query = sqlx::query(sql::COUNT_LINKS).bind(address).bind(tagged);
        let query = query.bind(since).bind(self.now + SKEW);
        Ok(query.fetch_one(&mut *self.tx).await?.try_get(0)?)
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

    /// Ends a session; false when there was none.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_session(&mut self, token: &Token) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::SESSION_DELETE).bind(token.hash());
        Ok(query.execute(&mut *self.tx).await?.rows_affected() > 0)
    }

    /// Ends every session of a subject and says how many there were.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_sessions(&mut self, subject: &Subject) -> Result<u64, StoreError> {
        let query = sqlx::query(sql::SESSIONS_DELETE).bind(subject.to_string());
        Ok(query.execute(&mut *self.tx).await?.rows_affected())
    }

    /// Ends every link on a subject, such as those sent to an address that is not its author's any more. They still count as
    /// sent.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn end_links(&mut self, subject: &Subject) -> Result<(), StoreError> {
        let query = sqlx::query(sql::LINKS_END).bind(subject.to_string()).bind(self.now);
        query.execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Deletes every link on a subject.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_links(&mut self, subject: &Subject) -> Result<u64, StoreError> {
        let query = sqlx::query(sql::LINKS_DELETE).bind(subject.to_string());
        Ok(query.execute(&mut *self.tx).await?.rows_affected())
    }

    /// Deletes the sessions and links that ended before a moment, and says how many of each there were.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn clear_access(&mut self, before: i64) -> Result<(u64, u64), StoreError> {
        let sessions = sqlx::query(sql::SESSIONS_CLEAR).bind(before).execute(&mut *self.tx).await?;
        let links = sqlx::query(sql::LINKS_CLEAR).bind(before).execute(&mut *self.tx).await?;
        Ok((sessions.rows_affected(), links.rows_affected()))
    }

    /// Notes that an address is proven, if it still is the one of the application; false when there is nothing to
    /// note.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn confirm_address(
        &mut self,
        id: ApplicationId,
        email: &EmailAddress,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::ADDRESS_CONFIRM).bind(id.to_string()).bind(email.key()).bind(self.now);
        Ok(query.execute(&mut *self.tx).await?.rows_affected() > 0)
    }
}

/// The address of a mailbox, and the pattern of its addresses with more behind a `+`.
pub(super) fn mailbox(address: &EmailAddress) -> (String, String) {
    let (local, host) = address.mailbox();
    (format!("{local}@{host}"), format!("{}+%@{}", escaped(&local), escaped(&host)))
}
