//! Areas in words that cannot be misread, and what keeps a typed area from being read.

use super::figures::{NBSP, NNBSP};
use super::{Lang, sentences};
use crate::domain::area_typed::AreaProblem;
use crate::domain::territory::{Area, DepartementId, RADIUS_KM, Territory, Zone};

/// Départements of a zone that are named before the rest is counted.
const NAMED: usize = 4;

sentences! {
    area_hint: "Rien n’est choisi d’avance. Cochez ou écrivez tout ce que vous desservez vraiment\u{a0}: on vous trouvera là, et seulement là.",
        "Nothing is ticked in advance. Tick or type every place you really serve: you will be found there, and only there.";
    area_whole_legend: "Tout le pays", "The whole country";
    area_france: "Toute la France", "All of France";
    area_france_hint: "métropole, Corse et outre-mer", "mainland, Corsica and overseas";
    area_metropole: "France métropolitaine", "Metropolitan France";
    area_metropole_hint: "avec la Corse, sans l’outre-mer", "with Corsica, without overseas";
    area_regions_legend: "Des régions ou des départements", "Régions or départements";
    area_map_hint: "Touchez la carte ou cochez dans la liste.", "Touch the map or tick the list.";
    area_map_picks: "La carte coche", "The map ticks";
    area_map_regions: "des régions", "régions";
    area_map_departements: "des départements", "départements";
    area_places_legend: "Des communes, avec ou sans les environs", "Towns, with or without their surroundings";
    area_places_hint: "Sans kilomètres, c’est la commune seule. Une intercommunalité s’écrit par son nom, sans kilomètres.",
        "Without kilometres, it is the town alone. A group of communes goes by its name, without kilometres.";
    area_place: "Commune ou intercommunalité", "Town or group of communes";
    area_km: "km autour", "km around";
    area_more_rows: "Ajouter une commune", "Add a town";
    area_which: "Lesquels vouliez-vous dire\u{202f}?", "Which did you mean?";
    area_added: "Ajouté\u{a0}: {}", "Added: {}";
    area_included: "Déjà compris\u{a0}: {}", "Already included: {}";
    area_removed: "Retiré\u{a0}: {}", "Removed: {}";
    area_understood: "Ce que nous avons compris", "What we understood";
    area_understood_as_france: "Toute la France est cochée\u{a0}: le reste est compris dedans.",
        "All of France is ticked: the rest is included in it.";
    area_legend_whole: "desservi en entier", "served as a whole";
    area_legend_part: "desservi en partie", "served in part";
    area_legend_none: "non desservi", "not served";
    area_nothing_chosen: "Dites où vous proposez cette offre\u{a0}: cochez une case ou écrivez une commune.",
        "Say where you offer this: tick a box or type a town.";
    area_unknown_code: "Une case cochée n’existe pas ici. Reprenez votre choix.", "A ticked box does not exist here. Please choose again.";
    area_too_many: "C’est plus de 60\u{a0}zones. Choisissez plutôt des régions entières, ou la France métropolitaine.",
        "That is more than 60 areas. Choose whole régions instead, or metropolitan France.";
    area_km_alone: "Dites autour de quelle commune compter ces kilomètres.", "Say which town these kilometres are around.";
}

impl Lang {
    /// Says an area in words that cannot be misread, zone by zone: « Haut-Rhin (68), tout le département : 366 communes ».
    #[must_use]
    pub fn area_words(self, area: &Area) -> Vec<String> {
        area.zones().map(|zone| self.zone_words(zone)).collect()
    }

    fn zone_words(self, zone: Zone) -> String {
        let extent = zone.extent();
        let communes = self.count(extent.communes, ("commune", "communes"), ("commune", "communes"));
        let people = self.count(extent.people, ("habitant", "habitants"), ("inhabitant", "inhabitants"));
        let (name, size) = match zone {
            Zone::Whole(territory) => {
                let name = self.whole(territory);
                let size = match territory {
                    Territory::Commune(_) => people,
                    Territory::Epci(_) => format!("{communes}, {}", self.departements(&extent.departements)),
                    _ => communes,
                };
                (name, size)
            }
            Zone::Around { .. } => {
                let size = format!("{communes}, {}", self.departements(&extent.departements));
                (self.zone(zone), size)
            }
        };
        format!("{}{} {size}", self.upper_first(&name), self.colon())
    }

