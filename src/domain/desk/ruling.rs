//! What somebody at the desk decides about a listed offer, complete and within its bounds.

use super::Role;
use super::decision::Outcome;
use super::verdict::{Fault, Refusal, remark};
use crate::domain::letter::{Letter, NamedOffer, Reason};
use crate::domain::listing::DeskEvent;

/// A decision about a listed offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// It is taken out of sight until it is put right.
    Suspend(Refusal),
    /// It is taken out for good.
    Archive(Refusal),
    /// It is shown again, for what these words say.
    Reinstate(String),
}

impl Ruling {
    /// Takes the words with which an offer is shown again.
    ///
    /// # Errors
    /// They say nothing, or are too long.
    pub fn reinstate(words: &str) -> Result<Self, Fault> {
        remark(words).map(Self::Reinstate)
    }

    /// What it does to the offer.
    #[must_use]
    pub const fn event(&self) -> DeskEvent {
        match self {
            Self::Suspend(_) => DeskEvent::Suspend,
            Self::Archive(_) => DeskEvent::Archive,
            Self::Reinstate(_) => DeskEvent::Reinstate,
        }
    }

    /// What it comes to.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Suspend(_) => Outcome::Suspended,
            Self::Archive(_) => Outcome::Archived,
            Self::Reinstate(_) => Outcome::Reinstated,
        }
    }

    /// The least role that decides so.
    #[must_use]
    pub const fn least_role(&self) -> Role {
        match self {
            Self::Archive(_) => Role::Lead,
            Self::Suspend(_) | Self::Reinstate(_) => Role::Vetter,
        }
    }

    /// Its reasons from the list.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Suspend(why) | Self::Archive(why) => why.reasons(),
            Self::Reinstate(_) => &[],
        }
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Suspend(why) | Self::Archive(why) => why.words(),
            Self::Reinstate(words) => words,
        }
    }

    /// The letter about it.
    #[must_use]
    pub fn letter(&self, offer: NamedOffer) -> Letter {
        let (reasons, words) = (self.reasons().to_vec(), self.words().to_owned());
        match self {
            Self::Suspend(_) => Letter::OfferSuspended { offer, reasons, words },
            Self::Archive(_) => Letter::OfferArchived { offer, reasons, words },
            Self::Reinstate(_) => Letter::OfferReinstated { offer, words },
        }
    }
}
