//! Passwords of the desk: which are good enough, and how they are kept (Argon2id in the PHC form).
//!
//! Length counts, not a mixture of signs (NIST SP 800-63B, 5.1.1.2): what everybody would try is taken away first.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use thiserror::Error;

use crate::domain::email::EmailAddress;

/// Fewest signs of a password.
pub const SHORTEST: usize = 14;
/// Most signs of a password.
pub const LONGEST: usize = 256;
/// Fewest signs that must be left once all that is easily guessed is taken away.
const LEFT: usize = 6;
/// Shortest part of an address that counts as one.
const PART: usize = 3;

/// Memory in KiB, passes and lanes of Argon2id (OWASP, Password Storage Cheat Sheet).
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// Words that everybody tries, a line each, in small letters without accents.
const COMMON: &str = include_str!("common_words.txt");
/// Rows of keyboards and of the alphabet, whose stretches are quickly tried.
const ROWS: [&str; 10] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
];
/// Shortest stretch of a row that is taken away.
const STRETCH: usize = 3;

/// Why a password is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than [`SHORTEST`] signs.
    TooShort,
    /// More than [`LONGEST`] signs.
    TooLong,
    /// Too little in it that is not easily guessed.
    Guessable,
}

/// The password cannot be hashed.
#[derive(Debug, Error)]
#[error("the password cannot be hashed: {0}")]
pub struct Unhashable(String);

/// Says what is wrong with a password for whoever reads an address; any signs may stand in it.
#[must_use]
pub fn weakness(password: &str, email: &EmailAddress) -> Option<Weak> {
    match password.chars().count() {
        0..SHORTEST => Some(Weak::TooShort),
        SHORTEST..=LONGEST if unguessable(password, email) < LEFT => Some(Weak::Guessable),
        SHORTEST..=LONGEST => None,
        _ => Some(Weak::TooLong),
    }
}

/// Counts the signs that are left without common words, parts of the address, stretches of rows, digits and repetitions.
fn unguessable(password: &str, email: &EmailAddress) -> usize {
    let address = email.key();
    let parts = address.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() >= PART);
    let mut words: Vec<&str> = COMMON.lines().chain(parts).collect();
    // A long word first, lest a short one in it leaves its rest.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut left = plain(password);
    for word in words {
        // What stood around a word is not drawn together into another one.
        left = left.replace(word, " ");
    }
    let left: Vec<char> =
        without_stretches(&left).into_iter().filter(|c| c.is_alphabetic() || !c.is_ascii()).collect();
    let fresh = left.iter().enumerate().filter(|(at, sign)| !left[at.saturating_sub(3)..*at].contains(sign));
    let distinct: std::collections::BTreeSet<char> = left.iter().copied().collect();
    fresh.count().min(2 * distinct.len())
}

/// In small letters, accents away, digits that stand for letters as those letters.
fn plain(password: &str) -> String {
    let folded = crate::domain::text::fold(password);
    let letter = |c| match c {
        '@' => 'a',
        '$' => 's',
        '!' => 'i',
        _ => c,
    };
    folded.chars().map(letter).collect()
}

/// Leaves out stretches of a row, forwards and backwards.
fn without_stretches(text: &str) -> Vec<char> {
    let signs: Vec<char> = text.chars().collect();
    let follows = |one: char, other: char| {
        ROWS.iter().any(|row| row.chars().zip(row.chars().skip(1)).any(|pair| pair == (one, other)))
    };
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < signs.len() {
        let run = |step: &dyn Fn(char, char) -> bool| {
            1 + signs[at..].windows(2).take_while(|pair| step(pair[0], pair[1])).count()
        };
        let longest = run(&follows).max(run(&|one, other| follows(other, one)));
        if longest < STRETCH {
            kept.push(signs[at]);
            at += 1;
        } else {
            at += longest;
        }
    }
    kept
}

/// Hashes a password with a salt that was drawn for it.
///
/// # Errors
/// Argon2 refuses, for want of memory.
pub fn hash(password: &str, salt: [u8; 16]) -> Result<String, Unhashable> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| Unhashable(error.to_string()))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash = argon2
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| Unhashable(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed. Without a hash it takes the same time, and is not.
#[must_use]
pub fn is_right(password: &str, hashed: Option<&str>) -> bool {
    match hashed.and_then(|hashed| PasswordHash::new(hashed).ok()) {
        Some(hashed) => Argon2::default().verify_password(password.as_bytes(), &hashed).is_ok(),
        None => {
            let _ = hash(password, [0; 16]);
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(password: &str) -> Option<Weak> {
        weakness(password, &EmailAddress::parse("anne.durand@chambre-alsace.example").unwrap())
    }

    #[test]
    fn a_password_is_long_and_not_what_everybody_would_try() {
        for (password, problem) in [
            ("", Some(Weak::TooShort)),
            ("Tr0ub4dor&3", Some(Weak::TooShort)),
            ("treize signes", Some(Weak::TooShort)),
            ("cheval agrafe pile", None),
            ("correct horse battery staple", None),
            ("vélo jaune sous la pluie", None),
            ("une phrase de passe longue", None),
            ("kX8#pQ2!vZ9$mL", None),
            ("ключ под третьим камнем", None),
            ("鍵は三番目の石の下にある、きっと", None),
            ("aaaaaaaaaaaaaaaaaaaa", Some(Weak::Guessable)),
            ("abababababababababab", Some(Weak::Guessable)),
            ("12345678901234567890", Some(Weak::Guessable)),
            ("19680714 20261122", Some(Weak::Guessable)),
            ("azertyuiop123456", Some(Weak::Guessable)),
            ("qwertyuiop[]asdfghjkl", Some(Weak::Guessable)),
            ("motdepassemotdepasse", Some(Weak::Guessable)),
            ("MotDePasse2026!!", Some(Weak::Guessable)),
            ("P@ssword123456789", Some(Weak::Guessable)),
            ("Devanture-2026-Admin", Some(Weak::Guessable)),
            ("annedurandannedurand", Some(Weak::Guessable)),
            ("Chambre-Alsace-2026", Some(Weak::Guessable)),
            ("bienvenue septembre 2026", Some(Weak::Guessable)),
            ("..................", Some(Weak::Guessable)),
        ] {
            assert_eq!(weak(password), problem, "{password}");
        }
        assert_eq!(weak(&"vélo jaune ".repeat(23)), None);
        assert_eq!(weak(&"vélo jaune ".repeat(24)), Some(Weak::TooLong));
    }

    #[test]
    fn a_password_is_kept_as_argon2id_with_the_cost_that_was_chosen() {
        let hashed = hash("cheval agrafe pile", [7; 16]).unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert!(is_right("cheval agrafe pile", Some(&hashed)));
        for wrong in ["cheval agrafe pile ", "Cheval agrafe pile", ""] {
            assert!(!is_right(wrong, Some(&hashed)), "{wrong:?}");
        }
        assert_ne!(hash("cheval agrafe pile", [8; 16]).unwrap(), hashed);
        assert!(!is_right("", None));
        assert!(!is_right("x", Some("not a hash")));
    }
}
