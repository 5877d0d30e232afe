//! Drafts that nobody touches: warned of their end, then deleted.

use devanture::domain::form::Topic;
use devanture::domain::ids::ApplicationId;
use devanture::workflow::applications::{Swept, add_offer, sweep};

use super::{DAY, Desk, on_both};
use crate::support::databases::Database;

on_both!(
    a_draft_is_warned_of_and_deleted_with_all_that_hangs_on_it,
    a_draft_that_is_touched_starts_over,
    a_draft_without_an_address_is_deleted_without_a_warning,
    no_jump_of_the_clock_deletes_a_draft_without_a_warning_in_time,
    a_draft_found_late_is_kept_until_the_day_of_its_letter,
    what_was_sent_is_no_draft,
    an_unproved_address_gets_three_letters_an_hour_however_many_drafts_name_it,
    a_proved_address_is_told_of_each_of_its_drafts,
);

async fn swept(desk: &Desk) -> (u64, u64) {
    let Swept { warned, deleted, .. } = sweep(&desk.store, desk.moment(), &mut || desk.id()).await.unwrap();
    (warned, deleted)
}

async fn count(desk: &Desk, table: &str) -> usize {
    desk.rows(&format!("select '1' from {table}")).await.len()
}

async fn is_kept(desk: &Desk, id: ApplicationId) -> bool {
    desk.store.application_by_id(id).await.unwrap().is_some()
}

