//! An area as it is typed into a form: boxes that are ticked and places that are written, read without guessing.

mod problem;

pub use problem::{AreaProblem, AreaProblems};

use serde::{Deserialize, Serialize};

use super::territory::{
    Area, AreaError, MAX_ZONES, PlaceReading, RADIUS_KM, Territory, TerritoryKind, Zone, read_place,
};
use super::text::tidy;

/// The most codes that are kept: each box of the form once, and a few more to tell that there were too many.
const MAX_CODES: usize = 150;
/// The most characters that are kept of a code, a place or a number.
const MAX_CHARACTERS: usize = 200;

/// What stands in the form, exactly as typed, so that a draft loses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaTyped {
    /// Ticked boxes: `france`, `metropole`, `region:NN`, `departement:NN`.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Rows of a place, as a name or a code, and of the km around it, which may be empty.
    #[serde(default)]
    pub places: Vec<(String, String)>,
}

impl AreaTyped {
    /// Keeps what came from a form, within bounds: so many codes and rows as tell that there are too many.
    #[must_use]
    pub fn gather(
        codes: impl IntoIterator<Item = String>,
        places: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let places = places.into_iter().map(|(place, km)| (clipped(place), clipped(km)));
        Self {
            codes: codes.into_iter().take(MAX_CODES).map(clipped).collect(),
            places: places.take(MAX_ZONES + 1).collect(),
        }
    }

    /// Writes an area as one would type it; reading it gives the same area.
    #[must_use]
    pub fn of(area: &Area) -> Self {
        let mut typed = Self::default();
        for zone in area.zones() {
            match zone {
                Zone::Whole(territory) if has_box(territory) => typed.codes.push(territory.code()),
                Zone::Whole(territory) => typed.places.push((name_to_type(territory), String::new())),
                Zone::Around { commune, km } => {
                    typed.places.push((name_to_type(Territory::Commune(commune)), km.to_string()));
                }
            }
        }
        typed
    }

    /// Puts the places that were picked from the choices of a problem where the doubtful name stands, one row each.
    ///
    /// A pick is a row and a code; one that is no choice of what stands there now is a stale page or a forgery, and is
    /// left out.
    #[must_use]
    pub fn settled(self, picks: &[(usize, String)]) -> Self {
        let mut places = Vec::with_capacity(self.places.len());
        for (row, (place, km)) in self.places.into_iter().enumerate() {
            let problem = read_row(row, &place, &km).err();
            let choices = problem.as_ref().map_or(&[][..], AreaProblem::choices);
            let picked =
                |choice: &&Territory| picks.iter().any(|(at, code)| *at == row && *code == choice.code());
            let picked: Vec<_> = choices.iter().filter(picked).map(|choice| name_to_type(*choice)).collect();
            if picked.is_empty() {
                places.push((place, km));
            } else {
                places.extend(picked.into_iter().map(|name| (name, km.clone())));
            }
        }
        Self { places, ..self }
    }

    /// Whether all of France is ticked together with something smaller, which goes without saying then.
    #[must_use]
    pub fn says_more_than_france(&self) -> bool {
        let is_france = |code: &String| code == "france";
        let is_more = self.codes.iter().any(|code| !is_france(code));
        let is_written = self.places.iter().any(|(place, _)| !tidy(place).is_empty());
        self.codes.iter().any(is_france) && (is_more || is_written)
    }
}

/// Reads a typed area. All of France takes in whatever is chosen beside it; rows without a word are left out.
///
/// # Errors
/// Nothing is chosen, a place is unknown or shared by several, km are out of bounds, or there are too many zones.
pub fn read(typed: &AreaTyped) -> Result<Area, AreaProblems> {
    let (zones, problems) = zones_and_problems(typed);
    if !problems.is_empty() {
        return Err(AreaProblems(problems));
    }
    area_of(zones).map_err(|error| {
        AreaProblems(vec![match error {
            AreaError::Empty => AreaProblem::NothingChosen,
            AreaError::TooMany => AreaProblem::TooManyZones,
            AreaError::Zone { .. } => AreaProblem::UnknownCode,
        }])
    })
}

/// Reads as much of a typed area as can be read, for showing it while the rest is mended; at most 60 zones of it.
#[must_use]
pub fn readable(typed: &AreaTyped) -> Option<Area> {
    let (mut zones, _) = zones_and_problems(typed);
    zones.sort_unstable();
    zones.dedup();
    zones.truncate(MAX_ZONES);
    area_of(zones).ok()
}

