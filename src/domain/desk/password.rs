//! Passwords of people at the desk: what is a good one, and how one is kept.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use thiserror::Error;

use crate::domain::email::EmailAddress;
use crate::domain::text::fold;

/// Shortest password, in characters (OWASP ASVS 5.0, 6.2; longer here because it opens the whole desk).
pub const MIN_PASSWORD: usize = 14;
/// Longest password, in characters.
pub const MAX_PASSWORD: usize = 256;
/// Least of what is left of a password, in characters, once everything that anybody would try is taken away.
const LEAST_LEFT: usize = 6;
/// Memory of a hash in KiB, passes over it, lanes (OWASP password storage cheat sheet, Argon2id).
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// What a password is compared with when there is nobody to compare with, so that it takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const COMMON: &str = include_str!("common_words.txt");
/// Rows that fingers walk along.
const ROWS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "01234567890",
    "zyxwvutsrqponmlkjihgfedcba",
    "09876543210",
];

/// Why a text is no password here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WeakPassword {
    /// Shorter than [`MIN_PASSWORD`].
    #[error("is shorter than 14 characters")]
    TooShort,
    /// Longer than [`MAX_PASSWORD`].
    #[error("is longer than 256 characters")]
    TooLong,
    /// Made of words, rows and repetitions that anybody would try.
    #[error("is made of words that anybody would try")]
    Common,
}

/// A password that is good enough to be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[hidden]")
    }
}

impl NewPassword {
    /// Reads a password for the owner of an address, exactly as it was typed. Any characters will do; no mixture is asked for.
    ///
    /// # Errors
    /// It is too short, too long, or made of what anybody would try.
    pub fn read(typed: &str, owner: &EmailAddress) -> Result<Self, WeakPassword> {
        match typed.chars().count() {
            short if short < MIN_PASSWORD => Err(WeakPassword::TooShort),
            long if long > MAX_PASSWORD => Err(WeakPassword::TooLong),
            _ if left(typed, owner) < LEAST_LEFT => Err(WeakPassword::Common),
            _ => Ok(Self(typed.to_owned())),
        }
    }

    /// Gives what is kept of it: Argon2id in the PHC form. Takes tens of milliseconds and 19 MiB.
    ///
    /// # Errors
    /// The parameters are refused, which they are not.
    pub fn hash(&self, salt: [u8; 16]) -> Result<String, argon2::password_hash::Error> {
        hasher().hash_password_with_salt(self.0.as_bytes(), &salt).map(|hash| hash.to_string())
    }
}

/// Whether a password is the one that was kept; without one it takes as long and is not. Takes tens of milliseconds.
#[must_use]
pub fn is_password(typed: &str, kept: Option<&str>) -> bool {
    // Nobody's password is longer; without a bound one request could keep a processor busy.
    let bounded: String = typed.chars().take(MAX_PASSWORD + 1).collect();
    let same = hasher().verify_password(bounded.as_bytes(), kept.unwrap_or(NOBODY)).is_ok();
    same && kept.is_some()
}

fn hasher() -> Argon2<'static> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Counts what is left of a password without common words, parts of its owner's address, rows and repetitions.
fn left(typed: &str, owner: &EmailAddress) -> usize {
    let mut rest: String = fold(typed).chars().filter(|c| !c.is_whitespace()).collect();
    let address = fold(&owner.key());
    let own = address.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 3);
    let words = COMMON.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for word in ["devanture"].into_iter().chain(own).chain(words) {
        rest = rest.replace(word, "");
    }
    let letters: Vec<char> = rest.chars().collect();
    let steps = letters.windows(3).filter(|part| !is_walked(part)).count();
    let mut different = letters;
    different.sort_unstable();
    different.dedup();
    // Three in a row of something else, of which not all are the same few letters.
    if different.len() < LEAST_LEFT { 0 } else { steps }
}

/// Whether three characters lie in a row, or are the same.
fn is_walked(part: &[char]) -> bool {
    let text: String = part.iter().collect();
    part.iter().all(|c| *c == part[0]) || ROWS.iter().any(|row| row.contains(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<NewPassword, WeakPassword> {
        NewPassword::read(typed, &EmailAddress::parse("claire.martin@chambre-colmar.example").unwrap())
    }

    #[test]
    fn long_and_unexpected_passwords_of_any_characters_are_taken() {
        for good in [
            "correct cheval pile agrafe",
            "vélo-cargo à Kaysersberg",
            "7kqm 3xta 9h4w pnrc",
            "éééé lune tiède et pain perdu",
            "日本語のパスワードはこれですよね、たぶん",
        ] {
            assert!(read(good).is_ok(), "{good}: {:?}", read(good));
        }
    }

    #[test]
    fn what_anybody_would_try_is_refused() {
        for (bad, why) in [
            ("", WeakPassword::TooShort),
            ("Court1!Court1", WeakPassword::TooShort),
            ("12345678901234", WeakPassword::Common),
            ("aaaaaaaaaaaaaaaaaa", WeakPassword::Common),
            ("motdepassemotdepasse", WeakPassword::Common),
            ("Mot de passe 12345", WeakPassword::Common),
            ("azertyuiopqsdfgh", WeakPassword::Common),
            ("Devanture2026 admin", WeakPassword::Common),
            ("claire.martin.colmar", WeakPassword::Common),
            ("abababababababab", WeakPassword::Common),
        ] {
            assert_eq!(read(bad), Err(why), "{bad}");
        }
        assert_eq!(read(&"xk7 ".repeat(65)), Err(WeakPassword::TooLong));
    }

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let password = read("vélo-cargo à Kaysersberg").unwrap();
        let kept = password.hash([7; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_password("vélo-cargo à Kaysersberg", Some(&kept)));
        assert!(!is_password("velo-cargo a Kaysersberg", Some(&kept)));
        assert!(!is_password("vélo-cargo à Kaysersberg", None));
        assert!(!is_password("x", Some("not a hash")));
        assert_eq!(format!("{password:?}"), "[hidden]");
    }
}
