//! The outbox: letters wait here from the transaction of what they tell until a server has taken them.

use sqlx::Row;

use super::row::to_json;
use super::sql::letters as sql;
use super::{StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::email::EmailAddress;
use crate::domain::letter::NewLetter;

impl WriteTx {
    /// Puts a letter into the outbox: it is sent if and only if this transaction is kept.
    ///
    /// # Errors
    /// Its identifier is another one's, or the database refuses.
    pub async fn queue_letter(&mut self, new: &NewLetter) -> Result<(), StoreError> {
        sqlx::query(sql::QUEUE)
            .bind(new.id.to_string())
            .bind(new.letter.kind())
            .bind(new.lang.slug())
            .bind(new.to.as_str())
            .bind(new.about.as_str())
            .bind(to_json(&new.letter)?)
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Deletes the letters about an application or a provider, sent or not.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_letters_about(&mut self, about: &str) -> Result<u64, StoreError> {
        Ok(sqlx::query(sql::DELETE_ABOUT).bind(about).execute(&mut *self.tx).await?.rows_affected())
    }

    /// How many letters with a link an address was given since a moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_link_letters(&mut self, to: &EmailAddress, since: i64) -> Result<i64, StoreError> {
        let query = sqlx::query(sql::COUNT_SINCE).bind(to.as_str()).bind(since);
        let query = query.bind("application_link").bind("space_link");
        Ok(query.fetch_one(&mut *self.tx).await?.try_get(0)?)
    }
}
