//! Places for what is typed so far.

use super::gazetteer::gazetteer;
use super::names::starting_with;
use super::numbers::departement_or_corsica;
use super::place::find_place;
use super::{CommuneId, DepartementId, PlaceReading, Territory, commune};
use crate::domain::text::tidy;
use std::cmp::Reverse;

/// Only the first characters of what is typed are read.
const MAX_TYPED: usize = 100;
/// Digits of a postal code.
const POSTAL_DIGITS: u32 = 5;

/// Places a person may be typing, likeliest first, at most `limit`: by the beginning of a name ("col"), of a postal code
/// ("680") or of the number of a département ("68"); failing that what the whole is read as ("Colmar (68)", "Paris 11e").
pub fn completions(typed: &str, limit: usize) -> Vec<Territory> {
    let typed = tidy(&typed.chars().take(MAX_TYPED).collect::<String>());
    let mut found = if typed.starts_with(|first: char| first.is_ascii_digit()) {
        numbered(&typed.to_ascii_uppercase(), limit)
    } else {
        starting_with(&typed, limit)
    };
    if found.is_empty() {
        found = match find_place(&typed) {
            Some(PlaceReading::One { territory, others }) => [territory].into_iter().chain(others).collect(),
            Some(PlaceReading::Several(found)) => found,
            _ => Vec::new(),
        };
        found.truncate(limit);
    }
    found
}

/// Départements whose number begins so, then communes whose postal code begins so, the largest first.
fn numbered(number: &str, limit: usize) -> Vec<Territory> {
    let mut found: Vec<Territory> =
        departement_or_corsica(number).filter(|_| number.len() > 1).into_iter().collect();
    let departements = (0..).map(DepartementId).zip(&gazetteer().departements);
    for (id, _) in departements.filter(|(_, row)| row.code.starts_with(number)) {
        let territory = Territory::Departement(id);
        if territory.only_commune().is_none() && !found.contains(&territory) {
            found.push(territory);
        }
    }
    found.truncate(limit);
    found.extend(posted(number, limit - found.len()));
    if found.is_empty() {
        found.extend(commune(number).map(Territory::Commune));
    }
    found
}

/// The largest communes with a postal code that begins so.
fn posted(digits: &str, limit: usize) -> Vec<Territory> {
    let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
    let (Ok(first), Some(missing)) = (digits.parse::<u32>(), POSTAL_DIGITS.checked_sub(length)) else {
        return Vec::new();
    };
    let (step, people) = (10_u32.pow(missing), |id: CommuneId| Reverse(gazetteer().commune(id).population));
    let mut best: Vec<CommuneId> = Vec::with_capacity(limit + 1);
    for id in gazetteer().with_postal_codes(first * step..(first + 1) * step) {
        let at = best.partition_point(|other| (people(*other), *other) < (people(id), id));
        if at < limit && best.get(at) != Some(&id) {
            best.insert(at, id);
            best.truncate(limit);
        }
    }
    best.into_iter().map(Territory::Commune).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(typed: &str, limit: usize) -> Vec<String> {
        completions(typed, limit).into_iter().map(Territory::label).collect()
    }

    #[test]
    fn the_beginning_of_a_name_gives_the_largest_places() {
        assert_eq!(labels("colm", 1), ["Colmar (68)"]);
        assert_eq!(labels("SAINT-É", 1), ["Saint-Étienne (42)"]);
        assert_eq!(labels("st eti", 1), ["Saint-Étienne (42)"]);
        assert_eq!(labels("lille", 1), ["Lille (59)"]);
        assert_eq!(labels("le hav", 1), ["Le Havre (76)"]);
        for letter in 'a'..='z' {
            assert!(!completions(&letter.to_string(), 5).is_empty(), "{letter}");
        }
    }

    #[test]
    fn numbers_give_departements_and_the_largest_towns_posted_there() {
        assert_eq!(labels("68", 3), ["Haut-Rhin (68)", "Mulhouse (68)", "Colmar (68)"]);
        assert_eq!(labels("680", 1), ["Colmar (68)"]);
        assert_eq!(labels("68000", 5), ["Colmar (68)"]);
        assert_eq!(labels("75011", 5), ["Paris (75)"]);
        assert_eq!(labels("01", 2), ["Ain (01)", "Bourg-en-Bresse (01)"]);
        assert_eq!(labels("2a", 1), ["Corse-du-Sud (2A)"]);
        assert_eq!(labels("20", 2), ["Corse", "Ajaccio (2A)"]);
        assert_eq!(labels("974", 2), ["La Réunion (974)", "Saint-Denis (974)"]);
        assert_eq!(labels("68066", 5), ["Colmar (68)"], "an INSEE code");
        assert!(labels("99999", 5).is_empty() && labels("123456", 5).is_empty());
    }

    #[test]
    fn a_place_that_is_written_out_is_read() {
        assert_eq!(labels("Colmar (68)", 5), ["Colmar (68)"]);
        assert_eq!(labels("68000 colmar", 5), ["Colmar (68)"]);
        assert_eq!(labels("La Réunion (région)", 1), ["La Réunion (région)"]);
        for nothing in ["", "  ", "—", "zzzz", "((((", "\u{202e}"] {
            assert!(labels(nothing, 5).is_empty(), "{nothing:?}");
        }
    }
}
