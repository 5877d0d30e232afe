//! Who answers for a provider.

use sqlx::Row;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::row::{choice, parsed, parsed_email};
use super::sql::contacts as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::form::assemble::Contact;
use crate::domain::ids::ProviderId;

/// Somebody who answers for a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredContact {
    /// The provider.
    pub provider_id: ProviderId,
    /// The person; the address is all lower case.
    pub contact: Contact,
    /// Since when, in milliseconds since 1970.
    pub created_at: i64,
}

impl Store {
    /// The providers that an address answers for, at most a hundred.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn providers_of_contact(&self, email: &EmailAddress) -> Result<Vec<ProviderId>, StoreError> {
        let query = sqlx::query(sql::PROVIDERS).bind(email.key());
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| parsed(row, 0, "contact")).collect()
    }

    /// What an address answers for, and as whom, at most a hundred providers.
    ///
    /// # Errors
    /// The database does not answer, or a stored contact can no longer be read.
    pub async fn contacts_of(&self, email: &EmailAddress) -> Result<Vec<StoredContact>, StoreError> {
        let query = sqlx::query(sql::OF_EMAIL).bind(email.key());
        query.fetch_all(&self.reader).await?.iter().map(contact).collect()
    }

    /// How many people answer for a provider.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_contacts(&self, provider: ProviderId) -> Result<i64, StoreError> {
        let query = sqlx::query(sql::COUNT).bind(provider.to_string());
        Ok(query.fetch_one(&self.reader).await?.try_get(0)?)
    }
}

impl Store {
    /// Who answers for a provider, at most a hundred people.
    ///
    /// # Errors
    /// The database does not answer, or a stored contact can no longer be read.
    pub async fn contacts_of_provider(&self, provider: ProviderId) -> Result<Vec<StoredContact>, StoreError> {
        let query = sqlx::query(sql::OF_PROVIDER).bind(provider.to_string());
        query.fetch_all(&self.reader).await?.iter().map(contact).collect()
    }
}

impl WriteTx {
    /// Makes an address answer for a provider, or changes what is known of whoever reads it. `id` is drawn at the edge.
    ///
    /// # Errors
    /// There is no such provider, or the database refuses.
    pub async fn put_contact(
        &mut self,
        id: Uuid,
        provider: ProviderId,
        contact: &Contact,
    ) -> Result<(), StoreError> {
        let changed = sqlx::query(sql::UPDATE)
            .bind(provider.to_string())
            .bind(contact.email.key())
            .bind(contact.name.as_str())
            .bind(contact.phone.as_deref())
            .bind(contact.lang.slug())
            .execute(&mut *self.tx)
            .await?;
        if changed.rows_affected() > 0 {
            return Ok(());
        }
        sqlx::query(sql::INSERT)
            .bind(id.to_string())
            .bind(provider.to_string())
            .bind(contact.email.key())
            .bind(contact.name.as_str())
            .bind(contact.phone.as_deref())
            .bind(contact.lang.slug())
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// What an address answers for, and as whom, at most a hundred providers.
    ///
    /// # Errors
    /// The database does not answer, or a stored contact can no longer be read.
    pub async fn contacts_of(&mut self, email: &EmailAddress) -> Result<Vec<StoredContact>, StoreError> {
        let query = sqlx::query(sql::OF_EMAIL).bind(email.key());
        query.fetch_all(&mut *self.tx).await?.iter().map(contact).collect()
    }

    /// Who answers for a provider, at most a hundred people.
    ///
    /// # Errors
    /// The database does not answer, or a stored contact can no longer be read.
    pub async fn contacts_of_provider(
        &mut self,
        provider: ProviderId,
    ) -> Result<Vec<StoredContact>, StoreError> {
        let query = sqlx::query(sql::OF_PROVIDER).bind(provider.to_string());
        query.fetch_all(&mut *self.tx).await?.iter().map(contact).collect()
    }

    /// Whether an address answers for a provider.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn answers_for(
        &mut self,
        email: &EmailAddress,
        provider: ProviderId,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::ANSWERS).bind(email.key()).bind(provider.to_string());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }

    /// Whether anybody answers for a provider.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_contact(&mut self, provider: ProviderId) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::COUNT).bind(provider.to_string());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }

    /// Takes an address out of everything that it answers for.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_contacts(&mut self, email: &EmailAddress) -> Result<(), StoreError> {
        sqlx::query(sql::DELETE).bind(email.key()).execute(&mut *self.tx).await?;
        Ok(())
    }
}

/// The columns of `sql::OF_EMAIL` and `sql::OF_PROVIDER`.
fn contact(row: &AnyRow) -> Result<StoredContact, StoreError> {
    let what = "contact";
    Ok(StoredContact {
        provider_id: parsed(row, 0, what)?,
        contact: Contact {
            email: parsed_email(row.try_get(1)?, what)?,
            name: row.try_get(2)?,
            phone: row.try_get(3)?,
            lang: choice(row, 4, what)?,
        },
        created_at: row.try_get(5)?,
    })
}
