//! Why nothing could be fetched.

use thiserror::Error;

use crate::domain::check::{CertificateFault, RegisterTrouble, SiteTrouble};

/// Why an address gives no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FetchError {
    /// Not `http` or `https`, or no host.
    #[error("is no address of the web")]
    NotWeb,
    /// Another port than 80 for `http` and 443 for `https`, or the other's.
    #[error("names another port than 80 or 443")]
    Port,
    /// A user name or a password stands in it.
    #[error("carries a user name")]
    UserInfo,
    /// No server has this name.
    #[error("has a name that nobody has")]
    NoSuchName,
    /// The name leads to an address that is not part of the public Internet.
    #[error("leads to a private address")]
    NotGlobal,
    /// The server refuses connections, cannot be reached or hangs up.
    #[error("cannot be reached")]
    Unreachable,
    /// There is no whole answer within the time.
    #[error("does not answer in time")]
    Slow,
    /// The certificate is not good for this name.
    #[error("has a certificate that is {0:?}")]
    Certificate(CertificateFault),
    /// TLS cannot be spoken with it.
    #[error("does not speak TLS as of today")]
    NoTls,
    /// It redirects once more than is followed.
    #[error("redirects too often")]
    TooManyRedirects,
    /// What it answers is not HTTP, or in an encoding that was not asked for.
    #[error("answers something else than HTTP")]
    Unreadable,
}

impl From<FetchError> for SiteTrouble {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::NotWeb | FetchError::Port | FetchError::UserInfo | FetchError::NotGlobal => {
                Self::Forbidden
            }
            FetchError::NoSuchName => Self::NoSuchName,
            FetchError::Unreachable => Self::Unreachable,
            FetchError::Slow => Self::Slow,
            FetchError::Certificate(fault) => Self::Certificate(fault),
            FetchError::NoTls => Self::NoTls,
            FetchError::TooManyRedirects => Self::TooManyRedirects,
            FetchError::Unreadable => Self::NotAPage,
        }
    }
}

impl From<FetchError> for RegisterTrouble {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Slow => Self::Slow,
            FetchError::Unreadable => Self::Unreadable,
            _ => Self::Unreachable,
        }
    }
}
