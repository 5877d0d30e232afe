//! Forgets a person: contact, applications, letters, links and sessions, and what a provider without them keeps.

use crate::domain::access::Subject;
use crate::domain::application::ApplicationKind;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, ProviderId};
use crate::domain::lang::Lang;
use crate::domain::letter::{Letter, NewLetter};
use crate::domain::listing::ListingStatus;
use crate::store::{AuditRow, Store, StoreError, StoredApplication, StoredListing, StoredProvider, WriteTx};
use crate::workflow::Moment;

/// Most names that the last letter tells.
const NAMED: usize = 10;

/// Who is to be forgotten.
#[derive(Debug)]
pub struct Erasure<'a> {
    /// The address.
    pub email: &'a EmailAddress,
    /// Identifier of the last letter, drawn at the edge.
    pub letter_id: LetterId,
    /// Language of the last letter, if the person has not chosen one.
    pub lang: Lang,
}

/// Forgets whoever reads an address, and says so in a last letter, whose recipient is forgotten once it has gone.
///
/// Applications of the address are deleted with what hangs on them; in those of others the address is made unreadable. A
/// provider that somebody else answers for stays; the listings of any other one are withdrawn, and its record keeps what
/// public sources say: name, website, number in the register.
///
/// # Errors
/// The database failed: nothing was erased.
pub async fn erase(store: &Store, erasure: Erasure<'_>, moment: Moment) -> Result<(), StoreError> {
    let Erasure { email, letter_id, lang } = erasure;
    // Whoever writes this address elsewhere between here and the transaction is the person that asks.
    let naming = store.applications_naming(email).await?;
    let mut tx = store.begin_write(moment.now).await?;
    let contacts = tx.contacts_of(email).await?;
    let mut what = Vec::new();
    let own = tx.applications_of(email).await?;
    for id in &own {
        let Some(application) = tx.application(*id).await? else { continue };
        what.push(application.reference.to_string());
        remove(&mut tx, application).await?;
    }
    for id in naming.into_iter().filter(|id| !own.contains(id)) {
        tx.forget_address(id, email).await?;
    }
    tx.delete_contacts(email).await?;
    let mut names = Vec::new();
    for contact in &contacts {
        names.extend(leave(&mut tx, contact.provider_id, email).await?);
    }
    tx.forget_reporter(email).await?;
    tx.delete_mail_to(email).await?;
    tx.delete_sessions(&Subject::Space(email.clone())).await?;
    let what = if names.is_empty() { what } else { names };
    let letter = Letter::Erased { what: what.into_iter().take(NAMED).collect::<Vec<_>>().join(", ") };
    let lang = contacts.first().map_or(lang, |known| known.contact.lang);
    tx.queue_letter(&NewLetter { id: letter_id, to: email.clone(), lang, about: String::new(), letter })
        .await?;
    let detail = format!("{{\"providers\":{},\"applications\":{}}}", contacts.len(), own.len());
    tx.audit(AuditRow { actor: "provider", action: "erase_data", subject: "space", detail: &detail }).await?;
    tx.commit().await
}

/// Deletes an application with its letters, sessions and links; offers that waited for it wait no longer.
async fn remove(tx: &mut WriteTx, application: StoredApplication) -> Result<(), StoreError> {
    let subject = Subject::Application(application.id);
    tx.delete_letters_about(&application.id.to_string()).await?;
    tx.delete_sessions(&subject).await?;
    tx.delete_links(&subject).await?;
    tx.forget_decision_words(application.id).await?;
    tx.forget_proposals(application.id).await?;
    tx.delete_comments(&application.id.to_string()).await?;
    tx.delete_application(application.id).await?;
    let (ApplicationKind::Change, Some(provider), true) =
        (application.kind, application.provider_id, application.state.is_open())
    else {
        return Ok(());
    };
    for mut stored in tx.listings_of(provider).await? {
        if stored.listing.status == ListingStatus::UnderCheck {
            stored.listing.status = ListingStatus::Published;
            tx.update_listing(&stored).await?;
        }
    }
    Ok(())
}

/// Takes an address out of a provider that it answered for; gives the provider's name.
async fn leave(tx: &mut WriteTx, id: ProviderId, email: &EmailAddress) -> Result<Option<String>, StoreError> {
    let Some(stored) = tx.providers_by_id(&[id]).await?.into_iter().next() else { return Ok(None) };
    let name = stored.provider.name.to_string();
    let alone = !tx.has_contact(id).await?;
    if alone {
        let public = StoredProvider { provider: stored.provider.public_only(), ..stored.clone() };
        if public != stored {
            tx.update_provider(&public).await?;
        }
    }
    for stored in tx.listings_of(id).await? {
        // What it said before is nobody's to go back to once nobody answers for it.
        tx.forget_listing_versions(stored.id, (!alone).then_some(email)).await?;
        let mut listing = stored.listing.without_address(email);
        if alone {
            listing = listing.left_behind();
        }
        if listing != stored.listing {
            tx.update_listing(&StoredListing { listing, ..stored }).await?;
        }
    }
    Ok(Some(name))
}
