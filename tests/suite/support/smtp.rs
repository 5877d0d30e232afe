//! A real mail server (RFC 5321) on a port of its own, that keeps what it is given and misbehaves when it is told to.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::AbortHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use super::letters::ReadLetter;

/// How one connection is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As it should be.
    Kind,
    /// 421 instead of a greeting.
    Closed,
    /// 535 to name and password.
    RefusesLogin,
    /// 553 to the sender.
    RefusesSender,
    /// 450 to the recipient.
    AsksForPatience,
    /// 550 to the recipient.
    KnowsNobody,
    /// 554 to the letter.
    DislikesTheLetter,
    /// Takes the letter and breaks the connection before it says so.
    DropsAfterData,
    /// Never says a word.
    SaysNothing,
    /// Takes the letter and never says so.
    TakesWithoutAWord,
    /// Takes the letter and says so once it is released.
    WaitsForRelease,
}

/// How the way to it is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all.
    Plain,
    /// STARTTLS.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

/// A letter that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The letter.
    pub letter: ReadLetter,
    /// Address of the envelope.
    pub recipient: String,
    /// Whether whoever sent it was told so.
    pub acknowledged: bool,
    /// Whether it came over TLS.
    pub encrypted: bool,
    /// Name and password that were given, as `\0name\0password` in base 64.
    pub login: String,
}

/// The server.
pub struct Sink {
    address: SocketAddr,
    shared: Arc<Shared>,
    folder: TempDir,
    accepting: AbortHandle,
}

struct Shared {
    security: Security,
    tls: TlsAcceptor,
    manners: Mutex<VecDeque<Manner>>,
    taken: watch::Sender<Vec<Taken>>,
    release: Notify,
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Sink {
    /// Listens without encryption.
    pub async fn start() -> Self {
        Self::secured(Security::Plain, "127.0.0.1").await
    }

    /// Listens with a certificate made out for `name` by an authority of its own.
    pub async fn secured(security: Security, name: &str) -> Self {
        let (tls, authority) = certificate(name);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("authority.pem"), authority).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (manners, taken) = (Mutex::default(), watch::Sender::new(Vec::new()));
        let shared = Arc::new(Shared { security, tls, manners, taken, release: Notify::new() });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared))).abort_handle();
        Self { address, shared, folder, accepting }
    }

    /// Its address as a setting, without options.
    pub fn url(&self) -> String {
        let scheme = if self.shared.security == Security::Tls { "smtps" } else { "smtp" };
        format!("{scheme}://{}", self.address)
    }

    /// The file of the authority that its certificate comes from.
    pub fn authority(&self) -> String {
        self.folder.path().join("authority.pem").to_str().unwrap().to_owned()
    }

    /// Treats the next connections like this, one after another; those after them kindly.
    pub fn behave(&self, manners: impl IntoIterator<Item = Manner>) {
        self.shared.manners.lock().unwrap().extend(manners);
    }

    /// Lets a letter go on that waits for it.
    pub fn release(&self) {
        self.shared.release.notify_one();
    }

    /// What it was given, in the order in which it came.
    pub fn taken(&self) -> Vec<Taken> {
        self.shared.taken.borrow().clone()
    }

    /// Identifiers of the letters that it said it took, in order.
    pub fn acknowledged(&self) -> Vec<String> {
        let mut ids: Vec<String> = self
            .taken()
            .into_iter()
            .filter(|taken| taken.acknowledged)
            .map(|taken| taken.letter.id)
            .collect();
        ids.sort();
        ids
    }

    /// Waits until so many letters were taken.
    pub async fn has_taken(&self, letters: usize) {
        self.shared.taken.subscribe().wait_for(|taken| taken.len() >= letters).await.unwrap();
    }
}

/// A server's side of TLS, and the authority that whoever connects must trust.
fn certificate(name: &str) -> (TlsAcceptor, String) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().unwrap();
    let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), authority_pem)
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let manner = shared.manners.lock().unwrap().pop_front().unwrap_or(Manner::Kind);
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            // Whoever goes away in the middle ends the conversation.
            let _ = converse(stream, manner, &shared).await;
        });
    }
}

async fn converse(stream: TcpStream, manner: Manner, shared: &Shared) -> std::io::Result<()> {
    if shared.security == Security::Tls {
        let stream = shared.tls.accept(stream).await?;
        let mut talk = Talk::new(BufReader::new(stream), manner, true);
        talk.greet().await?;
        return talk.go_on(shared).await.map(drop);
    }
    let mut talk = Talk::new(BufReader::new(stream), manner, false);
    talk.greet().await?;
    if talk.go_on(shared).await? == End::StartTls {
        let stream = shared.tls.accept(talk.stream.into_inner()).await?;
        Talk::new(BufReader::new(stream), manner, true).go_on(shared).await?;
    }
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    Quit,
    StartTls,
}

