//! The mail server that takes our letters, spoken to over SMTP (RFC 5321).

use std::error::Error as _;
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use thiserror::Error as ThisError;
use tokio::time::timeout;

use super::message::Outgoing;
use crate::config::{Encryption, SmtpServer};
use crate::domain::delivery::{Setback, Trouble};

/// Longest wait for an answer to one command; some servers let strangers wait on purpose.
const PATIENCE: Duration = Duration::from_secs(30);
/// The answer to a whole letter may take longer, since it is examined: so many times as long.
const READING: u32 = 4;
/// All of it takes so many times as long at most; stays well below a claim (`workflow::letters::CLAIM`).
const WHOLE: u32 = 8;
/// The goodbye is politeness.
const GOODBYE: Duration = Duration::from_secs(1);
const BEGINNING_OF_CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";

/// Why the mail server cannot be used as it is set.
#[derive(Debug, ThisError)]
pub enum RelayError {
    /// The file of certificates is missing or holds none.
    #[error("DEVANTURE_SMTP_URL names certificates that cannot be read ({file}): {reason}")]
    Certificates {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The encryption cannot be set up.
    #[error("the connection to the mail server cannot be encrypted: {0}")]
    Encryption(String),
}

/// A mail server, ready to be spoken to. One connection is made for each letter.
pub struct Relay {
    server: SmtpServer,
    tls: TlsParameters,
    login: Option<Credentials>,
    hello: ClientId,
    patience: Duration,
}

/// What the conversation is about when something goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    /// Reaching the server and being let in.
    Entry,
    /// Encryption by STARTTLS.
    Encryption,
    /// Whom the letter is for.
    Recipient,
    /// What it says.
    Content,
}

impl Relay {
    /// Prepares to speak to a server; `host` is our own name, as mail writes it.
    ///
    /// # Errors
    /// The certificates that the operator trusts cannot be read.
    pub fn new(server: &SmtpServer, host: &str) -> Result<Self, RelayError> {
        let unencrypted = |error: Error| RelayError::Encryption(error.to_string());
        let mut tls = TlsParameters::builder(server.host.clone());
        if let Some(file) = &server.authorities {
            let wrong = |reason| RelayError::Certificates { file: file.clone(), reason };
            let pem = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
            if !pem.contains(BEGINNING_OF_CERTIFICATE) {
                return Err(wrong("it holds no certificate in PEM form".to_owned()));
            }
            let trusted = Certificate::from_pem(pem.as_bytes()).map_err(|error| wrong(error.to_string()))?;
            tls = tls.add_root_certificate(trusted);
        }
        let login = server.login.as_ref();
        let login =
            login.map(|(user, password)| Credentials::new(user.clone(), password.expose().to_owned()));
        Ok(Self {
            server: server.clone(),
            tls: tls.build().map_err(unencrypted)?,
            login,
            hello: ClientId::Domain(host.to_owned()),
            patience: PATIENCE,
        })
    }

    /// The same with another wait for each answer; 30 seconds otherwise.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Hands a letter over. After an error the server may have taken it all the same.
    pub(super) async fn send(&self, letter: &Outgoing) -> Result<(), Setback> {
        let whole = timeout(self.patience * WHOLE, self.converse(letter)).await;
        whole.unwrap_or_else(|_| Err(self.no_answer(self.patience * WHOLE)))
    }

    async fn converse(&self, letter: &Outgoing) -> Result<(), Setback> {
        let mut server = self.enter().await?;
        let handed_over = self.hand_over(&mut server, letter).await;
        if !matches!(&handed_over, Err(met) if met.trouble == Trouble::Unreachable) {
            let _ = timeout(GOODBYE.min(self.patience), server.quit()).await;
        }
        handed_over
    }

    async fn enter(&self) -> Result<AsyncSmtpConnection, Setback> {
        let tls = (self.server.encryption == Encryption::Tls).then(|| self.tls.clone());
        let place = (self.server.host.as_str(), self.server.port);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(place, Some(self.patience), &self.hello, tls, None);
        let mut server = self.within(1, Topic::Entry, connecting).await?;
        if self.server.encryption == Encryption::StartTls {
            self.within(1, Topic::Encryption, server.starttls(self.tls.clone(), &self.hello)).await?;
        }
        if let Some(login) = &self.login {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            self.within(1, Topic::Entry, server.auth(&mechanisms, login)).await?;
        }
        Ok(server)
    }

    async fn hand_over(&self, server: &mut AsyncSmtpConnection, letter: &Outgoing) -> Result<(), Setback> {
        let sender = Mail::new(letter.envelope.from().cloned(), Vec::new());
        self.within(1, Topic::Entry, server.command(sender)).await?;
        for recipient in letter.envelope.to() {
            let recipient = Rcpt::new(recipient.clone(), Vec::new());
            self.within(1, Topic::Recipient, server.command(recipient)).await?;
        }
        self.within(1, Topic::Content, server.command(Data)).await?;
        self.within(READING, Topic::Content, server.message(&letter.bytes)).await?;
        Ok(())
    }

    async fn within<T>(
        &self,
        times: u32,
        topic: Topic,
        step: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Setback> {
        match timeout(self.patience * times, step).await {
            Ok(done) => done.map_err(|error| met(topic, &error)),
            Err(_) => Err(self.no_answer(self.patience * times)),
        }
    }

    fn no_answer(&self, after: Duration) -> Setback {
        Setback::new(Trouble::Unreachable, &format!("no answer within {} s", after.as_secs_f32()))
    }
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relay").field("server", &self.server).finish_non_exhaustive()
    }
}

/// What the failure of a step means for the letter.
fn met(topic: Topic, error: &Error) -> Setback {
    let trouble = if error.is_transient() {
        Trouble::Later
    } else if error.is_permanent() {
        match topic {
            Topic::Recipient => Trouble::RecipientRefused,
            Topic::Content => Trouble::ContentRefused,
            // Our own affair, which the operator can mend while the letter waits.
            Topic::Entry | Topic::Encryption => Trouble::NotAccepted,
        }
    } else if topic == Topic::Encryption || error.is_tls() || is_of_tls(error) {
        Trouble::Insecure
    } else if error.is_client() {
        Trouble::NotAccepted
    } else {
        Trouble::Unreachable
    };
    let words = match (error.status(), error.source()) {
        (Some(code), Some(said)) => format!("{code} {said}"),
        (Some(code), None) => code.to_string(),
        (None, _) => error.to_string(),
    };
    Setback::new(trouble, &words)
}

/// A handshake fails as an error of input and output whose data is wrong.
fn is_of_tls(error: &Error) -> bool {
    let mut source = error.source();
    while let Some(cause) = source {
        let of_io = cause.downcast_ref::<std::io::Error>();
        if of_io.is_some_and(|cause| cause.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        source = cause.source();
    }
    false
}
