//! Applications, what was sent, and their history.

mod drafts;
mod stored;

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{json, to_json};
use super::sql::{applications as sql, cases};
use super::{Store, StoreError, WriteTx};
use crate::domain::application::{ApplicationKind, Happened, Reference, Submission};
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{ApplicationId, ProviderId};

use stored::application;
pub use stored::{NewApplication, StoredApplication};

impl Store {
    /// The application of a reference.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn application(&self, reference: &Reference) -> Result<Option<StoredApplication>, StoreError> {
        let query = sqlx::query(sql::BY_REFERENCE).bind(reference.as_str());
        query.fetch_optional(&self.reader).await?.as_ref().map(application).transpose()
    }

    /// An application.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn application_by_id(
        &self,
        id: ApplicationId,
    ) -> Result<Option<StoredApplication>, StoreError> {
        let query = sqlx::query(sql::BY_ID).bind(id.to_string());
        query.fetch_optional(&self.reader).await?.as_ref().map(application).transpose()
    }

    /// The applications of an address, those whose address is proved before those that anybody may have begun, of these the
    /// one changed last first, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn applications_of(
        &self,
        email: &EmailAddress,
        limit: u32,
    ) -> Result<Vec<StoredApplication>, StoreError> {
        let query = sqlx::query(sql::OF_EMAIL).bind(email.key()).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(application).collect()
    }

    /// The newest application of a kind about a provider that nothing is decided of.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn open_application_about(
        &self,
        provider: ProviderId,
        kind: ApplicationKind,
    ) -> Result<Option<StoredApplication>, StoreError> {
        let query = sqlx::query(sql::OPEN_OF_PROVIDER).bind(provider.to_string()).bind(kind.slug());
        query.fetch_optional(&self.reader).await?.as_ref().map(application).transpose()
    }

    /// The history of an application, oldest first, with times.
    ///
    /// # Errors
    /// The database does not answer, or a stored event can no longer be read.
    pub async fn history(&self, id: ApplicationId) -> Result<Vec<(i64, Happened)>, StoreError> {
        let rows = sqlx::query(sql::EVENTS).bind(id.to_string()).fetch_all(&self.reader).await?;
        rows.iter().map(event).collect()
    }

    /// What was sent last.
    ///
    /// # Errors
    /// The database does not answer, or the stored copy can no longer be read.
    pub async fn submission(&self, id: ApplicationId) -> Result<Option<Submission>, StoreError> {
        let query = sqlx::query(sql::SUBMISSION).bind(id.to_string());
        let row = query.fetch_optional(&self.reader).await?;
        row.map(|row| json(&row, 0, "submission")).transpose()
    }

    /// How many milliseconds the latest decisions took, at most `limit` of them.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn decision_times(&self, limit: u32) -> Result<Vec<i64>, StoreError> {
        let query = sqlx::query(sql::DECISION_TIMES).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

impl WriteTx {
    /// Adds a draft.
    ///
    /// # Errors
    /// Its identifier, reference or start key is another one's, or the database refuses.
    pub async fn insert_application(&mut self, new: &NewApplication) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(new.id.to_string())
            .bind(new.reference.as_str())
            .bind(new.start_key.as_str())
            .bind(new.kind.slug())
            .bind(new.lang.slug())
            .bind(new.proved.as_ref().map(EmailAddress::key))
            .bind(new.proved.as_ref().map(|_| self.now))
            .bind(new.provider_id.map(|id| id.to_string()))
            .bind(to_json(&new.answers)?)
            .bind(to_json(&new.flags)?)
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// An application, as it is before this transaction changes it.
    ///
    /// # Errors
    /// The database does not answer, or the stored application can no longer be read.
    pub async fn application(&mut self, id: ApplicationId) -> Result<Option<StoredApplication>, StoreError> {
        self.one_application(sql::BY_ID, &id.to_string()).await
    }

    /// The application that a start page began.
    ///
    /// # Errors
    /// The database does not answer, or the stored application can no longer be read.
    pub async fn application_begun_by(
        &mut self,
        start_key: &str,
    ) -> Result<Option<StoredApplication>, StoreError> {
        self.one_application(sql::BY_START_KEY, start_key).await
    }

