//! Providers by the beginnings of the words in their names.

use std::cmp::Reverse;

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;

use super::MAX_SUGGESTED;
use crate::domain::ids::Slug;
use crate::search::segments::columns::{Columns, Row};
use crate::search::segments::snapshot::Snapshot;
use crate::search::{SearchError, analysis};

/// Most beginnings that one answer looks at, in the order of the alphabet: the more is typed, the fewer there are.
const MAX_VISITED: usize = 2_000;
/// Most listings of a name that are looked at for one that may be found.
const MAX_LISTINGS: usize = 64;

/// A provider whose name has words that begin as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderSuggestion {
    /// Its name.
    pub name: String,
    /// Where its page is.
    pub slug: Slug,
}

/// The names in one segment with their listings, numbered by the alphabet.
pub(in crate::search) struct ProviderNames {
    /// Spellings as shown; a name's number is its ordinal.
    shown: StrColumn,
    slugs: StrColumn,
    /// Folded words of every name with a blank between them, one name after the other.
    folded: String,
    /// Where each folded name begins, and the end.
    bounds: Vec<u32>,
    /// Beginnings of words, sorted by what follows up to the end of the name.
    starts: Vec<Start>,
    /// Listings of all names that could be found when this was loaded, one name after the other.
    listings: Vec<u32>,
    /// Where the listings of each name begin, and the end.
    listing_bounds: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Start {
    name: u32,
    /// Offset in [`ProviderNames::folded`].
    at: u32,
}

impl ProviderNames {
    /// Reads the names in a segment of the providers that shopkeepers may find. Deletions later on only take listings
    /// away.
    pub(in crate::search) fn load(segment: &SegmentReader, columns: &Columns) -> Result<Self, SearchError> {
        let column = |name: &str| -> Result<_, SearchError> {
            segment.fast_fields().str(name)?.ok_or_else(|| SearchError::corrupt(&"no column of providers"))
        };
        let (shown, slugs) = (column("provider_name")?, column("provider_slug")?);
        let (listings, listing_bounds) = listings_by_name(&shown, columns)?;
        let mut names = Self {
            shown,
            slugs,
            folded: String::new(),
            bounds: vec![0],
            starts: Vec::new(),
            listings,
            listing_bounds,
        };
        names.fold_all()?;
        Ok(names)
    }

    fn fold_all(&mut self) -> Result<(), SearchError> {
        let shown = self.shown.clone();
        let mut names = shown.dictionary().stream()?;
        while names.advance() {
            let name = number_of(self.bounds.len() - 1)?;
            let words = match self.listings(name) {
                [] => Vec::new(),
                _ => analysis::words(&String::from_utf8_lossy(names.key())),
            };
            for word in words {
                if self.folded.len() > self.bounds[name as usize] as usize {
                    self.folded.push(' ');
                }
                self.starts.push(Start { name, at: number_of(self.folded.len())? });
                self.folded.push_str(&word.folded);
            }
            self.bounds.push(number_of(self.folded.len())?);
        }
        let (folded, bounds) = (&self.folded, &self.bounds);
        self.starts.sort_unstable_by_key(|start| (rest(folded, bounds, *start), start.name));
        self.folded.shrink_to_fit();
        self.starts.shrink_to_fit();
        Ok(())
    }

    fn folded(&self, name: u32) -> &str {
        let bounds = (self.bounds[name as usize] as usize, self.bounds[name as usize + 1] as usize);
        &self.folded[bounds.0..bounds.1]
    }

    /// The beginnings of words that go on so.
    fn beginning(&self, letters: &str) -> &[Start] {
        let rest = |start: &Start| rest(&self.folded, &self.bounds, *start);
        let first = self.starts.partition_point(|start| rest(start) < letters);
        let behind = self.starts[first..].partition_point(|start| rest(start).starts_with(letters));
        &self.starts[first..first + behind]
    }

    fn listings(&self, name: u32) -> &[u32] {
        let bounds = (self.listing_bounds[name as usize], self.listing_bounds[name as usize + 1]);
        &self.listings[bounds.0 as usize..bounds.1 as usize]
    }

    fn suggestion(&self, found: &Found<'_>) -> Result<ProviderSuggestion, SearchError> {
        let mut name = String::new();
        self.shown.ord_to_str(u64::from(found.name), &mut name)?;
        let mut slug = String::new();
        let ordinal = self.slugs.term_ords(found.listing).next();
        self.slugs.ord_to_str(ordinal.unwrap_or_default(), &mut slug)?;
        let slug = Slug::try_from(slug).map_err(|error| SearchError::corrupt(&error))?;
        Ok(ProviderSuggestion { name, slug })
    }
}

/// A name from the beginning of a word to its end.
fn rest<'a>(folded: &'a str, bounds: &[u32], start: Start) -> &'a str {
    &folded[start.at as usize..bounds[start.name as usize + 1] as usize]
}

