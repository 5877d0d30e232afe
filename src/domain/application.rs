//! An application: what a provider sends to be listed, and the states it goes through.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::choice::choices;
use super::form::assemble::Contact;
use super::ids::ListingId;
use super::letter::{NamedOffer, Question, Reason};
use super::listing::Listing;
use super::provider::Provider;

choices! {
    /// What an application is for.
    ApplicationKind {
        /// A firm that is not listed yet.
        New = "new",
        /// A firm that was listed from public sources and takes its listing over.
        Claim = "claim",
        /// A listed firm that changes what is said of it.
        Change = "change",
    }
}
choices! {
    /// Where an application stands.
    ApplicationState {
        /// Being filled in.
        Draft = "draft",
        /// Sent, waiting for a vetter.
        Submitted = "submitted",
        /// In a vetter's hands.
        InReview = "in_review",
        /// Waiting for answers of whoever sent it.
        ChangesRequested = "changes_requested",
        /// Its offers are listed.
        Approved = "approved",
        /// Refused, with reasons.
        Rejected = "rejected",
        /// Refused, and another vetter is asked to look again.
        Appealed = "appealed",
        /// Taken back by whoever sent it.
        Withdrawn = "withdrawn",
    }
}
choices! {
    /// What happens to an application. The slugs stand in its history.
    ApplicationEvent {
        /// It is sent, or sent again after changes.
        Submit = "submit",
        /// A vetter takes it.
        Take = "take",
        /// A vetter gives it back to the queue.
        Release = "release",
        /// A vetter asks for changes.
        RequestChanges = "request_changes",
        /// It is approved.
        Approve = "approve",
        /// It is refused.
        Reject = "reject",
        /// The refusal is contested.
        Appeal = "appeal",
        /// It is taken back.
        Withdraw = "withdraw",
    }
}

choices! {
    /// What looked odd about how a form was sent. Vetters see it; it blocks nothing.
    Flag {
        /// A field that people do not see was filled in.
        Honeypot = "honeypot",
        /// It came back faster than anybody types.
        TooFast = "too-fast",
        /// It takes over what somebody answers for already.
        AlreadyClaimed = "already-claimed",
    }
}

/// What happened to an application, as its author reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Happened {
    /// It was begun.
    Begun,
    /// The address of its author was proved.
    AddressProved,
    /// The proved address is one of the firm's own website: its author answers for the firm.
    ClaimProved,
    /// It was sent, or sent again.
    Sent,
    /// A vetter took it.
    Taken,
    /// A vetter gave it back to the queue.
    Released,
    /// A vetter asked for changes.
    QuestionsAsked {
        /// What is asked.
        questions: Vec<Question>,
    },
    /// It was approved.
    Approved {
        /// The offers that became public.
        offers: Vec<NamedOffer>,
        /// The vetter's words; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// It was refused.
    Refused {
        /// Why.
        reasons: Vec<Reason>,
        /// The vetter's words.
        words: String,
        /// Last day on which another vetter can be asked to look again.
        appeal_until: Date,
    },
    /// The desk wrote something to its author.
    Message {
        /// What.
        words: String,
    },
    /// The refusal was contested.
    Appealed {
        /// The author's words.
        words: String,
    },
    /// It was taken back.
    Withdrawn,
}

/// A frozen copy of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The firm.
    pub provider: Provider,
    /// The offers.
    pub offers: Vec<SubmittedOffer>,
    /// Whom to write to.
    pub contact: Contact,
}

/// An offer of a frozen copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedOffer {
    /// The listing that it changes, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing_id: Option<ListingId>,
    /// What it says.
    pub listing: Listing,
}

/// The event cannot happen in the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{event:?} cannot happen to an application that is {state:?}")]
pub struct WrongState {
    /// Where it stands.
    pub state: ApplicationState,
    /// What was to happen.
    pub event: ApplicationEvent,
}

impl ApplicationState {
    /// Where an application stands after an event.
    ///
    /// # Errors
    /// The event cannot happen now.
    pub const fn after(self, event: ApplicationEvent) -> Result<Self, WrongState> {
        use ApplicationEvent as Event;
        let next = match (self, event) {
            (Self::Draft | Self::ChangesRequested, Event::Submit) => Self::Submitted,
            (Self::Submitted | Self::Appealed, Event::Take) => Self::InReview,
            (Self::InReview, Event::Release) => Self::Submitted,
            (Self::InReview, Event::RequestChanges) => Self::ChangesRequested,
            (Self::InReview, Event::Approve) => Self::Approved,
            (Self::InReview, Event::Reject) => Self::Rejected,
            (Self::Rejected, Event::Appeal) => Self::Appealed,
            (
                Self::Draft | Self::Submitted | Self::InReview | Self::ChangesRequested | Self::Appealed,
                Event::Withdraw,
            ) => Self::Withdrawn,
            _ => return Err(WrongState { state: self, event }),
        };
        Ok(next)
    }

