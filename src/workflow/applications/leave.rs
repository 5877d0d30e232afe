//! Takes an application back, or asks for another look at a refusal.

use super::{ApplicationError, Opened};
use crate::domain::application::{ApplicationEvent, ApplicationKind, ApplicationState, Happened, WrongState};
use crate::domain::ids::{ApplicationId, LetterId};
use crate::domain::letter::{Letter, NewLetter};
use crate::domain::listing::ListingStatus;
use crate::store::{Store, StoreError, StoredApplication};
use crate::workflow::Moment;

/// Takes an application back. One that is taken back already stays so.
///
/// # Errors
/// There is no such application, it is decided, or the database failed.
pub async fn withdraw(
    store: &Store,
    id: ApplicationId,
    letter_id: LetterId,
    moment: Moment,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = Opened::open(store, id, moment).await?;
    if opened.application.state == ApplicationState::Withdrawn {
        return Ok(opened.application);
    }
    opened.application.state = opened.application.state.after(ApplicationEvent::Withdraw)?;
    opened.tell(&Happened::Withdrawn).await?;
    release(&mut opened).await?;
    let application = &opened.application;
    // Nobody writes to an address that nobody proved.
    if let (Some(email), Some(_)) = (application.email.clone(), application.email_verified_at) {
        let reference = application.reference.to_string();
        let letter = NewLetter {
            id: letter_id,
            to: email,
            lang: application.lang,
            about: id.to_string(),
            letter: Letter::Withdrawn { reference },
        };
        opened.tx.queue_letter(&letter).await?;
    }
    Ok(opened.close("applicant", "withdraw_application", "{}").await?)
}

/// Asks for another look at a refusal, with words of at most 2,000 characters.
///
/// # Errors
/// There is no such application, it was not refused, the time for it is over or another change of the same provider was begun
/// since ([`ApplicationError::WrongState`]), or the database failed.
pub async fn appeal(
    store: &Store,
    id: ApplicationId,
    words: &str,
    moment: Moment,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = Opened::open(store, id, moment).await?;
    if opened.application.state == ApplicationState::Appealed {
        return Ok(opened.application);
    }
    let state = opened.application.state.after(ApplicationEvent::Appeal)?;
    let history = opened.tx.history(id).await?;
    let until = history.iter().rev().find_map(|(_, happened)| match happened {
        Happened::Refused { appeal_until, .. } => Some(*appeal_until),
        _ => None,
    });
    let overtaken = match (opened.application.kind, opened.application.provider_id) {
        (kind @ ApplicationKind::Change, Some(provider)) => {
            opened.tx.open_application_about(provider, kind).await?.is_some()
        }
        _ => false,
    };
    if overtaken || until.is_none_or(|until| moment.today > until) {
        return Err(WrongState { state: opened.application.state, event: ApplicationEvent::Appeal }.into());
    }
    opened.application.state = state;
    opened.application.decided_at = None;
    // Whoever refused may not have it any more.
    opened.application.assignee = None;
    opened.tell(&Happened::Appealed { words: words.chars().take(2_000).collect() }).await?;
    Ok(opened.close("applicant", "appeal", "{}").await?)
}

/// Lets go of the listings that waited for a change.
pub(super) async fn release(opened: &mut Opened) -> Result<(), StoreError> {
    let (ApplicationKind::Change, Some(provider)) = (opened.application.kind, opened.application.provider_id)
    else {
        return Ok(());
    };
    for mut stored in opened.tx.listings_of(provider).await? {
        if stored.listing.status == ListingStatus::UnderCheck {
            stored.listing.status = ListingStatus::Published;
            opened.tx.update_listing(&stored).await?;
        }
    }
    Ok(())
}