fn zones_and_problems(typed: &AreaTyped) -> (Vec<Zone>, Vec<AreaProblem>) {
    let (mut zones, mut problems) = (Vec::new(), Vec::new());
    for code in typed.codes.iter().take(MAX_CODES) {
        match Territory::from_code(code) {
            Some(territory) if has_box(territory) => zones.push(Zone::Whole(territory)),
            _ if problems.is_empty() => problems.push(AreaProblem::UnknownCode),
            _ => {}
        }
    }
    for (row, (place, km)) in typed.places.iter().take(MAX_ZONES).enumerate() {
        match read_row(row, place, km) {
            Ok(zone) => zones.extend(zone),
            Err(problem) => {
                // A place to be mended does not hide km to be mended.
                let km = kilometres(km).is_err() && !problem.is_about_km();
                problems.push(problem);
                problems.extend(km.then_some(AreaProblem::Kilometres { row }));
            }
        }
    }
    if typed.codes.len() >= MAX_CODES || typed.places.len() > MAX_ZONES {
        problems.push(AreaProblem::TooManyZones);
    }
    (zones, problems)
}

fn area_of(mut zones: Vec<Zone>) -> Result<Area, AreaError> {
    if zones.contains(&Zone::Whole(Territory::France)) {
        zones = vec![Zone::Whole(Territory::France)];
    }
    let codes: Vec<String> = zones.iter().map(Zone::to_string).collect();
    Area::parse(codes.iter().map(String::as_str))
}

/// Whether the form has a box for a territory; others are written.
const fn has_box(territory: Territory) -> bool {
    !matches!(territory.kind(), TerritoryKind::Epci | TerritoryKind::Commune)
}

/// Reads one row; an empty one is nothing.
fn read_row(row: usize, place: &str, km: &str) -> Result<Option<Zone>, AreaProblem> {
    let km = kilometres(km).map_err(|()| AreaProblem::Kilometres { row });
    let place = match read_place(place) {
        PlaceReading::Nothing if !tidy(place).is_empty() => {
            return Err(AreaProblem::UnknownPlace { row, near: Vec::new() });
        }
        PlaceReading::Nothing if km == Ok(None) => return Ok(None),
        PlaceReading::Nothing => return Err(AreaProblem::KilometresAlone { row }),
        PlaceReading::Unknown { near } => return Err(AreaProblem::UnknownPlace { row, near }),
        PlaceReading::Several(candidates) => return Err(AreaProblem::SeveralPlaces { row, candidates }),
        PlaceReading::One { territory, others } if is_doubtful(territory, &others) => {
            let candidates = [territory].into_iter().chain(others).collect();
            return Err(AreaProblem::SeveralPlaces { row, candidates });
        }
        PlaceReading::One { territory, .. } => territory,
    };
    match (place, km?) {
        (_, None) => Ok(Some(Zone::Whole(place))),
        (Territory::Commune(commune), Some(km)) => Ok(Some(Zone::Around { commune, km })),
        (_, Some(_)) => Err(AreaProblem::KilometresAroundNoCommune { row, place }),
    }
}

/// Whether a reading that does for a search is too bold for an area: "Vienne" is the département, unless the town is meant.
fn is_doubtful(territory: Territory, others: &[Territory]) -> bool {
    !matches!(territory, Territory::Commune(_)) && !others.is_empty()
}

/// Reads km, with or without their unit; nothing when nothing is typed.
fn kilometres(typed: &str) -> Result<Option<u16>, ()> {
    let typed = tidy(&typed.chars().take(MAX_CHARACTERS).collect::<String>()).to_lowercase();
    let digits = typed.strip_suffix("km").unwrap_or(&typed).trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let km = digits.parse().ok().filter(|km| is_number && RADIUS_KM.contains(km));
    km.map(Some).ok_or(())
}

/// The name of a territory when it reads back as that territory, else its code.
fn name_to_type(territory: Territory) -> String {
    let label = territory.label();
    match read_row(0, &label, "") {
        Ok(Some(Zone::Whole(read))) if read == territory => label,
        _ => territory.code(),
    }
}

/// The first characters, without copying a text that is short enough.
fn clipped(text: String) -> String {
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests;
