//! Never lost, never twice without need: what the server took equals what the outbox says.

use devanture::domain::ids::LetterId;
use devanture::mailer::Step;
use devanture::store::{LetterFate, LetterState, Store};
use devanture::workflow::letters::CLAIM;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{NOON, Office, at, mailer, withdrawn};
use crate::support::smtp::Manner;

const LETTERS: usize = 40;

async fn queue_many(office: &Office) -> Vec<LetterId> {
    let mut ids = Vec::new();
    for number in 0..LETTERS {
        ids.push(office.queue(&format!("atelier{number}@example.fr"), withdrawn(), NOON).await);
    }
    ids
}

/// Identifiers of the letters that were sent, and of those that were given up, in order.
async fn settled(office: &Office) -> (Vec<String>, Vec<String>) {
    let (mut sent, mut failed) = (Vec::new(), Vec::new());
    for state in office.states().await {
        match state.fate {
            LetterFate::Sent { .. } => sent.push(state.id.to_string()),
            LetterFate::Failed { .. } => failed.push(state.id.to_string()),
            LetterFate::Waiting { .. } => panic!("{state:?} still waits"),
        }
    }
    sent.sort();
    failed.sort();
    (sent, failed)
}

/// When the next letter is due, if any waits.
async fn next_due(office: &Office) -> Option<i64> {
    let due = |letter: LetterState| match letter.fate {
        LetterFate::Waiting { due_at, .. } => Some(due_at),
        _ => None,
    };
    office.states().await.into_iter().filter_map(due).min()
}

/// Whether a letter was given up for a refusal, not after the last of its attempts.
fn was_refused(letter: &LetterState) -> bool {
    matches!(&letter.fate, LetterFate::Failed { setback: Some(met), .. } if met.trouble.is_permanent())
}

/// A hundred treatments, drawn anew at each run.
fn mixture() -> Vec<Manner> {
    let manner = prop_oneof![
        3 => Just(Manner::Kind),
        1 => Just(Manner::Closed),
        1 => Just(Manner::RefusesSender),
        1 => Just(Manner::AsksForPatience),
        1 => Just(Manner::KnowsNobody),
        1 => Just(Manner::DislikesTheLetter),
        1 => Just(Manner::DropsAfterData),
    ];
    let drawn = proptest::collection::vec(manner, 100).new_tree(&mut TestRunner::default());
    drawn.unwrap().current()
}

#[tokio::test]
async fn after_any_mixture_of_misbehaviour_the_ledgers_agree_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let manners = mixture();
        office.sink.behave(manners.iter().copied());
        let ids = queue_many(&office).await;
        let (mut now, mut steps, mut given_up) = (NOON, 0, 0);
        loop {
            match office.mailer.step(at(now)).await.unwrap() {
                Step::Idle => match next_due(&office).await {
                    Some(due) => now = due,
                    None => break,
                },
                step => {
                    given_up += usize::from(step == Step::GaveUp);
                    steps += 1;
                }
            }
        }
        let (sent, failed) = settled(&office).await;
        assert_eq!(office.sink.acknowledged(), sent, "{manners:?}");
        assert_eq!((sent.len() + failed.len(), failed.len()), (LETTERS, given_up), "{manners:?}");
        let refused = [Manner::KnowsNobody, Manner::DislikesTheLetter];
        let refusals = manners.iter().take(steps).filter(|manner| refused.contains(manner)).count();
        let ended = office.store.failed_letters(100).await.unwrap().into_iter().filter(was_refused).count();
        assert_eq!(ended, refusals, "a refusal ends a letter: {manners:?}");
        for taken in office.sink.taken() {
            assert!(ids.iter().any(|id| id.to_string() == taken.letter.id));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_mailers_at_once_share_the_letters_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let ids = queue_many(&office).await;
        let mut mailers = tokio::task::JoinSet::new();
        for _ in 0..2 {
            // Connections of its own, as another node has.
            let store: Store = office.database.open().await;
            let mailer = mailer(&store, &office.sink.url());
            mailers.spawn(async move {
                let mut sent = 0;
                while mailer.step(at(NOON)).await.unwrap() == Step::Sent {
                    sent += 1;
                }
                sent
            });
        }
        let sent: Vec<usize> = mailers.join_all().await;
        assert_eq!(sent.iter().sum::<usize>(), LETTERS);
        let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        ids.sort();
        assert_eq!(office.sink.acknowledged(), ids, "each once");
    }
}

#[tokio::test]
async fn others_write_while_a_letter_is_under_way_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        office.queue_one().await;
        office.sink.behave([Manner::WaitsForRelease]);
        let Office { store, sink, mailer, .. } = &office;
        let others = async {
            sink.has_taken(1).await;
            let tx = store.begin_write(NOON).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(mailer.step(at(NOON)).await.unwrap(), Step::Idle, "it is in somebody's hands");
            sink.release();
        };
        let (step, ()) = tokio::join!(mailer.step(at(NOON)), others);
        assert_eq!(step.unwrap(), Step::Sent);
    }
}

#[tokio::test]
async fn a_mailer_that_ends_before_it_notes_sends_the_same_letter_twice_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let id = office.queue_one().await.to_string();
        office.sink.behave([Manner::WaitsForRelease]);
        tokio::select! {
            step = office.mailer.step(at(NOON)) => panic!("{step:?} although nobody let it go on"),
            () = office.sink.has_taken(1) => {}
        }
        assert_eq!(office.mailer.step(at(NOON + CLAIM - 1)).await.unwrap(), Step::Idle);
        assert_eq!(office.mailer.step(at(NOON + CLAIM)).await.unwrap(), Step::Sent);
        assert_eq!(office.sink.acknowledged(), [id.clone(), id]);
    }
}

#[tokio::test]
async fn who_lost_a_claim_changes_nothing_any_more_on_postgres_as_on_sqlite() {
    use devanture::domain::delivery::{Setback, Trouble};
    use devanture::workflow::letters::{claim, give_up, put_off};
    for office in Office::both().await {
        office.queue_one().await;
        let slow = claim(&office.store, at(NOON)).await.unwrap().unwrap();
        let quick = claim(&office.store, at(NOON + CLAIM)).await.unwrap().unwrap();
        assert_eq!((slow.id, slow.attempts, quick.attempts), (quick.id, 1, 2));
        let met = Setback::new(Trouble::RecipientRefused, "");
        let audited = office.store.count_audit_rows().await.unwrap();
        give_up(&office.store, &slow, &met, at(NOON + CLAIM)).await.unwrap();
        put_off(&office.store, &slow, NOON, &met, at(NOON + CLAIM)).await.unwrap();
        assert_eq!(office.store.count_audit_rows().await.unwrap(), audited);
        let LetterFate::Waiting { setback, .. } = office.fate().await else { panic!("it waits") };
        assert_eq!(setback, None);
        assert!(claim(&office.store, at(NOON + CLAIM)).await.unwrap().is_none(), "the other one has it");
    }
}
