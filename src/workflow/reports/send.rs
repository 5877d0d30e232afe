//! A visitor reports an offer.

use std::collections::BTreeSet;

use super::ReportError;
use crate::domain::application::{Flag, Reference};
use crate::domain::choice::Choice;
use crate::domain::desk::queue::local_tags;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{LetterId, ListingId, ReportId};
use crate::domain::lang::Lang;
use crate::domain::letter::{Letter, NewLetter};
use crate::domain::listing::Listing;
use crate::domain::report::{LETTERS_AN_HOUR, ReportReason, ReportSource, ReportState};
use crate::store::{AuditRow, Store, StoreError, StoredListing, StoredReport, WriteTx};
use crate::workflow::Moment;

const HOUR: i64 = 3_600_000;

/// A report as a visitor sends it.
#[derive(Debug)]
pub struct NewReport {
    /// Identifier, drawn with the page: sent twice from one page it is one report.
    pub id: ReportId,
    /// What it is to be called, drawn at the edge.
    pub reference: Reference,
    /// Identifier of the letter that acknowledges it, drawn at the edge.
    pub letter_id: LetterId,
    /// The offer.
    pub listing: ListingId,
    /// What is wrong.
    pub reason: ReportReason,
    /// The same in words; may be empty.
    pub words: String,
    /// Where an answer is wanted.
    pub email: Option<EmailAddress>,
    /// Language of the answer.
    pub lang: Lang,
    /// What looked odd.
    pub flags: Vec<Flag>,
}

/// Keeps a report and acknowledges it by letter, if an answer is wanted and the mailbox did not get too many lately. Gives
/// the reference that it has: the earlier one of a report that was sent from the same page.
///
/// # Errors
/// There is no such offer, or the database failed: nothing was kept.
pub async fn send(store: &Store, new: NewReport, moment: Moment) -> Result<Reference, ReportError> {
    let mut tx = store.begin_write(moment.now).await?;
    let found = tx.listings_by_id(&[new.listing]).await?.into_iter().next();
    let offer = found.ok_or(ReportError::NotFound)?;
    if let Some(earlier) = tx.report(new.id).await? {
        tx.rollback().await?;
        // An identifier that somebody typed opens no other report.
        let same = earlier.listing == Some(new.listing) && earlier.source == ReportSource::Visitor;
        return if same { Ok(earlier.reference) } else { Err(ReportError::NotFound) };
    }
    let report = StoredReport {
        id: new.id,
        reference: new.reference,
        source: ReportSource::Visitor,
        provider: offer.provider_id,
        listing: Some(offer.id),
        reason: new.reason,
        words: new.words,
        evidence: String::new(),
        email: new.email,
        lang: new.lang,
        flags: new.flags,
        state: ReportState::Open,
        outcome: None,
        answer: None,
        assignee: None,
        version: 1,
        created_at: moment.now,
        decided_at: None,
    };
    acknowledge(&mut tx, &report, &offer, new.letter_id).await?;
    tx.insert_report(&report).await?;
    let subject = report.id.to_string();
    tx.set_case_tags(&subject, &tags(&offer.listing, &report.flags)).await?;
    let detail = format!("{{\"listing\":\"{}\",\"reason\":\"{}\"}}", offer.id, report.reason.slug());
    tx.audit(AuditRow { actor: "visitor", action: "send_report", subject: &subject, detail: &detail })
        .await?;
    tx.commit().await?;
    Ok(report.reference)
}

/// Acknowledges a report whose sender wants an answer, unless the mailbox got too many letters lately.
async fn acknowledge(
    tx: &mut WriteTx,
    report: &StoredReport,
    offer: &StoredListing,
    id: LetterId,
) -> Result<(), StoreError> {
    let Some(to) = report.email.clone() else { return Ok(()) };
    if tx.count_reports_from(&to, report.created_at - HOUR).await? >= LETTERS_AN_HOUR {
        return Ok(());
    }
    let letter = Letter::ReportReceived { reference: report.reference.to_string(), offer: offer.named() };
    let about = report.id.to_string();
    tx.queue_letter(&NewLetter { id, to, lang: report.lang, about, letter }).await
}

/// What a report can be filtered by at the desk: services of the offer with their needs, where it is served, what looked odd.
fn tags(listing: &Listing, flags: &[Flag]) -> BTreeSet<String> {
    let services = listing.service_types.iter();
    let services = services.flat_map(|service| [service.slug(), service.need().slug()]);
    let typed = services.map(|slug| format!("type:{slug}"));
    let odd = flags.iter().map(|flag| format!("flag:{}", flag.slug()));
    typed.chain(local_tags(&listing.area)).chain(odd).collect()
}
