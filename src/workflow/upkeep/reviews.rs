//! The yearly review: letters 30 and 7 days before and on the day, a level less 30 days later, out of sight 90 days later.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use crate::domain::ids::{LetterId, ListingId};
use crate::domain::letter::{Letter, NamedOffer, NewLetter};
use crate::domain::listing::ListingStatus;
use crate::domain::upkeep::{ReviewStage, UpkeepKind};
use crate::store::{AuditRow, DueUpkeep, Store, StoreError, StoredListing, WriteTx};
use crate::workflow::{Moment, NewIds, in_paris};

/// Takes the next step about the offers of one provider that are due; tells whether there was anything to do. Offers that are
/// due at the same stage stand in one letter to each person who answers for the provider.
///
/// # Errors
/// The database failed: nothing was done, and nobody was written to.
pub async fn review(store: &Store, moment: Moment, ids: NewIds<'_>) -> Result<bool, StoreError> {
    if !store.has_due_upkeep(UpkeepKind::Review, moment.now).await? {
        return Ok(false);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let Some((provider, due)) = tx.due_upkeep(UpkeepKind::Review).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    let listings: Vec<ListingId> = due.iter().map(|due| due.listing).collect();
    let mut letters: BTreeMap<(ReviewStage, Date), Vec<NamedOffer>> = BTreeMap::new();
    let mut consequences = 0;
    for stored in tx.listings_by_id(&listings).await? {
        let Some(due) = due.iter().find(|due| due.listing == stored.id) else { continue };
        match step(&mut tx, stored, due, moment).await? {
            Some(Taken::Letter(stage, by, offer)) => letters.entry((stage, by)).or_default().push(offer),
            Some(Taken::Consequence) => consequences += 1,
            None => {}
        }
    }
    let readers = tx.contacts_of_provider(provider).await?;
    for ((_, by), offers) in &letters {
        for reader in &readers {
            let letter = Letter::ReviewDue { offers: offers.clone(), by: *by };
            let (id, about) = (LetterId::new(ids()), provider.to_string());
            tx.queue_letter(&NewLetter {
                id,
                to: reader.contact.email.clone(),
                lang: reader.contact.lang,
                about,
                letter,
            })
            .await?;
        }
    }
    let subject = provider.to_string();
    let detail =
        format!("{{\"letters\":{},\"offers_lowered\":{consequences}}}", letters.len() * readers.len());
    tx.audit(AuditRow { actor: "program", action: "review_offers", subject: &subject, detail: &detail })
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// What was done about one offer.
enum Taken {
    /// It stands in a letter, with the day by which it is to be confirmed.
    Letter(ReviewStage, Date, NamedOffer),
    /// It lost a level, or is hidden.
    Consequence,
}

async fn step(
    tx: &mut WriteTx,
    stored: StoredListing,
    due: &DueUpkeep,
    moment: Moment,
) -> Result<Option<Taken>, StoreError> {
    let mut stored = stored;
    let Some(review) = stored.listing.review_day().filter(|_| stored.listing.is_reviewed()) else {
        tx.drop_upkeep(&stored.id.to_string(), UpkeepKind::Review).await?;
        return Ok(None);
    };
    // The day of the last letter; of what came before that none is needed.
    let asked = due.done_at.map(|at| in_paris(at).date());
    let Some(stage) = due.stage.due(review, asked, moment.today) else {
        tx.note_upkeep(
            stored.id,
            UpkeepKind::Review,
            (due.stage, due.done_at),
            next_day(due.stage, review, asked, moment),
        )
        .await?;
        return Ok(None);
    };
    let taken = if stage.is_letter() {
        let offer = stored.named();
        // On the day, and later, what counts is when something happens.
        let by = if stage == ReviewStage::Day {
            ReviewStage::Demoted.day(review.max(moment.today))
        } else {
            review
        };
        Taken::Letter(stage, by, offer)
    } else {
        if stage == ReviewStage::Hidden {
            stored.listing.status = ListingStatus::Expired;
        } else {
            stored.listing.demote();
        }
        tx.update_listing(&stored).await?;
        Taken::Consequence
    };
    let done_at = if stage.is_letter() { Some(moment.now) } else { due.done_at };
    let asked = done_at.map(|at| in_paris(at).date());
    let next = next_day(stage, review, asked, moment);
    tx.note_upkeep(stored.id, UpkeepKind::Review, (stage, done_at), next).await?;
    Ok(Some(taken))
}

/// The day on which the next step may be due, tomorrow at the earliest.
fn next_day(stage: ReviewStage, review: Date, asked: Option<Date>, moment: Moment) -> Option<Date> {
    let next = stage.next()?;
    let waits = match (next, asked) {
        (ReviewStage::Demoted, Some(asked)) => asked.saturating_add(Span::new().days(30)),
        (ReviewStage::Hidden, Some(asked)) => asked.saturating_add(Span::new().days(90)),
        _ => Date::MIN,
    };
    Some(next.day(review).max(waits).max(moment.today.tomorrow().unwrap_or(moment.today)))
}
