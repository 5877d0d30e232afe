//! Links that prove an address, and what a changed address does to them.

use devanture::domain::access::Subject;
use devanture::domain::application::Happened;
use devanture::domain::form::Topic;
use devanture::domain::ids::ApplicationId;
use devanture::workflow::access::Asked;
use devanture::workflow::applications::{ApplicationError, LinkDraw, send_link};

use super::{Desk, on_both};
use crate::support::databases::Database;

on_both!(
    a_changed_address_is_proved_anew_and_the_old_link_opens_nothing,
    the_same_address_written_otherwise_stays_proved,
    links_of_an_hour_are_counted_across_changes_of_the_address,
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
