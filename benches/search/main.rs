//! `cargo bench --bench search [-- SIZE… --quick]`: what a search costs over real HTTP, beside a static file.
//!
//! For each size a fresh directory is filled with made-up listings ([`generate`]), served by the release binary
//! ([`process`]) and asked a fixed list of queries ([`queries`]) by a light client ([`client`]); [`measure`]
//! counts, [`report`] prints. Without `--bench` (`cargo test --bench search`) it only checks the made-up listings.

#![allow(clippy::print_stdout, reason = "the figures are the purpose of this program")]
#![allow(clippy::disallowed_methods, reason = "it measures time, and waits for another process")]

mod check;
mod client;
mod facts;
mod generate;
mod measure;
mod places;
mod process;
mod prose;
#[rustfmt::skip] // one line for each value of its lists would hide their shape
mod queries;
mod random;
mod report;
#[rustfmt::skip]
mod vocabulary;

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use client::Client;
use generate::Listings;
use measure::{Effort, Requests};
use process::{Program, Server, bytes_under};
use queries::{Query, encoded};
use report::{Report, print_growth};

/// Listings that are checked when nothing is measured.
const CHECKED: usize = 20_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let mut sizes: Vec<u32> =
        arguments.iter().filter_map(|argument| argument.replace('_', "").parse().ok()).collect();
    if has("--check") || !has("--bench") {
        return check::check(sizes.first().map_or(Ok(CHECKED), |size| usize::try_from(*size))?);
    }
    if let Some(position) = arguments.iter().position(|argument| argument == "--records") {
        let file = arguments.get(position + 1).ok_or("--records needs a file")?;
        return write_records(Path::new(file), sizes.first().copied().unwrap_or(10_000));
    }
    let quick = has("--quick");
    if sizes.is_empty() {
        sizes = if quick { vec![10_000] } else { vec![10_000, 100_000] };
    }
    let effort = if quick {
        Effort { passes: 2, requests: 500, least: Duration::from_millis(200) }
    } else {
        Effort { passes: 10, requests: 2_000, least: Duration::from_secs(2) }
    };
    let mut reports = Vec::new();
    for size in sizes {
        let report = bench(size, effort)?;
        report.print();
        reports.push(report);
    }
    print_growth(&reports);
    Ok(())
}

/// Fills a directory with `size` listings, serves it and measures everything.
fn bench(size: u32, effort: Effort) -> Result<Report, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let program = Program { folder: folder.path() };
    let records = folder.path().join("listings.ndjson");
    write_records(&records, size)?;
    let record_bytes = fs::metadata(&records)?.len();
    let import =
        program.run(&["import", records.to_str().ok_or("the temporary folder has no text name")?])?;
    fs::remove_file(&records)?;
    let reindex = program.run(&["reindex"])?;

    let server = program.serve()?;
    let at_start = server.memory_mb("VmRSS")?;
    let idle_ms = idle(&server)?;
    let queries = queries::all();
    let mut client = Client::connect(server.address)?;
    let pages = settle(&mut client, "/recherche", &queries)?;
    let answers = settle(&mut client, "/api/v1/listings", &queries)?;
    let after_warm_up = server.memory_mb("VmRSS")?;
    let file = static_file(&mut client, &pages)?;
    drop(client);

    let mut rows = Vec::new();
    for (name, paths) in [("results page", &pages), ("JSON answer", &answers)] {
        for encoding in ["identity", "gzip"] {
            let name = format!("{name}, {encoding}");
            rows.push(Requests { name, paths, encoding }.measure(&server, effort)?);
        }
    }
    let name = file.rsplit('/').next().unwrap_or_default().chars().take(26).collect();
    rows.push(Requests { name, paths: &vec![file; 200], encoding: "identity" }.measure(&server, effort)?);
    let memory = [
        ("ready", at_start),
        ("after one pass", after_warm_up),
        ("at the end", server.memory_mb("VmRSS")?),
        ("private", server.memory_mb("RssAnon")?),
        ("highest", server.memory_mb("VmHWM")?),
    ];
    Ok(Report {
        size,
        record_bytes,
        import,
        reindex,
        ready: server.ready_after,
        database_bytes: bytes_under(&folder.path().join("data"))?,
        index_bytes: bytes_under(&folder.path().join("index"))?,
        memory,
        idle_ms,
        rows,
        queries,
    })
}

fn write_records(file: &Path, size: u32) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(file)?);
    for line in Listings::new().take(usize::try_from(size)?) {
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// Measures what the server does when nobody asks, in milliseconds of processor a second.
fn idle(server: &Server) -> Result<f64, Box<dyn Error>> {
    thread::sleep(Duration::from_millis(500));
    let before = server.cpu()?;
    thread::sleep(Duration::from_secs(2));
    Ok(server.cpu()?.ms_since(&before) / 2.0)
}

/// Asks every query once, which warms the server up, and gives the addresses that redirects end at.
fn settle(client: &mut Client, path: &str, queries: &[Query]) -> Result<Vec<String>, Box<dyn Error>> {
    let mut settled = Vec::with_capacity(queries.len());
    let (mut answered, mut empty, mut redirected) = (0, 0, 0);
    for query in queries {
        let mut address = format!("{path}?{}", encoded(query.text));
        let mut answer = client.get(&address, "identity")?;
        if (300..400).contains(&answer.status) {
            redirected += 1;
            address = answer.location;
            answer = client.get(&address, "identity")?;
        }
        answered += usize::from(answer.status == 200);
        empty += usize::from(client.text().contains("\"total\":0,"));
        settled.push(address);
    }
    println!(
        "{path}: {} queries, {answered} answered with 200, {redirected} redirected, {empty} say \"total\":0",
        queries.len()
    );
    if answered * 10 < queries.len() * 9 {
        return Err("too few queries are answered: the figures would mean nothing".into());
    }
    Ok(settled)
}

/// Finds the file linked from the home page whose size is nearest to that of a mean results page.
fn static_file(client: &mut Client, pages: &[String]) -> Result<String, Box<dyn Error>> {
    let mut sum = 0;
    for page in pages {
        sum += client.get(page, "identity")?.bytes;
    }
    let wanted = sum / pages.len().max(1);
    client.get("/", "identity")?;
    let home = client.text();
    let mut nearest = (usize::MAX, String::new());
    for (start, _) in home.match_indices("\"/assets/") {
        let path = home[start + 1..].split(['"', '#', '?']).next().unwrap_or_default();
        let answer = client.get(path, "identity")?;
        let distance = answer.bytes.abs_diff(wanted);
        if answer.status == 200 && distance < nearest.0 {
            nearest = (distance, path.to_owned());
        }
    }
    if nearest.1.is_empty() {
        Err("the home page links to no file under /assets/".into())
    } else {
        Ok(nearest.1)
    }
}
