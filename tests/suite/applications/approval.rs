//! From a draft to the directory, with questions on the way.

use devanture::domain::application::{ApplicationState as State, Happened};
use devanture::domain::criteria::CRITERIA_VERSION;
use devanture::domain::desk::verdict::{Questions, Verdict};
use devanture::domain::email::EmailAddress;
use devanture::domain::form::Topic;
use devanture::domain::ids::ApplicationId;
use devanture::domain::letter::{NamedOffer, Question};
use devanture::domain::listing::{ListingStatus, VerificationLevel};
use devanture::domain::query::SearchQuery;
use devanture::replica::Replica;
use devanture::store::StoredApplication;
use devanture::workflow::applications::{ApplicationError, take};

use super::{DAY, Desk, on_both};
use crate::support::databases::Database;
use crate::support::verdicts::approval;

on_both!(
    an_application_is_sent_questioned_sent_again_and_approved,
    a_firm_that_is_listed_already_gets_another_offer,
    the_usual_time_is_said_once_enough_was_decided,
);

async fn an_application_is_sent_questioned_sent_again_and_approved(database: Database) {
    let desk = Desk::open(database).await;
    let sent = desk.sent().await;
    desk.overlook().await;
    assert_eq!(desk.letters().await, ["application_link", "received"]);
    let recipients = desk.rows("select recipient from letter where kind = 'received'").await;
    assert_eq!(recipients, ["Claire@atelier.example"]);
    let asked = questioned(&desk, &sent).await;
    let again = sent_again(&desk, &asked).await;
    let approved = decided(&desk, &again).await;
    assert_eq!(desk.history(sent.id).await.len(), 8);
    assert_public(&desk, &approved).await;
    let closed = desk.fill(sent.id, Topic::Words, &[]).await;
    assert!(matches!(closed, Err(ApplicationError::WrongState(_))));
}

async fn questioned(desk: &Desk, sent: &StoredApplication) -> StoredApplication {
    desk.pass(DAY);
    let closed = desk.fill(sent.id, Topic::Words, &[("title", "Trop tard")]).await;
    assert!(matches!(closed, Err(ApplicationError::WrongState(_))));
    let taken = desk.take(sent).await;
    desk.assert_wrote(&["take_application"]).await;
    let questions = vec![Question { field: "1.title".to_owned(), words: "Plus précis ?".to_owned() }];
    let asking = Verdict::Ask(Questions::read(&questions, &taken.answers).unwrap());
    let asked = desk.decide(&taken, &asking).await.unwrap();
    desk.assert_wrote(&["request_changes"]).await;
    assert_eq!(desk.history(sent.id).await.last(), Some(&Happened::QuestionsAsked { questions }));
    assert_eq!(desk.letters().await, ["application_link", "received", "question_asked"]);
    asked
}

async fn sent_again(desk: &Desk, asked: &StoredApplication) -> StoredApplication {
    let id = asked.id;
    let first = desk.rows("select content from submission").await;
    let words =
        [("title", "Boutique de village"), ("summary", "Une boutique tenue à jour, photos comprises.")];
    desk.fill(id, Topic::Words, &words).await.unwrap();
    let again = desk.send(id).await.unwrap();
    desk.assert_wrote(&["fill_application", "send_application"]).await;
    let copies = desk.rows("select content from submission order by number").await;
    assert_eq!((copies.len(), &copies[..1]), (2, first.as_slice()), "the first copy stays as it was");
    let newest = desk.store.submission(id).await.unwrap().unwrap();
    assert_eq!(newest.offers[0].listing.title.as_str(), "Boutique de village");
    assert_eq!(again.email_verified_at, asked.email_verified_at, "the address is proved already");
    again
}

