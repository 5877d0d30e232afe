//! People at the vetting desk.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{choice, parsed, parsed_email};
use super::sql::officers as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::email::EmailAddress;
use crate::domain::ids::OfficerId;
use crate::domain::lang::Lang;

/// Most officers that are read at once.
const MAX_OFFICERS: i64 = 1_000;

/// Somebody at the vetting desk. Times are milliseconds since 1970.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredOfficer {
    /// Identifier.
    pub id: OfficerId,
    /// Address, all lower case.
    pub email: EmailAddress,
    /// Name, as colleagues read it.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Language of their letters.
    pub lang: Lang,
    /// Argon2id in the PHC form; nothing before the invitation is taken up.
    pub password: Option<String>,
    /// Secret of the second factor in base32; nothing before the invitation is taken up.
    pub totp: Option<String>,
    /// Last step of time whose code was used.
    pub totp_step: i64,
    /// When they were invited.
    pub created_at: i64,
    /// When they took the invitation up.
    pub enrolled_at: Option<i64>,
    /// When they were deactivated.
    pub ended_at: Option<i64>,
}

impl std::fmt::Debug for StoredOfficer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredOfficer")
            .field("id", &self.id)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

impl StoredOfficer {
    /// Whether they may come in: invited, enrolled and not deactivated.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.enrolled_at.is_some() && self.ended_at.is_none()
    }
}

impl Store {
    /// Somebody at the desk.
    ///
    /// # Errors
    /// The database does not answer, or the stored officer can no longer be read.
    pub async fn officer(&self, id: OfficerId) -> Result<Option<StoredOfficer>, StoreError> {
        let query = sqlx::query(sql::BY_ID).bind(id.to_string());
        query.fetch_optional(&self.reader).await?.as_ref().map(officer).transpose()
    }

    /// Whoever reads an address, if they work at the desk.
    ///
    /// # Errors
    /// The database does not answer, or the stored officer can no longer be read.
    pub async fn officer_by_email(&self, email: &EmailAddress) -> Result<Option<StoredOfficer>, StoreError> {
        let query = sqlx::query(sql::BY_EMAIL).bind(email.key());
        query.fetch_optional(&self.reader).await?.as_ref().map(officer).transpose()
    }

    /// Everybody who works or worked at the desk, at most 1,000.
    ///
    /// # Errors
    /// The database does not answer, or a stored officer can no longer be read.
    pub async fn officers(&self) -> Result<Vec<StoredOfficer>, StoreError> {
        sqlx::query(sql::ALL).bind(MAX_OFFICERS).fetch_all(&self.reader).await?.iter().map(officer).collect()
    }
}

impl WriteTx {
    /// Somebody at the desk, as they are before this transaction changes them.
    ///
    /// # Errors
    /// The database does not answer, or the stored officer can no longer be read.
    pub async fn officer(&mut self, id: OfficerId) -> Result<Option<StoredOfficer>, StoreError> {
        let query = sqlx::query(sql::BY_ID).bind(id.to_string());
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(officer).transpose()
    }

    /// Whoever reads an address, if they work at the desk.
    ///
    /// # Errors
    /// The database does not answer, or the stored officer can no longer be read.
    pub async fn officer_by_email(
        &mut self,
        email: &EmailAddress,
    ) -> Result<Option<StoredOfficer>, StoreError> {
        let query = sqlx::query(sql::BY_EMAIL).bind(email.key());
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(officer).transpose()
    }

    /// Adds somebody to the desk.
    ///
    /// # Errors
    /// Their identifier or address is another one's, or the database refuses.
    pub async fn insert_officer(&mut self, new: &StoredOfficer) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(new.id.to_string())
            .bind(new.email.key())
            .bind(new.name.as_str())
            .bind(new.role.slug())
            .bind(new.lang.slug())
            .bind(new.password.as_deref())
            .bind(new.totp.as_deref())
            .bind(new.totp_step)
            .bind(new.created_at)
            .bind(new.enrolled_at)
            .bind(new.ended_at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Changes somebody at the desk; their address stays.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn update_officer(&mut self, changed: &StoredOfficer) -> Result<(), StoreError> {
        sqlx::query(sql::UPDATE)
            .bind(changed.id.to_string())
            .bind(changed.name.as_str())
            .bind(changed.role.slug())
            .bind(changed.lang.slug())
            .bind(changed.password.as_deref())
            .bind(changed.totp.as_deref())
            .bind(changed.totp_step)
            .bind(changed.enrolled_at)
            .bind(changed.ended_at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

/// The columns of `sql::BY_…`.
fn officer(row: &AnyRow) -> Result<StoredOfficer, StoreError> {
    let what = "officer";
    Ok(StoredOfficer {
        id: parsed(row, 0, what)?,
        email: parsed_email(row.try_get(1)?, what)?,
        name: row.try_get(2)?,
        role: choice(row, 3, what)?,
        lang: choice(row, 4, what)?,
        password: row.try_get(5)?,
        totp: row.try_get(6)?,
        totp_step: row.try_get(7)?,
        created_at: row.try_get(8)?,
        enrolled_at: row.try_get(9)?,
        ended_at: row.try_get(10)?,
    })
}
