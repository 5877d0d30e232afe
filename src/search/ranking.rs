//! The weights of `index/ranking.toml`, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::schema::Traits;
use crate::domain::choice::Choice;
use crate::domain::listing::{Capacity, VerificationLevel};
use crate::domain::territory::Closeness;

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
        self.closeness.get(closeness.slug()).copied().unwrap_or(0.0)
    }

    /// What a listing's own facts add, whoever searches: level, completeness and capacity.
    pub(super) fn merit(&self, level: VerificationLevel, traits: Traits) -> f32 {
        let of = |table: &BTreeMap<String, f32>, slug: &str| table.get(slug).copied().unwrap_or(0.0);
        let capacity = Capacity::ALL.get(usize::from(traits.capacity)).map_or("", |capacity| capacity.slug());
        let complete = f32::from(traits.complete) / f32::from(Traits::FACTS);
        of(&self.level, level.slug()) + of(&self.capacity, capacity) + self.completeness.weight * complete
    }

    /// What a change adds by its age in days: halves with every half-life, nothing when the day is unknown.
    pub(super) fn freshness(&self) -> impl Fn(u32) -> f32 {
        let (weight, half_life) = (self.freshness.weight, self.freshness.half_life_days);
        #[expect(clippy::cast_precision_loss, reason = "ages are small numbers")]
        move |age| weight * (-(age as f32) / half_life).exp2()
    }
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
        let freshness = weights.freshness();
        assert!((freshness(180) * 2.0 - freshness(0)).abs() < 1e-6);
    }
}
