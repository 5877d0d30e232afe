//! Listed firms taken over by whoever reads mail at their own website.

use uuid::Uuid;

use crate::domain::application::{ApplicationKind, Flag, Happened};
use crate::domain::claim::proves;
use crate::domain::email::EmailAddress;
use crate::domain::form::assemble::Contact;
use crate::domain::ids::ApplicationId;
use crate::domain::text::tidy;
use crate::store::{AuditRow, StoreError, StoredApplication, WriteTx};

/// Makes the author of a claim answer for the firm when the address that was just proved is one of the website that the
/// directory knows, whatever was typed as one, and nobody answers for the firm yet. Otherwise a vetter decides, and sees that
/// somebody else answers for it.
///
/// The listing stays as it is until an application is approved.
///
/// # Errors
/// The database failed.
pub(super) async fn settle(
    tx: &mut WriteTx,
    id: ApplicationId,
    email: &EmailAddress,
) -> Result<(), StoreError> {
    let Some(application) = tx.application(id).await? else { return Ok(()) };
    let (ApplicationKind::Claim, Some(provider)) = (application.kind, application.provider_id) else {
        return Ok(());
    };
    if tx.has_contact(provider).await? {
        let stranger = !tx.answers_for(email, provider).await?;
        return if stranger { flag(tx, application).await } else { Ok(()) };
    }
    let stored = tx.providers_by_id(&[provider]).await?.into_iter().next();
    let website = stored.and_then(|stored| stored.provider.website);
    if !website.is_some_and(|website| proves(email, &website)) {
        return Ok(());
    }
    // An application makes one contact at most, which takes its identifier.
    let contact_id = Uuid::from_u128(id.as_u128());
    tx.put_contact(contact_id, provider, &contact(&application, email)).await?;
    tx.insert_event(id, &Happened::ClaimProved).await?;
    let subject = provider.to_string();
    let detail = format!("{{\"application\":\"{id}\"}}");
    tx.audit(AuditRow { actor: "applicant", action: "claim_provider", subject: &subject, detail: &detail })
        .await
}

async fn flag(tx: &mut WriteTx, application: StoredApplication) -> Result<(), StoreError> {
    let mut application = application;
    if application.flags.contains(&Flag::AlreadyClaimed) {
        return Ok(());
    }
    application.flags.push(Flag::AlreadyClaimed);
    tx.update_application(&application).await
}

/// Who it is, as far as that was typed by now.
fn contact(application: &StoredApplication, email: &EmailAddress) -> Contact {
    let typed = &application.answers.shared;
    application.answers.contact(application.lang).unwrap_or_else(|| Contact {
        name: tidy(typed.one("contact.name")).chars().take(120).collect(),
        email: email.clone(),
        phone: None,
        lang: application.lang,
    })
}
