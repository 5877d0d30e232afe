//! Approves what was sent.

use crate::domain::application::Happened;
use crate::domain::check::{RegisterAnswer, RegisterSeen};
use crate::domain::ids::DecisionId;
use crate::domain::letter::Letter;
use crate::domain::listing::VerificationLevel;
use crate::domain::provider::{Provider, RegisterState};
use crate::workflow::NewIds;
use crate::workflow::applications::publish::publish;
use crate::workflow::applications::{ApplicationError, Opened, Outlook};

/// Turns the frozen copy into a provider and its offers; gives the letter about it.
pub(super) async fn approve(
    opened: &mut Opened,
    level: VerificationLevel,
    words: String,
    decision: DecisionId,
    ids: NewIds<'_>,
) -> Result<Letter, ApplicationError> {
    let id = opened.application.id;
    let outlook = opened.tx.inspection::<Outlook>(id).await?;
    let mut sent = opened.tx.submission(id).await?.ok_or(ApplicationError::NotFound)?;
    let register = outlook.and_then(|inspection| inspection.seen).and_then(|outlook| outlook.register);
    sent.provider.register_state = register.and_then(|register| register_state(&register, &sent.provider));
    let published = publish(opened, sent, level, decision, ids).await?;
    opened.application.provider_id = Some(published.provider);
    opened.application.decided_at = Some(opened.moment.now);
    let offers = published.offers;
    opened.tell(&Happened::Approved { offers: offers.clone(), words: words.clone() }).await?;
    Ok(Letter::Approved { reference: opened.application.reference.to_string(), offers, words })
}

/// What the register said of the very establishment that is approved.
fn register_state(register: &RegisterSeen, provider: &Provider) -> Option<RegisterState> {
    let asked = provider.siret.as_ref().is_some_and(|siret| siret.as_str() == register.asked.as_str());
    match &register.answer {
        RegisterAnswer::Found(firm) if asked => Some(firm.state),
        _ => None,
    }
}