    /// Names a territory and says that all of it is meant.
    fn whole(self, territory: Territory) -> String {
        let name = territory.name().replace('\'', "’");
        let all = match territory {
            Territory::France => {
                return self
                    .pick("toute la France, outre-mer compris", "all of France, overseas included")
                    .into();
            }
            Territory::Metropole => {
                let words = self.pick(
                    "France métropolitaine, Corse comprise, sans l’outre-mer",
                    "metropolitan France, Corsica included, without overseas",
                );
                return words.to_owned();
            }
            Territory::Region(_) => {
                return format!("{name}, {}", self.pick("toute la région", "the whole région"));
            }
            Territory::Departement(_) => {
                let all = self.pick("tout le département", "the whole département");
                return format!("{name} ({}), {all}", territory.number());
            }
            Territory::Epci(_) => self.pick("toute l’intercommunalité", "the whole group of communes"),
            Territory::Commune(_) => self.pick("la commune seule", "the town alone"),
        };
        format!("{}, {all}", territory.label())
    }

    /// Names départements, the first four at most: « Haut-Rhin, Bas-Rhin, Vosges, Moselle et 2 autres départements ».
    fn departements(self, ids: &[DepartementId]) -> String {
        let name = |id: &DepartementId| Territory::Departement(*id).name().replace('\'', "’");
        // One more is named rather than counted.
        let named = if ids.len() <= NAMED + 1 { ids.len() } else { NAMED };
        let mut names: Vec<String> = ids.iter().take(named).map(name).collect();
        if let Some(rest) = u32::try_from(ids.len() - named).ok().filter(|rest| *rest > 0) {
            names.push(self.count(
                rest,
                ("autre département", "autres départements"),
                ("other département", "other départements"),
            ));
        }
        self.list(&names)
    }

    /// Names one of several places that may be meant; an EPCI with its départements, for some share their names.
    #[must_use]
    pub fn place_to_choose(self, territory: Territory) -> String {
        match territory {
            Territory::Epci(_) => {
                let ids: Vec<_> = territory.departements().iter().collect();
                format!("{}, {}", territory.label(), self.departements(&ids))
            }
            Territory::Departement(_) => self.whole(territory),
            _ => territory.label(),
        }
    }

    /// Says in one sentence what the map of an area shows.
    #[must_use]
    pub fn area_map_name(self, whole: &[DepartementId], part: &[DepartementId]) -> String {
        let mut told = Vec::new();
        if !whole.is_empty() {
            let names = self.departements(whole);
            told.push(format!("{}{} {names}", self.area_legend_whole(), self.colon()));
        }
        if !part.is_empty() {
            told.push(format!("{}{} {}", self.area_legend_part(), self.colon(), self.departements(part)));
        }
        if told.is_empty() {
            told.push(self.pick("aucun département desservi", "no département served").to_owned());
        }
        let told = told.join(self.pick("\u{202f}; ", "; "));
        format!("{} {told}", self.pick("Carte de France,", "Map of France,"))
    }

    /// Counts the départements of a région: « 10 départements ».
    #[must_use]
    pub fn departements_of_region(self, number: u32) -> String {
        self.count(number, ("département", "départements"), ("département", "départements"))
    }

