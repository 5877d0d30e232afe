//! Fetches pages that strangers name, so that they cannot make the operator's machine knock at the operator's doors.
//!
//! `http` and `https` on their own ports, no user name; the name is looked up once, every address behind it must be
//! global, and the connection goes to one of those very addresses. Each redirect is such a page again, three at most.
//! No proxy, no cookie; five seconds in all, 512 KiB after decompression.

use reqwest::header;
use url::Url;

use super::error::FetchError;
use super::policy::Policy;
use super::wire::{Answer, Question, Wire};

/// Most bytes of a page that are read; of a longer one the beginning counts.
pub const MAX_BODY: usize = 512 * 1024;
/// Most redirects that are followed.
pub const MAX_REDIRECTS: usize = 3;

/// Fetches pages under a policy.
#[derive(Debug)]
pub struct Fetcher {
    policy: Policy,
    wire: Wire,
}

/// A page that was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// Where it was in the end.
    pub page: Url,
    /// HTTP status.
    pub status: u16,
    /// Its `content-type`, empty when there is none.
    pub content_type: String,
    /// Its bytes, decompressed.
    pub body: Vec<u8>,
    /// Whether only its beginning was read.
    pub cut: bool,
}

impl Fetcher {
    pub(super) const fn new(policy: Policy, wire: Wire) -> Self {
        Self { policy, wire }
    }

    /// Fetches a page, whatever its status.
    ///
    /// # Errors
    /// Anything on the way is not allowed, does not answer or not in time.
    pub async fn fetch(&self, page: Url) -> Result<Fetched, FetchError> {
        tokio::time::timeout(self.policy.patience(), self.follow(page)).await.map_err(|_| FetchError::Slow)?
    }

    async fn follow(&self, mut page: Url) -> Result<Fetched, FetchError> {
        for _ in 0..=MAX_REDIRECTS {
            let machines = self.policy.machines(&page).await?;
            let accept = "text/html, application/xhtml+xml, text/plain;q=0.5";
            let question = Question { page: &page, accept, max_body: MAX_BODY };
            let answer = self.wire.line_to(&machines)?.ask(&question).await?;
            match next(&page, &answer)? {
                Some(elsewhere) => page = elsewhere,
                None => {
                    let content_type = answer.header(header::CONTENT_TYPE).unwrap_or_default().to_owned();
                    let Answer { status, body, cut, .. } = answer;
                    return Ok(Fetched { page, status, content_type, body, cut });
                }
            }
        }
        Err(FetchError::TooManyRedirects)
    }
}

/// Where a redirect leads; nothing when the answer is a page.
fn next(page: &Url, answer: &Answer) -> Result<Option<Url>, FetchError> {
    if !answer.redirects() {
        return Ok(None);
    }
    let location = answer.header(header::LOCATION).ok_or(FetchError::Unreadable)?;
    page.join(location).map(Some).map_err(|_| FetchError::NotWeb)
}
