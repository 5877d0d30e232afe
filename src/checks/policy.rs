//! What may be fetched: which addresses of pages, and which machines behind them.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use tokio_rustls::rustls::pki_types::CertificateDer;
use url::{Host, Url};

use super::address::is_global;
use super::error::FetchError;

/// Time for one page, redirects and names included.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// Most addresses of one name that are looked at.
const MAX_ADDRESSES: usize = 32;

/// Says what may be fetched, and in what time.
pub struct Policy {
    names: Names,
    may_also_reach: Vec<SocketAddr>,
    roots: Vec<CertificateDer<'static>>,
    patience: Duration,
}

/// Looks a host name and a port up.
pub type Lookup = Box<dyn Fn(&str, u16) -> Vec<SocketAddr> + Send + Sync>;

enum Names {
    System,
    Played(Lookup),
}

/// A public Internet that is played on this machine, for tests: the fence keeps the program from naming it.
///
/// Pages have ordinary addresses (`https://atelier.example`, port 443); only the machines behind them are given.
pub struct Rehearsal {
    /// Where names lead.
    pub names: Lookup,
    /// Sockets that may be reached although they are not global, and no other such socket.
    pub may_reach: Vec<SocketAddr>,
    /// Certificates to be trusted besides the public ones, in DER.
    pub roots: Vec<Vec<u8>>,
    /// Time for one page or one answer.
    pub patience: Duration,
}

impl From<Rehearsal> for Policy {
    fn from(rehearsal: Rehearsal) -> Self {
        Self {
            names: Names::Played(rehearsal.names),
            may_also_reach: rehearsal.may_reach,
            roots: rehearsal.roots.into_iter().map(CertificateDer::from).collect(),
            patience: rehearsal.patience,
        }
    }
}

impl Policy {
    /// The public Internet and nothing else, five seconds for a page.
    #[must_use]
    pub const fn public() -> Self {
        Self { names: Names::System, may_also_reach: Vec::new(), roots: Vec::new(), patience: PATIENCE }
    }

    /// Time for one page.
    pub(super) const fn patience(&self) -> Duration {
        self.patience
    }

    /// Certificates trusted besides the public ones.
    pub(super) fn roots(&self) -> &[CertificateDer<'static>] {
        &self.roots
    }

    /// The machines behind a page, each of them allowed: who connects to these and to no others is safe.
    ///
    /// # Errors
    /// The address is not one of a public page, nobody has its name, or one of its machines is not allowed.
    pub(super) async fn machines(&self, page: &Url) -> Result<Vec<SocketAddr>, FetchError> {
        let port = allowed_port(page)?;
        let found = match page.host().ok_or(FetchError::NotWeb)? {
            Host::Domain(name) => self.look_up(name, port).await?,
            Host::Ipv4(address) => vec![SocketAddr::from((address, port))],
            Host::Ipv6(address) => vec![SocketAddr::from((address, port))],
        };
        let is_allowed =
            |machine: &SocketAddr| is_global(machine.ip()) || self.may_also_reach.contains(machine);
        match (found.is_empty(), found.iter().all(is_allowed)) {
            (true, _) => Err(FetchError::NoSuchName),
            (_, false) => Err(FetchError::NotGlobal),
            (_, true) => Ok(found),
        }
    }

    async fn look_up(&self, name: &str, port: u16) -> Result<Vec<SocketAddr>, FetchError> {
        match &self.names {
            Names::Played(lookup) => Ok(lookup(name, port)),
            Names::System => look_up(name, port).await,
        }
    }
}

/// Asks the system where a name leads, IPv4 first: a machine without a way into IPv6 would lose its time there.
///
/// # Errors
/// Nobody has the name.
async fn look_up(name: &str, port: u16) -> Result<Vec<SocketAddr>, FetchError> {
    let found = tokio::net::lookup_host((name, port)).await.map_err(|_| FetchError::NoSuchName)?;
    let mut found: Vec<_> = found.take(MAX_ADDRESSES).collect();
    found.sort_by_key(SocketAddr::is_ipv6);
    Ok(found)
}

/// The port of a page of the public web: 80 of `http`, 443 of `https`.
fn allowed_port(page: &Url) -> Result<u16, FetchError> {
    let port = match page.scheme() {
        "http" => 80,
        "https" => 443,
        _ => return Err(FetchError::NotWeb),
    };
    if !page.username().is_empty() || page.password().is_some() {
        Err(FetchError::UserInfo)
    } else if page.port().is_some() {
        Err(FetchError::Port)
    } else {
        Ok(port)
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = match self.names {
            Names::System => "system",
            Names::Played(_) => "played",
        };
        let mut shown = f.debug_struct("Policy");
        shown.field("names", &names).field("may_also_reach", &self.may_also_reach);
        shown.field("patience", &self.patience).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
