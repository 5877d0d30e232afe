//! Applications: begun, filled in topic by topic, sent, decided.
//!
//! Each verb is one transaction: the application as it is now, what the rules of `domain::application` allow, the change,
//! the history, the letter if there is one, the row of the audit log.

mod comment;
mod decide;
mod drafts;
mod fill;
mod hands;
mod inspect;
mod leave;
mod links;
mod publish;
mod send;
mod start;

pub use comment::{NewComment, comment};
pub use decide::{
    Answer, Vetting, answer, decide, entitled, entitled_to_agree, preview, propose_refusal, refusal_letter,
};
pub use drafts::{DRAFT_DAYS, Swept, WARNING_DAYS, sweep};
pub use fill::{Filled, add_offer, fill, keep_logo, remove_offer};
pub use hands::{assign, release, take};
pub use inspect::{Facts, Outlook, claim, done, look_again, namesakes};
pub use leave::{appeal, withdraw};
pub use links::{LinkDraw, ask_links, send_link};
pub use send::{DECISIONS, Sending, send};
pub use start::{Begun, Start, change, start};

use thiserror::Error;

use super::Moment;
use crate::domain::application::{Happened, WrongState};
use crate::domain::desk::barred::Barred;
use crate::domain::desk::proposal::Settlement;
use crate::domain::form::answers::Unanswered;
use crate::domain::ids::{ApplicationId, Slug};
use crate::store::{AuditRow, Store, StoreError, StoredApplication, WriteTx};

/// Most applications that are read for one person.
pub const MAX_LISTED: u32 = 50;

/// Why an application stays as it is.
#[derive(Debug, Error)]
pub enum ApplicationError {
    /// There is none, or no such offer in it.
    #[error("there is no such application")]
    NotFound,
    /// It cannot be done to an application that stands where this one does.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// It was changed since the page was shown that asks for this.
    #[error("the application has changed meanwhile")]
    Changed,
    /// Whoever wants to decide about it may not.
    #[error("this officer may not decide about it: {0:?}")]
    Barred(Barred),
    /// Its SIREN is that of another listed provider, of this slug.
    #[error("its SIREN is that of {0}")]
    SirenTaken(Slug),
    /// It cannot hold more.
    #[error("the application is full")]
    Full,
    /// Something is missing or wrong.
    #[error("{} answers are missing or wrong", .0.len())]
    Incomplete(Vec<Unanswered>),
    /// The address of its author is not proved.
    #[error("the address is not proved")]
    AddressUnproved,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An application in the hands of a transaction.
struct Opened {
    tx: WriteTx,
    application: StoredApplication,
    moment: Moment,
}

impl Opened {
    async fn open(store: &Store, id: ApplicationId, moment: Moment) -> Result<Self, ApplicationError> {
        let mut tx = store.begin_write(moment.now).await?;
        match tx.application(id).await? {
            Some(application) => Ok(Self { tx, application, moment }),
            None => Err(ApplicationError::NotFound),
        }
    }

    /// Opens an application that its author may change now.
    async fn editable(store: &Store, id: ApplicationId, moment: Moment) -> Result<Self, ApplicationError> {
        let opened = Self::open(store, id, moment).await?;
        let state = opened.application.state;
        if state.is_editable() {
            Ok(opened)
        } else {
            let event = crate::domain::application::ApplicationEvent::Submit;
            Err(WrongState { state, event }.into())
        }
    }

    /// Adds to the history.
    async fn tell(&mut self, happened: &Happened) -> Result<(), StoreError> {
        self.tx.insert_event(self.application.id, happened).await
    }

    /// Ends what is proposed about it, because something else is done to it.
    async fn overtake(&mut self) -> Result<(), StoreError> {
        match self.tx.open_proposal_of_application(self.application.id).await? {
            Some(proposal) => self.tx.settle_proposal(proposal.id, None, Settlement::Overtaken).await,
            None => Ok(()),
        }
    }

    /// Keeps the change, with its row of the audit log, and gives the application as it is now. What was proposed about it
    /// before is overtaken.
    async fn close(
        mut self,
        actor: &str,
        action: &str,
        detail: &str,
    ) -> Result<StoredApplication, StoreError> {
        if self.was_sent() {
            self.overtake().await?;
        }
        self.keep(actor, action, detail).await
    }

    /// Whether somebody at the desk may have seen it.
    const fn was_sent(&self) -> bool {
        self.application.submitted_at.is_some()
    }

    /// Keeps the change, with its row of the audit log, and gives the application as it is now.
    async fn keep(self, actor: &str, action: &str, detail: &str) -> Result<StoredApplication, StoreError> {
        let Self { mut tx, mut application, moment } = self;
        // Somebody is at it: a warning of its end counts anew.
        application.warned_at = None;
        tx.update_application(&application).await?;
        application.version += 1;
        application.updated_at = moment.now;
        let id = application.id.to_string();
        tx.audit(AuditRow { actor, action, subject: &id, detail }).await?;
        tx.commit().await?;
        Ok(application)
    }
}
