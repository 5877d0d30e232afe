//! Reports at the desk: taken, given back, closed.

use jiff::ToSpan;

use super::ReportError;
use crate::domain::desk::Role;
use crate::domain::desk::barred::{Barred, Ties};
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::own::{Named, is_own};
use crate::domain::ids::{DecisionId, LetterId, OfficerId, ReportId};
use crate::domain::letter::{Letter, NewLetter, Reason};
use crate::domain::report::{CORRECTION_DAYS, Closing, ReportState};
use crate::store::{
    AuditRow, CriteriaSeen, Decision, Store, StoredListing, StoredOfficer, StoredReport, WriteTx,
};
use crate::workflow::listings::suspend_in;
use crate::workflow::{Moment, NewIds};

/// Who does something about which version of a report.
#[derive(Debug, Clone, Copy)]
pub struct Handling {
    /// Who.
    pub officer: OfficerId,
    /// The report.
    pub id: ReportId,
    /// The version that they saw.
    pub version: i64,
    /// When.
    pub moment: Moment,
}

/// How a report is closed.
#[derive(Debug)]
pub struct Closed {
    /// What it comes to.
    pub closing: Closing,
    /// Why, in words that whoever reported reads, and the provider who is asked to put something right.
    pub words: String,
}

/// Takes a report from the queue.
///
/// # Errors
/// There is none, it has changed meanwhile, somebody has it or it is closed, whoever takes it may not, or the database failed.
pub async fn take(store: &Store, handling: Handling) -> Result<(), ReportError> {
    let (mut tx, mut report) = open(store, handling).await?;
    if report.state != ReportState::Open {
        return Err(ReportError::Changed);
    }
    let (officer, ties) = ties_of(&mut tx, &report, handling.officer).await?;
    refuse_if(ties.bar_taking(officer.id, officer.role))?;
    report.state = ReportState::InReview;
    report.assignee = Some(officer.id);
    keep(tx, &report, handling, "take_report", "{}").await
}

/// Gives a report back to the queue.
///
/// # Errors
/// There is none, it has changed meanwhile, nobody has it, it is somebody else's (leads may), or the database failed.
pub async fn release(store: &Store, handling: Handling) -> Result<(), ReportError> {
    let (mut tx, mut report) = open(store, handling).await?;
    if report.state != ReportState::InReview {
        return Err(ReportError::Changed);
    }
    let (officer, ties) = ties_of(&mut tx, &report, handling.officer).await?;
    let theirs = ties.assignee == Some(officer.id) || officer.role.covers(Role::Lead);
    refuse_if((!theirs || !officer.role.covers(Role::Vetter)).then_some(Barred::NotTheirs))?;
    report.state = ReportState::Open;
    report.assignee = None;
    keep(tx, &report, handling, "release_report", "{}").await
}

/// Closes a report that somebody has: whoever sent it gets an answer, if one was wanted, and a provider who has to put
/// something right is asked to, by letter to each of its contacts.
///
/// # Errors
/// There is none, it has changed meanwhile, nobody has it, whoever closes it may not, or the database failed.
pub async fn close(
    store: &Store,
    handling: Handling,
    closed: Closed,
    ids: NewIds<'_>,
) -> Result<(), ReportError> {
    let (mut tx, mut report) = open(store, handling).await?;
    if report.state != ReportState::InReview {
        return Err(ReportError::Changed);
    }
    let (officer, ties) = ties_of(&mut tx, &report, handling.officer).await?;
    refuse_if(ties.bar(officer.id, officer.role))?;
    let Closed { closing, words } = closed;
    let outcome = closing.outcome();
    let reasons = if closing == Closing::Suspend { vec![report.reason.removal()] } else { Vec::new() };
    if closing == Closing::Suspend {
        suspend(&mut tx, &report, (&reasons, &words), ids).await?;
    }
    let listed: Vec<_> = report.listing.into_iter().collect();
    if let Some(offer) = tx.listings_by_id(&listed).await?.into_iter().next() {
        answer(&mut tx, &report, &offer, (outcome, &words), ids).await?;
        if closing == Closing::Ask {
            ask(&mut tx, &report, &offer, &words, (handling.moment, ids)).await?;
        }
    }
    let decision = Decision {
        id: DecisionId::new(ids()),
        at: handling.moment.now,
        officer: officer.id,
        second: None,
        outcome,
        application: None,
        report: Some(report.id),
        listing: report.listing,
        provider: Some(report.provider),
        reasons,
        words: words.clone(),
        criteria: CriteriaSeen::default(),
        version: handling.version,
    };
    tx.insert_decision(&decision).await?;
    report.state = ReportState::Closed;
    report.outcome = Some(outcome);
    report.answer = Some(words);
    report.decided_at = Some(handling.moment.now);
    let detail = format!("{{\"decision\":\"{}\"}}", decision.id);
    let action = match outcome {
        Outcome::Dismissed => "dismiss_report",
        Outcome::Suspended => "suspend_reported",
        _ => "settle_report",
    };
    keep(tx, &report, handling, action, &detail).await
}

