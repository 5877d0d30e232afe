//! Addresses of electronic mail.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text;

/// Longest address, in bytes (RFC 5321, 4.5.3.1.3).
const MAX: usize = 254;
/// Longest part before the @, in bytes (RFC 5321, 4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// An address that letters can be sent to. The host is lower case and ASCII; the part before it is kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EmailError {
    /// There is no @, or more than one.
    #[error("needs exactly one @")]
    At,
    /// What stands before the @ is empty, too long, or holds what no mailbox has.
    #[error("has an odd part before the @")]
    Local,
    /// What stands behind the @ is no name of a host.
    #[error("has no host name behind the @")]
    Host,
    /// It is longer than 254 bytes.
    #[error("is too long")]
    TooLong,
}

impl EmailAddress {
    /// Reads an address as people paste it: blanks around it, `mailto:`, angle brackets, invisible characters.
    ///
    /// # Errors
    /// It is not one address of an ordinary form; quoted local parts and IP addresses are not taken.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let tidied = text::tidy(typed);
        let bare = tidied.strip_prefix("mailto:").unwrap_or(&tidied);
        let bare = bare.trim_matches(['<', '>', ' ', '"', ';', ',']);
        if bare.len() > MAX {
            return Err(EmailError::TooLong);
        }
        let (local, host) = bare.split_once('@').ok_or(EmailError::At)?;
        if host.contains('@') {
            return Err(EmailError::At);
        }
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if !is_local(local) {
            return Err(EmailError::Local);
        }
        if !is_host(&host) {
            return Err(EmailError::Host);
        }
        Ok(Self(format!("{local}@{host}")))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the @.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, host)| host)
    }

    /// The mailbox that letters end up in at most servers, which leave out what stands behind a `+`: in lower case, what stands
    /// before the @ and behind it.
    #[must_use]
    pub fn mailbox(&self) -> (String, String) {
        let key = self.key();
        let (local, host) = key.rsplit_once('@').unwrap_or_default();
        let name = local.split('+').next().filter(|name| !name.is_empty()).unwrap_or(local);
        (name.to_owned(), host.to_owned())
    }

    /// The form under which two spellings of one mailbox are the same: all lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// A dot-atom of RFC 5322, 3.2.3.
fn is_local(local: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    local.len() <= MAX_LOCAL && local.split('.').all(atom)
}

fn is_host(host: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let top = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(label)
        && top.len() >= 2
        && !top.bytes().all(|b| b.is_ascii_digit())
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_plus_is_no_part_of_a_mailbox() {
        for (address, local) in [
            ("Claire@Atelier.example", "claire"),
            ("claire+boutique@atelier.example", "claire"),
            ("claire+a+b@atelier.example", "claire"),
            ("claire+@atelier.example", "claire"),
            ("+claire@atelier.example", "+claire"),
            ("cl.aire@atelier.example", "cl.aire"),
        ] {
            let mailbox = EmailAddress::parse(address).unwrap().mailbox();
            assert_eq!(mailbox, (local.to_owned(), "atelier.example".to_owned()), "{address}");
        }
    }

    #[test]
    fn addresses_are_read_as_people_paste_them() {
        for typed in [
            "Claire.Martin@Atelier.Example",
            " Claire.Martin@atelier.example\u{200b} ",
            "<Claire.Martin@atelier.example>",
            "mailto:Claire.Martin@atelier.example",
            "Claire.Martin@atelier.example.;",
        ] {
            assert_eq!(
                EmailAddress::parse(typed).unwrap().as_str(),
                "Claire.Martin@atelier.example",
                "{typed}"
            );
        }
        assert_eq!(EmailAddress::parse("A@b.fr").unwrap().key(), "a@b.fr");
        assert_eq!(EmailAddress::parse("a+b@b.co.uk").unwrap().host(), "b.co.uk");
    }

    #[test]
    fn what_no_letter_can_be_sent_to_is_refused() {
        for (typed, why) in [
            ("", EmailError::At),
            ("claire", EmailError::At),
            ("a@b@c.fr", EmailError::At),
            ("@b.fr", EmailError::Local),
            ("a..b@c.fr", EmailError::Local),
            ("a b@c.fr", EmailError::Local),
            ("é@c.fr", EmailError::Local),
            ("a@localhost", EmailError::Host),
            ("a@127.0.0.1", EmailError::Host),
            ("a@[127.0.0.1]", EmailError::Host),
            ("a@c.fr\r\nBcc: d@e.fr", EmailError::At),
        ] {
            assert_eq!(EmailAddress::parse(typed), Err(why), "{typed:?}");
        }
        assert_eq!(EmailAddress::parse(&format!("a@{}.fr", "b".repeat(300))), Err(EmailError::TooLong));
    }
}
