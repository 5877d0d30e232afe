//! Why an offer matches, in words.

use super::{Lang, sentences};
use crate::domain::territory::{Area, Closeness, Reach, Territory, Zone};

sentences! {
    name_matches: "nom du prestataire", "name of the provider";
}

/// Zones of an area that are named before the others are only counted.
const NAMED_ZONES: usize = 3;

impl Lang {
    /// Says how an offer reaches the place asked for.
    #[must_use]
    pub fn reach_line(self, reach: &Reach) -> String {
        let serves = self.pick("Sert", "Serves");
        match (reach.closeness, reach.zone) {
            (Closeness::Part, zone) => {
                let part = self.pick("Couvre une partie de votre zone", "Covers part of your area");
                format!("{part}{} {}", self.colon(), self.zone(zone))
            }
            (_, Zone::Whole(Territory::Metropole)) => {
                format!("{serves} {}", self.pick("la France métropolitaine", "metropolitan France"))
            }
            (
                _,
                Zone::Whole(place @ (Territory::Region(_) | Territory::Departement(_) | Territory::Epci(_))),
            ) => {
                format!("{} {}", self.pick("Intervient", "Works"), self.at(place))
            }
            (_, Zone::Whole(place @ Territory::Commune(_))) => {
                format!("{serves} {}", place.name().replace('\'', "’"))
            }
            (_, zone) => format!("{serves} {}", self.zone(zone)),
        }
    }

    /// Says which of the words asked for an offer contains: « contient « bijoux » ».
    #[must_use]
    pub fn contains_words(self, words: &[String]) -> String {
        let named: Vec<_> = words.iter().map(|word| self.quoted(&self.lower_first(word))).collect();
        format!("{} {}", self.pick("contient", "contains"), named.join(", "))
    }

    /// Names the area an offer serves in a few words: « Haut-Rhin (68), Grand Est », « 12 zones ».
    #[must_use]
    pub fn area_line(self, area: &Area) -> String {
        let zones = area.zones();
        if zones.len() > NAMED_ZONES {
            let rest = u32::try_from(zones.len() - NAMED_ZONES).unwrap_or(u32::MAX);
            let named: Vec<_> = zones.take(NAMED_ZONES).map(|zone| self.zone(zone)).collect();
            let rest = self.count(rest, ("autre zone", "autres zones"), ("more area", "more areas"));
            return format!("{} {} {rest}", named.join(", "), self.pick("et", "and"));
        }
        self.zones(area)
    }

    /// Names every zone of an area, between commas, because « Colmar et 30 km autour » holds an « et » of its own.
    #[must_use]
    pub fn zones(self, area: &Area) -> String {
        area.zones().map(|zone| self.zone(zone)).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(area: &[&str], place: &str) -> String {
        let area = Area::parse(area.iter().copied()).unwrap();
        let place = Territory::from_code(place).unwrap();
        Lang::Fr.reach_line(&area.reach(place).unwrap())
    }

    #[test]
    fn an_offer_says_how_it_reaches_the_place() {
        assert_eq!(line(&["france"], "commune:68066"), "Sert toute la France");
        assert_eq!(line(&["commune:68066"], "commune:68066"), "Sert Colmar");
        assert_eq!(line(&["region:44"], "commune:68066"), "Intervient dans le Grand Est");
        assert_eq!(line(&["rayon:68066:30"], "commune:68066"), "Sert Colmar et 30\u{a0}km autour");
        assert_eq!(
            line(&["departement:68"], "region:44"),
            "Couvre une partie de votre zone\u{a0}: Haut-Rhin (68)"
        );
    }

    #[test]
    fn words_found_are_named_between_quotation_marks() {
        let words = ["Bijoux", "CB", "perles"].map(str::to_owned);
        assert_eq!(Lang::Fr.contains_words(&words[..1]), "contient «\u{a0}bijoux\u{a0}»");
        assert_eq!(Lang::En.contains_words(&words), "contains “bijoux”, “CB”, “perles”");
    }

    #[test]
    fn a_long_area_is_cut_short() {
        let area = Area::parse([
            "departement:67",
            "departement:68",
            "departement:54",
            "departement:57",
            "departement:88",
        ]);
        let line = Lang::Fr.area_line(&area.unwrap());
        assert!(line.ends_with(" et 2\u{a0}autres zones"), "{line}");
    }
}
