//! SIREN and SIRET, the numbers of the French register of firms.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// La Poste's SIREN: its establishments break the Luhn rule and follow one of their own.
const LA_POSTE: &str = "356000000";

/// Why a number cannot be a SIREN or a SIRET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Something else than digits and separators, or not the right count of digits.
    #[error("needs {0} digits")]
    Digits(usize),
    /// The check digit is wrong: a digit was mistyped or two were exchanged.
    #[error("has a wrong check digit, one of its digits must be mistyped")]
    Checksum,
}

/// Number of a firm: nine digits, the last one checks the others (Luhn, ISO/IEC 7812-1 annex B).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siren(String);

/// Number of an establishment: the firm's SIREN and five digits, checked together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siret(String);

impl Siren {
    /// Reads a SIREN as people write it, with spaces, dots or non-breaking spaces.
    ///
    /// # Errors
    /// The count of digits or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let digits = digits_of(text, 9)?;
        if luhn(&digits) { Ok(Self(digits)) } else { Err(NumberError::Checksum) }
    }

    /// The nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Siret {
    /// Reads a SIRET as people write it, with spaces, dots or non-breaking spaces.
    ///
    /// # Errors
    /// The count of digits or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let digits = digits_of(text, 14)?;
        // INSEE: the digits of a La Poste establishment add up to a multiple of five.
        let la_poste = digits.starts_with(LA_POSTE) && digits.bytes().map(digit).sum::<u32>() % 5 == 0;
        if luhn(&digits) || la_poste { Ok(Self(digits)) } else { Err(NumberError::Checksum) }
    }

    /// The fourteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The firm it belongs to; nothing when the first nine digits do not check by themselves, so that no firm has them.
    #[must_use]
    pub fn siren(&self) -> Option<Siren> {
        self.0.get(..9).and_then(|digits| Siren::parse(digits).ok())
    }

    /// Whether this establishment belongs to that firm.
    #[must_use]
    pub fn belongs_to(&self, siren: &Siren) -> bool {
        self.0.starts_with(siren.as_str())
    }
}

fn digits_of(text: &str, count: usize) -> Result<String, NumberError> {
    let mut digits = String::with_capacity(count);
    for c in text.chars().take(64) {
        match c {
            '0'..='9' => digits.push(c),
            '.' | '-' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_whitespace() => {}
            _ => return Err(NumberError::Digits(count)),
        }
    }
    if digits.len() == count { Ok(digits) } else { Err(NumberError::Digits(count)) }
}

fn digit(byte: u8) -> u32 {
    u32::from(byte - b'0')
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(digit)
        .enumerate()
        .map(|(place, d)| if place % 2 == 0 { d } else { d * 2 / 10 + d * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

macro_rules! as_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = NumberError;

            fn try_from(text: String) -> Result<Self, NumberError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> Self {
                number.0
            }
        }
    };
}
as_text!(Siren);
as_text!(Siret);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in
            ["732829320", "732 829 320", "732.829.320", "732\u{a0}829\u{202f}320", " 732829320\u{200b}"]
        {
            assert_eq!(Siren::parse(text).unwrap().as_str(), "732829320", "{text:?}");
        }
        let siret = Siret::parse("732 829 320 00074").unwrap();
        assert!(siret.belongs_to(&Siren::parse("732829320").unwrap()));
        assert_eq!(siret.siren(), Siren::parse("732829320").ok());
    }

    #[test]
    fn a_mistyped_number_is_refused() {
        assert_eq!(Siren::parse("732829321"), Err(NumberError::Checksum));
        assert_eq!(Siren::parse("73282932"), Err(NumberError::Digits(9)));
        assert_eq!(Siren::parse("73282932O"), Err(NumberError::Digits(9)));
        assert_eq!(Siret::parse("73282932000075"), Err(NumberError::Checksum));
        assert_eq!(Siret::parse(""), Err(NumberError::Digits(14)));
        assert_eq!(Siret::parse("73282932100072").unwrap().siren(), None, "no firm has the number 732829321");
    }

    #[test]
    fn an_establishment_of_la_poste_follows_its_own_rule() {
        // 35600000000048 is its head office (Luhn); 35600000049837 only adds up to a multiple of five.
        assert!(Siret::parse("35600000000048").is_ok());
        assert!(!luhn("35600000049837"));
        assert!(Siret::parse("35600000049837").is_ok());
        assert_eq!(Siret::parse("35600000049838"), Err(NumberError::Checksum));
    }
}
