//! Export, and the program's exit codes.

use std::process::{Command, Output, Stdio};

use devanture::commands::export;
use devanture::commands::import::{Source, Summary, import};
use devanture::config::ExportFormat;
use devanture::store::Store;
use serde_json::json;
use tempfile::TempDir;

use crate::support::databases::{Database, offer, siren};

const STARTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/starter/providers_public.csv");

async fn exported(store: &Store, format: ExportFormat) -> Vec<u8> {
    let mut out = Vec::new();
    export::run(store, format, &mut out).await.unwrap();
    out
}

async fn imported(store: &Store, name: &str, bytes: &[u8]) -> Summary {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    import(store, Source::open(&path).unwrap(), false, |_| ()).await.unwrap()
}

/// Every kind of fact that a record can hold.
fn rich_records() -> String {
    let description = "Une description.\n\nAvec un deuxième paragraphe. ".repeat(5);
    let plan = json!({ "name": "Formule « complète »", "min_cents": 3900, "max_cents": 5900, "unit": "mois", "vat": "ht" });
    let facts = json!({
        "slug": "boutique-complete", "status": "paused", "description": description, "trades": ["mode", "fleurs"],
        "price_plans": [plan], "setup_fee_cents": 0, "commission_percent_hundredths": 250, "trial_days": 14,
        "area": ["departement:68", "region:44", "rayon:68066:30"], "delivery_mode": "les-deux",
        "capacity": "liste-attente", "verified_on": "2026-10-01", "criteria": "2026-11", "updated_on": "2026-10-02", "source": "essai"
    });
    let rich = offer(&siren(0), "Boutique complète", facts);
    let plain = (0..30).map(|n| offer(&siren(n / 2), &format!("Offre {n}"), json!({})).to_string() + "\n");
    format!("{rich}\n{}", plain.collect::<String>())
}

#[tokio::test]
async fn what_is_exported_imports_as_the_same_directory_on_either_engine() {
    let database = Database::sqlite();
    let first = database.open().await;
    imported(&first, "rows.ndjson", rich_records().as_bytes()).await;
    imported(&first, "rows.csv", &std::fs::read(STARTER).unwrap()).await;
    let lines = exported(&first, ExportFormat::Ndjson).await;
    assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count(), 236);
    let [sqlite, postgres] = Database::both().await;
    for database in [postgres, sqlite] {
        let store = database.open().await;
        let summary = imported(&store, "rows.ndjson", &lines).await;
        assert_eq!(summary.to_string(), "236 added, 0 changed, 0 unchanged, 0 kept, 0 refused");
        assert!(exported(&store, ExportFormat::Ndjson).await == lines, "{}", database.url);
        let again = imported(&store, "rows.ndjson", &lines).await;
        assert_eq!(again.to_string(), "0 added, 0 changed, 236 unchanged, 0 kept, 0 refused");
    }
}

#[tokio::test]
async fn public_rows_exported_for_a_spreadsheet_import_as_they_were() {
    let database = Database::sqlite();
    let store = database.open().await;
    imported(&store, "rows.csv", &std::fs::read(STARTER).unwrap()).await;
    let rows = exported(&store, ExportFormat::Csv).await;
    let again = imported(&store, "rows.csv", &rows).await;
    assert_eq!(again.to_string(), "0 added, 0 changed, 205 unchanged, 0 kept, 0 refused");
}

fn devanture(data: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_devanture"));
    command.env_clear().arg("--data-dir").arg(data.path()).args(arguments).output().unwrap()
}

#[test]
fn the_program_says_by_its_exit_code_how_it_went() {
    let data = tempfile::tempdir().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let rows = data.path().join("rows.ndjson");
    std::fs::write(&rows, rich_records() + "{}\n").unwrap();
    let rows = rows.to_str().unwrap();

    let dry = devanture(&data, &["import", "--dry-run", rows]);
    assert_eq!(dry.status.code(), Some(1), "{dry:?}");
    assert_eq!(text(&devanture(&data, &["export", "--format", "ndjson"]).stdout), "");
    let import = devanture(&data, &["import", rows]);
    assert_eq!(import.status.code(), Some(1));
    assert_eq!(text(&import.stdout), "31 added, 0 changed, 0 unchanged, 0 kept, 1 refused\n");
    assert!(text(&import.stderr).starts_with("line 32, provider: is required"), "{import:?}");

    let good = devanture(&data, &["import", STARTER]);
    assert_eq!((good.status.code(), text(&good.stderr)), (Some(0), String::new()));
    for (wrong, code) in [
        (&["import", "rows.txt"][..], 2),
        (&["import", "absent.csv"], 1),
        (&["export"], 2),
        (&["nonsense"], 2),
        (&["--listen", "nowhere", "check-config"], 2),
    ] {
        let output = devanture(&data, wrong);
        assert_eq!(output.status.code(), Some(code), "{wrong:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
    assert_eq!(devanture(&data, &["check-config"]).status.code(), Some(0));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let data = tempfile::tempdir().unwrap();
    devanture(&data, &["import", STARTER]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_devanture"));
    command.env_clear().arg("--data-dir").arg(data.path()).args(["export", "--format", "ndjson"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
