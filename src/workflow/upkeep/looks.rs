//! Looks at what is listed: websites every week, the register every month. What somebody has to know becomes a report.

use crate::domain::application::Reference;
use crate::domain::check::{FirmNumber, SiteQuestion, Subject};
use crate::domain::choice::Choice;
use crate::domain::desk::queue::local_tags;
use crate::domain::ids::ReportId;
use crate::domain::lang::Lang;
use crate::domain::provider::RegisterState;
use crate::domain::report::{ReportReason, ReportSource, ReportState};
use crate::domain::upkeep::{Alarm, FAILED_LOOKS, Outlook, REGISTER_DAYS, UpkeepKind, WEBSITE_DAYS};
use crate::store::{AuditRow, Store, StoreError, StoredProvider, StoredReport, UpkeepLook, WriteTx};
use crate::workflow::{Moment, NewIds};

/// Time that one process has for a look.
const CLAIM: i64 = 120_000;
const DAY: i64 = 86_400_000;

/// What is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// A website.
    Website(SiteQuestion),
    /// A firm in the register.
    Register(FirmNumber),
}

/// Takes the look that is due longest upon this process, for two minutes; nothing when none is due. What cannot be looked at
/// (a provider without a website or a number, or with nothing listed) is put off to the next time.
///
/// # Errors
/// The database failed.
pub async fn claim(store: &Store, moment: Moment) -> Result<Option<(UpkeepLook, Question)>, StoreError> {
    while store.has_due_look(moment.now).await? {
        let mut tx = store.begin_write(moment.now).await?;
        let Some(look) = tx.claim_look(moment.now + CLAIM).await? else {
            tx.rollback().await?;
            return Ok(None);
        };
        let provider = tx.providers_by_id(&[look.provider]).await?.into_iter().next();
        let listed = tx.listings_of(look.provider).await?.iter().any(|stored| stored.listing.is_reviewed());
        match provider.filter(|_| listed).and_then(|provider| question(&provider, look.kind)) {
            Some(question) => {
                tx.commit().await?;
                return Ok(Some((look, question)));
            }
            None => {
                tx.note_look(&look, 0, moment.now + period(look.kind)).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(None)
}

fn question(stored: &StoredProvider, kind: UpkeepKind) -> Option<Question> {
    let provider = &stored.provider;
    match kind {
        UpkeepKind::Website => {
            let subject = Subject {
                siret: provider.siret.as_ref(),
                legal_name: provider.legal_name.as_ref().map(|name| name.as_str()),
                trade_name: Some(provider.name.as_str()),
                website: provider.website.as_ref(),
                ..Subject::default()
            };
            subject.site_question().map(Question::Website)
        }
        UpkeepKind::Register => {
            let siret = provider.siret.clone().map(FirmNumber::Siret);
            siret.or_else(|| provider.siren.clone().map(FirmNumber::Siren)).map(Question::Register)
        }
        UpkeepKind::Review | UpkeepKind::Promotion => None,
    }
}

const fn period(kind: UpkeepKind) -> i64 {
    match kind {
        UpkeepKind::Register => REGISTER_DAYS * DAY,
        _ => WEBSITE_DAYS * DAY,
    }
}

/// Keeps what a look said. A website that failed is looked at again the next day; one that failed three times in a row, one
/// that moved, and a firm that closed become a report for the desk, unless one waits already.
///
/// # Errors
/// The database failed: another process will look again.
pub async fn looked(
    store: &Store,
    look: &UpkeepLook,
    outlook: Outlook,
    moment: Moment,
    ids: NewIds<'_>,
) -> Result<(), StoreError> {
    let failed = look.attempts + 1;
    let (alarm, failed, due) = match outlook {
        Outlook::Well => (None, 0, period(look.kind)),
        Outlook::Unseen => (None, look.attempts, DAY),
        Outlook::Failed(alarm) if failed >= FAILED_LOOKS => (Some(alarm), 0, period(look.kind)),
        Outlook::Failed(_) => (None, failed, DAY),
        Outlook::Alarm(alarm) => (Some(alarm), 0, period(look.kind)),
    };
    let mut tx = store.begin_write(moment.now).await?;
    tx.note_look(look, failed, moment.now + due).await?;
    let reported = match alarm {
        Some(alarm) => report(&mut tx, look, &alarm, moment, ids).await?,
        None => false,
    };
    let (subject, detail) =
        (look.provider.to_string(), format!("{{\"kind\":\"{}\",\"reported\":{reported}}}", look.kind.slug()));
    tx.audit(AuditRow { actor: "program", action: "look_at_listed", subject: &subject, detail: &detail })
        .await?;
    tx.commit().await
}

async fn report(
    tx: &mut WriteTx,
    look: &UpkeepLook,
    alarm: &Alarm,
    moment: Moment,
    ids: NewIds<'_>,
) -> Result<bool, StoreError> {
    let (source, reason) = match alarm {
        Alarm::SiteGone { .. } | Alarm::SiteMoved { .. } => (ReportSource::Website, ReportReason::SiteGone),
        Alarm::FirmCeased { .. } => (ReportSource::Register, ReportReason::FirmClosed),
    };
    if reason == ReportReason::FirmClosed
        && let Some(mut stored) = tx.providers_by_id(&[look.provider]).await?.into_iter().next()
        && stored.provider.register_state != Some(RegisterState::Ceased)
    {
        stored.provider.register_state = Some(RegisterState::Ceased);
        tx.update_provider(&stored).await?;
    }
    if tx.has_open_report(look.provider, source).await? {
        return Ok(false);
    }
    let id = ReportId::new(ids());
    let (_, low) = ids().as_u64_pair();
    let new = StoredReport {
        id,
        reference: Reference::from_bits(low),
        source,
        provider: look.provider,
        listing: None,
        reason,
        words: String::new(),
        evidence: serde_json::to_string(alarm).unwrap_or_default(),
        email: None,
        lang: Lang::Fr,
        flags: Vec::new(),
        state: ReportState::Open,
        outcome: None,
        answer: None,
        assignee: None,
        version: 1,
        created_at: moment.now,
        decided_at: None,
    };
    tx.insert_report(&new).await?;
    let listings = tx.listings_of(look.provider).await?;
    let mut tags: std::collections::BTreeSet<String> =
        listings.iter().flat_map(|stored| local_tags(&stored.listing.area)).collect();
    for service in listings.iter().flat_map(|stored| &stored.listing.service_types) {
        tags.insert(format!("type:{}", service.slug()));
        tags.insert(format!("type:{}", service.need().slug()));
    }
    tx.set_case_tags(&id.to_string(), &tags).await?;
    Ok(true)
}
