//! Logos of providers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::parsed;
use super::sql::logos as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::ids::LogoId;
use crate::domain::logo::{Picture, PictureKind};

impl Store {
    /// A logo, or nothing when there is none of that name.
    ///
    /// # Errors
    /// The database does not answer, or the stored picture can no longer be read.
    pub async fn logo(&self, id: LogoId) -> Result<Option<Picture>, StoreError> {
        let row = sqlx::query(sql::BY_ID).bind(id.to_string()).fetch_optional(&self.reader).await?;
        row.map(|row| picture(&row, id)).transpose()
    }

    /// Logos made before a moment, after one of them in the order of their identifiers, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer, or a stored identifier can no longer be read.
    pub async fn logos_before(
        &self,
        before: i64,
        after: Option<LogoId>,
        limit: u32,
    ) -> Result<Vec<LogoId>, StoreError> {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let query = sqlx::query(sql::OLDER).bind(before).bind(after).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(|row| parsed(row, 0, "logo")).collect()
    }

    /// Whether a provider, an application or a copy of one refers to a logo.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn is_logo_used(&self, id: LogoId) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::REFERENCES).bind(format!("%{id}%"));
        Ok(query.fetch_one(&self.reader).await?.try_get::<i64, _>(0)? > 0)
    }
}

impl WriteTx {
    /// Keeps a picture under a new name.
    ///
    /// # Errors
    /// The name is another one's, or the database refuses.
    pub async fn insert_logo(&mut self, id: LogoId, picture: &Picture) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(id.to_string())
            .bind(picture.kind.slug())
            .bind(STANDARD.encode(&picture.bytes))
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Deletes a logo unless something refers to it; tells whether it was deleted.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_unused_logo(&mut self, id: LogoId) -> Result<bool, StoreError> {
        let references = sqlx::query(sql::REFERENCES).bind(format!("%{id}%"));
        if references.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0 {
            return Ok(false);
        }
        let delete = sqlx::query(sql::DELETE).bind(id.to_string());
        Ok(delete.execute(&mut *self.tx).await?.rows_affected() > 0)
    }
}

fn picture(row: &AnyRow, id: LogoId) -> Result<Picture, StoreError> {
    let corrupt = |reason: String| StoreError::Corrupt { what: format!("logo {id}"), reason };
    let kind: &str = row.try_get(0)?;
    let kind = PictureKind::from_slug(kind).ok_or_else(|| corrupt(format!("unknown type {kind}")))?;
    let bytes = STANDARD.decode(row.try_get::<&str, _>(1)?).map_err(|error| corrupt(error.to_string()))?;
    Ok(Picture { kind, bytes })
}
