//! Where a row of a table is at home: areas as codes or as people write them, postal codes that lost their first zero.

use crate::domain::record::Refusal;
use crate::domain::territory::{Area, PlaceReading, Territory, read_place};

/// Reads an area: codes, or names of places, joined by `;`.
///
/// # Errors
/// A part names no place, or several.
pub(super) fn area_of(typed: &str) -> Result<String, Refusal> {
    let parts = typed.split(';').map(str::trim).filter(|part| !part.is_empty());
    let codes = parts.map(|part| {
        if Area::parse([part]).is_ok() {
            return Ok(part.to_owned());
        }
        match read_place(part) {
            PlaceReading::One { territory, .. } => Ok(territory.code()),
            PlaceReading::Several(_) => Err(Refusal::new("area", format!("may be several places: {part}"))),
            _ => Err(Refusal::new("area", format!("is no place that we know: {part}"))),
        }
    });
    Ok(codes.collect::<Result<Vec<_>, _>>()?.join(";"))
}

/// The département of a postal code, else of a town, as a code.
///
/// # Errors
/// Neither tells one.
pub(super) fn departement_of(postal: &str, city: &str) -> Result<String, Refusal> {
    let postal: String = postal.chars().filter(|c| !c.is_whitespace()).collect();
    // A spreadsheet took it for a number: 1000 is Bourg-en-Bresse.
    let lost = postal.len() == 4 && postal.bytes().all(|byte| byte.is_ascii_digit());
    let postal = if lost { format!("0{postal}") } else { postal };
    let told = [postal.clone(), city.trim().to_owned(), format!("{postal} {}", city.trim())];
    let found = told.iter().filter(|typed| !typed.trim().is_empty()).find_map(|typed| one_departement(typed));
    found.map(Territory::code).ok_or_else(|| {
        Refusal::new("area", format!("is no place that we know: {}", format!("{postal} {city}").trim()))
    })
}

fn one_departement(typed: &str) -> Option<Territory> {
    let found = match read_place(typed) {
        PlaceReading::One { territory, .. } => vec![territory],
        PlaceReading::Several(found) | PlaceReading::Unknown { near: found } => found,
        PlaceReading::Nothing => Vec::new(),
    };
    let mut around = found.into_iter().map(|territory| match territory {
        Territory::Commune(commune) => Some(Territory::Departement(commune.departement())),
        Territory::Departement(_) => Some(territory),
        _ => None,
    });
    let first = around.next()??;
    around.all(|other| other == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postal_code_tells_the_departement_also_without_its_zero() {
        for (postal, city, code) in [
            ("68000", "COLMAR", "departement:68"),
            ("1000", "BOURG EN BRESSE", "departement:01"),
            ("01 000", "", "departement:01"),
            ("20000", "Ajaccio", "departement:2A"),
            ("20200", "Bastia", "departement:2B"),
            ("97400", "Saint-Denis", "departement:974"),
            ("75011", "Paris", "departement:75"),
            ("", "Colmar", "departement:68"),
            ("68999", "Nulle-Part", "departement:68"),
        ] {
            assert_eq!(departement_of(postal, city).unwrap(), code, "{postal} {city}");
        }
        for (postal, city) in [("", ""), ("99", "Atlantide"), ("00000", "")] {
            assert_eq!(departement_of(postal, city).unwrap_err().field, "area", "{postal} {city}");
        }
    }

    #[test]
    fn an_area_is_read_as_codes_or_as_names() {
        for (typed, codes) in [
            ("france", "france"),
            ("departement:68; commune:68066", "departement:68;commune:68066"),
            ("Haut-Rhin", "departement:68"),
            ("", ""),
        ] {
            assert_eq!(area_of(typed).unwrap(), codes, "{typed}");
        }
        assert!(area_of("Atlantide").is_err());
    }
}
