//! The program under test: its commands, its life, and what the kernel says about it (Linux `/proc`).

use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;

/// Longest wait for the server to answer after its start.
const START: Duration = Duration::from_secs(180);

/// The commands of one made-up directory, which lives in a temporary folder.
pub(crate) struct Program<'a> {
    /// The folder.
    pub(crate) folder: &'a Path,
    /// What the program logs (`RUST_LOG`), into `serve.log` in its folder.
    pub(crate) log: &'a str,
}

impl Program<'_> {
    /// Runs a command to its end and gives how long it took.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Duration, Box<dyn Error>> {
        let start = Instant::now();
        let output = self.command().args(arguments).stdin(Stdio::null()).output()?;
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            return Err(format!("devanture {arguments:?}: {}\n{why}", output.status).into());
        }
        Ok(start.elapsed())
    }

    /// Starts the server and waits until it says that it is ready. It keeps that many bytes of answers to searches,
    /// or, without a number, as many as by default.
    pub(crate) fn serve(&self, page_cache: Option<u32>) -> Result<Server, Box<dyn Error>> {
        let log = self.folder.join("serve.log");
        let start = Instant::now();
        let child = self
            .command()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .envs(page_cache.map(|bytes| ("DEVANTURE_PAGE_CACHE", bytes.to_string())))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&log)?)
            .spawn()?;
        // From here on, leaving by any way stops the server.
        let mut server = Server { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), ready_after: START };
        let ready = server.find_address().and_then(|()| server.wait_ready(start));
        if let Err(error) = ready {
            return Err(format!("{error}\n{}", fs::read_to_string(&log)?).into());
        }
        Ok(server)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_devanture"));
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("DEVANTURE_"))
        {
            command.env_remove(name);
        }
        command
            .env("DEVANTURE_DATA_DIR", self.folder.join("data"))
            .env("DEVANTURE_INDEX_DIR", self.folder.join("index"))
            .env("RUST_LOG", self.log)
            .env("DEVANTURE_STARTER", "off")
            // One address asks for everybody.
            .env("DEVANTURE_LIMITS", "off");
        command
    }
}

/// A running server; dropping it stops it.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Time from its start until it was ready.
    pub(crate) ready_after: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; nothing is left to do then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Reads the address off the server's first lines, and goes on emptying its output.
    fn find_address(&mut self) -> Result<(), Box<dyn Error>> {
        let output = self.child.stdout.take().ok_or("no output")?;
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody listens any more once the address is known.
                let _ = sender.send(line);
            }
        });
        loop {
            let line = lines.recv_timeout(START).map_err(|_| "the server printed no address")?;
            if let Some((_, rest)) = line.split_once("http://") {
                let end =
                    rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ':').unwrap_or(rest.len());
                self.address = rest[..end].parse()?;
                return Ok(());
            }
        }
    }

    fn wait_ready(&mut self, start: Instant) -> Result<(), Box<dyn Error>> {
        while start.elapsed() < START {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            let answer = Client::connect(self.address)
                .map_err(Into::into)
                .and_then(|mut c| c.get("/readyz", "identity"));
            if answer.is_ok_and(|answer| answer.status == 200) {
                self.ready_after = start.elapsed();
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err("the server was never ready".into())
    }

    /// Reads how long each thread has been on a processor, in nanoseconds.
    pub(crate) fn cpu(&self) -> Result<Cpu, Box<dyn Error>> {
        let mut threads = HashMap::new();
        for task in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let task = task?;
            // A thread may end between the two reads.
            let Ok(text) = fs::read_to_string(task.path().join("schedstat")) else { continue };
            let spent: u64 = text.split(' ').next().unwrap_or_default().parse()?;
            threads.insert(task.file_name(), spent);
        }
        Ok(Cpu(threads))
    }

    /// Reads a line of `/proc/…/status` such as `VmRSS`, in megabytes of 1024 × 1024 bytes.
    pub(crate) fn memory_mb(&self, name: &str) -> Result<f64, Box<dyn Error>> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kilobytes: u32 = line.ok_or("no such line")?.trim().trim_end_matches(" kB").parse()?;
        Ok(f64::from(kilobytes) / 1024.0)
    }
}

/// Time on a processor by thread.
pub(crate) struct Cpu(HashMap<std::ffi::OsString, u64>);

impl Cpu {
    /// Milliseconds spent since an earlier reading by the threads that still live.
    pub(crate) fn ms_since(&self, earlier: &Self) -> f64 {
        let spent =
            |(thread, now): (_, &u64)| now.saturating_sub(earlier.0.get(thread).copied().unwrap_or(0));
        Duration::from_nanos(self.0.iter().map(spent).sum()).as_secs_f64() * 1e3
    }
}

/// Sums the bytes of the files under a folder.
pub(crate) fn bytes_under(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let data = entry.metadata()?;
        sum += if data.is_dir() { bytes_under(&entry.path())? } else { data.len() };
    }
    Ok(sum)
}
