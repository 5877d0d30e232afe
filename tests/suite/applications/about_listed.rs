//! Claims of listings from public sources, and changes of listed ones.

use devanture::domain::application::{ApplicationState as State, Happened};
use devanture::domain::form::Topic;
use devanture::domain::ids::{ApplicationId, ProviderId};
use devanture::domain::listing::{ListingStatus as Status, VerificationLevel};
use devanture::domain::record::{Entry, Record};
use devanture::store::StoredListing;
use devanture::workflow::applications::{ApplicationError, appeal, withdraw};
use devanture::workflow::import::{Terms, import_batch};
use serde_json::{Value, json};

use super::refusal::refused;
use super::{DAY, Desk, RIGHT, on_both};
use crate::support::databases::{Database, offer};

on_both!(
    a_claimed_listing_keeps_its_name_and_rises,
    a_claim_of_a_firm_that_is_listed_elsewhere_changes_nothing,
    a_changed_offer_stays_public_as_it_was_until_it_is_approved,
    a_change_that_is_refused_or_taken_back_lets_go_of_the_offers,
    a_provider_has_one_open_change_at_a_time,
    what_a_provider_keeps_out_of_sight_stays_there,
);

/// Puts a record into the directory and gives its names.
async fn listed(desk: &Desk, record: Value) -> Entry {
    let batch = vec![(1, Record::from_value(record).unwrap())];
    let terms = Terms { moment: desk.moment(), source: "test", dry_run: false };
    let outcome = import_batch(&desk.store, batch, terms, &mut || desk.id()).await.unwrap();
    assert_eq!((outcome.tally.added, outcome.refused), (1, vec![]));
    desk.overlook().await;
    desk.store.entries_after(None, 100).await.unwrap().pop().unwrap()
}

/// A row as public sources give it.
fn row() -> Value {
    json!({
        "provider": { "name": "Atelier du Web", "website": "https://atelier.example" },
        "title": "Atelier du Web, boutique en ligne", "summary": "Fait des boutiques en ligne à Colmar.",
        "service_types": ["boutique-en-ligne", "contenus"], "area": ["departement:68"],
        "price_note": "39 € cités en 2020", "verification_level": "repertorie", "source": "essai",
    })
}

/// A vetted offer of the firm that [`RIGHT`] is about.
fn vetted(title: &str) -> Value {
    let firm = json!({
        "siren": "800000002", "siret": "80000000200017", "name": "Atelier du Web", "legal_name": "ATELIER DU WEB",
        "register_state": "active",
    });
    offer("800000002", title, json!({ "provider": firm }))
}

/// Fills in what a public row lacks, proves the address and sends.
async fn fill_rest(desk: &Desk, id: ApplicationId, offer: u32) {
    for (topic, pairs) in RIGHT {
        let number = topic.is_of_offer().then_some(offer);
        if !matches!(topic, Topic::Words | Topic::Area) {
            desk.fill_typed(id, *topic, number, &pairs.iter().copied().collect()).await.unwrap();
        }
    }
    desk.prove(id).await;
}

/// A change of the provider's first offer, sent with this title.
async fn changed(desk: &Desk, provider: ProviderId, title: &str) -> ApplicationId {
    let id = desk.begin_change(provider).await.id;
    let number = desk.application(id).await.answers.offers[0].number;
    let words = [("title", title), ("summary", "Une boutique tenue à jour, photos comprises.")];
    desk.fill_typed(id, Topic::Words, Some(number), &words.into_iter().collect()).await.unwrap();
    let contact = RIGHT.iter().find(|(topic, _)| *topic == Topic::Contact).unwrap().1;
    desk.fill(id, Topic::Contact, contact).await.unwrap();
    desk.prove(id).await;
    desk.send(id).await.unwrap();
    id
}

async fn first(desk: &Desk) -> StoredListing {
    let provider = desk.store.entries_after(None, 1).await.unwrap().remove(0).provider_id;
    desk.store.listings_of(provider).await.unwrap().remove(0)
}

