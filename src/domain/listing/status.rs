//! Where a listing stands, and what its provider can do about it.

use crate::domain::choice::choices;

choices! {
    /// Where a listing stands.
    ListingStatus {
        /// Public.
        Published = "published",
        /// Taken back for a while by its provider.
        Paused = "paused",
        /// Public in its earlier version while an edit is vetted.
        UnderCheck = "under_check",
        /// Taken back by the directory.
        Suspended = "suspended",
        /// Not confirmed in time.
        Expired = "expired",
        /// Withdrawn by its provider.
        Withdrawn = "withdrawn",
        /// Kept with a notice only.
        Archived = "archived",
    }
}

/// What a provider does to a listing by itself, without a vetter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListingEvent {
    /// Takes it out of sight for a while.
    Pause,
    /// Shows it again.
    Resume,
    /// Takes it out for good.
    Withdraw,
    /// Says that it is right.
    Confirm,
}

/// What the directory does to a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskEvent {
    /// Takes it out of sight until it is put right.
    Suspend,
    /// Shows it again.
    Reinstate,
    /// Takes it out for good; its page stays with a notice.
    Archive,
}

impl ListingStatus {
    /// Where a listing stands after the directory did something; nothing when that cannot be done now. What its provider has
    /// withdrawn is not shown again.
    #[must_use]
    pub const fn ruled(self, event: DeskEvent) -> Option<Self> {
        use DeskEvent as Event;
        match (self, event) {
            (Self::Published | Self::UnderCheck | Self::Paused | Self::Expired, Event::Suspend) => {
                Some(Self::Suspended)
            }
            (Self::Suspended, Event::Reinstate) => Some(Self::Published),
            (Self::Archived, Event::Archive) => None,
            (_, Event::Archive) => Some(Self::Archived),
            _ => None,
        }
    }

    /// Where a listing stands after its provider did something; nothing when that cannot be done now.
    #[must_use]
    pub const fn after(self, event: ListingEvent) -> Option<Self> {
        use ListingEvent as Event;
        match (self, event) {
            (Self::Published | Self::UnderCheck, Event::Pause) => Some(Self::Paused),
            (Self::Paused, Event::Resume) | (Self::Expired, Event::Confirm) => Some(Self::Published),
            (Self::Published | Self::UnderCheck | Self::Paused, Event::Confirm) => Some(self),
            (
                Self::Published | Self::UnderCheck | Self::Paused | Self::Suspended | Self::Expired,
                Event::Withdraw,
            ) => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// Whether nothing brings the listing back but a new application.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Archived)
    }

    /// Where a listing stands once what it says was vetted. What its provider keeps out of sight stays there.
    #[must_use]
    pub const fn once_vetted(self) -> Self {
        match self {
            Self::Paused | Self::Withdrawn | Self::Archived => self,
            Self::Published | Self::UnderCheck | Self::Suspended | Self::Expired => Self::Published,
        }
    }

    /// Whether shopkeepers find the listing.
    #[must_use]
    pub const fn is_searchable(self) -> bool {
        matches!(self, Self::Published | Self::UnderCheck)
    }
}

#[cfg(test)]
mod tests {
    use super::ListingEvent::{Confirm, Pause, Resume, Withdraw};
    use super::*;
    use crate::domain::choice::Choice;

    #[test]
    fn what_is_over_stays_so_whatever_its_provider_does() {
        for state in ListingStatus::ALL.iter().filter(|state| state.is_over()) {
            assert!([Pause, Resume, Withdraw, Confirm].iter().all(|event| state.after(*event).is_none()));
        }
    }

    #[test]
    fn no_provider_lifts_a_suspension_by_itself() {
        for event in [Pause, Resume, Confirm] {
            assert_eq!(ListingStatus::Suspended.after(event), None, "{event:?}");
        }
        assert_eq!(ListingStatus::Suspended.after(Withdraw), Some(ListingStatus::Withdrawn));
    }

    #[test]
    fn the_directory_does_to_each_state_what_it_can_and_nothing_else() {
        use ListingStatus::{Archived, Expired, Paused, Published, Suspended, UnderCheck, Withdrawn};
        let rules = [
            (Published, Some(Suspended), None, Some(Archived)),
            (Paused, Some(Suspended), None, Some(Archived)),
            (UnderCheck, Some(Suspended), None, Some(Archived)),
            (Suspended, None, Some(Published), Some(Archived)),
            (Expired, Some(Suspended), None, Some(Archived)),
            (Withdrawn, None, None, Some(Archived)),
            (Archived, None, None, None),
        ];
        assert_eq!(rules.map(|(state, ..)| state), ListingStatus::ALL);
        for (state, suspended, reinstated, archived) in rules {
            assert_eq!(state.ruled(DeskEvent::Suspend), suspended, "{state:?}");
            assert_eq!(state.ruled(DeskEvent::Reinstate), reinstated, "{state:?}");
            assert_eq!(state.ruled(DeskEvent::Archive), archived, "{state:?}");
        }
    }

    #[test]
    fn a_pause_ends_where_it_began_for_shopkeepers() {
        for state in ListingStatus::ALL.iter().filter(|state| state.is_searchable()) {
            let paused = state.after(Pause).unwrap();
            assert!(!paused.is_searchable() && paused.after(Resume).unwrap().is_searchable());
            assert_eq!(paused.after(Pause), None);
        }
    }
}
