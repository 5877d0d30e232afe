//! Links that prove an address, and what a changed address does to them.

use devanture::domain::access::Subject;
use devanture::domain::application::Happened;
use devanture::domain::email::EmailAddress;
use devanture::domain::form::Topic;
use devanture::domain::ids::ApplicationId;
use devanture::workflow::access::Asked;
use devanture::workflow::applications::{ApplicationError, LinkDraw, ask_links, send_link};

use super::{DAY, Desk, on_both};
use crate::support::databases::Database;

on_both!(
    a_changed_address_is_proved_anew_and_the_old_link_opens_nothing,
    the_same_address_written_otherwise_stays_proved,
    links_of_an_hour_are_counted_across_changes_of_the_address,
    what_is_written_behind_a_plus_makes_no_other_mailbox,
    a_clock_that_is_put_right_shuts_nobody_out,
    whoever_types_the_address_of_somebody_else_does_not_keep_them_from_their_own_application,
);

async fn write_to(desk: &Desk, id: ApplicationId, email: &str) {
    desk.fill(id, Topic::Contact, &[("contact.name", "Claire"), ("contact.email", email)]).await.unwrap();
}

async fn a_changed_address_is_proved_anew_and_the_old_link_opens_nothing(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.complete().await;
    desk.prove(id).await;
    let old = desk.link(id).await;
    write_to(&desk, id, "autre@atelier.example").await;
    let application = desk.application(id).await;
    assert_eq!(application.email_verified_at, None);
    assert_eq!(application.email.unwrap().as_str(), "autre@atelier.example");
    desk.overlook().await;
    let sessions = desk.rows("select hash from session").await.len();
    assert!(desk.follow(&old).await.is_none());
    desk.assert_wrote(&[]).await;
    assert_eq!(desk.rows("select hash from session").await.len(), sessions);
    assert!(matches!(desk.send(id).await, Err(ApplicationError::AddressUnproved)));
    write_to(&desk, id, "Claire@atelier.example").await;
    assert!(desk.follow(&old).await.is_none(), "back at the first address, its link stays dead");
    write_to(&desk, id, "autre@atelier.example").await;
    let new = desk.link(id).await;
    let used = desk.follow(&new).await.unwrap();
    assert_eq!((used.email.as_str(), used.subject), ("autre@atelier.example", Subject::Application(id)));
    assert!(desk.follow(&new).await.is_none(), "once");
    desk.send(id).await.unwrap();
    let told = [Happened::Begun, Happened::AddressProved, Happened::AddressProved, Happened::Sent];
    assert_eq!(desk.history(id).await, told);
    let letters = desk.rows("select recipient from letter where kind = 'received'").await;
    assert_eq!(letters, ["autre@atelier.example"]);
}

async fn the_same_address_written_otherwise_stays_proved(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.complete().await;
    desk.prove(id).await;
    let proved = desk.application(id).await.email_verified_at;
    assert!(proved.is_some());
    write_to(&desk, id, " <CLAIRE@atelier.example>\u{200b}").await;
    assert_eq!(desk.application(id).await.email_verified_at, proved);
    desk.pass(1_000);
    let link = desk.link(id).await;
    assert!(desk.follow(&link).await.is_some());
    assert_eq!(desk.history(id).await, [Happened::Begun, Happened::AddressProved], "told once");
    write_to(&desk, id, "").await;
    let blank = desk.application(id).await;
    assert_eq!((blank.email, blank.email_verified_at), (None, None));
}

async fn links_of_an_hour_are_counted_across_changes_of_the_address(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    let mut asked = Vec::new();
    for spelling in [
        "victim@atelier.example",
        "Victim@atelier.example",
        "VICTIM@atelier.example",
        "victim@Atelier.example",
    ] {
        write_to(&desk, id, "autre@atelier.example").await;
        write_to(&desk, id, spelling).await;
        let draw = LinkDraw { token: desk.token(), letter_id: desk.letter_id() };
        asked.push(send_link(&desk.store, id, draw, desk.moment()).await.unwrap());
    }
    assert_eq!(asked, [Asked::Queued, Asked::Queued, Asked::Queued, Asked::TooMany]);
    assert_eq!(desk.letters().await.len(), 3);
    desk.pass(3_600_001);
    desk.link(id).await;
    assert_eq!(desk.letters().await.len(), 4);
}

async fn asked(desk: &Desk, id: ApplicationId, email: &str) -> Asked {
    write_to(desk, id, email).await;
    let draw = LinkDraw { token: desk.token(), letter_id: desk.letter_id() };
    send_link(&desk.store, id, draw, desk.moment()).await.unwrap()
}

async fn what_is_written_behind_a_plus_makes_no_other_mailbox(database: Database) {
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    for email in ["v_ctim@atelier.example", "Victim+a@atelier.example", "victim+b+c@Atelier.example"] {
        assert_eq!(asked(&desk, id, email).await, Asked::Queued, "{email}");
    }
    assert_eq!(asked(&desk, id, "victim@atelier.example").await, Asked::Queued, "the third of the mailbox");
    for email in ["victim+d@atelier.example", "VICTIM@atelier.example", "victim+@atelier.example"] {
        assert_eq!(asked(&desk, id, email).await, Asked::TooMany, "{email}");
    }
    for email in ["victim@autre.example", "victimes@atelier.example", "v_ctim+a@atelier.example"] {
        assert_eq!(asked(&desk, id, email).await, Asked::Queued, "{email} is another mailbox");
    }
}

async fn a_clock_that_is_put_right_shuts_nobody_out(database: Database) {
    const FAR: i64 = 3_650 * DAY;
    let desk = Desk::open(database).await;
    let id = desk.begin().await;
    desk.pass(FAR);
    for _ in 0..3 {
        assert_eq!(asked(&desk, id, "claire@atelier.example").await, Asked::Queued);
    }
    assert_eq!(asked(&desk, id, "claire@atelier.example").await, Asked::TooMany);
    desk.pass(-FAR);
    assert_eq!(asked(&desk, id, "claire@atelier.example").await, Asked::Queued);
}

async fn whoever_types_the_address_of_somebody_else_does_not_keep_them_from_their_own_application(
    database: Database,
) {
    let desk = Desk::open(database).await;
    let own = desk.sent().await;
    desk.pass(DAY);
    for _ in 0..4 {
        let id = desk.begin().await;
        write_to(&desk, id, "claire@atelier.example").await;
    }
    let email = EmailAddress::parse("claire@atelier.example").unwrap();
    let links: Vec<_> = (0..3).map(|_| desk.token()).collect();
    let draw = |token: &devanture::domain::access::Token| LinkDraw {
        token: token.clone(),
        letter_id: desk.letter_id(),
    };
    ask_links(&desk.store, &email, links.iter().map(draw).collect(), desk.moment()).await.unwrap();
    let used = desk.follow(&links[0]).await.unwrap();
    assert_eq!(used.subject, Subject::Application(own.id));
}
