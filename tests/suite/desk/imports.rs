//! The import desk, on both engines.

use devanture::domain::desk::Role;
use devanture::domain::listing::ListingStatus;
use devanture::workflow::import::desk::clear;
use serde_json::json;
use sqlx::Row;

use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::{offer, raw, siren};
use crate::support::desk::Officer;
use crate::support::pages::ReadPage;
use crate::support::visitor::{Visitor, field};

const START: &str = "/administration/import";
const COLUMNS: &str = "/administration/import/colonnes";
const TRIAL: &str = "/administration/import/essai";
const DONE: &str = "/administration/import/bilan";
const HEADER: &str = "provider,website,service_types,area,summary,price_note,source\n";

/// Made-up rows under the header of the list that France Num publishes.
const ACTIVATEURS: &str = "Identifiant de la structure;Nom de la structure;Type;Catégorie;Adresse;Code postal;Ville;Région;Lien url\r\n\
    A-1;Le Quai Numérique;Entreprise;Conseil;1 quai Inventé;68000;COLMAR;Grand Est;https://quai.example\r\n\
    A-2;\"L’Établi; numérique\";Association;Formation;2 rue Inventée;1000;BOURG EN BRESSE;Auvergne-Rhône-Alpes;etabli.example/accueil\r\n\
    A-3;Sans Lieu;Entreprise;Conseil;;99999;NULLEPART;;\r\n\
    A-4;Trop;court\r\n";

async fn bring(visitor: &Visitor<'_>, file: &[u8]) -> Page {
    visitor.send(visitor.file(START, "fichier", file)).await
}

/// Sends the form of a page as it stands.
async fn send_as_it_stands(visitor: &Visitor<'_>, path: &str) -> Page {
    let page = visitor.get(path).await;
    assert_eq!(page.status, 200, "{page:?}");
    let read = ReadPage::of(&page.text);
    let fields: Vec<_> =
        read.form(path).iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post(path, &fields).await
}

/// What the audit log says last: actor, action, detail.
async fn last_audit(app: &TestApp) -> (String, String, String) {
    let mut connection = raw(&app.database_url).await;
    let newest = "select actor, action, detail from audit_log order by seq desc limit 1";
    let row = sqlx::query(newest).fetch_one(&mut connection).await.unwrap();
    (row.get(0), row.get(1), row.get(2))
}

fn leads_to(page: &Page, path: &str) {
    assert_eq!((page.status, page.header("location")), (303, path), "{page:?}");
}

/// The same text as a spreadsheet of western Europe saves it.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| if c == '’' { 0x92 } else { u8::try_from(u32::from(c)).unwrap() };
    text.chars().map(byte).collect()
}

#[tokio::test]
async fn the_list_of_activateurs_is_explained_tried_and_taken_in_even_on_postgres() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
        let audited = app.store.count_audit_rows().await.unwrap();
        let visitor = &anne.visitor;
        leads_to(&bring(visitor, &windows_1252(ACTIVATEURS)).await, COLUMNS);
        let page = visitor.get(COLUMNS).await;
        page.assert_says("Catégorie");
        page.assert_says("Le Quai Numérique · L’Établi; numérique");
        let read = ReadPage::of(&page.text);
        let fields = read.form(COLUMNS);
        for (name, value) in [
            ("c0", "identifier"),
            ("c1", "provider"),
            ("c4", ""),
            ("c5", "postal_code"),
            ("service", "conseil"),
        ] {
            assert!(fields.contains(&(name.to_owned(), value.to_owned())), "{name}: {fields:?}");
        }
        leads_to(&send_as_it_stands(visitor, COLUMNS).await, TRIAL);
        assert_eq!(app.store.count_listings().await.unwrap(), 0, "a trial writes nothing");
        let trial = visitor.get(TRIAL).await;
        trial.assert_says("<dt>Nouvelles</dt><dd>2</dd>");
        trial.assert_says("<td>4</td><td>zone desservie</td><td>n’est pas un lieu que nous connaissons : 99999 NULLEPART</td>");
        trial.assert_says("<td>5</td><td>la ligne</td><td>a 3 colonnes au lieu de 9</td>");
        leads_to(&send_as_it_stands(visitor, TRIAL).await, DONE);
        visitor.get(DONE).await.assert_says("Import terminé");
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 3, "one row a step");
        let (actor, action, detail) = last_audit(&app).await;
        assert_eq!((actor, action.as_str()), (format!("officer:{}", anne.id), "import"));
        assert!(detail.contains("\"added\":2"), "{detail}");
        let entries = app.store.entries_after(None, 10).await.unwrap();
        let of = |area: &str| entries.iter().find(|entry| entry.listing.area.codes() == [area]).unwrap();
        let etabli = of("departement:01");
        assert_eq!(etabli.provider.name.as_str(), "L’Établi; numérique");
        assert_eq!(etabli.provider.website.as_ref().unwrap().host(), "etabli.example");
        assert!(!etabli.listing.verification_level.is_claimed());
        let source = etabli.listing.source.as_ref().unwrap().as_str();
        assert_eq!(source, "France Num, liste des activateurs, 2026-11-22, A-2");
        assert!(of("departement:68").listing.title.as_str().starts_with("Le Quai Numérique, "));
        app.catch_up().await;
        app.get("/verifier?q=quai.example")
            .await
            .assert_says("Répertoriée, non vérifiée : Le Quai Numérique");
    }
}

