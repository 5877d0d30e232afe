//! What happens when the mail server misbehaves: another attempt at the right minute, or an end that people see.

use std::time::Duration;

use devanture::app::Delivered;
use devanture::domain::access::Token;
use devanture::domain::delivery::{Setback, Trouble};
use devanture::domain::letter::Letter;
use devanture::mailer::Step;
use devanture::store::LetterFate;
use devanture::workflow::letters::CLAIM;
use sqlx::Executor;

use super::{CASE, MINUTE, NOON, Office, at, hasty_mailer, mailer, new_letter, withdrawn};
use crate::support::app::{Engine, TestApp};
use crate::support::databases::{Database, raw};
use crate::support::smtp::{Manner, Sink};

/// What the last attempt met, and when the next one comes.
fn waiting(fate: LetterFate) -> (Trouble, String, i64) {
    match fate {
        LetterFate::Waiting { due_at, setback: Some(met), .. } => (met.trouble, met.words, due_at),
        other => panic!("{other:?} does not wait"),
    }
}

#[tokio::test]
async fn a_letter_that_was_taken_is_forgotten_but_for_its_envelope_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let id = office.queue_one().await;
        let audited = office.store.count_audit_rows().await.unwrap();
        assert_eq!(office.step(Manner::Kind, NOON).await, Step::Sent);
        assert_eq!(office.fate().await, LetterFate::Sent { at: NOON });
        assert_eq!(office.column("select data from letter").await, "");
        let taken = office.sink.taken().remove(0);
        assert_eq!((taken.letter.id, taken.recipient.as_str()), (id.to_string(), "claire@atelier.example"));
        assert_eq!(office.step(Manner::Kind, NOON + CLAIM).await, Step::Idle);
        assert_eq!(office.store.count_audit_rows().await.unwrap(), audited, "what queued it was audited");
        assert_eq!(office.store.letters_about("").await.unwrap(), [], "nothing is about nothing");
    }
}

#[tokio::test]
async fn a_letter_of_a_transaction_that_is_undone_is_never_sent_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let mut tx = office.store.begin_write(NOON).await.unwrap();
        tx.queue_letter(&new_letter("claire@atelier.example", withdrawn())).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(office.step(Manner::Kind, NOON).await, Step::Idle);
        assert!(office.sink.taken().is_empty() && office.states().await.is_empty());
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_again_after_two_four_and_eight_minutes_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        office.queue_one().await;
        let mut now = NOON;
        for (manner, wait, trouble, words) in [
            (Manner::Closed, 2, Trouble::Later, "421 4.3.2 closed for the day"),
            (Manner::AsksForPatience, 4, Trouble::Later, "450 4.2.1 try again later"),
            (Manner::RefusesSender, 8, Trouble::NotAccepted, "553 5.7.1 not from …"),
        ] {
            assert_eq!(office.step(manner, now).await, Step::PutOff, "{manner:?}");
            let due_at = now + wait * MINUTE;
            assert_eq!(waiting(office.fate().await), (trouble, words.to_owned(), due_at));
            assert_eq!(office.mailer.step(at(due_at - 1)).await.unwrap(), Step::Idle, "{manner:?}");
            now = due_at;
        }
        assert_eq!(office.step(Manner::Kind, now).await, Step::Sent);
        assert_eq!(office.sink.acknowledged().len(), 1);
    }
}

