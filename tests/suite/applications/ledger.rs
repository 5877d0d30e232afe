//! What stands in the database, past the store.

use std::sync::atomic::Ordering;

use sqlx::Row;

use super::desk::Desk;
use crate::support::databases::raw;

const TABLES: &[&str] = &[
    "application",
    "application_event",
    "audit_log",
    "case_comment",
    "change_clock",
    "contact",
    "decision",
    "inspection",
    "letter",
    "link",
    "listing",
    "logo",
    "proposal",
    "provider",
    "session",
    "submission",
];

impl Desk {
    /// What a query gives, each row as text.
    pub async fn rows(&self, query: &str) -> Vec<String> {
        let mut connection = raw(&self.database.url).await;
        let query = sqlx::query(sqlx::AssertSqlSafe(query.to_owned()));
        query.fetch_all(&mut connection).await.unwrap().iter().map(|row| row.get(0)).collect()
    }

    /// Does what no verb does, past the store.
    pub async fn tamper(&self, statement: &str) {
        let mut connection = raw(&self.database.url).await;
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
    }

    pub fn is_sqlite(&self) -> bool {
        self.database.url.starts_with("sqlite:")
    }

    /// Every row of every table that a verb writes, as text.
    pub async fn everything(&self) -> Vec<String> {
        let mut rows = Vec::new();
        for table in TABLES {
            let query = if self.is_sqlite() {
                let columns = format!(
                    "select group_concat('quote(' || name || ')', ' || '','' || ') from pragma_table_info('{table}')"
                );
                format!("select {} from {table} order by 1", self.rows(&columns).await[0])
            } else {
                format!("select cast({table} as text) from {table} order by 1")
            };
            rows.push((*table).to_owned());
            rows.extend(self.rows(&query).await);
        }
        rows
    }

    /// Kinds of the letters in the outbox, in the order in which they were written.
    pub async fn letters(&self) -> Vec<String> {
        self.rows("select kind from letter order by created_at, id").await
    }

    /// Fails unless exactly these rows were added to the audit log since the last time this was asked.
    pub async fn assert_wrote(&self, actions: &[&str]) {
        let before = self.audited.load(Ordering::Relaxed);
        let new = self.rows(&format!("select action from audit_log where seq > {before} order by seq")).await;
        assert_eq!(new, actions);
        self.audited.fetch_add(i64::try_from(new.len()).unwrap(), Ordering::Relaxed);
    }

    /// Leaves the rows of the audit log written so far out of [`Desk::assert_wrote`].
    pub async fn overlook(&self) {
        self.audited.store(self.store.count_audit_rows().await.unwrap(), Ordering::Relaxed);
    }
}
