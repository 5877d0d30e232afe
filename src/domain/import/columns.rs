//! What the columns of a table stand for, as somebody at the import desk says, and rows read by it.

use std::collections::BTreeSet;

use csv::StringRecord;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::place::{area_of, departement_of};
use crate::domain::choice::choices;
use crate::domain::public_row::PublicRow;
use crate::domain::record::{Record, Refusal};
use crate::domain::taxonomy::ServiceType;
use crate::domain::text::words;

choices! {
    /// What a column stands for.
    Column {
        /// Nothing that is wanted.
        Ignored = "",
        /// Name of the firm.
        Provider = "provider",
        /// Its website.
        Website = "website",
        /// Service types, by their slugs.
        Services = "service_types",
        /// Area served, as codes or names.
        Area = "area",
        /// Postal code, whose département is the area.
        PostalCode = "postal_code",
        /// Town, whose département is the area when there is no postal code.
        City = "city",
        /// What kind of firm it is.
        Kind = "kind",
        /// What it does, in a word.
        Category = "category",
        /// What it offers, in a sentence.
        Summary = "summary",
        /// A price.
        PriceNote = "price_note",
        /// Where the row comes from.
        Source = "source",
        /// What the source calls the row.
        Identifier = "identifier",
    }
}

/// Everything that is said about a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// What each column stands for, in order.
    pub columns: Vec<Column>,
    /// Slug of the service type of rows that name none.
    pub service: String,
    /// Area of rows that tell none; empty when there is none.
    pub area: String,
    /// Where the rows come from.
    pub source: String,
}

/// Why rows cannot be read by what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnError {
    /// No column holds the name of the firm.
    NoProvider,
    /// Two columns stand for the same; the number of the second one, from 0.
    Twice(usize),
    /// Neither a column nor a choice says which service.
    NoService,
    /// Neither a column nor a choice says where.
    NoArea,
    /// The area that was typed is no place that is known.
    UnknownArea,
    /// Nothing says where the rows come from.
    NoSource,
}

impl Choices {
    /// Guesses what columns stand for by their names. The list of "activateurs" that France Num publishes is known by its own:
    /// firms and bodies that advise shops.
    #[must_use]
    pub fn guessed(headers: &[String], today: Date) -> Self {
        let mut taken = BTreeSet::new();
        let columns = headers.iter().map(|header| {
            let guess = guess(&words(header));
            if guess == Column::Ignored || taken.insert(guess) { guess } else { Column::Ignored }
        });
        let columns = columns.collect();
        let is_france_num = ["Identifiant de la structure", "Lien url"]
            .iter()
            .all(|name| headers.iter().any(|header| words(header) == words(name)));
        if is_france_num {
            let source = format!("France Num, liste des activateurs, {today}");
            return Self { columns, service: "conseil".to_owned(), source, ..Self::default() };
        }
        Self { columns, ..Self::default() }
    }

    /// Everything that keeps rows from being read, in the order of the page.
    #[must_use]
    pub fn errors(&self) -> Vec<ColumnError> {
        let mut errors = Vec::new();
        let has = |column| self.columns.contains(&column);
        let mut taken = BTreeSet::new();
        for (place, column) in self.columns.iter().enumerate() {
            if *column != Column::Ignored && !taken.insert(*column) {
                errors.push(ColumnError::Twice(place));
            }
        }
        if !has(Column::Provider) {
            errors.push(ColumnError::NoProvider);
        }
        if !has(Column::Services) && ServiceType::from_slug(&self.service).is_none() {
            errors.push(ColumnError::NoService);
        }
        match area_of(&self.area) {
            Err(_) => errors.push(ColumnError::UnknownArea),
            Ok(_) if has(Column::Area) || has(Column::PostalCode) || has(Column::City) => {}
            Ok(area) if area.is_empty() => errors.push(ColumnError::NoArea),
            Ok(_) => {}
        }
        if !has(Column::Source) && self.source.trim().is_empty() {
            errors.push(ColumnError::NoSource);
        }
        errors
    }

    /// Reads a row as a listing of level `repertorie`.
    pub(super) fn record(&self, cells: &StringRecord) -> Result<Record, Refusal> {
        let cell = |column: Column| {
            let place = self.columns.iter().position(|other| *other == column);
            place.and_then(|place| cells.get(place)).map(str::trim).unwrap_or_default()
        };
        let or = |cell: &str, other: &str| if cell.is_empty() { other.to_owned() } else { cell.to_owned() };
        let summary = or(cell(Column::Summary), &self.summary(&cell));
        let identifier = cell(Column::Identifier);
        let source = match (cell(Column::Source), identifier) {
            ("", "") => self.source.clone(),
            ("", identifier) => format!("{}, {identifier}", self.source.trim()),
            (source, _) => source.to_owned(),
        };
        let row = PublicRow {
            provider: cell(Column::Provider).to_owned(),
            website: cell(Column::Website).to_owned(),
            service_types: or(cell(Column::Services), &self.service),
            area: self.area(&cell)?,
            summary,
            price_note: cell(Column::PriceNote).to_owned(),
            source,
            // Firms of a network share its name: the town tells their offers apart.
            place: cell(Column::City).to_owned(),
        };
        row.into_record()
    }

