//! Carries the change log of the database into this node's index: open or rebuild, catch up, follow.
//!
//! *Invariant*: the index commit carries the number of the last change it holds. A crash between the
//! database and the index therefore loses nothing: the next step begins behind that number.

use std::path::Path;

use thiserror::Error;

use crate::search::{Position, Search, SearchError, Writer};
use crate::store::{Store, StoreError};

/// Changes carried over in one step; bounds the memory of a step.
const STEP: u32 = 2_000;
/// Changes after which a long catch-up commits, so that a crash does not start it over.
const COMMIT_EVERY: usize = 20_000;

/// Why the index does not follow the database.
#[derive(Debug, Error)]
pub enum ReplicaError {
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index cannot be written.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There was nothing to carry over.
    Idle,
    /// So many changes were carried over.
    Did(usize),
}

/// Follows a database into an index.
pub struct Replica {
    store: Store,
    writer: Writer,
    /// Last change handed to the writer.
    position: Position,
    /// The writer has failed: what it was handed since its last commit may be lost.
    failed: bool,
}

impl Replica {
    /// Opens the index of a folder for following this database. An index that is damaged, of another
    /// layout, of another database or ahead of it is thrown away: it can always be made again.
    ///
    /// # Errors
    /// The database cannot be read, another process writes to the index, or the disk refuses.
    pub async fn open(
        store: Store,
        folder: &Path,
        show_unclaimed: bool,
    ) -> Result<(Search, Self), ReplicaError> {
        let start = Position { directory: store.directory_id().to_string(), change: 0 };
        let opened = open_index(folder, show_unclaimed);
        // Asked for after the index is ours: until then, another process may carry both forward.
        let newest = store.change_number().await?;
        let (search, writer, position) = match opened {
            Ok((search, writer, Some(position)))
                if position.directory == start.directory && position.change <= newest =>
            {
                (search, writer, position)
            }
            Ok((search, writer, None)) => (search, writer, start),
            Err(error @ (SearchError::Locked | SearchError::Io(_))) => return Err(error.into()),
            unusable => {
                let reason =
                    unusable.err().map_or("of another database".to_owned(), |error| error.to_string());
                tracing::warn!(%reason, "building the index anew");
                return Self::open_anew(store, folder, show_unclaimed);
            }
        };
        Ok((search, Self { store, writer, position, failed: false }))
    }

    /// Throws the index of a folder away and opens an empty one for following this database from its first change.
    ///
    /// # Errors
    /// Another process writes to the index, or the disk refuses.
    pub fn open_anew(
        store: Store,
        folder: &Path,
        show_unclaimed: bool,
    ) -> Result<(Search, Self), ReplicaError> {
        let (search, writer) = Writer::open_anew(folder, show_unclaimed)?;
        let position = Position { directory: store.directory_id().to_string(), change: 0 };
        Ok((search, Self { store, writer, position, failed: false }))
    }

    /// Carries over the next changes, if there are any, and makes them visible.
    ///
    /// # Errors
    /// The database cannot be read or the index cannot be written; the next step tries again.
    pub async fn step(&mut self) -> Result<Step, ReplicaError> {
        let carried = self.carry().await?;
        if carried == 0 {
            return Ok(Step::Idle);
        }
        self.commit()?;
        Ok(Step::Did(carried))
    }

    /// Carries over everything there is, committing rarely; tells how much it has done so far after each part.
    ///
    /// # Errors
    /// As [`Replica::step`].
    pub async fn catch_up(&mut self, mut progress: impl FnMut(usize)) -> Result<usize, ReplicaError> {
        let (mut done, mut uncommitted) = (0, 0);
        loop {
            let carried = self.carry().await?;
            done += carried;
            uncommitted += carried;
            progress(done);
            if uncommitted > 0 && (carried == 0 || uncommitted >= COMMIT_EVERY) {
                self.commit()?;
                uncommitted = 0;
            }
            if carried == 0 {
                self.writer.clear_other_layouts()?;
                return Ok(done);
            }
        }
    }

    /// Has the next step start from what is really committed, as after a failure: for after a panic.
    pub const fn distrust(&mut self) {
        self.failed = true;
    }

    /// Waits for merges in the background and lets go of the index.
    ///
    /// # Errors
    /// A merge failed; the committed state stays readable.
    pub fn finish(self) -> Result<(), ReplicaError> {
        Ok(self.writer.finish()?)
    }

    /// Reads changes behind the position and hands the listings, as they are now, to the writer.
    async fn carry(&mut self) -> Result<usize, ReplicaError> {
        if self.failed {
            self.position.change = self.writer.roll_back()?.map_or(0, |committed| committed.change);
            self.failed = false;
        }
        let changes = self.store.changes_after(self.position.change, STEP).await?;
        for change in &changes {
            let upserted = self.writer.upsert(&change.entry);
            self.noting(upserted)?;
            self.position.change = change.seq;
        }
        Ok(changes.len())
    }

