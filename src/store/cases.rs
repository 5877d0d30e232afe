//! Cases of the desk: applications and reports that wait for somebody.

use std::collections::BTreeSet;

use super::sql::cases as sql;
use super::{StoreError, WriteTx};

impl WriteTx {
    /// Says what a case (the identifier of an application or a report) can be filtered by: `type:SLUG`,
    /// `departement:CODE`, `flag:SLUG`. What it could be filtered by before is forgotten.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn set_case_tags(&mut self, case: &str, tags: &BTreeSet<String>) -> Result<(), StoreError> {
        sqlx::query(sql::TAGS_DELETE).bind(case).execute(&mut *self.tx).await?;
        for tag in tags {
            sqlx::query(sql::TAG_INSERT).bind(case).bind(tag.as_str()).execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}
