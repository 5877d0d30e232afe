//! Any sequence of what applicants, providers and the desk do keeps the promises of the directory.

mod attempt;
mod promises;

use std::collections::BTreeSet;

use devanture::domain::choice::Choice;
use devanture::domain::desk::Role;
use devanture::domain::ids::{ApplicationId, ListingId, OfficerId};
use proptest::prelude::*;

use super::{DAY, Desk};
use crate::support::databases::Database;
use crate::support::desk::hired;

/// What can be done, by whoever, to one of the applications or offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    // The applicant.
    Fill(u8),
    AddOffer,
    Prove,
    Send,
    Appeal,
    Withdraw,
    BeginChange,
    // The provider.
    Pause,
    Resume,
    WithdrawOffer,
    // The desk, about applications.
    Take,
    Release,
    Assign(usize),
    Comment(bool),
    Ask,
    Approve,
    Refuse,
    Agree,
    Decline,
    // The desk, about offers.
    Suspend,
    Reinstate,
    Archive,
    AgreeArchive,
    DeclineArchive,
    Revert,
}

/// Something that is tried: by whom of the desk, about which application or offer.
#[derive(Debug, Clone, Copy)]
struct Step {
    who: usize,
    which: usize,
    verb: Verb,
}

/// A directory, and what this play knows of it.
struct World {
    desk: Desk,
    /// Refusing and archiving needs two.
    four_eyes: bool,
    /// Everybody at the desk.
    officers: Vec<(OfficerId, Role)>,
    applications: Vec<ApplicationId>,
    /// Offers that the desk has taken out of sight.
    suspended: BTreeSet<ListingId>,
    /// Offers that are over.
    over: BTreeSet<ListingId>,
    /// Decisions about offers that were made.
    rulings: usize,
}

impl World {
    /// One application that waits, and another one begun.
    async fn open(four_eyes: bool) -> Self {
        let desk = Desk::open(Database::sqlite()).await;
        let mut officers = Vec::new();
        for (name, role) in [
            ("Anne", Role::Vetter),
            ("Paul", Role::Vetter),
            ("Lea", Role::Lead),
            ("Max", Role::Lead),
            ("Ada", Role::Administrator),
            ("Remi", Role::Reader),
        ] {
            officers.push((hired(&desk.store, name, role, desk.moment()).await, role));
        }
        let applications = vec![desk.sent().await.id, desk.complete().await];
        let (suspended, over) = (BTreeSet::new(), BTreeSet::new());
        Self { desk, four_eyes, officers, applications, suspended, over, rulings: 0 }
    }
}

fn verbs() -> impl Strategy<Value = Verb> {
    use Verb as V;
    let applicant = prop_oneof![
        2 => (0..4_u8).prop_map(V::Fill),
        1 => Just(V::AddOffer),
        2 => Just(V::Prove),
        6 => Just(V::Send),
        4 => Just(V::Appeal),
        1 => Just(V::Withdraw),
        6 => Just(V::BeginChange),
        1 => Just(V::Pause),
        2 => Just(V::Resume),
        1 => Just(V::WithdrawOffer),
    ];
    let of_cases = prop_oneof![
        6 => Just(V::Take),
        1 => Just(V::Release),
        4 => (0..6_usize).prop_map(V::Assign),
        1 => any::<bool>().prop_map(V::Comment),
        2 => Just(V::Ask),
        7 => Just(V::Approve),
        4 => Just(V::Refuse),
        3 => Just(V::Agree),
        1 => Just(V::Decline),
    ];
    let of_offers = prop_oneof![
        3 => Just(V::Suspend),
        3 => Just(V::Reinstate),
        1 => Just(V::Archive),
        1 => Just(V::AgreeArchive),
        1 => Just(V::DeclineArchive),
        1 => Just(V::Revert),
    ];
    prop_oneof![4 => applicant, 6 => of_cases, 2 => of_offers]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..6_usize, 0..6_usize, verbs()).prop_map(|(who, which, verb)| Step { who, which, verb });
    prop::collection::vec(step, 40..80)
}

async fn play(four_eyes: bool, steps: &[Step]) {
    let mut world = World::open(four_eyes).await;
    for step in steps {
        world.attempt(*step).await;
        world.assert_sound().await;
        world.desk.pass(DAY / 4);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_breaks_a_promise(four_eyes in any::<bool>(), steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(play(four_eyes, &steps));
    }
}

#[test]
fn everybody_of_the_desk_is_played() {
    let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let officers = world.block_on(World::open(true)).officers;
    assert!(Role::ALL.iter().all(|role| officers.iter().any(|(_, played)| played == role)));
}