/// The listings that may be found grouped by the number of their name, and where each group begins.
fn listings_by_name(names: &StrColumn, columns: &Columns) -> Result<(Vec<u32>, Vec<u32>), SearchError> {
    let mut named: Vec<(u64, u32)> = Vec::with_capacity(columns.facts.len());
    for (listing, _) in (0_u32..).zip(&columns.facts).filter(|(_, facts)| facts.is_searchable()) {
        let name = names.term_ords(listing).next();
        named.push((name.ok_or_else(|| SearchError::corrupt(&"a listing without provider"))?, listing));
    }
    named.sort_unstable();
    let bound = |name: usize| number_of(named.partition_point(|(other, _)| *other < name as u64));
    let bounds = (0..=names.num_terms()).map(bound).collect::<Result<_, _>>()?;
    Ok((named.into_iter().map(|(_, listing)| listing).collect(), bounds))
}

fn number_of(length: usize) -> Result<u32, SearchError> {
    u32::try_from(length).map_err(|error| SearchError::corrupt(&error))
}

/// How well a name answers the words typed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Whole,
    Beginning,
    LaterWords,
    ScatteredWords,
}

/// A name among the best so far; the order of the fields before `segment` is that of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found<'a> {
    closeness: Closeness,
    /// Listings of that name in the segment.
    listings: Reverse<usize>,
    folded: &'a str,
    segment: usize,
    name: u32,
    /// One that may be found, and its provider.
    listing: u32,
    provider: u32,
}

/// The providers with a name in which every word typed begins a word: names that begin so first, then those with most
/// listings, then by the alphabet.
pub(super) fn beginning(
    words: &[String],
    snapshot: &Snapshot,
) -> Result<Vec<ProviderSuggestion>, SearchError> {
    let Some(longest) = words.iter().max_by_key(|word| word.len()) else { return Ok(Vec::new()) };
    let phrase = words.join(" ");
    let mut best: Vec<Found<'_>> = Vec::with_capacity(MAX_SUGGESTED + 1);
    let mut left = MAX_VISITED;
    for (number, segment) in snapshot.segments.iter().enumerate() {
        let names = &*segment.names;
        let starts = names.beginning(longest);
        let visited = &starts[..starts.len().min(left)];
        left -= visited.len();
        for start in visited {
            let folded = names.folded(start.name);
            let Some(closeness) = closeness(folded, words, &phrase) else { continue };
            let listings = names.listings(start.name);
            let found = Found {
                closeness,
                listings: Reverse(listings.len()),
                folded,
                segment: number,
                name: start.name,
                listing: 0,
                provider: 0,
            };
            if best.len() == MAX_SUGGESTED && best.last().is_some_and(|worst| found >= *worst) {
                continue;
            }
            if let Some((listing, row)) = first_searchable(listings, &segment.columns) {
                insert(&mut best, Found { listing, provider: row.provider, ..found });
            }
        }
    }
    best.iter().map(|found| snapshot.segments[found.segment].names.suggestion(found)).collect()
}

fn closeness(folded: &str, words: &[String], phrase: &str) -> Option<Closeness> {
    if let Some(rest) = folded.strip_prefix(phrase) {
        return Some(if rest.is_empty() { Closeness::Whole } else { Closeness::Beginning });
    }
    let begins = |word: &String| folded.split(' ').any(|other| other.starts_with(word.as_str()));
    if !words.iter().all(begins) {
        return None;
    }
    let follows = folded.match_indices(' ').any(|(at, _)| folded[at + 1..].starts_with(phrase));
    Some(if follows { Closeness::LaterWords } else { Closeness::ScatteredWords })
}

fn first_searchable<'a>(listings: &[u32], columns: &'a Columns) -> Option<(u32, &'a Row)> {
    let searchable = |listing: &u32| columns.facts[*listing as usize].is_searchable();
    let listing = listings.iter().take(MAX_LISTINGS).copied().find(searchable)?;
    Some((listing, &columns.rows[listing as usize]))
}

/// Puts a name into its place among the best; a provider stands there once.
fn insert<'a>(best: &mut Vec<Found<'a>>, found: Found<'a>) {
    match best.iter().position(|other| other.provider == found.provider) {
        Some(at) if best[at] <= found => return,
        Some(at) => drop(best.remove(at)),
        None => {}
    }
    let at = best.partition_point(|other| *other < found);
    best.insert(at, found);
    best.truncate(MAX_SUGGESTED);
}
