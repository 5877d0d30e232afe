//! One question and one answer over HTTP, to machines that the caller chose; everything read is bounded.
//!
//! hyper asks on a connection that is made here: there is no name to look up again, no proxy, no redirect, no cookie
//! and no pool that could lead anywhere else.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use flate2::write::GzDecoder;
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, CertificateError, ClientConfig, RootCertStore};
use url::{Host, Position, Url};

use super::error::FetchError;
use crate::domain::check::CertificateFault;

/// Time for one connection, so that a dead address leaves time for the next.
const CONNECT_TIME: Duration = Duration::from_secs(2);
/// Most machines of one name that are tried.
const MAX_TRIES: usize = 4;
/// Most bytes of the head of an answer.
const MAX_HEAD: usize = 64 * 1024;

/// How connections are secured: public certificates, no system settings.
#[derive(Clone)]
pub(super) struct Wire {
    tls: TlsConnector,
    user_agent: HeaderValue,
}

/// What is asked.
pub(super) struct Question<'a> {
    /// The page.
    pub(super) page: &'a Url,
    /// The machines that have it, in the order in which they are tried.
    pub(super) machines: &'a [SocketAddr],
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
    /// # Errors
    /// The cryptography lacks what TLS needs, or one of `more` is no certificate.
    pub(super) fn open(home: &str, more: &[CertificateDer<'static>]) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for certificate in more {
            roots.add(certificate.clone())?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut config = versions.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), user_agent: user_agent(home) })
    }

    /// Asks the first machine that takes the connection. The body of a redirect is not read.
    ///
    /// # Errors
    /// No machine is reached, TLS fails, or the answer is not HTTP. Time is the caller's to bound.
    pub(super) async fn ask(&self, question: &Question<'_>) -> Result<Answer, FetchError> {
        let stream = connect(question.machines).await?;
        if question.page.scheme() != "https" {
            return self.converse(TokioIo::new(stream), question).await;
        }
        let name = server_name(question.page).ok_or(FetchError::NotWeb)?;
        let secured = self.tls.connect(name, stream).await.map_err(|error| tls_fault(&error))?;
        self.converse(TokioIo::new(secured), question).await
    }

    async fn converse<S>(&self, stream: TokioIo<S>, question: &Question<'_>) -> Result<Answer, FetchError>
    where
        TokioIo<S>: hyper::rt::Read + hyper::rt::Write + Unpin + Send + 'static,
    {
        let mut settings = http1::Builder::new();
        let (mut sender, connection) =
            settings.max_buf_size(MAX_HEAD).handshake(stream).await.map_err(|error| http_fault(&error))?;
        // Ends with this function, however that ends.
        let mut driver = JoinSet::new();
        driver.spawn(connection);
        let answer =
            sender.send_request(self.request(question)?).await.map_err(|error| http_fault(&error))?;
        let (head, mut body) = answer.into_parts();
        let status = head.status.as_u16();
        let (body, cut) = if is_redirect(status) {
            (Vec::new(), false)
        } else {
            read_body(&mut body, &head.headers, question.max_body).await?
        };
        Ok(Answer { status, head: head.headers, body, cut })
    }

    fn request(&self, question: &Question<'_>) -> Result<hyper::Request<String>, FetchError> {
        let host = &question.page[Position::BeforeHost..Position::AfterPort];
        hyper::Request::get(&question.page[Position::BeforePath..Position::AfterQuery])
            .header(header::HOST, host)
            .header(header::USER_AGENT, &self.user_agent)
            .header(header::ACCEPT, question.accept)
            .header(header::ACCEPT_LANGUAGE, "fr")
            .header(header::ACCEPT_ENCODING, "gzip")
            .header(header::CONNECTION, "close")
            .body(String::new())
            .map_err(|_| FetchError::NotWeb)
    }
}

