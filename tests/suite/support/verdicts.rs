//! Decisions of the desk, ready to be made.

use devanture::domain::choice::Choice;
use devanture::domain::criteria::Criterion;
use devanture::domain::desk::verdict::{Approval, Questions, Refusal, Verdict};
use devanture::domain::form::Answers;
use devanture::domain::letter::{Question, Reason};
use devanture::domain::listing::VerificationLevel;

/// Everything is kept.
pub fn approval(level: VerificationLevel) -> Verdict {
    Verdict::Approve(Approval::read(Criterion::ALL, Some(level), true, "").unwrap())
}

/// One thing is asked, about the application as a whole.
pub fn question(words: &str) -> Verdict {
    let question = Question { field: String::new(), words: words.to_owned() };
    Verdict::Ask(Questions::read(&[question], &Answers::default()).unwrap())
}

/// It is refused.
pub fn refusal(reasons: &[Reason], words: &str) -> Refusal {
    Refusal::read(reasons, words).unwrap()
}
