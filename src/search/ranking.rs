//! The weights of `index/ranking.toml`, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::segments::schema::Traits;
use crate::domain::choice::Choice;
use crate::domain::listing::{Capacity, VerificationLevel};
use crate::domain::territory::Closeness;

/// How many facts completeness is measured over.
pub const FACTS: u8 = Traits::FACTS;
/// Days of age from which freshness adds nothing more.
pub(super) const OLDEST: u32 = 2_000;

/// What remains of the points of the words however much is taken away, so that words always count.
pub const LEAST_FACTOR: f32 = 0.05;

/// The published weights.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Weights of words by where they stand.
    pub text: TextWeights,
    closeness: BTreeMap<String, f32>,
    level: BTreeMap<String, f32>,
    completeness: Completeness,
    freshness: Freshness,
    capacity: BTreeMap<String, f32>,
}

/// Weights of words and the two parameters of BM25.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextWeights {
    /// Names of the provider.
    pub name: f32,
    /// Title and service types.
    pub title: f32,
    /// Summary and description.
    pub body: f32,
    /// Words that only begin like the last one typed.
    pub prefix: f32,
    /// Being of a service type named by the words, in points.
    pub concept: f32,
    /// Points more when that type is the listing's main one.
    pub main: f32,
    /// Saturation of repeated words.
    pub k1: f32,
    /// Normalisation by length.
    pub b: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Completeness {
    weight: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Freshness {
    weight: f32,
    half_life_days: f32,
}

/// The weights, as compiled in.
#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
pub static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| parse(include_str!("../../index/ranking.toml")).expect("index/ranking.toml is valid"));

fn parse(file: &str) -> Result<Weights, String> {
    let weights: Weights = toml::from_str(file).map_err(|error| error.to_string())?;
    let missing = |table: &BTreeMap<String, f32>, keys: &[&str]| {
        keys.iter().find(|key| !table.contains_key(**key)).map(|key| format!("no weight for {key}"))
    };
    let levels: Vec<&str> = VerificationLevel::ALL.iter().map(|level| level.slug()).collect();
    let capacities: Vec<&str> = Capacity::ALL.iter().map(|capacity| capacity.slug()).collect();
    let closeness: Vec<&str> = Closeness::ALL.iter().map(|closeness| closeness.slug()).collect();
    missing(&weights.level, &levels)
        .or_else(|| missing(&weights.capacity, &capacities))
        .or_else(|| missing(&weights.closeness, &closeness))
        .map_or(Ok(weights), Err)
}

impl Weights {
    /// What closeness adds to the score.
    #[must_use]
    pub fn closeness(&self, closeness: Closeness) -> f32 {
        weight_of(&self.closeness, closeness)
    }

    /// What a verification level adds.
    #[must_use]
    pub fn level(&self, level: VerificationLevel) -> f32 {
        weight_of(&self.level, level)
    }

    /// What a capacity adds, or takes away.
    #[must_use]
    pub fn capacity(&self, capacity: Capacity) -> f32 {
        weight_of(&self.capacity, capacity)
    }

    /// What so many of the [`FACTS`] that help to decide add; all of them add the whole weight.
    #[must_use]
    pub fn completeness(&self, given: u8) -> f32 {
        self.completeness.weight * (f32::from(given) / f32::from(FACTS))
    }

    /// What a change adds by its age in days: halves with every half-life, nothing from [`OLDEST`] days on.
    #[must_use]
    pub fn freshness(&self, age: u32) -> f32 {
        if age >= OLDEST {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "ages are small numbers")]
        let halves = age as f32 / self.freshness.half_life_days;
        self.freshness.weight * (-halves).exp2()
    }

    /// Days after which freshness adds half of what it added.
    #[must_use]
    pub fn half_life_days(&self) -> f32 {
        self.freshness.half_life_days
    }

    /// What a listing's own facts add, whoever searches: level, completeness and capacity.
    pub(super) fn merit(&self, level: VerificationLevel, traits: Traits) -> f32 {
        self.addends(&Standing::of(level, traits, None, None)).total()
    }

    /// What each reason adds for a listing that stands so.
    #[must_use]
    pub fn addends(&self, standing: &Standing) -> Addends {
        Addends {
            closeness: standing.closeness.map_or(0.0, |closeness| self.closeness(closeness)),
            level: self.level(standing.level),
            completeness: self.completeness(standing.given),
            freshness: standing.age.map_or(0.0, |age| self.freshness(age)),
            capacity: standing.capacity.map_or(0.0, |capacity| self.capacity(capacity)),
        }
    }
}

fn weight_of<C: Choice>(table: &BTreeMap<String, f32>, value: C) -> f32 {
    table.get(value.slug()).copied().unwrap_or(0.0)
}

/// What counts of a listing beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How its area covers the place asked for; absent when no place was asked for.
    pub closeness: Option<Closeness>,
    /// How far it is verified.
    pub level: VerificationLevel,
    /// How many of the [`FACTS`] are given.
    pub given: u8,
    /// Days since its last change; absent when nobody knows.
    pub age: Option<u32>,
    /// Whether it takes new customers; absent when nobody knows.
    pub capacity: Option<Capacity>,
}

impl Standing {
    /// How a listing with these traits stands for whoever asks at this closeness, so many days after its last change.
    pub(super) fn of(
        level: VerificationLevel,
        traits: Traits,
        closeness: Option<Closeness>,
        age: Option<u32>,
    ) -> Self {
        let capacity = Capacity::ALL.get(usize::from(traits.capacity)).copied();
        Self { closeness, level, given: traits.complete, age, capacity }
    }
}

/// What is added to 1 before the points of the words are multiplied by it, by reason.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Addends {
    /// For serving the place asked for.
    pub closeness: f32,
    /// For being verified.
    pub level: f32,
    /// For the facts given.
    pub completeness: f32,
    /// For a recent change.
    pub freshness: f32,
    /// For taking new customers; negative when it does not.
    pub capacity: f32,
}

impl Addends {
    /// All of them together.
    #[must_use]
    pub fn total(&self) -> f32 {
        self.closeness + self.level + self.completeness + self.freshness + self.capacity
    }
}

/// The score of a listing: the points of its words times 1 and what its other merits add together.
#[inline]
#[must_use]
pub fn score(text: f32, added: f32) -> f32 {
    text * factor(added)
}

/// What the points of the words are multiplied by: 1 and all that is added, never less than [`LEAST_FACTOR`].
#[inline]
#[must_use]
pub fn factor(added: f32) -> f32 {
    (1.0 + added).max(LEAST_FACTOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_file_is_complete() {
        let weights = parse(include_str!("../../index/ranking.toml")).unwrap();
        assert!(weights.closeness(Closeness::Commune) > weights.closeness(Closeness::Epci));
        assert!(weights.closeness(Closeness::Region) > weights.closeness(Closeness::France));
        assert!(weights.closeness(Closeness::France) > weights.closeness(Closeness::Part));
    }

    #[test]
    fn a_missing_or_unknown_weight_is_refused() {
        let file = include_str!("../../index/ranking.toml");
        assert!(parse(&file.replace("complet = -0.30", "")).is_err());
        assert!(parse(&file.replace("prefix = 0.6", "prefixe = 0.6")).is_err());
    }

    #[test]
    fn freshness_halves_with_its_half_life() {
        let weights = parse(include_str!("../../index/ranking.toml")).unwrap();
        assert!((weights.freshness(180) * 2.0 - weights.freshness(0)).abs() < 1e-6);
    }
}
