//! Coming in and going out.

use super::{IDLE, LONGEST, Proof, actor, row};
use crate::domain::access::{Subject, Token};
use crate::domain::ids::OfficerId;
use crate::store::{OpenSession, Store, StoreError};
use crate::workflow::Moment;
use crate::workflow::access::open_session;

/// Somebody whose password was right and who typed a second factor.
#[derive(Debug)]
pub struct LogIn<'a> {
    /// Password and second factor.
    pub proof: Proof<'a>,
    /// The secret of the session that opens, drawn at the edge.
    pub session: &'a Token,
    /// The session that this browser had.
    pub old: Option<&'a Token>,
    /// What the browser says it is.
    pub browser: &'a str,
}

/// How somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    /// Whether a code on paper stood in for the app.
    pub on_paper: bool,
}

/// Opens a session at the desk, if the second factor is right; uses it up.
///
/// # Errors
/// The database failed: no session was opened.
pub async fn log_in(store: &Store, log_in: LogIn<'_>, moment: Moment) -> Result<Option<Entered>, StoreError> {
    let id = log_in.proof.officer;
    let mut tx = store.begin_write(moment.now).await?;
    let Some((officer, on_paper)) = log_in.proof.check(&mut tx, moment).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    tx.update_officer(&officer).await?;
    if let Some(old) = log_in.old {
        tx.delete_session(old).await?;
    }
    open_session(&mut tx, log_in.session, &Subject::Desk(id), moment).await?;
    tx.name_session(log_in.session, log_in.browser).await?;
    let detail = if on_paper { "{\"factor\":\"paper\"}" } else { "{\"factor\":\"app\"}" };
    tx.audit(row(&actor(id), "login", &id.to_string(), detail)).await?;
    tx.commit().await?;
    Ok(Some(Entered { on_paper }))
}

/// Notes that somebody tried to come in and could not.
///
/// # Errors
/// The database failed.
pub async fn note_failed(
    store: &Store,
    officer: Option<OfficerId>,
    moment: Moment,
) -> Result<(), StoreError> {
    let subject = officer.map_or_else(|| "unknown".to_owned(), |id| id.to_string());
    let mut tx = store.begin_write(moment.now).await?;
    tx.audit(row("visitor", "login_failed", &subject, "{}")).await?;
    tx.commit().await
}

/// Ends the session of a browser; nothing happens when it has ended already.
///
/// # Errors
/// The database failed: the session goes on.
pub async fn leave(
    store: &Store,
    officer: OfficerId,
    session: &Token,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    if !tx.delete_session(session).await? {
        return tx.rollback().await;
    }
    tx.audit(row(&actor(officer), "end_session", &officer.to_string(), "{}")).await?;
    tx.commit().await
}

/// Lets a session that is used go on: 30 minutes from now, 12 hours at most, a minute more or less. It is no act of anybody's
/// and leaves no row in the audit log, which it would fill.
///
/// # Errors
/// The database failed: the session ends when it would have.
pub async fn keep_open(
    store: &Store,
    token: &Token,
    session: &OpenSession,
    moment: Moment,
) -> Result<(), StoreError> {
    let ends_at = (moment.now + IDLE).min(session.created_at + LONGEST);
    if ends_at - session.ends_at < 60_000 {
        return Ok(());
    }
    let mut tx = store.begin_write(moment.now).await?;
    tx.extend_session(token, ends_at).await?;
    tx.commit().await
}
