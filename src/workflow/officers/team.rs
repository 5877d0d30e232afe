//! What administrators change of others.

use thiserror::Error;

use super::{actor, row};
use crate::domain::access::Subject;
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::ids::OfficerId;
use crate::store::{Store, StoreError, StoredOfficer, WriteTx};
use crate::workflow::Moment;
use crate::workflow::access::end_sessions;

/// Why somebody stays as they are.
#[derive(Debug, Error)]
pub enum TeamError {
    /// There is nobody of this identifier.
    #[error("there is nobody of this identifier")]
    NotFound,
    /// Nobody takes their own rights away.
    #[error("nobody takes their own rights away")]
    Oneself,
    /// Nobody else could invite anybody any more.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives somebody another role. Their sessions end, and their next one has it.
///
/// # Errors
/// It is oneself, the last administrator or nobody, or the database failed.
pub async fn change_role(
    store: &Store,
    by: OfficerId,
    id: OfficerId,
    role: Role,
    moment: Moment,
) -> Result<(), TeamError> {
    let mut tx = store.begin_write(moment.now).await?;
    let mut officer = other(&mut tx, by, id).await?;
    if role != Role::Administrator {
        keep_an_administrator(&mut tx, &officer).await?;
    }
    let detail = format!("{{\"from\":\"{}\",\"to\":\"{}\"}}", officer.role.slug(), role.slug());
    officer.role = role;
    tx.update_officer(&officer).await?;
    end_sessions(&mut tx, &Subject::Desk(id)).await?;
    tx.audit(row(&actor(by), "change_role", &id.to_string(), &detail)).await?;
    Ok(tx.commit().await?)
}

/// Lets somebody in no more: their sessions end, and an invitation that is open is good for nothing any more.
///
/// # Errors
/// It is oneself, the last administrator or nobody, or the database failed.
pub async fn deactivate(
    store: &Store,
    by: OfficerId,
    id: OfficerId,
    moment: Moment,
) -> Result<(), TeamError> {
    let mut tx = store.begin_write(moment.now).await?;
    let mut officer = other(&mut tx, by, id).await?;
    keep_an_administrator(&mut tx, &officer).await?;
    officer.ended_at = officer.ended_at.or(Some(moment.now));
    // Whoever comes back is invited anew and chooses both again.
    (officer.password, officer.totp) = (None, None);
    tx.update_officer(&officer).await?;
    tx.replace_recovery_codes(id, &[]).await?;
    let subject = Subject::Desk(id);
    end_sessions(&mut tx, &subject).await?;
    tx.end_links(&subject).await?;
    tx.audit(row(&actor(by), "deactivate_officer", &id.to_string(), "{}")).await?;
    Ok(tx.commit().await?)
}

/// Ends every session of somebody, and the link of an open invitation.
///
/// # Errors
/// There is nobody of this identifier, or the database failed.
pub async fn end_all(store: &Store, by: OfficerId, id: OfficerId, moment: Moment) -> Result<(), TeamError> {
    let mut tx = store.begin_write(moment.now).await?;
    if tx.officer(id).await?.is_none() {
        return Err(TeamError::NotFound);
    }
    let ended = end_sessions(&mut tx, &Subject::Desk(id)).await?;
    tx.end_links(&Subject::Desk(id)).await?;
    let detail = format!("{{\"sessions\":{ended}}}");
    tx.audit(row(&actor(by), "end_sessions", &id.to_string(), &detail)).await?;
    Ok(tx.commit().await?)
}

async fn other(tx: &mut WriteTx, by: OfficerId, id: OfficerId) -> Result<StoredOfficer, TeamError> {
    match tx.officer(id).await? {
        None => Err(TeamError::NotFound),
        Some(_) if by == id => Err(TeamError::Oneself),
        Some(officer) => Ok(officer),
    }
}

/// Refuses what would leave nobody who can invite others.
pub(super) async fn keep_an_administrator(
    tx: &mut WriteTx,
    officer: &StoredOfficer,
) -> Result<(), TeamError> {
    let counts = officer.is_active() && officer.role == Role::Administrator;
    if counts && tx.count_other_administrators(officer.id).await? == 0 {
        return Err(TeamError::LastAdministrator);
    }
    Ok(())
}
