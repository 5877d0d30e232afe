//! The second factor: codes of an authenticator app (RFC 6238), and codes on paper that stand in for it.

use std::fmt;

use sha2::{Digest, Sha256};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::domain::email::EmailAddress;

/// Life of a code, in seconds.
const STEP: u64 = 30;
/// Steps before and after the present one whose codes are taken too: clocks differ.
const SKEW: u16 = 1;
/// Digits of a code.
const DIGITS: usize = 6;
/// Codes on paper that one is given.
pub const RECOVERY_CODES: usize = 10;
/// Signs of codes on paper: none that is mistaken for another (Crockford).
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The secret that an authenticator app shares with us, 160 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct SharedSecret(String);

impl fmt::Debug for SharedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

impl SharedSecret {
    /// Wraps random bits drawn at the edge of the program.
    #[must_use]
    pub fn from_bits(bits: [u8; 20]) -> Self {
        Self(Secret::new_stack(bits).to_base32())
    }

    /// Reads it back from base32; nothing when it is anything else than 160 bits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(text).ok()?;
        (secret.as_bytes().len() == 20).then(|| Self(secret.to_base32()))
    }

    /// The secret in base32, as the database keeps it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The secret in groups of four, for whoever types it.
    #[must_use]
    pub fn grouped(&self) -> String {
        grouped(&self.0, ' ')
    }

    /// The address that an app reads from a picture.
    #[must_use]
    pub fn url(&self, account: &EmailAddress) -> String {
        self.totp(account.as_str()).and_then(|totp| totp.to_url().ok()).unwrap_or_default()
    }

    /// The step of time that a code is of, when it is of one near a moment (milliseconds since 1970) and after the last step
    /// whose code was used.
    #[must_use]
    pub fn step(&self, code: &str, now: i64, last: i64) -> Option<i64> {
        let seconds = u64::try_from(now / 1_000).ok()?;
        let step = i64::try_from(self.totp("desk")?.check(code, seconds)?).ok()?;
        (step > last).then_some(step)
    }

    fn totp(&self, account: &str) -> Option<Totp> {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(SKEW)
            .with_step_duration(STEP)
            .with_issuer(Some("Devanture"))
            .with_account_name(account)
            .with_secret(Secret::try_from_base32(&self.0).ok()?)
            .build()
            .ok()
    }
}

/// A code on paper, good once: 80 random bits. Only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

impl RecoveryCode {
    /// Wraps random bits drawn at the edge of the program.
    #[must_use]
    pub fn from_bits(bits: [u8; 10]) -> Self {
        let all = bits.iter().fold(0_u128, |all, byte| all << 8 | u128::from(*byte));
        let sign = |place: u32| char::from(SIGNS[usize::try_from(all >> (5 * place) & 31).unwrap_or(0)]);
        Self((0..16).rev().map(sign).collect())
    }

    /// Reads a code as people type it: in small letters, with blanks or dashes, O for 0.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let sign = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let code: String =
            typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(17).map(sign).collect();
        (code.len() == 16 && code.bytes().all(|b| SIGNS.contains(&b))).then_some(Self(code))
    }

    /// The code in groups of four.
    #[must_use]
    pub fn reveal(&self) -> String {
        grouped(&self.0, '-')
    }

    /// The SHA-256 of its signs: what the database knows of it.
    #[must_use]
    pub fn hash(&self) -> String {
        Sha256::digest(self.0.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// What somebody typed as their second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factor {
    /// Six digits of an app.
    App(String),
    /// A code on paper.
    Paper(RecoveryCode),
}

impl Factor {
    /// Reads it; blanks do not count.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let bare: String = typed.chars().filter(|c| !c.is_whitespace()).take(64).collect();
        if bare.len() == DIGITS && bare.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::App(bare));
        }
        RecoveryCode::parse(typed).map(Self::Paper)
    }
}

fn grouped(text: &str, between: char) -> String {
    let mut grouped = String::new();
    for (at, sign) in text.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            grouped.push(between);
        }
        grouped.push(sign);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the test vectors of RFC 6238, appendix B.
    fn secret() -> SharedSecret {
        SharedSecret::from_bits(*b"12345678901234567890")
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(secret().step(code, seconds * 1_000, 0), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_a_step_around_its_own_and_not_again() {
        let (now, step) = (1_234_567_890_000, 1_234_567_890 / 30);
        for (away, good) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            assert_eq!(secret().step("005924", now + away * 1_000, 0).is_some(), good, "{away}");
        }
        assert_eq!(secret().step("005924", now, step - 1), Some(step));
        assert_eq!(secret().step("005924", now, step), None);
        for wrong in ["", "5924", "000000", "0059240", "-05924", "005924 "] {
            assert_eq!(secret().step(wrong, now, 0), None, "{wrong:?}");
        }
        assert_eq!(secret().step("005924", -1, 0), None);
    }

    #[test]
    fn a_secret_is_read_back_shown_in_fours_and_put_into_an_address() {
        let again = SharedSecret::parse(secret().reveal()).unwrap();
        assert_eq!(again, secret());
        assert_eq!(secret().grouped(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let url = secret().url(&EmailAddress::parse("anne@annuaire.example").unwrap());
        assert!(url.starts_with("otpauth://totp/Devanture:anne"), "{url}");
        assert!(url.contains(&format!("secret={}", secret().reveal())), "{url}");
        for bad in ["", "GEZD", "GEZDGNBVGY3TQOJQ", "!", &"A".repeat(64)] {
            assert!(SharedSecret::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(format!("{:?}", secret()), "[hidden]");
    }

    #[test]
    fn a_code_on_paper_is_read_back_as_people_type_it() {
        let code = RecoveryCode::from_bits([0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0x21]);
        let shown = code.reveal();
        assert_eq!(shown.len(), 19);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('0', "o")] {
            assert_eq!(RecoveryCode::parse(&typed), Some(code.clone()), "{typed}");
            assert_eq!(Factor::parse(&typed), Some(Factor::Paper(code.clone())));
        }
        assert_eq!(Factor::parse(" 123 456 "), Some(Factor::App("123456".to_owned())));
        for bad in ["", "12345", "1234567", "AAAA-AAAA-AAAA", &"A".repeat(17), "ééé"] {
            assert_eq!(Factor::parse(bad), None, "{bad}");
        }
        assert_ne!(code.hash(), RecoveryCode::from_bits([0; 10]).hash());
    }
}
