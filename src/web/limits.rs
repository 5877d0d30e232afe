//! How often one client or one account may do something.
//!
//! The generic cell rate algorithm (ITU-T I.371): one number a key, the moment from which everything is forgiven.
//! Written here and not taken from `governor`, whose keyed store grows with every address that ever asks, and whose
//! clock is its own: this one forgets whom it has not seen for long, and takes the moment as an argument.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use quick_cache::unsync::Cache;

use super::client::Client;
use crate::config::Network;
use crate::domain::access::Subject;

/// Clients and accounts that are remembered at most, about 5 MB; a flood of new ones first drives out those seen once.
const REMEMBERED: usize = 65_536;

/// Something that may be done so often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Allowance {
    /// A search, as a page or by the API, that is not answered from memory.
    Search,
    /// Suggestions while somebody types.
    Suggest,
    /// Everything at once.
    Export,
    /// Asking for a letter.
    Letter,
    /// Beginning an application.
    Begin,
    /// Sending any other form.
    Save,
    /// Sending a file.
    Upload,
    /// Trying to come in at the desk.
    Login,
    /// Trying to come in as one and the same person, from wherever: more than one client is given, so that no single one
    /// shuts somebody out.
    Guess,
}

impl Allowance {
    /// Gives how often, in how many milliseconds: many times what people do, also those who share an address.
    const fn quota(self) -> (i64, i64) {
        const MINUTE: i64 = 60_000;
        const HOUR: i64 = 60 * MINUTE;
        const HALF_AN_HOUR: i64 = 30 * MINUTE;
        match self {
            Self::Search => (600, MINUTE),
            Self::Suggest => (1_200, MINUTE),
            Self::Export => (60, MINUTE),
            Self::Letter => (20, HOUR),
            Self::Begin => (30, HOUR),
            Self::Save => (300, MINUTE),
            Self::Upload => (60, HOUR),
            Self::Login => (20, HALF_AN_HOUR),
            Self::Guess => (60, HALF_AN_HOUR),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Client(Allowance, Client),
    Account(Allowance, u64),
}

/// How often who did what lately. Cheap to clone.
#[derive(Clone)]
pub struct Limits {
    proxies: Arc<[Network]>,
    spent: Option<Arc<Spent>>,
}

struct Spent {
    /// For each key the moment from which everything is forgiven.
    forgiven_at: Mutex<Cache<Key, i64>>,
    accounts: RandomState,
}

impl Limits {
    /// Limits everybody, or nobody; addresses that `proxies` pass on are believed.
    #[must_use]
    pub fn new(on: bool, proxies: Vec<Network>) -> Self {
        let spent =
            || Spent { forgiven_at: Mutex::new(Cache::new(REMEMBERED)), accounts: RandomState::new() };
        Self { proxies: proxies.into(), spent: on.then(|| Arc::new(spent())) }
    }

    /// The proxies whose word on addresses is believed.
    pub(super) fn proxies(&self) -> &[Network] {
        &self.proxies
    }

    /// Counts something that a client does.
    ///
    /// # Errors
    /// It was done too often.
    pub(super) fn client(&self, allowance: Allowance, client: Client, now: i64) -> Result<(), TooOften> {
        self.spent.as_ref().map_or(Ok(()), |spent| spent.spend(Key::Client(allowance, client), now))
    }

    /// Counts something that is done with a session on a subject, from wherever.
    ///
    /// # Errors
    /// It was done too often.
    pub(super) fn account(&self, allowance: Allowance, subject: &Subject, now: i64) -> Result<(), TooOften> {
        let Some(spent) = &self.spent else { return Ok(()) };
        spent.spend(Key::Account(allowance, spent.accounts.hash_one(subject.to_string())), now)
    }
}

impl Spent {
    fn spend(&self, key: Key, now: i64) -> Result<(), TooOften> {
        let (Key::Client(allowance, _) | Key::Account(allowance, _)) = key;
        let (times, period) = allowance.quota();
        let mut all = self.forgiven_at.lock().unwrap_or_else(PoisonError::into_inner);
        // What lies further ahead was written before the clock was put back, and must not shut anybody out.
        let forgiven_at =
            all.get(&key).copied().filter(|at| (now..=now + period).contains(at)).unwrap_or(now);
        let next = forgiven_at + period / times;
        if next > now + period {
            return Err(TooOften { milliseconds: next - now - period });
        }
        all.insert(key, next);
        Ok(())
    }
}

/// Something was done too often; as an answer it says when to come back, and the page for it is put on later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooOften {
    milliseconds: i64,
}

impl IntoResponse for TooOften {
    fn into_response(self) -> Response {
        let seconds = (self.milliseconds + 999) / 1_000;
        (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())]).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::email::EmailAddress;