async fn a_claimed_listing_keeps_its_name_and_rises(database: Database) {
    let desk = Desk::open(database).await;
    let entry = listed(&desk, row()).await;
    let id = desk.begin_claim(entry.provider_id).await.id;
    desk.assert_wrote(&["begin_application"]).await;
    let answers = desk.application(id).await.answers;
    assert_eq!(answers.shared.one("website"), "https://atelier.example");
    let [known] = answers.offers.as_slice() else { panic!("{:?}", answers.offers) };
    assert_eq!(
        (known.listing, known.typed.one("title")),
        (Some(entry.id), "Atelier du Web, boutique en ligne")
    );
    assert_eq!((known.typed.one("area"), known.typed.one("more_services")), ("departement:68", "contenus"));
    let number = known.number;
    fill_rest(&desk, id, number).await;
    let sent = desk.send(id).await.unwrap();
    let public = first(&desk).await.listing;
    assert_eq!(
        (public.status, public.verification_level),
        (Status::Published, VerificationLevel::PublicSource)
    );
    desk.approve(&desk.take(&sent).await).await.unwrap();
    let after = desk.store.entries_after(None, 10).await.unwrap();
    assert_eq!(after.len(), 1);
    assert_eq!((after[0].id, &after[0].slug), (entry.id, &entry.slug));
    assert_eq!((after[0].provider_id, &after[0].provider_slug), (entry.provider_id, &entry.provider_slug));
    assert_eq!(after[0].listing.verification_level, VerificationLevel::Offer);
    assert_eq!(after[0].provider.siren.as_ref().unwrap().as_str(), "800000002");
    assert_eq!(after[0].listing.commitment_months, Some(12));
}

async fn a_claim_of_a_firm_that_is_listed_elsewhere_changes_nothing(database: Database) {
    let desk = Desk::open(database).await;
    let entry = listed(&desk, row()).await;
    listed(
        &desk,
        json!({ "provider": { "siren": "800000002", "name": "Le Web de Colmar" },
        "title": "Autre offre", "summary": "Une offre de la même firme.", "service_types": ["contenus"],
        "area": ["france"], "verification_level": "repertorie", "source": "essai" }),
    )
    .await;
    let id = desk.begin_claim(entry.provider_id).await.id;
    let number = desk.application(id).await.answers.offers[0].number;
    fill_rest(&desk, id, number).await;
    let taken = desk.take(&desk.send(id).await.unwrap()).await;
    let before = desk.store.entries_after(None, 10).await.unwrap();
    desk.overlook().await;
    let refused = desk.approve(&taken).await;
    let Err(ApplicationError::SirenTaken(slug)) = refused else { panic!("{refused:?}") };
    assert_eq!(slug.as_str(), "le-web-de-colmar");
    desk.assert_wrote(&[]).await;
    assert_eq!(desk.store.entries_after(None, 10).await.unwrap(), before);
    assert_eq!(desk.application(id).await, taken);
}

async fn a_changed_offer_stays_public_as_it_was_until_it_is_approved(database: Database) {
    let desk = Desk::open(database).await;
    let entry = listed(&desk, vetted("Boutique en ligne")).await;
    let id = changed(&desk, entry.provider_id, "Boutique en vitrine").await;
    desk.assert_wrote(&[
        "begin_application",
        "fill_application",
        "fill_application",
        "send_link",
        "use_link",
        "send_application",
    ])
    .await;
    let waiting = first(&desk).await;
    assert_eq!(
        (waiting.listing.title.as_str(), waiting.listing.status),
        ("Boutique en ligne", Status::UnderCheck)
    );
    assert!(waiting.listing.status.is_searchable());
    let number = desk.store.change_number().await.unwrap();
    desk.approve(&desk.take(&desk.application(id).await).await).await.unwrap();
    let after = first(&desk).await;
    assert_eq!((after.id, &after.slug), (entry.id, &entry.slug));
    assert_eq!(
        (after.listing.title.as_str(), after.listing.status),
        ("Boutique en vitrine", Status::Published)
    );
    assert!(desk.store.change_number().await.unwrap() > number);
    let provider = desk.store.entries_after(None, 1).await.unwrap().remove(0).provider;
    assert_eq!(provider, entry.provider, "what no form asks for stays");
}

