//! Who answers for a provider.

use sqlx::Row;
use uuid::Uuid;

use super::row::parsed_text;
use super::sql::applications as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::form::assemble::Contact;
use crate::domain::ids::ProviderId;

impl Store {
    /// The providers that an address answers for, at most a hundred.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn providers_of_contact(&self, email: &EmailAddress) -> Result<Vec<ProviderId>, StoreError> {
        let query = sqlx::query(sql::PROVIDERS_OF_CONTACT).bind(email.key());
        let rows = query.fetch_all(&self.reader).await?;
        rows.iter().map(|row| parsed_text(row.try_get(0)?, "contact")).collect()
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
        let changed = sqlx::query(sql::CONTACT_UPDATE)
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
        sqlx::query(sql::CONTACT_INSERT)
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

    /// Whether an address answers for a provider.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn answers_for(
        &mut self,
        email: &EmailAddress,
        provider: ProviderId,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::PROVIDERS_OF_CONTACT).bind(email.key());
        let rows = query.fetch_all(&mut *self.tx).await?;
        let wanted = provider.to_string();
        let found = rows.iter().map(|row| Ok(row.try_get::<String, _>(0)? == wanted));
        found.collect::<Result<Vec<bool>, StoreError>>().map(|found| found.contains(&true))
    }

    /// Whether anybody answers for a provider.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn has_contact(&mut self, provider: ProviderId) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::CONTACT_COUNT).bind(provider.to_string());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }
}
