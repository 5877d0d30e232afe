//! Rows of a CSV file, put together from lines so that one stray quotation mark does not swallow the file.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use csv::{ReaderBuilder, StringRecord};

use super::lines::{Line, Lines, too_long};
use crate::domain::public_row::PublicRow;
use crate::domain::record::{MAX_RECORD_BYTES, Record, Refusal};

/// A row with the number of its first line.
pub type Numbered<T> = (u64, Result<T, Refusal>);

/// The rows under the header.
pub struct CsvRows<R> {
    lines: Lines<R>,
    /// Lines that were read ahead in search of a closing quotation mark.
    ahead: VecDeque<Line>,
    delimiter: u8,
    headers: StringRecord,
}

impl<R: BufRead> CsvRows<R> {
    /// Reads the header of a file with such signs between its cells.
    ///
    /// # Errors
    /// The reader fails, or the first line is no row.
    pub fn new(lines: Lines<R>, delimiter: u8) -> io::Result<Self> {
        let mut rows = Self { lines, ahead: VecDeque::new(), delimiter, headers: StringRecord::new() };
        let found = rows.next_cells()?.and_then(|(_, cells)| cells.ok());
        rows.headers = found.ok_or_else(|| invalid("its first line must name the columns"))?;
        Ok(rows)
    }

    /// Reads the header of a file of public rows.
    ///
    /// # Errors
    /// The reader fails, or the header is another one.
    pub fn public(lines: Lines<R>) -> io::Result<Self> {
        let rows = Self::new(lines, b',').ok().filter(|rows| rows.headers == PublicRow::HEADERS.to_vec());
        rows.ok_or_else(|| invalid(&format!("its first line must be {}", PublicRow::HEADERS.join(","))))
    }

    /// The names of the columns.
    pub const fn headers(&self) -> &StringRecord {
        &self.headers
    }

    /// The next row as a public row.
    ///
    /// # Errors
    /// The reader fails.
    pub fn next_public(&mut self) -> io::Result<Option<Numbered<Record>>> {
        let Some((number, cells)) = self.next_cells()? else { return Ok(None) };
        let record = cells.and_then(|cells| {
            let row: Result<PublicRow, csv::Error> = cells.deserialize(Some(&self.headers));
            row.map_err(|error| Refusal::new("line", error.to_string()))?.into_record()
        });
        Ok(Some((number, record)))
    }

    /// The cells of the next row that is not empty.
    ///
    /// # Errors
    /// The reader fails.
    pub fn next_cells(&mut self) -> io::Result<Option<Numbered<StringRecord>>> {
        loop {
            let Some(Line { number, text }) = self.next_line()? else { return Ok(None) };
            match text {
                Err(refusal) => return Ok(Some((number, Err(refusal)))),
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) if is_closed(&text) => return Ok(Some((number, self.split(&text)))),
                Ok(text) => return Ok(Some((number, self.close(text)?))),
            }
        }
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next_line(),
        }
    }

    /// Joins the lines of a cell that holds line breaks. When they make no row, only the first line is lost.
    fn close(&mut self, first: String) -> io::Result<Result<StringRecord, Refusal>> {
        let mut joined = first;
        let mut taken = Vec::new();
        let refusal = loop {
            let Some(line) = self.next_line()? else {
                break Refusal::new("line", "has a quotation mark that is never closed");
            };
            let text = line.text.clone();
            taken.push(line);
            let Ok(text) = text else {
                break Refusal::new("line", "has a quotation mark that is never closed");
            };
            joined.push('\n');
            joined.push_str(&text);
            let closes = !is_closed(&text);
            if joined.len() > MAX_RECORD_BYTES {
                break too_long();
            }
            if closes {
                match self.split(&joined) {
                    Ok(cells) => return Ok(Ok(cells)),
                    Err(_) => break Refusal::new("line", "has a quotation mark in the wrong place"),
                }
            }
        };
        for line in taken.into_iter().rev() {
            self.ahead.push_front(line);
        }
        Ok(Err(refusal))
    }

    fn split(&self, text: &str) -> Result<StringRecord, Refusal> {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(self.delimiter).buffer_capacity(text.len() + 1);
        let mut rows = builder.from_reader(text.as_bytes()).into_records();
        match (rows.next(), rows.next()) {
            // The header itself has any number of columns.
            (Some(Ok(cells)), None) if self.headers.is_empty() || cells.len() == self.headers.len() => {
                Ok(cells)
            }
            (Some(Ok(cells)), _) => {
                let (found, expected) = (cells.len(), self.headers.len());
                Err(Refusal::new("line", format!("has {found} columns, {expected} are expected")))
            }
            _ => Err(Refusal::new("line", "is no row of a CSV file")),
        }
    }
}

/// Whether every quotation mark has its pair (RFC 4180: inside a cell they are doubled).
fn is_closed(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'"').count() % 2 == 0
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_owned())
}
