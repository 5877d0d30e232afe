//! The register of firms, in the format of the public "Recherche d'entreprises" (one search by number).
//!
//! Its address is the operator's setting and may be anywhere; it is asked once, without redirects, in bounded time
//! and bytes. Of firms under partial diffusion the numbers and states are kept and nothing else.

mod answer;

use std::time::Duration;

use reqwest::header;
use url::Url;

use super::error::FetchError;
use super::wire::{Answer, Line, Question};
use crate::domain::check::{FirmNumber, RegisterAnswer, RegisterTrouble};

/// Most bytes of an answer: a firm with all its establishments that match takes about 20,000.
const MAX_ANSWER: usize = 512 * 1024;
/// Longest wait that the register can ask for, in seconds.
const LONGEST_WAIT: u32 = 24 * 60 * 60;

/// The register at an address.
#[derive(Debug)]
pub(super) struct Register {
    search: Url,
    line: Line,
    patience: Duration,
}

impl Register {
    /// Nothing when the address is none.
    pub(super) fn new(address: &str, line: Line, patience: Duration) -> Option<Self> {
        let mut search = Url::parse(address).ok()?;
        let is_web = matches!(search.scheme(), "http" | "https") && search.has_host();
        search.path_segments_mut().ok()?.pop_if_empty().push("search");
        is_web.then_some(Self { search, line, patience })
    }

    /// Looks a number up. Total: trouble is an answer.
    pub(super) async fn ask(&self, number: &FirmNumber) -> RegisterAnswer {
        match tokio::time::timeout(self.patience, self.look_up(number)).await {
            Err(_) => RegisterAnswer::Away(RegisterTrouble::Slow),
            Ok(Err(error)) => RegisterAnswer::Away(error.into()),
            Ok(Ok(answer)) => read(&answer, number),
        }
    }

    async fn look_up(&self, number: &FirmNumber) -> Result<Answer, FetchError> {
        let mut page = self.search.clone();
        let fields = [("q", number.as_str()), ("page", "1"), ("per_page", "1")];
        page.query_pairs_mut().clear().extend_pairs(fields);
        let question = Question { page: &page, accept: "application/json", max_body: MAX_ANSWER };
        self.line.ask(&question).await
    }
}

fn read(answer: &Answer, number: &FirmNumber) -> RegisterAnswer {
    match answer.status {
        200 if answer.cut => RegisterAnswer::Away(RegisterTrouble::Unreadable),
        200 => answer::read(&answer.body, number),
        429 => {
            // Seconds; the other form, a date, would need a clock and is not what this register sends.
            let wait =
                answer.header(header::RETRY_AFTER).and_then(|seconds| seconds.trim().parse::<u32>().ok());
            let retry_after = wait.map(|seconds| seconds.min(LONGEST_WAIT));
            RegisterAnswer::Away(RegisterTrouble::Busy { retry_after })
        }
        status => RegisterAnswer::Away(RegisterTrouble::Failing { status }),
    }
}
