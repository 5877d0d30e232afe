//! Looks at the outside world for applicants and vetters: the register of firms and the firm's website.
//!
//! Nothing here decides or keeps anything: [`Outside`] answers with what it saw ([`crate::domain::check`]), and every
//! failure is such an answer. Addresses that people type are fetched through a guard ([`Fetcher`]) that cannot be
//! turned against the operator; the register is the operator's own setting and needs none.

mod address;
mod charset;
mod error;
mod fetch;
mod html;
mod policy;
mod register;
mod website;
mod wire;

use thiserror::Error;

use crate::domain::check::{FirmNumber, RegisterSeen, SiteAnswer, SiteQuestion, SiteSeen};

pub use error::FetchError;
pub use fetch::{Fetched, Fetcher, MAX_BODY, MAX_REDIRECTS};
pub use policy::{Lookup, PATIENCE, Policy, Rehearsal};
use register::Register;
use wire::Wire;

/// The looks at the outside; cheap to share behind an `Arc`, holds no connection open.
#[derive(Debug)]
pub struct Outside {
    register: Register,
    fetcher: Fetcher,
}

/// Why the outside cannot be looked at, as settings stand.
#[derive(Debug, Error)]
pub enum OutsideError {
    /// The register's address is none.
    #[error("DEVANTURE_REGISTER_URL is no address of the web")]
    RegisterUrl,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
    /// The client does not take that TLS.
    #[error("HTTP cannot be set up: {0}")]
    Http(#[from] reqwest::Error),
}

impl Outside {
    /// Makes ready to look at the register at `register_url` and at websites under `policy`; connects to nothing.
    ///
    /// `home` is the directory's own address, by which it names itself to those it visits.
    ///
    /// # Errors
    /// The address is none, or TLS cannot be set up.
    pub fn open(register_url: &str, home: &str, policy: Policy) -> Result<Self, OutsideError> {
        let wire = Wire::open(home, policy.roots(), policy.patience())?;
        let register = Register::new(register_url, wire.line()?, policy.patience());
        Ok(Self { register: register.ok_or(OutsideError::RegisterUrl)?, fetcher: Fetcher::new(policy, wire) })
    }

    /// What fetches pages under the guard.
    #[must_use]
    pub const fn fetcher(&self) -> &Fetcher {
        &self.fetcher
    }

    /// Asks the register of firms, within five seconds.
    pub async fn register(&self, number: FirmNumber) -> RegisterSeen {
        let answer = self.register.ask(&number).await;
        RegisterSeen { asked: number, answer }
    }

    /// Visits a website: its page, over TLS or else without, and its legal notice; five seconds for each of the three.
    pub async fn website(&self, question: SiteQuestion) -> SiteSeen {
        let answer = website::visit(&self.fetcher, &question).await;
        SiteSeen { asked: question, answer: answer.unwrap_or_else(|error| SiteAnswer::Silent(error.into())) }
    }
}