    /// Says what keeps a typed area from being read; `typed` is what stands in the row.
    #[must_use]
    pub fn area_problem(self, problem: &AreaProblem, typed: &str) -> String {
        let (least, most) = (*RADIUS_KM.start(), *RADIUS_KM.end());
        match (problem, self) {
            (AreaProblem::NothingChosen, _) => self.area_nothing_chosen().to_owned(),
            (AreaProblem::UnknownCode, _) => self.area_unknown_code().to_owned(),
            (AreaProblem::TooManyZones, _) => self.area_too_many().to_owned(),
            (AreaProblem::KilometresAlone { .. }, _) => self.area_km_alone().to_owned(),
            (AreaProblem::UnknownPlace { .. }, Self::Fr) => {
                format!("Nous ne connaissons pas {}. Essayez un code postal.", self.quoted(typed))
            }
            (AreaProblem::UnknownPlace { .. }, Self::En) => {
                format!("We do not know {}. Try a postcode.", self.quoted(typed))
            }
            (AreaProblem::SeveralPlaces { .. }, Self::Fr) => {
                format!(
                    "Plusieurs lieux s’appellent {}{NBSP}: dites lesquels vous desservez.",
                    self.quoted(typed)
                )
            }
            (AreaProblem::SeveralPlaces { .. }, Self::En) => {
                format!("Several places are called {}: say which you serve.", self.quoted(typed))
            }
            (AreaProblem::Kilometres { .. }, Self::Fr) => {
                format!(
                    "Écrivez un nombre entier de kilomètres, de {least} à {most}, ou laissez la case vide."
                )
            }
            (AreaProblem::Kilometres { .. }, Self::En) => {
                format!("Enter a whole number of kilometres from {least} to {most}, or leave the box empty.")
            }
            (AreaProblem::KilometresAroundNoCommune { place, .. }, Self::Fr) => format!(
                "{} n’est pas une commune{NNBSP}; on ne compte des kilomètres qu’autour d’une commune.",
                place.label()
            ),
            (AreaProblem::KilometresAroundNoCommune { place, .. }, Self::En) => {
                format!("{} is not a town; kilometres only count around a town.", place.label())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lang: Lang, code: &str) -> String {
        let plain = lang.area_words(&Area::parse([code]).unwrap()).remove(0);
        plain.replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn every_sort_of_zone_is_said_without_doubt() {
        for (code, fr, en) in [
            (
                "france",
                "Toute la France, outre-mer compris : 34 875 communes",
                "All of France, overseas included: 34,875 communes",
            ),
            (
                "metropole",
                "France métropolitaine, Corse comprise, sans l’outre-mer : 34 746 communes",
                "Metropolitan France, Corsica included, without overseas: 34,746 communes",
            ),
            (
                "region:04",
                "La Réunion, toute la région : 24 communes",
                "La Réunion, the whole région: 24 communes",
            ),
            ("region:94", "Corse, toute la région : 360 communes", "Corse, the whole région: 360 communes"),
            (
                "departement:2A",
                "Corse-du-Sud (2A), tout le département : 124 communes",
                "Corse-du-Sud (2A), the whole département: 124 communes",
            ),
            (
                "departement:19",
                "Corrèze (19), tout le département : 277 communes",
                "Corrèze (19), the whole département: 277 communes",
            ),
            (
                "epci:246800726",
                "CA Colmar Agglomération, toute l’intercommunalité : 20 communes, Haut-Rhin",
                "CA Colmar Agglomération, the whole group of communes: 20 communes, Haut-Rhin",
            ),
            (
                "rayon:68066:30",
                "Colmar et 30 km autour : 200 communes, Haut-Rhin, Bas-Rhin et Vosges",
                "Colmar and 30 km around it: 200 communes, Haut-Rhin, Bas-Rhin and Vosges",
            ),
        ] {
            assert_eq!(words(Lang::Fr, code), fr);
            assert_eq!(words(Lang::En, code), en);
        }
        assert!(words(Lang::Fr, "commune:68066").starts_with("Colmar (68), la commune seule : 6"));
    }

    #[test]
    fn many_departements_are_counted() {
        let many = words(Lang::Fr, "rayon:75056:200");
        assert!(many.ends_with(" autres départements"), "{many}");
        assert_eq!(many.matches(", ").count(), 4, "{many}");
    }

    #[test]
    fn candidates_of_one_name_are_told_apart() {
        let of = |code: &str| Territory::from_code(code).unwrap();
        assert_eq!(Lang::Fr.place_to_choose(of("epci:247000623")), "CC des Quatre Rivières, Haute-Saône");
        assert_ne!(
            Lang::Fr.place_to_choose(of("epci:200060473")),
            Lang::Fr.place_to_choose(of("epci:249740085"))
        );
        assert_eq!(Lang::Fr.place_to_choose(of("departement:86")), "Vienne (86), tout le département");
    }

    #[test]
    fn a_map_is_named_by_what_it_shows() {
        let map = |codes: &[&str]| {
            let coverage = Area::parse(codes.iter().copied()).unwrap().coverage();
            let part: Vec<_> = coverage.touched.iter().filter(|id| !coverage.whole.holds(*id)).collect();
            Lang::Fr.area_map_name(&coverage.whole.iter().collect::<Vec<_>>(), &part)
        };
        assert_eq!(
            map(&["departement:67", "commune:68066"]),
            "Carte de France, desservi en entier\u{a0}: Bas-Rhin\u{202f}; desservi en partie\u{a0}: Haut-Rhin"
        );
    }
}