    /// Whether whoever sent it can change what it says.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ChangesRequested)
    }

    /// Whether nothing is decided yet.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Approved | Self::Rejected | Self::Withdrawn)
    }
}

/// Decisions that it takes to say how long one usually takes.
const FEWEST_DECISIONS: usize = 5;
const DAY: i64 = 86_400_000;

/// The days within which half of the decisions were made, at least one; nothing while there are fewer than five. Times are in
/// milliseconds.
#[must_use]
pub fn usual_days(times: &[i64]) -> Option<i32> {
    if times.len() < FEWEST_DECISIONS {
        return None;
    }
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let median = sorted[sorted.len() / 2].max(1);
    i32::try_from((median + DAY - 1) / DAY).ok()
}

/// Letters and digits of references that nobody confuses when they are read out: no 0/O, 1/I/L, 5/S, 8/B, 2/Z, U/V.
const ALPHABET: &[u8; 22] = b"34679ACDEFGHJKMNPQRTWX";

/// What an application is called towards people: `DV-` and eight letters or digits, such as `DV-7KQM-3XTA`.
///
/// A reference opens nothing by itself; it has about 35 bits so that two never meet by chance among a million.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference(String);

/// The text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not a reference (such as DV-7KQM-3XTA)")]
pub struct NotAReference;

impl Reference {
    /// Makes a reference of random bits drawn at the edge of the program.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        let mut rest = bits;
        let mut text = String::from("DV");
        for place in 0..8 {
            if place % 4 == 0 {
                text.push('-');
            }
            let letter = usize::try_from(rest % 22).unwrap_or_default();
            text.push(char::from(ALPHABET[letter]));
            rest /= 22;
        }
        Self(text)
    }

    /// Reads a reference as people type it: small letters, blanks, without hyphens.
    ///
    /// # Errors
    /// It is not one.
    pub fn parse(typed: &str) -> Result<Self, NotAReference> {
        let plain: String = typed
            .chars()
            .take(40)
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2011}' | '\u{200b}' | '\u{feff}'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        match plain.strip_prefix("DV") {
            Some(rest) if rest.len() == 8 && rest.bytes().all(|b| ALPHABET.contains(&b)) => {
                Ok(Self(format!("DV-{}-{}", &rest[..4], &rest[4..])))
            }
            _ => Err(NotAReference),
        }
    }

    /// The reference as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;
    use proptest::prelude::*;

    #[test]
    fn an_application_that_is_closed_stays_so_but_for_an_appeal() {
        for state in ApplicationState::ALL.iter().filter(|state| !state.is_open()) {
            for event in ApplicationEvent::ALL {
                let appeal = *state == ApplicationState::Rejected && *event == ApplicationEvent::Appeal;
                assert_eq!(state.after(*event).is_ok(), appeal, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn only_who_sent_it_changes_it_and_only_when_asked() {
        let editable: Vec<_> = ApplicationState::ALL.iter().filter(|state| state.is_editable()).collect();
        assert_eq!(editable, [&ApplicationState::Draft, &ApplicationState::ChangesRequested]);
        for state in ApplicationState::ALL {
            assert_eq!(state.after(ApplicationEvent::Submit).is_ok(), state.is_editable());
        }
    }

    #[test]
    fn a_reference_is_read_however_it_is_typed() {
        let reference = Reference::parse("DV-7KQM-3XTA").unwrap();
        for typed in ["dv7kqm3xta", " DV 7KQM 3XTA ", "dv‑7kqm‑3xta"] {
            assert_eq!(Reference::parse(typed), Ok(reference.clone()), "{typed}");
        }
        for bad in ["", "DV-7KQM", "DV-7KQM-3XTO", "7KQM-3XTA", "DV-7KQM-3XTé"] {
            assert!(Reference::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_usual_time_is_the_median_in_whole_days() {
        let hours = |hours: i64| hours * 3_600_000;
        assert_eq!(usual_days(&[1; 4]), None);
        assert_eq!(usual_days(&[hours(1), hours(2), hours(30), hours(900), hours(31)]), Some(2));
        assert_eq!(usual_days(&[0; 5]), Some(1));
        assert_eq!(usual_days(&[-5; 9]), Some(1));
    }

    proptest! {
        #[test]
        fn any_bits_make_a_reference(bits: u64) {
            let reference = Reference::from_bits(bits);
            prop_assert_eq!(Reference::parse(reference.as_str()), Ok(reference));
        }

        #[test]
        fn nothing_is_approved_or_refused_but_by_review(events in prop::collection::vec(0..ApplicationEvent::ALL.len(), 0..40)) {
            let mut state = ApplicationState::Draft;
            for event in events {
                let Ok(next) = state.after(ApplicationEvent::ALL[event]) else { continue };
                if matches!(next, ApplicationState::Approved | ApplicationState::Rejected) {
                    prop_assert_eq!(state, ApplicationState::InReview);
                }
                state = next;
            }
        }
    }
}
