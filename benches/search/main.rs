//! `cargo bench --bench search [-- SIZE… --quick]`: what a search costs over real HTTP, beside a static file.
//!
//! For each size a fresh directory is filled with made-up listings ([`generate`]), served by the release binary
//! ([`process`]) and asked a fixed list of queries ([`queries`]) by a light client ([`client`]); [`asking`] says in
//! which order, [`measure`] counts, [`report`] prints. Without `--bench` (`cargo test --bench search`) it only checks the made-up listings.

#![allow(clippy::print_stdout, reason = "the figures are the purpose of this program")]
#![allow(clippy::disallowed_methods, reason = "it measures time, and waits for another process")]

mod asking;
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
use std::time::Duration;

use generate::Listings;
use measure::Effort;
use process::{Program, bytes_under};
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
    let program = Program { folder: folder.path(), log: "info" };
    let records = folder.path().join("listings.ndjson");
    write_records(&records, size)?;
    let record_bytes = fs::metadata(&records)?.len();
    let import =
        program.run(&["import", records.to_str().ok_or("the temporary folder has no text name")?])?;
    fs::remove_file(&records)?;
    let reindex = program.run(&["reindex"])?;

    let queries = queries::all();
    let mut asked = asking::uncached(&program, &queries, effort)?;
    asked.again(&program, effort)?;
    Ok(Report {
        size,
        record_bytes,
        import,
        reindex,
        database_bytes: bytes_under(&folder.path().join("data"))?,
        index_bytes: bytes_under(&folder.path().join("index"))?,
        asked,
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
