//! What is asked of the servers of one size, in order: first one that keeps no answer, then one that keeps them.

use std::error::Error;
use std::thread;
use std::time::Duration;

use crate::client::Client;
use crate::measure::{Effort, Requests, Row};
use crate::process::{Program, Server};
use crate::queries::{PLACE_PREFIXES, PREFIXES, Query, encoded, first_list};

/// Codings that each list is asked in.
const ENCODINGS: [&str; 2] = ["identity", "gzip"];

/// What came out.
pub(crate) struct Asked {
    /// Row by row; the static file stands last.
    pub(crate) rows: Vec<Row>,
    /// Which row asked for the page of every query.
    pub(crate) whole_list: usize,
    /// Memory of the server that keeps no answer, and the highest of the one that does, in MB.
    pub(crate) memory: Vec<(&'static str, f64)>,
    /// Processor time of the idle server, in milliseconds a second.
    pub(crate) idle_ms: f64,
    /// Time from the start of the server until it is ready.
    pub(crate) ready: Duration,
    /// Addresses of the pages.
    pages: Vec<String>,
    /// Address of the static file.
    file: String,
}

/// Asks a server that makes every answer anew.
pub(crate) fn uncached(
    program: &Program<'_>,
    queries: &[Query],
    effort: Effort,
) -> Result<Asked, Box<dyn Error>> {
    let server = program.serve(Some(0))?;
    let at_start = server.memory_mb("VmRSS")?;
    let idle_ms = idle(&server)?;
    let mut client = Client::connect(server.address)?;
    let pages = settle(&mut client, "/recherche", queries)?;
    let answers = settle(&mut client, "/api/v1/listings", queries)?;
    let after_warm_up = server.memory_mb("VmRSS")?;
    let file = static_file(&mut client, &pages)?;

    let first = first_list();
    let mut lists = vec![
        ("results page", pages[..first].to_vec()),
        ("JSON answer", answers[..first].to_vec()),
        ("page, whole list", pages.clone()),
    ];
    let whole_list = (lists.len() - 1) * ENCODINGS.len();
    for (name, path, prefixes) in [
        ("suggestions", "/api/v1/suggest", PREFIXES),
        ("places suggested", "/api/v1/territories", PLACE_PREFIXES),
    ] {
        let paths: Vec<_> =
            prefixes.iter().map(|typed| format!("{path}?{}", encoded(&format!("q={typed}")))).collect();
        match client.get(&paths[0], "identity")?.status {
            404 => println!("{path}: not there yet, so not measured"),
            _ => lists.push((name, paths)),
        }
    }
    drop(client);
    let mut rows = Vec::new();
    for (name, paths) in &lists {
        for encoding in ENCODINGS {
            let name = format!("{name}, {encoding}");
            rows.push(Requests { name, paths, encoding }.measure(&server, effort)?);
        }
    }
    let memory = vec![
        ("ready", at_start),
        ("after one pass", after_warm_up),
        ("at the end", server.memory_mb("VmRSS")?),
        ("private", server.memory_mb("RssAnon")?),
        ("highest", server.memory_mb("VmHWM")?),
    ];
    Ok(Asked { rows, whole_list, memory, idle_ms, ready: server.ready_after, pages, file })
}

impl Asked {
    /// Asks a server as it comes for pages that it has just answered with, then for the static file.
    pub(crate) fn again(&mut self, program: &Program<'_>, effort: Effort) -> Result<(), Box<dyn Error>> {
        let server = program.serve(None)?;
        let mut client = Client::connect(server.address)?;
        let mut kept = Vec::with_capacity(self.pages.len());
        for page in &self.pages {
            if client.get(page, "identity")?.tagged {
                kept.push(page.clone());
            }
        }
        drop(client);
        println!("{} of {} pages may be kept", kept.len(), self.pages.len());
        for encoding in ENCODINGS {
            let name = format!("same page again, {encoding}");
            self.rows.push(Requests { name, paths: &kept, encoding }.measure_again(&server, effort)?);
        }
        self.memory.push(("highest with pages kept", server.memory_mb("VmHWM")?));
        let name = self.file.rsplit('/').next().unwrap_or_default().chars().take(26).collect();
        let file = vec![self.file.clone(); 200];
        self.rows.push(Requests { name, paths: &file, encoding: "identity" }.measure(&server, effort)?);
        Ok(())
    }
}

/// Measures what the server does when nobody asks, in milliseconds of processor a second.
fn idle(server: &Server) -> Result<f64, Box<dyn Error>> {
    thread::sleep(Duration::from_millis(500));
    let before = server.cpu()?;
    thread::sleep(Duration::from_secs(2));
    Ok(server.cpu()?.ms_since(&before) / 2.0)
}

/// Asks every query once, which warms the server up, and gives the addresses that redirects end at.
fn settle(client: &mut Client, path: &str, queries: &[Query]) -> Result<Vec<String>, Box<dyn Error>> {
    let mut settled = Vec::with_capacity(queries.len());
    let (mut answered, mut empty, mut redirected) = (0, 0, 0);
    for query in queries {
        let mut address = format!("{path}?{}", encoded(query.text));
        let mut answer = client.get(&address, "identity")?;
        if (300..400).contains(&answer.status) {
            redirected += 1;
            address = answer.location;
            answer = client.get(&address, "identity")?;
        }
        answered += usize::from(answer.status == 200);
        empty += usize::from(client.text().contains("\"total\":0,"));
        settled.push(address);
    }
    println!(
        "{path}: {} queries, {answered} answered with 200, {redirected} redirected, {empty} say \"total\":0",
        queries.len()
    );
    if answered * 10 < queries.len() * 9 {
        return Err("too few queries are answered: the figures would mean nothing".into());
    }
    Ok(settled)
}

/// Finds the file linked from the home page whose size is nearest to that of a mean results page.
fn static_file(client: &mut Client, pages: &[String]) -> Result<String, Box<dyn Error>> {
    let mut sum = 0;
    for page in pages {
        sum += client.get(page, "identity")?.bytes;
    }
    let wanted = sum / pages.len().max(1);
    client.get("/", "identity")?;
    let home = client.text();
    let mut nearest = (usize::MAX, String::new());
    for (start, _) in home.match_indices("\"/assets/") {
        let path = home[start + 1..].split(['"', '#', '?']).next().unwrap_or_default();
        let answer = client.get(path, "identity")?;
        let distance = answer.bytes.abs_diff(wanted);
        if answer.status == 200 && distance < nearest.0 {
            nearest = (distance, path.to_owned());
        }
    }
    if nearest.1.is_empty() {
        Err("the home page links to no file under /assets/".into())
    } else {
        Ok(nearest.1)
    }
}
