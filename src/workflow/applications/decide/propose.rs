//! Refusals that need a second pair of eyes: proposed by whoever has the case, agreed or declined by a lead.

use super::{Seal, Vetting, entitled, keep, made};
use crate::domain::application::ApplicationEvent;
use crate::domain::desk::comment::Audience;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::proposal::Settlement;
use crate::domain::desk::verdict::{Refusal, Verdict};
use crate::domain::ids::{CommentId, DecisionId, ProposalId};
use crate::store::{Comment, Proposal, Store, StoreError, StoredApplication};
use crate::workflow::NewIds;
use crate::workflow::applications::{ApplicationError, Opened};

/// What a second person says to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// It is done.
    Agree,
    /// It is not done, for a reason that the desk reads.
    Decline(&'a str),
}

/// Proposes to refuse an application: it stays in review until somebody else has agreed. One that was proposed before by
/// somebody else gives way.
///
/// The same proposal by the same person about the same version is made once, however often it is sent.
///
/// # Errors
/// There is no such application, it has changed meanwhile or is in nobody's hands, whoever proposes may not decide about it, or
/// the database failed: nothing was proposed.
pub async fn propose_refusal(
    store: &Store,
    vetting: Vetting,
    refusal: Refusal,
    ids: NewIds<'_>,
) -> Result<StoredApplication, ApplicationError> {
    let verdict = Verdict::Refuse(refusal);
    let mut opened = Opened::open(store, vetting.id, vetting.moment).await?;
    let proposed = Proposal {
        id: ProposalId::new(ids()),
        at: vetting.moment.now,
        officer: vetting.officer,
        outcome: Outcome::Refused,
        application: Some(vetting.id),
        listing: None,
        version: vetting.version + 1,
        reasons: verdict.reasons().to_vec(),
        words: verdict.words(),
    };
    let open = opened.tx.open_proposal_of_application(vetting.id).await?;
    let is_made = |open: &Proposal| Proposal { id: proposed.id, at: proposed.at, ..open.clone() } == proposed;
    if open.as_ref().is_some_and(is_made) {
        return Ok(opened.application);
    }
    if opened.application.version != vetting.version {
        return Err(ApplicationError::Changed);
    }
    opened.application.state.after(ApplicationEvent::Reject)?;
    entitled::assert_entitled(&mut opened, vetting.officer).await?;
    opened.overtake().await?;
    opened.tx.insert_proposal(&proposed).await?;
    let detail = format!("{{\"proposal\":\"{}\"}}", proposed.id);
    Ok(opened.keep(&vetting.actor(), "propose_refusal", &detail).await?)
}

/// Answers a proposal to refuse an application: agreed with, the refusal is made now, by whoever proposed it; declined, the
/// case stays with whoever has it.
///
/// The same answer by the same person is given once, however often it is sent.
///
/// # Errors
/// There is no such application, nothing is proposed about this version of it, whoever answers may not, or the database failed:
/// nothing was answered.
pub async fn answer(
    store: &Store,
    vetting: Vetting,
    answer: Answer<'_>,
    ids: NewIds<'_>,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = Opened::open(store, vetting.id, vetting.moment).await?;
    let settlement = match answer {
        Answer::Agree => Settlement::Agreed,
        Answer::Decline(_) => Settlement::Declined,
    };
    if opened.tx.settled_proposal(vetting.id, vetting.version, vetting.officer, settlement).await? {
        return Ok(opened.application);
    }
    let open = opened.tx.open_proposal_of_application(vetting.id).await?;
    let proposal = open.filter(|open| open.version == vetting.version).ok_or(ApplicationError::Changed)?;
    if opened.application.version != vetting.version {
        return Err(ApplicationError::Changed);
    }
    entitled::assert_second(&mut opened, vetting.officer, proposal.officer).await?;
    opened.tx.settle_proposal(proposal.id, Some(vetting.officer), settlement).await?;
    match answer {
        Answer::Agree => agree(opened, vetting, proposal, ids).await,
        Answer::Decline(words) => decline(opened, vetting, &proposal, words, ids).await,
    }
}

async fn agree(
    opened: Opened,
    vetting: Vetting,
    proposal: Proposal,
    ids: NewIds<'_>,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = opened;
    let refusal = Refusal::read(&proposal.reasons, &proposal.words).map_err(|_| StoreError::Corrupt {
        what: proposal.id.to_string(),
        reason: "the proposed refusal has no reasons".to_owned(),
    })?;
    let verdict = Verdict::Refuse(refusal);
    let id = DecisionId::new(ids());
    let letter = made(&mut opened, &vetting, &verdict, id, ids).await?;
    let seal = Seal { id, vetting, by: proposal.officer, second: Some(vetting.officer) };
    keep(opened, &seal, &verdict, letter, ids).await
}

async fn decline(
    opened: Opened,
    vetting: Vetting,
    proposal: &Proposal,
    words: &str,
    ids: NewIds<'_>,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = opened;
    let comment = Comment {
        id: CommentId::new(ids()),
        case: vetting.id.to_string(),
        at: vetting.moment.now,
        officer: vetting.officer,
        audience: Audience::Internal,
        words: words.to_owned(),
    };
    opened.tx.insert_comment(&comment).await?;
    let detail = format!("{{\"proposal\":\"{}\"}}", proposal.id);
    Ok(opened.close(&vetting.actor(), "decline_refusal", &detail).await?)
}
