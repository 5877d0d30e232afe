//! Import, on both engines.

use std::path::PathBuf;

use devanture::commands::import::{Source, Summary, import, starter};
use devanture::config::{Cli, Config};
use devanture::domain::record::{Entry, MAX_RECORD_BYTES, Record};
use devanture::store::Store;
use devanture::workflow::Moment;
use devanture::workflow::import::{Outcome, Tally, Terms, import_batch};
use serde_json::{Value, json};

use crate::support::databases::{Database, new_id, offer, record, siren};

const DAY: &str = "2026-11-22T12:00:00Z";
const HEADER: &str = "provider,website,service_types,area,summary,price_note,source\n";

async fn batch_on(day: &str, store: &Store, records: Vec<Record>, dry_run: bool) -> Outcome {
    let moment = Moment::at(day.parse().unwrap());
    let batch = (1..).zip(records).collect();
    import_batch(store, batch, Terms { moment, source: "test", dry_run }, &mut new_id).await.unwrap()
}

async fn batch(store: &Store, records: Vec<Record>) -> Outcome {
    batch_on(DAY, store, records, false).await
}

/// Imports a file and returns its summary with the refused rows as they are printed.
async fn file(store: &Store, name: &str, bytes: &[u8]) -> (Summary, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut refused = Vec::new();
    let source = Source::open(&path).unwrap();
    let summary = import(store, source, false, |refusal| refused.push(refusal.to_string())).await.unwrap();
    (summary, refused)
}

async fn entries(store: &Store) -> Vec<Entry> {
    store.entries_after(None, 1_000).await.unwrap()
}

fn tally(added: u64, changed: u64, unchanged: u64, kept: u64) -> Tally {
    Tally { added, changed, unchanged, kept }
}

fn public_row(provider: &str, website: &str, summary: &str) -> String {
    format!("{HEADER}{provider},{website},boutique-en-ligne,france,{summary},,essai\n")
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    for database in Database::both().await {
        let store = database.open().await;
        let records = || (0..5).map(|n| record(&siren(n % 3), &format!("Offre {n}"), json!({}))).collect();
        assert_eq!(batch(&store, records()).await.tally, tally(5, 0, 0, 0));
        let before = (store.change_number().await.unwrap(), store.count_audit_rows().await.unwrap());
        assert_eq!(before, (5, 1));
        let again = batch_on("2027-01-01T12:00:00Z", &store, records(), false).await;
        assert_eq!(again.tally, tally(0, 0, 5, 0));
        assert_eq!((store.change_number().await.unwrap(), store.count_audit_rows().await.unwrap()), before);
    }
}

#[tokio::test]
async fn the_starter_rows_fill_an_empty_directory_once() {
    use clap::Parser;
    let config = |env: &'static [(&str, &str)]| {
        let lookup =
            |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Config::check(&Cli::parse_from(["devanture"]), lookup).unwrap()
    };
    for database in Database::both().await {
        let store = database.open().await;
        for env in [&[("DEVANTURE_STARTER", "off")], &[("DEVANTURE_MODE", "production")]] {
            assert_eq!(starter(&store, &config(env)).await.unwrap(), None);
        }
        let summary = starter(&store, &config(&[])).await.unwrap().unwrap();
        assert_eq!(summary.to_string(), "205 added, 0 changed, 0 unchanged, 0 kept, 0 refused");
        assert_eq!(starter(&store, &config(&[])).await.unwrap(), None);
        let starter_rows = include_bytes!("../../migrations/starter/providers_public.csv");
        let (again, refused) = file(&store, "again.csv", starter_rows).await;
        assert_eq!((again.tally, refused), (tally(0, 0, 205, 0), vec![]));
    }
}

#[tokio::test]
async fn a_bad_row_is_refused_with_its_line_field_and_reason_and_good_rows_go_in() {
    let good = offer(&siren(0), "Boutique en ligne", json!({})).to_string();
    let changed = |facts: Value| offer(&siren(1), "Autre boutique", facts).to_string();
    let oversize = changed(json!({ "summary": "x".repeat(MAX_RECORD_BYTES) }));
    let rows: Vec<(Vec<u8>, &str, &str)> = vec![
        (changed(json!({ "service_types": ["cartomancie"] })).into(), "service_types", "cartomancie"),
        (changed(json!({ "area": ["commune:99999"] })).into(), "area", "99999"),
        (
            changed(json!({ "provider": { "siren": "800000003", "name": "A b" } })).into(),
            "provider.siren",
            "check digit",
        ),
        (changed(json!({ "commitment_months": 90 })).into(), "commitment_months", "between 0 and 60"),
        (changed(json!({ "colour": "red" })).into(), "colour", "unknown field"),
        (b"{\"title\": \"caf\xe9\"}".to_vec(), "line", "not UTF-8"),
        (oversize.into(), "line", "longer than"),
        (b"{".to_vec(), "line", "JSON"),
    ];
    let mut bytes = format!("\u{feff}{good}\r\n\n").into_bytes();
    for (row, ..) in &rows {
        bytes.extend(row);
        bytes.push(b'\n');
    }
    bytes.extend(offer(&siren(2), "Dernière boutique", json!({})).to_string().bytes());
    for database in Database::both().await {
        let store = database.open().await;
        let (summary, refused) = file(&store, "rows.ndjson", &bytes).await;
        assert_eq!((summary.tally.added, summary.refused), (2, 8), "{refused:?}");
        for (line, ((_, field, reason), printed)) in (3..).zip(rows.iter().zip(&refused)) {
            assert!(printed.starts_with(&format!("line {line}, {field}")), "{printed} / {field}");
            assert!(printed.contains(reason), "{printed} / {reason}");
        }
    }
}