#[tokio::test]
async fn importing_twice_changes_nothing_and_says_so_even_on_postgres() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
        let mut changes = Vec::new();
        for words in ["<dt>Nouvelles</dt><dd>2</dd>", "<dt>Inchangées</dt><dd>2</dd>"] {
            leads_to(&bring(&anne.visitor, ACTIVATEURS.as_bytes()).await, COLUMNS);
            leads_to(&send_as_it_stands(&anne.visitor, COLUMNS).await, TRIAL);
            leads_to(&send_as_it_stands(&anne.visitor, TRIAL).await, DONE);
            anne.visitor.get(DONE).await.assert_says(words);
            changes.push(app.store.change_number().await.unwrap());
        }
        assert_eq!(changes[0], changes[1]);
    }
}

#[tokio::test]
async fn public_rows_and_records_need_no_explanation_and_bad_rows_cost_only_themselves() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    let good =
        "Atelier,https://atelier.example,boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n";
    let rows = [
        good.to_owned(),
        good.replace("Atelier", "\"=HYPERLINK(\"\"x\"\")\""),
        good.replace("Atelier", "Court").replace("Une boutique en ligne à essayer.", "Court"),
        good.replace("Atelier", "L’écran 12\""),
        format!("{},,,,,,\n", "x".repeat(70_000)),
        good.replace("Atelier", "Ailleurs").replace("france", "commune:99999"),
    ];
    leads_to(&bring(&anne.visitor, format!("\u{feff}{HEADER}{}", rows.concat()).as_bytes()).await, TRIAL);
    let trial = anne.visitor.get(TRIAL).await;
    trial.assert_says("<dt>Nouvelles</dt><dd>1</dd>");
    trial.assert_says("<dt>Refusées</dt><dd>5</dd>");
    for words in [
        "<td>4</td><td>présentation</td><td>trop court : 5 caractères, il en faut au moins 20</td>",
        "<td>3</td><td>nom du prestataire</td><td>est une formule de tableur</td>",
        "a un guillemet de trop",
        "<td>6</td><td>la ligne</td><td>dépasse 65536 octets</td>",
        "<td>7</td><td>zone desservie</td><td>n’est pas une zone que nous connaissons : commune:99999</td>",
    ] {
        trial.assert_says(words);
    }
    let english = anne.visitor.get(&format!("/en{TRIAL}")).await;
    english.assert_says("is too short: 5 characters, at least 20 are needed");
    let claimed = offer(&siren(0), "Boutique vérifiée", json!({}));
    let public = offer(&siren(1), "Boutique", json!({ "verification_level": "repertorie" }));
    leads_to(&bring(&anne.visitor, format!("{claimed}\n{public}\n{{\n").as_bytes()).await, TRIAL);
    let trial = anne.visitor.get(TRIAL).await;
    trial.assert_says("<dt>Nouvelles</dt><dd>1</dd>");
    trial.assert_says("<td>1</td><td>niveau de vérification</td><td>seule une décision vérifie");
    trial.assert_says("<td>3</td><td>la ligne</td><td>n’est pas du JSON</td>");
}

#[tokio::test]
async fn what_is_no_file_for_import_is_refused_with_a_sentence() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    let rows = |many: usize| {
        let row = |n| format!("A {n},,boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n");
        format!("{HEADER}{}", (0..many).map(row).collect::<String>())
    };
    for (file, words) in [
        (b"".to_vec(), "Choisissez un fichier."),
        (b" \r\n \n".to_vec(), "Ce fichier est vide."),
        (b"PK\x03\x04 a workbook".to_vec(), "n’est pas du texte"),
        (b"Nom;Ville\nA\0B;C\n".to_vec(), "n’est pas du texte"),
        (b"\xff\xfeN\0o\0m\0".to_vec(), "UTF-16"),
        (b"Nom\nA\n".to_vec(), "La première ligne doit nommer les colonnes"),
        (b"Nom;Ville\n".to_vec(), "aucune ligne sous les noms"),
        (HEADER.as_bytes().to_vec(), "aucune ligne sous les noms"),
        ("c;".repeat(200).into_bytes(), "plus de 60 colonnes"),
        (rows(10_000).into_bytes(), "plus de 5 000 lignes"),
    ] {
        let page = bring(&anne.visitor, &file).await;
        assert_eq!((page.status, page.header("cache-control")), (422, "no-store"), "{words}");
        page.assert_says(words);
        ReadPage::of(&page.text).assert_names_errors(words);
    }
    let heavy = bring(&anne.visitor, &vec![b'a'; 4 * 1024 * 1024 + 1]).await;
    assert_eq!(heavy.status, 413);
    assert!(app.store.import_outline(anne.id).await.unwrap().is_none(), "nothing was kept");
}