/// Names the program and the directory that runs it.
fn user_agent(home: &str) -> HeaderValue {
    let program = concat!("Devanture/", env!("CARGO_PKG_VERSION"));
    HeaderValue::from_str(&format!("{program} (+{home})")).unwrap_or(HeaderValue::from_static(program))
}

async fn connect(machines: &[SocketAddr]) -> Result<TcpStream, FetchError> {
    for machine in machines.iter().take(MAX_TRIES) {
        if let Ok(Ok(stream)) = tokio::time::timeout(CONNECT_TIME, TcpStream::connect(machine)).await {
            return Ok(stream);
        }
    }
    Err(FetchError::Unreachable)
}

async fn read_body(
    body: &mut Incoming,
    head: &HeaderMap,
    most: usize,
) -> Result<(Vec<u8>, bool), FetchError> {
    let encoding = head.get(header::CONTENT_ENCODING).map_or(b"".as_slice(), |value| value.as_bytes());
    let mut sink = match encoding.to_ascii_lowercase().as_slice() {
        b"" | b"identity" => Sink::Plain(Kept::new(most)),
        b"gzip" | b"x-gzip" => Sink::Gzip(Box::new(GzDecoder::new(Kept::new(most)))),
        _ => return Err(FetchError::Unreadable),
    };
    // Compressed, a body is bounded too: one that swells to nothing would be read for ever.
    let mut sent = 0;
    while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await {
        let Ok(bytes) = frame.map_err(|error| http_fault(&error))?.into_data() else { continue };
        sent += bytes.len();
        if sink.take(&bytes).is_err() || sent > most {
            return sink.end(true);
        }
    }
    sink.end(false)
}

/// Where the bytes of a body go.
enum Sink {
    Plain(Kept),
    Gzip(Box<GzDecoder<Kept>>),
}

impl Sink {
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(kept) => kept.write_all(bytes),
            Self::Gzip(decoder) => decoder.write_all(bytes),
        }
    }

    /// What was kept, and whether that is only a part.
    fn end(self, mut stopped: bool) -> Result<(Vec<u8>, bool), FetchError> {
        let kept = match self {
            Self::Plain(kept) => kept,
            Self::Gzip(mut decoder) => {
                let is_whole = decoder.try_finish().is_ok();
                let kept = std::mem::replace(decoder.get_mut(), Kept::new(0));
                if !is_whole && !kept.full && kept.bytes.is_empty() {
                    return Err(FetchError::Unreadable);
                }
                stopped |= !is_whole;
                kept
            }
        };
        Ok((kept.bytes, stopped || kept.full))
    }
}

/// Keeps so many bytes and refuses more.
struct Kept {
    bytes: Vec<u8>,
    most: usize,
    full: bool,
}

impl Kept {
    const fn new(most: usize) -> Self {
        Self { bytes: Vec::new(), most, full: false }
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.most - self.bytes.len();
        let taken = &bytes[..bytes.len().min(room)];
        self.bytes.extend_from_slice(taken);
        if taken.len() < bytes.len() {
            self.full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn server_name(page: &Url) -> Option<ServerName<'static>> {
    match page.host()? {
        Host::Domain(name) => ServerName::try_from(name.trim_end_matches('.').to_owned()).ok(),
        Host::Ipv4(address) => Some(ServerName::IpAddress(std::net::IpAddr::V4(address).into())),
        Host::Ipv6(address) => Some(ServerName::IpAddress(std::net::IpAddr::V6(address).into())),
    }
}

fn tls_fault(error: &io::Error) -> FetchError {
    let fault = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let Some(rustls::Error::InvalidCertificate(fault)) = fault else { return FetchError::NoTls };
    FetchError::Certificate(match fault {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => CertificateFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            CertificateFault::NotYet
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateFault::OtherName
        }
        CertificateError::UnknownIssuer => CertificateFault::Unknown,
        _ => CertificateFault::Unfit,
    })
}

fn http_fault(error: &hyper::Error) -> FetchError {
    if error.is_parse() { FetchError::Unreadable } else { FetchError::Unreachable }
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wire")
    }
}
