//! Inviting somebody to the desk, or letting somebody of it begin anew.

use super::row;
use super::team::{TeamError, keep_an_administrator};
use crate::domain::access::{INVITATION_HOURS, LinkPurpose, Subject, Token};
use crate::domain::choice::Choice;
use crate::domain::desk::Role;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, OfficerId};
use crate::domain::lang::Lang;
use crate::domain::letter::{Letter, NewLetter};
use crate::store::{Store, StoredOfficer, UsedLink};
use crate::workflow::Moment;
use crate::workflow::access::end_sessions;

/// An invitation to be sent.
#[derive(Debug)]
pub struct Invitation {
    /// Identifier of somebody new, drawn at the edge.
    pub id: OfficerId,
    /// Identifier of the letter, drawn at the edge.
    pub letter_id: LetterId,
    /// The secret of the link, drawn at the edge.
    pub token: Token,
    /// To whom.
    pub email: EmailAddress,
    /// Name, as colleagues will read it; empty for none yet.
    pub name: String,
    /// What they will be able to do; nothing leaves somebody who is there as they are, and makes a new one an administrator.
    pub role: Option<Role>,
    /// Language of the letter to somebody new.
    pub lang: Lang,
}

/// Puts a letter with a single-use link into the outbox. Somebody who is there keeps password and second factor until they use
/// it; a link sent earlier is good for nothing any more.
///
/// # Errors
/// The last administrator would be one no more, or the database failed: nobody was invited.
pub async fn invite(
    store: &Store,
    invitation: Invitation,
    actor: &str,
    moment: Moment,
) -> Result<OfficerId, TeamError> {
    let mut tx = store.begin_write(moment.now).await?;
    let known = tx.officer_by_email(&invitation.email).await?;
    let officer = match known {
        Some(known) => {
            let mut changed = known.clone();
            changed.role = invitation.role.unwrap_or(known.role);
            if !invitation.name.is_empty() && known.enrolled_at.is_none() {
                changed.name.clone_from(&invitation.name);
            }
            if changed.role != known.role {
                keep_an_administrator(&mut tx, &known).await?;
                end_sessions(&mut tx, &Subject::Desk(known.id)).await?;
            }
            if changed != known {
                tx.update_officer(&changed).await?;
            }
            changed
        }
        None => {
            let new = newcomer(&invitation, moment);
            tx.insert_officer(&new).await?;
            new
        }
    };
    let link = UsedLink { email: invitation.email.clone(), subject: Subject::Desk(officer.id) };
    let ends_at = moment.now + INVITATION_HOURS * 3_600_000;
    tx.insert_link(&invitation.token, LinkPurpose::Desk, &link, ends_at).await?;
    let letter = Letter::Invitation { token: invitation.token };
    let (id, to, lang) = (invitation.letter_id, invitation.email, officer.lang);
    tx.queue_letter(&NewLetter { id, to, lang, about: officer.id.to_string(), letter }).await?;
    let detail = format!("{{\"role\":\"{}\"}}", officer.role.slug());
    tx.audit(row(actor, "invite_officer", &officer.id.to_string(), &detail)).await?;
    tx.commit().await?;
    Ok(officer.id)
}

fn newcomer(invitation: &Invitation, moment: Moment) -> StoredOfficer {
    StoredOfficer {
        id: invitation.id,
        email: invitation.email.clone(),
        name: invitation.name.clone(),
        role: invitation.role.unwrap_or(Role::Administrator),
        lang: invitation.lang,
        password: None,
        totp: None,
        totp_step: 0,
        created_at: moment.now,
        enrolled_at: None,
        ended_at: None,
    }
}
