//! Looks at the outside world, played on this machine: the register of firms, websites, and those who mean harm.

mod attacks;
mod connections;
mod register;
mod website;

use devanture::checks::{FetchError, Fetched, Outside};

/// Nobody asks the register here.
const NO_REGISTER: &str = "http://127.0.0.1:9";

async fn fetch(outside: &Outside, address: &str) -> Result<Fetched, FetchError> {
    outside.fetcher().fetch(address.parse().unwrap()).await
}
