//! The store, on both engines.

use devanture::domain::ids::{ListingId, ProviderId, Slug};
use devanture::store::{AuditRow, Birth, Store, StoreError, StoredListing, StoredProvider};
use serde_json::json;
use sqlx::Executor;

use crate::support::databases::{Database, new_id, raw, record, siren};

/// A provider with one listing, not yet stored.
fn pair(number: usize) -> (StoredProvider, StoredListing) {
    let record = record(&siren(number), &format!("Offre numéro {number}"), json!({}));
    let provider_id = ProviderId::new(new_id());
    let slug = |kind: &str| Slug::from_text(&format!("{kind} {number}"));
    (
        StoredProvider { id: provider_id, slug: slug("atelier"), provider: record.provider },
        StoredListing {
            id: ListingId::new(new_id()),
            slug: slug("offre"),
            provider_id,
            listing: record.listing,
        },
    )
}

async fn write_pair(store: &Store, number: usize) -> (StoredProvider, StoredListing) {
    let (provider, listing) = pair(number);
    let mut tx = store.begin_write(1).await.unwrap();
    tx.insert_provider(&provider).await.unwrap();
    tx.insert_listing(&listing).await.unwrap();
    tx.commit().await.unwrap();
    (provider, listing)
}

async fn numbers(store: &Store) -> Vec<i64> {
    store.changes_after(0, 10_000).await.unwrap().iter().map(|change| change.seq).collect()
}

#[tokio::test]
async fn every_statement_suits_both_engines() {
    for database in Database::both().await {
        database.open().await.check_statements().await.unwrap();
    }
}

