//! Opens an application in the browser of a space, without another link.

use super::SpaceError;
use crate::domain::access::{Subject, Token};
use crate::domain::application::{ApplicationKind, Reference};
use crate::domain::email::EmailAddress;
use crate::domain::ids::{ApplicationId, ProviderId};
use crate::store::{AuditRow, Store, StoredApplication};
use crate::workflow::Moment;
use crate::workflow::access::open_session;

/// Whether an address may open an application from its space: its own, once the address is proved, or a change of a
/// provider that it answers for. A claim of such a provider by somebody else stays closed, for it holds their data.
#[must_use]
pub fn is_open_to(application: &StoredApplication, email: &EmailAddress, providers: &[ProviderId]) -> bool {
    let about = application.provider_id.filter(|_| application.kind == ApplicationKind::Change);
    application.is_of(email) || about.is_some_and(|provider| providers.contains(&provider))
}

/// Opens a session on an application, for a browser in which the space of an address is open.
///
/// # Errors
/// There is no such application that the address may open, or the database failed.
pub async fn open_application(
    store: &Store,
    email: &EmailAddress,
    reference: &Reference,
    session: &Token,
    moment: Moment,
) -> Result<ApplicationId, SpaceError> {
    let found = store.application(reference).await?.ok_or(SpaceError::NotFound)?;
    let mut tx = store.begin_write(moment.now).await?;
    let application = tx.application(found.id).await?.ok_or(SpaceError::NotFound)?;
    let contacts = tx.contacts_of(email).await?;
    let providers: Vec<ProviderId> = contacts.iter().map(|contact| contact.provider_id).collect();
    if !is_open_to(&application, email, &providers) {
        return Err(SpaceError::NotFound);
    }
    open_session(&mut tx, session, &Subject::Application(application.id), moment).await?;
    let subject = application.id.to_string();
    tx.audit(AuditRow { actor: "provider", action: "open_application", subject: &subject, detail: "{}" })
        .await?;
    tx.commit().await?;
    Ok(application.id)
}
