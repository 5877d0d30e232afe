//! What to do first in a space.

use jiff::Span;
use jiff::civil::Date;

use super::Resident;
use crate::domain::application::{ApplicationKind, ApplicationState};
use crate::domain::listing::ListingStatus;
use crate::store::{StoredApplication, StoredListing};

/// Days before the day of its review from which on an offer is to be confirmed.
const AHEAD: i32 = 30;

/// Something to do.
pub(super) struct Todo {
    pub(super) text: String,
    pub(super) way: Way,
}

/// How to do it.
pub(super) enum Way {
    /// On another page.
    Page(String),
    /// By a button that opens an application.
    Button(String),
}

/// Gives the answers that vetters wait for, the changes begun and not sent, the offers to confirm.
pub(super) fn first(
    resident: &Resident,
    applications: &[StoredApplication],
    listings: &[StoredListing],
    today: Date,
) -> Vec<Todo> {
    let lang = resident.lang();
    let asked = applications.iter().filter_map(|application| {
        let reference = application.reference.as_str();
        let text = match (application.state, application.kind) {
            (ApplicationState::ChangesRequested, _) => lang.todo_answer(reference),
            (ApplicationState::Draft, ApplicationKind::Change) => lang.todo_finish(reference),
            _ => return None,
        };
        Some(Todo { text, way: Way::Button(resident.href(&format!("/candidatures/{reference}/ouvrir"))) })
    });
    let due = listings.iter().filter(|stored| is_due(stored, today)).map(|stored| Todo {
        text: lang
            .todo_confirm(stored.listing.title.as_str(), stored.listing.status == ListingStatus::Expired),
        way: Way::Page(resident.href(&format!("/offres/{}/confirmer", stored.slug))),
    });
    asked.chain(due).collect()
}

fn is_due(stored: &StoredListing, today: Date) -> bool {
    let listing = &stored.listing;
    let soon = today.saturating_add(Span::new().days(AHEAD));
    listing.is_confirmable(today) && listing.review_day().is_some_and(|day| day <= soon)
}
