//! Who may come in: single-use links sent by letter, and sessions of browsers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::choice::choices;
use super::email::EmailAddress;
use super::ids::{ApplicationId, OfficerId};

/// Life of a link, in minutes.
pub const LINK_MINUTES: i64 = 30;
/// Life of an invitation to the vetting desk, in hours.
pub const INVITATION_HOURS: i64 = 24;
/// Letters with a link that one address gets in an hour.
pub const LINKS_AN_HOUR: i64 = 3;

/// A secret of 128 random bits, written as 32 hexadecimal digits. Only its hash is ever stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Token(String);

/// The text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a token (32 hexadecimal digits)")]
pub struct NotAToken;

impl Token {
    /// Wraps random bits drawn at the edge of the program.
    #[must_use]
    pub fn from_bits(bits: [u8; 16]) -> Self {
        Self(hex(&bits))
    }

    /// The secret that two others make together, the same each time.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let digest = Sha256::digest(format!("{}{}", self.0, other.0).as_bytes());
        Self(hex(&digest)[..32].to_owned())
    }

    /// The SHA-256 of the digits: what the database knows of it.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }

    /// The digits, for a cookie or the address in a letter.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let good = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if good { Ok(Self(text.to_owned())) } else { Err(NotAToken) }
    }
}

impl TryFrom<String> for Token {
    type Error = NotAToken;

    fn try_from(text: String) -> Result<Self, NotAToken> {
        text.parse()
    }
}

impl From<Token> for String {
    fn from(token: Token) -> Self {
        token.0
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a session or a link gives access to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// One application, by the browser that began it or a link of its letters.
    Application(ApplicationId),
    /// The space of the providers that this address answers for.
    Space(EmailAddress),
    /// The vetting desk, for one of those who work at it.
    Desk(OfficerId),
}

impl Subject {
    /// What a link or a session of this subject is for.
    #[must_use]
    pub const fn purpose(&self) -> LinkPurpose {
        match self {
            Self::Application(_) => LinkPurpose::Application,
            Self::Space(_) => LinkPurpose::Space,
            Self::Desk(_) => LinkPurpose::Desk,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Application(id) => write!(f, "application:{id}"),
            Self::Space(email) => write!(f, "space:{}", email.key()),
            Self::Desk(id) => write!(f, "desk:{id}"),
        }
    }
}

impl FromStr for Subject {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        match text.split_once(':') {
            Some(("application", id)) => id.parse().map(Self::Application).map_err(|_| NotAToken),
            Some(("desk", id)) => id.parse().map(Self::Desk).map_err(|_| NotAToken),
            Some(("space", email)) => EmailAddress::parse(email).map(Self::Space).map_err(|_| NotAToken),
            _ => Err(NotAToken),
        }
    }
}

choices! {
    /// What a link does when its button is pressed. The slugs stand in addresses and in the database.
    LinkPurpose {
        /// Proves the address of an application and opens it in this browser.
        Application = "candidature",
        /// Opens the provider's space in this browser.
        Space = "espace",
        /// Takes up an invitation to the vetting desk; also the name of its sessions.
        Desk = "administration",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_never_shown() {
        let token = Token::from_bits([0xab; 16]);
        assert_eq!(token.reveal().parse::<Token>().unwrap(), token);
        assert_eq!(format!("{token:?}"), "[hidden]");
        assert_ne!(token.hash(), token.reveal());
        for bad in ["", "ab", &"g".repeat(32), &"A".repeat(32), &"a".repeat(33)] {
            assert!(bad.parse::<Token>().is_err(), "{bad}");
        }
    }

    #[test]
    fn two_tokens_make_a_third_that_tells_neither() {
        let (one, other) = (Token::from_bits([1; 16]), Token::from_bits([2; 16]));
        let joined = one.joined(&other);
        assert_eq!(joined, one.joined(&other));
        assert_eq!(joined.reveal().parse::<Token>().unwrap(), joined);
        for known in [&one, &other, &other.joined(&one), &one.joined(&one)] {
            assert_ne!(&joined, known);
        }
        assert_ne!(joined.reveal(), &one.hash()[..32]);
    }

    #[test]
    fn a_subject_is_read_back() {
        let id: ApplicationId = "01900000-0000-7000-8000-000000000001".parse().unwrap();
        for subject in [Subject::Application(id), Subject::Space(EmailAddress::parse("a@b.fr").unwrap())] {
            assert_eq!(subject.to_string().parse::<Subject>().unwrap(), subject);
        }
    }
}
