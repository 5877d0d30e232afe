//! How people at the desk come in: their open sessions, their codes on paper, their invitations.

use sqlx::Row;

use super::row::{parsed, parsed_email};
use super::sql::desk_access as sql;
use super::{Store, StoreError, UsedLink, WriteTx};
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::ids::OfficerId;

/// Most sessions that are listed.
const MAX_SESSIONS: i64 = 100;

/// A session that is open. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Hash of its secret.
    pub hash: String,
    /// What it gives access to.
    pub subject: Subject,
    /// When it was opened.
    pub created_at: i64,
    /// When it ends, unless it is used.
    pub ends_at: i64,
    /// What the browser says it is.
    pub browser: String,
}

impl Store {
    /// The sessions of a subject that are open at a moment, the latest first, at most 100.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_sessions(&self, subject: &Subject, now: i64) -> Result<Vec<OpenSession>, StoreError> {
        let query = sqlx::query(sql::SESSIONS).bind(subject.to_string()).bind(now).bind(MAX_SESSIONS);
        query.fetch_all(&self.reader).await?.iter().map(session).collect()
    }

    /// A session that is open at a moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_session(&self, token: &Token, now: i64) -> Result<Option<OpenSession>, StoreError> {
        let query = sqlx::query(sql::SESSION_OF_TOKEN).bind(token.hash()).bind(now);
        query.fetch_optional(&self.reader).await?.as_ref().map(session).transpose()
    }

    /// When each of those who have a session open at a moment opened their last one.
    ///
    /// # Errors
    /// The database does not answer, or a stored subject can no longer be read.
    pub async fn desk_presence(&self, now: i64) -> Result<Vec<(Subject, i64)>, StoreError> {
        let query = sqlx::query(sql::PRESENCE).bind(now);
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| Ok((parsed(row, 0, "session")?, row.try_get(1)?))).collect()
    }

    /// What a link is for that could be used at a moment; it stays good.
    ///
    /// # Errors
    /// The database does not answer, or a stored link can no longer be read.
    pub async fn good_link(
        &self,
        token: &Token,
        purpose: LinkPurpose,
        now: i64,
    ) -> Result<Option<UsedLink>, StoreError> {
        let query = sqlx::query(sql::LINK_OF_TOKEN).bind(token.hash()).bind(purpose.slug()).bind(now);
        let Some(row) = query.fetch_optional(&self.reader).await? else { return Ok(None) };
        Ok(Some(UsedLink {
            email: parsed_email(row.try_get(0)?, "link")?,
            subject: parsed(&row, 1, "link")?,
        }))
    }

    /// How many codes on paper somebody has left.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn recovery_codes_left(&self, officer: OfficerId) -> Result<i64, StoreError> {
        let query = sqlx::query(sql::CODES_LEFT).bind(officer.to_string());
        Ok(query.fetch_one(&self.reader).await?.try_get(0)?)
    }
}

impl WriteTx {
    /// Gives somebody other codes on paper, in place of those they had.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn replace_recovery_codes(
        &mut self,
        officer: OfficerId,
        hashes: &[String],
    ) -> Result<(), StoreError> {
        sqlx::query(sql::CODES_DELETE).bind(officer.to_string()).execute(&mut *self.tx).await?;
        for hash in hashes {
            let query = sqlx::query(sql::CODE_INSERT).bind(officer.to_string()).bind(hash.as_str());
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Uses a code on paper up; false when it is none of theirs or was used.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn use_recovery_code(&mut self, officer: OfficerId, hash: &str) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::CODE_USE).bind(officer.to_string()).bind(hash).bind(self.now);
        Ok(query.execute(&mut *self.tx).await?.rows_affected() > 0)
    }

    /// Notes what the browser of a session says it is.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn name_session(&mut self, token: &Token, browser: &str) -> Result<(), StoreError> {
        let query = sqlx::query(sql::SESSION_NAME).bind(token.hash()).bind(browser);
        query.execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Lets a session go on until a moment, if it has not ended.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn extend_session(&mut self, token: &Token, ends_at: i64) -> Result<(), StoreError> {
        let query = sqlx::query(sql::SESSION_EXTEND).bind(token.hash()).bind(ends_at).bind(self.now);
        query.execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Ends one session of a subject by the hash of its secret; false when it has none such.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_session_of(&mut self, subject: &Subject, hash: &str) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::SESSION_DELETE_OF).bind(subject.to_string()).bind(hash);
        Ok(query.execute(&mut *self.tx).await?.rows_affected() > 0)
    }

    /// Ends every session of a subject but one, and says how many there were.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_other_sessions(
        &mut self,
        subject: &Subject,
        kept: &Token,
    ) -> Result<u64, StoreError> {
        let query = sqlx::query(sql::SESSIONS_DELETE_OTHERS).bind(subject.to_string()).bind(kept.hash());
        Ok(query.execute(&mut *self.tx).await?.rows_affected())
    }

    /// How many administrators may come in, somebody left out.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_other_administrators(&mut self, officer: OfficerId) -> Result<i64, StoreError> {
        let query = sqlx::query(sql::COUNT_OTHERS).bind(officer.to_string());
        let query = query.bind(Role::Administrator.slug());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get(0)?)
    }
}

/// The columns of `sql::SESSION…`.
fn session(row: &sqlx::any::AnyRow) -> Result<OpenSession, StoreError> {
    Ok(OpenSession {
        hash: row.try_get(0)?,
        subject: parsed(row, 1, "session")?,
        created_at: row.try_get(2)?,
        ends_at: row.try_get(3)?,
        browser: row.try_get(4)?,
    })
}
