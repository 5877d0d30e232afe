//! Takes an invitation up.

use super::DeskError;
use crate::domain::access::{LinkPurpose, Subject, Token};
use crate::domain::desk::second_factor::{RecoveryCode, TotpSecret};
use crate::domain::ids::OfficerId;
use crate::domain::lang::Lang;
use crate::store::{AuditRow, Store};
use crate::workflow::Moment;
use crate::workflow::access::{end_sessions, open_session};

/// What somebody has chosen and proved who takes an invitation up.
#[derive(Debug)]
pub struct Enrolment<'a> {
    /// The secret of the link.
    pub link: &'a Token,
    /// Their name, as colleagues read it.
    pub name: &'a str,
    /// Language of their letters.
    pub lang: Lang,
    /// What is kept of the password.
    pub password: String,
    /// The secret of the authenticator app.
    pub totp: TotpSecret,
    /// Step of the code that proved that the app has it.
    pub step: i64,
    /// Codes for when the app is lost, drawn at the edge.
    pub codes: &'a [RecoveryCode],
    /// The secret of the session, drawn at the edge.
    pub session: &'a Token,
    /// The browser of the session.
    pub browser: &'a str,
}

/// Takes an invitation up: the link is used, older sessions end, a new one opens.
///
/// # Errors
/// The link is good for nothing any more, or the database failed: nothing was chosen.
pub async fn enrol(store: &Store, new: Enrolment<'_>, moment: Moment) -> Result<OfficerId, DeskError> {
    let mut tx = store.begin_write(moment.now).await?;
    let used = tx.use_link(new.link, LinkPurpose::Desk).await?.ok_or(DeskError::NotFound)?;
    let Subject::Desk(id) = used.subject else { return Err(DeskError::NotFound) };
    let mut officer = tx.officer(id).await?.ok_or(DeskError::NotFound)?;
    new.name.clone_into(&mut officer.name);
    officer.lang = new.lang;
    officer.password = Some(new.password);
    officer.totp = Some(new.totp.reveal().to_owned());
    officer.totp_step = new.step;
    (officer.enrolled_at, officer.ended_at) = (Some(moment.now), None);
    tx.update_officer(&officer).await?;
    tx.set_recovery_codes(id, new.codes).await?;
    end_sessions(&mut tx, &Subject::Desk(id)).await?;
    open_session(&mut tx, new.session, &Subject::Desk(id), moment).await?;
    tx.note_browser(new.session, new.browser).await?;
    let (actor, subject) = (format!("officer:{id}"), id.to_string());
    tx.audit(AuditRow { actor: &actor, action: "enrol_officer", subject: &subject, detail: "{}" }).await?;
    tx.commit().await?;
    Ok(id)
}
