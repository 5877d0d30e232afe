//! What vetters do to an application. Nobody decides twice: each verb names the version that its page showed.

mod approve;
mod ask;
mod entitled;
mod propose;
mod refuse;

pub(super) use entitled::ties_of;
pub use entitled::{entitled, entitled_to_agree};
pub use propose::{Answer, answer, propose_refusal};
pub use refuse::refusal_letter;

use uuid::Uuid;

use super::{ApplicationError, Opened};
use crate::domain::application::ApplicationEvent;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::verdict::Verdict;
use crate::domain::ids::{ApplicationId, DecisionId, LetterId, OfficerId};
use crate::domain::letter::{Letter, NewLetter};
use crate::store::{CriteriaSeen, Decision, Store, StoreError, StoredApplication};
use crate::workflow::{Moment, NewIds};

/// Who decides about which version of an application.
#[derive(Debug, Clone, Copy)]
pub struct Vetting {
    /// Who.
    pub officer: OfficerId,
    /// The application.
    pub id: ApplicationId,
    /// The version that the decision is about.
    pub version: i64,
    /// When.
    pub moment: Moment,
}

impl Vetting {
    /// Opens the application, if it still is what the page showed.
    pub(super) async fn open(&self, store: &Store) -> Result<Opened, ApplicationError> {
        let opened = Opened::open(store, self.id, self.moment).await?;
        if opened.application.version == self.version { Ok(opened) } else { Err(ApplicationError::Changed) }
    }

    /// Names who acts, for the audit log.
    pub(super) fn actor(&self) -> String {
        format!("officer:{}", self.officer)
    }
}

/// Decides about an application, in a letter to its author. What is approved is public with the next step of the index.
///
/// The same decision by the same person about the same version is made once, however often it is sent.
///
/// # Errors
/// There is no such application, it has changed meanwhile or is in nobody's hands, whoever decides may not, its SIREN is
/// another listed provider's, or the database failed: nothing was decided.
pub async fn decide(
    store: &Store,
    vetting: Vetting,
    verdict: &Verdict,
    ids: NewIds<'_>,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = Opened::open(store, vetting.id, vetting.moment).await?;
    if is_made(&mut opened, &vetting, verdict).await? {
        return Ok(opened.application);
    }
    let id = DecisionId::new(ids());
    let letter = made(&mut opened, &vetting, verdict, id, ids).await?;
    let seal = Seal { id, vetting, by: vetting.officer, second: None };
    keep(opened, &seal, verdict, letter, ids).await
}

/// Gives the letter that a decision would send, word by word, and its language. Nothing is decided.
///
/// # Errors
/// As of [`decide`].
pub async fn preview(
    store: &Store,
    vetting: Vetting,
    verdict: &Verdict,
    ids: NewIds<'_>,
) -> Result<Letter, ApplicationError> {
    let mut opened = vetting.open(store).await?;
    let id = DecisionId::new(ids());
    let letter = made(&mut opened, &vetting, verdict, id, ids).await?;
    opened.tx.rollback().await?;
    Ok(letter)
}

/// Whether somebody has made this very decision already: a button that was pressed twice.
async fn is_made(opened: &mut Opened, vetting: &Vetting, verdict: &Verdict) -> Result<bool, StoreError> {
    if opened.application.version == vetting.version {
        return Ok(false);
    }
    let made = opened.tx.decisions_of_application(vetting.id).await?;
    Ok(made.iter().any(|made| {
        (made.officer, made.version, made.outcome) == (vetting.officer, vetting.version, verdict.outcome())
            && (made.reasons.as_slice(), &made.words) == (verdict.reasons(), &verdict.words())
    }))
}

/// Makes a decision within the transaction; gives the letter about it.
async fn made(
    opened: &mut Opened,
    vetting: &Vetting,
    verdict: &Verdict,
    id: DecisionId,
    ids: NewIds<'_>,
) -> Result<Letter, ApplicationError> {
    if opened.application.version != vetting.version {
        return Err(ApplicationError::Changed);
    }
    let event = match verdict {
        Verdict::Approve(_) => ApplicationEvent::Approve,
        Verdict::Ask(_) => ApplicationEvent::RequestChanges,
        Verdict::Refuse(_) => ApplicationEvent::Reject,
    };
    let after = opened.application.state.after(event)?;
    entitled::assert_entitled(opened, vetting.officer).await?;
    opened.application.state = after;
    match verdict {
        Verdict::Approve(approval) => {
            approve::approve(opened, approval.level(), verdict.words(), id, ids).await
        }
        Verdict::Ask(questions) => ask::ask(opened, questions.as_slice()).await,
        Verdict::Refuse(_) => refuse::refuse(opened, verdict).await,
    }
}

/// Who stands for a decision.
struct Seal {
    /// The decision.
    id: DecisionId,
    /// What it is about, and who presses the button.
    vetting: Vetting,
    /// Who decides.
    by: OfficerId,
    /// Who agrees, where that is asked for.
    second: Option<OfficerId>,
}

/// Keeps a decision that was made, with its letter and its row of the audit log.
async fn keep(
    opened: Opened,
    seal: &Seal,
    verdict: &Verdict,
    letter: Letter,
    ids: NewIds<'_>,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = opened;
    let (application, vetting) = (&opened.application, &seal.vetting);
    let decision = Decision {
        id: seal.id,
        at: vetting.moment.now,
        officer: seal.by,
        second: seal.second,
        outcome: verdict.outcome(),
        application: Some(vetting.id),
        report: None,
        listing: None,
        provider: application.provider_id,
        reasons: verdict.reasons().to_vec(),
        words: verdict.words(),
        criteria: criteria(verdict),
        version: vetting.version,
    };
    queue(&mut opened, ids(), letter).await?;
    opened.tx.insert_decision(&decision).await?;
    let detail = format!("{{\"decision\":\"{}\"}}", decision.id);
    let action = match decision.outcome {
        Outcome::Approved => "approve_application",
        Outcome::ChangesRequested => "request_changes",
        _ => "refuse_application",
    };
    Ok(opened.close(&vetting.actor(), action, &detail).await?)
}

/// The criteria that an approval ticks: all of them.
fn criteria(verdict: &Verdict) -> CriteriaSeen {
    match verdict {
        Verdict::Approve(_) => CriteriaSeen::all(),
        Verdict::Ask(_) | Verdict::Refuse(_) => CriteriaSeen::default(),
    }
}

async fn queue(opened: &mut Opened, id: Uuid, letter: Letter) -> Result<(), StoreError> {
    let application = &opened.application;
    let Some(to) = application.email.clone() else { return Ok(()) };
    let (lang, about) = (application.lang, application.id.to_string());
    opened.tx.queue_letter(&NewLetter { id: LetterId::new(id), to, lang, about, letter }).await
}
