//! Whose case an application is: taken, given back, given to somebody.

use super::ApplicationError;
use super::decide::{Vetting, ties_of};
use crate::domain::application::{ApplicationEvent, ApplicationState, Happened};
use crate::domain::desk::Role;
use crate::domain::desk::barred::Barred;
use crate::domain::desk::decision::Outcome;
use crate::domain::ids::OfficerId;
use crate::store::{Store, StoredApplication};

/// Takes an application from the queue.
///
/// # Errors
/// There is none, it has changed meanwhile, it does not wait for a vetter, whoever takes it may not, or the database failed.
pub async fn take(store: &Store, vetting: Vetting) -> Result<StoredApplication, ApplicationError> {
    let mut opened = vetting.open(store).await?;
    opened.application.state = opened.application.state.after(ApplicationEvent::Take)?;
    let (officer, ties) = ties_of(&mut opened, vetting.officer).await?;
    refuse_if(ties.bar_taking(officer.id, officer.role))?;
    opened.application.assignee = Some(vetting.officer);
    opened.tell(&Happened::Taken).await?;
    Ok(opened.close(&vetting.actor(), "take_application", "{}").await?)
}

/// Gives an application back to the queue; a contested refusal stays one.
///
/// # Errors
/// There is none, it has changed meanwhile, nobody has it, it is somebody else's (leads may), or the database failed.
pub async fn release(store: &Store, vetting: Vetting) -> Result<StoredApplication, ApplicationError> {
    let mut opened = vetting.open(store).await?;
    opened.application.state = opened.application.state.after(ApplicationEvent::Release)?;
    let decisions = opened.tx.decisions_of_application(vetting.id).await?;
    if decisions.first().is_some_and(|last| last.outcome == Outcome::Refused) {
        opened.application.state = ApplicationState::Appealed;
    }
    let (officer, ties) = ties_of(&mut opened, vetting.officer).await?;
    let theirs = ties.assignee == Some(officer.id) || officer.role.covers(Role::Lead);
    refuse_if((!theirs || !officer.role.covers(Role::Vetter)).then_some(Barred::NotTheirs))?;
    if ties.assignee != Some(officer.id) {
        // Nobody steers from whom to whom their own case goes, or what they refused.
        refuse_if(ties.bar_taking(officer.id, officer.role))?;
    }
    opened.application.assignee = None;
    opened.tell(&Happened::Released).await?;
    Ok(opened.close(&vetting.actor(), "release_application", "{}").await?)
}

/// Gives an application to somebody who may decide about it, whether it waits or somebody else has it.
///
/// # Errors
/// There is none, it has changed meanwhile, it is not in the queue, whoever gives it is no lead, whoever gets it may not
/// have it, or the database failed.
pub async fn assign(
    store: &Store,
    vetting: Vetting,
    to: OfficerId,
) -> Result<StoredApplication, ApplicationError> {
    let mut opened = vetting.open(store).await?;
    let (lead, theirs) = ties_of(&mut opened, vetting.officer).await?;
    refuse_if((!lead.role.covers(Role::Lead)).then_some(Barred::Role))?;
    refuse_if(theirs.bar_taking(lead.id, lead.role))?;
    let (officer, ties) = ties_of(&mut opened, to).await?;
    refuse_if(ties.bar_taking(officer.id, officer.role))?;
    if opened.application.state != ApplicationState::InReview {
        opened.application.state = opened.application.state.after(ApplicationEvent::Take)?;
        opened.tell(&Happened::Taken).await?;
    }
    opened.application.assignee = Some(to);
    let detail = format!("{{\"to\":\"{to}\"}}");
    Ok(opened.close(&vetting.actor(), "assign_application", &detail).await?)
}

fn refuse_if(barred: Option<Barred>) -> Result<(), ApplicationError> {
    barred.map_or(Ok(()), |barred| Err(ApplicationError::Barred(barred)))
}
