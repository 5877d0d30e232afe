//! Reports: somebody, or a machine that looked, says that something listed is wrong.

use super::choice::choices;
use super::desk::decision::Outcome;
use super::letter::Reason;
use super::prose::paragraphs;

/// Longest words of a report or of its answer, in characters.
pub const MAX_WORDS: usize = 2_000;
/// Days after the decision on which the address of whoever reported is forgotten.
pub const KEPT_DAYS: i64 = 90;
/// Letters about reports that one mailbox gets in an hour.
pub const LETTERS_AN_HOUR: i64 = 3;
/// Days that a provider has to put right what was reported.
pub const CORRECTION_DAYS: i32 = 14;

choices! {
    /// What is wrong with an offer. The slugs stand in forms and in the database.
    ReportReason {
        /// The price is another one.
        WrongPrice = "prix-faux",
        /// There is a commitment that is not said.
        HiddenCommitment = "engagement-cache",
        /// The provider answers nobody.
        NoAnswer = "ne-repond-plus",
        /// The website is gone or another one.
        SiteGone = "site-disparu",
        /// The firm has closed.
        FirmClosed = "entreprise-fermee",
        /// What is said is not true.
        Misleading = "trompeur",
        /// What is said or offered is against the law.
        Illegal = "illicite",
        /// Said in words.
        Other = "autre",
    }
}

choices! {
    /// Who reports.
    ReportSource {
        /// A visitor.
        Visitor = "visitor",
        /// The background, which looked at the website.
        Website = "website",
        /// The background, which asked the register of firms.
        Register = "register",
    }
}

choices! {
    /// Where a report stands.
    ReportState {
        /// Nobody has it.
        Open = "open",
        /// Somebody has it.
        InReview = "in_review",
        /// It was decided.
        Closed = "closed",
    }
}

/// What is wrong with the words of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsProblem {
    /// The reason asks for words and there are none.
    Missing,
    /// There are more than [`MAX_WORDS`] characters.
    TooLong,
}

/// Reads the words of a report as they were typed: blanks and line ends tidied, control characters dropped.
///
/// # Errors
/// They are too long, or missing where the reason says nothing by itself.
pub fn read_words(typed: &str, needed: bool) -> Result<String, WordsProblem> {
    let words = paragraphs(typed.to_owned());
    match words.chars().count() {
        0 if needed => Err(WordsProblem::Missing),
        long if long > MAX_WORDS => Err(WordsProblem::TooLong),
        _ => Ok(words),
    }
}

choices! {
    /// How a report is closed, besides taking the offer down. The slugs stand in forms.
    Closing {
        /// Nothing is wrong.
        Nothing = "rien-a-corriger",
        /// What was wrong is right already.
        PutRight = "corrige",
        /// The provider is asked to put it right.
        Ask = "a-corriger",
        /// The offer is taken out of sight until it is put right.
        Suspend = "suspendre",
    }
}

impl Closing {
    /// What it comes to.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Nothing => Outcome::Dismissed,
            Self::PutRight | Self::Ask => Outcome::Corrected,
            Self::Suspend => Outcome::Suspended,
        }
    }
}

impl ReportReason {
    /// The reason of the fixed list for which an offer is taken down that this is said of.
    #[must_use]
    pub const fn removal(self) -> Reason {
        match self {
            Self::WrongPrice | Self::Misleading => Reason::Misleading,
            Self::HiddenCommitment => Reason::CommitmentUndeclared,
            Self::NoAnswer => Reason::NoAnswer,
            Self::SiteGone => Reason::SiteUnreachable,
            Self::FirmClosed => Reason::InactiveFirm,
            Self::Illegal | Self::Other => Reason::Complaints,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_only_asked_for_where_the_reason_says_nothing() {
        assert_eq!(read_words(" \u{200b}\r\n ", true), Err(WordsProblem::Missing));
        assert_eq!(read_words(" ", false), Ok(String::new()));
        assert_eq!(read_words("Faux.\r\n\r\n\r\n59 €", false), Ok("Faux.\n\n59 €".to_owned()));
    }

    #[test]
    fn words_are_bounded_in_characters() {
        assert_eq!(
            read_words(&"é".repeat(MAX_WORDS), true).map(|words| words.chars().count()),
            Ok(MAX_WORDS)
        );
        assert_eq!(read_words(&"é".repeat(MAX_WORDS + 1), false), Err(WordsProblem::TooLong));
    }
}
