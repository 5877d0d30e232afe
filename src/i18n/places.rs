//! How places read inside a sentence: "au Havre", "dans le Haut-Rhin", "Colmar et 30 km autour".

use super::Lang;
use crate::domain::territory::{Territory, Zone};

impl Lang {
    /// A territory as the place where something happens: "à Colmar", "dans le Haut-Rhin"; "in Colmar".
    ///
    /// A commune with a namesake of like size comes with the number of its département: "à Saint-Denis (93)".
    pub fn at(self, territory: Territory) -> String {
        match self {
            Self::Fr => at_in_french(territory),
            Self::En => at_in_english(territory),
        }
    }

    /// A piece of an area as an item of a list: "toute la France", "Haut-Rhin (68)", "Colmar et 30 km autour".
    pub fn zone(self, zone: Zone) -> String {
        match zone {
            Zone::Whole(Territory::France) => self.pick("toute la France", "all of France").to_owned(),
            Zone::Whole(Territory::Metropole) => {
                self.pick("France métropolitaine", "metropolitan France").to_owned()
            }
            Zone::Whole(territory) => territory.label(),
            Zone::Around { commune, km } => {
                let name = distinct_name(Territory::Commune(commune));
                match self {
                    Self::Fr => format!("{name} et {km}\u{a0}km autour"),
                    Self::En => format!("{name} and {km}\u{a0}km around it"),
                }
            }
        }
    }
}

fn at_in_french(territory: Territory) -> String {
    let name = distinct_name(territory);
    match territory {
        Territory::France => "en France".to_owned(),
        Territory::Metropole => "en France métropolitaine".to_owned(),
        Territory::Region(_) => format!("{}{name}", before_region(territory.number())),
        Territory::Departement(_) => format!("{}{name}", before_departement(territory.number())),
        Territory::Epci(_) => at_epci_in_french(&name),
        Territory::Commune(_) => match name.split_once(' ') {
            Some(("Le", rest)) => format!("au {rest}"),
            Some(("Les", rest)) => format!("aux {rest}"),
            _ => format!("à {name}"),
        },
    }
}

fn at_epci_in_french(name: &str) -> String {
    match without_legal_form(name) {
        Some(rest) => format!("dans l’intercommunalité {rest}"),
        None if name.starts_with("Métropole ") => format!("dans la {name}"),
        None if name.starts_with("Eurométropole ") => format!("dans l’{name}"),
        None => format!("dans l’intercommunalité {name}"),
    }
}

fn at_in_english(territory: Territory) -> String {
    let name = distinct_name(territory);
    match territory {
        Territory::Metropole => "in metropolitan France".to_owned(),
        Territory::Epci(_) => {
            let short = without_legal_form(&name).unwrap_or(&name);
            let links = ["de la ", "de l’", "du ", "des ", "de ", "d’", "le ", "la ", "les "];
            let short = links.iter().find_map(|link| short.strip_prefix(link)).unwrap_or(short);
            format!("in the {short} area")
        }
        _ => format!("in {name}"),
    }
}

/// The name with typographic apostrophes, and the département's number behind it when it takes that to know the commune.
fn distinct_name(territory: Territory) -> String {
    if territory.needs_its_departement() { territory.label() } else { territory.name().replace('\'', "’") }
}

/// The name of an EPCI without "CC", "CA" or "CU" in front.
fn without_legal_form(name: &str) -> Option<&str> {
    ["CC ", "CA ", "CU "].iter().find_map(|form| name.strip_prefix(form))
}

/// What French puts before the name of a région, by its number.
fn before_region(number: &str) -> &'static str {
    match number {
        "04" | "06" => "à ",
        "32" | "52" => "dans les ",
        "44" => "dans le ",
        _ => "en ",
    }
}

