//! Files that listings are imported from: their lines, rows and columns, and what each row says.

mod columns;
mod csv_rows;
mod file;
mod lines;
mod place;
mod rows;

pub use columns::{Choices, Column, ColumnError};
pub use csv_rows::{CsvRows, Numbered};
pub use file::{FileError, FileKind, MAX_COLUMNS, MAX_ROWS, Sheet, kind_of, text_of};
pub use lines::{Line, Lines};
pub use rows::{ReadRows, read_rows};
