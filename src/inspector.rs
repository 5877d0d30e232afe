//! Looks outside for applications, one after another: the register of firms, the website, likenesses in the directory.
//!
//! No transaction is held while the network is asked. A crash in between has another process look again.

use std::sync::Arc;

use crate::checks::Outside;
use crate::domain::upkeep::{of_register, of_site};
use crate::store::{Store, StoreError};
use crate::workflow::Moment;
use crate::workflow::NewIds;
use crate::workflow::applications::{self, Outlook};
use crate::workflow::upkeep::{self, Question};

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There was nothing to look at.
    Idle,
    /// One application was looked at.
    Did,
}

/// Looks outside for applications.
#[derive(Debug)]
pub struct Inspector {
    store: Store,
    outside: Arc<Outside>,
}

impl Inspector {
    /// Prepares to look.
    #[must_use]
    pub const fn new(store: Store, outside: Arc<Outside>) -> Self {
        Self { store, outside }
    }

    /// Looks outside for the application that has waited longest, if there is one.
    ///
    /// # Errors
    /// The database failed; what was seen is looked at again.
    pub async fn step(&self, moment: Moment) -> Result<Step, StoreError> {
        let Some(job) = applications::claim(&self.store, moment).await? else { return Ok(Step::Idle) };
        let facts = &job.facts;
        let about = self.store.application_by_id(job.application).await?.and_then(|about| about.provider_id);
        let (register, site) = tokio::join!(
            async {
                match &facts.number {
                    Some(number) => Some(self.outside.register(number.clone()).await),
                    None => None,
                }
            },
            async {
                match &facts.site {
                    Some(question) => Some(self.outside.website(question.clone()).await),
                    None => None,
                }
            }
        );
        let namesakes = applications::namesakes(&self.store, facts, about).await?;
        applications::done(&self.store, &job, &Outlook { register, site, namesakes }, moment).await?;
        Ok(Step::Did)
    }

    /// Looks at the listed provider whose look has been due longest, if there is one.
    ///
    /// # Errors
    /// The database failed; it is looked at again.
    pub async fn look_at_listed(&self, moment: Moment, ids: NewIds<'_>) -> Result<Step, StoreError> {
        let Some((look, question)) = upkeep::claim(&self.store, moment).await? else { return Ok(Step::Idle) };
        let outlook = match question {
            Question::Website(question) => of_site(&self.outside.website(question).await),
            Question::Register(number) => of_register(&self.outside.register(number).await),
        };
        upkeep::looked(&self.store, &look, outlook, moment, ids).await?;
        Ok(Step::Did)
    }
}