#[tokio::test]
async fn a_refused_recipient_ends_the_letter_at_once_and_people_see_why_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        for (manner, trouble, words) in [
            (Manner::KnowsNobody, Trouble::RecipientRefused, "550 5.1.1 … no such mailbox"),
            (
                Manner::DislikesTheLetter,
                Trouble::ContentRefused,
                "554 5.6.0 this looks like an advertisement",
            ),
        ] {
            let id = office.queue_one().await;
            let audited = office.store.count_audit_rows().await.unwrap();
            assert_eq!(office.step(manner, NOON).await, Step::GaveUp);
            let failed = office.store.failed_letters(10).await.unwrap();
            let failed = failed.into_iter().find(|letter| letter.id == id).unwrap();
            let setback = Some(Setback { trouble, words: words.to_owned() });
            assert_eq!(failed.fate, LetterFate::Failed { at: NOON, setback });
            assert_eq!((failed.to.as_str(), failed.about.as_str()), ("claire@atelier.example", CASE));
            assert!(office.states().await.contains(&failed));
            assert_eq!(office.store.count_audit_rows().await.unwrap(), audited + 1);
            assert_eq!(office.mailer.step(at(NOON + 30 * CLAIM)).await.unwrap(), Step::Idle);
        }
        assert_eq!(office.column("select max(data) from letter").await, "");
        let detail =
            office.column("select detail from audit_log where action = 'give_up' order by seq").await;
        assert_eq!(detail, r#"{"kind":"withdrawn","attempts":1,"trouble":"destinataire-refuse"}"#);
        assert_eq!(office.store.failed_letters(1).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_answer_sends_the_same_letter_again_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        office.queue_one().await;
        assert_eq!(office.step(Manner::DropsAfterData, NOON).await, Step::PutOff);
        let (trouble, _, due_at) = waiting(office.fate().await);
        assert_eq!((trouble, due_at), (Trouble::Unreachable, NOON + 2 * MINUTE));
        assert_eq!(office.step(Manner::Kind, due_at).await, Step::Sent);
        let [first, second] = office.sink.taken().try_into().unwrap();
        assert!(!first.acknowledged && second.acknowledged);
        assert_eq!(first.letter.header("message-id"), second.letter.header("message-id"));
        assert_eq!((first.letter.text, first.letter.html), (second.letter.text, second.letter.html));
    }
}

#[tokio::test]
async fn a_server_that_keeps_silent_is_left_in_time_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let mailer = hasty_mailer(&office.store, &office.sink.url(), Duration::from_millis(50));
        for (manner, wait) in [(Manner::SaysNothing, 2), (Manner::TakesWithoutAWord, 4)] {
            let id = office.queue_one().await;
            let mut now = NOON;
            for wait in [2, 4].into_iter().take_while(|known| *known <= wait) {
                office.sink.behave([manner]);
                assert_eq!(mailer.step(at(now)).await.unwrap(), Step::PutOff, "{manner:?}");
                let state = office.states().await.into_iter().find(|state| state.id == id).unwrap();
                let (trouble, words, due_at) = waiting(state.fate);
                assert_eq!((trouble, due_at), (Trouble::Unreachable, now + wait * MINUTE));
                assert!(words.starts_with("no answer within"), "{words}");
                now = due_at;
            }
            assert_eq!(office.step(Manner::Kind, now).await, Step::Sent);
        }
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_for_nearly_three_days_on_postgres_as_on_sqlite() {
    for database in Database::both().await {
        let mut office = Office::of(database, Sink::start().await).await;
        office.mailer = mailer(&office.store, "smtp://127.0.0.1:1");
        office.queue_one().await;
        let mut now = NOON;
        for attempt in 1..12 {
            assert_eq!(office.mailer.step(at(now)).await.unwrap(), Step::PutOff, "{attempt}");
            let (trouble, _, due_at) = waiting(office.fate().await);
            assert_eq!((trouble, due_at - now), (Trouble::Unreachable, MINUTE << attempt));
            now = due_at;
        }
        assert_eq!(office.mailer.step(at(now)).await.unwrap(), Step::GaveUp);
        let LetterFate::Failed { setback: Some(met), .. } = office.fate().await else { panic!("it failed") };
        assert_eq!(met.trouble, Trouble::Unreachable);
        assert_eq!((now - NOON) / (60 * MINUTE), 68, "hours");
    }
}

#[tokio::test]
async fn a_link_is_not_sent_once_it_opens_nothing_any_more_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let link = || Letter::SpaceLink { token: Token::from_bits([7; 16]) };
        office.queue("claire@atelier.example", link(), NOON).await;
        for (minute, wait) in [(0, 2), (2, 4), (6, 8)] {
            assert_eq!(office.step(Manner::AsksForPatience, NOON + minute * MINUTE).await, Step::PutOff);
            assert_eq!(waiting(office.fate().await).2, NOON + (minute + wait) * MINUTE);
        }
        assert_eq!(office.step(Manner::AsksForPatience, NOON + 14 * MINUTE).await, Step::GaveUp);
        // A link that waited for a program that was down.
        office.queue("claire@atelier.example", link(), NOON).await;
        assert_eq!(office.step(Manner::Kind, NOON + 30 * MINUTE).await, Step::GaveUp);
        for failed in office.store.failed_letters(10).await.unwrap() {
            let LetterFate::Failed { setback: Some(met), .. } = failed.fate else { panic!("{failed:?}") };
            assert_eq!(met.trouble, Trouble::TooLate);
        }
        assert!(office.sink.taken().is_empty());
    }
}

