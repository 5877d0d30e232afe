//! Places typed with a number: postal codes, départements, the arrondissements of Paris, Lyon and Marseille.

use super::gazetteer::gazetteer;
use super::key::{Key, without_links};
use super::names::bearers;
use super::place::{PlaceReading, ask, choose, one};
use super::{DepartementId, Territory, TerritoryKind, commune, departement, region_of};

/// The communes divided into arrondissements: name as folded, INSEE code, how many.
const DIVIDED: [(&str, &str, u8); 3] =
    [("paris", "75056", 20), ("lyon", "69123", 9), ("marseille", "13055", 16)];

/// A number alone or beside a name: "68000", "68", "68000 Colmar", "Colmar (68)", "Paris 11e".
pub(super) fn numbered(words: &[String]) -> Option<PlaceReading> {
    if let [number] = words {
        return alone(number);
    }
    if let Some(city) = arrondissement(words) {
        return Some(one(city));
    }
    let (first, rest) = words.split_first()?;
    let (last, front) = words.split_last()?;
    beside(last, front).or_else(|| beside(first, rest))
}

/// A postal code, the INSEE code of a commune, or the number of a département.
fn alone(number: &str) -> Option<PlaceReading> {
    let by_code = || commune(&number.to_ascii_uppercase()).map(|id| one(Territory::Commune(id)));
    ask(with_postal_code(number)).or_else(by_code).or_else(|| departement_or_corsica(number).map(one))
}

/// A number beside a name.
fn beside(number: &str, name: &[String]) -> Option<PlaceReading> {
    if number.len() == 5 { beside_postal_code(number, name) } else { beside_departement(number, name) }
}

/// Labels are read as they are written: "Haut-Rhin (68)" is the département, "Corrèze (19)" the commune in it.
fn beside_departement(number: &str, name: &[String]) -> Option<PlaceReading> {
    let (around, key) = (departement_or_corsica(number)?, Key::of(name));
    if bearers(&key.text).any(|bearer| bearer.territory == around) {
        return Some(one(around.namesake_inside().map_or(around, Territory::Commune)));
    }
    choose(bearers(&key.text).filter(|bearer| around.contains(bearer.territory)), key.article)
}

/// The namesake with that postal code; failing that the one in its département; failing that what is known of either.
fn beside_postal_code(number: &str, name: &[String]) -> Option<PlaceReading> {
    let departement = Territory::Departement(departement_of_postal_code(number)?);
    let (posted, key) = (with_postal_code(number), Key::of(without_links(name)));
    let communes = || bearers(&key.text).filter(|bearer| bearer.territory.kind() == TerritoryKind::Commune);
    choose(communes().filter(|bearer| posted.contains(&bearer.territory)), key.article)
        .or_else(|| choose(communes().filter(|bearer| departement.contains(bearer.territory)), key.article))
        .or_else(|| ask(posted.iter().copied().chain(communes().map(|bearer| bearer.territory)).collect()))
}

/// The communes with this postal code.
fn with_postal_code(code: &str) -> Vec<Territory> {
    let code = code.parse().ok().filter(|_| code.len() == 5);
    code.into_iter().flat_map(|code| gazetteer().with_postal_code(code)).map(Territory::Commune).collect()
}

/// The département a postal code begins with, whether or not the code is in use.
pub(super) fn departement_of_postal_code(code: &str) -> Option<DepartementId> {
    if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match code.get(..3)? {
        "200" | "201" => departement("2A"),
        "202" | "206" => departement("2B"),
        overseas if overseas.starts_with("97") => departement(overseas),
        metropolitan => departement(metropolitan.get(..2)?),
    }
}

/// The département of a number as typed ("1", "68", "2a", "974"); 20 was all of Corsica.
pub(super) fn departement_or_corsica(number: &str) -> Option<Territory> {
    let number = number.to_ascii_uppercase();
    if number == "20" {
        return departement("2A").map(|id| Territory::Region(region_of(id)));
    }
    departement(&format!("{number:0>2}")).map(Territory::Departement)
}

/// Paris, Lyon or Marseille, when everything else typed says which arrondissement: "Paris 11e", "lyon 3eme arr.".
fn arrondissement(words: &[String]) -> Option<Territory> {
    let place = words.iter().position(|word| DIVIDED.iter().any(|(name, ..)| name == word))?;
    let (_, code, count) = DIVIDED.iter().find(|(name, ..)| *name == words[place])?;
    let city = Territory::Commune(commune(code)?);
    let mut others =
        words.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, word)| word.as_str());
    let (mut numbered, links) =
        (false, ["arrondissement", "arrondissements", "arr", "ar", "e", "er", "eme", "ieme", "de", "a"]);
    let fits = others.all(|word| {
        let ordinal = ordinal(word).is_some_and(|number| (1..=*count).contains(&number));
        numbered |= ordinal;
        ordinal || links.contains(&word) || with_postal_code(word).contains(&city)
    });
    (fits && numbered).then_some(city)
}

/// The number in "11", "11e", "1er", "2nd" or "3eme".
fn ordinal(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    ["", "e", "er", "eme", "ieme", "nd"].contains(&suffix).then(|| digits.parse().ok()).flatten()
}
