//! Links to applications: to prove an address, to come back on another device.

use super::{ApplicationError, Opened};
use crate::domain::access::{Subject, Token};
use crate::domain::application::ApplicationState;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{ApplicationId, LetterId};
use crate::domain::lang::Lang;
use crate::store::{AuditRow, Store, StoreError, StoredApplication, WriteTx};
use crate::workflow::Moment;
use crate::workflow::access::{Asked, LinkRequest, queue_link};

/// What a link takes, drawn at the edge.
#[derive(Debug)]
pub struct LinkDraw {
    /// The secret.
    pub token: Token,
    /// Identifier of the letter.
    pub letter_id: LetterId,
}

/// Sends a link to the author of an application, who may have lost the first one.
///
/// # Errors
/// There is no such application, its address is not known yet ([`ApplicationError::AddressUnproved`]), or the database
/// failed.
pub async fn send_link(
    store: &Store,
    id: ApplicationId,
    draw: LinkDraw,
    moment: Moment,
) -> Result<Asked, ApplicationError> {
    let mut opened = Opened::open(store, id, moment).await?;
    if opened.application.email.is_none() {
        return Err(ApplicationError::AddressUnproved);
    }
    let asked = queue(&mut opened.tx, &opened.application, draw, moment).await?;
    if asked == Asked::TooMany {
        return Ok(asked);
    }
    let subject = id.to_string();
    opened
        .tx
        .audit(AuditRow { actor: "applicant", action: "send_link", subject: &subject, detail: "{}" })
        .await?;
    opened.tx.commit().await?;
    Ok(asked)
}

/// Sends links to the applications of an address, as many as there are draws, those whose address is proved first, then the
/// one touched last. Withdrawn ones are left out.
///
/// Somebody who asks in vain costs a transaction like somebody who does not, so that time tells nothing.
///
/// # Errors
/// The database failed: nothing was sent.
pub async fn ask_links(
    store: &Store,
    email: &EmailAddress,
    draws: Vec<LinkDraw>,
    moment: Moment,
) -> Result<(), StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let found = tx.newest_applications_of(email, super::MAX_LISTED).await?;
    let wanted = found.iter().filter(|found| found.state != ApplicationState::Withdrawn);
    for (application, draw) in wanted.zip(draws) {
        queue(&mut tx, application, draw, moment).await?;
    }
    tx.audit(AuditRow { actor: "applicant", action: "ask_links", subject: "application", detail: "{}" })
        .await?;
    tx.commit().await
}

/// Puts a link to an application into the outbox.
pub(super) async fn queue(
    tx: &mut WriteTx,
    application: &StoredApplication,
    draw: LinkDraw,
    moment: Moment,
) -> Result<Asked, StoreError> {
    let Some(email) = application.answers.email().or_else(|| application.email.clone()) else {
        return Ok(Asked::TooMany);
    };
    let lang: Lang = application.lang;
    let request = LinkRequest {
        token: draw.token,
        letter_id: draw.letter_id,
        lang,
        email,
        subject: Subject::Application(application.id),
        reference: application.reference.to_string(),
    };
    queue_link(tx, request, moment).await
}
