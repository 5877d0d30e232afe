//! Whether this node's index holds what the database holds.

use std::path::Path;

use super::super::Failure;
use super::{Health, Line, progress};
use crate::search::{Census, SearchError};
use crate::store::Store;

/// Listings read from the database at once.
const PART: u32 = 500;

/// Compares each listing of the database with the index, which a running server may hold and carry forward meanwhile.
pub(super) async fn check(store: &Store, folder: &Path) -> Result<Line, Failure> {
    let failed = |error: SearchError| Failure::Work(error.to_string());
    if !folder.is_dir() {
        return Ok(none());
    }
    let held = Census::is_held(folder).map_err(failed)?;
    let census = match Census::open(folder) {
        Ok(Some(census)) => census,
        Ok(None) => return Ok(none()),
        Err(error) if held => {
            let text = format!("index: in use by a running server and cannot be read beside it ({error})");
            return Ok(Line::new(Health::Note, text));
        }
        Err(error) => return Ok(Line::new(Health::Wrong, format!("index: {error}; run devanture reindex"))),
    };
    let change = store.change_number().await?;
    let directory = store.directory_id().to_string();
    match census.position() {
        Some(position) if position.directory != directory => {
            Ok(Line::new(Health::Wrong, "index: it is of another database; run devanture reindex"))
        }
        Some(position) if position.change > change => {
            Ok(Line::new(Health::Wrong, "index: it is ahead of the database; run devanture reindex"))
        }
        Some(position) if position.change == change => compare(store, &census, change).await,
        position => {
            let behind = change - position.map_or(0, |position| position.change);
            let text = format!("index: {behind} changes behind the database; a server follows by itself");
            Ok(Line::new(Health::Note, text))
        }
    }
}

fn none() -> Line {
    Line::new(Health::Note, "index: none yet; a server makes it at its start")
}

async fn compare(store: &Store, census: &Census, change: i64) -> Result<Line, Failure> {
    let bar = progress("index", census.listings());
    let (mut last, mut listings, mut differ) = (None, 0_u64, 0_u64);
    loop {
        let part = store.entries_after(last, PART).await?;
        last = part.last().map(|entry| entry.id);
        if last.is_none() {
            break;
        }
        for entry in &part {
            listings += 1;
            let held = census.listing(entry.id).map_err(|error| Failure::Work(error.to_string()))?;
            differ += u64::from(held.as_ref() != Some(entry));
        }
        bar.set_position(listings);
    }
    bar.finish_and_clear();
    let odd = census.listings().saturating_sub(listings);
    if differ + odd == 0 {
        return Ok(Line::new(Health::Sound, format!("index: {listings} listings, as in the database")));
    }
    if store.change_number().await? != change {
        let text = "index: the directory changed while it was compared; run devanture doctor again";
        return Ok(Line::new(Health::Note, text));
    }
    let text = format!("index: {} listings differ from the database; run devanture reindex", differ + odd);
    Ok(Line::new(Health::Wrong, text))
}