struct Talk<S> {
    stream: BufReader<S>,
    manner: Manner,
    encrypted: bool,
    login: String,
    recipient: String,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Talk<S> {
    const fn new(stream: BufReader<S>, manner: Manner, encrypted: bool) -> Self {
        Self { stream, manner, encrypted, login: String::new(), recipient: String::new() }
    }

    async fn greet(&mut self) -> std::io::Result<()> {
        match self.manner {
            Manner::Closed => {
                self.say("421 4.3.2 closed for the day").await?;
                Err(std::io::ErrorKind::ConnectionAborted.into())
            }
            Manner::SaysNothing => self.hear_them_out().await,
            _ => self.say("220 sink ready").await,
        }
    }

    /// Answers command after command.
    async fn go_on(&mut self, shared: &Shared) -> std::io::Result<End> {
        loop {
            let line = self.line().await?;
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" if shared.security == Security::StartTls && !self.encrypted => {
                    self.say("250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN").await?;
                }
                "EHLO" => self.say("250-sink\r\n250 AUTH PLAIN").await?,
                "STARTTLS" => {
                    self.say("220 go ahead").await?;
                    return Ok(End::StartTls);
                }
                "AUTH" if self.manner == Manner::RefusesLogin => self.say("535 5.7.8 who are you").await?,
                "AUTH" => {
                    self.login = line.trim_start_matches("AUTH PLAIN ").to_owned();
                    self.say("235 2.7.0 welcome").await?;
                }
                "MAIL" if self.manner == Manner::RefusesSender => {
                    self.say(&format!("553 5.7.1 not from {}", &line[10..])).await?;
                }
                "MAIL" | "RSET" | "NOOP" => self.say("250 2.0.0 fine").await?,
                "RCPT" => self.recipient(&line).await?,
                "DATA" => self.data(shared).await?,
                "QUIT" => {
                    self.say("221 2.0.0 goodbye").await?;
                    return Ok(End::Quit);
                }
                _ => self.say("500 5.5.1 pardon").await?,
            }
        }
    }

    async fn recipient(&mut self, line: &str) -> std::io::Result<()> {
        self.recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        match self.manner {
            Manner::AsksForPatience => self.say("450 4.2.1 try again later").await,
            Manner::KnowsNobody => {
                let answer = format!("550 5.1.1 <{}>: no such mailbox", self.recipient);
                self.say(&answer).await
            }
            _ => self.say("250 2.1.5 fine").await,
        }
    }

    async fn data(&mut self, shared: &Shared) -> std::io::Result<()> {
        self.say("354 go ahead").await?;
        let mut message = String::new();
        loop {
            let line = self.line().await?;
            if line == "." {
                break;
            }
            message.push_str(line.strip_prefix('.').unwrap_or(&line));
            message.push_str("\r\n");
        }
        match self.manner {
            Manner::DislikesTheLetter => return self.say("554 5.6.0 this looks like an advertisement").await,
            Manner::DropsAfterData => {
                self.take(shared, &message, false);
                return Err(std::io::ErrorKind::ConnectionAborted.into());
            }
            Manner::TakesWithoutAWord => {
                self.take(shared, &message, false);
                return self.hear_them_out().await;
            }
            Manner::WaitsForRelease => {
                self.take(shared, &message, true);
                shared.release.notified().await;
            }
            _ => self.take(shared, &message, true),
        }
        self.say("250 2.0.0 taken").await
    }

    fn take(&self, shared: &Shared, message: &str, acknowledged: bool) {
        let letter = ReadLetter::parse(message.as_bytes());
        let (recipient, login) = (self.recipient.clone(), self.login.clone());
        let taken = Taken { letter, recipient, acknowledged, encrypted: self.encrypted, login };
        shared.taken.send_modify(|all| all.push(taken));
    }

    /// Says nothing until the other side goes away.
    async fn hear_them_out(&mut self) -> std::io::Result<()> {
        loop {
            self.line().await?;
        }
    }

    async fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        assert!(line.ends_with("\r\n"), "{line:?} does not end as a line of mail does");
        Ok(line.trim_end_matches("\r\n").to_owned())
    }

    async fn say(&mut self, answer: &str) -> std::io::Result<()> {
        self.stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await?;
        self.stream.get_mut().flush().await
    }
}
