//! What somebody at the desk changes of themselves.

use super::{actor, row};
use crate::domain::access::{Subject, Token};
use crate::domain::desk::totp::{Factor, SharedSecret};
use crate::domain::ids::OfficerId;
use crate::domain::lang::Lang;
use crate::store::{Store, StoreError, StoredOfficer, WriteTx};
use crate::workflow::Moment;
use crate::workflow::access::open_session;

/// What shows that it is really somebody: their password, which was compared already, and a second factor to be used up.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// Who it is said to be.
    pub officer: OfficerId,
    /// The hash that the password was compared with.
    pub password: &'a str,
    /// What was typed as the second factor.
    pub factor: &'a Factor,
}

impl Proof<'_> {
    /// Gives who it is, their step of time moved on, and whether a code on paper was used up; nothing when it proves nothing.
    pub(super) async fn check(
        self,
        tx: &mut WriteTx,
        moment: Moment,
    ) -> Result<Option<(StoredOfficer, bool)>, StoreError> {
        let found = tx.officer(self.officer).await?.filter(StoredOfficer::is_active);
        // The password may have been changed since it was compared.
        let found = found.filter(|officer| officer.password.as_deref() == Some(self.password));
        let Some(mut officer) = found else { return Ok(None) };
        match self.factor {
            Factor::App(code) => {
                let secret = officer.totp.as_deref().and_then(SharedSecret::parse);
                let step = secret.and_then(|secret| secret.step(code, moment.now, officer.totp_step));
                Ok(step.map(|step| {
                    officer.totp_step = step;
                    (officer, false)
                }))
            }
            Factor::Paper(code) => {
                let used = tx.use_recovery_code(officer.id, &code.hash()).await?;
                Ok(used.then_some((officer, true)))
            }
        }
    }
}

/// The session that goes on in this browser, under a new secret; all others end.
#[derive(Debug, Clone, Copy)]
pub struct Tidied<'a> {
    /// The new secret, drawn at the edge.
    pub session: &'a Token,
    /// What the browser says it is.
    pub browser: &'a str,
}

impl Tidied<'_> {
    async fn tidy(self, tx: &mut WriteTx, officer: OfficerId, moment: Moment) -> Result<(), StoreError> {
        let subject = Subject::Desk(officer);
        tx.delete_sessions(&subject).await?;
        // What proves less than what was just proved opens nothing any more.
        tx.end_links(&subject).await?;
        open_session(tx, self.session, &subject, moment).await?;
        tx.name_session(self.session, self.browser).await
    }
}

/// Changes the name and the language of the letters.
///
/// # Errors
/// The database failed: nothing changed.
pub async fn change_profile(
    store: &Store,
    officer: OfficerId,
    name: String,
    lang: Lang,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let Some(mut changed) = tx.officer(officer).await? else { return tx.rollback().await };
    changed.name = name;
    changed.lang = lang;
    tx.update_officer(&changed).await?;
    tx.audit(row(&actor(officer), "change_profile", &officer.to_string(), "{}")).await?;
    tx.commit().await
}

/// Changes the password; false when the proof is none.
///
/// # Errors
/// The database failed: nothing changed.
pub async fn change_password(
    store: &Store,
    proof: Proof<'_>,
    hashed: String,
    tidied: Tidied<'_>,
    moment: Moment,
) -> Result<bool, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let Some((mut officer, _)) = proof.check(&mut tx, moment).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    officer.password = Some(hashed);
    tx.update_officer(&officer).await?;
    tidied.tidy(&mut tx, officer.id, moment).await?;
    tx.audit(row(&actor(officer.id), "change_password", &officer.id.to_string(), "{}")).await?;
    tx.commit().await?;
    Ok(true)
}

/// A second factor in place of the one there is.
#[derive(Debug)]
pub struct SecondFactor<'a> {
    /// The secret that the new app shares with us.
    pub secret: &'a SharedSecret,
    /// Step of time of a code that the new app showed.
    pub step: i64,
}

/// Changes the second factor; false when the proof is none.
///
/// # Errors
/// The database failed: nothing changed.
pub async fn change_factor(
    store: &Store,
    proof: Proof<'_>,
    new: SecondFactor<'_>,
    tidied: Tidied<'_>,
    moment: Moment,
) -> Result<bool, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let Some((mut officer, _)) = proof.check(&mut tx, moment).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    officer.totp = Some(new.secret.reveal().to_owned());
    officer.totp_step = new.step;
    tx.update_officer(&officer).await?;
    tidied.tidy(&mut tx, officer.id, moment).await?;
    tx.audit(row(&actor(officer.id), "change_factor", &officer.id.to_string(), "{}")).await?;
    tx.commit().await?;
    Ok(true)
}

/// Gives other codes on paper in place of those there are; false when the proof is none.
///
/// # Errors
/// The database failed: nothing changed.
pub async fn renew_codes(
    store: &Store,
    proof: Proof<'_>,
    hashes: &[String],
    moment: Moment,
) -> Result<bool, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let Some((officer, _)) = proof.check(&mut tx, moment).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    tx.update_officer(&officer).await?;
    tx.replace_recovery_codes(officer.id, hashes).await?;
    tx.audit(row(&actor(officer.id), "renew_codes", &officer.id.to_string(), "{}")).await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends one of one's own sessions by the hash of its secret; false when there is none such.
///
/// # Errors
/// The database failed: it goes on.
pub async fn end_one(
    store: &Store,
    officer: OfficerId,
    hash: &str,
    moment: Moment,
) -> Result<bool, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    if !tx.delete_session_of(&Subject::Desk(officer), hash).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    tx.audit(row(&actor(officer), "end_session", &officer.to_string(), "{}")).await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends one's own sessions in other browsers.
///
/// # Errors
/// The database failed: they go on.
pub async fn end_others(
    store: &Store,
    officer: OfficerId,
    kept: &Token,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let ended = tx.delete_other_sessions(&Subject::Desk(officer), kept).await?;
    let detail = format!("{{\"sessions\":{ended}}}");
    tx.audit(row(&actor(officer), "end_sessions", &officer.to_string(), &detail)).await?;
    tx.commit().await
}
