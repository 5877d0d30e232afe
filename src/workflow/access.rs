//! Coming in: links by letter, sessions of browsers.

use super::{Moment, claims, officers};
use crate::domain::access::{LINK_MINUTES, LINKS_AN_HOUR, LinkPurpose, Subject, Token};
use crate::domain::application::Happened;
use crate::domain::email::EmailAddress;
use crate::domain::ids::LetterId;
use crate::domain::lang::Lang;
use crate::domain::letter::{Letter, NewLetter};
use crate::store::{AuditRow, Store, StoreError, UsedLink, WriteTx};

/// Life of a session on one application: a form may take ten sittings.
const APPLICATION_DAYS: i64 = 30;
/// Life of a session in a provider's space.
const SPACE_HOURS: i64 = 12;
const HOUR: i64 = 3_600_000;
/// How long after its end a session or a link is deleted: a clock that jumps by less throws nobody out for good.
const CLEAR_AFTER: i64 = 24 * HOUR;

/// A link to be sent.
#[derive(Debug)]
pub struct LinkRequest {
    /// The secret, drawn at the edge.
    pub token: Token,
    /// Identifier of the letter, drawn at the edge.
    pub letter_id: LetterId,
    /// Language of the letter.
    pub lang: Lang,
    /// To whom.
    pub email: EmailAddress,
    /// What it gives access to.
    pub subject: Subject,
    /// Reference of the application, for the letter; empty for the space.
    pub reference: String,
}

/// Whether a link was put into the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It was.
    Queued,
    /// The address was given as many as an hour allows.
    TooMany,
}

/// Puts a letter with a single-use link into the outbox, in a transaction that is already open.
///
/// # Errors
/// The database failed.
pub async fn queue_link(tx: &mut WriteTx, request: LinkRequest, moment: Moment) -> Result<Asked, StoreError> {
    let LinkRequest { token, letter_id, lang, email, subject, reference } = request;
    if tx.count_links(&email, moment.now - HOUR).await? >= LINKS_AN_HOUR {
        return Ok(Asked::TooMany);
    }
    let (purpose, letter, about) = match &subject {
        Subject::Application(id) => (
            LinkPurpose::Application,
            Letter::ApplicationLink { reference, token: token.clone() },
            id.to_string(),
        ),
        Subject::Space(_) => (LinkPurpose::Space, Letter::SpaceLink { token: token.clone() }, String::new()),
        Subject::Desk(_) => return Ok(Asked::TooMany),
    };
    let link = UsedLink { email: email.clone(), subject };
    tx.insert_link(&token, purpose, &link, moment.now + LINK_MINUTES * 60_000).await?;
    tx.queue_letter(&NewLetter { id: letter_id, to: email, lang, about, letter }).await?;
    Ok(Asked::Queued)
}

/// Longest life of a session on a subject, in seconds.
#[must_use]
pub const fn session_seconds(subject: &Subject) -> i64 {
    match subject {
        Subject::Application(_) => APPLICATION_DAYS * 24 * HOUR / 1_000,
        Subject::Space(_) | Subject::Desk(_) => SPACE_HOURS * HOUR / 1_000,
    }
}

/// Opens a session for a browser, in a transaction that is already open.
///
/// # Errors
/// The database failed.
pub async fn open_session(
    tx: &mut WriteTx,
    token: &Token,
    subject: &Subject,
    moment: Moment,
) -> Result<(), StoreError> {
    let life = match subject {
        // It goes on while it is used (`officers::keep_open`).
        Subject::Desk(_) => officers::IDLE,
        _ => session_seconds(subject) * 1_000,
    };
    tx.insert_session(token, subject, moment.now + life).await
}

/// Ends the session of a browser; nothing happens when it has ended already.
///
/// # Errors
/// The database failed: the session goes on.
pub async fn end_session(store: &Store, token: &Token, moment: Moment) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    if !tx.delete_session(token).await? {
        return tx.rollback().await;
    }
    let row = AuditRow { actor: "applicant", action: "end_session", subject: "session", detail: "{}" };
    tx.audit(row).await?;
    tx.commit().await
}

/// Ends every session of a subject, in a transaction that is already open and writes its own row of the audit log.
///
/// # Errors
/// The database failed.
pub async fn end_sessions(tx: &mut WriteTx, subject: &Subject) -> Result<u64, StoreError> {
    tx.delete_sessions(subject).await
}

/// Ends every session of a subject, wherever it is open, and says how many there were.
///
/// # Errors
/// The database failed: they go on.
pub async fn leave_everywhere(store: &Store, subject: &Subject, moment: Moment) -> Result<u64, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let ended = end_sessions(&mut tx, subject).await?;
    let detail = format!("{{\"sessions\":{ended}}}");
    let row = AuditRow { actor: "applicant", action: "end_sessions", subject: "session", detail: &detail };
    tx.audit(row).await?;
    tx.commit().await?;
    Ok(ended)
}

/// What [`clear`] deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Sessions.
    pub sessions: u64,
    /// Links.
    pub links: u64,
}

/// Deletes the sessions and links that ended more than a day ago; writes nothing when there are none.
///
/// # Errors
/// The database failed: nothing was deleted.
pub async fn clear(store: &Store, moment: Moment) -> Result<Cleared, StoreError> {
    let before = moment.now - CLEAR_AFTER;
    if store.count_ended_access(before).await? == 0 {
        return Ok(Cleared::default());
    }
    let mut tx = store.begin_write(moment.now).await?;
    let (sessions, links) = tx.clear_access(before).await?;
    let detail = format!("{{\"sessions\":{sessions},\"links\":{links}}}");
    let row = AuditRow { actor: "program", action: "clear_access", subject: "access", detail: &detail };
    tx.audit(row).await?;
    tx.commit().await?;
    Ok(Cleared { sessions, links })
}

/// Uses a link up and opens a session on what it gives access to; nothing when the link is good for nothing any more.
/// A link of an application proves its address, which its history tells, and with it perhaps a claim.
///
/// # Errors
/// The database failed: the link is still good.
pub async fn use_link(
    store: &Store,
    link: &Token,
    purpose: LinkPurpose,
    session: &Token,
    moment: Moment,
) -> Result<Option<UsedLink>, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let Some(used) = tx.use_link(link, purpose).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    open_session(&mut tx, session, &used.subject, moment).await?;
    let subject = match &used.subject {
        Subject::Application(id) => {
            if tx.confirm_address(*id, &used.email).await? {
                tx.insert_event(*id, &Happened::AddressProved).await?;
                claims::settle(&mut tx, *id, &used.email).await?;
            }
            id.to_string()
        }
        // An address is personal: the audit log keeps none.
        Subject::Space(_) => "space".to_owned(),
        Subject::Desk(id) => id.to_string(),
    };
    let row = AuditRow { actor: "applicant", action: "use_link", subject: &subject, detail: "{}" };
    tx.audit(row).await?;
    tx.commit().await?;
    Ok(Some(used))
}