/// Suspends the offer that a report is about; of one about the provider as a whole, as the background makes them, every
/// offer that shops find.
async fn suspend(
    tx: &mut WriteTx,
    report: &StoredReport,
    why: (&[Reason], &str),
    ids: NewIds<'_>,
) -> Result<(), ReportError> {
    let offers = tx.listings_of(report.provider).await?.into_iter().filter(|stored| match report.listing {
        Some(listing) => stored.id == listing,
        None => stored.listing.status.is_searchable(),
    });
    let mut suspended = false;
    for stored in offers {
        suspended |= suspend_in(tx, stored, why, ids).await?;
    }
    if suspended { Ok(()) } else { Err(ReportError::NothingListed) }
}

/// Opens the transaction in which a report is changed, at the version that was seen.
async fn open(store: &Store, handling: Handling) -> Result<(WriteTx, StoredReport), ReportError> {
    let mut tx = store.begin_write(handling.moment.now).await?;
    let report = tx.report(handling.id).await?.ok_or(ReportError::NotFound)?;
    if report.version == handling.version { Ok((tx, report)) } else { Err(ReportError::Changed) }
}

/// Keeps a report as it is now, with its row of the audit log.
async fn keep(
    tx: WriteTx,
    report: &StoredReport,
    handling: Handling,
    action: &str,
    detail: &str,
) -> Result<(), ReportError> {
    let mut tx = tx;
    tx.update_report(report).await?;
    let (actor, subject) = (format!("officer:{}", handling.officer), report.id.to_string());
    tx.audit(AuditRow { actor: &actor, action, subject: &subject, detail }).await?;
    Ok(tx.commit().await?)
}

/// Somebody as they are now, and what ties them to a report: nobody decides about a provider that they answer for.
async fn ties_of(
    tx: &mut WriteTx,
    report: &StoredReport,
    officer: OfficerId,
) -> Result<(StoredOfficer, Ties), ReportError> {
    let officer = tx.officer(officer).await?.filter(StoredOfficer::is_active);
    let officer = officer.ok_or(ReportError::Barred(Barred::Role))?;
    let contacts = tx.contacts_of_provider(report.provider).await?;
    let provider = tx.providers_by_id(&[report.provider]).await?.into_iter().next();
    let named = Named {
        addresses: contacts.iter().map(|known| &known.contact.email).collect(),
        websites: provider.iter().filter_map(|known| known.provider.website.as_ref()).collect(),
    };
    // That a colleague reported something ties nobody.
    let reported = report.email.as_ref().is_some_and(|email| email.mailbox() == officer.email.mailbox());
    let own = reported || is_own(&officer.email, &named);
    Ok((officer, Ties { assignee: report.assignee, refused_by: Vec::new(), own }))
}

async fn answer(
    tx: &mut WriteTx,
    report: &StoredReport,
    offer: &StoredListing,
    (outcome, words): (Outcome, &str),
    ids: NewIds<'_>,
) -> Result<(), ReportError> {
    let Some(to) = report.email.clone() else { return Ok(()) };
    let letter = answer_letter(report, offer, outcome, words);
    let (id, about) = (LetterId::new(ids()), report.id.to_string());
    Ok(tx.queue_letter(&NewLetter { id, to, lang: report.lang, about, letter }).await?)
}

async fn ask(
    tx: &mut WriteTx,
    report: &StoredReport,
    offer: &StoredListing,
    words: &str,
    (moment, ids): (Moment, NewIds<'_>),
) -> Result<(), ReportError> {
    for known in tx.contacts_of_provider(report.provider).await? {
        let letter = ask_letter(report, offer, words, moment);
        let (id, about) = (LetterId::new(ids()), report.provider.to_string());
        let (to, lang) = (known.contact.email, known.contact.lang);
        tx.queue_letter(&NewLetter { id, to, lang, about, letter }).await?;
    }
    Ok(())
}

/// The letter to whoever reported and wants an answer.
#[must_use]
pub fn answer_letter(report: &StoredReport, offer: &StoredListing, outcome: Outcome, words: &str) -> Letter {
    let reference = report.reference.to_string();
    Letter::ReportAnswered { reference, offer: offer.named(), outcome, words: words.to_owned() }
}

/// The letter to a provider who is asked to put something right.
#[must_use]
pub fn ask_letter(report: &StoredReport, offer: &StoredListing, words: &str, moment: Moment) -> Letter {
    Letter::ReportedToProvider {
        offer: offer.named(),
        reason: report.reason,
        words: words.to_owned(),
        by: moment.today.saturating_add(CORRECTION_DAYS.days()),
    }
}

/// The letter to a provider whose offer is taken out of sight.
#[must_use]
pub fn suspension_letter(report: &StoredReport, offer: &StoredListing, words: &str) -> Letter {
    let reasons = vec![report.reason.removal()];
    Letter::OfferSuspended { offer: offer.named(), reasons, words: words.to_owned() }
}

fn refuse_if(barred: Option<Barred>) -> Result<(), ReportError> {
    barred.map_or(Ok(()), |barred| Err(ReportError::Barred(barred)))
}
