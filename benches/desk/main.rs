//! `cargo bench --bench desk [-- CASES ROWS]`: what pages of the vetting desk cost when it is full, beside an empty one.
//!
//! Two directories are filled ([`fill`]), one with a single case, and served by the release binary at the same time. Each page
//! is asked of both in turn over real HTTP with the session of an administrator; printed are the processor time of the server
//! for one request, the ratio of both, and how many statements the database is asked. `cargo test --bench desk` does the same
//! with few cases and fails where a full desk asks more statements than an empty one.

#![allow(clippy::print_stdout, reason = "the figures are the purpose of this program")]
#![allow(
    clippy::disallowed_methods,
    reason = "it measures time, waits for another process, and draws its own secrets"
)]

#[path = "../search/client.rs"]
mod client;
mod fill;
#[path = "../search/process.rs"]
mod process;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use client::Client;
use fill::{Filled, fill};
use process::{Program, Server, bytes_under};

/// Times a page is asked of each server in turn, and how often that is done.
const ROUNDS: (u32, u32) = (25, 8);
/// Time a server gets to finish after its answer has been read.
const SETTLE: Duration = Duration::from_millis(2);
/// What the log calls a statement.
const STATEMENT: &str = "sqlx::query";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let measured = arguments.iter().any(|argument| argument == "--bench");
    let mut sizes = arguments.iter().filter_map(|argument| argument.replace('_', "").parse().ok());
    let (cases, rows) = if measured { (5_000, 100_000) } else { (80, 300) };
    let (cases, rows) = (sizes.next().unwrap_or(cases), sizes.next().unwrap_or(rows));

    let (empty, full) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let desks = [Desk::open(empty.path(), 1, 1)?, Desk::open(full.path(), cases, rows)?];
    let statements = count_statements(&desks)?;
    if measured {
        let took = desks[1].program("info").run(&["doctor"])?;
        println!("{cases} cases, {rows} rows of the audit log; doctor: {:.1} s", took.as_secs_f64());
        let size = |desk: &Desk<'_>| Ok::<_, Box<dyn Error>>(bytes_under(&desk.folder.join("data"))? >> 20);
        println!("database: {} MB, empty {} MB", size(&desks[1])?, size(&desks[0])?);
        return measure(&desks, &statements);
    }
    for (page, [empty, full]) in PAGES.iter().zip(statements) {
        if full > empty + 1 {
            return Err(format!("{page}: {full} statements at a full desk, {empty} at an empty one").into());
        }
    }
    Ok(())
}

/// What is asked; `{reference}` stands for a case.
const PAGES: [&str; 6] = [
    "/administration",
    "/administration?departement=68&type=boutique-en-ligne",
    "/administration/dossiers/{reference}",
    "/administration/journal",
    "/administration/journal?action=take_application",
    "/administration/tableau",
];

/// A directory of its own.
struct Desk<'a> {
    folder: &'a Path,
    filled: Filled,
}

impl<'a> Desk<'a> {
    fn open(folder: &'a Path, cases: u32, rows: u32) -> Result<Self, Box<dyn Error>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let filled = runtime.block_on(fill(&folder.join("data"), cases, rows))?;
        Ok(Self { folder, filled })
    }

    const fn program<'p>(&'p self, log: &'p str) -> Program<'p> {
        Program { folder: self.folder, log }
    }

    fn client(&self, server: &Server) -> Result<Client, Box<dyn Error>> {
        let mut client = Client::connect(server.address)?;
        client.headers = format!("Cookie: administration={}\r\n", self.filled.session);
        Ok(client)
    }

    /// Asks for a page and gives its bytes.
    fn ask(&self, client: &mut Client, page: &str) -> Result<usize, Box<dyn Error>> {
        let path = page.replace("{reference}", &self.filled.reference);
        let answer = client.get(&path, "identity")?;
        if answer.status != 200 || answer.tagged || !answer.location.is_empty() {
            return Err(format!("{path}: {answer:?} {}", client.text()).into());
        }
        Ok(answer.bytes)
    }
}

/// Counts the statements behind each page, once the server has warmed up.
fn count_statements(desks: &[Desk<'_>; 2]) -> Result<Vec<[usize; 2]>, Box<dyn Error>> {
    let mut counted = vec![[0; 2]; PAGES.len()];
    for (place, desk) in desks.iter().enumerate() {
        let server = desk.program("warn,sqlx::query=debug").serve(None)?;
        let mut client = desk.client(&server)?;
        let log = desk.folder.join("serve.log");
        for (page, counted) in PAGES.iter().zip(&mut counted) {
            // What the background asks meanwhile only adds.
            counted[place] = usize::MAX;
            for _ in 0..5 {
                let before = fs::read_to_string(&log)?.matches(STATEMENT).count();
                desk.ask(&mut client, page)?;
                thread::sleep(SETTLE);
                let asked = fs::read_to_string(&log)?.matches(STATEMENT).count() - before;
                counted[place] = counted[place].min(asked);
            }
        }
    }
    Ok(counted)
}

fn measure(desks: &[Desk<'_>; 2], statements: &[[usize; 2]]) -> Result<(), Box<dyn Error>> {
    let servers = [desks[0].program("warn").serve(None)?, desks[1].program("warn").serve(None)?];
    let mut clients = [desks[0].client(&servers[0])?, desks[1].client(&servers[1])?];
    println!(
        "{:54} {:>9} {:>9} {:>6} {:>11} {:>8}",
        "page", "empty ms", "full ms", "ratio", "statements", "KB full"
    );
    for (page, [few, many]) in PAGES.iter().zip(statements) {
        let (mut least, mut bytes) = ([f64::INFINITY; 2], 0);
        for _ in 0..ROUNDS.1 {
            for place in 0..2 {
                let before = servers[place].cpu()?;
                for _ in 0..ROUNDS.0 {
                    bytes = desks[place].ask(&mut clients[place], page)?;
                }
                thread::sleep(SETTLE);
                let spent = servers[place].cpu()?.ms_since(&before) / f64::from(ROUNDS.0);
                // Noise only adds.
                least[place] = least[place].min(spent);
            }
        }
        let [empty, full] = least;
        let statements = format!("{few} / {many}");
        println!("{page:54} {empty:9.3} {full:9.3} {:6.2} {statements:>11} {:>8}", full / empty, bytes >> 10);
    }
    let memory = [servers[0].memory_mb("VmHWM")?, servers[1].memory_mb("VmHWM")?];
    println!("highest memory: {:.0} MB, empty {:.0} MB", memory[1], memory[0]);
    println!(
        "ready after: {:.1} s, empty {:.1} s",
        servers[1].ready_after.as_secs_f64(),
        servers[0].ready_after.as_secs_f64()
    );
    Ok(())
}
