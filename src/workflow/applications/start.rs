//! Begins an application.

use crate::domain::access::{Subject, Token};
use crate::domain::application::{ApplicationKind, Flag, Happened, Reference};
use crate::domain::form::Answers;
use crate::domain::form::assemble::{typed_of_listing, typed_of_provider};
use crate::domain::ids::{ApplicationId, ProviderId};
use crate::domain::lang::Lang;
use crate::store::{AuditRow, NewApplication, Store, StoreError, WriteTx};
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
    /// The listed provider that it is about, and whether its author answers for that provider already.
    pub about: Option<(ProviderId, ApplicationKind)>,
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
/// One about a listed provider begins with what the directory says of it; when one about the same provider is open
/// already and its author answers for the provider, that one is opened.
///
/// # Errors
/// The database failed: nothing was begun.
pub async fn start(store: &Store, start: Start, moment: Moment) -> Result<Begun, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    let key = start.start_key.hash();
    let known = match tx.application_begun_by(&key).await? {
        Some(known) => Some(known),
        None => match start.about {
            Some((provider, ApplicationKind::Change)) => {
                tx.open_application_about(provider).await?.filter(|open| open.kind == ApplicationKind::Change)
            }
            _ => None,
        },
    };
    let begun = match known {
        Some(known) => Begun { id: known.id, reference: known.reference },
        None => begin(&mut tx, &start, key).await?,
    };
    let Begun { id, .. } = begun;
    open_session(&mut tx, &start.session, &Subject::Application(id), moment).await?;
    let subject = id.to_string();
    let row = AuditRow { actor: "applicant", action: "begin_application", subject: &subject, detail: "{}" };
    tx.audit(row).await?;
    tx.commit().await?;
    Ok(begun)
}

async fn begin(tx: &mut WriteTx, start: &Start, start_key: String) -> Result<Begun, StoreError> {
    let answers = match start.about {
        Some((provider, _)) => answers_about(tx, provider).await?,
        None => Answers::default(),
    };
    let new = NewApplication {
        id: start.id,
        reference: start.reference.clone(),
        start_key,
        kind: start.about.map_or(ApplicationKind::New, |(_, kind)| kind),
        lang: start.lang,
        provider_id: start.about.map(|(provider, _)| provider),
        answers,
        flags: start.flags.clone(),
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
