//! Archiving where four eyes are asked for: proposed by a lead, agreed or declined by another one.

use super::rule::seal;
use super::{ListingError, Ruler};
use crate::domain::desk::Role;
use crate::domain::desk::barred::Barred;
use crate::domain::desk::comment::Audience;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::proposal::Settlement;
use crate::domain::desk::ruling::Ruling;
use crate::domain::desk::verdict::Refusal;
use crate::domain::ids::{CommentId, ProposalId};
use crate::domain::listing::DeskEvent;
use crate::store::{AuditRow, Comment, Proposal, Store, StoreError};
use crate::workflow::NewIds;
use crate::workflow::applications::Answer;

/// Proposes to archive an offer, which stays as it is until somebody else has agreed. What was proposed before gives way.
///
/// The same proposal by the same person about the same version is made once, however often it is sent.
///
/// # Errors
/// There is no such offer, it has changed meanwhile or is archived, whoever proposes may not, or the database failed: nothing
/// was proposed.
pub async fn propose_archive(
    store: &Store,
    ruler: Ruler,
    why: &Refusal,
    ids: NewIds<'_>,
) -> Result<(), ListingError> {
    let mut held = ruler.open(store, Role::Lead).await?;
    if held.version != ruler.version {
        return Err(ListingError::Changed);
    }
    held.stored.listing.status.ruled(DeskEvent::Archive).ok_or(ListingError::WrongState)?;
    let proposed = Proposal {
        id: ProposalId::new(ids()),
        at: ruler.moment.now,
        officer: ruler.officer,
        outcome: Outcome::Archived,
        application: None,
        listing: Some(ruler.id),
        version: ruler.version,
        reasons: why.reasons().to_vec(),
        words: why.words().to_owned(),
    };
    if let Some(open) = held.tx.open_proposal_of_listing(ruler.id).await? {
        if (Proposal { id: proposed.id, at: proposed.at, ..open.clone() }) == proposed {
            return Ok(());
        }
        held.tx.settle_proposal(open.id, None, Settlement::Overtaken).await?;
    }
    held.tx.insert_proposal(&proposed).await?;
    let (actor, subject) = (ruler.actor(), ruler.id.to_string());
    let detail = format!("{{\"proposal\":\"{}\"}}", proposed.id);
    let row = AuditRow { actor: &actor, action: "propose_archive", subject: &subject, detail: &detail };
    held.tx.audit(row).await?;
    Ok(held.tx.commit().await?)
}

/// Answers a proposal to archive an offer: agreed with, it is archived now, as decided by whoever proposed it.
///
/// # Errors
/// There is no such offer, nothing is proposed about this version of it, whoever answers may not or proposed it, or the database
/// failed: nothing was answered.
pub async fn answer_archive(
    store: &Store,
    ruler: Ruler,
    answer: Answer<'_>,
    ids: NewIds<'_>,
) -> Result<(), ListingError> {
    let mut held = ruler.open(store, Role::Lead).await?;
    let open = held.tx.open_proposal_of_listing(ruler.id).await?;
    let proposal = open.filter(|open| open.version == ruler.version && held.version == ruler.version);
    let proposal = proposal.ok_or(ListingError::Changed)?;
    if proposal.officer == ruler.officer {
        return Err(ListingError::Barred(Barred::Proposer));
    }
    match answer {
        Answer::Agree => {
            held.tx.settle_proposal(proposal.id, Some(ruler.officer), Settlement::Agreed).await?;
            let why = Refusal::read(&proposal.reasons, &proposal.words).map_err(|_| StoreError::Corrupt {
                what: proposal.id.to_string(),
                reason: "what is proposed has no reasons".to_owned(),
            })?;
            let ruling = Ruling::Archive(why);
            seal(held, &ruler, &ruling, (proposal.officer, Some(ruler.officer)), ids).await?;
        }
        Answer::Decline(words) => {
            held.tx.settle_proposal(proposal.id, Some(ruler.officer), Settlement::Declined).await?;
            let comment = Comment {
                id: CommentId::new(ids()),
                case: ruler.id.to_string(),
                at: ruler.moment.now,
                officer: ruler.officer,
                audience: Audience::Internal,
                words: words.to_owned(),
            };
            held.tx.insert_comment(&comment).await?;
            let (actor, subject) = (ruler.actor(), ruler.id.to_string());
            let detail = format!("{{\"proposal\":\"{}\"}}", proposal.id);
            let row =
                AuditRow { actor: &actor, action: "decline_archive", subject: &subject, detail: &detail };
            held.tx.audit(row).await?;
            held.tx.commit().await?;
        }
    }
    Ok(())
}
