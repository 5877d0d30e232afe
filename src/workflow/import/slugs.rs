//! Free slugs for things that came without one.

use std::collections::{HashMap, HashSet};

use crate::domain::ids::Slug;
use crate::store::{StoreError, WriteTx};

/// Candidates asked for at once.
const WINDOW: u32 = 50;
/// Above this number a slug is no longer made denser: any free one does.
const MOST: u32 = 4_000_000;

/// What a slug names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Provider,
    Listing,
}

/// Where the search for a free number goes on, for each name of this batch.
#[derive(Default)]
pub(super) struct Slugs {
    next: HashMap<(Named, Slug), u32>,
}

impl Slugs {
    /// The slug itself when nothing has it, else the same with a number.
    pub(super) async fn free(
        &mut self,
        tx: &mut WriteTx,
        named: Named,
        wanted: Slug,
    ) -> Result<Slug, StoreError> {
        let key = (named, wanted);
        let wanted = &key.1;
        let mut next = match self.next.get(&key) {
            Some(next) => *next,
            None if taken(tx, named, std::slice::from_ref(wanted)).await?.is_empty() => {
                return Ok(wanted.clone());
            }
            None => first_gap(tx, named, wanted).await?,
        };
        loop {
            let candidates: Vec<Slug> = (next..next + WINDOW).map(|number| wanted.numbered(number)).collect();
            let taken = taken(tx, named, &candidates).await?;
            let free = (next..).zip(candidates).find(|(_, slug)| !taken.contains(slug.as_str()));
            if let Some((number, slug)) = free {
                self.next.insert(key, number + 1);
                return Ok(slug);
            }
            next += WINDOW;
        }
    }
}

/// A number from which free ones are near: thousands of offers may share a title, and asking for one after another
/// would take ever longer. Numbers are given in order, so those in use are at the beginning.
async fn first_gap(tx: &mut WriteTx, named: Named, wanted: &Slug) -> Result<u32, StoreError> {
    let (mut low, mut high) = (2, MOST);
    let near: Vec<Slug> = (low..low + WINDOW).map(|number| wanted.numbered(number)).collect();
    if taken(tx, named, &near).await?.len() < near.len() {
        return Ok(low);
    }
    while high - low > WINDOW {
        let step = (high - low).div_ceil(WINDOW);
        let probes: Vec<u32> =
            (1..WINDOW).map(|i| low + i * step).take_while(|number| *number < high).collect();
        let slugs: Vec<Slug> = probes.iter().map(|number| wanted.numbered(*number)).collect();
        let taken = taken(tx, named, &slugs).await?;
        let free = probes.iter().zip(&slugs).find(|(_, slug)| !taken.contains(slug.as_str()));
        let end = free.map_or(high, |(number, _)| *number);
        low = (end - step).max(low);
        high = end;
    }
    Ok(low)
}

async fn taken(tx: &mut WriteTx, named: Named, slugs: &[Slug]) -> Result<HashSet<String>, StoreError> {
    let taken = match named {
        Named::Provider => tx.taken_provider_slugs(slugs).await?,
        Named::Listing => tx.taken_listing_slugs(slugs).await?,
    };
    Ok(taken.into_iter().collect())
}
