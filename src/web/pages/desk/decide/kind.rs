//! Which decision a page is about.

use crate::domain::desk::decision::Outcome;
use crate::i18n::Lang;

/// Fewer than the outcomes: what is decided about an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is listed.
    Approve,
    /// Changes are asked for.
    Ask,
    /// It is refused.
    Refuse,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Approve, Self::Ask, Self::Refuse];

    /// Gives the end of the address of its page.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Approve => "accepter",
            Self::Ask => "demander",
            Self::Refuse => "refuser",
        }
    }

    /// Gives the decision whose page has an address that ends so.
    pub(super) fn of(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.path() == path)
    }

    pub(super) const fn outcome(self) -> Outcome {
        match self {
            Self::Approve => Outcome::Approved,
            Self::Ask => Outcome::ChangesRequested,
            Self::Refuse => Outcome::Refused,
        }
    }

    /// Says what the page asks for.
    pub(super) const fn lead(self, lang: Lang) -> &'static str {
        match self {
            Self::Approve => lang.decide_approve_lead(),
            Self::Ask => lang.decide_ask_lead(),
            Self::Refuse => lang.decide_refuse_lead(),
        }
    }
}
