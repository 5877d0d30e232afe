//! Who works at the desk, and what they may do.

use super::DeskError;
use crate::domain::access::{Subject, Token};
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, OfficerId};
use crate::domain::lang::Lang;
use crate::store::{AuditRow, Store, StoreError, StoredOfficer, WriteTx};
use crate::workflow::Moment;
use crate::workflow::access::{Asked, LinkRequest, end_sessions as end_all, queue_link};

/// An invitation to the desk. What is random is drawn at the edge.
#[derive(Debug)]
pub struct Invitation<'a> {
    /// Who invites, for the audit log.
    pub actor: &'a str,
    /// To whom.
    pub email: EmailAddress,
    /// Their name, as colleagues read it.
    pub name: String,
    /// What they will be allowed to do.
    pub role: Role,
    /// Language of their letters.
    pub lang: Lang,
    /// Identifier for somebody new.
    pub id: OfficerId,
    /// The secret of the link.
    pub token: Token,
    /// Identifier of the letter.
    pub letter_id: LetterId,
}

/// Invites somebody, in a letter with a single-use link of 24 hours that replaces older ones. Somebody who is at the desk
/// already keeps what they have until the link is used, and then chooses a password and a second factor anew.
///
/// # Errors
/// The address was sent as many links as an hour allows, the last administrator would lose that role, or the database
/// failed: nothing was sent.
pub async fn invite(store: &Store, new: Invitation<'_>, moment: Moment) -> Result<OfficerId, DeskError> {
    let mut tx = store.begin_write(moment.now).await?;
    let id = match tx.officer_by_email(&new.email).await? {
        Some(mut known) => {
            if known.role != new.role {
                assert_replaced(&mut tx, &known, new.role).await?;
                end_all(&mut tx, &Subject::Desk(known.id)).await?;
                known.role = new.role;
                tx.update_officer(&known).await?;
            }
            known.id
        }
        None => {
            tx.insert_officer(&stranger(&new, moment)).await?;
            new.id
        }
    };
    send(&mut tx, id, &new, moment).await?;
    let (subject, detail) = (id.to_string(), format!("{{\"role\":\"{}\"}}", new.role.slug()));
    tx.audit(AuditRow { actor: new.actor, action: "invite_officer", subject: &subject, detail: &detail })
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Invites somebody who is or was at the desk anew, with the role they have.
///
/// # Errors
/// There is nobody of that identifier, or as of [`invite`].
pub async fn invite_again(
    store: &Store,
    id: OfficerId,
    actor: &str,
    draw: (Token, LetterId),
    moment: Moment,
) -> Result<(), DeskError> {
    let known = store.officer(id).await?.ok_or(DeskError::NotFound)?;
    let (token, letter_id) = draw;
    let StoredOfficer { email, name, role, lang, .. } = known;
    invite(store, Invitation { actor, email, name, role, lang, id, token, letter_id }, moment).await.map(drop)
}

fn stranger(new: &Invitation<'_>, moment: Moment) -> StoredOfficer {
    StoredOfficer {
        id: new.id,
        email: new.email.clone(),
        name: new.name.clone(),
        role: new.role,
        lang: new.lang,
        password: None,
        totp: None,
        totp_step: 0,
        created_at: moment.now,
        enrolled_at: None,
        ended_at: None,
    }
}

/// Puts the letter of an invitation into the outbox, in a transaction that is already open.
pub(super) async fn send(
    tx: &mut WriteTx,
    id: OfficerId,
    new: &Invitation<'_>,
    moment: Moment,
) -> Result<(), DeskError> {
    let request = LinkRequest {
        token: new.token.clone(),
        letter_id: new.letter_id,
        lang: new.lang,
        email: new.email.clone(),
        subject: Subject::Desk(id),
        reference: String::new(),
    };
    match queue_link(tx, request, moment).await? {
        Asked::Queued => Ok(()),
        Asked::TooMany => Err(DeskError::TooMany),
    }
}

/// Gives somebody another role. Whatever they have open is closed, so that nothing goes on under the old one.
///
/// # Errors
/// There is nobody of that identifier, it is oneself, the last administrator would lose that role, or the database failed.
pub async fn change_role(
    store: &Store,
    by: OfficerId,
    id: OfficerId,
    role: Role,
    moment: Moment,
) -> Result<(), DeskError> {
    let (mut tx, mut officer) = other(store, by, id, moment).await?;
    if officer.role == role {
        return Ok(());
    }
    assert_replaced(&mut tx, &officer, role).await?;
    officer.role = role;
    tx.update_officer(&officer).await?;
    end_all(&mut tx, &Subject::Desk(id)).await?;
    let detail = format!("{{\"role\":\"{}\"}}", role.slug());
    close(tx, by, "change_role", id, &detail).await
}

/// Lets somebody in no more, from this moment on. Only another invitation brings them back.
///
/// # Errors
/// As of [`change_role`].
pub async fn deactivate(
    store: &Store,
    by: OfficerId,
    id: OfficerId,
    moment: Moment,
) -> Result<(), DeskError> {
    let (mut tx, mut officer) = other(store, by, id, moment).await?;
    if officer.ended_at.is_some() {
        return Ok(());
    }
    assert_replaced(&mut tx, &officer, Role::Reader).await?;
    officer.ended_at = Some(moment.now);
    (officer.password, officer.totp) = (None, None);
    tx.update_officer(&officer).await?;
    tx.set_recovery_codes(id, &[]).await?;
    end_all(&mut tx, &Subject::Desk(id)).await?;
    tx.delete_links(&Subject::Desk(id)).await?;
    close(tx, by, "deactivate_officer", id, "{}").await
}

/// Closes whatever somebody has open.
///
/// # Errors
/// There is nobody of that identifier, or the database failed.
pub async fn end_sessions(
    store: &Store,
    by: OfficerId,
    id: OfficerId,
    moment: Moment,
) -> Result<(), DeskError> {
    let mut tx = store.begin_write(moment.now).await?;
    tx.officer(id).await?.ok_or(DeskError::NotFound)?;
    let ended = end_all(&mut tx, &Subject::Desk(id)).await?;
    close(tx, by, "end_officer_sessions", id, &format!("{{\"sessions\":{ended}}}")).await
}

async fn other(
    store: &Store,
    by: OfficerId,
    id: OfficerId,
    moment: Moment,
) -> Result<(WriteTx, StoredOfficer), DeskError> {
    if by == id {
        return Err(DeskError::Oneself);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let officer = tx.officer(id).await?.ok_or(DeskError::NotFound)?;
    Ok((tx, officer))
}

/// Refuses what would leave nobody to invite others.
async fn assert_replaced(tx: &mut WriteTx, officer: &StoredOfficer, role: Role) -> Result<(), DeskError> {
    let loses = officer.is_active() && officer.role == Role::Administrator && role != Role::Administrator;
    if loses && tx.count_active(Role::Administrator).await? < 2 {
        return Err(DeskError::LastAdministrator);
    }
    Ok(())
}

async fn close(
    tx: WriteTx,
    by: OfficerId,
    action: &str,
    id: OfficerId,
    detail: &str,
) -> Result<(), DeskError> {
    let mut tx = tx;
    let (actor, subject) = (format!("officer:{by}"), id.to_string());
    tx.audit(AuditRow { actor: &actor, action, subject: &subject, detail }).await?;
    Ok::<_, StoreError>(tx.commit().await?).map_err(DeskError::from)
}
