//! Coming in: links by letter, sessions of browsers.

use super::Moment;
use crate::domain::access::{LINK_MINUTES, LINKS_AN_HOUR, LinkPurpose, Subject, Token};
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
    if tx.count_link_letters(&email, moment.now - HOUR).await? >= LINKS_AN_HOUR {
        return Ok(Asked::TooMany);
    }
    let (purpose, letter, about) = match &subject {
        Subject::Application(id) => (
            LinkPurpose::Application,
            Letter::ApplicationLink { reference, token: token.clone() },
            id.to_string(),
        ),
        Subject::Space(_) => (LinkPurpose::Space, Letter::SpaceLink { token: token.clone() }, String::new()),
    };
    let link = UsedLink { email: email.clone(), subject };
    tx.insert_link(&token, purpose, &link, moment.now + LINK_MINUTES * 60_000).await?;
    tx.queue_letter(&NewLetter { id: letter_id, to: email, lang, about, letter }).await?;
    Ok(Asked::Queued)
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
        Subject::Application(_) => APPLICATION_DAYS * 24 * HOUR,
        Subject::Space(_) => SPACE_HOURS * HOUR,
    };
    tx.insert_session(token, subject, moment.now + life).await
}

/// Uses a link up and opens a session on what it gives access to; nothing when the link is good for nothing any more.
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
        Subject::Application(id) => id.to_string(),
        // An address is personal: the audit log keeps none.
        Subject::Space(_) => "space".to_owned(),
    };
    let row = AuditRow { actor: "applicant", action: "use_link", subject: &subject, detail: "{}" };
    tx.audit(row).await?;
    tx.commit().await?;
    Ok(Some(used))
}
