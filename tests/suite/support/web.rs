//! The public web, played on this machine: names, sites behind them, certificates, and every way to misbehave.
//!
//! Sites keep their ordinary addresses (`https://atelier.example`); only the machines behind the names are ours.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use devanture::checks::{Outside, PATIENCE, Rehearsal};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// Where the directory that makes the visits is.
pub const HOME: &str = "https://annuaire.example";

/// What a site sends when it is asked for a path.
pub enum Reply {
    /// These bytes, then the end.
    Whole(Vec<u8>),
    /// These bytes, then nothing more and no end.
    Stalled(Vec<u8>),
    /// These bytes, then the second ones over and over.
    Endless(Vec<u8>, Vec<u8>),
}

/// A certificate of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// Good.
    Good,
    /// Ended in 2020.
    Expired,
    /// Begins in 2090.
    NotYet,
    /// Of another name.
    OtherName,
    /// Nobody vouches for it.
    Unknown,
}

/// Names, sites and what they were asked.
#[derive(Default)]
pub struct Web {
    names: HashMap<(String, u16), Vec<SocketAddr>>,
    machines: Vec<SocketAddr>,
    roots: Vec<Vec<u8>>,
    asked: Arc<Mutex<Vec<String>>>,
    servers: JoinSet<()>,
}

/// A page of HTML with its head.
pub fn page(html: &str) -> Reply {
    answer("200 OK", "content-type: text/html; charset=utf-8\r\n", html.as_bytes())
}

/// An answer with a status, more lines of head (each ended by CRLF) and a body.
pub fn answer(status: &str, head: &str, body: &[u8]) -> Reply {
    let head =
        format!("HTTP/1.1 {status}\r\n{head}content-length: {}\r\nconnection: close\r\n\r\n", body.len());
    Reply::Whole([head.as_bytes(), body].concat())
}

/// A redirect.
pub fn redirect(location: &str) -> Reply {
    answer("302 Found", &format!("location: {location}\r\nset-cookie: visit=1\r\n"), b"")
}

impl Web {
    /// A site without TLS.
    pub async fn plain(&mut self, host: &str, site: impl Fn(&str) -> Reply + Send + Sync + 'static) {
        self.serve(host, 80, None, site).await;
    }

    /// A site over TLS.
    pub async fn secure(
        &mut self,
        host: &str,
        certificate: Certificate,
        site: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) {
        let acceptor = self.acceptor(host, certificate);
        self.serve(host, 443, Some(acceptor), site).await;
    }

    /// The site of a firm as it should be: over TLS, with the name on its page and the number in its legal notice.
    pub async fn firm(&mut self, host: &str, name: &str, siret: &str) {
        let home = format!(
            "<h1>{name}</h1><p>Bienvenue.</p><footer><a href='/mentions'>Mentions légales</a></footer>"
        );
        let notice = format!("<h1>Mentions légales</h1><p>{name}, SIRET {siret}</p>");
        let site = move |path: &str| page(if path == "/mentions" { &notice } else { &home });
        self.secure(host, Certificate::Good, site).await;
    }

    /// A name whose machine takes no connection on this port.
    pub async fn closed(&mut self, host: &str, port: u16) {
        let machine = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        self.machines.push(machine);
        self.name(host, port, &[machine]);
    }

    /// Lets a name lead to these machines.
    pub fn name(&mut self, host: &str, port: u16, machines: &[SocketAddr]) {
        self.names.insert((host.to_owned(), port), machines.to_vec());
    }

    /// The machine behind a name.
    pub fn machine(&self, host: &str, port: u16) -> SocketAddr {
        self.names[&(host.to_owned(), port)][0]
    }

    /// The heads of all requests so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Eyes on this web and on a register, as patient as in production.
    pub fn outside(&self, register: &str) -> Outside {
        self.hasty_outside(register, PATIENCE)
    }

    /// Eyes that are less patient, for what never answers.
    pub fn hasty_outside(&self, register: &str, patience: Duration) -> Outside {
        Outside::open(register, HOME, self.rehearsal(patience).into()).unwrap()
    }

    /// What makes the eyes see this web.
    pub fn rehearsal(&self, patience: Duration) -> Rehearsal {
        let names = self.names.clone();
        let lookup =
            move |host: &str, port: u16| names.get(&(host.to_owned(), port)).cloned().unwrap_or_default();
        Rehearsal {
            names: Box::new(lookup),
            may_reach: self.machines.clone(),
            roots: self.roots.clone(),
            patience,
        }
    }

    async fn serve(
        &mut self,
        host: &str,
        port: u16,
        tls: Option<TlsAcceptor>,
        site: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let machine = listener.local_addr().unwrap();
        self.machines.push(machine);
        self.name(host, port, &[machine]);
        let (asked, site) = (Arc::clone(&self.asked), Arc::new(site));
        self.servers.spawn(async move {
            let mut visits = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (asked, site, tls) = (Arc::clone(&asked), Arc::clone(&site), tls.clone());
                visits.spawn(async move {
                    let site = |path: &str| site(path);
                    match tls {
                        None => talk(stream, &asked, site).await,
                        Some(tls) => match tls.accept(stream).await {
                            Ok(stream) => talk(stream, &asked, site).await,
                            Err(error) => Err(error),
                        },
                    }
                });
            }
        });
    }

    fn acceptor(&mut self, host: &str, certificate: Certificate) -> TlsAcceptor {
        let name = if certificate == Certificate::OtherName { "autre.example" } else { host };
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        (params.not_before, params.not_after) = match certificate {
            Certificate::Expired => (date_time_ymd(2019, 1, 1), date_time_ymd(2020, 1, 1)),
            Certificate::NotYet => (date_time_ymd(2090, 1, 1), date_time_ymd(2091, 1, 1)),
            _ => (date_time_ymd(2020, 1, 1), date_time_ymd(2090, 1, 1)),
        };
        let key = KeyPair::generate().unwrap();
        let signed = params.self_signed(&key).unwrap().der().clone();
        if certificate != Certificate::Unknown {
            self.roots.push(signed.to_vec());
        }
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![signed], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// Reads the head of one request and answers it. The visitor may hang up at any moment.
async fn talk(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    asked: &Mutex<Vec<String>>,
    site: impl Fn(&str) -> Reply,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
        // A TLS handshake where none is spoken: servers of the web say so in plain words.
        if head == [0x16] {
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await?;
            return stream.shutdown().await;
        }
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    asked.lock().unwrap().push(head);
    match site(&path) {
        Reply::Whole(bytes) => {
            stream.write_all(&bytes).await?;
            stream.shutdown().await
        }
        Reply::Stalled(bytes) => {
            stream.write_all(&bytes).await?;
            stream.flush().await?;
            std::future::pending().await
        }
        Reply::Endless(first, again) => {
            stream.write_all(&first).await?;
            loop {
                stream.write_all(&again).await?;
            }
        }
    }
}