    /// The newest application of a kind about a provider that nothing is decided of.
    ///
    /// # Errors
    /// The database does not answer, or the stored application can no longer be read.
    pub async fn open_application_about(
        &mut self,
        provider: ProviderId,
        kind: ApplicationKind,
    ) -> Result<Option<StoredApplication>, StoreError> {
        let query = sqlx::query(sql::OPEN_OF_PROVIDER).bind(provider.to_string()).bind(kind.slug());
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(application).transpose()
    }

    async fn one_application(
        &mut self,
        statement: &'static str,
        value: &str,
    ) -> Result<Option<StoredApplication>, StoreError> {
        let row = sqlx::query(statement).bind(value).fetch_optional(&mut *self.tx).await?;
        row.as_ref().map(application).transpose()
    }

    /// The applications of an address, in the order of [`Store::applications_of`], at most `limit`.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn newest_applications_of(
        &mut self,
        email: &EmailAddress,
        limit: u32,
    ) -> Result<Vec<StoredApplication>, StoreError> {
        let query = sqlx::query(sql::OF_EMAIL).bind(email.key()).bind(i64::from(limit));
        query.fetch_all(&mut *self.tx).await?.iter().map(application).collect()
    }

    /// The history of an application, oldest first, with times.
    ///
    /// # Errors
    /// The database does not answer, or a stored event can no longer be read.
    pub async fn history(&mut self, id: ApplicationId) -> Result<Vec<(i64, Happened)>, StoreError> {
        let rows = sqlx::query(sql::EVENTS).bind(id.to_string()).fetch_all(&mut *self.tx).await?;
        rows.iter().map(event).collect()
    }

    /// Changes an application, whose version grows by one.
    ///
    /// # Errors
    /// It is not any more what it was when it was read, or the database refuses.
    pub async fn update_application(&mut self, changed: &StoredApplication) -> Result<(), StoreError> {
        let done = sqlx::query(sql::UPDATE)
            .bind(changed.id.to_string())
            .bind(changed.version)
            .bind(changed.state.slug())
            .bind(changed.lang.slug())
            .bind(changed.email.as_ref().map(EmailAddress::key))
            .bind(changed.email_verified_at)
            .bind(changed.provider_id.map(|id| id.to_string()))
            .bind(to_json(&changed.answers)?)
            .bind(to_json(&changed.flags)?)
            .bind(self.now)
            .bind(changed.submitted_at)
            .bind(changed.decided_at)
            .bind(changed.warned_at)
            .bind(changed.assignee.map(|id| id.to_string()))
            .execute(&mut *self.tx)
            .await?;
        match done.rows_affected() {
            1 => Ok(()),
            _ => Err(StoreError::Conflict("the application has changed meanwhile".to_owned())),
        }
    }

    /// Adds a frozen copy of what is sent.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn insert_submission(
        &mut self,
        id: ApplicationId,
        sent: &Submission,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(sql::SUBMISSION_INSERT).bind(id.to_string());
        query.bind(self.now).bind(to_json(sent)?).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// What was sent last.
    ///
    /// # Errors
    /// The database does not answer, or the stored copy can no longer be read.
    pub async fn submission(&mut self, id: ApplicationId) -> Result<Option<Submission>, StoreError> {
        let row = sqlx::query(sql::SUBMISSION).bind(id.to_string()).fetch_optional(&mut *self.tx).await?;
        row.map(|row| json(&row, 0, "submission")).transpose()
    }

    /// Adds to the history of an application.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn insert_event(&mut self, id: ApplicationId, happened: &Happened) -> Result<(), StoreError> {
        let query = sqlx::query(sql::EVENT_INSERT).bind(id.to_string());
        query.bind(self.now).bind(to_json(happened)?).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Deletes an application with everything that hangs on it, its letters excepted.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_application(&mut self, id: ApplicationId) -> Result<(), StoreError> {
        for statement in [
            cases::TAGS_DELETE,
            sql::SUBMISSION_DELETE,
            sql::EVENT_DELETE,
            sql::INSPECTION_DELETE,
            sql::DELETE,
        ] {
            sqlx::query(statement).bind(id.to_string()).execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}

/// The columns of `sql::EVENTS`.
fn event(row: &AnyRow) -> Result<(i64, Happened), StoreError> {
    Ok((row.try_get(0)?, json(row, 1, "application_event")?))
}
