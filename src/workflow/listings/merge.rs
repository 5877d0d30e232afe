//! Two records of one firm become one.

use std::collections::{HashMap, HashSet};

use super::{ListingError, assert_entitled};
use crate::domain::desk::Role;
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::proposal::Settlement;
use crate::domain::ids::{DecisionId, LetterId, ListingId, OfficerId, ProviderId};
use crate::domain::letter::{Letter, NewLetter, Reason};
use crate::domain::listing::DeskEvent;
use crate::store::{
    AuditRow, CriteriaSeen, Decision, Store, StoreError, StoredContact, StoredListing, StoredProvider,
    WriteTx,
};
use crate::workflow::{Moment, NewIds};

/// Which provider goes into which other one.
#[derive(Debug, Clone, Copy)]
pub struct Merge<'a> {
    /// Who decides.
    pub officer: OfficerId,
    /// The provider that stays.
    pub kept: ProviderId,
    /// The one that goes.
    pub dropped: ProviderId,
    /// Last change of the two on the page ([`Store::merge_version`]).
    pub version: i64,
    /// Offers of the one that goes that are archived, each with the offer it is a duplicate of. The others come along.
    pub duplicates: &'a [(ListingId, ListingId)],
    /// What whoever answers for one of the two is told; may be empty.
    pub words: &'a str,
    /// Whether an archiving takes two people: then no offer that is still there is archived as a duplicate by one.
    pub four_eyes: bool,
    /// When.
    pub moment: Moment,
}

/// Makes one provider of two: offers, contacts, applications, reports and letters of one go to the other, and its names lead
/// there. Whoever answers for either is told by letter. The index follows with its next step.
///
/// What was decided about the one that goes stays written as it was, and is read with the other's. Sent twice, it is done once.
///
/// # Errors
/// There is no such provider or offer, one of them has changed meanwhile, the register knows them as two firms, whoever decides
/// may not, or the database failed: nothing was changed.
pub async fn merge(
    store: &Store,
    merge: &Merge<'_>,
    ids: NewIds<'_>,
) -> Result<StoredProvider, ListingError> {
    let mut tx = store.begin_write(merge.moment.now).await?;
    let kept = tx.providers_by_id(&[merge.kept]).await?.into_iter().next().ok_or(ListingError::NotFound)?;
    let Some(dropped) = tx.providers_by_id(&[merge.dropped]).await?.into_iter().next() else {
        let now = tx.moved_provider_ids(&[merge.dropped]).await?;
        let done = now.iter().any(|(_, target)| *target == kept.id);
        return if done { Ok(kept) } else { Err(ListingError::NotFound) };
    };
    for provider in [&kept, &dropped] {
        assert_entitled(&mut tx, merge.officer, provider, Role::Lead).await?;
    }
    if tx.merge_version(kept.id, dropped.id).await? != merge.version {
        return Err(ListingError::Changed);
    }
    if kept.id == dropped.id || kept.provider.is_another_firm(&dropped.provider) {
        return Err(ListingError::WrongState);
    }
    let moved = move_offers(&mut tx, merge).await?;
    let letter = merge_letter((&kept, &dropped), &moved.along, &moved.archived, merge.words);
    write_letters(&mut tx, merge, &letter, ids).await?;
    tx.move_cases_on(dropped.id).await?;
    tx.merge_provider((dropped.id, &dropped.slug), kept.id).await?;
    let kept = with_number(&mut tx, kept, &dropped).await?;
    write_down(&mut tx, merge, ids).await?;
    tx.commit().await?;
    Ok(kept)
}

/// The letter to whoever answers for one of the two: the offers that shopkeepers find under the other name, and those
/// that are archived as duplicates.
#[must_use]
pub fn merge_letter<'a>(
    (kept, dropped): (&StoredProvider, &StoredProvider),
    along: impl IntoIterator<Item = &'a StoredListing>,
    archived: impl IntoIterator<Item = &'a StoredListing>,
    words: &str,
) -> Letter {
    let along = along.into_iter().filter(|stored| stored.listing.status.is_searchable());
    let archived = archived.into_iter().filter(|stored| !stored.listing.status.is_over());
    Letter::ProvidersMerged {
        kept: kept.provider.name.to_string(),
        dropped: dropped.provider.name.to_string(),
        offers: along.map(StoredListing::named).collect(),
        archived: archived.map(StoredListing::named).collect(),
        words: words.to_owned(),
    }
}

