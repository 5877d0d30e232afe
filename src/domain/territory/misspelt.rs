//! Words of the names of large places, for mending a misspelt one.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::gazetteer::gazetteer;
use super::names::is_one_error;
use super::{CommuneId, DepartementId, RegionId, Territory};
use crate::domain::text::words;

/// Letters of the shortest word: in a shorter one an error makes another word.
const MIN_LETTERS: usize = 5;
/// Inhabitants from which a place is large: who types the name of a smaller one knows how to spell it.
const LARGE: u32 = 20_000;

/// Folded words of the names of large places with the inhabitants of the largest.
static WORDS: LazyLock<Vec<(String, u32)>> = LazyLock::new(|| {
    let tables = gazetteer();
    let regions = (0..).map(RegionId).zip(&tables.regions).map(|(id, _)| Territory::Region(id));
    let departements =
        (0..).map(DepartementId).zip(&tables.departements).map(|(id, _)| Territory::Departement(id));
    let communes = (0..).map(CommuneId).zip(&tables.communes).map(|(id, _)| Territory::Commune(id));
    let mut largest: BTreeMap<String, u32> = BTreeMap::new();
    for place in regions.chain(departements).chain(communes.filter(|place| place.population() >= LARGE)) {
        for word in words(place.name()).into_iter().filter(|word| word.len() >= MIN_LETTERS) {
            let people = largest.entry(word).or_default();
            *people = (*people).max(place.population());
        }
    }
    largest.into_iter().collect()
});

/// The word of the name of a large place (20,000 inhabitants, or a whole département or région) that a folded word of
/// at least 5 letters is one typing error away from; that of the largest place when there are several.
pub fn place_word_near(word: &str) -> Option<&'static str> {
    if word.len() < MIN_LETTERS {
        return None;
    }
    WORDS
        .iter()
        .filter(|(other, _)| other.len().abs_diff(word.len()) <= 1 && is_one_error(other, word))
        .min_by_key(|(_, people)| Reverse(*people))
        .map(|(other, _)| other.as_str())
}

/// Whether a folded word stands in the name of a large place as it is.
pub fn is_place_word(word: &str) -> bool {
    WORDS.binary_search_by(|(other, _)| other.as_str().cmp(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_large_towns_are_mended() {
        for (typed, expected) in [
            ("nante", Some("nantes")),
            ("marseile", Some("marseille")),
            ("strasborg", Some("strasbourg")),
            ("etiene", Some("etienne")),
            ("bretange", Some("bretagne")),
            ("caisse", None),
            ("lyno", None),
            ("zzyzx", None),
        ] {
            assert_eq!(place_word_near(typed), expected, "{typed}");
        }
    }
}
