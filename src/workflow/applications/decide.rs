//! What vetters do to an application. Nobody decides twice: each verb names the version that its page showed.

use jiff::Span;

use super::publish::publish;
use super::{ApplicationError, Opened, Outlook, leave};
use crate::domain::application::{ApplicationEvent, Happened};
use crate::domain::check::{RegisterAnswer, RegisterSeen};
use crate::domain::ids::{ApplicationId, LetterId};
use crate::domain::letter::{Letter, NewLetter, Question, Reason};
use crate::domain::listing::VerificationLevel;
use crate::domain::provider::{Provider, RegisterState};
use crate::store::{Store, StoredApplication};
use crate::workflow::{Moment, NewIds};

/// Days in which a refusal can be contested.
const APPEAL_DAYS: i32 = 60;

/// Who decides about which version of an application.
#[derive(Debug, Clone, Copy)]
pub struct Vetting<'a> {
    /// Who, for the audit log.
    pub actor: &'a str,
    /// The application.
    pub id: ApplicationId,
    /// The version that the decision is about.
    pub version: i64,
    /// When.
    pub moment: Moment,
}

/// Why an application is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// From the fixed list, at least one.
    pub reasons: Vec<Reason>,
    /// In words.
    pub words: String,
}

impl Vetting<'_> {
    async fn open(&self, store: &Store, event: ApplicationEvent) -> Result<Opened, ApplicationError> {
        let mut opened = Opened::open(store, self.id, self.moment).await?;
        if opened.application.version != self.version {
            return Err(ApplicationError::Changed);
        }
        opened.application.state = opened.application.state.after(event)?;
        Ok(opened)
    }
}

/// Takes an application from the queue.
///
/// # Errors
/// There is none, it has changed meanwhile, it does not wait for a vetter, or the database failed.
pub async fn take(store: &Store, vetting: Vetting<'_>) -> Result<StoredApplication, ApplicationError> {
    let mut opened = vetting.open(store, ApplicationEvent::Take).await?;
    opened.tell(&Happened::Taken).await?;
    Ok(opened.close(vetting.actor, "take_application", "{}").await?)
}

/// Asks its author for changes, in a letter.
///
/// # Errors
/// There is none, it has changed meanwhile, nobody has taken it, or the database failed.
pub async fn request_changes(
    store: &Store,
    vetting: Vetting<'_>,
    questions: Vec<Question>,
    letter_id: LetterId,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = vetting.open(store, ApplicationEvent::RequestChanges).await?;
    opened.tell(&Happened::QuestionsAsked { questions: questions.clone() }).await?;
    let reference = opened.application.reference.to_string();
    queue(&mut opened, letter_id, Letter::QuestionAsked { reference, questions }).await?;
    Ok(opened.close(vetting.actor, "request_changes", "{}").await?)
}

/// Approves what was sent: the provider and its offers are public with the next step of the index.
///
/// # Errors
/// There is none, it has changed meanwhile, nobody has taken it, or the database failed.
pub async fn approve(
    store: &Store,
    vetting: Vetting<'_>,
    level: VerificationLevel,
    letter_id: LetterId,
    ids: NewIds<'_>,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = vetting.open(store, ApplicationEvent::Approve).await?;
    let outlook = opened.tx.inspection::<Outlook>(vetting.id).await?;
    let mut sent = opened.tx.submission(vetting.id).await?.ok_or(ApplicationError::NotFound)?;
    let register = outlook.and_then(|inspection| inspection.seen).and_then(|outlook| outlook.register);
    sent.provider.register_state = register.and_then(|register| register_state(&register, &sent.provider));
    let published = publish(&mut opened, sent, level, ids).await?;
    opened.application.provider_id = Some(published.provider);
    opened.application.decided_at = Some(vetting.moment.now);
    opened.tell(&Happened::Approved { offers: published.offers.clone() }).await?;
    let reference = opened.application.reference.to_string();
    queue(&mut opened, letter_id, Letter::Approved { reference, offers: published.offers }).await?;
    Ok(opened.close(vetting.actor, "approve_application", "{}").await?)
}

/// Refuses what was sent, with reasons; its author can ask another vetter to look again within 60 days.
///
/// # Errors
/// There is none, it has changed meanwhile, nobody has taken it, or the database failed.
pub async fn refuse(
    store: &Store,
    vetting: Vetting<'_>,
    refusal: Refusal,
    letter_id: LetterId,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = vetting.open(store, ApplicationEvent::Reject).await?;
    let Refusal { reasons, words } = refusal;
    let until = vetting.moment.today.saturating_add(Span::new().days(APPEAL_DAYS));
    leave::release(&mut opened).await?;
    opened.application.decided_at = Some(vetting.moment.now);
    let happened = Happened::Refused { reasons: reasons.clone(), words: words.clone(), appeal_until: until };
    opened.tell(&happened).await?;
    let reference = opened.application.reference.to_string();
    queue(&mut opened, letter_id, Letter::Refused { reference, reasons, words, appeal_until: until }).await?;
    Ok(opened.close(vetting.actor, "refuse_application", "{}").await?)
}

/// What the register said of the very establishment that is approved.
fn register_state(register: &RegisterSeen, provider: &Provider) -> Option<RegisterState> {
    let asked = provider.siret.as_ref().is_some_and(|siret| siret.as_str() == register.asked.as_str());
    match &register.answer {
        RegisterAnswer::Found(firm) if asked => Some(firm.state),
        _ => None,
    }
}

async fn queue(opened: &mut Opened, id: LetterId, letter: Letter) -> Result<(), ApplicationError> {
    let application = &opened.application;
    let Some(to) = application.email.clone() else { return Ok(()) };
    let new = NewLetter { id, to, lang: application.lang, about: application.id.to_string(), letter };
    Ok(opened.tx.queue_letter(&new).await?)
}