#[tokio::test]
async fn five_thousand_rows_go_in_with_one_transaction() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    let row = |n| {
        format!(
            "Firme {n},https://firme-{n}.example,boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n"
        )
    };
    let file = format!("{HEADER}{}", (0..5_000).map(row).collect::<String>());
    leads_to(&bring(&anne.visitor, file.as_bytes()).await, TRIAL);
    let audited = app.store.count_audit_rows().await.unwrap();
    leads_to(&send_as_it_stands(&anne.visitor, TRIAL).await, DONE);
    assert_eq!(app.store.count_listings().await.unwrap(), 5_000);
    assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 1);
}

#[tokio::test]
async fn columns_that_say_too_little_or_the_same_twice_are_asked_again_and_nothing_typed_is_lost() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    leads_to(&bring(&anne.visitor, b"Nom,Nom,Remarque,\nA,B,C,D\n").await, COLUMNS);
    let page = anne.visitor.get(COLUMNS).await;
    page.assert_says("sans nom");
    let lot = field(&page.text, "lot");
    let typed = [
        ("lot", lot.as_str()),
        ("c0", "website"),
        ("c1", "website"),
        ("c2", "zz"),
        ("zone", "Atlantide"),
        ("source", ""),
    ];
    let refused = anne.visitor.post(COLUMNS, &typed).await;
    assert_eq!(refused.status, 422);
    let read = ReadPage::of(&refused.text);
    read.assert_names_errors("columns");
    assert_eq!(read.errors, ["#c1", "#c0", "#service", "#zone", "#source"]);
    let fields = read.form(COLUMNS);
    assert!(fields.contains(&("zone".to_owned(), "Atlantide".to_owned())), "{fields:?}");
    assert!(fields.contains(&("c1".to_owned(), "website".to_owned())), "{fields:?}");
    let english = anne.visitor.post(&format!("/en{COLUMNS}"), &typed).await;
    ReadPage::of(&english.text).assert_names_errors("columns");
    // Every row of a table may be refused: then there is nothing to confirm.
    let typed = [
        ("lot", lot.as_str()),
        ("c0", "provider"),
        ("service", "conseil"),
        ("zone", "France"),
        ("source", "essai"),
    ];
    leads_to(&anne.visitor.post(COLUMNS, &typed).await, TRIAL);
    let trial = anne.visitor.get(TRIAL).await;
    trial.assert_says("Aucune ligne ne peut entrer.");
    assert!(!trial.text.contains("Importer maintenant"));
}

#[tokio::test]
async fn firms_that_are_there_under_another_name_are_shown_side_by_side() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let known =
        json!({ "siren": siren(0), "name": "Pixel & Fils", "website": "https://www.pixel.example/fr" });
    let other = json!({ "siren": siren(1), "name": "SARL Fleurs du Web" });
    let records = [
        offer("", "Boutique", json!({ "provider": known })),
        offer("", "Autre", json!({ "provider": other })),
    ];
    app.import("offres.ndjson", format!("{}\n{}\n", records[0], records[1])).await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    let row = |name: &str, site: &str| {
        format!("{name},{site},boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n")
    };
    let file = [
        HEADER.to_owned(),
        row("Pixel Studio", "pixel.example"),
        row("Web Fleurs", ""),
        row("Tout Autre", ""),
    ];
    leads_to(&bring(&anne.visitor, file.concat().as_bytes()).await, TRIAL);
    let trial = anne.visitor.get(TRIAL).await;
    trial.assert_says("Peut-être déjà dans l’annuaire");
    trial.assert_says("<b>Pixel Studio</b><br>Ligne 2<br>https://pixel.example</td><td><a href=\"/prestataires/pixel-fils\">Pixel &#38; Fils</a>");
    trial.assert_says("https://www.pixel.example/fr</td><td>site</td>");
    trial.assert_says("<b>Web Fleurs</b>");
    assert!(!trial.text.contains("<b>Tout Autre</b>"));
}

