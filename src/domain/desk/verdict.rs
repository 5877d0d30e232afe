//! What somebody at the desk decides about an application, complete and within its bounds.

use super::decision::Outcome;
use crate::domain::choice::Choice;
use crate::domain::criteria::Criterion;
use crate::domain::form::{Answers, Topic};
use crate::domain::letter::{Question, Reason};
use crate::domain::listing::VerificationLevel;
use crate::domain::prose::paragraphs;
use crate::domain::text::is_blank;

/// Most characters of what somebody at the desk writes in one place.
pub const MOST_WORDS: usize = 2_000;
/// Most questions that are asked at once.
pub const MOST_QUESTIONS: usize = 12;

/// A decision about an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// What was sent is listed.
    Approve(Approval),
    /// Whoever sent it is asked for changes.
    Ask(Questions),
    /// It is refused.
    Refuse(Refusal),
}

/// Why what was typed is no decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// These criteria are not ticked.
    Unticked(Vec<Criterion>),
    /// No level that a listing can be given was chosen.
    NoLevel,
    /// The level asks for a label, and the firm says none.
    NoLabel,
    /// Nothing is asked.
    NoQuestion,
    /// The question of this place, from 0, has no words.
    Silent(usize),
    /// The question of this place, from 0, is about nothing that an application has.
    UnknownField(usize),
    /// Nothing is said where something has to be.
    NoWords,
    /// No reason of the list was chosen.
    NoReason,
    /// « Another reason » is said in words.
    OtherUnsaid,
    /// Words are too long; of the question of this place, from 0, or the only ones.
    TooLong {
        /// The question.
        at: Option<usize>,
        /// Characters found.
        found: usize,
    },
    /// Something was sent that the form does not ask for.
    Unexpected,
}

/// That everything published is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    level: VerificationLevel,
    words: String,
}

/// What whoever sent it is asked for, at least one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questions(Vec<Question>);

/// Why an application is refused or an offer taken down: at least one reason of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    reasons: Vec<Reason>,
    words: String,
}

impl Approval {
    /// The levels that a vetter gives.
    pub const LEVELS: [VerificationLevel; 3] =
        [VerificationLevel::Identity, VerificationLevel::Offer, VerificationLevel::Labelled];

    /// Takes what was ticked, chosen and said; `labelled` when the firm says a label.
    ///
    /// # Errors
    /// Something is missing or too long.
    pub fn read(
        ticked: &[Criterion],
        level: Option<VerificationLevel>,
        labelled: bool,
        words: &str,
    ) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let missing: Vec<Criterion> =
            Criterion::ALL.iter().copied().filter(|criterion| !ticked.contains(criterion)).collect();
        if !missing.is_empty() {
            faults.push(Fault::Unticked(missing));
        }
        let level = level.filter(|level| Self::LEVELS.contains(level));
        match level {
            None => faults.push(Fault::NoLevel),
            Some(VerificationLevel::Labelled) if !labelled => faults.push(Fault::NoLabel),
            Some(_) => {}
        }
        let words = bounded(words, None, &mut faults);
        match level {
            Some(level) if faults.is_empty() => Ok(Self { level, words }),
            _ => Err(faults),
        }
    }

    /// How far it was checked.
    #[must_use]
    pub const fn level(&self) -> VerificationLevel {
        self.level
    }
}

impl Questions {
    /// Takes questions with the fields they are about; rows without field and words are left out.
    ///
    /// # Errors
    /// None is left, or one is about nothing, says nothing or is too long.
    pub fn read(typed: &[Question], answers: &Answers) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut asked = Vec::new();
        for (at, question) in typed.iter().enumerate().take(MOST_QUESTIONS) {
            let silent = is_blank(&question.words);
            if silent && question.field.is_empty() {
                continue;
            }
            if silent {
                faults.push(Fault::Silent(at));
            }
            if !question.field.is_empty() && !is_field(&question.field, answers) {
                faults.push(Fault::UnknownField(at));
            }
            let words = bounded(&question.words, Some(at), &mut faults);
            asked.push(Question { field: question.field.clone(), words });
        }
        if asked.is_empty() {
            faults.push(Fault::NoQuestion);
        }
        if faults.is_empty() { Ok(Self(asked)) } else { Err(faults) }
    }

    /// The questions.
    #[must_use]
    pub fn as_slice(&self) -> &[Question] {
        &self.0
    }
}

impl Refusal {
    /// Takes reasons and words.
    ///
    /// # Errors
    /// There is no reason, « another reason » stays unsaid, or the words are too long.
    pub fn read(reasons: &[Reason], words: &str) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        // In the order of the list, each once.
        let reasons: Vec<Reason> =
            Reason::ALL.iter().copied().filter(|reason| reasons.contains(reason)).collect();
        if reasons.is_empty() {
            faults.push(Fault::NoReason);
        }
        if reasons.contains(&Reason::Other) && is_blank(words) {
            faults.push(Fault::OtherUnsaid);
        }
        let words = bounded(words, None, &mut faults);
        if faults.is_empty() { Ok(Self { reasons, words }) } else { Err(faults) }
    }

    /// Its reasons from the list.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// Its words; may be empty.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }
}

impl Verdict {
    /// What it comes to.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Approve(_) => Outcome::Approved,
            Self::Ask(_) => Outcome::ChangesRequested,
            Self::Refuse(_) => Outcome::Refused,
        }
    }

    /// Its reasons from the list.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Refuse(refusal) => &refusal.reasons,
            Self::Approve(_) | Self::Ask(_) => &[],
        }
    }

    /// Its words; those of several questions one below the other.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Approve(approval) => approval.words.clone(),
            Self::Ask(questions) => {
                let words: Vec<&str> = questions.0.iter().map(|question| question.words.as_str()).collect();
                words.join("\n\n")
            }
            Self::Refuse(refusal) => refusal.words.clone(),
        }
    }
}

