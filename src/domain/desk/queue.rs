//! The queue of the desk: cases, how they are chosen and where one page of them ends.

use std::collections::BTreeSet;

use crate::domain::application::{ApplicationState, Flag, Submission};
use crate::domain::choice::{Choice, choices};
use crate::domain::ids::OfficerId;
use crate::domain::territory::{Area, Territory};

/// Cases on one page of the queue.
pub const PAGE: usize = 25;
/// A queue is counted so far; beyond it is only said to be longer.
pub const COUNTED: u32 = 500;
/// A report may be about so many départements; beyond that its area says nothing about where it belongs.
const LOCAL: u32 = 6;

choices! {
    /// What a case is about.
    CaseKind {
        /// A firm that is not listed yet.
        New = "new",
        /// A firm that takes its listing over.
        Claim = "claim",
        /// A listed firm that changes what is said of it.
        Change = "change",
        /// Somebody, or a machine, says that a listing is wrong.
        Report = "report",
    }
}
choices! {
    /// Where a case stands. The slugs stand in addresses.
    CaseState {
        /// Nobody has it.
        Waiting = "attente",
        /// Its refusal was contested, and nobody has it.
        Appealed = "appel",
        /// Somebody has it.
        InReview = "lecture",
        /// Its author was asked something.
        Asked = "reponse",
    }
}

impl CaseState {
    /// Where an application stands as a case; nothing for one that is none.
    #[must_use]
    pub const fn of(state: ApplicationState) -> Option<Self> {
        match state {
            ApplicationState::Submitted => Some(Self::Waiting),
            ApplicationState::Appealed => Some(Self::Appealed),
            ApplicationState::InReview => Some(Self::InReview),
            ApplicationState::ChangesRequested => Some(Self::Asked),
            _ => None,
        }
    }

    /// The state of an application that stands there as a case.
    #[must_use]
    pub const fn application(self) -> ApplicationState {
        match self {
            Self::Waiting => ApplicationState::Submitted,
            Self::Appealed => ApplicationState::Appealed,
            Self::InReview => ApplicationState::InReview,
            Self::Asked => ApplicationState::ChangesRequested,
        }
    }
}

/// Whose cases are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// Those of one person.
    To(OfficerId),
    /// Those that somebody has.
    Somebody,
    /// Those that nobody has.
    Nobody,
}

/// Which cases are shown; what is absent narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Where they stand.
    pub state: Option<CaseState>,
    /// What they are about.
    pub kind: Option<CaseKind>,
    /// Whose they are.
    pub assigned: Option<Assigned>,
    /// Slug of a service type of either level.
    pub service: Option<String>,
    /// Number of a département.
    pub departement: Option<String>,
    /// What looked odd.
    pub flag: Option<Flag>,
}

impl QueueFilter {
    /// The tags that a case must have, one for each of the three filters that are tags; empty for one that is not set.
    #[must_use]
    pub fn tags(&self) -> [String; 3] {
        let tag = |kind: &str, value: Option<&str>| {
            value.map_or_else(String::new, |value| format!("{kind}:{value}"))
        };
        [
            tag("type", self.service.as_deref()),
            tag("departement", self.departement.as_deref()),
            tag("flag", self.flag.map(Choice::slug)),
        ]
    }
}

/// Where a page of the queue ends: the next one begins after this case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Since when it waits, in milliseconds since 1970.
    pub since: i64,
    /// Its identifier.
    pub id: String,
}

impl Cursor {
    /// Reads what [`Cursor`] writes; nothing for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (since, id) = text.split_once('_')?;
        let good = id.len() == 36 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        good.then_some(())?;
        Some(Self { since: since.parse().ok()?, id: id.to_owned() })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.since, self.id)
    }
}

/// What an application can be filtered by: services with their needs, where the firm sits and what it serves when that is
/// no more than a région, what looked odd.
#[must_use]
pub fn application_tags(sent: &Submission, flags: &[Flag]) -> BTreeSet<String> {
    let mut tags: BTreeSet<String> = flags.iter().map(|flag| format!("flag:{}", flag.slug())).collect();
    for offer in &sent.offers {
        for service in &offer.listing.service_types {
            tags.insert(format!("type:{}", service.slug()));
            tags.insert(format!("type:{}", service.need().slug()));
        }
        tags.extend(local_tags(&offer.listing.area));
    }
    if let Some(address) = &sent.provider.address {
        tags.extend(departement_tags(address.commune));
    }
    tags
}

/// The départements of an area, unless it is too wide to belong anywhere.
#[must_use]
pub fn local_tags(area: &Area) -> Vec<String> {
    let touched = area.departements();
    if touched.len() > LOCAL {
        return Vec::new();
    }
    touched.iter().map(|id| format!("departement:{}", Territory::Departement(id).number())).collect()
}

fn departement_tags(place: Territory) -> Vec<String> {
    place
        .departements()
        .iter()
        .map(|id| format!("departement:{}", Territory::Departement(id).number()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back_and_nothing_else_is() {
        let cursor =
            Cursor { since: 1_795_345_200_000, id: "01900000-0000-7000-8000-000000000001".to_owned() };
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        for bad in ["", "1", "1_", "x_01900000-0000-7000-8000-000000000001", "1_zz", "1_' or 1=1"] {
            assert_eq!(Cursor::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_state_of_a_case_is_one_of_an_application() {
        for state in CaseState::ALL {
            assert_eq!(CaseState::of(state.application()), Some(*state));
        }
        assert_eq!(CaseState::of(ApplicationState::Approved), None);
    }

    #[test]
    fn a_wide_area_belongs_nowhere() {
        assert_eq!(local_tags(&Area::parse(["departement:68"]).unwrap()), ["departement:68"]);
        assert!(local_tags(&Area::parse(["france"]).unwrap()).is_empty());
    }
}
