//! What a person means by a place they type.

use super::key::{Article, Key, without_links};
use super::names::{Bearer, DOMINANCE, Title, bearers, one_error_away, starting_with};
use super::numbers::{departement_of_postal_code, numbered};
use super::{Territory, TerritoryKind};
use crate::domain::text::{tidy, words};
use std::cmp::Reverse;

/// Only the first characters of what is typed are read.
const MAX_TYPED: usize = 100;
/// The most words a name is looked for in.
const MAX_WORDS: usize = 12;
/// The most territories one answer lists.
const MAX_LISTED: usize = 12;
/// The most guesses for an unknown place.
const MAX_NEAR: usize = 5;

/// The territory, or territories, a person may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceReading {
    /// Nothing readable was typed.
    Nothing,
    /// One territory is meant; `others` (at most 12) bear the same name.
    One {
        /// The territory meant.
        territory: Territory,
        /// Smaller namesakes.
        others: Vec<Territory>,
    },
    /// One of these 2 to 12 is meant, the largest first: ask which.
    Several(Vec<Territory>),
    /// No territory is called so.
    Unknown {
        /// At most 5 territories with a similar name.
        near: Vec<Territory>,
    },
}

/// Reads a code or anything people type: names, postal codes, département numbers, "Colmar (68)", "Paris 11e"…
///
/// Case, accents, hyphens, apostrophes and articles do not matter; only the first 100 characters are read.
pub fn read_place(typed: &str) -> PlaceReading {
    let typed = tidy(&typed.chars().take(MAX_TYPED).collect::<String>());
    if let Some(territory) = Territory::from_code(&typed) {
        return one(territory);
    }
    let words = without_cedex(words(&typed));
    if words.is_empty() {
        return PlaceReading::Nothing;
    }
    read_words(&words).unwrap_or_else(|| PlaceReading::Unknown { near: near(&words) })
}

/// Reads a place only if a territory is called exactly so: for looking for places among other words, where most words
/// are none and guessing would be wrong and dear.
pub fn find_place(typed: &str) -> Option<PlaceReading> {
    let words = without_cedex(words(typed));
    (!words.is_empty() && words.len() <= MAX_WORDS).then(|| read_words(&words)).flatten()
}

fn read_words(words: &[String]) -> Option<PlaceReading> {
    [named, numbered, within, of_kind, epci].iter().find_map(|reading| reading(words))
}

/// The words without "Cedex 9", which says how the post is sorted.
fn without_cedex(mut words: Vec<String>) -> Vec<String> {
    if let Some(cedex) = words.iter().position(|word| word == "cedex") {
        let sorted = words.get(cedex + 1).is_some_and(|word| word.len() <= 2 && word.parse::<u8>().is_ok());
        words.drain(cedex..=cedex + usize::from(sorted));
    }
    words
}

/// A name and nothing else: "Colmar", "le Havre", "Haut-Rhin", "PACA".
fn named(words: &[String]) -> Option<PlaceReading> {
    let key = Key::of(words);
    choose(bearers(&key.text), key.article)
}

/// A name and the larger territory it lies in: "Colmar, Haut-Rhin", "Saint-Denis (La Réunion)", "Colmar en Alsace".
fn within(words: &[String]) -> Option<PlaceReading> {
    let around = |words: &[String]| {
        let key = Key::of(without_links(words));
        let wide = |bearer: &Bearer| !matches!(bearer.territory, Territory::Commune(_) | Territory::Epci(_));
        bearers(&key.text).filter(wide).map(|bearer| bearer.territory).next()
    };
    (1..words.len()).rev().find_map(|cut| {
        let (name, around) = (Key::of(&words[..cut]), around(&words[cut..])?);
        if around == Territory::France {
            return read_words(&words[..cut]);
        }
        choose(bearers(&name.text).filter(|bearer| around.contains(bearer.territory)), name.article)
    })
}

/// A name and what it is: "région Bretagne", "La Réunion (région)", "ville de Paris".
fn of_kind(words: &[String]) -> Option<PlaceReading> {
    let kind = |word: &String| match word.as_str() {
        "region" => Some(TerritoryKind::Region),
        "departement" => Some(TerritoryKind::Departement),
        "commune" | "ville" => Some(TerritoryKind::Commune),
        _ => None,
    };
    let in_front = words.split_first().and_then(|(first, rest)| Some((kind(first)?, rest)));
    let (kind, rest) =
        in_front.or_else(|| words.split_last().and_then(|(last, rest)| Some((kind(last)?, rest))))?;
    let key = Key::of(without_links(rest));
    choose(bearers(&key.text).filter(|bearer| bearer.territory.kind() == kind), key.article)
}

