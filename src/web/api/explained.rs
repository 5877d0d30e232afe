//! Why a result stands where it does, in JSON: `score = text.points × factor`, all parts given.

use serde::Serialize;

use crate::search::Explanation;
use crate::search::explain::WordPoints;
use crate::search::ranking::factor;

/// An explanation in its documented shape; numbers have three decimals.
#[derive(Serialize)]
pub(super) struct Explained<'a> {
    /// What the results are ordered by: `text.points` times `factor`.
    score: f64,
    text: Text<'a>,
    /// 1 and all that is added, never below 0.05.
    factor: f64,
    added: Added,
    /// Among equal scores greater comes first: a hash of the listing and the day.
    tie: u32,
}

#[derive(Serialize)]
struct Text<'a> {
    /// The points of the words and `base`, times `held`.
    points: f64,
    /// Points for being of a service that the words name; 1 when there are no words, else 0.
    base: f64,
    /// 1, or less when words are missing.
    held: f64,
    words: Vec<Word<'a>>,
}

/// The points of a word in each field.
#[derive(Serialize)]
struct Word<'a> {
    word: &'a str,
    name: f64,
    title: f64,
    body: f64,
    begun: f64,
}

#[derive(Serialize)]
struct Added {
    closeness: f64,
    level: f64,
    completeness: f64,
    freshness: f64,
    capacity: f64,
}

impl<'a> Explained<'a> {
    pub(super) fn new(explanation: &'a Explanation) -> Self {
        let added = &explanation.added;
        Self {
            score: rounded(explanation.score),
            text: Text {
                points: rounded(explanation.text()),
                base: rounded(explanation.base),
                held: rounded(explanation.held),
                words: explanation.words.iter().map(Word::new).collect(),
            },
            factor: rounded(factor(added.total())),
            added: Added {
                closeness: rounded(added.closeness),
                level: rounded(added.level),
                completeness: rounded(added.completeness),
                freshness: rounded(added.freshness),
                capacity: rounded(added.capacity),
            },
            tie: explanation.tie,
        }
    }
}

impl<'a> Word<'a> {
    fn new(points: &'a WordPoints) -> Self {
        Self {
            word: &points.word,
            name: rounded(points.name),
            title: rounded(points.title),
            body: rounded(points.body),
            begun: rounded(points.begun),
        }
    }
}

fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1_000.0).round() / 1_000.0
}
