//! What was decided at the desk. Decisions are only ever added.

use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{choice, json, optional, parsed, to_json};
use super::sql::decisions as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::criteria::{CRITERIA_VERSION, Criterion};
use crate::domain::desk::decision::Outcome;
use crate::domain::ids::{ApplicationId, DecisionId, ListingId, OfficerId, ProviderId, ReportId};
use crate::domain::letter::Reason;

/// Most decisions that are read about one thing.
const MOST: i64 = 200;

/// A decision. What it is not about is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Identifier, drawn at the edge.
    pub id: DecisionId,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who decided.
    pub officer: OfficerId,
    /// Who agreed, where four eyes were asked for.
    pub second: Option<OfficerId>,
    /// What it comes to.
    pub outcome: Outcome,
    /// The application it is about.
    pub application: Option<ApplicationId>,
    /// The report it is about.
    pub report: Option<ReportId>,
    /// The listing it is about.
    pub listing: Option<ListingId>,
    /// The provider that it is about, or whose listing it is about.
    pub provider: Option<ProviderId>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Why, in words that its subject reads.
    pub words: String,
    /// The published criteria that were looked at.
    pub criteria: CriteriaSeen,
    /// Version of what was decided about.
    pub version: i64,
}

/// Which of the published criteria somebody found kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriteriaSeen {
    /// Version of the criteria, such as `2026-11`; empty when none were asked for.
    pub version: String,
    /// Keys of those that were ticked.
    pub ticked: Vec<String>,
}

impl CriteriaSeen {
    /// Every criterion of today, ticked.
    #[must_use]
    pub fn all() -> Self {
        let ticked = Criterion::SLUGS.iter().map(|slug| (*slug).to_owned()).collect();
        Self { version: CRITERIA_VERSION.to_owned(), ticked }
    }
}

impl Store {
    /// Decisions about an application, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored decision can no longer be read.
    pub async fn decisions_of_application(&self, id: ApplicationId) -> Result<Vec<Decision>, StoreError> {
        self.decisions(sql::OF_APPLICATION, id.to_string()).await
    }

    /// Decisions about a report, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored decision can no longer be read.
    pub async fn decisions_of_report(&self, id: ReportId) -> Result<Vec<Decision>, StoreError> {
        self.decisions(sql::OF_REPORT, id.to_string()).await
    }

    /// Decisions about a listing, and those about applications that gave it a version, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored decision can no longer be read.
    pub async fn decisions_of_listing(&self, id: ListingId) -> Result<Vec<Decision>, StoreError> {
        self.decisions(sql::OF_LISTING, id.to_string()).await
    }

    /// Decisions about a provider, its applications, listings and reports, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored decision can no longer be read.
    pub async fn decisions_of_provider(&self, id: ProviderId) -> Result<Vec<Decision>, StoreError> {
        self.decisions(sql::OF_PROVIDER, id.to_string()).await
    }

    async fn decisions(&self, statement: &'static str, id: String) -> Result<Vec<Decision>, StoreError> {
        let query = sqlx::query(statement).bind(id).bind(MOST);
        query.fetch_all(&self.reader).await?.iter().map(decision).collect()
    }
}

impl WriteTx {
    /// Adds a decision.
    ///
    /// # Errors
    /// Its identifier is another one's, or the database refuses.
    pub async fn insert_decision(&mut self, new: &Decision) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(new.id.to_string())
            .bind(new.at)
            .bind(new.officer.to_string())
            .bind(new.second.map(|id| id.to_string()))
            .bind(new.outcome.slug())
            .bind(new.application.map(|id| id.to_string()))
            .bind(new.report.map(|id| id.to_string()))
            .bind(new.listing.map(|id| id.to_string()))
            .bind(new.provider.map(|id| id.to_string()))
            .bind(to_json(&new.reasons)?)
            .bind(new.words.as_str())
            .bind(to_json(&new.criteria)?)
            .bind(new.version)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Decisions about an application, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored decision can no longer be read.
    pub async fn decisions_of_application(&mut self, id: ApplicationId) -> Result<Vec<Decision>, StoreError> {
        let query = sqlx::query(sql::OF_APPLICATION).bind(id.to_string()).bind(MOST);
        query.fetch_all(&mut *self.tx).await?.iter().map(decision).collect()
    }

    /// Decisions about a listing, and those about applications that gave it a version, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored decision can no longer be read.
    pub async fn decisions_of_listing(&mut self, id: ListingId) -> Result<Vec<Decision>, StoreError> {
        let query = sqlx::query(sql::OF_LISTING).bind(id.to_string()).bind(MOST);
        query.fetch_all(&mut *self.tx).await?.iter().map(decision).collect()
    }

    /// Empties the words of what was decided about an application that is erased.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn forget_decision_words(&mut self, id: ApplicationId) -> Result<(), StoreError> {
        sqlx::query(sql::FORGET_WORDS).bind(id.to_string()).execute(&mut *self.tx).await?;
        Ok(())
    }
}

/// The columns of `sql::OF_…`.
fn decision(row: &AnyRow) -> Result<Decision, StoreError> {
    let what = "decision";
    Ok(Decision {
        id: parsed(row, 0, what)?,
        at: row.try_get(1)?,
        officer: parsed(row, 2, what)?,
        second: optional(row, 3, what)?,
        outcome: choice(row, 4, what)?,
        application: optional(row, 5, what)?,
        report: optional(row, 6, what)?,
        listing: optional(row, 7, what)?,
        provider: optional(row, 8, what)?,
        reasons: json(row, 9, what)?,
        words: row.try_get(10)?,
        criteria: json(row, 11, what)?,
        version: row.try_get(12)?,
    })
}
