//! « Is this firm listed? »: what somebody asks about, and what the answer comes to.

use jiff::civil::Date;

use super::claim::{is_shared, is_whole_site};
use super::email::EmailAddress;
use super::listing::{Listing, ListingStatus, VerificationLevel};
use super::prose::WebAddress;
use super::siren::{NumberError, Siren, Siret};

/// Only the first characters of what is typed are read.
const MAX_TYPED: usize = 320;

/// What somebody asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The firm of a SIREN, or of a SIRET or VAT number that holds it.
    Number(Siren),
    /// The firm behind a website, as [`WebAddress::host`] gives it.
    Host(String),
}

/// Why nobody can be looked up by what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing was typed.
    Nothing,
    /// A number of neither 9 nor 14 digits.
    Digits,
    /// A number with a digit that is mistyped.
    Checksum,
    /// An address where everybody may have a page or a mailbox.
    Shared,
    /// Neither a number nor an address.
    Neither,
}

impl Asked {
    /// Reads a SIREN, a SIRET, a VAT number, the address of a website or a mail address, as people write or paste them.
    ///
    /// # Errors
    /// It is none of these, or names nobody in particular.
    pub fn read(typed: &str) -> Result<Self, Unreadable> {
        let typed: String = typed.trim().chars().take(MAX_TYPED).collect();
        if typed.is_empty() {
            return Err(Unreadable::Nothing);
        }
        if let Some(digits) = number(&typed) {
            return siren_of(&digits).map(Self::Number);
        }
        // An address with a user name in front, `https://shop@other.example`, is no mail address and no website either.
        if typed.contains('@') && !typed.contains("://") {
            let email = EmailAddress::parse(&typed).map_err(|_| Unreadable::Neither)?;
            let host = email.host().to_lowercase();
            let host = host.strip_prefix("www.").unwrap_or(&host);
            return if is_shared(host) { Err(Unreadable::Shared) } else { Ok(Self::Host(host.to_owned())) };
        }
        let address = WebAddress::parse(&typed).map_err(|_| Unreadable::Neither)?;
        // The platform itself may be listed; a page on it tells nothing of the platform.
        let elsewhere = is_shared(address.host()) && !is_whole_site(&address);
        if elsewhere { Err(Unreadable::Shared) } else { Ok(Self::Host(address.host().to_owned())) }
    }
}

/// The digits of what can only be meant as a number; of a French VAT number those of the SIREN in it.
fn number(typed: &str) -> Option<String> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{200b}' | '\u{feff}'))
        .collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let vat =
        plain.get(..2).filter(|country| country.eq_ignore_ascii_case("fr")).and_then(|_| plain.get(4..));
    match vat.filter(|siren| siren.len() == 9 && digits(siren)) {
        Some(siren) => Some(siren.to_owned()),
        None => digits(&plain).then_some(plain),
    }
}

fn siren_of(digits: &str) -> Result<Siren, Unreadable> {
    let unreadable = |error| match error {
        NumberError::Digits(_) => Unreadable::Digits,
        NumberError::Checksum => Unreadable::Checksum,
    };
    if digits.len() == 14 {
        return Siret::parse(digits).map_err(unreadable)?.siren().ok_or(Unreadable::Checksum);
    }
    Siren::parse(digits).map_err(unreadable)
}

/// One offer of a firm with the days that count for the answer.
#[derive(Debug, Clone, Copy)]
pub struct DatedOffer<'a> {
    /// The offer.
    pub listing: &'a Listing,
    /// The day on which the directory took it in.
    pub listed_on: Date,
    /// The day since which it stands where it stands.
    pub changed_on: Date,
}

/// Whether a firm is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// At least one of its offers is.
    Listed {
        /// The furthest that one of them is verified.
        level: VerificationLevel,
        /// Of a verified firm the day on which it first was, of another one the day on which it was taken in.
        since: Date,
    },
    /// None of them is any more.
    NoLonger {
        /// Where the offer stands that was the last to be taken back.
        status: ListingStatus,
        /// Since when.
        since: Date,
    },
}

impl Standing {
    /// Judges by the offers of a firm and the day of the first approval, if one is on record; nothing without an offer.
    #[must_use]
    pub fn of(offers: &[DatedOffer<'_>], approved_on: Option<Date>) -> Option<Self> {
        let public = || offers.iter().filter(|offer| offer.listing.status.is_searchable());
        if let Some(level) = public().map(|offer| offer.listing.verification_level).max() {
            let first = |days: &mut dyn Iterator<Item = Date>| days.min();
            let verified = first(&mut public().filter_map(|offer| offer.listing.verified_on));
            let since = if level.is_claimed() { approved_on.into_iter().chain(verified).min() } else { None };
            let since = since.or_else(|| first(&mut public().map(|offer| offer.listed_on)));
            return since.map(|since| Self::Listed { level, since });
        }
        let last = offers.iter().max_by_key(|offer| offer.changed_on)?;
        Some(Self::NoLonger { status: last.listing.status, since: last.changed_on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for typed in [
            "800000002",
            " 800 000 002 ",
            "800.000.002",
            "80000000200017",
            "800 000 002 00017",
            "FR 12 800 000 002",
        ] {
            assert_eq!(Asked::read(typed), Ok(Asked::Number(Siren::parse("800000002").unwrap())), "{typed}");
        }
        assert_eq!(Asked::read("800000003"), Err(Unreadable::Checksum));
        assert_eq!(Asked::read("80000"), Err(Unreadable::Digits));
    }

    #[test]
    fn an_address_comes_down_to_its_host() {
        for typed in [
            "atelier.example",
            "https://www.atelier.example/boutique?x=1#y",
            " HTTP://ATELIER.example ",
            "www.atelier.example/",
            "claire.martin@atelier.example",
            "Claire@WWW.atelier.example",
        ] {
            assert_eq!(Asked::read(typed), Ok(Asked::Host("atelier.example".to_owned())), "{typed}");
        }
    }

    #[test]
    fn what_names_nobody_is_said_to() {
        for (typed, why) in [
            ("", Unreadable::Nothing),
            (" \u{a0} ", Unreadable::Nothing),
            ("claire@gmail.com", Unreadable::Shared),
            ("https://www.facebook.com/atelier", Unreadable::Shared),
            ("Atelier du Web", Unreadable::Neither),
            ("a@b@c", Unreadable::Neither),
            ("\0", Unreadable::Neither),
        ] {
            assert_eq!(Asked::read(typed), Err(why), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(typed in ".{0,400}") {
            let _ = Asked::read(&typed);
        }
    }
}
