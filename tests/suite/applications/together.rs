//! Doubled clicks, and several people at once: one effect each.

use std::sync::Arc;

use devanture::domain::application::Happened;
use devanture::domain::desk::verdict::Verdict;
use devanture::domain::form::{MAX_OFFERS, Topic, Typed};
use devanture::domain::letter::Reason;
use devanture::domain::listing::VerificationLevel;
use devanture::workflow::applications::{ApplicationError, Start, add_offer, decide, start, take, withdraw};

use super::{Desk, on_both};
use crate::support::databases::Database;
use crate::support::verdicts::{approval, refusal};

on_both!(
    a_doubled_start_begins_one,
    a_doubled_send_sends_one,
    a_doubled_withdrawal_is_one,
    two_vetters_of_one_version_decide_once,
    parallel_saves_of_different_topics_lose_nothing,
);

/// The same press of a button as it arrives a second time: what is drawn is drawn anew.
fn pressed_again(desk: &Desk, first: &Start) -> Start {
    Start { start_key: first.start_key.clone(), ..desk.starting(first.claims) }
}

async fn a_doubled_start_begins_one(database: Database) {
    let desk = Desk::open(database).await;
    let first = desk.starting(None);
    let second = pressed_again(&desk, &first);
    let sessions = [first.session.clone(), second.session.clone()];
    let moment = desk.moment();
    let (one, other) = tokio::join!(start(&desk.store, first, moment), start(&desk.store, second, moment));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one, other);
    desk.assert_wrote(&["begin_application", "open_application"]).await;
    assert_eq!(desk.rows("select id from application").await, [one.id.to_string()]);
    assert_eq!(desk.history(one.id).await, [Happened::Begun]);
    for session in sessions {
        let subject = desk.store.session(&session, moment.now).await.unwrap().unwrap();
        assert_eq!(subject.to_string(), format!("application:{}", one.id));
    }
}

async fn a_doubled_send_sends_one(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.complete().await;
    desk.prove(id).await;
    desk.overlook().await;
    let (one, other) = tokio::join!(desk.send(id), desk.send(id));
    assert_eq!(one.unwrap(), other.unwrap());
    desk.assert_wrote(&["send_application"]).await;
    assert_eq!(desk.letters().await, ["application_link", "received"]);
    assert_eq!(desk.history(id).await, [Happened::Begun, Happened::AddressProved, Happened::Sent]);
    assert_eq!(desk.rows("select application_id from submission").await.len(), 1);
    let (one, other) = tokio::join!(
        add_offer(&desk.store, id, 1, desk.moment()),
        desk.fill(id, Topic::Words, &[("title", "Trop tard")])
    );
    assert!(matches!(one, Err(ApplicationError::WrongState(_))));
    assert!(matches!(other, Err(ApplicationError::WrongState(_))));
}

async fn a_doubled_withdrawal_is_one(database: Database) {
    let desk = Desk::open(database).await;
    let sent = desk.sent().await;
    desk.overlook().await;
    let (store, moment) = (&desk.store, desk.moment());
    let (one, other) = tokio::join!(
        withdraw(store, sent.id, desk.letter_id(), moment),
        withdraw(store, sent.id, desk.letter_id(), moment)
    );
    assert_eq!(one.unwrap(), other.unwrap());
    desk.assert_wrote(&["withdraw_application"]).await;
    assert_eq!(desk.letters().await, ["application_link", "received", "withdrawn"]);
}

async fn two_vetters_of_one_version_decide_once(database: Database) {
    let desk = Desk::open(database).await;
    let sent = desk.sent().await;
    desk.overlook().await;
    let other = desk.vetting_as(desk.other, &sent);
    let (one, other) = tokio::join!(take(&desk.store, desk.vetting(&sent)), take(&desk.store, other));
    let taken = match (one, other) {
        (Ok(taken), Err(ApplicationError::Changed)) | (Err(ApplicationError::Changed), Ok(taken)) => taken,
        both => panic!("{both:?}"),
    };
    let (officer, refusal) = (taken.assignee.unwrap(), Verdict::Refuse(refusal(&[Reason::NoPrice], "")));
    let vetting = desk.vetting_as(officer, &taken);
    let approval = approval(VerificationLevel::Offer);
    let (mut approving, mut refusing) = (|| desk.id(), || desk.id());
    let (approved, refused) = tokio::join!(
        decide(&desk.store, vetting, &approval, &mut approving),
        decide(&desk.store, vetting, &refusal, &mut refusing)
    );
    let listed = desk.store.count_listings().await.unwrap();
    match (approved, refused) {
        (Ok(_), Err(ApplicationError::Changed)) => assert_eq!(listed, 1),
        (Err(ApplicationError::Changed), Ok(_)) => assert_eq!(listed, 0),
        both => panic!("{both:?}"),
    }
    assert_eq!(desk.store.count_audit_rows().await.unwrap() - audited_before(&desk).await, 2);
    assert_eq!(desk.letters().await.len(), 3);
}

/// Rows of the audit log that are not of a vetter.
async fn audited_before(desk: &Desk) -> i64 {
    let others = desk.rows("select action from audit_log where actor not like 'officer:%'").await;
    i64::try_from(others.len()).unwrap()
}

async fn parallel_saves_of_different_topics_lose_nothing(database: Database) {
    let desk = Arc::new(Desk::open(database).await);
    let id = desk.begin().await;
    for known in 1..MAX_OFFERS {
        add_offer(&desk.store, id, known, desk.moment()).await.unwrap();
    }
    desk.overlook().await;
    let before = desk.application(id).await.version;
    let topics = [
        (Topic::Words, "title"),
        (Topic::Area, "area"),
        (Topic::Price, "pricing_model"),
        (Topic::Terms, "commitment_months"),
        (Topic::Setup, "setup_delay"),
    ];
    let mut saves = tokio::task::JoinSet::new();
    for number in 1..=10 {
        for (topic, key) in topics {
            let desk = Arc::clone(&desk);
            saves.spawn(async move {
                let typed: Typed = [(key, format!("{key} {number}"))].into_iter().collect();
                desk.fill_typed(id, topic, Some(number), &typed).await.unwrap();
            });
        }
    }
    saves.join_all().await;
    let after = desk.application(id).await;
    assert_eq!(after.version - before, 50);
    for number in 1..=10 {
        for (_, key) in topics {
            let typed = &after.answers.offer(number).unwrap().typed;
            assert_eq!(typed.one(key), format!("{key} {number}"));
        }
    }
    desk.assert_wrote(&["fill_application"; 50]).await;
}
