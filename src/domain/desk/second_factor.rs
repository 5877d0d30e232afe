//! The second factor of people at the desk: codes of an authenticator app (RFC 6238), and codes for when it is lost.

use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::domain::access::Token;

/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;
/// Letters and digits of recovery codes that nobody confuses: 32 of them, 5 bits each.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Length of a recovery code without its hyphens: 60 bits.
const CODE: usize = 12;

/// The shared secret of an authenticator app, 20 bytes, written in base32.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(String);

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[hidden]")
    }
}

impl TotpSecret {
    /// The secret that goes with an invitation. It is worked out of the link, so that the page shows the same one however
    /// often it is asked for, and nothing is stored before somebody has proved to have it.
    #[must_use]
    pub fn of_invitation(link: &Token) -> Self {
        let digest = Sha256::digest(format!("devanture second factor {}", link.reveal()).as_bytes());
        Self(Secret::from(&digest[..20]).to_base32())
    }

    /// Takes a secret back from where it was kept.
    #[must_use]
    pub fn from_stored(base32: &str) -> Self {
        Self(base32.to_owned())
    }

    /// The secret, for the database and for the app.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The secret as people copy it: groups of four.
    #[must_use]
    pub fn grouped(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The address that authenticator apps understand (`otpauth://totp/…`).
    #[must_use]
    pub fn address(&self, account: &str) -> String {
        let secret = &self.0;
        let account = percent_encoding::utf8_percent_encode(account, percent_encoding::NON_ALPHANUMERIC);
        format!("otpauth://totp/Devanture:{account}?secret={secret}&issuer=Devanture")
    }

    /// The step of time that a code is of, one of now or of 30 seconds before or after it; nothing for any other code, and
    /// for one of a step that was used already (RFC 6238, 5.2). `now` is in milliseconds since 1970.
    #[must_use]
    pub fn step_of(&self, code: &str, now: i64, last: i64) -> Option<i64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).take(7).collect();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let seconds = u64::try_from(now / 1_000).ok()?;
        let step = self.totp()?.check(&digits, seconds)?;
        i64::try_from(step).ok().filter(|step| *step > last)
    }

    fn totp(&self) -> Option<Totp> {
        Builder::new().with_secret(Secret::try_from_base32(&self.0).ok()?).with_skew(1).build().ok()
    }
}

/// A code that stands in for a lost second factor, once, such as `7KQM-3XTA-9H4W`.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[hidden]")
    }
}

impl RecoveryCode {
    /// Makes a code of random bits drawn at the edge.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        let letter =
            |place: usize| char::from(ALPHABET[usize::try_from((bits >> (5 * place)) & 31).unwrap_or(0)]);
        Self((0..CODE).map(letter).collect())
    }

    /// Reads a code as people type it; nothing for what is none.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let plain: String = typed
            .chars()
            .take(40)
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        (plain.len() == CODE && plain.bytes().all(|b| ALPHABET.contains(&b))).then_some(Self(plain))
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> String {
        Sha256::digest(self.0.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The code as it is shown once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret `12345678901234567890`, 59 seconds after 1970 (last six of eight digits).
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = TotpSecret::from_stored("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(secret.step_of("287082", 59_000, 0), Some(1));
        assert_eq!(secret.step_of(" 287 082 ", 59_000, 0), Some(1));
        assert_eq!(secret.step_of("287082", 89_999, 0), Some(1), "the one before");
        assert_eq!(secret.step_of("287082", 90_000, 0), None, "too old");
        assert_eq!(secret.step_of("287082", 59_000, 1), None, "used already");
        for bad in ["", "28708", "2870820", "28708a", "１２３４５６"] {
            assert_eq!(secret.step_of(bad, 59_000, 0), None, "{bad}");
        }
        assert_eq!(TotpSecret::from_stored("not base32 !").step_of("287082", 59_000, 0), None);
    }

    #[test]
    fn an_invitation_has_one_secret_and_another_one_another() {
        let secret = |byte| TotpSecret::of_invitation(&Token::from_bits([byte; 16]));
        assert_eq!(secret(1), secret(1));
        assert_ne!(secret(1), secret(2));
        assert_eq!(secret(1).reveal().len(), 32);
        assert_eq!(secret(1).grouped().split(' ').count(), 8);
        assert!(secret(1).address("a@b.fr").starts_with("otpauth://totp/Devanture:a%40b%2Efr?secret="));
    }

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        let code = RecoveryCode::from_bits(0x0123_4567_89ab_cdef);
        let shown = code.reveal();
        assert_eq!(shown.len(), 14);
        for typed in [shown.to_lowercase(), shown.replace('-', ""), format!(" {} ", shown.replace('-', " "))]
        {
            assert!(RecoveryCode::parse(&typed) == Some(code.clone()), "{typed}");
        }
        assert!(RecoveryCode::parse("0000-0000-0000").is_none() && RecoveryCode::parse("287082").is_none());
    }
}
