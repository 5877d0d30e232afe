//! Refused, contested, taken back.

use devanture::domain::application::{ApplicationState as State, Happened};
use devanture::domain::desk::verdict::Verdict;
use devanture::domain::form::Topic;
use devanture::domain::ids::ApplicationId;
use devanture::domain::letter::Reason;
use devanture::domain::listing::VerificationLevel;
use devanture::store::StoredApplication;
use devanture::workflow::applications::{
    ApplicationError, add_offer, appeal, decide, keep_logo, propose_refusal, remove_offer, take, withdraw,
};

use super::{DAY, Desk, on_both};
use crate::support::databases::Database;
use crate::support::verdicts::{approval, question, refusal};

on_both!(
    a_refusal_is_contested_within_sixty_days_and_looked_at_again,
    a_refusal_is_final_after_sixty_days,
    an_application_is_taken_back_wherever_it_stands_open,
    nothing_happens_to_one_that_is_closed,
);

pub async fn refused(desk: &Desk, sent: &StoredApplication) -> StoredApplication {
    let taken = desk.take(sent).await;
    desk.decide(&taken, &Verdict::Refuse(refusal(&[Reason::NoPrice], "Aucun prix."))).await.unwrap()
}

async fn a_refusal_is_contested_within_sixty_days_and_looked_at_again(database: Database) {
    let desk = Desk::open(database).await;
    let sent = desk.sent().await;
    desk.overlook().await;
    let refused_one = refused(&desk, &sent).await;
    desk.assert_wrote(&["take_application", "refuse_application"]).await;
    assert_eq!(refused_one.decided_at, Some(desk.moment().now));
    let until = desk.moment().today.saturating_add(jiff::Span::new().days(60));
    let told = Happened::Refused {
        reasons: vec![Reason::NoPrice],
        words: "Aucun prix.".to_owned(),
        appeal_until: until,
    };
    assert_eq!(desk.history(sent.id).await.last(), Some(&told));
    assert_eq!(desk.letters().await, ["application_link", "received", "refused"]);
    desk.pass(60 * DAY);
    let long = "é".repeat(3_000);
    let appealed = appeal(&desk.store, sent.id, &long, desk.moment()).await.unwrap();
    appeal(&desk.store, sent.id, "encore", desk.moment()).await.unwrap();
    desk.assert_wrote(&["appeal"]).await;
    assert_eq!((appealed.state, appealed.decided_at), (State::Appealed, None));
    let words = "é".repeat(2_000);
    assert_eq!(desk.history(sent.id).await.last(), Some(&Happened::Appealed { words }));
    let taken = take(&desk.store, desk.vetting_as(desk.other, &appealed)).await.unwrap();
    let approving = desk.vetting_as(desk.other, &taken);
    decide(&desk.store, approving, &approval(VerificationLevel::Offer), &mut || desk.id()).await.unwrap();
    assert_eq!(desk.store.count_listings().await.unwrap(), 1);
}

async fn a_refusal_is_final_after_sixty_days(database: Database) {
    let desk = Desk::open(database).await;
    let sent = desk.sent().await;
    let early = appeal(&desk.store, sent.id, "Pourquoi ?", desk.moment()).await;
    assert!(matches!(early, Err(ApplicationError::WrongState(_))), "nothing is refused yet");
    let refused = refused(&desk, &sent).await;
    desk.overlook().await;
    desk.pass(61 * DAY);
    let late = appeal(&desk.store, sent.id, "Pourquoi ?", desk.moment()).await;
    assert!(matches!(late, Err(ApplicationError::WrongState(_))), "{late:?}");
    desk.assert_wrote(&[]).await;
    assert_eq!(desk.application(sent.id).await, refused);
}

/// Brings a new application to each open state in turn.
async fn brought_to(desk: &Desk, state: State) -> ApplicationId {
    if state == State::Draft {
        return desk.complete().await;
    }
    let sent = desk.sent().await;
    match state {
        State::InReview => drop(desk.take(&sent).await),
        State::ChangesRequested => {
            let taken = desk.take(&sent).await;
            desk.decide(&taken, &question("Plus précis ?")).await.unwrap();
        }
        State::Appealed => {
            refused(desk, &sent).await;
            appeal(&desk.store, sent.id, "Pourquoi ?", desk.moment()).await.unwrap();
        }
        State::Approved => drop(desk.approve(&desk.take(&sent).await).await.unwrap()),
        State::Rejected => drop(refused(desk, &sent).await),
        State::Withdrawn => {
            withdraw(&desk.store, sent.id, desk.letter_id(), desk.moment()).await.unwrap();
        }
        State::Draft | State::Submitted => {}
    }
    desk.pass(DAY);
    assert_eq!(desk.application(sent.id).await.state, state);
    sent.id
}

async fn an_application_is_taken_back_wherever_it_stands_open(database: Database) {
    let desk = Desk::open(database).await;
    let open = [State::Draft, State::Submitted, State::InReview, State::ChangesRequested, State::Appealed];
    for state in open {
        let id = brought_to(&desk, state).await;
        desk.overlook().await;
        let letters = desk.letters().await.len();
        let withdrawn = withdraw(&desk.store, id, desk.letter_id(), desk.moment()).await.unwrap();
        assert_eq!(withdrawn.state, State::Withdrawn, "from {state:?}");
        let again = withdraw(&desk.store, id, desk.letter_id(), desk.moment()).await.unwrap();
        assert_eq!(again, withdrawn);
        desk.assert_wrote(&["withdraw_application"]).await;
        assert_eq!(desk.history(id).await.last(), Some(&Happened::Withdrawn));
        // Nobody writes to an address that nobody proved.
        let told = usize::from(state != State::Draft);
        assert_eq!(desk.letters().await.len() - letters, told, "from {state:?}");
    }
    assert_eq!(desk.store.count_listings().await.unwrap(), 0);
}

async fn nothing_happens_to_one_that_is_closed(database: Database) {
    let desk = Desk::open(database).await;
    for state in [State::Approved, State::Rejected, State::Withdrawn] {
        let id = brought_to(&desk, state).await;
        let before = desk.application(id).await;
        let (store, moment) = (&desk.store, desk.moment());
        desk.overlook().await;
        let mut refused = vec![
            desk.fill(id, Topic::Words, &[("title", "Autre chose")]).await.map(drop),
            add_offer(store, id, 1, moment).await.map(drop),
            remove_offer(store, id, 1, moment).await,
            keep_logo(store, id, None, moment).await,
            desk.send(id).await.map(drop),
            take(store, desk.vetting(&before)).await.map(drop),
            desk.decide(&before, &question("Plus précis ?")).await.map(drop),
            desk.approve(&before).await.map(drop),
            desk.decide(&before, &Verdict::Refuse(refusal(&[Reason::NoPrice], ""))).await.map(drop),
        ];
        let proposing = desk.vetting(&before);
        let proposed = refusal(&[Reason::NoPrice], "");
        refused.push(propose_refusal(store, proposing, proposed, &mut || desk.id()).await.map(drop));
        if state != State::Withdrawn {
            refused.push(withdraw(store, id, desk.letter_id(), moment).await.map(drop));
        }
        if state != State::Rejected {
            refused.push(appeal(store, id, "Pourquoi ?", moment).await.map(drop));
        }
        for (which, refused) in refused.iter().enumerate() {
            assert!(matches!(refused, Err(ApplicationError::WrongState(_))), "{which}: {refused:?}");
        }
        desk.assert_wrote(&[]).await;
        assert_eq!(desk.application(id).await, before);
    }
}
