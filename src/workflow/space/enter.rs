//! Comes in by a link.

use crate::domain::access::Subject;
use crate::domain::email::EmailAddress;
use crate::store::{AuditRow, Store, StoreError};
use crate::workflow::Moment;
use crate::workflow::access::{LinkRequest, queue_link};
use crate::workflow::applications::LinkDraw;

/// Sends a link to the space of an address, if it answers for a provider.
///
/// Somebody who asks in vain costs a transaction like somebody who does not, so that time tells nothing.
///
/// # Errors
/// The database failed: nothing was sent.
pub async fn ask_link(
    store: &Store,
    email: &EmailAddress,
    draw: LinkDraw,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    if let Some(known) = tx.contacts_of(email).await?.into_iter().next() {
        let request = LinkRequest {
            token: draw.token,
            letter_id: draw.letter_id,
            lang: known.contact.lang,
            email: email.clone(),
            subject: Subject::Space(known.contact.email),
            reference: String::new(),
        };
        queue_link(&mut tx, request, moment).await?;
    }
    tx.audit(AuditRow { actor: "provider", action: "ask_space_link", subject: "space", detail: "{}" })
        .await?;
    tx.commit().await
}
