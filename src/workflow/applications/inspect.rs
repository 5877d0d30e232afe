//! Looks outside for applications: asked for when answers change, taken by the background, kept for the pages.

use serde::{Deserialize, Serialize};

use crate::domain::check::{
    FirmNumber, Namesake, RegisterAnswer, RegisterSeen, RegisterTrouble, Sameness, SiteQuestion, SiteSeen,
    near_name,
};
use crate::domain::form::{Answers, Given};
use crate::domain::ids::{ApplicationId, ProviderId};
use crate::domain::prose::{Name, WebAddress};
use crate::domain::siren::Siren;
use crate::store::{AuditRow, InspectionJob, Store, StoreError, StoredProvider};
use crate::workflow::Moment;

/// Time that one process has for a look.
const CLAIM: i64 = 120_000;
/// Tries of a look before it is left at what was seen.
const TRIES: i64 = 6;
/// Longest wait that the register can ask for.
const LONGEST_WAIT: i64 = 86_400_000;
/// Least age of what was seen before it may be looked at again on demand.
const AGAIN_AFTER: i64 = 60_000;

/// What to look at outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Number of the firm.
    pub number: Option<FirmNumber>,
    /// Its website, with the names to look for.
    pub site: Option<SiteQuestion>,
    /// Names of the firm, for likenesses in the directory.
    pub names: Vec<String>,
}

/// What was seen outside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// The register's answer.
    pub register: Option<RegisterSeen>,
    /// The visit of the website.
    pub site: Option<SiteSeen>,
    /// Providers that may be the same.
    pub namesakes: Vec<Namesake>,
}

impl Facts {
    /// What is to be looked at for these answers, once there is anything.
    #[must_use]
    pub fn of(answers: &Answers) -> Option<Self> {
        let given = Given::of(answers);
        let subject = given.subject();
        let names = [subject.trade_name, subject.legal_name].into_iter().flatten();
        let facts = Self {
            number: subject.register_question(),
            site: subject.site_question(),
            names: names.map(str::to_owned).collect(),
        };
        (facts.number.is_some() || facts.site.is_some() || !facts.names.is_empty()).then_some(facts)
    }
}

/// Takes the look that is due longest upon this process, for two minutes.
///
/// # Errors
/// The database failed.
pub async fn claim(store: &Store, moment: Moment) -> Result<Option<InspectionJob<Facts>>, StoreError> {
    if !store.has_due_inspection(moment.now).await? {
        return Ok(None);
    }
    let mut tx = store.begin_write(moment.now).await?;
    let job = tx.claim_inspection(moment.now + CLAIM).await?;
    tx.commit().await?;
    Ok(job)
}

/// Keeps what was seen. When the register could not be asked, it is tried again after 2, 4, 8… minutes, or when it said that
/// it would answer again, six times in all.
///
/// # Errors
/// The database failed: another process will look again.
pub async fn done(
    store: &Store,
    job: &InspectionJob<Facts>,
    seen: &Outlook,
    moment: Moment,
) -> Result<(), StoreError> {
    let again = match seen.register.as_ref().map(|register| &register.answer) {
        Some(RegisterAnswer::Away(trouble)) if job.attempts < TRIES => {
            Some(moment.now + wait(job.attempts, *trouble))
        }
        _ => None,
    };
    let mut tx = store.begin_write(moment.now).await?;
    tx.keep_inspection(job, seen, again).await?;
    let subject = job.application.to_string();
    tx.audit(AuditRow { actor: "program", action: "inspect", subject: &subject, detail: "{}" }).await?;
    tx.commit().await
}

/// How long to wait before the register is asked again, in milliseconds.
fn wait(attempts: i64, trouble: RegisterTrouble) -> i64 {
    let asked = match trouble {
        RegisterTrouble::Busy { retry_after } => retry_after.map_or(0, |seconds| i64::from(seconds) * 1_000),
        _ => 0,
    };
    let exponent = u32::try_from(attempts.clamp(0, TRIES)).unwrap_or_default();
    asked.clamp(60_000 << exponent, LONGEST_WAIT)
}

/// Asks for another look on demand, at most one a minute; says whether one was asked for.
///
/// # Errors
/// The database failed.
pub async fn look_again(
    store: &Store,
    id: ApplicationId,
    actor: &str,
    moment: Moment,
) -> Result<bool, StoreError> {
    let mut tx = store.begin_write(moment.now).await?;
    if !tx.repeat_inspection(id, moment.now - AGAIN_AFTER).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    let subject = id.to_string();
    tx.audit(AuditRow { actor, action: "look_again", subject: &subject, detail: "{}" }).await?;
    tx.commit().await?;
    Ok(true)
}

/// Providers of the directory that may be the one of these facts, the surest first, at most five.
///
/// # Errors
/// The database does not answer.
pub async fn namesakes(
    store: &Store,
    facts: &Facts,
    about: Option<ProviderId>,
) -> Result<Vec<Namesake>, StoreError> {
    const MOST: usize = 5;
    const PART: u32 = 1_000;
    let mut found: Vec<Namesake> = Vec::new();
    let mut last = None;
    loop {
        let part = store.providers_after(last, PART).await?;
        let Some(end) = part.last().map(|provider| provider.id) else { break };
        let others = part.iter().filter(|other| Some(other.id) != about);
        found.extend(others.filter_map(|other| likeness(facts, other)));
        last = Some(end);
    }
    found.sort_by_key(|namesake| namesake.same);
    found.truncate(MOST);
    Ok(found)
}

fn likeness(facts: &Facts, other: &StoredProvider) -> Option<Namesake> {
    let provider = &other.provider;
    let siren = facts.number.as_ref().and_then(|number| number.as_str().get(..9));
    let host = facts.site.as_ref().map(|site| site.address.host());
    let same = if siren.is_some() && provider.siren.as_ref().map(Siren::as_str) == siren {
        Sameness::Siren
    } else if host.is_some() && provider.website.as_ref().map(WebAddress::host) == host {
        Sameness::Host
    } else {
        let names = [Some(&provider.name), provider.legal_name.as_ref()].into_iter().flatten();
        let near = |name: &Name| facts.names.iter().any(|given| near_name(given, name.as_str()));
        names.into_iter().any(near).then_some(Sameness::NearName)?
    };
    Some(Namesake { name: provider.name.to_string(), slug: other.slug.clone(), same })
}
