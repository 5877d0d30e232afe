//! The import desk: bring a file, explain its columns, try it, take it in.

use super::super::sentences;
use crate::domain::check::Sameness;
use crate::domain::import::{Column, ColumnError, FileError, MAX_COLUMNS, MAX_ROWS};
use crate::i18n::Lang;

sentences! {
    import_menu: "Import", "Import";
    import_title: "Importer des fiches", "Import listings";
    import_lead: "Un fichier de sources publiques devient des fiches de niveau «\u{a0}répertoriée\u{a0}». Rien n’entre avant que vous ayez vu l’essai et confirmé.",
        "A file of public sources becomes listings of level “listed”. Nothing goes in before you have seen the trial run and confirmed.";
    import_file: "Fichier CSV ou NDJSON", "CSV or NDJSON file";
    import_file_hint: "4\u{a0}Mo et 5\u{202f}000\u{a0}lignes au plus. Un export de France Num (activateurs) ou tout tableau enregistré en CSV convient. Plus grand\u{a0}: la commande «\u{a0}devanture import\u{a0}».",
        "4 MB and 5,000 rows at most. An export of France Num (activateurs) or any table saved as CSV will do. Larger: the command “devanture import”.";
    import_send: "Envoyer le fichier", "Send the file";
    import_waiting: "Un fichier vous attend", "A file is waiting for you";
    import_waiting_text: "Il est gardé une heure. En envoyer un autre le remplace.", "It is kept for an hour. Sending another one replaces it.";
    import_resume: "Reprendre où j’en étais", "Go on where I was";
    import_forget: "Oublier ce fichier", "Forget this file";
    import_gone: "Ce fichier n’est plus là\u{a0}: il a été importé, remplacé, ou oublié après une heure. Rien d’autre n’a changé.",
        "This file is not there any more: it was imported, replaced, or forgotten after an hour. Nothing else has changed.";
    import_columns_title: "Expliquer les colonnes", "Explain the columns";
    import_columns_lead: "Dites ce que contient chaque colonne. Nous avons deviné d’après leurs noms\u{a0}: relisez.",
        "Say what each column holds. We guessed from their names: please check.";
    import_columns_group: "Colonnes du fichier", "Columns of the file";
    import_rest_group: "Ce que le fichier ne dit pas", "What the file does not say";
    import_service: "Type de service", "Service type";
    import_service_hint: "Pour les lignes qui n’en nomment aucun.", "For rows that name none.";
    import_zone: "Zone desservie", "Area served";
    import_zone_hint: "Seulement pour les lignes sans zone, code postal ni ville\u{a0}: un nom, par exemple Haut-Rhin. Laissez vide pour les refuser.",
        "Only for rows without area, postal code or town: a name, for example Haut-Rhin. Leave it empty to refuse them.";
    import_source: "Provenance", "Provenance";
    import_source_hint: "D’où vient le fichier, et de quel jour. Elle se lit sur chaque fiche, suivie de l’identifiant de la ligne.",
        "Where the file comes from, and of what day. It is read on each listing, followed by the identifier of the row.";
    import_try: "Essayer", "Try it";
    import_empty_column: "sans nom", "without a name";
    import_trial_title: "Essai\u{a0}: rien n’est encore écrit", "Trial run: nothing is written yet";
    import_done_title: "Import terminé", "Import finished";
    import_done_text: "Les recherches trouvent les fiches d’ici une seconde.", "Searches find the listings within a second.";
    import_added: "Nouvelles", "New";
    import_changed: "Modifiées", "Changed";
    import_unchanged: "Inchangées", "Unchanged";
    import_kept: "Laissées telles quelles, parce que quelqu’un en répond ou qu’elles ont été retirées",
        "Left alone, because somebody answers for them or they were taken back";
    import_refused: "Refusées", "Refused";
    import_refused_title: "Lignes refusées", "Refused rows";
    import_refused_text: "Les autres lignes entrent sans elles. Corrigez-les dans le fichier, puis renvoyez-le\u{a0}: importer deux fois ne double rien.",
        "The other rows go in without them. Put them right in the file, then send it again: importing twice doubles nothing.";
    import_twins_title: "Peut-être déjà dans l’annuaire", "Perhaps in the directory already";
    import_twins_text: "Ces entreprises portent un autre nom ou un autre identifiant ici. Si ce sont les mêmes, donnez-leur le même nom dans le fichier.",
        "These firms have another name or identifier here. If they are the same, give them the same name in the file.";
    import_in_file: "Dans le fichier", "In the file";
    import_in_directory: "Dans l’annuaire", "In the directory";
    import_in_common: "En commun", "In common";
    import_line: "Ligne", "Line";
    import_field: "Champ", "Field";
    import_reason: "Raison", "Reason";
    import_confirm: "Importer maintenant", "Import now";
    import_back_to_columns: "Revoir les colonnes", "Go back to the columns";
    import_another: "Importer un autre fichier", "Import another file";
    import_nothing: "Aucune ligne ne peut entrer.", "No row can go in.";
    import_no_file: "Choisissez un fichier.", "Choose a file.";
    column_ignored: "ne pas lire", "do not read";
    column_provider: "nom du prestataire", "name of the provider";
    column_website: "site", "website";
    column_services: "types de service (codes)", "service types (codes)";
    column_area: "zone desservie (noms ou codes)", "area served (names or codes)";
    column_postal: "code postal (département)", "postal code (département)";
    column_city: "ville", "town";
    column_kind: "type de structure", "kind of firm";
    column_category: "catégorie", "category";
    column_summary: "présentation, 20 à 280 caractères", "summary, 20 to 280 characters";
    column_price: "prix relevé", "price as seen";
    column_source: "provenance", "provenance";
    column_identifier: "identifiant dans la source", "identifier in the source";
    column_twice: "Deux colonnes ne peuvent pas contenir la même chose\u{a0}: choisissez «\u{a0}ne pas lire\u{a0}» pour l’une.",
        "Two columns cannot hold the same: choose “do not read” for one of them.";
    column_no_provider: "Dites quelle colonne contient le nom du prestataire.", "Say which column holds the name of the provider.";
    column_no_service: "Choisissez le type de service des lignes qui n’en nomment aucun.", "Choose the service type of rows that name none.";
    column_no_area: "Dites quelle colonne contient la zone, le code postal ou la ville, ou écrivez une zone pour toutes les lignes.",
        "Say which column holds the area, the postal code or the town, or write one area for all rows.";
    column_unknown_area: "Cette zone n’est pas un lieu que nous connaissons, ou peut en être plusieurs. Écrivez par exemple Haut-Rhin.",
        "This area is no place that we know, or may be several. Write for example Haut-Rhin.";
    column_no_source: "Écrivez d’où vient le fichier.", "Write where the file comes from.";
    same_siren: "SIREN", "SIREN";
    same_host: "site", "website";
    same_near_name: "nom proche", "similar name";
}