#[tokio::test]
async fn the_letter_that_has_been_due_longest_goes_first_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let [third, first, second] = [2, 0, 1];
        let mut ids = Vec::new();
        for minute in [third, first, second] {
            ids.push(office.queue("claire@atelier.example", withdrawn(), NOON + minute * MINUTE).await);
        }
        while office.step(Manner::Kind, NOON + third * MINUTE).await == Step::Sent {}
        let gone: Vec<_> = office.sink.taken().into_iter().map(|taken| taken.letter.id).collect();
        assert_eq!(gone, [ids[1], ids[2], ids[0]].map(|id| id.to_string()));
    }
}

#[tokio::test]
async fn what_can_no_longer_be_read_does_not_hold_up_the_others_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        let broken = office.queue_one().await;
        let mut connection = raw(&office.database.url).await;
        connection.execute("update letter set data = '{\"kind\":\"of_old\"}'").await.unwrap();
        office.queue("claire@atelier.example", withdrawn(), NOON + 1).await;
        assert_eq!(office.step(Manner::Kind, NOON + 1).await, Step::GaveUp);
        assert_eq!(office.store.failed_letters(10).await.unwrap()[0].id, broken);
        assert_eq!(office.step(Manner::Kind, NOON + 1).await, Step::Sent);
    }
}

#[tokio::test]
async fn a_letter_that_always_takes_the_program_with_it_is_given_up_on_postgres_as_on_sqlite() {
    for office in Office::both().await {
        office.queue_one().await;
        let mut now = NOON;
        for _ in 0..12 {
            let claimed = devanture::workflow::letters::claim(&office.store, at(now)).await.unwrap();
            assert!(claimed.is_some());
            assert_eq!(office.mailer.step(at(now + CLAIM - 1)).await.unwrap(), Step::Idle);
            now += CLAIM;
        }
        assert_eq!(office.step(Manner::Kind, now).await, Step::GaveUp);
        let LetterFate::Failed { setback: Some(met), .. } = office.fate().await else { panic!("it failed") };
        assert_eq!(met.trouble, Trouble::Interrupted);
    }
}

#[tokio::test]
async fn a_clock_that_was_wrong_for_a_while_holds_no_letter_back_on_postgres_as_on_sqlite() {
    const YEAR: i64 = 365 * 24 * 60 * MINUTE;
    for office in Office::both().await {
        office.queue("claire@atelier.example", withdrawn(), NOON + YEAR).await;
        assert!(office.store.has_due_letter(NOON).await.unwrap(), "due a year from now is due");
        let claimed = devanture::workflow::letters::claim(&office.store, at(NOON + YEAR)).await.unwrap();
        assert!(claimed.is_some());
        assert_eq!(
            office.step(Manner::Kind, NOON).await,
            Step::Sent,
            "claimed until next year is not claimed"
        );
    }
}

async fn queue_link(app: &TestApp, to: &str) {
    let letter = Letter::SpaceLink { token: Token::from_bits([7; 16]) };
    let mut tx = app.store.begin_write(app.now().now).await.unwrap();
    tx.queue_letter(&new_letter(to, letter)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn letters_of_a_demonstration_are_files() {
    let app = TestApp::empty(Engine::Sqlite).await;
    assert!(app.letters().is_empty());
    for to in ["claire@atelier.example", "zoe@atelier.example"] {
        queue_link(&app, to).await;
    }
    assert_eq!(app.deliver().await, Delivered { sent: 2, ..Delivered::default() });
    assert_eq!(app.deliver().await, Delivered::default());
    queue_link(&app, "tard@atelier.example").await;
    app.pass_minutes(30);
    assert_eq!(app.deliver().await, Delivered { given_up: 1, ..Delivered::default() });
    let letters = app.letters();
    let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to, ["claire@atelier.example", "zoe@atelier.example"]);
    assert_eq!(letters[0].subject, "Entrez dans votre espace prestataire");
    assert_eq!(letters[0].link(), format!("{}/espace/lien/{}", app.url, "07".repeat(16)));
    assert!(letters[0].header("from").contains("annuaire@localhost.example"));
    assert_eq!(letters[0].header("reply-to"), "");
}
