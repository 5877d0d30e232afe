//! Cases of the desk: applications and reports that wait for somebody.

use std::collections::BTreeSet;

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{choice, json, optional, parsed};
use super::sql::cases as sql;
use super::sql::proposals::OVERTAKE_OF_PROVIDER;
use super::{Store, StoreError, StoredApplication, WriteTx};
use crate::domain::application::{ApplicationKind, ApplicationState, Flag, Reference, Submission};
use crate::domain::choice::Choice;
use crate::domain::desk::queue::{Assigned, COUNTED, CaseKind, CaseState, Cursor, PAGE, QueueFilter};
use crate::domain::email::EmailAddress;
use crate::domain::ids::{ApplicationId, OfficerId, ProviderId};
use crate::domain::siren::Siren;

/// Most applications of the same firm that are read.
const MOST_RELATED: i64 = 50;

/// A case as a line of the queue. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// Identifier of the application or the report.
    pub id: String,
    /// What it is about.
    pub kind: CaseKind,
    /// What it is called towards people.
    pub reference: String,
    /// Where it stands.
    pub state: CaseState,
    /// The firm it is about.
    pub firm: String,
    /// Whose it is.
    pub assignee: Option<OfficerId>,
    /// Since when it waits.
    pub since: i64,
    /// What looked odd.
    pub flags: Vec<Flag>,
}

/// An earlier or other application of the same firm, address or provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedApplication {
    /// Identifier.
    pub id: ApplicationId,
    /// What it is called towards people.
    pub reference: Reference,
    /// What it is for.
    pub kind: ApplicationKind,
    /// Where it stands.
    pub state: ApplicationState,
    /// The firm, as it was sent.
    pub firm: String,
    /// When it was begun.
    pub created_at: i64,
    /// When it was decided.
    pub decided_at: Option<i64>,
}

impl Store {
    /// The cases that wait, the oldest first, after one of them; one more than a page, if there are more.
    ///
    /// # Errors
    /// The database does not answer, or a stored case can no longer be read.
    pub async fn queue(
        &self,
        filter: &QueueFilter,
        after: Option<&Cursor>,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let query = narrowed(sqlx::query(sql::QUEUE), filter, after, most);
        query.fetch_all(&self.reader).await?.iter().map(line).collect()
    }

    /// How many cases wait, counted a little beyond [`COUNTED`] at most.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_queue(&self, filter: &QueueFilter) -> Result<u32, StoreError> {
        let query = narrowed(sqlx::query(sql::COUNT), filter, None, i64::from(COUNTED) + 1);
        Ok(u32::try_from(query.fetch_one(&self.reader).await?.try_get::<i64, _>(0)?).unwrap_or(u32::MAX))
    }

    /// Other applications of the same firm, address or provider that were sent once, newest first.
    ///
    /// # Errors
    /// The database does not answer, or a stored application can no longer be read.
    pub async fn related_applications(
        &self,
        application: &StoredApplication,
        siren: Option<&Siren>,
    ) -> Result<Vec<RelatedApplication>, StoreError> {
        // What is not known is compared with what no row holds.
        let siren = siren.map_or("-", Siren::as_str);
        let email = application.email.as_ref().map_or_else(|| "-".to_owned(), EmailAddress::key);
        let provider = application.provider_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        let query = sqlx::query(sql::RELATED).bind(siren).bind(email).bind(provider);
        let query = query.bind(application.id.to_string()).bind(MOST_RELATED);
        query.fetch_all(&self.reader).await?.iter().map(related).collect()
    }
}

impl WriteTx {
    /// Gives the applications about a provider that wait for the desk their next version: what was decided about its offers
    /// meanwhile is not on the pages on which somebody is about to decide about them. What is proposed about them is overtaken.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn move_cases_on(&mut self, provider: ProviderId) -> Result<(), StoreError> {
        sqlx::query(sql::MOVE_ON).bind(provider.to_string()).execute(&mut *self.tx).await?;
        let overtaken = sqlx::query(OVERTAKE_OF_PROVIDER).bind(provider.to_string()).bind(self.now);
        overtaken.execute(&mut *self.tx).await?;
        Ok(())
    }

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

    /// Says which firm an application in the queue is about.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn name_case(&mut self, id: ApplicationId, sent: &Submission) -> Result<(), StoreError> {
        let siren = sent.provider.siren.as_ref().map_or("", Siren::as_str);
        let query = sqlx::query(sql::FIRM).bind(id.to_string());
        query.bind(sent.provider.name.as_str()).bind(siren).execute(&mut *self.tx).await?;
        Ok(())
    }
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Any, sqlx::any::AnyArguments>;

fn narrowed<'q>(query: Query<'q>, filter: &QueueFilter, after: Option<&Cursor>, most: i64) -> Query<'q> {
    let assigned = match filter.assigned {
        None => "*".to_owned(),
        Some(Assigned::Somebody) => "+".to_owned(),
        Some(Assigned::Nobody) => String::new(),
        Some(Assigned::To(id)) => id.to_string(),
    };
    let [service, departement, flag] = filter.tags();
    query
        .bind(after.map_or(i64::MIN, |after| after.since))
        .bind(after.map_or_else(String::new, |after| after.id.clone()))
        .bind(filter.state.map_or("", |state| state.application().slug()))
        .bind(filter.kind.map_or("", Choice::slug))
        .bind(assigned)
        .bind(service)
        .bind(departement)
        .bind(flag)
        .bind(most)
}

/// The columns of `sql::QUEUE`.
fn line(row: &AnyRow) -> Result<CaseLine, StoreError> {
    let what = "case";
    let state: ApplicationState = choice(row, 3, what)?;
    let corrupt = || StoreError::Corrupt { what: what.to_owned(), reason: format!("stands at {state:?}") };
    Ok(CaseLine {
        id: row.try_get(0)?,
        kind: choice(row, 1, what)?,
        reference: row.try_get(2)?,
        state: CaseState::of(state).ok_or_else(corrupt)?,
        firm: row.try_get(4)?,
        assignee: optional(row, 5, what)?,
        since: row.try_get(6)?,
        flags: json(row, 7, what)?,
    })
}

/// The columns of `sql::RELATED`.
fn related(row: &AnyRow) -> Result<RelatedApplication, StoreError> {
    let what = "application";
    let reference = Reference::parse(row.try_get(1)?)
        .map_err(|error| StoreError::Corrupt { what: what.to_owned(), reason: error.to_string() })?;
    Ok(RelatedApplication {
        id: parsed(row, 0, what)?,
        reference,
        kind: choice(row, 2, what)?,
        state: choice(row, 3, what)?,
        firm: row.try_get(4)?,
        created_at: row.try_get(5)?,
        decided_at: row.try_get(6)?,
    })
}