/// An EPCI with its legal form in front: "CC du Sundgau", "Métropole de Lyon".
fn epci(words: &[String]) -> Option<PlaceReading> {
    let key = Key::of_epci(words)?;
    choose(bearers(&key.text).filter(|bearer| bearer.title == Title::Epci), None)
}

/// Territories called nearly so; for a postal code nobody has, its département.
fn near(words: &[String]) -> Vec<Territory> {
    let name: Vec<_> =
        words.iter().filter(|word| !word.starts_with(|c: char| c.is_ascii_digit())).cloned().collect();
    let key = Key::of_epci(&name).unwrap_or_else(|| Key::of(&name)).text;
    if key.is_empty() {
        return words
            .first()
            .and_then(|word| departement_of_postal_code(word))
            .map(Territory::Departement)
            .into_iter()
            .collect();
    }
    let mut near = starting_with(&key, MAX_NEAR);
    for territory in one_error_away(&key, MAX_NEAR) {
        if near.len() < MAX_NEAR && !near.contains(&territory) {
            near.push(territory);
        }
    }
    near
}

pub(super) fn one(territory: Territory) -> PlaceReading {
    PlaceReading::One { territory, others: Vec::new() }
}

/// Asks which of `found` is meant, the largest first; there is no question when it is only one.
pub(super) fn ask(mut found: Vec<Territory>) -> Option<PlaceReading> {
    found.sort_by_key(|territory| (Reverse(territory.population()), *territory));
    found.dedup();
    found.truncate(MAX_LISTED);
    match found.as_slice() {
        [] => None,
        [only] => Some(one(*only)),
        _ => Some(PlaceReading::Several(found)),
    }
}

/// Settles between those who bear one name; nothing when nobody does.
///
/// Territories of that name come before those that hold a former commune so called, and EPCI come last.
pub(super) fn choose(
    bearers: impl Iterator<Item = Bearer>,
    article: Option<Article>,
) -> Option<PlaceReading> {
    let mut bearers: Vec<_> = bearers.collect();
    let is_commune = |bearer: &Bearer| bearer.territory.kind() == TerritoryKind::Commune;
    if article.is_some() && bearers.iter().any(|bearer| is_commune(bearer) && bearer.article == article) {
        bearers.retain(|bearer| !is_commune(bearer) || bearer.article == article);
    }
    bearers.sort_by_key(|bearer| {
        (bearer.title, Reverse(bearer.territory.population()), preference(bearer.territory))
    });
    let mut found: Vec<Bearer> = Vec::with_capacity(bearers.len());
    for bearer in bearers {
        if found.iter().all(|other| other.territory != bearer.territory) {
            found.push(bearer);
        }
    }
    let (entitled, rest) = found.split_at(found.partition_point(|bearer| bearer.title == found[0].title));
    let meant = meant(entitled, article).map(|bearer| bearer.territory);
    let listed =
        entitled.iter().chain(rest.iter().filter(|_| meant.is_some())).map(|bearer| bearer.territory);
    let others: Vec<_> = listed.filter(|territory| Some(*territory) != meant).take(MAX_LISTED).collect();
    match meant {
        Some(territory) => Some(PlaceReading::One { territory, others }),
        None => (!others.is_empty()).then_some(PlaceReading::Several(others)),
    }
}

/// The one of some namesakes, largest first, that is meant: ten times larger than the next, or alone with that article.
fn meant(entitled: &[Bearer], article: Option<Article>) -> Option<Bearer> {
    let first = *entitled.first()?;
    let same_extent = |other: Territory| first.territory.contains(other) && other.contains(first.territory);
    let Some(rival) = entitled.iter().find(|other| !same_extent(other.territory)) else { return Some(first) };
    if first.territory.population() >= rival.territory.population().saturating_mul(DOMINANCE) {
        return Some(first);
    }
    let mut exact = entitled.iter().filter(|bearer| bearer.article == article);
    exact.next().copied().filter(|_| exact.next().is_none())
}

/// Which of two namesakes of the same extent is meant: Paris the commune, La Réunion the région.
fn preference(territory: Territory) -> u8 {
    match territory {
        Territory::Commune(_) => 0,
        Territory::Departement(_) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
