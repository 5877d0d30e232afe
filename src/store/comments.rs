//! What people at the desk say about a case.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{choice, parsed};
use super::sql::comments as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::desk::comment::Audience;
use crate::domain::ids::{CommentId, OfficerId};

/// Most comments that are read of one case.
const MOST: i64 = 200;

/// A comment on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Identifier, drawn at the edge.
    pub id: CommentId,
    /// The case: identifier of an application or a report.
    pub case: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who says it.
    pub officer: OfficerId,
    /// Who reads it.
    pub audience: Audience,
    /// What is said.
    pub words: String,
}

impl Store {
    /// The newest 200 comments on a case, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored comment can no longer be read.
    pub async fn comments(&self, case: &str) -> Result<Vec<Comment>, StoreError> {
        let query = sqlx::query(sql::OF_CASE).bind(case).bind(MOST);
        query.fetch_all(&self.reader).await?.iter().rev().map(comment).collect()
    }
}

impl WriteTx {
    /// Adds a comment.
    ///
    /// # Errors
    /// Its identifier is another one's, or the database refuses.
    pub async fn insert_comment(&mut self, new: &Comment) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(new.id.to_string())
            .bind(new.case.as_str())
            .bind(new.at)
            .bind(new.officer.to_string())
            .bind(new.audience.slug())
            .bind(new.words.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Deletes the comments on a case that is erased.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn delete_comments(&mut self, case: &str) -> Result<(), StoreError> {
        sqlx::query(sql::DELETE).bind(case).execute(&mut *self.tx).await?;
        Ok(())
    }
}

/// The columns of `sql::OF_CASE`.
fn comment(row: &AnyRow) -> Result<Comment, StoreError> {
    let what = "case_comment";
    Ok(Comment {
        id: parsed(row, 0, what)?,
        case: row.try_get(1)?,
        at: row.try_get(2)?,
        officer: parsed(row, 3, what)?,
        audience: choice(row, 4, what)?,
        words: row.try_get(5)?,
    })
}