#[tokio::test]
async fn a_broken_csv_row_costs_only_itself() {
    let row = |name: &str, area: &str| {
        format!("{name},,boutique-en-ligne,{area},\"Une boutique, à essayer ici.\",,essai\n")
    };
    let bytes = [
        row("Premier", "france"),
        row("Écran 12\"", "france"),
        "Trop court,,\n".to_owned(),
        row("Nulle part", "commune:99999"),
        row("Dernier", "france"),
    ];
    let database = Database::sqlite();
    let store = database.open().await;
    let (summary, refused) = file(&store, "rows.csv", format!("{HEADER}{}", bytes.concat()).as_bytes()).await;
    assert_eq!(summary.tally, tally(2, 0, 0, 0));
    let starts = ["line 3, line: has a quotation mark", "line 4, line: has 3 columns", "line 5, area"];
    for (printed, start) in refused.iter().zip(starts) {
        assert!(printed.starts_with(start), "{printed}");
    }
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_writes_nothing() {
    for database in Database::both().await {
        let store = database.open().await;
        batch(&store, vec![record(&siren(0), "Offre une", json!({}))]).await;
        let records = vec![
            record(&siren(0), "Offre une", json!({ "commitment_months": 12 })),
            record(&siren(1), "Offre deux", json!({})),
        ];
        let outcome = batch_on(DAY, &store, records, true).await;
        assert_eq!(outcome.tally, tally(1, 1, 0, 0));
        assert_eq!((store.change_number().await.unwrap(), store.count_listings().await.unwrap()), (1, 1));
        assert_eq!(store.count_audit_rows().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_listing_is_known_by_id_then_slug_then_provider_and_title() {
    for database in Database::both().await {
        let store = database.open().await;
        batch(&store, vec![record(&siren(0), "Offre une", json!({}))]).await;
        let entry = entries(&store).await.remove(0);
        for (facts, title) in [
            (json!({ "commitment_months": 1 }), "Offre une"),
            (json!({ "slug": entry.slug }), "Titre par slug"),
            (json!({ "id": entry.id }), "Titre par identifiant"),
            (json!({ "id": entry.id, "slug": "nouveau-slug" }), "Titre par identifiant"),
        ] {
            assert_eq!(
                batch(&store, vec![record(&siren(0), title, facts)]).await.tally,
                tally(0, 1, 0, 0),
                "{title}"
            );
        }
        let now = entries(&store).await;
        assert_eq!((now.len(), now[0].id, now[0].slug.as_str()), (1, entry.id, "nouveau-slug"));
    }
}

#[tokio::test]
async fn names_that_contradict_each_other_refuse_the_row_only() {
    for database in Database::both().await {
        let store = database.open().await;
        let first = record(&siren(0), "Offre une", json!({ "slug": "une" }));
        batch(&store, vec![first, record(&siren(1), "Offre deux", json!({ "slug": "deux" }))]).await;
        let stored = entries(&store).await;
        let provider = |facts: Value| json!({ "provider": facts });
        let rows = vec![
            record(&siren(0), "Offre une", json!({ "id": stored[0].id, "slug": "deux" })),
            record(&siren(1), "Offre une", json!({ "slug": "une" })),
            record(
                "",
                "Offre six",
                provider(json!({ "id": stored[0].provider_id, "siren": siren(1), "name": "Ab" })),
            ),
            record(
                "",
                "Offre six",
                provider(json!({ "slug": stored[0].provider_slug, "siren": siren(5), "name": "Ab" })),
            ),
            record(&siren(7), "Offre trois", json!({})),
        ];
        let outcome = batch(&store, rows).await;
        let fields: Vec<_> =
            outcome.refused.iter().map(|row| (row.line, row.refusal.field.as_str())).collect();
        assert_eq!(fields, [(1, "slug"), (2, "provider"), (3, "provider.siren"), (4, "provider.siren")]);
        assert_eq!(outcome.tally, tally(1, 0, 0, 0));
    }
}

#[tokio::test]
async fn offers_of_the_same_title_get_slugs_of_their_own() {
    for database in Database::both().await {
        let store = database.open().await;
        let records =
            |range: std::ops::Range<usize>| range.map(|n| record(&siren(n), "Boutique", json!({}))).collect();
        batch(&store, records(0..120)).await;
        batch(&store, records(120..130)).await;
        let mut slugs: Vec<_> =
            entries(&store).await.into_iter().map(|entry| entry.slug.to_string()).collect();
        slugs.sort_by_key(|slug| slug.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(1));
        let wanted: Vec<_> = (2..=130).map(|number| format!("boutique-{number}")).collect();
        assert_eq!(slugs[0], "boutique");
        assert_eq!(slugs[1..], wanted);
    }
}

#[tokio::test]
async fn firms_of_the_same_name_stay_apart_by_their_siren() {
    let database = Database::sqlite();
    let store = database.open().await;
    let named = |number: usize| {
        record("", "Boutique", json!({ "provider": { "siren": siren(number), "name": "Atelier" } }))
    };
    batch(&store, vec![named(0), named(1)]).await;
    let mut slugs: Vec<_> =
        entries(&store).await.into_iter().map(|entry| entry.provider_slug.to_string()).collect();
    slugs.sort();
    assert_eq!(slugs, ["atelier", "atelier-2"]);
}

#[tokio::test]
async fn the_day_of_the_change_is_set_only_when_something_changed() {
    let database = Database::sqlite();
    let store = database.open().await;
    let dates = || async { entries(&store).await.remove(0).listing.updated_on.unwrap().to_string() };
    batch_on("2026-03-01T12:00:00Z", &store, vec![record(&siren(0), "Offre une", json!({}))], false).await;
    assert_eq!(dates().await, "2026-03-01");
    batch_on("2026-04-01T12:00:00Z", &store, vec![record(&siren(0), "Offre une", json!({}))], false).await;
    assert_eq!(dates().await, "2026-03-01");
    let changed = record(&siren(0), "Offre une", json!({ "commitment_months": 3 }));
    batch_on("2026-05-01T12:00:00Z", &store, vec![changed], false).await;
    assert_eq!(dates().await, "2026-05-01");
    let dated = record(&siren(0), "Offre une", json!({ "commitment_months": 3, "updated_on": "2025-01-01" }));
    batch_on("2026-06-01T12:00:00Z", &store, vec![dated], false).await;
    assert_eq!(dates().await, "2025-01-01");
}

#[tokio::test]
async fn a_public_row_does_not_overwrite_what_somebody_answers_for() {
    for database in Database::both().await {
        let store = database.open().await;
        let row = public_row("Atelier", "https://ancien.example", "Une boutique en ligne à essayer.");
        file(&store, "rows.csv", row.as_bytes()).await;
        let unclaimed = entries(&store).await.remove(0);
        let provider = json!({
            "id": unclaimed.provider_id, "siren": siren(0), "name": "Atelier", "website": "https://atelier.example"
        });
        let facts = json!({ "id": unclaimed.id, "provider": provider });
        let claimed = record("", unclaimed.listing.title.as_str(), facts);
        assert_eq!(batch(&store, vec![claimed]).await.tally, tally(0, 1, 0, 0));
        let before = (entries(&store).await, store.change_number().await.unwrap());
        let (summary, _) = file(&store, "rows.csv", row.as_bytes()).await;
        assert_eq!(summary.tally, tally(0, 0, 0, 1));
        let other_service = row.replace("boutique-en-ligne", "contenus");
        let (summary, _) = file(&store, "rows.csv", other_service.as_bytes()).await;
        assert_eq!(summary.tally, tally(1, 0, 0, 0));
        assert_eq!(entries(&store).await[0], before.0[0]);
    }
}

#[tokio::test]
async fn public_rows_of_one_firm_complete_each_other() {
    let database = Database::sqlite();
    let store = database.open().await;
    let first = public_row("Atelier", "", "Une boutique en ligne à essayer.");
    let second = public_row("Atelier", "https://atelier.example", "Des textes et des photos à essayer.");
    let second = second.replace("boutique-en-ligne", "contenus");
    let both = format!("{first}{}", &second[HEADER.len()..]);
    file(&store, "rows.csv", both.as_bytes()).await;
    assert!(entries(&store).await.iter().all(|entry| entry.provider.website.is_some()));
    let (again, _) = file(&store, "rows.csv", both.as_bytes()).await;
    assert_eq!(again.tally, tally(0, 0, 2, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn imports_at_the_same_time_agree_on_one_directory() {
    for database in Database::both().await {
        let store = database.open().await;
        let mut imports = tokio::task::JoinSet::new();
        for turn in 0..8 {
            let store = store.clone();
            imports.spawn(async move {
                // Every import names the same firms and the same offers.
                let records = (0..20).map(|n| {
                    record(&siren(n), &format!("Offre {}", n % 4), json!({ "commitment_months": turn }))
                });
                batch(&store, records.collect()).await
            });
        }
        let mut sum = Tally::default();
        while let Some(outcome) = imports.join_next().await {
            let outcome = outcome.unwrap();
            assert!(outcome.refused.is_empty());
            sum.add(outcome.tally);
        }
        assert_eq!(sum, tally(20, 140, 0, 0));
        assert_eq!(store.count_listings().await.unwrap(), 20);
        assert_eq!(store.change_number().await.unwrap(), 160);
    }
}
