//! What people at the desk do about their own account.

use super::login::use_code;
use super::team::send;
use super::{DeskError, Invitation};
use crate::domain::access::{Subject, Token};
use crate::domain::desk::second_factor::RecoveryCode;
use crate::domain::ids::{LetterId, OfficerId};
use crate::domain::lang::Lang;
use crate::store::{AuditRow, Store, StoredOfficer, WriteTx};
use crate::workflow::Moment;
use crate::workflow::access::{end_sessions, open_session};

/// Proof that it is really them: the password was found right, and a code.
#[derive(Debug)]
pub struct Proof<'a> {
    /// They, as they were when the password was compared.
    pub officer: &'a StoredOfficer,
    /// The code, as it was typed.
    pub code: &'a str,
}

/// Opens the account of somebody who proves to be it, and uses the code up.
async fn proved(
    store: &Store,
    proof: &Proof<'_>,
    moment: Moment,
) -> Result<(WriteTx, StoredOfficer), DeskError> {
    let mut tx = store.begin_write(moment.now).await?;
    let now = tx.officer(proof.officer.id).await?.filter(StoredOfficer::is_active);
    let mut officer =
        now.filter(|now| now.password == proof.officer.password).ok_or(DeskError::WrongProof)?;
    use_code(&mut tx, &mut officer, proof.code, moment).await?;
    Ok((tx, officer))
}

/// Changes the name that colleagues read, and the language of letters.
///
/// # Errors
/// The database failed.
pub async fn change_name(
    store: &Store,
    id: OfficerId,
    name: &str,
    lang: Lang,
    moment: Moment,
) -> Result<(), DeskError> {
    let mut tx = store.begin_write(moment.now).await?;
    let mut officer = tx.officer(id).await?.ok_or(DeskError::NotFound)?;
    name.clone_into(&mut officer.name);
    officer.lang = lang;
    tx.update_officer(&officer).await?;
    close(tx, id, "change_name").await
}

/// Changes the password. Every session ends, and a new one opens in the browser that asked.
///
/// # Errors
/// The proof is wrong, or the database failed.
pub async fn change_password(
    store: &Store,
    proof: &Proof<'_>,
    password: String,
    session: (&Token, &str),
    moment: Moment,
) -> Result<(), DeskError> {
    let (mut tx, mut officer) = proved(store, proof, moment).await?;
    officer.password = Some(password);
    tx.update_officer(&officer).await?;
    let (subject, (token, browser)) = (Subject::Desk(officer.id), session);
    end_sessions(&mut tx, &subject).await?;
    open_session(&mut tx, token, &subject, moment).await?;
    tx.note_browser(token, browser).await?;
    close(tx, officer.id, "change_password").await
}

/// Gives recovery codes in place of those somebody had.
///
/// # Errors
/// The proof is wrong, or the database failed.
pub async fn renew_codes(
    store: &Store,
    proof: &Proof<'_>,
    codes: &[RecoveryCode],
    moment: Moment,
) -> Result<(), DeskError> {
    let (mut tx, officer) = proved(store, proof, moment).await?;
    tx.set_recovery_codes(officer.id, codes).await?;
    close(tx, officer.id, "renew_recovery_codes").await
}

/// Sends somebody who proves to be it a link by which they link another phone, and choose a password anew.
///
/// # Errors
/// The proof is wrong, the address was sent as many links as an hour allows, or the database failed.
pub async fn renew_factor(
    store: &Store,
    proof: &Proof<'_>,
    draw: (Token, LetterId),
    moment: Moment,
) -> Result<(), DeskError> {
    let (mut tx, officer) = proved(store, proof, moment).await?;
    let (token, letter_id) = draw;
    let StoredOfficer { id, email, name, role, lang, .. } = officer;
    let invitation = Invitation { actor: "", email, name, role, lang, id, token, letter_id };
    send(&mut tx, id, &invitation, moment).await?;
    close(tx, id, "renew_factor").await
}

/// Ends one of one's sessions, named by its hash, or all but one.
///
/// # Errors
/// The database failed.
pub async fn end_session(
    store: &Store,
    id: OfficerId,
    which: Option<&str>,
    kept: &Token,
    moment: Moment,
) -> Result<(), DeskError> {
    let (mut tx, subject) = (store.begin_write(moment.now).await?, Subject::Desk(id));
    match which {
        Some(hash) => drop(tx.end_session_of(&subject, hash).await?),
        None => drop(tx.end_other_sessions(&subject, kept).await?),
    }
    close(tx, id, "end_own_sessions").await
}

async fn close(tx: WriteTx, id: OfficerId, action: &str) -> Result<(), DeskError> {
    let mut tx = tx;
    let (actor, subject) = (format!("officer:{id}"), id.to_string());
    tx.audit(AuditRow { actor: &actor, action, subject: &subject, detail: "{}" }).await?;
    Ok(tx.commit().await?)
}
