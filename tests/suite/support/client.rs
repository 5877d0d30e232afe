//! The client with which tests ask: it speaks no TLS, and so asks the machine for no certificates.

use std::sync::Arc;

use reqwest::{Client, ClientBuilder};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A client that goes nowhere by a proxy and trusts nobody over TLS.
///
/// Without a TLS of its own, a client would take the cryptography that the process names. Nothing here names one: so
/// the program is seen to do without.
pub fn client() -> ClientBuilder {
    let versions = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let tls = versions.with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    Client::builder().tls_backend_preconfigured(tls).no_proxy()
}
