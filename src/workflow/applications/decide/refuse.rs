//! Refuses what was sent, with reasons; its author can ask another vetter to look again within 60 days.

use jiff::Span;
use jiff::civil::Date;

use crate::domain::application::{Happened, Reference};
use crate::domain::desk::verdict::Verdict;
use crate::domain::letter::{Letter, Reason};
use crate::workflow::applications::{ApplicationError, Opened, leave};

/// Days in which a refusal can be contested.
const APPEAL_DAYS: i32 = 60;

/// Gives the letter that refuses an application on a day.
#[must_use]
pub fn refusal_letter(reference: &Reference, reasons: &[Reason], words: &str, on: Date) -> Letter {
    Letter::Refused {
        reference: reference.to_string(),
        reasons: reasons.to_vec(),
        words: words.to_owned(),
        appeal_until: on.saturating_add(Span::new().days(APPEAL_DAYS)),
    }
}

/// Lets go of the offers that waited for it; gives the letter with the reasons.
pub(super) async fn refuse(opened: &mut Opened, verdict: &Verdict) -> Result<Letter, ApplicationError> {
    leave::release(opened).await?;
    opened.application.decided_at = Some(opened.moment.now);
    let (reference, today) = (&opened.application.reference, opened.moment.today);
    let letter = refusal_letter(reference, verdict.reasons(), &verdict.words(), today);
    if let Letter::Refused { reasons, words, appeal_until, .. } = letter.clone() {
        opened.tell(&Happened::Refused { reasons, words, appeal_until }).await?;
    }
    Ok(letter)
}
