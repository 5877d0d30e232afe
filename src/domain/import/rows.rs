//! The rows of a file at the import desk, each read or refused.

use std::collections::HashMap;
use std::io;

use super::columns::Choices;
use super::csv_rows::{CsvRows, Numbered};
use super::file::{FileError, FileKind, MAX_ROWS, table};
use super::lines::{Line, Lines};
use crate::domain::ids::Slug;
use crate::domain::record::{Record, Refusal};

/// What the rows of a file say.
#[derive(Debug, Default)]
pub struct ReadRows {
    /// Rows that can go in, with their lines.
    pub records: Vec<(u64, Record)>,
    /// The others, in the order of their lines.
    pub refused: Vec<(u64, Refusal)>,
}

/// Reads every row of a file. Whoever imports at the desk brings listings of public sources and nothing else: what is
/// verified becomes so by a decision.
///
/// # Errors
/// The file has no header, no rows, or too many.
pub fn read_rows(kind: FileKind, text: &str, choices: &Choices) -> Result<ReadRows, FileError> {
    let mut read = ReadRows::default();
    let mut seen = HashMap::new();
    let mut keep = |(line, row): Numbered<Record>| {
        let row = row.and_then(public_only).and_then(|record| once(record, line, &mut seen));
        match row {
            Ok(record) => read.records.push((line, record)),
            Err(refusal) => read.refused.push((line, refusal)),
        }
        if read.records.len() + read.refused.len() > MAX_ROWS { Err(FileError::TooManyRows) } else { Ok(()) }
    };
    let lines = Lines::new(text.as_bytes());
    match kind {
        FileKind::Records => {
            let mut lines = lines;
            while let Some(row) = next_record(&mut lines).map_err(unreadable)? {
                keep(row)?;
            }
        }
        FileKind::Public => {
            let mut rows = CsvRows::public(lines).map_err(unreadable)?;
            while let Some(row) = rows.next_public().map_err(unreadable)? {
                keep(row)?;
            }
        }
        FileKind::Table => {
            let mut rows = table(text)?;
            while let Some((line, cells)) = rows.next_cells().map_err(unreadable)? {
                keep((line, cells.and_then(|cells| choices.record(&cells))))?;
            }
        }
    }
    if read.records.is_empty() && read.refused.is_empty() { Err(FileError::NoRows) } else { Ok(read) }
}

/// A text in memory is always read; only its header can be at fault.
fn unreadable(_: io::Error) -> FileError {
    FileError::NoHeader
}

fn next_record(lines: &mut Lines<&[u8]>) -> io::Result<Option<Numbered<Record>>> {
    while let Some(Line { number, text }) = lines.next_line()? {
        match text {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => return Ok(Some((number, Record::parse(&text)))),
            Err(refusal) => return Ok(Some((number, Err(refusal)))),
        }
    }
    Ok(None)
}

fn public_only(record: Record) -> Result<Record, Refusal> {
    if record.listing.verification_level.is_claimed() {
        return Err(Refusal::new(
            "verification_level",
            "only a decision verifies: at the desk it is repertorie",
        ));
    }
    if !record.listing.status.is_searchable() {
        return Err(Refusal::new("status", "only what is offered can be imported at the desk"));
    }
    let texts = [
        ("provider.name", record.provider.name.as_str()),
        ("summary", record.listing.summary.as_str()),
        ("price_note", record.listing.price_note.as_ref().map_or("", |note| note.as_str())),
    ];
    match texts.iter().find(|(_, text)| text.starts_with(['=', '@'])) {
        Some((field, _)) => Err(Refusal::new(*field, "is a formula of a spreadsheet")),
        None => Ok(record),
    }
}

/// Refuses a row that says something else about a listing that an earlier row named: importing again would never settle.
fn once(record: Record, line: u64, seen: &mut HashMap<Slug, (u64, Record)>) -> Result<Record, Refusal> {
    let Some(slug) = record.slug.clone() else { return Ok(record) };
    match seen.get(&slug) {
        Some((first, other)) if *other != record => {
            Err(Refusal::new("line", format!("names the same firm and service as line {first}")))
        }
        Some(_) => Ok(record),
        None => {
            seen.insert(slug, (line, record.clone()));
            Ok(record)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::public_row::PublicRow;

    fn row(name: &str, summary: &str) -> String {
        format!("{name},,boutique-en-ligne,france,{summary},,essai\n")
    }

    fn read(rows: &[String]) -> Result<ReadRows, FileError> {
        let text = format!("{}\n{}", PublicRow::HEADERS.join(","), rows.concat());
        read_rows(FileKind::Public, &text, &Choices::default())
    }

    #[test]
    fn formulas_and_contradictions_are_refused_row_by_row() {
        let good = "Une boutique en ligne à essayer.";
        let other = "Une autre boutique en ligne à essayer.";
        let rows = [row("Atelier", good), row("=cmd()", good), row("Atelier", other), row("Atelier", good)];
        let found = read(&rows).unwrap();
        assert_eq!(found.records.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 5]);
        let refused: Vec<_> = found.refused.iter().map(|(line, why)| (*line, why.to_string())).collect();
        assert_eq!(refused[0], (3, "provider.name: is a formula of a spreadsheet".to_owned()));
        assert_eq!(refused[1], (4, "line: names the same firm and service as line 2".to_owned()));
    }

    #[test]
    fn too_many_rows_and_none_are_said() {
        assert_eq!(read(&[]).err(), Some(FileError::NoRows));
        let many: Vec<String> = (0..=MAX_ROWS).map(|n| row(&format!("Atelier {n}"), "court")).collect();
        assert_eq!(read(&many[..MAX_ROWS]).unwrap().refused.len(), MAX_ROWS);
        assert_eq!(read(&many).err(), Some(FileError::TooManyRows));
    }
}
