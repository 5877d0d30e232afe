//! Taking an invitation up.

use super::{actor, row};
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::desk::totp::SharedSecret;
use crate::domain::ids::OfficerId;
use crate::domain::lang::Lang;
use crate::store::{Store, StoreError};
use crate::workflow::Moment;
use crate::workflow::access::{end_sessions, open_session};

/// What somebody chose who takes an invitation up.
#[derive(Debug)]
pub struct Enrolment<'a> {
    /// The secret of the link.
    pub link: &'a Token,
    /// The secret of the session that opens, drawn at the edge.
    pub session: &'a Token,
    /// What the browser says it is.
    pub browser: &'a str,
    /// Name, as colleagues read it.
    pub name: String,
    /// Language of their letters.
    pub lang: Lang,
    /// The password, hashed.
    pub password: String,
    /// The secret that their app shares with us.
    pub secret: &'a SharedSecret,
    /// A code that the app showed.
    pub code: &'a str,
    /// Hashes of their codes on paper.
    pub recovery: &'a [String],
}

/// Whether an invitation was taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enrolled {
    /// It was, and a session is open.
    Yes(OfficerId),
    /// The link is good for nothing any more.
    DeadLink,
    /// The code is not of this app, or of another time; the link is still good.
    WrongCode,
}

/// Uses an invitation up: password and second factor are the new ones, sessions that were open end, a new one opens.
///
/// # Errors
/// The database failed: the invitation is still good.
pub async fn enrol(store: &Store, chosen: Enrolment<'_>, moment: Moment) -> Result<Enrolled, StoreError> {
    let Some(step) = chosen.secret.step(chosen.code, moment.now, 0) else { return Ok(Enrolled::WrongCode) };
    let mut tx = store.begin_write(moment.now).await?;
    let used = tx.use_link(chosen.link, LinkPurpose::Desk).await?;
    let found = match used.map(|used| used.subject) {
        Some(Subject::Desk(id)) => tx.officer(id).await?,
        _ => None,
    };
    let Some(mut officer) = found else {
        tx.rollback().await?;
        return Ok(Enrolled::DeadLink);
    };
    officer.name = chosen.name;
    officer.lang = chosen.lang;
    officer.password = Some(chosen.password);
    officer.totp = Some(chosen.secret.reveal().to_owned());
    officer.totp_step = step;
    officer.enrolled_at = Some(moment.now);
    officer.ended_at = None;
    tx.update_officer(&officer).await?;
    tx.replace_recovery_codes(officer.id, chosen.recovery).await?;
    let subject = Subject::Desk(officer.id);
    end_sessions(&mut tx, &subject).await?;
    open_session(&mut tx, chosen.session, &subject, moment).await?;
    tx.name_session(chosen.session, chosen.browser).await?;
    tx.audit(row(&actor(officer.id), "enrol_officer", &officer.id.to_string(), "{}")).await?;
    tx.commit().await?;
    Ok(Enrolled::Yes(officer.id))
}
