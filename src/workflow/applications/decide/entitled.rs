//! Whether somebody may decide about an application.

use crate::domain::application::Submission;
use crate::domain::desk::barred::{Barred, Ties};
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::own::is_own;
use crate::domain::ids::OfficerId;
use crate::store::{Decision, Store, StoreError, StoredApplication, StoredOfficer};
use crate::workflow::applications::{ApplicationError, Opened};

/// Tells why somebody may not decide about an application; nothing when they may.
///
/// # Errors
/// The database does not answer.
pub async fn entitled(
    store: &Store,
    application: &StoredApplication,
    officer: &StoredOfficer,
) -> Result<Option<Barred>, StoreError> {
    Ok(read(store, application, officer).await?.bar(officer.id, officer.role))
}

/// Tells why somebody may not agree with what another one proposed about an application; nothing when they may.
///
/// # Errors
/// The database does not answer.
pub async fn entitled_to_agree(
    store: &Store,
    application: &StoredApplication,
    officer: &StoredOfficer,
    proposer: OfficerId,
) -> Result<Option<Barred>, StoreError> {
    Ok(read(store, application, officer).await?.bar_second(officer.id, officer.role, proposer))
}

async fn read(
    store: &Store,
    application: &StoredApplication,
    officer: &StoredOfficer,
) -> Result<Ties, StoreError> {
    let decisions = store.decisions_of_application(application.id).await?;
    let sent = store.submission(application.id).await?;
    Ok(ties(application, sent.as_ref(), &decisions, officer))
}

/// Refuses whoever may not decide.
pub(super) async fn assert_entitled(opened: &mut Opened, officer: OfficerId) -> Result<(), ApplicationError> {
    let (officer, ties) = ties_of(opened, officer).await?;
    ties.bar(officer.id, officer.role).map_or(Ok(()), |barred| Err(ApplicationError::Barred(barred)))
}

/// Refuses whoever may not agree with what somebody proposed.
pub(super) async fn assert_second(
    opened: &mut Opened,
    officer: OfficerId,
    proposer: OfficerId,
) -> Result<(), ApplicationError> {
    let (officer, ties) = ties_of(opened, officer).await?;
    let bar = ties.bar_second(officer.id, officer.role, proposer);
    bar.map_or(Ok(()), |barred| Err(ApplicationError::Barred(barred)))
}

/// Somebody as they are now, and what ties them to an application.
pub(in crate::workflow::applications) async fn ties_of(
    opened: &mut Opened,
    officer: OfficerId,
) -> Result<(StoredOfficer, Ties), ApplicationError> {
    let officer = opened.tx.officer(officer).await?.filter(StoredOfficer::is_active);
    let officer = officer.ok_or(ApplicationError::Barred(Barred::Role))?;
    let id = opened.application.id;
    let decisions = opened.tx.decisions_of_application(id).await?;
    let sent = opened.tx.submission(id).await?;
    let ties = ties(&opened.application, sent.as_ref(), &decisions, &officer);
    Ok((officer, ties))
}

fn ties(
    application: &StoredApplication,
    sent: Option<&Submission>,
    decisions: &[Decision],
    officer: &StoredOfficer,
) -> Ties {
    let refused = decisions.iter().filter(|decision| decision.outcome == Outcome::Refused);
    Ties {
        assignee: application.assignee,
        refused_by: refused.flat_map(|refused| [Some(refused.officer), refused.second]).flatten().collect(),
        own: is_own(
            &officer.email,
            application.email.as_ref(),
            sent.map(|sent| &sent.contact.email),
            sent.and_then(|sent| sent.provider.website.as_ref()),
        ),
    }
}