    fn commit(&mut self) -> Result<(), SearchError> {
        let committed = self.writer.commit(&self.position);
        self.noting(committed)
    }

    /// Remembers a failure of the writer, so that the next step starts from what is really committed.
    fn noting(&mut self, done: Result<(), SearchError>) -> Result<(), SearchError> {
        self.failed |= done.is_err();
        done
    }
}

fn open_index(
    folder: &Path,
    show_unclaimed: bool,
) -> Result<(Search, Writer, Option<Position>), SearchError> {
    let (search, writer) = Writer::open(folder, show_unclaimed)?;
    let position = writer.position()?;
    Ok((search, writer, position))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::{ListingId, ProviderId, Slug};
    use crate::domain::query::SearchQuery;
    use crate::domain::record::Record;
    use crate::store::{Birth, StoredListing, StoredProvider};

    async fn store(folder: &Path) -> Store {
        let url = format!("sqlite:{}/d.db", folder.display());
        Store::open(&url, Birth { id: Uuid::from_u128(1), at: 0 }).await.unwrap()
    }

    async fn add(store: &Store, number: u128) {
        let record = Record::from_value(json!({
            "provider": { "name": format!("Atelier {number}") }, "title": "Boutique en ligne",
            "summary": "Une boutique en ligne tenue à jour.", "service_types": ["boutique-en-ligne"],
            "area": ["departement:68"], "verification_level": "repertorie",
        }))
        .unwrap();
        let (provider_id, slug) =
            (ProviderId::new(Uuid::from_u128(number)), Slug::from_text(&number.to_string()));
        let mut tx = store.begin_write(0).await.unwrap();
        let provider = StoredProvider { id: provider_id, slug: slug.clone(), provider: record.provider };
        tx.insert_provider(&provider).await.unwrap();
        let id = ListingId::new(Uuid::from_u128(number));
        tx.insert_listing(&StoredListing { id, slug, provider_id, listing: record.listing }).await.unwrap();
        tx.commit().await.unwrap();
    }

    fn offers(search: &Search) -> u32 {
        search.search(&SearchQuery::everything(20_779)).unwrap().total
    }

    #[tokio::test]
    async fn changes_of_a_commit_that_failed_are_carried_over_later() {
        let folder = tempfile::tempdir().unwrap();
        let (index, away) = (folder.path().join("index"), folder.path().join("away"));
        let store = store(folder.path()).await;
        add(&store, 1).await;
        let (search, mut replica) = Replica::open(store.clone(), &index, true).await.unwrap();
        assert_eq!(replica.step().await.unwrap(), Step::Did(1));
        for number in 2..4 {
            add(&store, number).await;
            std::fs::rename(&index, &away).unwrap();
            for _ in 0..3 {
                assert!(replica.step().await.is_err());
                assert_eq!(u128::from(offers(&search)), number - 1);
            }
            std::fs::rename(&away, &index).unwrap();
            assert_eq!(replica.step().await.unwrap(), Step::Did(1));
            assert_eq!(u128::from(offers(&search)), number);
        }
        replica.distrust();
        assert_eq!(replica.step().await.unwrap(), Step::Idle);
        assert_eq!(offers(&search), 3);
    }

    #[tokio::test]
    async fn an_index_that_another_process_holds_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        add(&store, 1).await;
        let (search, mut replica) = Replica::open(store.clone(), folder.path(), true).await.unwrap();
        replica.step().await.unwrap();
        let layout = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        for segments in layout.filter(|path| path.join("meta.json").exists()) {
            // As when segments are merged away while somebody else reads which there are.
            for path in std::fs::read_dir(segments).unwrap().map(|file| file.unwrap().path()) {
                if path.extension().is_some_and(|end| end == "store") {
                    std::fs::rename(&path, path.with_extension("gone")).unwrap();
                }
            }
        }
        let locked = |result: Result<_, ReplicaError>| {
            matches!(result, Err(ReplicaError::Search(SearchError::Locked)))
        };
        assert!(locked(Replica::open(store.clone(), folder.path(), true).await));
        assert!(locked(Replica::open_anew(store.clone(), folder.path(), true)));
        assert_eq!(offers(&search), 1);
        drop(replica);
        let (search, mut replica) = Replica::open(store, folder.path(), true).await.unwrap();
        assert_eq!(replica.step().await.unwrap(), Step::Did(1));
        assert_eq!(offers(&search), 1);
    }
}
