//! Why a hit stands where it does: its score taken apart again, only when asked.
//!
//! Nothing is computed twice over: the points of a word come from the same pass over its postings, searched one
//! field at a time, and what multiplies them from the same weights.

use tantivy::schema::Field;

use super::error::SearchError;
use super::hits::Shown;
use super::matching::facts::{self, Facts};
use super::matching::scoring::{self, Scratch};
use super::matching::terms;
use super::page::Hit;
use super::ranking::{Addends, Standing, WEIGHTS};
use super::reading::{Reading, Work};
use super::segments::schema::{Fields, Traits};
use super::segments::snapshot::Snapshot;

/// How the score of a hit came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Points before the words: for being of a service that the words name; 1 when nothing was typed.
    pub base: f32,
    /// The words asked for, with the points that each gives; empty when nothing was typed.
    pub words: Vec<WordPoints>,
    /// What the points are weakened by because words are missing, from 0 to 1; 1 when none is.
    pub held: f32,
    /// What counts of the listing beside its words.
    pub standing: Standing,
    /// What that adds, by reason.
    pub added: Addends,
    /// The score that orders the results: points of the words times 1 and all that is added.
    pub score: f32,
    /// Breaks the tie between equal scores, greater first: a hash of the listing and the day, below 2²⁴.
    pub tie: u32,
}

impl Explanation {
    /// The points of the service and of the words together; 1 when nothing was typed.
    #[must_use]
    pub fn text(&self) -> f32 {
        (self.base + self.words.iter().map(WordPoints::total).sum::<f32>()) * self.held
    }
}

/// The points that one word gives a listing, by where it stands in it; 0 where it does not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordPoints {
    /// The word, folded.
    pub word: String,
    /// In the name of the provider.
    pub name: f32,
    /// In the title and the names of the service types.
    pub title: f32,
    /// In the summary and the description.
    pub body: f32,
    /// As the beginning of a word.
    pub begun: f32,
}

impl WordPoints {
    /// All of them together.
    #[must_use]
    pub fn total(&self) -> f32 {
        self.name + self.title + self.body + self.begun
    }

    fn place(&mut self, fields: Fields, field: Option<Field>) -> &mut f32 {
        match field {
            Some(field) if field == fields.name || field == fields.whole_name => &mut self.name,
            Some(field) if field == fields.title => &mut self.title,
            Some(_) => &mut self.body,
            None => &mut self.begun,
        }
    }
}

/// Tells of each hit why it stands where it does; `hits` are those of the matches `shown`.
pub(super) fn explain(
    snapshot: &Snapshot,
    reading: &Reading,
    shown: &[Shown],
    hits: &mut [Hit],
) -> Result<(), SearchError> {
    let points = points(snapshot, reading, shown)?;
    let required = reading.required.len();
    let base = reading.base(snapshot);
    for ((hit, found), words) in hits.iter_mut().zip(shown).zip(points) {
        let standing = standing(hit, reading.query.today);
        let seen = words.iter().take(required).filter(|word| word.total() > 0.0).count();
        hit.explanation = Some(Explanation {
            base: if required == 0 { base.of(types_of(hit), main_of(hit)) } else { 0.0 },
            held: if required == 0 { 1.0 } else { scoring::held(seen, required) },
            words,
            standing,
            added: WEIGHTS.addends(&standing),
            score: found.best.score(),
            tie: found.best.tie(),
        });
    }
    Ok(())
}

/// The points of every word for every match shown, one field after the other.
fn points(
    snapshot: &Snapshot,
    reading: &Reading,
    shown: &[Shown],
) -> Result<Vec<Vec<WordPoints>>, SearchError> {
    let Reading { required, optional, .. } = reading;
    let named = |word: &str| WordPoints { word: word.to_owned(), ..WordPoints::default() };
    let mut points = vec![required.iter().chain(optional.iter()).map(named).collect::<Vec<_>>(); shown.len()];
    let mut scratch = Scratch::default();
    for lookup in terms::lookups(snapshot, reading, &mut Work::default())? {
        let position = lookup.position();
        for (field, lookup) in lookup.apart() {
            scratch.score(snapshot, std::slice::from_ref(&lookup), true)?;
            for (found, points) in shown.iter().zip(&mut points) {
                *points[position].place(snapshot.fields, field) += scratch.points(found.best.document);
            }
        }
    }
    Ok(points)
}

fn types_of(hit: &Hit) -> Facts {
    Facts::new(facts::types_mask(&hit.entry.listing), 0)
}

fn main_of(hit: &Hit) -> u8 {
    Traits::of(&hit.entry.listing).main
}

fn standing(hit: &Hit, today: i32) -> Standing {
    let listing = &hit.entry.listing;
    let traits = Traits::of(listing);
    let today = u32::try_from(today).unwrap_or(0);
    let age = (traits.updated > 0).then(|| today.saturating_sub(u32::from(traits.updated)));
    Standing::of(listing.verification_level, traits, hit.reach.map(|reach| reach.closeness), age)
}