impl Lang {
    /// Says what a column may stand for.
    #[must_use]
    pub const fn column(self, column: Column) -> &'static str {
        match column {
            Column::Ignored => self.column_ignored(),
            Column::Provider => self.column_provider(),
            Column::Website => self.column_website(),
            Column::Services => self.column_services(),
            Column::Area => self.column_area(),
            Column::PostalCode => self.column_postal(),
            Column::City => self.column_city(),
            Column::Kind => self.column_kind(),
            Column::Category => self.column_category(),
            Column::Summary => self.column_summary(),
            Column::PriceNote => self.column_price(),
            Column::Source => self.column_source(),
            Column::Identifier => self.column_identifier(),
        }
    }

    /// Says why rows cannot be read by what was said of the columns.
    #[must_use]
    pub const fn column_error(self, error: ColumnError) -> &'static str {
        match error {
            ColumnError::Twice(_) => self.column_twice(),
            ColumnError::NoProvider => self.column_no_provider(),
            ColumnError::NoService => self.column_no_service(),
            ColumnError::NoArea => self.column_no_area(),
            ColumnError::UnknownArea => self.column_unknown_area(),
            ColumnError::NoSource => self.column_no_source(),
        }
    }

    /// Says what two firms have in common.
    #[must_use]
    pub const fn in_common(self, same: Sameness) -> &'static str {
        match same {
            Sameness::Siren => self.same_siren(),
            Sameness::Host => self.same_host(),
            Sameness::NearName => self.same_near_name(),
        }
    }

    /// Says why a file cannot be read, and what to do.
    #[must_use]
    pub fn file_error(self, error: FileError) -> String {
        let number = |number: usize| self.number(u32::try_from(number).unwrap_or(u32::MAX));
        let (rows, columns) = (number(MAX_ROWS), number(MAX_COLUMNS));
        let (fr, en) = match error {
            FileError::Empty => ("Ce fichier est vide.".to_owned(), "This file is empty.".to_owned()),
            FileError::Binary => (
                "Ce fichier n’est pas du texte. Depuis un tableur, enregistrez-le en CSV, puis envoyez-le.".to_owned(),
                "This file is no text. From a spreadsheet, save it as CSV, then send it.".to_owned(),
            ),
            FileError::Utf16 => (
                "Ce fichier est en UTF-16. Enregistrez-le en «\u{a0}CSV UTF-8\u{a0}», puis envoyez-le.".to_owned(),
                "This file is UTF-16. Save it as “CSV UTF-8”, then send it.".to_owned(),
            ),
            FileError::NoHeader => (
                "La première ligne doit nommer les colonnes, au moins deux, séparées par des points-virgules, des virgules ou des tabulations.".to_owned(),
                "The first line must name the columns, at least two, with semicolons, commas or tabs between them.".to_owned(),
            ),
            FileError::TooManyColumns => (
                format!("Ce fichier a plus de {columns} colonnes. Retirez celles qui ne servent pas."),
                format!("This file has more than {columns} columns. Take out those that are not needed."),
            ),
            FileError::NoRows => (
                "Il n’y a aucune ligne sous les noms des colonnes.".to_owned(),
                "There is no row under the names of the columns.".to_owned(),
            ),
            FileError::TooManyRows => (
                format!("Ce fichier a plus de {rows} lignes. Coupez-le en plusieurs, ou passez par la commande «\u{a0}devanture import\u{a0}»."),
                format!("This file has more than {rows} rows. Cut it into several, or use the command “devanture import”."),
            ),
        };
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }

    /// Says how many rows were refused beside those that are told one by one.
    #[must_use]
    pub fn import_more_refused(self, more: u32) -> String {
        let more = self.count(
            more,
            ("autre ligne refusée", "autres lignes refusées"),
            ("more refused row", "more refused rows"),
        );
        format!("… {} {more}", self.pick("et", "and"))
    }

    /// Names the field of a row that was refused; one without a name of ours keeps its own.
    #[must_use]
    pub fn refused_field(self, field: &str) -> String {
        let (fr, en) = match field {
            "line" | "" => ("la ligne", "the row"),
            "provider" | "provider.name" => ("nom du prestataire", "name of the provider"),
            "provider.website" => ("site", "website"),
            "provider.siren" => ("SIREN", "SIREN"),
            "provider.siret" => ("SIRET", "SIRET"),
            "title" => ("titre", "title"),
            "summary" => ("présentation", "summary"),
            "service_types" => ("types de service", "service types"),
            "area" => ("zone desservie", "area served"),
            "price_note" => ("prix relevé", "price as seen"),
            "source" => ("provenance", "provenance"),
            "verification_level" => ("niveau de vérification", "level of verification"),
            "status" => ("état", "state"),
            "slug" => ("adresse de la fiche", "address of the listing"),
            other => return other.to_owned(),
        };
        self.pick(fr, en).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::{assert_english, assert_french};

    #[test]
    fn every_fault_of_a_file_is_a_sentence_in_both_languages() {
        use FileError::{Binary, Empty, NoHeader, NoRows, TooManyColumns, TooManyRows, Utf16};
        for error in [Empty, Binary, Utf16, NoHeader, TooManyColumns, NoRows, TooManyRows] {
            assert_french(&Lang::Fr.file_error(error));
            assert_english(&Lang::En.file_error(error));
        }
    }
}
