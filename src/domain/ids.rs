//! Identifiers and slugs: what a thing is called by machines and in addresses.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a fresh identifier made at the edge of the program.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The 128 bits, for hashing and comparing.
            #[must_use]
            pub const fn as_u128(self) -> u128 {
                self.0.as_u128()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnIdentifier;

            fn try_from(text: String) -> Result<Self, NotAnIdentifier> {
                text.parse()
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnIdentifier;

            fn from_str(text: &str) -> Result<Self, NotAnIdentifier> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnIdentifier)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

identifier! {
    /// Identifies a listing for ever (UUID version 7, RFC 9562).
    ListingId
}
identifier! {
    /// Identifies a provider for ever (UUID version 7, RFC 9562).
    ProviderId
}

identifier! {
    /// Identifies an application for ever (UUID version 7, RFC 9562).
    ApplicationId
}
identifier! {
    /// Identifies a letter for ever (UUID version 7, RFC 9562); its `Message-ID` is made of it.
    LetterId
}
identifier! {
    /// Identifies a logo for ever (UUID version 7, RFC 9562); its address is made of it.
    LogoId
}

identifier! {
    /// Identifies somebody who works at the vetting desk for ever (UUID version 7, RFC 9562).
    OfficerId
}
identifier! {
    /// Identifies a decision for ever (UUID version 7, RFC 9562).
    DecisionId
}
identifier! {
    /// Identifies a decision that waits for a second pair of eyes (UUID version 7, RFC 9562).
    ProposalId
}
identifier! {
    /// Identifies a report for ever (UUID version 7, RFC 9562).
    ReportId
}
identifier! {
    /// Identifies a comment on a case for ever (UUID version 7, RFC 9562).
    CommentId
}

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not an identifier (a UUID is expected)")]
pub struct NotAnIdentifier;

/// The last part of a page's address: 1 to 80 characters of `a-z`, `0-9` and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text cannot be the last part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not a slug (1 to 80 characters of a-z, 0-9 and single hyphens)")]
pub struct NotASlug;

impl Slug {
    /// Longest slug, in characters.
    pub const MAX: usize = 80;

    /// Makes a slug of any text; falls back to `offre` when no letter or digit is left.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut slug = super::text::slug(text);
        if slug.len() > Self::MAX {
            let cut = slug[..Self::MAX].rfind('-').unwrap_or(Self::MAX);
            slug.truncate(cut);
        }
        if slug.is_empty() { Self("offre".to_owned()) } else { Self(slug) }
    }

    /// The same slug with a number behind it, for the second thing of a name.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let suffix = format!("-{number}");
        let kept = self.0.len().min(Self::MAX - suffix.len());
        Self(format!("{}{suffix}", self.0[..kept].trim_end_matches('-')))
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        let part_ok = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.len() <= Self::MAX && text.split('-').all(part_ok) { Ok(Self(text)) } else { Err(NotASlug) }
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_accepts_only_what_an_address_shows_unescaped() {
        for good in ["a", "atelier-du-web", "0-100"] {
            assert!(Slug::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "-", "a--b", "A", "é", "a b", "../etc", "a\0"] {
            assert!(Slug::try_from(bad.to_owned()).is_err(), "{bad:?}");
        }
        assert!(Slug::try_from("a".repeat(81)).is_err());
    }

    #[test]
    fn any_text_becomes_a_valid_slug() {
        for text in ["L’Été à la Réunion", "«»", "", &"mot ".repeat(60), &"x".repeat(200)] {
            let slug = Slug::from_text(text);
            assert_eq!(Slug::try_from(slug.to_string()), Ok(slug.clone()));
            assert!(Slug::try_from(slug.numbered(4_000_000_000).to_string()).is_ok());
        }
    }
}