/// Takes what the desk says to itself about a case.
///
/// # Errors
/// It says nothing, or is too long.
pub fn remark(words: &str) -> Result<String, Fault> {
    aside(words).and_then(|tidy| if tidy.is_empty() { Err(Fault::NoWords) } else { Ok(tidy) })
}

/// Takes words that go along with something, and may be none.
///
/// # Errors
/// They are too long.
pub fn aside(words: &str) -> Result<String, Fault> {
    let mut faults = Vec::new();
    let tidy = bounded(words, None, &mut faults);
    faults.pop().map_or(Ok(tidy), Err)
}

/// The fields that can be asked about, with the names under which questions have them: each once, those of a further offer
/// behind its number.
#[must_use]
pub fn askable(answers: &Answers) -> Vec<(String, Topic, Option<u32>)> {
    let mut found = Vec::new();
    let mut add = |topic: Topic, offer: Option<u32>| {
        let mut bases: Vec<String> = Vec::new();
        for field in topic.fields() {
            let base = field.base();
            if bases.contains(&base) {
                continue;
            }
            let name = offer.map_or_else(|| base.clone(), |number| format!("{number}.{base}"));
            bases.push(base);
            found.push((name, topic, offer));
        }
    };
    Topic::OF_FIRM.iter().for_each(|topic| add(*topic, None));
    for offer in &answers.offers {
        Topic::OF_OFFER.iter().for_each(|topic| add(*topic, Some(offer.number)));
    }
    Topic::AFTER.iter().for_each(|topic| add(*topic, None));
    found
}

fn is_field(name: &str, answers: &Answers) -> bool {
    askable(answers).iter().any(|(known, ..)| known == name)
}

/// Tidies words, paragraph by paragraph, and notes when they are too long.
fn bounded(words: &str, at: Option<usize>, faults: &mut Vec<Fault>) -> String {
    let tidy = paragraphs(words.to_owned());
    let found = tidy.chars().count();
    if found > MOST_WORDS {
        faults.push(Fault::TooLong { at, found });
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_approval_ticks_everything_and_gives_a_level_that_vetters_give() {
        let all = Criterion::ALL;
        let level = Some(VerificationLevel::Offer);
        assert!(Approval::read(all, level, false, "").is_ok());
        let one_short = Approval::read(&all[1..], level, false, "");
        assert_eq!(one_short, Err(vec![Fault::Unticked(vec![all[0]])]));
        for level in [None, Some(VerificationLevel::PublicSource)] {
            assert_eq!(Approval::read(all, level, true, ""), Err(vec![Fault::NoLevel]));
        }
        let labelled = VerificationLevel::Labelled;
        assert_eq!(Approval::read(all, Some(labelled), false, ""), Err(vec![Fault::NoLabel]));
        assert_eq!(Approval::read(all, Some(labelled), true, "").map(|read| read.level()), Ok(labelled));
    }

    #[test]
    fn a_refusal_has_a_reason_and_says_what_the_list_does_not() {
        assert_eq!(Refusal::read(&[], "Non."), Err(vec![Fault::NoReason]));
        assert_eq!(Refusal::read(&[Reason::Other], " \u{200b}\n"), Err(vec![Fault::OtherUnsaid]));
        let twice = [Reason::Other, Reason::NoPrice, Reason::NoPrice];
        let read = Verdict::Refuse(Refusal::read(&twice, " Trop \r\n\r\n\r\n cher. ").unwrap());
        assert_eq!(read.reasons(), [Reason::NoPrice, Reason::Other]);
        assert_eq!(read.words(), "Trop\n\ncher.");
    }

    #[test]
    fn words_are_counted_in_characters_once_they_are_tidy() {
        let most = "é".repeat(MOST_WORDS);
        assert!(Refusal::read(&[Reason::NoPrice], &format!("  {most}\n")).is_ok());
        let long = Refusal::read(&[Reason::NoPrice], &format!("{most}x"));
        assert_eq!(long, Err(vec![Fault::TooLong { at: None, found: MOST_WORDS + 1 }]));
    }

    #[test]
    fn questions_are_about_fields_that_the_application_has() {
        let answers = Answers::default();
        let ask = |field: &str, words: &str| {
            let question = Question { field: field.to_owned(), words: words.to_owned() };
            Questions::read(&[question], &answers).map(|asked| asked.as_slice().len())
        };
        assert_eq!(answers.offers.len(), 1, "a new application has one offer");
        let number = answers.offers[0].number;
        for field in ["", "siret", "contact.email", "labels.kind", &format!("{number}.price_plans.unit")] {
            assert_eq!(ask(field, "Plus précis ?"), Ok(1), "{field}");
        }
        for field in ["state", "title", "9.title", "1.", "1.siret", "contact"] {
            assert_eq!(ask(field, "Plus précis ?"), Err(vec![Fault::UnknownField(0)]), "{field}");
        }
        assert_eq!(ask("siret", "  "), Err(vec![Fault::Silent(0)]));
        assert_eq!(ask("", "  "), Err(vec![Fault::NoQuestion]));
        let long = "x".repeat(MOST_WORDS + 1);
        assert_eq!(ask("", &long), Err(vec![Fault::TooLong { at: Some(0), found: MOST_WORDS + 1 }]));
    }
}
