//! The program itself, as an operator starts and stops it.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Output, Stdio};

use tempfile::TempDir;

use crate::support::program::{devanture, serve};

/// Fails unless the program ended with this code and said exactly one sentence on standard error.
fn assert_one_sentence(output: &Output, code: i32, words: &str) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("devanture: ") && said.contains(words), "{said}");
}

#[tokio::test]
async fn the_first_start_fills_the_directory_and_a_signal_ends_it_cleanly() {
    let data = TempDir::new().unwrap();
    let server = serve(data.path());
    assert_eq!(server.offers().await, 205);
    assert_eq!(server.stop(), Some(0));
    let again = serve(data.path());
    assert_eq!(again.offers().await, 205);
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn a_busy_port_is_one_sentence() {
    let data = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = devanture(data.path(), &["--listen", &address]).output().unwrap();
    assert_one_sentence(&output, 1, &address);
    assert!(!data.path().join("devanture.db").exists(), "a start that fails touches nothing");
}

#[test]
fn a_database_that_cannot_be_opened_is_one_sentence() {
    let data = TempDir::new().unwrap();
    fs::write(
        data.path().join("devanture.db"),
        "not a database, but long enough to be taken for one ".repeat(20),
    )
    .unwrap();
    let output = devanture(data.path(), &["--listen", "127.0.0.1:0"]).output().unwrap();
    assert_one_sentence(&output, 1, "database");
    let output = devanture(data.path(), &["--listen", "127.0.0.1:0"])
        .env("DEVANTURE_DATABASE_URL", "postgres://nobody:hush@127.0.0.1:1/none")
        .output()
        .unwrap();
    assert_one_sentence(&output, 1, "database");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("hush"));
}

#[test]
fn production_does_not_start_without_what_it_needs() {
    let data = TempDir::new().unwrap();
    let mut command = devanture(data.path(), &["--listen", "127.0.0.1:0"]);
    let output = command.env("DEVANTURE_MODE", "production").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    for setting in ["DEVANTURE_BASE_URL", "DEVANTURE_SMTP_URL", "DEVANTURE_LEGAL_NAME"] {
        assert!(said.contains(setting), "{said}");
    }
}

/// The folder of the segments.
fn segments(data: &Path) -> std::path::PathBuf {
    let mut entries = fs::read_dir(data.join("index")).unwrap().map(|entry| entry.unwrap().path());
    entries.find(|path| path.is_dir()).unwrap()
}

#[tokio::test]
async fn an_index_that_is_damaged_cut_or_gone_is_built_anew() {
    let data = TempDir::new().unwrap();
    assert_eq!(serve(data.path()).stop(), Some(0));
    let damages: [fn(&Path); 5] = [
        |folder| fs::remove_dir_all(folder).unwrap(),
        |folder| fs::write(folder.join("meta.json"), "{").unwrap(),
        |folder| {
            let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            for file in
                files.filter(|file| file.extension().is_some_and(|end| end == "store" || end == "fast"))
            {
                fs::File::options().write(true).open(file).unwrap().set_len(10).unwrap();
            }
        },
        |folder| {
            let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            for file in files.filter(|file| file.extension().is_some_and(|end| end == "term" || end == "idx"))
            {
                fs::write(file, "foreign").unwrap();
            }
        },
        |folder| {
            let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            for file in files.filter(|file| file.extension().is_some_and(|end| end == "store")) {
                let mut bytes = fs::read(&file).unwrap();
                bytes[100] ^= 1;
                fs::write(&file, bytes).unwrap();
            }
        },
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        damage(&segments(data.path()));
        let server = serve(data.path());
        assert_eq!(server.offers().await, 205, "damage {number}");
        assert_eq!(server.stop(), Some(0));
    }
}

#[tokio::test]
async fn an_index_of_another_database_is_not_taken_for_ours() {
    let data = TempDir::new().unwrap();
    assert_eq!(serve(data.path()).stop(), Some(0));
    for file in fs::read_dir(data.path()).unwrap().map(|file| file.unwrap().path()) {
        if file.is_file() {
            fs::remove_file(file).unwrap();
        }
    }
    let emptied = devanture(data.path(), &["export", "--format", "ndjson"]).output().unwrap();
    assert!(emptied.status.success() && emptied.stdout.is_empty());
    let mut reindexed = devanture(data.path(), &["reindex"]);
    let output = reindexed.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "0 listings indexed\n", "{output:?}");
    let server = serve(data.path());
    assert_eq!(server.offers().await, 205, "the starter rows of the new database, each once");
}

#[tokio::test]
async fn a_running_server_keeps_its_index_while_other_commands_run() {
    let data = TempDir::new().unwrap();
    let server = serve(data.path());
    let output = devanture(data.path(), &["reindex"]).output().unwrap();
    assert_one_sentence(&output, 1, "another process");
    assert_eq!(server.offers().await, 205);
    assert_eq!(server.stop(), Some(0));
    assert!(devanture(data.path(), &["reindex"]).output().unwrap().status.success());
}

#[tokio::test]
async fn a_server_killed_during_an_import_comes_back_with_the_whole_directory() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("rows.csv");
    let mut rows = "provider,website,service_types,area,summary,price_note,source\n".to_owned();
    for number in 0..1_500 {
        rows.push_str(&format!(
            "Atelier {number},,boutique-en-ligne,departement:68,Une boutique en ligne tenue à jour.,,essai\n"
        ));
    }
    fs::write(&file, rows).unwrap();
    let server = serve(data.path());
    let mut import = devanture(data.path(), &["import", file.to_str().unwrap()]);
    let mut import = import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // Killed while it carries over what the import writes.
    while server.offers().await == 205 && import.try_wait().unwrap().is_none() {}
    server.kill();
    assert!(import.wait().unwrap().success());
    let again = serve(data.path());
    assert_eq!(again.offers().await, 1_705);
    assert_eq!(again.stop(), Some(0));
}

#[tokio::test]
async fn what_was_searched_in_vain_is_recorded_at_the_end_and_listed_by_the_command() {
    let data = TempDir::new().unwrap();
    let server = serve(data.path());
    for _ in 0..3 {
        let page = server.get("/recherche?q=xqzwvk&place=Colmar").await;
        assert!(page.status().is_success());
    }
    assert_eq!(server.stop(), Some(0));
    let listed = devanture(data.path(), &["searches"]).output().unwrap();
    assert_eq!((listed.status.code(), listed.stderr), (Some(0), Vec::new()));
    let text = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(text, "\u{feff}words,types,territory,times\nxqzwvk,,departement:68,3\n");
}
