//! A file that somebody brought: is it text, and which rows are in it?

use csv::StringRecord;
use thiserror::Error;

use super::csv_rows::CsvRows;
use super::lines::Lines;
use crate::domain::choice::choices;
use crate::domain::public_row::PublicRow;
use crate::domain::text::windows_1252;

/// Most rows of one file: what one transaction takes in within a few seconds, while other writers wait.
pub const MAX_ROWS: usize = 5_000;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 60;
/// Rows that are shown before the columns are chosen.
const SHOWN: usize = 3;
/// Signs that stand between cells.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

choices! {
    /// What a file holds, known by its first line.
    FileKind {
        /// Records, one JSON object a line.
        Records = "records",
        /// Rows of public sources under their own header.
        Public = "public",
        /// A table whose columns somebody has to explain.
        Table = "table",
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FileError {
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
    /// It is no text: a workbook, an archive, a picture.
    #[error("is no text file")]
    Binary,
    /// It is text of two bytes a letter.
    #[error("is UTF-16 text")]
    Utf16,
    /// Its first line names no columns.
    #[error("has no header")]
    NoHeader,
    /// It has more columns than are read.
    #[error("has more than {MAX_COLUMNS} columns")]
    TooManyColumns,
    /// It has a header and nothing under it.
    #[error("has no rows")]
    NoRows,
    /// It has more rows than are taken at once.
    #[error("has more than {MAX_ROWS} rows")]
    TooManyRows,
}

/// Reads the bytes of a file as UTF-8, else as Windows-1252.
///
/// # Errors
/// The file is empty or no such text.
pub fn text_of(bytes: &[u8]) -> Result<String, FileError> {
    if [&[0xff, 0xfe][..], &[0xfe, 0xff]].iter().any(|mark| bytes.starts_with(mark)) {
        return Err(FileError::Utf16);
    }
    if bytes.contains(&0) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF") {
        return Err(FileError::Binary);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    };
    if text.trim().is_empty() { Err(FileError::Empty) } else { Ok(text) }
}

/// Tells what a text holds.
#[must_use]
pub fn kind_of(text: &str) -> FileKind {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    if first.starts_with('{') {
        FileKind::Records
    } else if first == PublicRow::HEADERS.join(",") {
        FileKind::Public
    } else {
        FileKind::Table
    }
}

/// The sign between the cells of a table: the most frequent one of its first line, outside quotation marks.
pub(super) fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| {
        let mut quoted = false;
        first
            .bytes()
            .filter(|byte| {
                quoted ^= *byte == b'"';
                !quoted && *byte == sign
            })
            .count()
    };
    DELIMITERS.into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b';')
}

/// A table before its columns are explained: their names, and the first rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Names of the columns, as they stand there.
    pub headers: Vec<String>,
    /// The first rows that can be read, cell by cell.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Reads the header and the first rows of a table.
    ///
    /// # Errors
    /// The header is missing or too long, or there is nothing under it.
    pub fn of(text: &str) -> Result<Self, FileError> {
        let mut rows = table(text)?;
        let owned = |cells: &StringRecord| cells.iter().map(str::to_owned).collect::<Vec<_>>();
        let mut sheet = Self { headers: owned(rows.headers()), rows: Vec::new() };
        let mut any = false;
        while let Ok(Some((_, cells))) = rows.next_cells() {
            any = true;
            sheet.rows.extend(cells.ok().map(|cells| owned(&cells)));
            if sheet.rows.len() == SHOWN {
                break;
            }
        }
        if any { Ok(sheet) } else { Err(FileError::NoRows) }
    }
}

/// The rows of a table in memory.
pub(super) fn table(text: &str) -> Result<CsvRows<&[u8]>, FileError> {
    let lines = Lines::new(text.as_bytes());
    let rows = CsvRows::new(lines, delimiter_of(text)).map_err(|_| FileError::NoHeader)?;
    let headers = rows.headers();
    if headers.len() > MAX_COLUMNS {
        return Err(FileError::TooManyColumns);
    }
    if headers.len() < 2 || headers.iter().all(|name| name.trim().is_empty()) {
        return Err(FileError::NoHeader);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_of_western_europe_is_read_in_both_encodings() {
        for bytes in ["\u{feff}Été;x".as_bytes(), "Été;x".as_bytes(), b"\xc9t\xe9;x"] {
            assert_eq!(text_of(bytes).unwrap(), "Été;x");
        }
        assert_eq!(text_of(b"12 \x80;\x92").unwrap(), "12 €;’");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, why) in [
            (&b""[..], FileError::Empty),
            (b" \r\n\n", FileError::Empty),
            (b"\xef\xbb\xbf", FileError::Empty),
            (b"PK\x03\x04workbook", FileError::Binary),
            (b"a;b\n\0;1", FileError::Binary),
            (b"\xff\xfea\0;\0", FileError::Utf16),
        ] {
            assert_eq!(text_of(bytes), Err(why));
        }
    }

    #[test]
    fn a_file_is_known_by_its_first_line() {
        let public = PublicRow::HEADERS.join(",");
        for (text, kind) in [
            ("\n{\"title\":1}", FileKind::Records),
            (public.as_str(), FileKind::Public),
            ("Nom;Ville\nA;B", FileKind::Table),
        ] {
            assert_eq!(kind_of(text), kind, "{text}");
        }
        for (text, delimiter) in
            [("a;b,c;d", b';'), ("a,b", b','), ("a\tb", b'\t'), ("\"a;b;c\",d", b','), ("a", b';')]
        {
            assert_eq!(delimiter_of(text), delimiter, "{text}");
        }
    }

    #[test]
    fn a_table_shows_its_columns_and_first_rows() {
        let sheet = Sheet::of("Nom;Nom;Ville\nA;B;C\ncourt;1\nD;E;F\nG;H;I\nJ;K;L\n").unwrap();
        assert_eq!(sheet.headers, ["Nom", "Nom", "Ville"]);
        assert_eq!(sheet.rows.len(), 3);
        assert_eq!(Sheet::of("Nom;Ville\n"), Err(FileError::NoRows));
        assert_eq!(Sheet::of("Nom\nA\n"), Err(FileError::NoHeader));
        assert_eq!(Sheet::of(&format!("{}\nA\n", "c;".repeat(70))), Err(FileError::TooManyColumns));
    }

    proptest! {
        #[test]
        fn no_file_does_harm(bytes: Vec<u8>) {
            if let Ok(text) = text_of(&bytes) {
                let _ = (kind_of(&text), Sheet::of(&text));
            }
        }
    }
}