/// What French puts before the name of a département, by its number.
fn before_departement(number: &str) -> &'static str {
    match number {
        "75" | "974" | "976" => "à ",
        "01" | "02" | "03" | "10" | "11" | "12" | "27" | "34" | "36" | "60" | "61" | "89" => "dans l’",
        "23" | "26" | "42" | "50" | "51" | "55" | "58" | "72" | "80" | "86" => "dans la ",
        "14" | "15" | "18" | "25" | "29" | "30" | "32" | "39" | "41" | "45" | "46" | "56" | "59" | "62"
        | "63" | "67" | "68" | "69" | "81" | "83" | "84" | "90" | "94" | "95" => "dans le ",
        "04" | "05" | "06" | "08" | "13" | "22" | "40" | "64" | "65" | "66" | "78" | "79" | "88" | "92" => {
            "dans les "
        }
        _ => "en ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::territory::{departements_of, regions};

    fn of(code: &str) -> Territory {
        Territory::from_code(code).unwrap_or_else(|| panic!("{code}"))
    }

    #[test]
    fn a_place_reads_well_in_a_sentence() {
        let cases = [
            ("france", "en France", "in France"),
            ("metropole", "en France métropolitaine", "in metropolitan France"),
            ("commune:68066", "à Colmar", "in Colmar"),
            ("commune:76351", "au Havre", "in Le Havre"),
            ("commune:85194", "aux Sables-d’Olonne", "in Les Sables-d’Olonne"),
            ("commune:17300", "à La Rochelle", "in La Rochelle"),
            ("commune:94038", "à L’Haÿ-les-Roses", "in L’Haÿ-les-Roses"),
            ("commune:93066", "à Saint-Denis (93)", "in Saint-Denis (93)"),
            ("commune:75056", "à Paris", "in Paris"),
            ("departement:75", "à Paris", "in Paris"),
            ("departement:68", "dans le Haut-Rhin", "in Haut-Rhin"),
            ("departement:2A", "en Corse-du-Sud", "in Corse-du-Sud"),
            ("departement:95", "dans le Val-d’Oise", "in Val-d’Oise"),
            ("departement:19", "en Corrèze", "in Corrèze"),
            ("departement:974", "à La Réunion", "in La Réunion"),
            ("region:04", "à La Réunion", "in La Réunion"),
            ("region:44", "dans le Grand Est", "in Grand Est"),
            ("region:53", "en Bretagne", "in Bretagne"),
            ("region:11", "en Île-de-France", "in Île-de-France"),
            ("region:52", "dans les Pays de la Loire", "in Pays de la Loire"),
            (
                "epci:246800726",
                "dans l’intercommunalité Colmar Agglomération",
                "in the Colmar Agglomération area",
            ),
            ("epci:200033579", "dans l’intercommunalité d’Arras", "in the Arras area"),
            ("epci:200046977", "dans la Métropole de Lyon", "in the Métropole de Lyon area"),
            (
                "epci:246700488",
                "dans l’Eurométropole de Strasbourg",
                "in the Eurométropole de Strasbourg area",
            ),
            ("epci:200039865", "dans l’intercommunalité Metz Métropole", "in the Metz Métropole area"),
        ];
        for (code, fr, en) in cases {
            assert_eq!(Lang::Fr.at(of(code)), fr, "{code}");
            assert_eq!(Lang::En.at(of(code)), en, "{code}");
        }
    }

    #[test]
    fn a_zone_reads_well_in_a_list() {
        let cases = [
            ("france", "toute la France", "all of France"),
            ("metropole", "France métropolitaine", "metropolitan France"),
            ("region:44", "Grand Est", "Grand Est"),
            ("departement:68", "Haut-Rhin (68)", "Haut-Rhin (68)"),
            ("commune:68066", "Colmar (68)", "Colmar (68)"),
            ("rayon:68066:30", "Colmar et 30\u{a0}km autour", "Colmar and 30\u{a0}km around it"),
            (
                "rayon:93066:5",
                "Saint-Denis (93) et 5\u{a0}km autour",
                "Saint-Denis (93) and 5\u{a0}km around it",
            ),
        ];
        for (code, fr, en) in cases {
            let zone: Zone = code.parse().expect("a zone");
            assert_eq!((Lang::Fr.zone(zone), Lang::En.zone(zone)), (fr.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn articles_fit_the_names_of_all_regions_and_departements() {
        let regions: Vec<_> = regions().collect();
        let departements = regions.iter().flat_map(|region| match region {
            Territory::Region(id) => departements_of(*id).collect(),
            _ => Vec::new(),
        });
        for territory in departements.chain(regions.clone()) {
            let (at, first) =
                (Lang::Fr.at(territory), territory.name().split(['-', ' ']).next().unwrap_or_default());
            let vowel = first.starts_with(['A', 'E', 'I', 'O', 'U', 'Y', 'H', 'Î']);
            let singular = ["Paris", "Bas", "Pas", "Doubs", "Calvados", "Gers"].contains(&first);
            let plural = first == "Deux" || (first.ends_with('s') && !singular);
            assert_eq!(plural, at.starts_with("dans les "), "{at}");
            assert!(vowel || !at.starts_with("dans l’"), "{at}");
            assert!(!at.contains('\''), "{at}");
        }
    }
}
