//! One question and one answer over HTTP, to machines that the caller chose; everything read is bounded.
//!
//! reqwest asks, stripped of all that could lead elsewhere or tell more: no proxy, no redirect, no cookie, no referer,
//! no second try, no connection kept, and no name looked up when the machines are given.

mod body;
mod fault;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, ClientBuilder, redirect, retry};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};
use url::Url;

use super::error::FetchError;
use fault::fault;

/// Most machines of one name that are tried.
const MAX_TRIES: usize = 4;

/// How connections are secured and timed: public certificates, no system settings.
pub(super) struct Wire {
    tls: ClientConfig,
    user_agent: HeaderValue,
    connect_time: Duration,
}

/// A way to ask.
#[derive(Debug)]
pub(super) struct Line(Client);

/// What is asked.
pub(super) struct Question<'a> {
    /// The page.
    pub(super) page: &'a Url,
    /// Sorts of content that are wanted.
    pub(super) accept: &'static str,
    /// Most bytes of the body, after decompression.
    pub(super) max_body: usize,
}

/// What was answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Whether there was more than is kept.
    pub(super) cut: bool,
}

impl Answer {
    /// A header as text, or nothing.
    pub(super) fn header(&self, name: HeaderName) -> Option<&str> {
        self.head.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether it sends its reader elsewhere.
    pub(super) fn redirects(&self) -> bool {
        is_redirect(self.status)
    }
}

const fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

impl Wire {
    /// Sets TLS up with the public roots and `more`; `home` is where whoever is visited can read who we are.
    ///
    /// Of `patience`, the time for one page, four fifths may go into reaching a machine, in equal parts for each of its
    /// name, so that a dead address leaves time for the next.
    ///
    /// # Errors
    /// The cryptography lacks what TLS needs, or one of `more` is no certificate.
    pub(super) fn open(
        home: &str,
        more: &[CertificateDer<'static>],
        patience: Duration,
    ) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for certificate in more {
            roots.add(certificate.clone())?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut tls = versions.with_root_certificates(roots).with_no_client_auth();
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { tls, user_agent: user_agent(home), connect_time: patience * 4 / 5 })
    }

    /// A line to whatever machine the system finds behind a name, for addresses that need no guard.
    ///
    /// # Errors
    /// The client does not take this TLS.
    pub(super) fn line(&self) -> Result<Line, reqwest::Error> {
        self.client().build().map(Line)
    }

    /// A line to these machines and to no other, whatever name is asked for; to the first few of them.
    ///
    /// A host that is an address itself needs no look-up: the caller gives that very address.
    ///
    /// # Errors
    /// The client does not take this TLS.
    pub(super) fn line_to(&self, machines: &[SocketAddr]) -> Result<Line, FetchError> {
        let machines = machines.iter().take(MAX_TRIES).copied().collect();
        let client = self.client().dns_resolver(Arc::new(Pinned(machines))).build();
        client.map(Line).map_err(|_| FetchError::NoTls)
    }

    /// Decompression is off whatever features other crates ask of reqwest: bodies are unpacked by [`body`], bounded.
    fn client(&self) -> ClientBuilder {
        Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .user_agent(self.user_agent.clone())
            .connect_timeout(self.connect_time)
            .http1_only()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .pool_max_idle_per_host(0)
    }
}

impl Line {
    /// Asks the first machine that takes the connection. The body of a redirect is not read.
    ///
    /// Of a head, hyper reads 100 lines and 400 KiB at most.
    ///
    /// # Errors
    /// No machine is reached, TLS fails, or the answer is not HTTP. Time is the caller's to bound.
    pub(super) async fn ask(&self, question: &Question<'_>) -> Result<Answer, FetchError> {
        if question.page.scheme() == "https" && !may_have_certificate(question.page) {
            return Err(FetchError::NotWeb);
        }
        let request = self
            .0
            .get(question.page.clone())
            .header(header::ACCEPT, question.accept)
            .header(header::ACCEPT_LANGUAGE, "fr")
            .header(header::ACCEPT_ENCODING, "gzip")
            .header(header::CONNECTION, "close");
        let mut answer = request.send().await.map_err(|error| fault(&error))?;
        let status = answer.status().as_u16();
        let (body, cut) = if is_redirect(status) {
            (Vec::new(), false)
        } else {
            body::read(&mut answer, question.max_body).await?
        };
        Ok(Answer { status, head: std::mem::take(answer.headers_mut()), body, cut })
    }
}

/// Where every name leads.
struct Pinned(Vec<SocketAddr>);

impl Resolve for Pinned {
    fn resolve(&self, _: Name) -> Resolving {
        let machines: Addrs = Box::new(self.0.clone().into_iter());
        Box::pin(std::future::ready(Ok(machines)))
    }
}

/// Names the program and the directory that runs it.
fn user_agent(home: &str) -> HeaderValue {
    let program = concat!("Devanture/", env!("CARGO_PKG_VERSION"));
    HeaderValue::from_str(&format!("{program} (+{home})")).unwrap_or(HeaderValue::from_static(program))
}

/// Whether a certificate can be of this host at all.
fn may_have_certificate(page: &Url) -> bool {
    let host = page.host_str().unwrap_or_default();
    ServerName::try_from(host.trim_start_matches('[').trim_end_matches(']')).is_ok()
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wire")
    }
}
