//! Sends letters: takes one from the outbox, makes a message of it, hands it over, notes what became of it.
//!
//! Each letter goes at least once: a crash between handing over and noting sends it again, under the same `Message-ID`.

mod folder;
mod message;
mod relay;

pub use folder::Folder;
pub use message::{Outgoing, Sender};
pub use relay::{Relay, RelayError};
use thiserror::Error;

use crate::config::Config;
use crate::domain::delivery::{MAX_ATTEMPTS, Next, Setback, Trouble, useful_until};
use crate::store::{ClaimedLetter, Store, StoreError};
use crate::workflow::{Moment, letters};

/// Why letters cannot be sent with these settings.
#[derive(Debug, Error)]
pub enum MailerError {
    /// Nobody is set that letters could come from.
    #[error("there is no address that letters can come from: set DEVANTURE_MAIL_FROM")]
    NoSender,
    /// The mail server cannot be used.
    #[error(transparent)]
    Relay(#[from] RelayError),
}

/// Where letters go.
#[derive(Debug)]
pub enum Carrier {
    /// To a mail server.
    Server(Box<Relay>),
    /// Into files, for demonstrations.
    Folder(Folder),
}

/// Carries letters from the outbox to their carrier, one after another.
#[derive(Debug)]
pub struct Mailer {
    store: Store,
    sender: Sender,
    carrier: Carrier,
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// No letter waits.
    Idle,
    /// A letter has gone.
    Sent,
    /// A letter will be tried again.
    PutOff,
    /// A letter was given up, and people are shown why.
    GaveUp,
}

impl Mailer {
    /// Prepares to send as the settings say; links begin with `base_url`.
    ///
    /// # Errors
    /// There is no sender, or the certificates for the mail server cannot be read.
    pub fn open(store: Store, config: &Config, base_url: String) -> Result<Self, MailerError> {
        let from = config.sender().ok_or(MailerError::NoSender)?;
        let sender = Sender::new(base_url, from, config.legal.mailbox());
        let carrier = match &config.smtp {
            Some(server) => Carrier::Server(Box::new(Relay::new(server, &sender.host())?)),
            None => Carrier::Folder(Folder::new(config.data_dir.join("letters"))),
        };
        Ok(Self::new(store, sender, carrier))
    }

    /// Prepares to send by a carrier.
    #[must_use]
    pub const fn new(store: Store, sender: Sender, carrier: Carrier) -> Self {
        Self { store, sender, carrier }
    }

    /// Sends the letter that has been due longest. No transaction is open while it is under way.
    ///
    /// # Errors
    /// The database failed: a letter that was claimed is tried again when its claim ends.
    pub async fn step(&self, moment: Moment) -> Result<Step, StoreError> {
        let Some(letter) = letters::claim(&self.store, moment).await? else { return Ok(Step::Idle) };
        match self.attempt(&letter, moment).await {
            Ok(()) => letters::sent(&self.store, &letter, moment).await.map(|()| Step::Sent),
            Err(met) => self.settle(&letter, met, moment).await,
        }
    }

    async fn attempt(&self, letter: &ClaimedLetter, moment: Moment) -> Result<(), Setback> {
        let Some((to, lang, content)) = &letter.content else {
            return Err(Setback::new(Trouble::Unwritable, ""));
        };
        if letter.attempts > MAX_ATTEMPTS {
            return Err(Setback::new(Trouble::Interrupted, ""));
        }
        if useful_until(content, letter.created_at).is_some_and(|end| moment.now >= end) {
            return Err(Setback::new(Trouble::TooLate, ""));
        }
        let message = self.sender.compose(letter.id, to, *lang, content, moment)?;
        match &self.carrier {
            Carrier::Server(relay) => relay.send(&message).await,
            Carrier::Folder(folder) => folder.keep(letter.id, &letter.kind, &message, moment),
        }
    }

    async fn settle(&self, letter: &ClaimedLetter, met: Setback, moment: Moment) -> Result<Step, StoreError> {
        let content = letter.content.as_ref();
        let end = content.and_then(|(_, _, content)| useful_until(content, letter.created_at));
        match met.next(letter.attempts, end, moment.now) {
            Next::At(due_at, met) => {
                tracing::warn!(letter = %letter.id, attempts = letter.attempts, met = %met, "letter put off");
                letters::put_off(&self.store, letter, due_at, &met, moment).await?;
                Ok(Step::PutOff)
            }
            Next::Never(met) => {
                tracing::error!(letter = %letter.id, attempts = letter.attempts, met = %met, "letter given up");
                letters::give_up(&self.store, letter, &met, moment).await?;
                Ok(Step::GaveUp)
            }
        }
    }
}
