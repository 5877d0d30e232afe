//! Lets somebody in who has shown password and second factor.

use super::DeskError;
use crate::domain::access::{Subject, Token};
use crate::domain::desk::second_factor::{RecoveryCode, TotpSecret};
use crate::domain::ids::OfficerId;
use crate::store::{AuditRow, Store, StoreError, StoredOfficer, WriteTx};
use crate::workflow::Moment;
use crate::workflow::access::open_session;

/// Somebody who asks to be let in, and whose password was found right.
#[derive(Debug)]
pub struct Attempt<'a> {
    /// Who it says it is, as they were when the password was compared.
    pub officer: &'a StoredOfficer,
    /// The code of the app, or a recovery code, as it was typed.
    pub code: &'a str,
    /// The secret of the session, drawn at the edge.
    pub session: &'a Token,
    /// The browser of the session.
    pub browser: &'a str,
}

/// Which code somebody came in by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// One of the app.
    Totp,
    /// A recovery code, which is used up.
    Recovery,
}

/// Lets somebody in: the code is used up, a session opens.
///
/// # Errors
/// The code is wrong or was used, somebody is not let in any more or has another password since
/// ([`DeskError::WrongProof`]), or the database failed.
pub async fn login(store: &Store, attempt: Attempt<'_>, moment: Moment) -> Result<Answer, DeskError> {
    let mut tx = store.begin_write(moment.now).await?;
    let id = attempt.officer.id;
    let now = tx.officer(id).await?.filter(StoredOfficer::is_active);
    let mut officer =
        now.filter(|now| now.password == attempt.officer.password).ok_or(DeskError::WrongProof)?;
    let answer = use_code(&mut tx, &mut officer, attempt.code, moment).await?;
    open_session(&mut tx, attempt.session, &Subject::Desk(id), moment).await?;
    tx.note_browser(attempt.session, attempt.browser).await?;
    let detail = match answer {
        Answer::Totp => "{\"code\":\"totp\"}",
        Answer::Recovery => "{\"code\":\"recovery\"}",
    };
    let (actor, subject) = (format!("officer:{id}"), id.to_string());
    tx.audit(AuditRow { actor: &actor, action: "login", subject: &subject, detail }).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Uses up the code that somebody shows, in a transaction that is already open.
pub(super) async fn use_code(
    tx: &mut WriteTx,
    officer: &mut StoredOfficer,
    typed: &str,
    moment: Moment,
) -> Result<Answer, DeskError> {
    let secret = officer.totp.as_deref().map(TotpSecret::from_stored);
    if let Some(step) = secret.and_then(|secret| secret.step_of(typed, moment.now, officer.totp_step)) {
        officer.totp_step = step;
        tx.update_officer(officer).await?;
        return Ok(Answer::Totp);
    }
    match RecoveryCode::parse(typed) {
        Some(code) if tx.use_recovery_code(officer.id, &code).await? => Ok(Answer::Recovery),
        _ => Err(DeskError::WrongProof),
    }
}

/// Notes that somebody was not let in; of a stranger only that there was one.
///
/// # Errors
/// The database failed.
pub async fn fail(store: &Store, officer: Option<OfficerId>, moment: Moment) -> Result<(), StoreError> {
    let subject = officer.map_or_else(|| "unknown".to_owned(), |id| id.to_string());
    let mut tx = store.begin_write(moment.now).await?;
    tx.audit(AuditRow { actor: "visitor", action: "login_failed", subject: &subject, detail: "{}" }).await?;
    tx.commit().await
}