async fn decided(desk: &Desk, again: &StoredApplication) -> StoredApplication {
    let taken = desk.take(again).await;
    let before = desk.store.change_number().await.unwrap();
    let early = approve_unseen(desk, again).await;
    assert!(matches!(early, ApplicationError::Changed), "{early}");
    let approved = desk.approve(&taken).await.unwrap();
    desk.assert_wrote(&["take_application", "approve_application"]).await;
    assert_eq!((approved.state, approved.decided_at), (State::Approved, Some(desk.moment().now)));
    assert_eq!(desk.application(again.id).await, approved);
    assert_eq!((before, desk.store.change_number().await.unwrap()), (0, 1));
    let offer = NamedOffer {
        title: "Boutique de village".to_owned(),
        path: "/offres/boutique-de-village".to_owned(),
    };
    assert_eq!(
        desk.history(again.id).await.last(),
        Some(&Happened::Approved { offers: vec![offer], words: String::new() })
    );
    let letters = desk.rows("select data from letter where kind = 'approved'").await;
    assert!(letters.len() == 1 && letters[0].contains("/offres/boutique-de-village"), "{letters:?}");
    approved
}

/// Approves on a page that shows an older version.
async fn approve_unseen(desk: &Desk, shown: &StoredApplication) -> ApplicationError {
    desk.approve(shown).await.unwrap_err()
}

async fn assert_public(desk: &Desk, approved: &StoredApplication) {
    let entry = desk.store.entries_after(None, 10).await.unwrap().remove(0);
    assert_eq!(approved.provider_id, Some(entry.provider_id));
    assert_eq!(
        (entry.slug.as_str(), entry.provider_slug.as_str()),
        ("boutique-de-village", "atelier-du-web")
    );
    let listing = &entry.listing;
    assert_eq!(
        (listing.status, listing.verification_level),
        (ListingStatus::Published, VerificationLevel::Offer)
    );
    assert_eq!(listing.verified_on, Some(desk.moment().today));
    assert_eq!(listing.criteria.as_ref().map(ToString::to_string).as_deref(), Some(CRITERIA_VERSION));
    let claire = EmailAddress::parse("claire@atelier.example").unwrap();
    assert_eq!(desk.store.providers_of_contact(&claire).await.unwrap(), [entry.provider_id]);
    let folder = tempfile::tempdir().unwrap();
    let (search, mut replica) = Replica::open(desk.store.clone(), folder.path(), false).await.unwrap();
    assert_eq!(replica.catch_up(|_| ()).await.unwrap(), 1);
    let page = search.search(&SearchQuery::everything(20_779)).unwrap();
    assert_eq!(page.hits.iter().map(|hit| hit.entry.id).collect::<Vec<_>>(), [entry.id]);
}

async fn a_firm_that_is_listed_already_gets_another_offer(database: Database) {
    let desk = Desk::open(database).await;
    let mut providers = Vec::new();
    for _ in 0..2 {
        let sent = desk.sent().await;
        let taken = desk.take(&sent).await;
        providers.push(desk.approve(&taken).await.unwrap().provider_id);
        // Another hour, so that the address may be sent another link.
        desk.pass(DAY);
    }
    assert_eq!(providers[0], providers[1], "one firm is one provider");
    let slugs = desk.rows("select slug from listing order by id").await;
    assert_eq!(slugs, ["boutique-cle-en-main", "boutique-cle-en-main-2"]);
    assert_eq!(desk.rows("select email from contact").await, ["claire@atelier.example"]);
}

async fn the_usual_time_is_said_once_enough_was_decided(database: Database) {
    let desk = Desk::open(database).await;
    for decided in 0..6 {
        let sent = desk.sent().await;
        let said = usual(&desk, sent.id).await;
        let expected = (decided >= 5).then(|| desk.moment().today.saturating_add(jiff::Span::new().days(2)));
        assert_eq!(said, expected, "after {decided}");
        desk.pass(DAY + DAY / 2);
        let taken = take(&desk.store, desk.vetting(&sent)).await.unwrap();
        desk.decide(&taken, &approval(VerificationLevel::Identity)).await.unwrap();
    }
}

/// The day of the letter that says an application arrived.
async fn usual(desk: &Desk, id: ApplicationId) -> Option<jiff::civil::Date> {
    let query = format!("select data from letter where kind = 'received' and about = '{id}'");
    let letter: serde_json::Value = serde_json::from_str(&desk.rows(&query).await[0]).unwrap();
    letter["usual_by"].as_str().map(|day| day.parse().unwrap())
}