async fn a_draft_is_warned_of_and_deleted_with_all_that_hangs_on_it(database: Database) {
    let desk = Desk::open(database).await;
    let other = desk.sent().await;
    desk.pass(DAY);
    let id = desk.complete().await;
    desk.link(id).await;
    desk.overlook().await;
    desk.pass(76 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.assert_wrote(&[]).await;
    desk.pass(1);
    assert_eq!(swept(&desk).await, (1, 0));
    assert_eq!(swept(&desk).await, (0, 0), "once");
    desk.assert_wrote(&["sweep_drafts"]).await;
    let letter = desk.rows("select data from letter where kind = 'draft_expiring'").await;
    let on = desk.moment().today.saturating_add(jiff::Span::new().days(14));
    assert!(letter.len() == 1 && letter[0].contains(&on.to_string()), "{letter:?}");
    desk.pass(14 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.pass(1);
    assert_eq!(swept(&desk).await, (0, 1));
    desk.assert_wrote(&["sweep_drafts"]).await;
    assert!(!is_kept(&desk, id).await && is_kept(&desk, other.id).await);
    for (table, column) in [
        ("application_event", "application_id"),
        ("inspection", "application_id"),
        ("submission", "application_id"),
        ("letter", "about"),
    ] {
        let left = desk.rows(&format!("select distinct {column} from {table}")).await;
        assert_eq!(left, [other.id.to_string()], "{table}");
    }
    for table in ["session", "link"] {
        let left = desk.rows(&format!("select distinct subject from {table}")).await;
        assert_eq!(left, [format!("application:{}", other.id)], "{table}");
    }
}

async fn a_draft_that_is_touched_starts_over(database: Database) {
    let desk = Desk::open(database).await;
    let touched: [ApplicationId; 3] = [desk.complete().await, desk.complete().await, desk.complete().await];
    desk.pass(80 * DAY);
    assert_eq!(swept(&desk).await, (3, 0));
    desk.pass(DAY);
    desk.fill(touched[0], Topic::Proofs, &[]).await.unwrap();
    add_offer(&desk.store, touched[1], 1, desk.moment()).await.unwrap();
    desk.prove(touched[2]).await;
    desk.pass(76 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.pass(DAY);
    assert_eq!(swept(&desk).await, (3, 0), "each is warned of again");
    desk.pass(13 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.pass(2 * DAY);
    assert_eq!(swept(&desk).await, (0, 3));
    // An old warning is none of what was touched since, however long nobody swept.
    let id = desk.complete().await;
    desk.pass(80 * DAY);
    assert_eq!(swept(&desk).await, (1, 0));
    add_offer(&desk.store, id, 1, desk.moment()).await.unwrap();
    desk.pass(200 * DAY);
    assert_eq!(swept(&desk).await, (1, 0));
    assert!(is_kept(&desk, id).await);
}

async fn a_draft_without_an_address_is_deleted_without_a_warning(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    desk.fill(id, Topic::Contact, &[("contact.email", "claire")]).await.unwrap();
    desk.pass(89 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.pass(2 * DAY);
    assert_eq!(swept(&desk).await, (0, 1));
    assert_eq!((count(&desk, "application").await, count(&desk, "session").await), (0, 0));
}

async fn no_jump_of_the_clock_deletes_a_draft_without_a_warning_in_time(database: Database) {
    const FAR: i64 = 3_650 * DAY;
    let desk = Desk::open(database).await;
    let id = desk.complete().await;
    desk.pass(FAR);
    assert_eq!(swept(&desk).await, (1, 0));
    assert_eq!(swept(&desk).await, (0, 0), "warned of, not deleted");
    desk.pass(-FAR);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.pass(77 * DAY);
    assert_eq!(swept(&desk).await, (1, 0), "the warning of a wrong clock is none");
    desk.pass(-70 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.pass(70 * DAY + 13 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    assert!(is_kept(&desk, id).await);
    desk.pass(2 * DAY);
    assert_eq!(swept(&desk).await, (0, 1));
}

async fn a_draft_found_late_is_kept_until_the_day_of_its_letter(database: Database) {
    let desk = Desk::open(database).await;
    desk.complete().await;
    desk.pass(200 * DAY);
    assert_eq!(swept(&desk).await, (1, 0));
    let on = desk.moment().today.saturating_add(jiff::Span::new().days(14));
    for _ in 0..100 {
        desk.pass(DAY / 4);
        if swept(&desk).await == (0, 1) {
            assert!(desk.moment().today >= on, "{} is before {on}", desk.moment().today);
            return;
        }
    }
    panic!("it was never deleted");
}

async fn what_was_sent_is_no_draft(database: Database) {
    let desk = Desk::open(database).await;
    let sent = desk.sent().await;
    desk.pass(1_000 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    assert_eq!(desk.application(sent.id).await, sent);
}

async fn an_unproved_address_gets_three_letters_an_hour_however_many_drafts_name_it(database: Database) {
    let desk = Desk::open(database).await;
    for nth in 0..6 {
        let (id, email) = (desk.begin().await, format!("Victim+{nth}@atelier.example"));
        let email = if nth == 0 { "victim@atelier.example" } else { email.as_str() };
        desk.fill(id, Topic::Contact, &[("contact.email", email)]).await.unwrap();
    }
    let other = desk.begin().await;
    desk.fill(other, Topic::Contact, &[("contact.email", "victims@atelier.example")]).await.unwrap();
    desk.pass(77 * DAY);
    assert_eq!(swept(&desk).await, (4, 0));
    let letters = desk.rows("select recipient from letter where kind = 'draft_expiring'").await;
    assert_eq!(letters.iter().filter(|to| to.to_lowercase().starts_with("victim+")).count(), 2);
    assert!(letters.len() == 4 && letters.contains(&"victims@atelier.example".to_owned()), "{letters:?}");
    assert_eq!(swept(&desk).await, (0, 0), "the others get none later");
    desk.pass(13 * DAY);
    assert_eq!(swept(&desk).await, (0, 0));
    desk.pass(2 * DAY);
    assert_eq!(swept(&desk).await, (0, 7));
    assert_eq!(count(&desk, "letter").await, 0);
}

async fn a_proved_address_is_told_of_each_of_its_drafts(database: Database) {
    let desk = Desk::open(database).await;
    for _ in 0..5 {
        let id = desk.complete().await;
        desk.prove(id).await;
        desk.pass(DAY);
    }
    desk.pass(80 * DAY);
    assert_eq!(swept(&desk).await, (5, 0));
}
