//! Where a visitor's shop is: a code from a link, or what was typed.

use crate::domain::territory::{PlaceReading, Territory, read_place};

/// The place of a search, as far as it is understood.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Place {
    /// None was given.
    #[default]
    Anywhere,
    /// One that is understood.
    At {
        /// The place.
        territory: Territory,
        /// Smaller places of the same name.
        others: Vec<Territory>,
    },
    /// Several places have this name.
    Which {
        /// What was typed.
        typed: String,
        /// The places, likeliest first.
        candidates: Vec<Territory>,
    },
    /// No place has this name.
    Unknown {
        /// What was typed.
        typed: String,
        /// Places with a similar name.
        near: Vec<Territory>,
    },
}

impl Place {
    /// Reads a code or a name.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        if typed.is_empty() {
            return Self::Anywhere;
        }
        match read_place(typed) {
            PlaceReading::Nothing => Self::Anywhere,
            PlaceReading::One { territory, others } => Self::At { territory, others },
            PlaceReading::Several(candidates) => Self::Which { typed: typed.to_owned(), candidates },
            PlaceReading::Unknown { near } => Self::Unknown { typed: typed.to_owned(), near },
        }
    }

    /// Gives the place that is searched, if it is understood.
    #[must_use]
    pub const fn territory(&self) -> Option<Territory> {
        match self {
            Self::At { territory, .. } => Some(*territory),
            _ => None,
        }
    }

    /// Hands over the value of `place` in addresses, if there is one.
    pub fn with_value(&self, mut hand_over: impl FnMut(&str)) {
        match self {
            Self::Anywhere => {}
            Self::At { territory, .. } => hand_over(&territory.code()),
            Self::Which { typed, .. } | Self::Unknown { typed, .. } => hand_over(typed),
        }
    }

    /// Gives what stands in the search form.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Anywhere => String::new(),
            Self::At { territory, .. } => territory.label(),
            Self::Which { typed, .. } | Self::Unknown { typed, .. } => typed.clone(),
        }
    }
}
