//! Files at the import desk, one for each officer, until they are imported or forgotten.

use sqlx::Row;
use uuid::Uuid;

use super::row::{choice, json, parsed, to_json};
use super::sql::imports as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::ids::OfficerId;
use crate::domain::import::{Choices, FileKind};

/// What is known of a file without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOutline {
    /// Identifier, drawn at the edge.
    pub id: Uuid,
    /// When it was brought, in milliseconds since 1970.
    pub at: i64,
    /// What it holds.
    pub kind: FileKind,
    /// What its columns stand for, once somebody has said.
    pub choices: Option<Choices>,
    /// What became, or would become, of it, as JSON; empty before anybody looked.
    pub report: String,
    /// When it was imported.
    pub done_at: Option<i64>,
}

/// A file that is brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImport {
    /// Identifier, drawn at the edge.
    pub id: Uuid,
    /// What it holds.
    pub kind: FileKind,
    /// The file as text.
    pub content: String,
    /// What would become of it, as JSON; empty when its columns have to be explained first.
    pub report: String,
}

impl Store {
    /// What is known of the file that somebody has at the desk.
    ///
    /// # Errors
    /// The database does not answer, or what is stored can no longer be read.
    pub async fn import_outline(&self, officer: OfficerId) -> Result<Option<ImportOutline>, StoreError> {
        let query = sqlx::query(sql::OUTLINE).bind(officer.to_string());
        let Some(row) = query.fetch_optional(&self.reader).await? else { return Ok(None) };
        let what = "import_batch";
        let chosen = !row.try_get::<&str, _>(3)?.is_empty();
        Ok(Some(ImportOutline {
            id: parsed(&row, 0, what)?,
            at: row.try_get(1)?,
            kind: choice(&row, 2, what)?,
            choices: if chosen { Some(json(&row, 3, what)?) } else { None },
            report: row.try_get(4)?,
            done_at: row.try_get(5)?,
        }))
    }

    /// The text of the file that somebody has at the desk, if it still is that one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn import_content(&self, officer: OfficerId, id: Uuid) -> Result<Option<String>, StoreError> {
        let query = sqlx::query(sql::CONTENT).bind(officer.to_string()).bind(id.to_string());
        Ok(query.fetch_optional(&self.reader).await?.map(|row| row.try_get(0)).transpose()?)
    }

    /// How many files came before a moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_imports_before(&self, before: i64) -> Result<i64, StoreError> {
        Ok(sqlx::query(sql::COUNT_OLD).bind(before).fetch_one(&self.reader).await?.try_get(0)?)
    }
}

impl WriteTx {
    /// Keeps the file of an officer; the one they had is forgotten.
    ///
    /// # Errors
    /// There is no such officer, or the database refuses.
    pub async fn put_import(&mut self, officer: OfficerId, new: &NewImport) -> Result<(), StoreError> {
        self.delete_import(officer).await?;
        sqlx::query(sql::INSERT)
            .bind(officer.to_string())
            .bind(new.id.to_string())
            .bind(self.now)
            .bind(new.kind.slug())
            .bind(new.content.as_str())
            .bind("")
            .bind(new.report.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Says what the columns of a file stand for and what would become of it; tells whether it is still there.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn choose_columns(
        &mut self,
        officer: OfficerId,
        id: Uuid,
        choices: &Choices,
        report: &str,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::CHOOSE).bind(officer.to_string()).bind(id.to_string());
        let done = query.bind(to_json(choices)?).bind(report).execute(&mut *self.tx).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Leaves of a file only what became of it; tells whether it was there and not imported yet.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn finish_import(
        &mut self,
        officer: OfficerId,
        id: Uuid,
        report: &str,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::FINISH).bind(officer.to_string()).bind(id.to_string());
        let done = query.bind(report).bind(self.now).execute(&mut *self.tx).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets the file of an officer; tells whether there was one.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_import(&mut self, officer: OfficerId) -> Result<bool, StoreError> {
        let done = sqlx::query(sql::DELETE).bind(officer.to_string()).execute(&mut *self.tx).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets the files that came before a moment; tells how many.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_imports_before(&mut self, before: i64) -> Result<u64, StoreError> {
        Ok(sqlx::query(sql::DELETE_OLD).bind(before).execute(&mut *self.tx).await?.rows_affected())
    }
}
