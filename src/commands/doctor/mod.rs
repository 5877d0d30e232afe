//! `devanture doctor`: verifies that the directory is sound, one line a check, on standard output.

mod audit;
mod index;

use std::io::{self, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use super::Failure;
use crate::store::{Ills, Store, StoreError};
use crate::workflow::Moment;

/// Most listings without an approval that are named.
const NAMED: u32 = 20;

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    /// All is well.
    Sound,
    /// Worth knowing, and nothing wrong.
    Note,
    /// Something is wrong.
    Wrong,
}

/// A line of the report.
struct Line {
    health: Health,
    text: String,
}

impl Line {
    fn new(health: Health, text: impl Into<String>) -> Self {
        Self { health, text: text.into() }
    }

    /// Says that there is none of something, or how many there are.
    fn counted(count: i64, otherwise: Health, none: &str, some: &str) -> Self {
        if count == 0 {
            return Self::new(Health::Sound, none);
        }
        Self::new(otherwise, format!("{count} {some}"))
    }
}

/// Verifies the audit log, the approvals, the letters, this node's index and that what has to be deleted was. A reader that
/// has seen enough and closes the pipe is no failure.
///
/// # Errors
/// Something is wrong, the database fails, or the report cannot be written.
pub async fn run(store: &Store, index: &Path, moment: Moment, out: &mut dyn Write) -> Result<(), Failure> {
    let mut wrong = 0_usize;
    let ills = store.ills(moment.now).await?;
    let sections = [
        vec![audit::check(store).await?],
        approvals(store, ills).await?,
        letters(ills),
        deletions(ills),
        vec![index::check(store, index).await?],
    ];
    for line in sections.into_iter().flatten() {
        wrong += usize::from(line.health == Health::Wrong);
        if let Err(error) = write(&line, out)
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            return Err(Failure::Work(format!("the report cannot be written: {error}")));
        }
    }
    match wrong {
        0 => Ok(()),
        1 => Err(Failure::Work("one check found something wrong".to_owned())),
        wrong => Err(Failure::Work(format!("{wrong} checks found something wrong"))),
    }
}

fn write(line: &Line, out: &mut dyn Write) -> io::Result<()> {
    let mark = match line.health {
        Health::Sound => "ok   ",
        Health::Note => "note ",
        Health::Wrong => "WRONG",
    };
    writeln!(out, "{mark} {}", line.text)
}

/// Whatever is claimed and public was approved, or came in vetted by an import.
async fn approvals(store: &Store, ills: Ills) -> Result<Vec<Line>, StoreError> {
    let mut approval = Line::counted(
        ills.unapproved,
        Health::Wrong,
        "approvals: every public listing that somebody answers for was approved or imported",
        "public listings that somebody answers for were neither approved nor imported",
    );
    if ills.unapproved > 0 {
        let slugs = store.unapproved_listings(NAMED).await?.join(", ");
        approval.text = format!("approvals: {}: {slugs}", approval.text);
    }
    let review = Line::counted(
        ills.unkept,
        Health::Note,
        "reviews: every public listing that somebody answers for has one planned",
        "public listings that somebody answers for have no review planned yet",
    );
    Ok(vec![approval, review])
}

fn letters(ills: Ills) -> Vec<Line> {
    vec![
        Line::counted(
            ills.orphans,
            Health::Wrong,
            "letters: none is about something that is gone",
            "letters older than 90 days are about something that is gone",
        ),
        Line::counted(
            ills.overdue,
            Health::Wrong,
            "letters: none waits for more than 3 days",
            "letters are due for more than 3 days: is the server running, and does its mail server answer?",
        ),
        Line::counted(ills.failed, Health::Note, "letters: none was given up", "letters were given up"),
    ]
}

fn deletions(ills: Ills) -> Vec<Line> {
    vec![
        Line::counted(
            ills.access,
            Health::Wrong,
            "sessions and links: those that ended are deleted",
            "sessions and links ended more than two days ago and are still there",
        ),
        Line::counted(
            ills.drafts,
            Health::Wrong,
            "drafts: those that nobody touched are deleted",
            "drafts that nobody touched for 120 days are still there",
        ),
        Line::counted(
            ills.report_emails,
            Health::Wrong,
            "reports: addresses of those who reported something are emptied in time",
            "reports decided more than 90 days ago still name an address",
        ),
    ]
}

/// A bar on a terminal, nothing in a pipe.
fn progress(what: &'static str, rows: u64) -> ProgressBar {
    let bar = ProgressBar::new(rows).with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {human_pos}/{human_len}") {
        bar.set_style(style);
    }
    bar
}