async fn a_change_that_is_refused_or_taken_back_lets_go_of_the_offers(database: Database) {
    let desk = Desk::open(database).await;
    let entry = listed(&desk, vetted("Boutique en ligne")).await;
    for refuse in [false, true] {
        let id = changed(&desk, entry.provider_id, "Boutique en vitrine").await;
        assert_eq!(first(&desk).await.listing.status, Status::UnderCheck);
        if refuse {
            refused(&desk, &desk.application(id).await).await;
        } else {
            withdraw(&desk.store, id, desk.letter_id(), desk.moment()).await.unwrap();
        }
        let after = first(&desk).await;
        assert_eq!(after.listing, entry.listing, "refused: {refuse}");
    }
}

async fn a_provider_has_one_open_change_at_a_time(database: Database) {
    let desk = Desk::open(database).await;
    let entry = listed(&desk, vetted("Boutique en ligne")).await;
    let change = desk.begin_change(entry.provider_id).await;
    desk.pass(1);
    let claim = desk.begin_claim(entry.provider_id).await;
    let again = desk.begin_change(entry.provider_id).await;
    assert_eq!((&again, claim.id == change.id), (&change, false));
    desk.assert_wrote(&["begin_application", "begin_application", "open_application"]).await;
    let old = changed(&desk, entry.provider_id, "Boutique en vitrine").await;
    assert_eq!(old, change.id);
    refused(&desk, &desk.application(old).await).await;
    desk.pass(DAY);
    let newer = desk.begin_change(entry.provider_id).await.id;
    assert_ne!(newer, old);
    let overtaken = appeal(&desk.store, old, "Pourquoi ?", desk.moment()).await;
    assert!(matches!(overtaken, Err(ApplicationError::WrongState(_))), "{overtaken:?}");
    withdraw(&desk.store, newer, desk.letter_id(), desk.moment()).await.unwrap();
    let appealed = appeal(&desk.store, old, "Pourquoi ?", desk.moment()).await.unwrap();
    assert_eq!(appealed.state, State::Appealed);
    assert_eq!(desk.begin_change(entry.provider_id).await.id, old);
}

async fn what_a_provider_keeps_out_of_sight_stays_there(database: Database) {
    let desk = Desk::open(database).await;
    for (status, after) in [
        (Status::Paused, Status::Paused),
        (Status::Withdrawn, Status::Withdrawn),
        (Status::Expired, Status::Published),
    ] {
        let entry = match desk.store.entries_after(None, 1).await.unwrap().pop() {
            Some(entry) => entry,
            None => listed(&desk, vetted("Boutique en ligne")).await,
        };
        let id = changed(&desk, entry.provider_id, "Boutique en vitrine").await;
        let mut tx = desk.store.begin_write(0).await.unwrap();
        let mut stored = first(&desk).await;
        stored.listing.status = status;
        tx.update_listing(&stored).await.unwrap();
        tx.commit().await.unwrap();
        desk.approve(&desk.take(&desk.application(id).await).await).await.unwrap();
        assert_eq!(first(&desk).await.listing.status, after);
        let told = desk.history(id).await.pop();
        let Some(Happened::Approved { offers, .. }) = told else { panic!("{told:?}") };
        assert_eq!(offers.len(), usize::from(after.is_searchable()), "{status:?}");
        desk.pass(DAY);
        let mut tx = desk.store.begin_write(0).await.unwrap();
        stored.listing.status = Status::Published;
        tx.update_listing(&stored).await.unwrap();
        tx.commit().await.unwrap();
    }
}
