//! What has to hold whatever was done.

use devanture::domain::application::ApplicationKind::Change;
use devanture::domain::application::{ApplicationState as State, Happened};
use devanture::domain::desk::decision::Outcome;
use devanture::domain::listing::ListingStatus;
use devanture::store::Decision;

use super::World;

/// Public offers whose provider nobody at the desk has ever approved.
const UNAPPROVED: &str = "select cast(l.id as text) from listing l where l.status in ('published', 'under_check') and not exists \
    (select 1 from decision d where d.provider_id = l.provider_id and d.outcome = 'approved')";
/// Providers with more than one open change.
const OPEN_CHANGES: &str = "select cast(count(*) as text) from application where kind = 'change' \
    and state not in ('approved', 'rejected', 'withdrawn') group by provider_id";
/// Proposals that wait about something that has changed since.
const STALE: &str = "select p.id from proposal p join application a on a.id = p.application_id \
    where p.settled_at is null and a.version <> p.version";
const RULINGS: &str = "select cast(count(*) as text) from decision where listing_id is not null";
/// What is one thing that happened and was told twice, or never kept.
const LEDGERS: &str = "select cast(count(*) as text) from decision";

impl World {
    /// Fails unless the promises are kept.
    pub(super) async fn assert_sound(&self) {
        let mut waiting = false;
        let mut made = 0;
        for id in &self.applications {
            let application = self.desk.application(*id).await;
            let history = self.desk.history(*id).await;
            let last = history.iter().rev().find(|event| told(event).is_some()).unwrap();
            let expected = told(last).unwrap();
            // A contested refusal that was given back is contested still.
            let given_back = *last == Happened::Released && application.state == State::Appealed;
            assert!(application.state == expected || given_back, "{:?}: {history:?}", application.state);
            waiting |= application.kind == Change && is_held(application.state);
            let decisions = self.desk.store.decisions_of_application(*id).await.unwrap();
            assert_told(&decisions, &history);
            assert_fair(&decisions);
            made += decisions.len();
            let in_hand = application.assignee.is_some();
            assert!(in_hand || application.state != State::InReview, "in review by nobody");
        }
        assert_eq!(self.desk.rows(RULINGS).await, [self.rulings.to_string()]);
        assert_eq!(self.desk.rows(LEDGERS).await, [(made + self.rulings).to_string()]);
        assert_eq!(self.desk.rows(UNAPPROVED).await, Vec::<String>::new(), "public without an approval");
        assert_eq!(self.desk.rows(STALE).await, Vec::<String>::new(), "a proposal about what has changed");
        assert!(self.desk.rows(OPEN_CHANGES).await.iter().all(|count| count == "1"));
        self.assert_out_of_sight(waiting).await;
    }

    /// What the desk or its provider took out of sight is not found.
    async fn assert_out_of_sight(&self, waiting: bool) {
        for entry in self.desk.store.entries_after(None, 100).await.unwrap() {
            let (id, status) = (entry.id, entry.listing.status);
            assert!(
                waiting || status != ListingStatus::UnderCheck,
                "waits for a change that is not under way"
            );
            if self.over.contains(&id) || self.suspended.contains(&id) {
                assert!(!status.is_searchable(), "{status:?}");
            }
            assert!(!self.over.contains(&id) || status.is_over(), "{status:?}");
        }
    }
}

const fn is_held(state: State) -> bool {
    matches!(state, State::Submitted | State::InReview | State::ChangesRequested | State::Appealed)
}

/// Every decision stands in the history and every decision of the history was made by somebody: none lost, none doubled.
fn assert_told(decisions: &[Decision], history: &[Happened]) {
    let told = history.iter().filter_map(|event| match event {
        Happened::QuestionsAsked { .. } => Some(Outcome::ChangesRequested),
        Happened::Approved { .. } => Some(Outcome::Approved),
        Happened::Refused { .. } => Some(Outcome::Refused),
        _ => None,
    });
    let told: Vec<Outcome> = told.collect();
    let made: Vec<Outcome> = decisions.iter().rev().map(|decision| decision.outcome).collect();
    assert_eq!(made, told);
}

/// Nobody decides about what they refused, or agreed to refuse, before; nobody agrees with themselves.
fn assert_fair(decisions: &[Decision]) {
    let mut refused_by = Vec::new();
    for decision in decisions.iter().rev() {
        let by: Vec<_> = [Some(decision.officer), decision.second].into_iter().flatten().collect();
        assert!(by.iter().all(|officer| !refused_by.contains(officer)), "{decision:?}");
        assert!(decision.second != Some(decision.officer), "{decision:?}");
        if decision.outcome == Outcome::Refused {
            refused_by.extend(by);
        }
    }
}

/// Where an application stands after what was told; nothing when it leaves it where it is.
const fn told(event: &Happened) -> Option<State> {
    Some(match event {
        Happened::Begun | Happened::ClaimProved => State::Draft,
        Happened::Sent | Happened::Released => State::Submitted,
        Happened::Taken => State::InReview,
        Happened::QuestionsAsked { .. } => State::ChangesRequested,
        Happened::Approved { .. } => State::Approved,
        Happened::Refused { .. } => State::Rejected,
        Happened::Appealed { .. } => State::Appealed,
        Happened::Withdrawn => State::Withdrawn,
        Happened::AddressProved | Happened::Message { .. } => return None,
    })
}
