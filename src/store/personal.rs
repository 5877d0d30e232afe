//! What is stored about a person, under an address of mail: given out on demand, and erased.

use sqlx::Row;

use super::row::{escaped, json, parsed, to_json};
use super::sql::personal as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::access::Subject;
use crate::domain::application::Submission;
use crate::domain::email::EmailAddress;
use crate::domain::erasure::json_without_address;
use crate::domain::ids::ApplicationId;

/// Most rows of one kind that are given out or looked through.
const MOST: i64 = 1_000;

/// When something that lets somebody in was given out, and until when it was good: milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct AccessDates {
    /// When it was given out.
    pub created_at: i64,
    /// Its end.
    pub ends_at: i64,
    /// When it was used or replaced; nothing for a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_at: Option<i64>,
}

impl Store {
    /// Everything that was sent of an application with when, oldest first, at most a thousand copies.
    ///
    /// # Errors
    /// The database does not answer, or a stored copy can no longer be read.
    pub async fn submissions(&self, id: ApplicationId) -> Result<Vec<(i64, Submission)>, StoreError> {
        let query = sqlx::query(sql::SUBMISSIONS).bind(id.to_string()).bind(MOST);
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, json(row, 1, "submission")?))).collect()
    }

    /// The sessions of a subject, newest first, at most a thousand.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn sessions_of(&self, subject: &Subject) -> Result<Vec<AccessDates>, StoreError> {
        let query = sqlx::query(sql::SESSIONS).bind(subject.to_string()).bind(MOST);
        let rows = query.fetch_all(&self.reader).await?;
        let dates = |row: &sqlx::any::AnyRow| {
            Ok(AccessDates { created_at: row.try_get(0)?, ends_at: row.try_get(1)?, used_at: None })
        };
        rows.iter().map(dates).collect()
    }

    /// The links sent to an address, newest first, at most a thousand.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn links_to(&self, email: &EmailAddress) -> Result<Vec<AccessDates>, StoreError> {
        let query = sqlx::query(sql::LINKS).bind(email.key()).bind(MOST);
        let rows = query.fetch_all(&self.reader).await?;
        let dates = |row: &sqlx::any::AnyRow| {
            let used_at = row.try_get(2)?;
            Ok(AccessDates { created_at: row.try_get(0)?, ends_at: row.try_get(1)?, used_at })
        };
        rows.iter().map(dates).collect()
    }

    /// The applications that name an address anywhere in what was typed, sent, said or seen, at most a thousand. Looks
    /// through all of them, so it is asked before a transaction is opened.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn applications_naming(&self, email: &EmailAddress) -> Result<Vec<ApplicationId>, StoreError> {
        let query = sqlx::query(sql::NAMING).bind(pattern(email)).bind(MOST);
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| parsed(row, 0, "application")).collect()
    }
}

/// The pattern of texts that hold an address.
fn pattern(email: &EmailAddress) -> String {
    format!("%{}%", escaped(&email.key()))
}

/// How the texts of an application are read and written back: by its identifier and a number.
const TEXTS: [(&str, &str); 4] = [
    (sql::ANSWER_TEXTS, sql::ANSWER_REWRITE),
    (sql::EVENT_TEXTS, sql::EVENT_REWRITE),
    (sql::FACT_TEXTS, sql::FACT_REWRITE),
    (sql::SEEN_TEXTS, sql::SEEN_REWRITE),
];

impl WriteTx {
    /// The applications of an address, at most a thousand.
    ///
    /// # Errors
    /// The database does not answer, or a stored identifier can no longer be read.
    pub async fn applications_of(&mut self, email: &EmailAddress) -> Result<Vec<ApplicationId>, StoreError> {
        let query = sqlx::query(sql::APPLICATIONS).bind(email.key()).bind(MOST);
        let rows = query.fetch_all(&mut *self.tx).await?;
        rows.iter().map(|row| parsed(row, 0, "application")).collect()
    }

    /// Deletes the letters to an address, sent or not, and the links sent to it, used or not.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_mail_to(&mut self, email: &EmailAddress) -> Result<(), StoreError> {
        for statement in [sql::LETTERS_DELETE, sql::LINKS_DELETE] {
            sqlx::query(statement).bind(email.key()).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Makes an address unreadable in an application of somebody else; a frozen copy that was sent from it is deleted.
    ///
    /// # Errors
    /// The database does not answer or refuses.
    pub async fn forget_address(
        &mut self,
        id: ApplicationId,
        email: &EmailAddress,
    ) -> Result<(), StoreError> {
        for (texts, rewrite) in TEXTS {
            for (number, text) in self.texts(texts, id).await? {
                if let Some(changed) = json_without_address(&text, email) {
                    self.rewrite(rewrite, id, number, changed).await?;
                }
            }
        }
        for (number, text) in self.texts(sql::SUBMISSION_TEXTS, id).await? {
            let Some(changed) = json_without_address(&text, email) else { continue };
            match serde_json::from_str::<Submission>(&changed) {
                Ok(sent) => self.rewrite(sql::SUBMISSION_REWRITE, id, number, to_json(&sent)?).await?,
                // Whom to write to was this address.
                Err(_) => {
                    let query = sqlx::query(sql::SUBMISSION_DELETE).bind(id.to_string()).bind(number);
                    query.execute(&mut *self.tx).await?;
                }
            }
        }
        Ok(())
    }

    async fn texts(
        &mut self,
        statement: &'static str,
        id: ApplicationId,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        let rows = sqlx::query(statement).bind(id.to_string()).fetch_all(&mut *self.tx).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    async fn rewrite(
        &mut self,
        statement: &'static str,
        id: ApplicationId,
        number: i64,
        text: String,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(statement).bind(id.to_string()).bind(number).bind(text);
        query.execute(&mut *self.tx).await?;
        Ok(())
    }
}