/// Those who answer for one of the two, each once: from now on each answers for what the other did.
#[must_use]
pub fn merge_readers(goes: Vec<StoredContact>, stays: Vec<StoredContact>) -> Vec<StoredContact> {
    let mut people = goes;
    for known in stays {
        if people.iter().all(|other| other.contact.email.key() != known.contact.email.key()) {
            people.push(known);
        }
    }
    people
}

/// The offers of the provider that goes, as they were before.
#[derive(Default)]
struct MovedOffers {
    along: Vec<StoredListing>,
    archived: Vec<StoredListing>,
}

/// Gives the offers to the provider that stays.
async fn move_offers(tx: &mut WriteTx, merge: &Merge<'_>) -> Result<MovedOffers, ListingError> {
    let chosen: HashMap<ListingId, ListingId> = merge.duplicates.iter().copied().collect();
    let stays: HashSet<ListingId> = tx
        .listings_of(merge.kept)
        .await?
        .iter()
        .filter(|stored| !stored.listing.status.is_over())
        .map(|stored| stored.id)
        .collect();
    let comes = tx.listings_of(merge.dropped).await?;
    let known: HashSet<ListingId> = comes.iter().map(|stored| stored.id).collect();
    if chosen.iter().any(|(from, to)| !known.contains(from) || !stays.contains(to)) {
        return Err(ListingError::NotFound);
    }
    let mut moved = MovedOffers::default();
    for stored in comes {
        let stored = StoredListing { provider_id: merge.kept, ..stored };
        if let Some(open) = tx.open_proposal_of_listing(stored.id).await? {
            tx.settle_proposal(open.id, None, Settlement::Overtaken).await?;
        }
        tx.move_listing(&stored).await?;
        let Some(original) = chosen.get(&stored.id) else {
            moved.along.push(stored);
            continue;
        };
        if let Some(status) = stored.listing.status.ruled(DeskEvent::Archive) {
            if merge.four_eyes && !stored.listing.status.is_over() {
                return Err(ListingError::WrongState);
            }
            let mut archived = stored.clone();
            archived.listing.status = status;
            tx.update_listing(&archived).await?;
        }
        tx.lead_listing(&stored, *original).await?;
        moved.archived.push(stored);
    }
    Ok(moved)
}

async fn write_letters(
    tx: &mut WriteTx,
    merge: &Merge<'_>,
    letter: &Letter,
    ids: NewIds<'_>,
) -> Result<(), StoreError> {
    let (goes, stays) =
        (tx.contacts_of_provider(merge.dropped).await?, tx.contacts_of_provider(merge.kept).await?);
    for known in merge_readers(goes, stays) {
        let (to, lang, about) = (known.contact.email, known.contact.lang, merge.kept.to_string());
        let letter = letter.clone();
        tx.queue_letter(&NewLetter { id: LetterId::new(ids()), to, lang, about, letter }).await?;
    }
    Ok(())
}

/// Gives the provider that stays the number of the one that is gone, where it has none.
async fn with_number(
    tx: &mut WriteTx,
    kept: StoredProvider,
    dropped: &StoredProvider,
) -> Result<StoredProvider, StoreError> {
    let mut with = kept.clone();
    with.provider.take_number_of(&dropped.provider);
    if with != kept {
        tx.update_provider(&with).await?;
    }
    Ok(with)
}

async fn write_down(tx: &mut WriteTx, merge: &Merge<'_>, ids: NewIds<'_>) -> Result<(), StoreError> {
    let decision = Decision {
        id: DecisionId::new(ids()),
        at: merge.moment.now,
        officer: merge.officer,
        second: None,
        outcome: Outcome::Merged,
        application: None,
        report: None,
        listing: None,
        provider: Some(merge.kept),
        reasons: vec![Reason::Duplicate],
        words: merge.words.to_owned(),
        criteria: CriteriaSeen::default(),
        version: merge.version,
    };
    tx.insert_decision(&decision).await?;
    let (actor, subject) = (format!("officer:{}", merge.officer), merge.kept.to_string());
    let detail = format!("{{\"decision\":\"{}\",\"merged\":\"{}\"}}", decision.id, merge.dropped);
    let row = AuditRow { actor: &actor, action: "merge_providers", subject: &subject, detail: &detail };
    tx.audit(row).await
}