    const ANY: [Allowance; 9] = {
        use Allowance::{Begin, Export, Guess, Letter, Login, Save, Search, Suggest, Upload};
        [Search, Suggest, Export, Letter, Begin, Save, Upload, Login, Guess]
    };

    fn key(allowance: Allowance, account: u64) -> Key {
        Key::Account(allowance, account)
    }

    fn spent() -> Arc<Spent> {
        Limits::new(true, Vec::new()).spent.unwrap()
    }

    #[test]
    fn each_allowance_is_spent_at_once_and_comes_back_bit_by_bit() {
        for allowance in ANY {
            let (spent, (times, period)) = (spent(), allowance.quota());
            assert_eq!(period % times, 0, "{allowance:?}");
            let now = 1_795_345_200_000;
            for _ in 0..times {
                assert_eq!(spent.spend(key(allowance, 1), now), Ok(()));
            }
            let each = period / times;
            assert_eq!(spent.spend(key(allowance, 1), now), Err(TooOften { milliseconds: each }));
            assert_eq!(spent.spend(key(allowance, 2), now), Ok(()), "another account");
            assert_eq!(spent.spend(key(allowance, 1), now + each - 1), Err(TooOften { milliseconds: 1 }));
            assert_eq!(spent.spend(key(allowance, 1), now + each), Ok(()));
            assert!(spent.spend(key(allowance, 1), now + each).is_err(), "only one came back");
            for _ in 0..times {
                assert_eq!(spent.spend(key(allowance, 1), now + each + period), Ok(()));
            }
        }
    }

    #[test]
    fn a_clock_that_is_put_back_shuts_nobody_out() {
        let (spent, now) = (spent(), 1_795_345_200_000);
        while spent.spend(key(Allowance::Letter, 1), now).is_ok() {}
        let back = now - 400 * 24 * 3_600_000;
        assert_eq!(spent.spend(key(Allowance::Letter, 1), back), Ok(()));
        while spent.spend(key(Allowance::Letter, 1), back).is_ok() {}
        assert!(spent.spend(key(Allowance::Letter, 1), back - 1).is_ok());
    }

    #[test]
    fn a_flood_of_addresses_takes_bounded_room_and_frees_no_one_who_is_over_the_limit() {
        let spent = spent();
        let busy = key(Allowance::Letter, u64::MAX);
        for _ in 0..30 {
            let _ = spent.spend(busy, 0);
        }
        for account in 0..200_000 {
            assert_eq!(spent.spend(key(Allowance::Letter, account), 0), Ok(()));
            if account % 1_000 == 0 {
                assert!(spent.spend(busy, 0).is_err(), "after {account}");
            }
        }
        assert!(spent.forgiven_at.lock().unwrap().len() <= REMEMBERED);
    }

    #[test]
    fn an_answer_says_in_whole_seconds_when_to_come_back() {
        for (milliseconds, seconds) in [(1, "1"), (1_000, "1"), (1_001, "2")] {
            assert_eq!(TooOften { milliseconds }.into_response().headers()[RETRY_AFTER], seconds);
        }
    }

    #[test]
    fn nobody_is_limited_when_it_is_off() {
        let limits = Limits::new(false, Vec::new());
        let subject = Subject::Space(EmailAddress::parse("a@b.fr").unwrap());
        assert!((0..1_000).all(|_| limits.account(Allowance::Letter, &subject, 0).is_ok()));
    }
}
