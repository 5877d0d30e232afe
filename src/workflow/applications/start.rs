//! Begins an application.

use super::ApplicationError;
use crate::domain::access::{Subject, Token};
use crate::domain::application::{ApplicationKind, Flag, Happened, Reference};
use crate::domain::email::EmailAddress;
use crate::domain::form::Answers;
use crate::domain::form::assemble::{Contact, typed_of_listing, typed_of_provider};
use crate::domain::ids::{ApplicationId, ProviderId};
use crate::domain::lang::Lang;
use crate::store::{AuditRow, NewApplication, Store, StoreError, StoredApplication, WriteTx};
use crate::workflow::Moment;
use crate::workflow::access::open_session;

/// What begins an application. What is random is drawn at the edge.
#[derive(Debug)]
pub struct Start {
    /// Identifier.
    pub id: ApplicationId,
    /// What it will be called.
    pub reference: Reference,
    /// Drawn with the page whose button begins it: pressed twice, it begins one.
    pub start_key: Token,
    /// The session of the browser.
    pub session: Token,
    /// Language of its author.
    pub lang: Lang,
    /// The listed provider that it claims.
    pub claims: Option<ProviderId>,
    /// What looked odd.
    pub flags: Vec<Flag>,
}

/// An application that was begun, now or by the first press of the same button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Identifier.
    pub id: ApplicationId,
    /// What it is called.
    pub reference: Reference,
}

/// Begins an application and opens it in the browser that asked for it.
///
/// One that claims a listed provider begins with what the directory says of it.
///
/// # Errors
/// The database failed: nothing was begun.
pub async fn start(store: &Store, start: Start, moment: Moment) -> Result<Begun, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let known = tx.application_begun_by(&start.start_key.hash()).await?;
    let about = start.claims.map(|provider| (provider, ApplicationKind::Claim));
    open_or_begin(tx, &start, known, about, None, moment).await
}

/// Begins a change of a listed provider for somebody who answers for it, and opens it in their browser: with what the
/// directory says of the provider and of them. Their session proved the address, so that nothing is left to prove.
///
/// What is open already is opened instead: a change of the same provider, or their own claim of it.
///
/// # Errors
/// The address does not answer for the provider, or the database failed: nothing was begun.
pub async fn change(
    store: &Store,
    provider: ProviderId,
    by: &EmailAddress,
    start: Start,
    moment: Moment,
) -> Result<Begun, ApplicationError> {
    let mut tx = store.begin_write(moment.now).await?;
    let Some(author) = tx.contacts_of(by).await?.into_iter().find(|known| known.provider_id == provider)
    else {
        return Err(ApplicationError::NotFound);
    };
    let start = Start { lang: author.contact.lang, ..start };
    let about = Some((provider, ApplicationKind::Change));
    let claim = tx.open_application_about(provider, ApplicationKind::Claim).await?;
    let claim = claim.filter(|claim| claim.is_of(by));
    let known = match (claim, tx.application_begun_by(&start.start_key.hash()).await?) {
        (Some(claim), _) => Some(claim),
        (None, Some(known)) => Some(known),
        (None, None) => tx.open_application_about(provider, ApplicationKind::Change).await?,
    };
    Ok(open_or_begin(tx, &start, known, about, Some(&author.contact), moment).await?)
}

async fn open_or_begin(
    tx: WriteTx,
    start: &Start,
    known: Option<StoredApplication>,
    about: Option<(ProviderId, ApplicationKind)>,
    author: Option<&Contact>,
    moment: Moment,
) -> Result<Begun, StoreError> {
    let mut tx = tx;
    let (action, begun) = match known {
        Some(known) => ("open_application", Begun { id: known.id, reference: known.reference }),
        None => ("begin_application", begin(&mut tx, start, about, author).await?),
    };
    let Begun { id, .. } = begun;
    open_session(&mut tx, &start.session, &Subject::Application(id), moment).await?;
    let subject = id.to_string();
    tx.audit(AuditRow { actor: "applicant", action, subject: &subject, detail: "{}" }).await?;
    tx.commit().await?;
    Ok(begun)
}

async fn begin(
    tx: &mut WriteTx,
    start: &Start,
    about: Option<(ProviderId, ApplicationKind)>,
    author: Option<&Contact>,
) -> Result<Begun, StoreError> {
    let mut flags = start.flags.clone();
    let mut answers = Answers::default();
    if let Some((provider, kind)) = about {
        answers = answers_about(tx, provider).await?;
        if kind == ApplicationKind::Claim && tx.has_contact(provider).await? {
            flags.push(Flag::AlreadyClaimed);
        }
    }
    if let Some(author) = author {
        answers.vouch(author);
    }
    let new = NewApplication {
        id: start.id,
        reference: start.reference.clone(),
        start_key: start.start_key.hash(),
        kind: about.map_or(ApplicationKind::New, |(_, kind)| kind),
        lang: start.lang,
        proved: author.map(|author| author.email.clone()),
        provider_id: about.map(|(provider, _)| provider),
        answers,
        flags,
    };
    tx.insert_application(&new).await?;
    tx.insert_event(new.id, &Happened::Begun).await?;
    Ok(Begun { id: new.id, reference: new.reference })
}

/// What the directory says of a provider and its offers, as answers.
async fn answers_about(tx: &mut WriteTx, provider: ProviderId) -> Result<Answers, StoreError> {
    let mut answers = Answers::default();
    if let Some(stored) = tx.providers_by_id(&[provider]).await?.into_iter().next() {
        answers.shared = typed_of_provider(&stored.provider);
    }
    let listings = tx.listings_of(provider).await?;
    let kept = listings.into_iter().filter(|stored| !stored.listing.status.is_over());
    for stored in kept.take(crate::domain::form::MAX_OFFERS) {
        answers.add_known_offer(stored.id, typed_of_listing(&stored.listing));
    }
    answers.drop_blank_offers();
    Ok(answers)
}
