//! The program itself, started and ended as an operator does it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::client::client;

/// A running server; it is killed when the test ends before it was told to stop.
pub struct Server {
    /// Address of the home page, without the slash at its end.
    pub url: String,
    process: Child,
    output: BufReader<ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program with its data in this folder and nothing in its environment.
pub fn devanture(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_devanture"));
    command.env_clear().arg("--data-dir").arg(data).args(arguments).stdin(Stdio::null());
    command
}

/// Starts the server on a free port and waits for the line that tells its address.
pub fn serve(data: &Path) -> Server {
    serve_with(data, &[])
}

/// The same with settings.
pub fn serve_with(data: &Path, set: &[(&str, &str)]) -> Server {
    let mut command = devanture(data, &["--listen", "127.0.0.1:0"]);
    let mut process =
        command.envs(set.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let url = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap_or_default();
    assert!(!url.is_empty(), "no address in {line:?}");
    let url = url.trim_end_matches('/').to_owned();
    Server { url, process, output }
}

impl Server {
    /// Asks for a page.
    pub async fn get(&self, path: &str) -> reqwest::Response {
        client().build().unwrap().get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    /// Counts the offers that can be found.
    pub async fn offers(&self) -> u64 {
        let answer = self.get("/api/v1/listings").await;
        answer.json::<serde_json::Value>().await.unwrap()["total"].as_u64().unwrap()
    }

    /// Sends SIGTERM, waits for the end and gives the exit code.
    pub fn stop(mut self) -> Option<i32> {
        let told = Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        assert!(told.success());
        let code = self.process.wait().unwrap().code();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert!(rest.is_empty(), "{rest}");
        code
    }

    /// Kills it on the spot (`kill -9`), and waits until nothing of it is left.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
