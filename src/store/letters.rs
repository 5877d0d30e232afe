//! The outbox: letters wait here from the transaction of what they tell until a server has taken them.

use super::row::to_json;
use super::sql::letters as sql;
use super::{StoreError, WriteTx};
use crate::domain::choice::Choice;
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
}
