//! `devanture searches`: what visitors looked for in vain, on standard output.

use std::io::{self, ErrorKind, Write};

use jiff::civil::Date;

use super::Failure;
use crate::domain::empty_search::{Asked, LISTED_MONTHS, Month, Words, for_operator};
use crate::domain::spreadsheet::{UTF8_MARK, harmless};
use crate::store::Store;

const HEADERS: [&str; 4] = ["words", "types", "territory", "times"];
/// Stands in the column of the words where there are others than those shown; folded words have no parentheses.
const OTHER_WORDS: &str = "(other words)";

/// Writes the searches without result of the last 12 months as CSV, most frequent first; words that few people typed are
/// summed up. A reader that has seen enough and closes the pipe is no failure.
///
/// # Errors
/// The database fails, or the output cannot be written.
pub async fn run(store: &Store, today: Date, out: &mut dyn Write) -> Result<(), Failure> {
    let since = Month::of(today).first_of(LISTED_MONTHS);
    let listed = for_operator(store.empty_searches(since).await?);
    match write(&listed, out) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Work(format!("the searches cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn write(listed: &[(Asked, u64)], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(UTF8_MARK)?;
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(HEADERS)?;
    for (asked, times) in listed {
        let words = match &asked.words {
            Words::Other => OTHER_WORDS,
            words => words.as_str(),
        };
        let types: Vec<&str> = asked.types.iter().map(|choice| choice.slug()).collect();
        let territory = asked.territory.map(|territory| territory.code()).unwrap_or_default();
        rows.write_record([words, &types.join(";"), &territory, &times.to_string()].map(harmless))?;
    }
    rows.flush()
}
