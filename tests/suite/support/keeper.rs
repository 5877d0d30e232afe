//! Servers that end with this test process, however that ends: normally, by panic, Ctrl-C or `kill -9`.
//!
//! A small `sh` in a session of its own starts the server and then reads a pipe whose other end only this process
//! holds. The kernel closes that end when the process is gone; the `sh` then ends the server, whatever the server
//! started in its session, and removes the folder.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Longest wait for a server's first sign of life, on a machine that compiles at the same time.
const START: Duration = Duration::from_secs(90);
/// Lines of a server's output kept for the message of a failed start.
const TAIL: usize = 30;

/// `$1` folder, `$2` signal that ends the server, then the server's command.
const SCRIPT: &str = r#"
folder=$1 signal=$2
shift 2
cd "$folder" || exit 1
export HOME="$folder" TMPDIR="$folder" XDG_CONFIG_HOME="$folder" XDG_CACHE_HOME="$folder"
"$@" </dev/null 2>&1 &
server=$!
exec >/dev/null
cat
kill -s "$signal" "$server" 2>/dev/null
wait "$server" 2>/dev/null
cd /
for try in 1 2 3 4 5 6 7 8 9 10; do
    left=
    for stat in /proc/[0-9]*/stat; do
        { read -r line <"$stat"; } 2>/dev/null || continue
        pid=${line%% *}
        # After "(name) ": state, parent, group, session.
        set -- ${line##*) }
        [ "$4" = $$ ] && [ "$1" != Z ] && [ "$pid" != $$ ] && kill -s KILL "$pid" 2>/dev/null && left=1
    done
    # Chromium's crash handler leaves the session; nothing but ours can name this folder.
    for named in $(grep -lsF -- "$folder" /proc/[0-9]*/cmdline); do
        pid=${named#/proc/} pid=${pid%/cmdline}
        [ "$pid" != $$ ] && kill -s KILL "$pid" 2>/dev/null && left=1
    done
    rm -rf "$folder" 2>/dev/null && [ -z "$left" ] && break
    sleep 0.1
done
"#;

/// A running server and the pipe that keeps it alive.
pub struct Keeper {
    /// The server's own folder, home and temporary folder in one; it disappears with the server.
    pub folder: PathBuf,
    _lifeline: ChildStdin,
}

impl Keeper {
    /// Starts `command` in a new folder and waits until `ready` recognises one line of its output.
    ///
    /// `command` receives the folder; `signal` is the one that ends this server at once.
    ///
    /// # Errors
    /// The last lines of the server when it ends or stays silent before it is ready.
    pub fn start<T: Send + 'static>(
        signal: &str,
        command: impl FnOnce(&Path) -> Vec<String>,
        ready: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Result<(Self, T), String> {
        let folder = tempfile::Builder::new().prefix("devanture-").tempdir().unwrap().keep();
        let mut child = Command::new("setsid")
            .args(["sh", "-c", SCRIPT, "keeper"])
            .args([folder.to_str().unwrap(), signal])
            .args(command(&folder))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("setsid does not start: {error}"))?;
        let keeper = Self { folder, _lifeline: child.stdin.take().unwrap() };
        let output = child.stdout.take().unwrap();
        let (send, first_sign) = mpsc::channel();
        std::thread::spawn(move || watch(output, &send, ready));
        match first_sign.recv_timeout(START) {
            Ok(Ok(sign)) => Ok((keeper, sign)),
            Ok(Err(tail)) => Err(format!("the server ended before it was ready:\n{tail}")),
            Err(_) => Err(format!("the server is not ready after {START:?}")),
        }
    }
}

/// Reads the server's output to its end, so that the server never blocks on a full pipe.
fn watch<T>(output: impl Read, send: &mpsc::Sender<Result<T, String>>, ready: impl Fn(&str) -> Option<T>) {
    let mut tail = VecDeque::with_capacity(TAIL);
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        if let Some(sign) = ready(&line) {
            let _ = send.send(Ok(sign));
        }
        if tail.len() == TAIL {
            tail.pop_front();
        }
        tail.push_back(line);
    }
    let _ = send.send(Err(Vec::from(tail).join("\n")));
}

mod tests {
    use super::super::{browser, postgres::Postgres};
    use super::*;

    const ROLE: &str = "DEVANTURE_TEST_HOLDS_SERVERS";

    /// The killed process is this same test, run once more by itself with `ROLE` set.
    #[tokio::test]
    async fn a_killed_run_leaves_neither_postgres_nor_browser_behind() {
        if std::env::var_os(ROLE).is_some() {
            return hold_servers().await;
        }
        let mut run = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("support::keeper::tests::a_killed_run_leaves_neither_postgres_nor_browser_behind")
            .env(ROLE, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(run.stdout.take().unwrap());
        let folders: Vec<String> = output
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.split_once("holds ").map(|(_, folder)| folder.to_owned()))
            .take(2)
            .collect();
        assert_eq!(folders.len(), 2, "the run did not start its two servers");
        for folder in &folders {
            assert!(
                Path::new(folder).exists() && !processes_of(folder).is_empty(),
                "nothing runs in {folder}"
            );
        }
        run.kill().unwrap();
        run.wait().unwrap();
        // The keepers inherited this pipe: its end is the end of both.
        let mut complaints = String::new();
        run.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
        for folder in &folders {
            assert_eq!(processes_of(folder), Vec::<String>::new(), "left behind; {complaints}");
            assert!(!Path::new(folder).exists(), "{folder} is left behind; {complaints}");
        }
    }

    async fn hold_servers() {
        println!("\nholds {}", Postgres::shared().await.folder().display());
        browser::Browser::desktop()
            .journey(async |browser| {
                browser.visit("about:blank").await;
                println!("\nholds {}", browser::driver_folder().await.display());
                let _ = std::io::stdin().read_line(&mut String::new());
            })
            .await;
    }

    /// Command lines of the living processes that name this folder.
    fn processes_of(folder: &str) -> Vec<String> {
        let processes = std::fs::read_dir("/proc").unwrap().flatten();
        processes
            .filter_map(|process| std::fs::read_to_string(process.path().join("cmdline")).ok())
            .filter(|command| command.contains(folder))
            .collect()
    }
}
