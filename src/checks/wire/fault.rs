//! What went wrong, as the client tells it by wrapping one error in another.

use std::error::Error;
use std::io;

use tokio_rustls::rustls::{self, CertificateError};

use crate::checks::error::FetchError;
use crate::domain::check::CertificateFault;

/// Why there is no answer, or no whole one.
pub(super) fn fault(error: &reqwest::Error) -> FetchError {
    if error.is_builder() {
        FetchError::NotWeb
    } else if error.is_timeout() {
        FetchError::Slow
    } else if error.is_connect() {
        connection_fault(error)
    } else if cause::<hyper::Error>(error).is_some_and(hyper::Error::is_parse) {
        FetchError::Unreadable
    } else {
        FetchError::Unreachable
    }
}

/// Tells a machine that is not reached from one with which TLS fails.
fn connection_fault(error: &reqwest::Error) -> FetchError {
    if let Some(rustls::Error::InvalidCertificate(fault)) = cause::<rustls::Error>(error) {
        return FetchError::Certificate(certificate_fault(fault));
    }
    // What the system says of a socket wraps nothing; what ends a handshake is wrapped by the TLS connector.
    let is_handshake = cause::<io::Error>(error).is_some_and(|error| error.get_ref().is_some());
    if is_handshake { FetchError::NoTls } else { FetchError::Unreachable }
}

fn certificate_fault(fault: &CertificateError) -> CertificateFault {
    match fault {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => CertificateFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            CertificateFault::NotYet
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateFault::OtherName
        }
        CertificateError::UnknownIssuer => CertificateFault::Unknown,
        _ => CertificateFault::Unfit,
    }
}

/// The outermost error of a kind behind another one.
fn cause<E: Error + 'static>(error: &dyn Error) -> Option<&E> {
    let mut next = error.source();
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // An error of the system steps over what it wraps.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = wrapped.map_or_else(|| error.source(), |wrapped| Some(wrapped));
    }
    None
}
