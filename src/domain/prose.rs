//! Short texts with bounds: what people write in a listing, tidied and counted once.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text;

/// Why a text cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProseError {
    /// Shorter than the least, in characters.
    #[error("is too short: {found} characters, at least {min} are needed")]
    TooShort {
        /// Characters found.
        found: usize,
        /// Characters needed.
        min: usize,
    },
    /// Longer than the most, in characters.
    #[error("is too long: {found} characters, at most {max} are allowed")]
    TooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        max: usize,
    },
    /// Not an address of the web with a host name.
    #[error("is not a web address (https://… is expected)")]
    NotAWebAddress,
}

fn bounded(text: String, min: usize, max: usize) -> Result<String, ProseError> {
    let found = text.chars().count();
    if found < min {
        return Err(ProseError::TooShort { found, min });
    }
    if found > max {
        return Err(ProseError::TooLong { found, max });
    }
    Ok(text)
}

macro_rules! prose {
    ($(#[$meta:meta])* $name:ident: $min:literal to $max:literal, $tidy:path) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Fewest characters.
            pub const MIN: usize = $min;
            /// Most characters.
            pub const MAX: usize = $max;

            /// Tidies and measures a text.
            ///
            /// # Errors
            /// The tidied text is too short or too long.
            pub fn parse(text: &str) -> Result<Self, ProseError> {
                Self::try_from(text.to_owned())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = ProseError;

            fn try_from(text: String) -> Result<Self, ProseError> {
                bounded($tidy(text), Self::MIN, Self::MAX).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

prose! {
    /// Name of a firm, an association or a price plan: 2 to 120 characters.
    Name: 2 to 120, one_line
}
prose! {
    /// Title of a listing: 5 to 100 characters.
    Title: 5 to 100, one_line
}
prose! {
    /// What a listing is, in a sentence or two: 20 to 280 characters.
    Summary: 20 to 280, one_line
}
prose! {
    /// What a listing is, at length: 100 to 4,000 characters, paragraphs kept.
    Description: 100 to 4_000, paragraphs
}
prose! {
    /// A remark of one line, such as a price seen on a public page: 1 to 200 characters.
    Note: 1 to 200, one_line
}
prose! {
    /// Where facts come from, usually addresses of public pages: 1 to 600 characters.
    Provenance: 1 to 600, one_line
}

/// Tidies a text of one line, without copying one that is tidy.
fn one_line(text: String) -> String {
    if text::is_tidy(&text) { text } else { text::tidy(&text) }
}

/// Tidies each line and keeps at most one empty line between two paragraphs.
pub(super) fn paragraphs(text: String) -> String {
    if text.lines().all(text::is_tidy)
        && !text.contains("\n\n\n")
        && !text.contains('\r')
        && text.trim() == text
    {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(text::tidy) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        kept.push_str(&line);
        blank = 0;
    }
    kept
}

/// Address of a site on the web: `http` or `https`, a host name with a dot, no user name, at most 300 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

impl WebAddress {
    /// Reads an address, with or without its scheme.
    ///
    /// # Errors
    /// It is not an address of the web, or too long.
    pub fn parse(typed: &str) -> Result<Self, ProseError> {
        let typed = bounded(text::tidy(typed), 1, 300)?;
        let (scheme, rest) = match typed.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None => ("https".to_owned(), typed.as_str()),
        };
        let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(host_end);
        let host = host.to_lowercase();
        let (name, port) =
            host.split_once(':').map_or((host.as_str(), None), |(name, port)| (name, Some(port)));
        let good = matches!(scheme.as_str(), "http" | "https")
            && is_host(name)
            && port.is_none_or(|port| port.parse::<u16>().is_ok())
            && !path.contains([' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}']);
        if good {
            // Measured as it is kept: what could not be read again would block whoever reads the database.
            bounded(format!("{scheme}://{host}{path}"), 1, 300).map(Self)
        } else {
            Err(ProseError::NotAWebAddress)
        }
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host without `www.`, as people say it.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

fn is_host(name: &str) -> bool {
    let label_ok = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.contains('.')
        && name.len() <= 253
        && name.split('.').all(label_ok)
        && !name.split('.').next_back().is_some_and(|top| top.bytes().all(|b| b.is_ascii_digit()))
}

impl TryFrom<String> for WebAddress {
    type Error = ProseError;

    fn try_from(text: String) -> Result<Self, ProseError> {
        Self::parse(&text)
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_tidied_before_it_is_measured() {
        assert_eq!(Title::parse("  Boutique\u{a0}en\u{200b} ligne ").unwrap().as_str(), "Boutique en ligne");
        assert_eq!(Title::parse("  ab "), Err(ProseError::TooShort { found: 2, min: 5 }));
        assert_eq!(Title::parse(&"é".repeat(101)), Err(ProseError::TooLong { found: 101, max: 100 }));
    }

    #[test]
    fn a_description_keeps_its_paragraphs() {
        let text = format!("{}\n\n\n\n  suite  \nfin", "x".repeat(100));
        assert_eq!(Description::parse(&text).unwrap().as_str(), format!("{}\n\nsuite\nfin", "x".repeat(100)));
    }

    #[test]
    fn a_web_address_needs_no_scheme_and_hides_no_trick() {
        assert_eq!(
            WebAddress::parse("Atelier.example/Boutique").unwrap().as_str(),
            "https://atelier.example/Boutique"
        );
        assert_eq!(WebAddress::parse("http://www.toutenvelo.fr").unwrap().host(), "toutenvelo.fr");
        for bad in [
            "",
            "javascript:alert(1)",
            "ftp://a.fr",
            "https://a@b.fr",
            "https://localhost",
            "https://127.0.0.1",
            "https://a.fr/\"onclick",
            "data:text/html,a.b",
            "https://",
            "https://a..fr",
            "https://a.fr:99999",
        ] {
            assert!(WebAddress::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_was_taken_once_can_be_read_again() {
        let long = format!("{}.fr", "a".repeat(60));
        let path = "x".repeat(300 - long.len() - 1);
        assert!(WebAddress::parse(&format!("{long}/{path}")).is_err());
        assert!(WebAddress::parse(&format!("https://{long}/{}", &path[8..])).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_that_is_taken_reads_back_as_itself(text in "(https?://)?[a-zİΣß-]{1,9}\\.[a-zÉ]{2,3}(:[0-9]{1,5})?\\PC{0,20}") {
            if let Ok(address) = WebAddress::parse(&text) {
                prop_assert_eq!(WebAddress::parse(address.as_str()), Ok(address));
            }
            if let Ok(title) = Title::parse(&text) {
                prop_assert_eq!(Title::parse(title.as_str()), Ok(title));
            }
            let long = text.repeat(10);
            if let Ok(description) = Description::parse(&long) {
                prop_assert_eq!(Description::parse(description.as_str()), Ok(description));
            }
        }
    }
}
