//! What becomes of a letter on its way: what an attempt can meet, when the next one comes, when none does.

use std::fmt;

use super::access::{INVITATION_HOURS, LINK_MINUTES};
use super::choice::{Choice, choices};
use super::letter::Letter;
use super::text;

/// Most attempts for one letter: waits of 2, 4, 8 … minutes put the last one 2.8 days after the first.
pub const MAX_ATTEMPTS: u32 = 12;
/// Longest wait between two attempts, in milliseconds.
pub const LONGEST_WAIT: i64 = MINUTE << (MAX_ATTEMPTS - 1);
const MINUTE: i64 = 60_000;
/// Most characters of a server's words that are kept.
const MAX_WORDS: usize = 200;

choices! {
    /// What keeps a letter from arriving. The slugs stand in the outbox and in the audit log.
    Trouble {
        /// The mail server does not answer, or the connection broke.
        Unreachable = "injoignable",
        /// No safe connection to the mail server: its certificate or its encryption is wrong.
        Insecure = "non-chiffre",
        /// The mail server asks to come again later.
        Later = "plus-tard",
        /// The mail server takes no letters from this directory.
        NotAccepted = "envoi-refuse",
        /// The letter could not be written to its file.
        NotKept = "fichier",
        /// There is no such mailbox, or it takes no letters.
        RecipientRefused = "destinataire-refuse",
        /// The mail server refuses what the letter says.
        ContentRefused = "contenu-refuse",
        /// The link in the letter was no longer good.
        TooLate = "lien-perime",
        /// The letter cannot be made into a message.
        Unwritable = "illisible",
        /// Each attempt was cut short by a stop of the program.
        Interrupted = "interrompu",
    }
}

impl Trouble {
    /// Whether another attempt would meet the same.
    #[must_use]
    pub const fn is_permanent(self) -> bool {
        matches!(
            self,
            Self::RecipientRefused
                | Self::ContentRefused
                | Self::TooLate
                | Self::Unwritable
                | Self::Interrupted
        )
    }
}

/// What an attempt met, as the outbox keeps it: the trouble, and the server's words without addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setback {
    /// What it was.
    pub trouble: Trouble,
    /// What the server said, on one line of at most 200 characters; empty for nothing.
    pub words: String,
}

impl Setback {
    /// Notes what an attempt met; whatever holds an @ goes from the words.
    #[must_use]
    pub fn new(trouble: Trouble, words: &str) -> Self {
        let tidied = text::tidy(words);
        let harmless: Vec<&str> =
            tidied.split(' ').map(|word| if word.contains('@') { "…" } else { word }).collect();
        Self { trouble, words: harmless.join(" ").chars().take(MAX_WORDS).collect() }
    }

    /// Reads what the outbox keeps.
    #[must_use]
    pub fn from_stored(stored: &str) -> Option<Self> {
        let (slug, words) = stored.split_once(' ').unwrap_or((stored, ""));
        Trouble::from_slug(slug).map(|trouble| Self { trouble, words: words.to_owned() })
    }

    /// What follows, once this many attempts were made: a moment for the next one, or nothing and why.
    ///
    /// `useful_until` is the end of the link in the letter, all in milliseconds since 1970.
    #[must_use]
    pub fn next(self, attempts: u32, useful_until: Option<i64>, now: i64) -> Next {
        if self.trouble.is_permanent() || attempts >= MAX_ATTEMPTS {
            return Next::Never(self);
        }
        let at = now + (MINUTE << attempts);
        match useful_until {
            Some(end) if at >= end => Next::Never(Self { trouble: Trouble::TooLate, words: self.words }),
            _ => Next::At(at, self),
        }
    }
}

impl fmt::Display for Setback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.trouble.slug())?;
        if self.words.is_empty() { Ok(()) } else { write!(f, " {}", self.words) }
    }
}

/// What follows an attempt that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Another one, not before a moment in milliseconds since 1970.
    At(i64, Setback),
    /// None.
    Never(Setback),
}

/// Until when a letter written at a moment is of use, in milliseconds since 1970; nothing for always.
#[must_use]
pub const fn useful_until(letter: &Letter, created_at: i64) -> Option<i64> {
    match letter {
        Letter::ApplicationLink { .. } | Letter::SpaceLink { .. } => Some(created_at + LINK_MINUTES * MINUTE),
        Letter::Invitation { .. } => Some(created_at + INVITATION_HOURS * 60 * MINUTE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later() -> Setback {
        Setback::new(Trouble::Later, "450 come again")
    }

    #[test]
    fn each_wait_is_twice_the_one_before_until_nearly_three_days_have_passed() {
        let (mut now, mut waits) = (0, Vec::new());
        for attempts in 1.. {
            let Next::At(at, _) = later().next(attempts, None, now) else { break };
            waits.push((at - now) / MINUTE);
            now = at;
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]);
        assert_eq!(now / MINUTE, 4_094, "2.8 days");
        assert_eq!(waits.iter().max().map(|wait| wait * MINUTE), Some(LONGEST_WAIT));
        assert_eq!(later().next(u32::MAX, None, 0), Next::Never(later()));
    }

    #[test]
    fn a_letter_is_not_sent_after_its_link() {
        let end = 30 * MINUTE;
        assert_eq!(later().next(3, Some(end), 6 * MINUTE), Next::At(14 * MINUTE, later()));
        let Next::Never(met) = later().next(4, Some(end), 14 * MINUTE) else { panic!("16 minutes on is 30") };
        assert_eq!((met.trouble, met.words.as_str()), (Trouble::TooLate, "450 come again"));
    }

    #[test]
    fn what_is_permanent_is_not_tried_again() {
        for trouble in Trouble::ALL.iter().filter(|trouble| trouble.is_permanent()) {
            let met = Setback::new(*trouble, "");
            assert_eq!(met.clone().next(1, None, 0), Next::Never(met));
        }
    }

    #[test]
    fn words_are_kept_without_addresses_breaks_and_length() {
        let met = Setback::new(Trouble::RecipientRefused, "550 5.1.1\r\n<claire@atelier.example>: unknown");
        assert_eq!(met.words, "550 5.1.1 … unknown");
        assert_eq!(Setback::from_stored(&met.to_string()), Some(met));
        let bare = Setback::new(Trouble::TooLate, "");
        assert_eq!(Setback::from_stored(&bare.to_string()), Some(bare));
        assert_eq!(Setback::from_stored("odd"), None);
        assert_eq!(Setback::new(Trouble::Later, &"é".repeat(999)).words.chars().count(), MAX_WORDS);
    }
}
