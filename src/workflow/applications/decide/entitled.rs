//! Whether somebody may decide about an application.

use crate::domain::application::Submission;
use crate::domain::desk::barred::{Barred, Ties};
use crate::domain::desk::decision::Outcome;
use crate::domain::desk::own::{Named, is_own};
use crate::domain::ids::OfficerId;
use crate::store::{
    Decision, Store, StoreError, StoredApplication, StoredContact, StoredOfficer, StoredProvider,
};
use crate::workflow::applications::{ApplicationError, Opened};

/// Tells why somebody may not decide about an application; nothing when they may.
///
/// # Errors
/// The database does not answer.
pub async fn entitled(
    store: &Store,
    application: &StoredApplication,
    officer: &StoredOfficer,
) -> Result<Option<Barred>, StoreError> {
    Ok(read(store, application, officer).await?.bar(officer.id, officer.role))
}

/// Tells why somebody may not agree with what another one proposed about an application; nothing when they may.
///
/// # Errors
/// The database does not answer.
pub async fn entitled_to_agree(
    store: &Store,
    application: &StoredApplication,
    officer: &StoredOfficer,
    proposer: OfficerId,
) -> Result<Option<Barred>, StoreError> {
    Ok(read(store, application, officer).await?.bar_second(officer.id, officer.role, proposer))
}

async fn read(
    store: &Store,
    application: &StoredApplication,
    officer: &StoredOfficer,
) -> Result<Ties, StoreError> {
    let known = Known {
        decisions: store.decisions_of_application(application.id).await?,
        sent: store.submission(application.id).await?,
        provider: match application.provider_id {
            Some(id) => store.provider(id).await?,
            None => None,
        },
        contacts: match application.provider_id {
            Some(id) => store.contacts_of_provider(id).await?,
            None => Vec::new(),
        },
    };
    Ok(known.ties(application, officer))
}

/// Refuses whoever may not decide.
pub(super) async fn assert_entitled(opened: &mut Opened, officer: OfficerId) -> Result<(), ApplicationError> {
    let (officer, ties) = ties_of(opened, officer).await?;
    ties.bar(officer.id, officer.role).map_or(Ok(()), |barred| Err(ApplicationError::Barred(barred)))
}

/// Refuses whoever may not agree with what somebody proposed.
pub(super) async fn assert_second(
    opened: &mut Opened,
    officer: OfficerId,
    proposer: OfficerId,
) -> Result<(), ApplicationError> {
    let (officer, ties) = ties_of(opened, officer).await?;
    let bar = ties.bar_second(officer.id, officer.role, proposer);
    bar.map_or(Ok(()), |barred| Err(ApplicationError::Barred(barred)))
}

/// Somebody as they are now, and what ties them to an application.
pub(in crate::workflow::applications) async fn ties_of(
    opened: &mut Opened,
    officer: OfficerId,
) -> Result<(StoredOfficer, Ties), ApplicationError> {
    let officer = opened.tx.officer(officer).await?.filter(StoredOfficer::is_active);
    let officer = officer.ok_or(ApplicationError::Barred(Barred::Role))?;
    let (id, provider) = (opened.application.id, opened.application.provider_id);
    let known = Known {
        decisions: opened.tx.decisions_of_application(id).await?,
        sent: opened.tx.submission(id).await?,
        provider: match provider {
            Some(id) => opened.tx.providers_by_id(&[id]).await?.into_iter().next(),
            None => None,
        },
        contacts: match provider {
            Some(id) => opened.tx.contacts_of_provider(id).await?,
            None => Vec::new(),
        },
    };
    let ties = known.ties(&opened.application, &officer);
    Ok((officer, ties))
}

/// What is known of a case that may tie somebody to it.
struct Known {
    decisions: Vec<Decision>,
    sent: Option<Submission>,
    /// The listed provider that it is about, and those who answer for it.
    provider: Option<StoredProvider>,
    contacts: Vec<StoredContact>,
}

impl Known {
    fn ties(&self, application: &StoredApplication, officer: &StoredOfficer) -> Ties {
        let refused = self.decisions.iter().filter(|decision| decision.outcome == Outcome::Refused);
        Ties {
            assignee: application.assignee,
            refused_by: refused
                .flat_map(|refused| [Some(refused.officer), refused.second])
                .flatten()
                .collect(),
            own: is_own(&officer.email, &self.named(application)),
        }
    }

    fn named<'a>(&'a self, application: &'a StoredApplication) -> Named<'a> {
        let sent = self.sent.as_ref();
        let typed = [application.email.as_ref(), sent.map(|sent| &sent.contact.email)].into_iter().flatten();
        let websites = [
            sent.and_then(|sent| sent.provider.website.as_ref()),
            self.provider.as_ref().and_then(|known| known.provider.website.as_ref()),
        ];
        Named {
            addresses: typed.chain(self.contacts.iter().map(|known| &known.contact.email)).collect(),
            websites: websites.into_iter().flatten().collect(),
        }
    }
}
