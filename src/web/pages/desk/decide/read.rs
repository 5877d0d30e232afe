//! What was typed on the page of a decision, and the decision that it makes.

use super::kind::Kind;
use crate::domain::choice::Choice;
use crate::domain::criteria::Criterion;
use crate::domain::desk::verdict::{Approval, Fault, Questions, Refusal, Verdict};
use crate::domain::form::Answers;
use crate::domain::letter::{Question, Reason};
use crate::domain::listing::VerificationLevel;
use crate::web::form::Typed;

/// Rows of questions that are each about a field.
pub(super) const ROWS: usize = 6;
/// Fields by which a form says what it was about, and what is to be done with it.
const FRAME: [&str; 3] = [VERSION, SEEN, STEP];
const VERSION: &str = "version";
const SEEN: &str = "vu";
const STEP: &str = "etape";
/// Boxes of criteria.
pub(super) const CRITERION: &str = "critere";
/// The level of a listing.
pub(super) const LEVEL: &str = "niveau";
/// Boxes of reasons.
pub(super) const REASON: &str = "motif";
/// Words.
pub(super) const WORDS: &str = "mots";
/// The question about the application as a whole.
pub(super) const WHOLE: &str = "ensemble";

/// A decision as far as it was typed.
pub(super) struct Draft {
    kind: Kind,
    typed: Typed,
}

impl Draft {
    /// Begins a decision about a version, with so many steps of the history seen.
    pub(super) fn blank(kind: Kind, version: i64, seen: usize) -> Self {
        let pairs = [(VERSION, version.to_string()), (SEEN, seen.to_string())];
        Self { kind, typed: pairs.map(|(key, value)| (key.to_owned(), value)).to_vec().into() }
    }

    pub(super) const fn of(kind: Kind, typed: Typed) -> Self {
        Self { kind, typed }
    }

    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    /// Gives the version of the application that was before the eyes of whoever typed.
    pub(super) fn version(&self) -> Option<i64> {
        self.typed.get(VERSION).parse().ok()
    }

    /// Gives how many steps of the history were before their eyes.
    pub(super) fn seen(&self) -> usize {
        self.typed.get(SEEN).parse().unwrap_or_default()
    }

    pub(super) fn step(&self) -> &str {
        self.typed.get(STEP)
    }

    pub(super) fn get(&self, key: &str) -> &str {
        self.typed.get(key)
    }

    pub(super) fn has(&self, key: &str, value: &str) -> bool {
        self.typed.pairs().iter().any(|(name, held)| name == key && held == value)
    }

    /// Gives what was typed, for the next page of the same decision: without what says which page that is.
    pub(super) fn carried(&self) -> Vec<(String, String)> {
        let known = |key: &str| key != STEP && self.is_asked(key);
        self.typed.pairs().iter().filter(|(key, _)| known(key)).cloned().collect()
    }

    /// Makes the decision.
    pub(super) fn verdict(&self, answers: &Answers, labelled: bool) -> Result<Verdict, Vec<Fault>> {
        if self.typed.pairs().iter().any(|(key, _)| !self.is_asked(key)) || self.version().is_none() {
            return Err(vec![Fault::Unexpected]);
        }
        match self.kind {
            Kind::Approve => {
                let ticked = self.chosen::<Criterion>(CRITERION)?;
                let level = VerificationLevel::from_slug(self.get(LEVEL));
                Approval::read(&ticked, level, labelled, self.get(WORDS)).map(Verdict::Approve)
            }
            Kind::Ask => Questions::read(&self.questions(), answers).map(Verdict::Ask),
            Kind::Refuse => {
                let reasons = self.chosen::<Reason>(REASON)?;
                Refusal::read(&reasons, self.get(WORDS)).map(Verdict::Refuse)
            }
        }
    }

    /// Whether the form of this decision has a field of this name.
    fn is_asked(&self, key: &str) -> bool {
        FRAME.contains(&key)
            || match self.kind {
                Kind::Approve => [CRITERION, LEVEL, WORDS].contains(&key),
                Kind::Ask => {
                    key == WHOLE || (0..ROWS).any(|row| key == field_of(row) || key == words_of(row))
                }
                Kind::Refuse => [REASON, WORDS].contains(&key),
            }
    }

    /// Gives the values of boxes; a value that no box has was made up.
    fn chosen<C: Choice>(&self, key: &str) -> Result<Vec<C>, Vec<Fault>> {
        let given = self.typed.pairs().iter().filter(|(name, _)| name == key);
        let read: Option<Vec<C>> = given.map(|(_, value)| C::from_slug(value)).collect();
        read.ok_or_else(|| vec![Fault::Unexpected])
    }

    /// Gives the questions of each row, then the one about the whole.
    fn questions(&self) -> Vec<Question> {
        let question =
            |field: &str, words: &str| Question { field: field.to_owned(), words: words.to_owned() };
        let rows = (0..ROWS).map(|row| question(self.get(&field_of(row)), self.get(&words_of(row))));
        rows.chain([question("", self.get(WHOLE))]).collect()
    }
}

/// Gives the name of the field that a row of questions is about.
pub(super) fn field_of(row: usize) -> String {
    format!("champ.{row}")
}

/// Gives the name of the words of a row of questions.
pub(super) fn words_of(row: usize) -> String {
    format!("question.{row}")
}
