//! Any sequence of what applicants and vetters do keeps the promises of the directory.

use devanture::domain::application::ApplicationKind::{Change, New};
use devanture::domain::application::{ApplicationState as State, Happened};
use devanture::domain::desk::verdict::Verdict;
use devanture::domain::form::Topic;
use devanture::domain::ids::{ApplicationId, ProviderId};
use devanture::domain::letter::Reason;
use devanture::domain::listing::ListingStatus;
use devanture::workflow::applications::{ApplicationError, add_offer, appeal, take, withdraw};
use proptest::prelude::*;

use super::{DAY, Desk};
use crate::support::databases::Database;
use crate::support::verdicts::{question, refusal};

/// What can be done, by whoever, to one of the applications.
#[derive(Debug, Clone, Copy)]
enum Verb {
    Fill(u8),
    AddOffer,
    Prove,
    Send,
    Take,
    Ask,
    Approve,
    Refuse,
    Appeal,
    Withdraw,
    BeginChange,
}

fn verbs() -> impl Strategy<Value = Vec<(usize, Verb)>> {
    let verb = prop_oneof![
        2 => (0..4_u8).prop_map(Verb::Fill),
        1 => Just(Verb::AddOffer),
        2 => Just(Verb::Prove),
        6 => Just(Verb::Send),
        6 => Just(Verb::Take),
        2 => Just(Verb::Ask),
        4 => Just(Verb::Approve),
        2 => Just(Verb::Refuse),
        2 => Just(Verb::Appeal),
        1 => Just(Verb::Withdraw),
        6 => Just(Verb::BeginChange),
    ];
    prop::collection::vec((0..4_usize, verb), 30..80)
}

/// Does it, if it can be done now; nothing but a refusal by the rules is allowed.
async fn attempt(desk: &Desk, all: &mut Vec<ApplicationId>, which: usize, verb: Verb) {
    let id = all[which % all.len()];
    let shown = desk.application(id).await;
    let (store, moment) = (&desk.store, desk.moment());
    let outcome = match verb {
        Verb::Fill(number) => {
            let title = format!("Titre numéro {number}");
            let words =
                [("title", title.as_str()), ("summary", "Une boutique tenue à jour, photos comprises.")];
            let offer = shown.answers.offers.first().map(|offer| offer.number);
            desk.fill_typed(id, Topic::Words, offer, &words.into_iter().collect()).await.map(drop)
        }
        Verb::AddOffer => add_offer(store, id, shown.answers.offers.len(), moment).await.map(drop),
        Verb::Prove if shown.email.is_some() => {
            desk.prove(id).await;
            Ok(())
        }
        Verb::Prove => Ok(()),
        Verb::Send => desk.send(id).await.map(drop),
        Verb::Take => take(store, desk.vetting(&shown)).await.map(drop),
        Verb::Ask => desk.decide(&shown, &question("Plus précis ?")).await.map(drop),
        Verb::Approve => desk.approve(&shown).await.map(drop),
        Verb::Refuse => {
            desk.decide(&shown, &Verdict::Refuse(refusal(&[Reason::NoPrice], ""))).await.map(drop)
        }
        Verb::Appeal => appeal(store, id, "Pourquoi ?", moment).await.map(drop),
        // The end of a new one would be the end of the play.
        Verb::Withdraw if shown.kind == New => Ok(()),
        Verb::Withdraw => withdraw(store, id, desk.letter_id(), moment).await.map(drop),
        Verb::BeginChange => begin_change(desk, all, &shown.provider_id).await,
    };
    let by_the_rules = matches!(
        outcome,
        Ok(())
            | Err(ApplicationError::WrongState(_)
                | ApplicationError::Incomplete(_)
                | ApplicationError::AddressUnproved
                | ApplicationError::Barred(_)
                | ApplicationError::Full)
    );
    assert!(by_the_rules, "{verb:?}: {outcome:?}");
}

async fn begin_change(
    desk: &Desk,
    all: &mut Vec<ApplicationId>,
    provider: &Option<ProviderId>,
) -> Result<(), ApplicationError> {
    let Some(provider) = *provider else { return Ok(()) };
    let id = desk.begin_change(provider).await.id;
    if !all.contains(&id) {
        let contact = [("contact.name", "Claire"), ("contact.email", "claire@atelier.example")];
        desk.fill(id, Topic::Contact, &contact).await?;
        desk.prove(id).await;
        all.push(id);
    }
    Ok(())
}

/// Fails unless the promises are kept.
async fn assert_sound(desk: &Desk, all: &[ApplicationId]) {
    let mut approved = 0;
    let mut waiting = false;
    for id in all {
        let application = desk.application(*id).await;
        let history = desk.history(*id).await;
        approved += history.iter().filter(|event| matches!(event, Happened::Approved { .. })).count();
        let last = history.iter().rev().find(|event| !matches!(event, Happened::AddressProved)).unwrap();
        assert_eq!(application.state, told(last), "{history:?}");
        waiting |= application.kind == Change
            && matches!(application.state, State::Submitted | State::InReview | State::ChangesRequested);
    }
    let entries = desk.store.entries_after(None, 100).await.unwrap();
    let public = entries.iter().filter(|entry| entry.listing.status.is_searchable()).count();
    assert!(public == 0 || approved > 0, "public without an approval");
    let held = entries.iter().any(|entry| entry.listing.status == ListingStatus::UnderCheck);
    assert!(!held || waiting, "an offer waits for a change that is not under way");
    let open = "select cast(count(*) as text) from application where kind = 'change' \
                and state not in ('approved', 'rejected', 'withdrawn') group by provider_id";
    assert!(desk.rows(open).await.iter().all(|count| count == "1"));
}

/// Where an application stands after what was told last.
fn told(last: &Happened) -> State {
    match last {
        Happened::Begun | Happened::AddressProved | Happened::ClaimProved => State::Draft,
        Happened::Sent | Happened::Released => State::Submitted,
        // A message changes nothing.
        Happened::Taken | Happened::Message { .. } => State::InReview,
        Happened::QuestionsAsked { .. } => State::ChangesRequested,
        Happened::Approved { .. } => State::Approved,
        Happened::Refused { .. } => State::Rejected,
        Happened::Appealed { .. } => State::Appealed,
        Happened::Withdrawn => State::Withdrawn,
    }
}

async fn play(steps: &[(usize, Verb)]) {
    let desk = Desk::open(Database::sqlite()).await;
    let mut all = vec![desk.complete().await];
    desk.prove(all[0]).await;
    for (which, verb) in steps {
        attempt(&desk, &mut all, *which, *verb).await;
        assert_sound(&desk, &all).await;
        desk.pass(DAY / 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_breaks_a_promise(steps in verbs()) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(play(&steps));
    }
}
