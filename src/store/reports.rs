//! Reports about what is listed.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::access::mailbox;
use super::row::{choice, json, optional, parsed, parsed_email, to_json};
use super::sql::reports as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::application::{Flag, Reference};
use crate::domain::choice::Choice;
use crate::domain::desk::decision::Outcome;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{ListingId, OfficerId, ProviderId, ReportId};
use crate::domain::lang::Lang;
use crate::domain::report::{ReportReason, ReportSource, ReportState};

/// Most reports about one provider that are read.
const MOST: i64 = 50;

/// A report. Times are milliseconds since 1970.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredReport {
    /// Identifier, drawn with the page that it was sent from.
    pub id: ReportId,
    /// What it is called in letters and addresses.
    pub reference: Reference,
    /// Who reports.
    pub source: ReportSource,
    /// The provider it is about.
    pub provider: ProviderId,
    /// The offer it is about; nothing when it is about the provider as a whole.
    pub listing: Option<ListingId>,
    /// What is wrong.
    pub reason: ReportReason,
    /// The same in words; may be empty.
    pub words: String,
    /// What a machine saw, as JSON; empty for visitors.
    pub evidence: String,
    /// Address of a visitor who wants an answer.
    pub email: Option<EmailAddress>,
    /// Language of that answer.
    pub lang: Lang,
    /// What looked odd when it was sent.
    pub flags: Vec<Flag>,
    /// Where it stands.
    pub state: ReportState,
    /// What it came to.
    pub outcome: Option<Outcome>,
    /// Why, in the words of whoever decided.
    pub answer: Option<String>,
    /// Who has it.
    pub assignee: Option<OfficerId>,
    /// Counts the changes.
    pub version: i64,
    /// When it was sent.
    pub created_at: i64,
    /// When it was decided.
    pub decided_at: Option<i64>,
}

impl std::fmt::Debug for StoredReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither the address nor the words of a person.
        f.debug_struct("StoredReport")
            .field("id", &self.id)
            .field("state", &self.state)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The report of a reference.
    ///
    /// # Errors
    /// The database does not answer, or the stored report can no longer be read.
    pub async fn report(&self, reference: &Reference) -> Result<Option<StoredReport>, StoreError> {
        let query = sqlx::query(sql::BY_REFERENCE).bind(reference.as_str().to_owned());
        query.fetch_optional(&self.reader).await?.as_ref().map(report).transpose()
    }

    /// Reports about a provider and its offers, newest first, at most fifty.
    ///
    /// # Errors
    /// The database does not answer, or a stored report can no longer be read.
    pub async fn reports_of_provider(&self, id: ProviderId) -> Result<Vec<StoredReport>, StoreError> {
        let query = sqlx::query(sql::OF_PROVIDER).bind(id.to_string()).bind(MOST);
        query.fetch_all(&self.reader).await?.iter().map(report).collect()
    }

    /// How many addresses are still kept of reports that were decided before a moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_overdue_reporters(&self, before: i64) -> Result<i64, StoreError> {
        let query = sqlx::query(sql::COUNT_OVERDUE).bind(before);
        Ok(query.fetch_one(&self.reader).await?.try_get(0)?)
    }
}

impl WriteTx {
    /// Adds a report.
    ///
    /// # Errors
    /// Its identifier or reference is another one's, what it is about is not there, or the database refuses.
    pub async fn insert_report(&mut self, new: &StoredReport) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(new.id.to_string())
            .bind(new.reference.as_str())
            .bind(new.source.slug())
            .bind(new.provider.to_string())
            .bind(new.listing.map(|id| id.to_string()))
            .bind(new.reason.slug())
            .bind(new.words.as_str())
            .bind(new.evidence.as_str())
            .bind(new.email.as_ref().map(|email| email.as_str().to_owned()))
            .bind(new.lang.slug())
            .bind(to_json(&new.flags)?)
            .bind(new.state.slug())
            .bind(new.outcome.map(Choice::slug))
            .bind(new.answer.clone())
            .bind(new.assignee.map(|id| id.to_string()))
            .bind(new.version)
            .bind(new.created_at)
            .bind(new.decided_at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Says where a report stands now, under its next version; what was reported stays.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn update_report(&mut self, changed: &StoredReport) -> Result<(), StoreError> {
        sqlx::query(sql::UPDATE)
            .bind(changed.id.to_string())
            .bind(changed.state.slug())
            .bind(changed.outcome.map(Choice::slug))
            .bind(changed.answer.clone())
            .bind(changed.assignee.map(|id| id.to_string()))
            .bind(changed.decided_at)
            .bind(self.now)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// A report.
    ///
    /// # Errors
    /// The database does not answer, or the stored report can no longer be read.
    pub async fn report(&mut self, id: ReportId) -> Result<Option<StoredReport>, StoreError> {
        let query = sqlx::query(sql::BY_ID).bind(id.to_string());
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(report).transpose()
    }

    /// How many reports a mailbox, under whatever tag, has sent since a moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_reports_from(&mut self, email: &EmailAddress, since: i64) -> Result<i64, StoreError> {
        let (plain, tagged) = mailbox(email);
        let query = sqlx::query(sql::COUNT_OF_EMAIL).bind(plain).bind(tagged).bind(since);
        Ok(query.fetch_one(&mut *self.tx).await?.try_get(0)?)
    }

    /// Forgets addresses and words of reports that were decided before a moment, with the letters to them; gives how many reports.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn forget_reporters(&mut self, before: i64) -> Result<u64, StoreError> {
        sqlx::query(sql::LETTERS_OVERDUE).bind(before).execute(&mut *self.tx).await?;
        Ok(sqlx::query(sql::FORGET_OVERDUE).bind(before).execute(&mut *self.tx).await?.rows_affected())
    }

    /// Forgets an address in every report.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn forget_reporter(&mut self, email: &EmailAddress) -> Result<(), StoreError> {
        sqlx::query(sql::FORGET_EMAIL).bind(email.key()).execute(&mut *self.tx).await?;
        Ok(())
    }
}

/// The columns of `sql::BY_…` and `sql::OF_PROVIDER`.
fn report(row: &AnyRow) -> Result<StoredReport, StoreError> {
    let what = "report";
    let corrupt = |reason: &str| StoreError::Corrupt { what: what.to_owned(), reason: reason.to_owned() };
    let outcome: Option<&str> = row.try_get(12)?;
    let email: Option<&str> = row.try_get(8)?;
    Ok(StoredReport {
        id: parsed(row, 0, what)?,
        reference: Reference::parse(row.try_get(1)?).map_err(|_| corrupt("unreadable reference"))?,
        source: choice(row, 2, what)?,
        provider: parsed(row, 3, what)?,
        listing: optional(row, 4, what)?,
        reason: choice(row, 5, what)?,
        words: row.try_get(6)?,
        evidence: row.try_get(7)?,
        email: email.map(|email| parsed_email(email, what)).transpose()?,
        lang: Lang::from_slug(row.try_get(9)?).ok_or_else(|| corrupt("unknown language"))?,
        flags: json(row, 10, what)?,
        state: choice(row, 11, what)?,
        outcome: outcome
            .map(|slug| Outcome::from_slug(slug).ok_or_else(|| corrupt("unknown outcome")))
            .transpose()?,
        answer: row.try_get(13)?,
        assignee: optional(row, 14, what)?,
        version: row.try_get(15)?,
        created_at: row.try_get(16)?,
        decided_at: row.try_get(17)?,
    })
}