#[tokio::test]
async fn a_database_keeps_its_identity_even_when_many_open_it_at_once() {
    for database in Database::both().await {
        let mut identities = Vec::new();
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let url = database.url.clone();
            tasks.spawn(async move {
                Store::open(&url, Birth { id: new_id(), at: 1 }).await.map(|store| store.directory_id())
            });
        }
        while let Some(opened) = tasks.join_next().await {
            identities.push(opened.unwrap().unwrap());
        }
        identities.push(database.open().await.directory_id());
        identities.dedup();
        assert_eq!(identities.len(), 1, "{}", database.url);
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    for database in Database::both().await {
        database.open().await.close().await;
        let mut connection = raw(&database.url).await;
        let newer = "insert into _sqlx_migrations select 999, description, installed_on, success, checksum, \
                     execution_time from _sqlx_migrations where version = 1";
        connection.execute(newer).await.unwrap();
        let refused = Store::open(&database.url, Birth { id: new_id(), at: 1 }).await.unwrap_err();
        assert_eq!(refused, StoreError::Newer);
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_named_without_its_password() {
    for (url, place) in [
        ("postgres://user:hush@127.0.0.1:1/devanture", "PostgreSQL at 127.0.0.1:1/devanture"),
        ("sqlite:/proc/none/devanture.db", "SQLite file /proc/none/devanture.db"),
    ] {
        let refused = Store::open(url, Birth { id: new_id(), at: 1 }).await.unwrap_err().to_string();
        assert!(refused.contains(place) && !refused.contains("hush"), "{refused}");
    }
}

#[tokio::test]
async fn what_was_written_is_read_back_as_it_was() {
    for database in Database::both().await {
        let store = database.open().await;
        let (provider, listing) = write_pair(&store, 1).await;
        let mut tx = store.begin_write(2).await.unwrap();
        assert_eq!(tx.providers_by_id(&[provider.id]).await.unwrap(), std::slice::from_ref(&provider));
        assert_eq!(
            tx.providers_by_slug(std::slice::from_ref(&provider.slug)).await.unwrap(),
            std::slice::from_ref(&provider)
        );
        let number = provider.provider.siren.clone().unwrap();
        assert_eq!(tx.providers_by_siren(&[number]).await.unwrap(), std::slice::from_ref(&provider));
        assert_eq!(tx.listings_by_id(&[listing.id]).await.unwrap(), std::slice::from_ref(&listing));
        assert_eq!(
            tx.listings_by_slug(std::slice::from_ref(&listing.slug)).await.unwrap(),
            std::slice::from_ref(&listing)
        );
        let titled = tx.listing_by_title(provider.id, &listing.listing.title).await.unwrap();
        assert_eq!(titled, Some(listing.clone()));
        assert!(tx.is_claimed(provider.id).await.unwrap());
        assert!(tx.providers_by_id(&[]).await.unwrap().is_empty());
        tx.rollback().await.unwrap();
        let entry = store.entries_after(None, 10).await.unwrap().remove(0);
        assert_eq!((entry.listing, entry.provider), (listing.listing, provider.provider));
        assert!(store.entries_after(Some(entry.id), 10).await.unwrap().is_empty());
        assert_eq!(store.count_listings().await.unwrap(), 1);
        store.ping().await.unwrap();
    }
}

#[tokio::test]
async fn many_values_are_looked_up_at_once() {
    for database in Database::both().await {
        let store = database.open().await;
        let mut wanted = Vec::new();
        for number in 0..60 {
            wanted.push(write_pair(&store, number).await.1.id);
        }
        wanted.push(ListingId::new(new_id()));
        let mut tx = store.begin_write(2).await.unwrap();
        assert_eq!(tx.listings_by_id(&wanted).await.unwrap().len(), 60);
    }
}

#[tokio::test]
async fn an_unfinished_transaction_leaves_nothing_not_even_a_gap() {
    for database in Database::both().await {
        let store = database.open().await;
        write_pair(&store, 1).await;
        let (provider, listing) = pair(2);
        for finish in [true, false] {
            let mut tx = store.begin_write(1).await.unwrap();
            tx.insert_provider(&provider).await.unwrap();
            tx.insert_listing(&listing).await.unwrap();
            tx.audit(AuditRow { actor: "test", action: "none", subject: "", detail: "{}" }).await.unwrap();
            if finish {
                tx.rollback().await.unwrap();
            }
        }
        write_pair(&store, 3).await;
        assert_eq!(numbers(&store).await, [1, 2]);
        assert_eq!(store.change_number().await.unwrap(), 2);
        assert_eq!(store.count_audit_rows().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_changed_provider_renumbers_all_its_listings() {
    for database in Database::both().await {
        let store = database.open().await;
        let (mut provider, listing) = write_pair(&store, 1).await;
        write_pair(&store, 2).await;
        let mut tx = store.begin_write(2).await.unwrap();
        let (_, mut second) = pair(3);
        second.provider_id = provider.id;
        tx.insert_listing(&second).await.unwrap();
        tx.commit().await.unwrap();
        provider.slug = Slug::from_text("autre nom");
        let mut tx = store.begin_write(3).await.unwrap();
        tx.update_provider(&provider).await.unwrap();
        tx.commit().await.unwrap();
        let changes = store.changes_after(3, 10).await.unwrap();
        let renumbered: Vec<_> = changes.iter().map(|change| (change.seq, change.entry.id)).collect();
        assert_eq!(renumbered, [(4, listing.id), (5, second.id)]);
        assert!(changes.iter().all(|change| change.entry.provider_slug == provider.slug));
        assert_eq!(store.change_number().await.unwrap(), 5);
    }
}

#[tokio::test]
async fn a_name_that_is_taken_is_a_conflict() {
    for database in Database::both().await {
        let store = database.open().await;
        let (_, first) = write_pair(&store, 1).await;
        let (provider, mut second) = pair(2);
        let mut tx = store.begin_write(1).await.unwrap();
        tx.insert_provider(&provider).await.unwrap();
        second.slug = first.slug;
        let refused = tx.insert_listing(&second).await.unwrap_err();
        assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
    }
}

/// Eight writers and a reader that follows them, as a replica does.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_writers_lose_nothing_and_a_follower_misses_nothing() {
    const WRITERS: usize = 8;
    const EACH: usize = 30;
    for database in Database::both().await {
        let store = database.open().await;
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..WRITERS {
            let store = store.clone();
            writers.spawn(async move {
                for turn in 0..EACH {
                    write_pair(&store, writer * EACH + turn).await;
                }
            });
        }
        let mut followed = Vec::new();
        while followed.len() < WRITERS * EACH {
            let last = followed.last().copied().unwrap_or(0);
            let changes = store.changes_after(last, 7).await.unwrap();
            followed.extend(changes.iter().map(|change| change.seq));
            tokio::task::yield_now().await;
            if writers.is_empty() {
                assert!(!changes.is_empty(), "writes were lost: {} of {}", followed.len(), WRITERS * EACH);
            }
            while let Some(written) = writers.try_join_next() {
                written.unwrap();
            }
        }
        let all: Vec<i64> = (1..).take(WRITERS * EACH).collect();
        assert_eq!(followed, all);
    }
}

#[tokio::test]
async fn a_listing_keeps_what_it_said_each_time_on_sqlite_and_postgres() {
    for database in Database::both().await {
        let store = database.open().await;
        let (provider, first) = write_pair(&store, 1).await;
        let (_, other) = write_pair(&store, 2).await;
        let mut second = first.clone();
        second.listing.verified_on = None;
        let mut tx = store.begin_write(7).await.unwrap();
        assert!(!tx.has_listing_version(first.id).await.unwrap());
        tx.insert_listing_version(&first, &provider, None).await.unwrap();
        tx.insert_listing_version(&second, &provider, None).await.unwrap();
        assert!(tx.has_listing_version(first.id).await.unwrap());
        assert!(!tx.has_listing_version(other.id).await.unwrap());
        assert_eq!(tx.listing_version(first.id, 1).await.unwrap().unwrap().listing, first.listing);
        assert_eq!(tx.listing_version(first.id, 3).await.unwrap(), None);
        assert_eq!(tx.listing_changed(first.id).await.unwrap(), Some(1));
        tx.update_listing(&second).await.unwrap();
        tx.commit().await.unwrap();
        let kept = store.listing_versions(first.id).await.unwrap();
        assert_eq!(
            kept.iter().map(|version| (version.number, version.at)).collect::<Vec<_>>(),
            [(2, 7), (1, 7)]
        );
        assert_eq!(kept[0].listing, second.listing);
        assert_eq!(store.listing_changed(first.id).await.unwrap(), Some(3));
    }
}
