//! `devanture import`: takes in the listings of a file, and the starter rows of an empty directory.

mod progress;

use std::fs::File;
use std::io::{self, BufRead, Write};
use std::path::Path;

use tracing::{info, warn};

use super::{Failure, index, moment, new_id, open_store};
use crate::config::{Config, Mode};
use crate::domain::import::{CsvRows, Line, Lines};
use crate::domain::record::{Record, Refusal};
use crate::store::Store;
use crate::workflow::import::{BATCH, RowRefusal, Tally, Terms, import_batch};
use progress::{Progress, Watched};

/// The rows that fill an empty directory in demonstration mode.
const STARTER: &str = include_str!("../../../migrations/starter/providers_public.csv");
/// Refused rows that are printed; the others are only counted.
const PRINTED: u64 = 1_000;

/// What became of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// What became of the records that went in.
    pub tally: Tally,
    /// Records that were refused.
    pub refused: u64,
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Tally { added, changed, unchanged, kept } = self.tally;
        let refused = self.refused;
        write!(f, "{added} added, {changed} changed, {unchanged} unchanged, {kept} kept, {refused} refused")
    }
}

/// Takes in a file; refused rows are printed to standard error, the summary to standard output.
///
/// # Errors
/// The file cannot be read, the database fails, or rows were refused.
pub async fn run(config: &Config, file: &Path, dry_run: bool) -> Result<(), Failure> {
    let source = Source::open(file)?;
    let store = open_store(config).await?;
    let mut printed = 0;
    let summary = import(&store, source, dry_run, |refusal| {
        if printed < PRINTED {
            // Standard error may be closed: the exit code says the same.
            let _ = writeln!(io::stderr(), "{refusal}");
        }
        printed += 1;
    });
    let summary = summary.await?;
    if !dry_run {
        index::catch_up(&store, config).await?;
    }
    store.close().await;
    report(&summary)
}

/// A file that is about to be imported.
pub struct Source {
    rows: Rows<io::BufReader<Watched>>,
    name: String,
    progress: Progress,
}

impl Source {
    /// Opens a file, known by its extension: records (`.ndjson`) or rows of public sources (`.csv`).
    ///
    /// # Errors
    /// The extension is another one, the file cannot be read, or it lacks its header.
    pub fn open(file: &Path) -> Result<Self, Failure> {
        let format = Format::of(file)?;
        let unreadable =
            |error: io::Error| Failure::Work(format!("{} cannot be read: {error}", file.display()));
        let opened = File::open(file).map_err(unreadable)?;
        let progress = Progress::new(opened.metadata().map_err(unreadable)?.len());
        let reader = io::BufReader::with_capacity(1 << 16, progress.watch(opened));
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { rows: format.rows(reader).map_err(unreadable)?, name, progress })
    }
}

/// Takes in a file and hands each refused row to `refused`, in the order of lines.
///
/// # Errors
/// The file cannot be read, or the database fails; batches that went in before stay.
pub async fn import(
    store: &Store,
    mut source: Source,
    dry_run: bool,
    mut refused: impl FnMut(&RowRefusal),
) -> Result<Summary, Failure> {
    let progress = source.progress;
    let refused = |refusal: &RowRefusal| progress.hidden_while(|| refused(refusal));
    let summary = take_in(store, &mut source.rows, &source.name, dry_run, refused).await?;
    progress.finish();
    Ok(summary)
}

fn report(summary: &Summary) -> Result<(), Failure> {
    if summary.refused > PRINTED {
        let more = summary.refused - PRINTED;
        // Standard error may be closed: the exit code says the same.
        let _ = writeln!(io::stderr(), "… and {more} more refused");
    }
    let _ = writeln!(io::stdout(), "{summary}");
    if summary.refused == 0 { Ok(()) } else { Err(Failure::RowsRefused) }
}

/// Fills an empty directory with the starter rows, in demonstration mode unless they are switched off.
///
/// # Errors
/// The database fails.
pub async fn starter(store: &Store, config: &Config) -> Result<Option<Summary>, Failure> {
    if config.mode != Mode::Demo || !config.starter || store.count_listings().await? > 0 {
        return Ok(None);
    }
    let mut rows = Format::Csv.rows(STARTER.as_bytes()).map_err(|error| Failure::Work(error.to_string()))?;
    let refused = |refusal: &RowRefusal| warn!(%refusal, "starter row refused");
    let summary = take_in(store, &mut rows, "starter", false, refused).await?;
    info!(%summary, "empty directory filled with the starter rows");
    Ok(Some(summary))
}

/// Takes in all rows, batch by batch.
async fn take_in<R: BufRead>(
    store: &Store,
    rows: &mut Rows<R>,
    source: &str,
    dry_run: bool,
    mut refused: impl FnMut(&RowRefusal),
) -> Result<Summary, Failure> {
    let mut summary = Summary::default();
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let mut refusals = Vec::new();
        let ended = fill(rows, &mut batch, &mut refusals)?;
        let terms = Terms { moment: moment(), source, dry_run };
        let outcome = import_batch(store, batch, terms, &mut new_id).await?;
        refusals.extend(outcome.refused);
        refusals.sort_by_key(|refusal| refusal.line);
        refusals.iter().for_each(&mut refused);
        summary.refused += u64::try_from(refusals.len()).unwrap_or(u64::MAX);
        summary.tally.add(outcome.tally);
        if ended {
            return Ok(summary);
        }
    }
}

/// Reads rows until a batch is full of good or of bad ones; returns whether the file has ended.
fn fill<R: BufRead>(
    rows: &mut Rows<R>,
    batch: &mut Vec<(u64, Record)>,
    refusals: &mut Vec<RowRefusal>,
) -> Result<bool, Failure> {
    while batch.len() < BATCH && refusals.len() < BATCH {
        match rows.next_row().map_err(|error| Failure::Work(format!("the file cannot be read: {error}")))? {
            None => return Ok(true),
            Some((line, Ok(record))) => batch.push((line, record)),
            Some((line, Err(refusal))) => refusals.push(RowRefusal { line, refusal }),
        }
    }
    Ok(false)
}

/// Form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Ndjson,
    Csv,
}

impl Format {
    fn of(file: &Path) -> Result<Self, Failure> {
        match file
            .extension()
            .and_then(|extension| extension.to_str())
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("ndjson") => Ok(Self::Ndjson),
            Some("csv") => Ok(Self::Csv),
            _ => Err(Failure::Usage(format!(
                "{}: a file that ends in .ndjson or .csv is expected",
                file.display()
            ))),
        }
    }

    fn rows<R: BufRead>(self, reader: R) -> io::Result<Rows<R>> {
        let lines = Lines::new(reader);
        Ok(match self {
            Self::Ndjson => Rows::Ndjson(lines),
            Self::Csv => Rows::Csv(CsvRows::public(lines)?),
        })
    }
}

/// The rows of a file.
enum Rows<R> {
    Ndjson(Lines<R>),
    Csv(CsvRows<R>),
}

impl<R: BufRead> Rows<R> {
    /// The next row with its line number, skipping empty lines.
    fn next_row(&mut self) -> io::Result<Option<(u64, Result<Record, Refusal>)>> {
        let lines = match self {
            Self::Csv(rows) => return rows.next_public(),
            Self::Ndjson(lines) => lines,
        };
        while let Some(Line { number, text }) = lines.next_line()? {
            match text {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => return Ok(Some((number, Record::parse(&text)))),
                Err(refusal) => return Ok(Some((number, Err(refusal)))),
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests;