    fn area<'a>(&self, cell: &impl Fn(Column) -> &'a str) -> Result<String, Refusal> {
        let (area, postal, city) = (cell(Column::Area), cell(Column::PostalCode), cell(Column::City));
        if !area.is_empty() {
            area_of(area)
        } else if postal.is_empty() && city.is_empty() {
            area_of(&self.area)
        } else {
            departement_of(postal, city)
        }
    }

    /// Says plainly what a row tells of the firm, for a table without a column of sentences.
    fn summary<'a>(&self, cell: &impl Fn(Column) -> &'a str) -> String {
        let facts = [("Type", Column::Kind), ("Catégorie", Column::Category), ("Ville", Column::City)];
        let told = facts.into_iter().map(|(name, column)| (name, cell(column)));
        let told = told.filter(|(_, told)| !told.is_empty());
        let facts: Vec<String> = told.map(|(name, told)| format!("{name}\u{a0}: {told}.")).collect();
        let source = self.source.split(',').next().unwrap_or_default().trim();
        format!("{}, d’après {source}. {}", cell(Column::Provider), facts.join(" ")).trim().to_owned()
    }
}

/// What a column with such a name usually stands for.
fn guess(name: &[String]) -> Column {
    let name: Vec<&str> = name.iter().map(String::as_str).collect();
    let has = |some: &[&str]| name.iter().any(|word| some.contains(word));
    // In this order: « identifiant de la structure » before « nom de la structure », « lien url » before anything with « site ».
    if has(&["identifiant", "id", "identifier"]) {
        Column::Identifier
    } else if has(&["url", "site", "website", "web", "lien"]) {
        Column::Website
    } else if has(&["postal", "cp", "postcode"]) {
        Column::PostalCode
    } else if has(&["ville", "commune", "city", "localite"]) {
        Column::City
    } else if has(&["service", "services", "service_types"]) || name == ["service", "types"] {
        Column::Services
    } else if has(&["zone", "area", "territoire", "departement"]) {
        Column::Area
    } else if has(&["categorie", "category", "activite"]) {
        Column::Category
    } else if has(&["resume", "summary", "description", "presentation"]) {
        Column::Summary
    } else if has(&["prix", "price", "tarif", "tarifs"]) {
        Column::PriceNote
    } else if has(&["source", "origine", "provenance"]) {
        Column::Source
    } else if has(&["type", "kind"]) {
        Column::Kind
    } else if has(&["nom", "name", "prestataire", "provider", "entreprise", "societe", "raison", "structure"])
    {
        Column::Provider
    } else {
        Column::Ignored
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIVATEURS: [&str; 9] = [
        "Identifiant de la structure",
        "Nom de la structure",
        "Type",
        "Catégorie",
        "Adresse",
        "Code postal",
        "Ville",
        "Région",
        "Lien url",
    ];

    fn activateurs() -> Choices {
        Choices::guessed(&ACTIVATEURS.map(str::to_owned), jiff::civil::date(2026, 11, 22))
    }

    #[test]
    fn the_columns_of_the_activateurs_are_guessed() {
        use Column::{Category, City, Identifier, Ignored, Kind, PostalCode, Provider, Website};
        let choices = activateurs();
        let wanted = [Identifier, Provider, Kind, Category, Ignored, PostalCode, City, Ignored, Website];
        assert_eq!(choices.columns, wanted);
        assert_eq!(choices.errors(), []);
    }

    #[test]
    fn a_row_of_the_activateurs_becomes_an_unclaimed_listing_with_its_provenance() {
        let cells = [
            "A-17",
            "Numérique & Cie",
            "Entreprise",
            "Conseil",
            "1 rue X",
            "1000",
            "BOURG EN BRESSE",
            "ARA",
            "numerique.example",
        ];
        let record = activateurs().record(&StringRecord::from(cells.to_vec())).unwrap();
        assert_eq!(
            record.listing.title.as_str(),
            "Numérique & Cie, conseil et accompagnement, BOURG EN BRESSE"
        );
        assert_eq!(record.listing.area.codes(), ["departement:01"]);
        assert_eq!(record.provider.website.unwrap().host(), "numerique.example");
        assert_eq!(
            record.listing.source.unwrap().as_str(),
            "France Num, liste des activateurs, 2026-11-22, A-17"
        );
        assert!(
            record.listing.summary.as_str().contains("Ville : BOURG EN BRESSE."),
            "{}",
            record.listing.summary
        );
        assert!(!record.listing.verification_level.is_claimed());
    }

    #[test]
    fn what_is_missing_or_said_twice_is_told() {
        let choices = Choices {
            columns: vec![Column::City, Column::City],
            area: "Atlantide".to_owned(),
            ..Choices::default()
        };
        use ColumnError::{NoProvider, NoService, NoSource, Twice, UnknownArea};
        assert_eq!(choices.errors(), [Twice(1), NoProvider, NoService, UnknownArea, NoSource]);
        let choices = Choices {
            columns: vec![Column::Provider],
            service: "conseil".to_owned(),
            source: "x".to_owned(),
            ..choices
        };
        assert_eq!(Choices { area: String::new(), ..choices.clone() }.errors(), [ColumnError::NoArea]);
        assert_eq!(Choices { area: "france".to_owned(), ..choices }.errors(), []);
    }
}
