//! Sends an application to the vetters.

use jiff::Span;
use jiff::civil::Date;

use super::{ApplicationError, Opened};
use crate::domain::application::{
    ApplicationEvent, ApplicationKind, ApplicationState, Flag, Happened, Submission, SubmittedOffer,
    usual_days,
};
use crate::domain::desk::queue::application_tags;
use crate::domain::ids::{ApplicationId, LetterId};
use crate::domain::letter::{Letter, NewLetter};
use crate::domain::listing::{ListingStatus, VerificationLevel};
use crate::store::{Store, StoreError, StoredApplication};
use crate::workflow::Moment;

/// Decisions that the usual time is worked out from.
pub const DECISIONS: u32 = 200;

/// What sends an application.
#[derive(Debug)]
pub struct Sending {
    /// Identifier of the letter that says it arrived, drawn at the edge.
    pub letter_id: LetterId,
    /// What looked odd.
    pub flags: Vec<Flag>,
}

/// Sends an application: a frozen copy goes to the vetters, the offers of a listed provider stay public as they were.
///
/// One that was sent already stays as it is, so that a doubled click sends it once.
///
/// # Errors
/// There is no such application, something is missing, the address is not proved, it is closed, or the database failed:
/// nothing was sent.
pub async fn send(
    store: &Store,
    id: ApplicationId,
    sending: Sending,
    moment: Moment,
) -> Result<StoredApplication, ApplicationError> {
    let usual = usual_days(&store.decision_times(DECISIONS).await?);
    let mut opened = Opened::open(store, id, moment).await?;
    if opened.application.state == ApplicationState::Submitted {
        return Ok(opened.application);
    }
    let state = opened.application.state.after(ApplicationEvent::Submit)?;
    let submission = submission(&opened.application)?;
    if opened.application.email_verified_at.is_none() {
        return Err(ApplicationError::AddressUnproved);
    }
    let titles = submission.offers.iter().map(|offer| offer.listing.title.to_string()).collect();
    opened.tx.insert_submission(id, &submission).await?;
    opened.tx.name_case(id, &submission).await?;
    opened.tell(&Happened::Sent).await?;
    if opened.application.kind == ApplicationKind::Change {
        hold(&mut opened, &submission).await?;
    }
    let claimed = answered_for(&mut opened, &submission).await?.then_some(Flag::AlreadyClaimed);
    let letter = NewLetter {
        id: sending.letter_id,
        to: submission.contact.email.clone(),
        lang: submission.contact.lang,
        about: id.to_string(),
        letter: Letter::Received {
            reference: opened.application.reference.to_string(),
            offers: titles,
            usual_by: usual.and_then(|days| later(moment.today, days)),
        },
    };
    opened.tx.queue_letter(&letter).await?;
    let application = &mut opened.application;
    application.state = state;
    application.submitted_at = Some(moment.now);
    for flag in sending.flags.into_iter().chain(claimed) {
        if !application.flags.contains(&flag) {
            application.flags.push(flag);
        }
    }
    let tags = application_tags(&submission, &opened.application.flags);
    opened.tx.set_case_tags(&id.to_string(), &tags).await?;
    Ok(opened.close("applicant", "send_application", "{}").await?)
}

/// What is sent, if nothing is missing.
fn submission(application: &StoredApplication) -> Result<Submission, ApplicationError> {
    let answers = &application.answers;
    let problems = answers.problems();
    if !problems.is_empty() {
        return Err(ApplicationError::Incomplete(problems));
    }
    let offers = answers.offers.iter().filter_map(|offer| {
        let listing = answers.listing(offer.number, VerificationLevel::Identity)?;
        Some(SubmittedOffer { listing_id: offer.listing, listing })
    });
    let offers: Vec<SubmittedOffer> = offers.collect();
    match (answers.provider(), answers.contact(application.lang)) {
        (Some(provider), Some(contact)) if offers.len() == answers.offers.len() => {
            Ok(Submission { provider, offers, contact })
        }
        _ => Err(ApplicationError::Incomplete(Vec::new())),
    }
}

/// Whether others answer for the firm already, and whoever sends this does not, under whatever kind it comes.
async fn answered_for(opened: &mut Opened, submission: &Submission) -> Result<bool, StoreError> {
    let about = match (opened.application.provider_id, &submission.provider.siren) {
        (Some(id), _) => Some(id),
        (None, Some(siren)) => {
            opened.tx.providers_by_siren(std::slice::from_ref(siren)).await?.first().map(|known| known.id)
        }
        (None, None) => None,
    };
    let Some(about) = about else { return Ok(false) };
    let theirs = opened.tx.answers_for(&submission.contact.email, about).await?;
    Ok(!theirs && opened.tx.has_contact(about).await?)
}

/// Marks the listings that are to change; what they say stays public until the change is vetted.
async fn hold(opened: &mut Opened, submission: &Submission) -> Result<(), StoreError> {
    let ids: Vec<_> = submission.offers.iter().filter_map(|offer| offer.listing_id).collect();
    for mut stored in opened.tx.listings_by_id(&ids).await? {
        if stored.listing.status == ListingStatus::Published {
            stored.listing.status = ListingStatus::UnderCheck;
            opened.tx.update_listing(&stored).await?;
        }
    }
    Ok(())
}

fn later(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().days(days)).ok()
}
