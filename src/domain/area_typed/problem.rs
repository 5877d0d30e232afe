//! What keeps a typed area from being read.

use crate::domain::territory::Territory;

/// What keeps a typed area from being read; at least one problem, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaProblems(pub(super) Vec<AreaProblem>);

/// One thing that keeps a typed area from being read. Rows count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AreaProblem {
    /// Nothing is chosen; an area has no default.
    NothingChosen,
    /// A box that the form does not have.
    UnknownCode,
    /// More than 60 zones.
    TooManyZones,
    /// No place has this name.
    UnknownPlace {
        /// The row.
        row: usize,
        /// At most 5 places with a similar name.
        near: Vec<Territory>,
    },
    /// Several places have this name.
    SeveralPlaces {
        /// The row.
        row: usize,
        /// The places, likeliest first.
        candidates: Vec<Territory>,
    },
    /// The km are no whole number from 1 to 200.
    Kilometres {
        /// The row.
        row: usize,
    },
    /// There are km around something else than a commune.
    KilometresAroundNoCommune {
        /// The row.
        row: usize,
        /// What was typed.
        place: Territory,
    },
    /// There are km around nothing.
    KilometresAlone {
        /// The row.
        row: usize,
    },
}

impl AreaProblem {
    /// The row it is about, if it is about one.
    #[must_use]
    pub const fn row(&self) -> Option<usize> {
        match self {
            Self::NothingChosen | Self::UnknownCode | Self::TooManyZones => None,
            Self::UnknownPlace { row, .. }
            | Self::SeveralPlaces { row, .. }
            | Self::Kilometres { row }
            | Self::KilometresAroundNoCommune { row, .. }
            | Self::KilometresAlone { row } => Some(*row),
        }
    }

    /// Whether it is about the km of its row, not about the place.
    #[must_use]
    pub const fn is_about_km(&self) -> bool {
        matches!(self, Self::Kilometres { .. } | Self::KilometresAroundNoCommune { .. })
    }

    /// The places that may have been meant.
    #[must_use]
    pub fn choices(&self) -> &[Territory] {
        match self {
            Self::UnknownPlace { near: choices, .. } | Self::SeveralPlaces { candidates: choices, .. } => {
                choices
            }
            _ => &[],
        }
    }
}

impl AreaProblems {
    /// The problems, in the order of the form.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &AreaProblem> {
        self.0.iter()
    }
}