#[tokio::test]
async fn what_the_desk_took_back_is_not_shown_again_by_an_import_even_on_postgres() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let row =
            format!("{HEADER}Atelier,,boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n");
        app.import("rows.csv", &row).await;
        let entry = app.store.entries_after(None, 1).await.unwrap().remove(0);
        let mut tx = app.store.begin_write(app.now().now).await.unwrap();
        let mut stored = tx.listings_by_id(&[entry.id]).await.unwrap().remove(0);
        stored.listing.status = ListingStatus::Suspended;
        tx.update_listing(&stored).await.unwrap();
        tx.commit().await.unwrap();
        let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
        let changed = row.replace("à essayer", "à voir");
        leads_to(&bring(&anne.visitor, changed.as_bytes()).await, TRIAL);
        leads_to(&send_as_it_stands(&anne.visitor, TRIAL).await, DONE);
        anne.visitor.get(DONE).await.assert_says("retirées</dt><dd>1</dd>");
        let now = app.store.entries_after(None, 1).await.unwrap().remove(0);
        assert_eq!(now.listing.status, ListingStatus::Suspended);
    }
}

#[tokio::test]
async fn a_file_is_its_owners_and_is_forgotten_after_an_hour_even_on_postgres() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
        let bruno = Officer::enter(&app, "Bruno", Role::Administrator).await;
        let row =
            format!("{HEADER}Atelier,,boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n");
        leads_to(&bring(&anne.visitor, row.as_bytes()).await, TRIAL);
        let lot = field(&anne.visitor.get(TRIAL).await.text, "lot");
        for path in [COLUMNS, TRIAL, DONE] {
            leads_to(&bruno.visitor.get(path).await, "/administration/import?parti");
        }
        leads_to(&bruno.visitor.post(TRIAL, &[("lot", &lot)]).await, "/administration/import?parti");
        bruno.visitor.get("/administration/import?parti").await.assert_says("Ce fichier n’est plus là");
        anne.visitor.get(START).await.assert_says("Un fichier vous attend");
        assert_eq!(clear(&app.store, app.now()).await.unwrap(), 0);
        // At it all the time, so that the session goes on.
        for _ in 0..3 {
            app.pass_minutes(21);
            anne.visitor.get("/administration").await;
        }
        leads_to(&anne.visitor.post(TRIAL, &[("lot", &lot)]).await, "/administration/import?parti");
        let audited = app.store.count_audit_rows().await.unwrap();
        assert_eq!(clear(&app.store, app.now()).await.unwrap(), 1);
        assert_eq!(clear(&app.store, app.now()).await.unwrap(), 0);
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 1);
        assert_eq!(app.store.count_listings().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_page_of_an_earlier_file_imports_nothing_and_pressing_twice_imports_once() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Administrator).await;
    let row = |name: &str| {
        format!("{HEADER}{name},,boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n")
    };
    leads_to(&bring(&anne.visitor, row("Ancien").as_bytes()).await, TRIAL);
    let old = field(&anne.visitor.get(TRIAL).await.text, "lot");
    leads_to(&bring(&anne.visitor, row("Nouveau").as_bytes()).await, TRIAL);
    let new = field(&anne.visitor.get(TRIAL).await.text, "lot");
    leads_to(&anne.visitor.post(TRIAL, &[("lot", &old)]).await, "/administration/import?parti");
    assert_eq!(app.store.count_listings().await.unwrap(), 0);
    for _ in 0..2 {
        leads_to(&anne.visitor.post(TRIAL, &[("lot", &new)]).await, DONE);
        assert_eq!(app.store.count_listings().await.unwrap(), 1);
    }
    let audited = app.store.count_audit_rows().await.unwrap();
    leads_to(&anne.visitor.post("/administration/import/oublier", &[]).await, START);
    leads_to(&anne.visitor.post("/administration/import/oublier", &[]).await, START);
    assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 1);
    leads_to(&anne.visitor.get(DONE).await, "/administration/import?parti");
}

#[tokio::test]
async fn only_an_administrator_imports_and_what_a_stranger_sends_is_not_even_kept() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let lead = Officer::enter(&app, "Luc", Role::Lead).await;
    for path in [START, COLUMNS, TRIAL, DONE] {
        assert_eq!(lead.visitor.get(path).await.status, 403, "{path}");
    }
    assert_eq!(bring(&lead.visitor, ACTIVATEURS.as_bytes()).await.status, 403);
    let stranger = Visitor::new(&app);
    for size in [10, 3 * 1024 * 1024] {
        assert_eq!(bring(&stranger, &vec![b'a'; size]).await.status, 401);
    }
    assert_eq!(app.store.count_audit_rows().await.unwrap(), 0);
}
