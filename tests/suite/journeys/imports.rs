//! An administrator brings a table, explains it, looks at the trial run and takes it in.

use std::path::PathBuf;

use devanture::domain::desk::Role;
use serde_json::json;
use tempfile::TempDir;

use crate::support::app::{Engine, TestApp};
use crate::support::axe::assert_accessible;
use crate::support::browser::Browser;
use crate::support::databases::{offer, siren};
use crate::support::desk::Officer;

const TABLE: &str = "Identifiant de la structure;Nom de la structure;Type;Catégorie;Adresse;Code postal;Ville;Région;Lien url\n\
    A-1;Le Quai Numérique;Entreprise;Conseil;1 quai Inventé;1000;BOURG EN BRESSE;Inventée;https://www.quai.example/nos-services\n\
    A-2;Sans Lieu;Association;Formation;;99999;NULLEPART;;\n";

/// A directory with a firm that the table has under another name, and the table as a file.
async fn directory() -> (TestApp, TempDir, PathBuf) {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let known = json!({ "siren": siren(0), "name": "Quai & Fils", "website": "https://quai.example" });
    app.import("offres.ndjson", format!("{}\n", offer("", "Boutique", json!({ "provider": known })))).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("activateurs.csv");
    std::fs::write(&file, TABLE).unwrap();
    (app, folder, file)
}

#[tokio::test]
async fn journey_of_a_table_into_the_directory_at_a_desk() {
    let (mut app, _folder, file) = directory().await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    let site = app.url.clone();
    Browser::desktop()
        .journey(async |browser| {
            browser.visit(&site).await;
            anne.open_in(browser).await;
            browser.visit(&format!("{site}/administration/import")).await;
            assert_accessible(browser, "the import desk").await;
            browser.press("Envoyer le fichier").await;
            assert!(browser.error_summary().await.contains("Choisissez un fichier."));
            assert_accessible(browser, "no file").await;
            browser.upload("Fichier CSV ou NDJSON", &file).await;
            browser.press("Envoyer le fichier").await;
            assert_eq!(browser.heading().await, "Expliquer les colonnes");
            assert_accessible(browser, "the columns").await;
            browser.press("Essayer").await;
            let text = browser.text().await;
            for part in ["Quai & Fils", "Le Quai Numérique", "n’est pas un lieu que nous connaissons"] {
                assert!(text.contains(part), "{part} is not in:\n{text}");
            }
            assert_accessible(browser, "the trial run").await;
            browser.press("Importer maintenant").await;
            assert_eq!(browser.heading().await, "Import terminé");
            assert_accessible(browser, "the end").await;
        })
        .await;
    drop(anne);
    app.catch_up().await;
    app.get("/recherche?q=quai+numérique").await.assert_says("Le Quai Numérique");
}

#[tokio::test]
async fn journey_of_a_table_to_its_trial_run_on_a_phone_in_english() {
    let (app, _folder, file) = directory().await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    Browser::phone()
        .journey(async |browser| {
            browser.visit(&app.url).await;
            anne.open_in(browser).await;
            browser.visit(&format!("{}/en/administration/import", app.url)).await;
            browser.upload("CSV or NDJSON file", &file).await;
            browser.press("Send the file").await;
            assert_accessible(browser, "the columns").await;
            browser.fill("Provenance", "").await;
            browser.press("Try it").await;
            assert!(browser.error_summary().await.contains("Write where the file comes from."));
            assert_accessible(browser, "the columns, with an error").await;
            browser.fill("Provenance", "A made-up list").await;
            browser.press("Try it").await;
            assert_eq!(browser.heading().await, "Trial run: nothing is written yet");
            let (page, screen) = browser.widths().await;
            assert!(page <= screen, "{page} > {screen}");
            assert_accessible(browser, "the trial run").await;
        })
        .await;
}
