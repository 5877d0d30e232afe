//! Decisions that wait for a second pair of eyes, about an application or a listing.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::row::{choice, json, optional, parsed, to_json};
use super::sql::proposals as sql;
use super::{Store, StoreError, WriteTx};
use crate::domain::choice::Choice;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::proposal::Settlement;
use crate::domain::ids::{ApplicationId, ListingId, OfficerId, ProposalId};
use crate::domain::letter::Reason;

/// A decision that somebody proposes. What it is not about is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Identifier, drawn at the edge.
    pub id: ProposalId,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who proposes it.
    pub officer: OfficerId,
    /// What is proposed.
    pub outcome: Outcome,
    /// The application it is about.
    pub application: Option<ApplicationId>,
    /// The listing it is about.
    pub listing: Option<ListingId>,
    /// Version of what it is about, once it was proposed.
    pub version: i64,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Why, in words that its subject will read.
    pub words: String,
}

impl Store {
    /// What is proposed about an application.
    ///
    /// # Errors
    /// The database does not answer, or the stored proposal can no longer be read.
    pub async fn open_proposal_of_application(
        &self,
        id: ApplicationId,
    ) -> Result<Option<Proposal>, StoreError> {
        let query = sqlx::query(sql::OF_APPLICATION).bind(id.to_string());
        query.fetch_optional(&self.reader).await?.as_ref().map(proposal).transpose()
    }

    /// What is proposed about a listing.
    ///
    /// # Errors
    /// The database does not answer, or the stored proposal can no longer be read.
    pub async fn open_proposal_of_listing(&self, id: ListingId) -> Result<Option<Proposal>, StoreError> {
        let query = sqlx::query(sql::OF_LISTING).bind(id.to_string());
        query.fetch_optional(&self.reader).await?.as_ref().map(proposal).transpose()
    }

    /// What waits for a second pair of eyes, longest first, at most `limit`.
    ///
    /// # Errors
    /// The database does not answer, or a stored proposal can no longer be read.
    pub async fn open_proposals(&self, limit: u32) -> Result<Vec<Proposal>, StoreError> {
        let query = sqlx::query(sql::OPEN).bind(i64::from(limit));
        query.fetch_all(&self.reader).await?.iter().map(proposal).collect()
    }
}

impl WriteTx {
    /// Adds a proposal.
    ///
    /// # Errors
    /// Its identifier is another one's, or the database refuses.
    pub async fn insert_proposal(&mut self, new: &Proposal) -> Result<(), StoreError> {
        sqlx::query(sql::INSERT)
            .bind(new.id.to_string())
            .bind(new.at)
            .bind(new.officer.to_string())
            .bind(new.outcome.slug())
            .bind(new.application.map(|id| id.to_string()))
            .bind(new.listing.map(|id| id.to_string()))
            .bind(new.version)
            .bind(to_json(&new.reasons)?)
            .bind(new.words.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// What is proposed about an application.
    ///
    /// # Errors
    /// The database does not answer, or the stored proposal can no longer be read.
    pub async fn open_proposal_of_application(
        &mut self,
        id: ApplicationId,
    ) -> Result<Option<Proposal>, StoreError> {
        let query = sqlx::query(sql::OF_APPLICATION).bind(id.to_string());
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(proposal).transpose()
    }

    /// What is proposed about a listing.
    ///
    /// # Errors
    /// The database does not answer, or the stored proposal can no longer be read.
    pub async fn open_proposal_of_listing(&mut self, id: ListingId) -> Result<Option<Proposal>, StoreError> {
        let query = sqlx::query(sql::OF_LISTING).bind(id.to_string());
        query.fetch_optional(&mut *self.tx).await?.as_ref().map(proposal).transpose()
    }

    /// Says what became of an open proposal, and by whom unless it was overtaken.
    ///
    /// # Errors
    /// It is settled already, or the database refuses.
    pub async fn settle_proposal(
        &mut self,
        id: ProposalId,
        by: Option<OfficerId>,
        settlement: Settlement,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(sql::SETTLE)
            .bind(id.to_string())
            .bind(self.now)
            .bind(by.map(|by| by.to_string()))
            .bind(settlement.slug())
            .execute(&mut *self.tx)
            .await?;
        match done.rows_affected() {
            1 => Ok(()),
            _ => Err(StoreError::Conflict("the proposal is settled already".to_owned())),
        }
    }

    /// Whether somebody has settled a proposal about a version of an application in this way.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn settled_proposal(
        &mut self,
        id: ApplicationId,
        version: i64,
        by: OfficerId,
        settlement: Settlement,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(sql::SETTLED)
            .bind(id.to_string())
            .bind(version)
            .bind(by.to_string())
            .bind(settlement.slug());
        Ok(query.fetch_one(&mut *self.tx).await?.try_get::<i64, _>(0)? > 0)
    }

    /// Ends what is proposed about an application that is erased, and empties the words of all that was.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn forget_proposals(&mut self, id: ApplicationId) -> Result<(), StoreError> {
        sqlx::query(sql::FORGET_WORDS).bind(id.to_string()).execute(&mut *self.tx).await?;
        sqlx::query(sql::FORGET_OPEN).bind(id.to_string()).bind(self.now).execute(&mut *self.tx).await?;
        Ok(())
    }
}

/// The columns of the statements that read.
fn proposal(row: &AnyRow) -> Result<Proposal, StoreError> {
    let what = "proposal";
    Ok(Proposal {
        id: parsed(row, 0, what)?,
        at: row.try_get(1)?,
        officer: parsed(row, 2, what)?,
        outcome: choice(row, 3, what)?,
        application: optional(row, 4, what)?,
        listing: optional(row, 5, what)?,
        version: row.try_get(6)?,
        reasons: json(row, 7, what)?,
        words: row.try_get(8)?,
    })
}
