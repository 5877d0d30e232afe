//! `devanture export`: every listing, on standard output.

use std::io::{self, ErrorKind, Write};

use crate::config::ExportFormat;
use crate::domain::public_row::PublicRow;
use crate::domain::record::{Entry, Record};
use crate::store::Store;

use super::Failure;
use crate::domain::spreadsheet::{UTF8_MARK, harmless};

/// Listings read from the database at once.
const PAGE: u32 = 500;

/// Writes every listing in the order of identifiers. A reader that has seen enough and closes the pipe is no failure.
///
/// # Errors
/// The database fails, or the output cannot be written.
pub async fn run(store: &Store, format: ExportFormat, out: &mut dyn Write) -> Result<(), Failure> {
    let written = match format {
        ExportFormat::Ndjson => each_page(store, out, write_records).await,
        ExportFormat::Csv => match write_headers(out) {
            Ok(()) => each_page(store, out, write_rows).await,
            Err(error) => Err(error.into()),
        },
    };
    match written {
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(Stop::Output(error)) => Err(Failure::Work(format!("the listings cannot be written: {error}"))),
        Err(Stop::Work(failure)) => Err(failure),
        Ok(()) => Ok(()),
    }
}

/// Why the writing stopped.
enum Stop {
    Output(io::Error),
    Work(Failure),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

async fn each_page(
    store: &Store,
    out: &mut dyn Write,
    write: fn(Vec<Entry>, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Stop> {
    let mut last = None;
    loop {
        let page = store.entries_after(last, PAGE).await.map_err(|error| Stop::Work(error.into()))?;
        last = page.last().map(|entry| entry.id);
        if last.is_none() {
            return Ok(out.flush()?);
        }
        write(page, out)?;
    }
}

fn write_records(page: Vec<Entry>, out: &mut dyn Write) -> io::Result<()> {
    for entry in page {
        writeln!(out, "{}", Record::from(entry).to_line()?)?;
    }
    Ok(())
}

fn write_headers(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(UTF8_MARK)?;
    writeln!(out, "{}", PublicRow::HEADERS.join(","))
}

fn write_rows(page: Vec<Entry>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    for Entry { provider, listing, .. } in &page {
        let types: Vec<&str> = listing.service_types.iter().map(|service| service.slug()).collect();
        let cells = [
            provider.name.as_str(),
            provider.website.as_ref().map_or("", |site| site.as_str()),
            &types.join(";"),
            &listing.area.codes().join(";"),
            listing.summary.as_str(),
            listing.price_note.as_ref().map_or("", |note| note.as_str()),
            listing.source.as_ref().map_or("", |source| source.as_str()),
        ];
        rows.write_record(cells.map(harmless))?;
    }
    rows.flush()
}
