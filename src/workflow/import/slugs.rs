//! Free slugs for things that came without one.

use std::collections::{HashMap, HashSet, VecDeque};

use super::known::Known;
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

/// Numbered slugs that the database does not have, for each name that this batch had to number.
#[derive(Default)]
pub(super) struct Slugs {
    free: HashMap<(Named, Slug), Numbered>,
}

#[derive(Default)]
struct Numbered {
    free: VecDeque<Slug>,
    /// First number that was not asked for yet.
    next: u32,
}

impl Slugs {
    /// The slug itself when nothing has it, else the same with a number.
    pub(super) async fn free(
        &mut self,
        tx: &mut WriteTx,
        known: &Known,
        named: Named,
        wanted: Slug,
    ) -> Result<Slug, StoreError> {
        let key = (named, wanted);
        if !self.free.contains_key(&key) {
            if taken(tx, named, std::slice::from_ref(&key.1)).await?.is_empty() {
                return Ok(key.1);
            }
            let next = first_gap(tx, named, &key.1).await?;
            self.free.insert(key.clone(), Numbered { free: VecDeque::new(), next });
        }
        let wanted = key.1.clone();
        let numbered = self.free.entry(key).or_default();
        loop {
            match numbered.free.pop_front() {
                // This batch itself may have used it since.
                Some(slug) if is_known(known, named, &slug) => {}
                Some(slug) => return Ok(slug),
                None => numbered.look_further(tx, named, &wanted).await?,
            }
        }
    }
}

impl Numbered {
    async fn look_further(
        &mut self,
        tx: &mut WriteTx,
        named: Named,
        wanted: &Slug,
    ) -> Result<(), StoreError> {
        let candidates: Vec<Slug> =
            (self.next..self.next + WINDOW).map(|number| wanted.numbered(number)).collect();
        let taken = taken(tx, named, &candidates).await?;
        self.free.extend(candidates.into_iter().filter(|slug| !taken.contains(slug.as_str())));
        self.next += WINDOW;
        Ok(())
    }
}

fn is_known(known: &Known, named: Named, slug: &Slug) -> bool {
    match named {
        Named::Provider => known.provider_with_slug(slug).is_some(),
        Named::Listing => known.listing_with_slug(slug).is_some(),
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
        low = end.saturating_sub(step).max(low);
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
