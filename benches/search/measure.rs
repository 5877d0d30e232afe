//! What is measured about a list of addresses: processor time, sizes and waiting times.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Answer, Client};
use crate::process::Server;

/// Longest run of one measurement; slower servers answer fewer requests.
const LIMIT: Duration = Duration::from_secs(20);
/// Time a thread of the server gets to finish after its answer has been read.
const SETTLE: Duration = Duration::from_micros(400);
/// Times each path is asked again, when the same page is asked again.
const AGAIN: u32 = 20;
/// Addresses that share the waiting times of pages asked again: all of them fit into the memory of the server.
const WAITING: usize = 50;

/// How much is asked.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Times the whole list is asked for the mean.
    pub(crate) passes: usize,
    /// Least time spent on the mean; short requests are asked more often.
    pub(crate) least: Duration,
    /// Requests for the waiting times.
    pub(crate) requests: usize,
}

/// Addresses that are asked one after the other, in one encoding.
pub(crate) struct Requests<'a> {
    /// What the row is called.
    pub(crate) name: String,
    /// Paths with their query.
    pub(crate) paths: &'a [String],
    /// `identity` or `gzip`.
    pub(crate) encoding: &'static str,
}

/// The results for one list of addresses.
pub(crate) struct Row {
    /// What the row is called.
    pub(crate) name: String,
    /// Mean size of a body, in bytes as sent.
    pub(crate) bytes: usize,
    /// Mean processor time of the server for one request, in milliseconds.
    pub(crate) mean_ms: f64,
    /// The same for each path, measured one by one.
    pub(crate) each_ms: Vec<f64>,
    /// Waiting times with one client.
    pub(crate) alone: Waits,
    /// Waiting times with 16 clients.
    pub(crate) crowd: Waits,
}

/// Waiting times of many requests.
#[derive(Default)]
pub(crate) struct Waits {
    /// Half of the requests wait less, in milliseconds.
    pub p50_ms: f64,
    /// Ninety-nine in a hundred wait less, in milliseconds.
    pub p99_ms: f64,
    /// Requests answered each second.
    pub(crate) per_second: f64,
}

impl Requests<'_> {
    /// Measures everything about the list.
    pub(crate) fn measure(&self, server: &Server, effort: Effort) -> Result<Row, Box<dyn Error>> {
        let mut client = Client::connect(server.address)?;
        let (mean_ms, bytes) = self.mean(server, &mut client, effort)?;
        let each_ms = self.each(server, &mut client, effort.passes.clamp(1, 3))?;
        drop(client);
        let alone = self.waits(server.address, 1, effort.requests)?;
        let crowd = self.waits(server.address, 16, effort.requests * 2)?;
        Ok(Row { name: self.name.clone(), bytes, mean_ms, each_ms, alone, crowd })
    }

    /// Measures each path asked again right after it was asked: the first answer does not count.
    pub(crate) fn measure_again(&self, server: &Server, effort: Effort) -> Result<Row, Box<dyn Error>> {
        let mut client = Client::connect(server.address)?;
        let (mut each_ms, mut bytes) = (Vec::with_capacity(self.paths.len()), 0);
        for path in self.paths {
            bytes += self.ask(&mut client, path)?.bytes;
            thread::sleep(SETTLE);
            let before = server.cpu()?;
            for _ in 0..AGAIN {
                self.ask(&mut client, path)?;
            }
            thread::sleep(SETTLE);
            each_ms.push(server.cpu()?.ms_since(&before) / f64::from(AGAIN));
        }
        let count = self.paths.len().max(1);
        let mean_ms = each_ms.iter().sum::<f64>() / f64::from(u32::try_from(count)?);
        let few =
            Requests { paths: &self.paths[..WAITING.min(self.paths.len())], name: String::new(), ..*self };
        for path in few.paths {
            few.ask(&mut client, path)?;
        }
        drop(client);
        let alone = few.waits(server.address, 1, effort.requests)?;
        let crowd = few.waits(server.address, 16, effort.requests * 2)?;
        Ok(Row { name: self.name.clone(), bytes: bytes / count, mean_ms, each_ms, alone, crowd })
    }

    fn ask(&self, client: &mut Client, path: &str) -> Result<Answer, Box<dyn Error>> {
        let answer = client.get(path, self.encoding)?;
        // A refused request costs nothing: it would flatter the figures.
        if answer.status == 429 || answer.status >= 500 {
            return Err(format!("{path}: status {}", answer.status).into());
        }
        Ok(answer)
    }

    /// Goes through the list without pause, over one connection.
    fn mean(
        &self,
        server: &Server,
        client: &mut Client,
        effort: Effort,
    ) -> Result<(f64, usize), Box<dyn Error>> {
        let (mut count, mut bytes, mut passes) = (0_u32, 0, 0);
        let (start, before) = (Instant::now(), server.cpu()?);
        while (passes < effort.passes || start.elapsed() < effort.least) && start.elapsed() < LIMIT {
            for path in self.paths {
                bytes += self.ask(client, path)?.bytes;
                count += 1;
            }
            passes += 1;
        }
        thread::sleep(SETTLE);
        let spent = server.cpu()?.ms_since(&before);
        Ok((spent / f64::from(count.max(1)), bytes / usize::try_from(count.max(1))?))
    }

    /// Measures each path by itself; the least of several passes, as noise only adds.
    fn each(&self, server: &Server, client: &mut Client, passes: usize) -> Result<Vec<f64>, Box<dyn Error>> {
        let mut least = vec![f64::INFINITY; self.paths.len()];
        for _ in 0..passes {
            for (path, least) in self.paths.iter().zip(&mut least) {
                let before = server.cpu()?;
                self.ask(client, path)?;
                thread::sleep(SETTLE);
                *least = least.min(server.cpu()?.ms_since(&before));
            }
        }
        Ok(least)
    }

    /// Lets several clients share a number of requests, each over its own connection.
    fn waits(&self, server: SocketAddr, clients: usize, requests: usize) -> Result<Waits, Box<dyn Error>> {
        let next = AtomicUsize::new(0);
        let start = Instant::now();
        let one_client = || -> Result<Vec<f64>, String> {
            let mut client = Client::connect(server).map_err(|error| error.to_string())?;
            let mut waits = Vec::with_capacity(requests / clients);
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= requests || start.elapsed() > LIMIT {
                    return Ok(waits);
                }
                let asked = Instant::now();
                let path = &self.paths[turn % self.paths.len()];
                self.ask(&mut client, path).map_err(|error| error.to_string())?;
                waits.push(asked.elapsed().as_secs_f64() * 1e3);
            }
        };
        let answers = thread::scope(|scope| {
            let running: Vec<_> = (0..clients).map(|_| scope.spawn(one_client)).collect();
            running
                .into_iter()
                .map(|one| one.join().map_err(|_| "a client broke down")?.map_err(Into::into))
                .collect()
        });
        let answers: Result<Vec<Vec<f64>>, Box<dyn Error>> = answers;
        let mut waits = answers?.concat();
        waits.sort_by(f64::total_cmp);
        let count = f64::from(u32::try_from(waits.len())?);
        Ok(Waits {
            p50_ms: share(&waits, 50),
            p99_ms: share(&waits, 99),
            per_second: count / start.elapsed().as_secs_f64(),
        })
    }
}

/// The value below which `percent` in a hundred of sorted values lie; 0 without values.
pub(crate) fn share(sorted: &[f64], percent: usize) -> f64 {
    sorted
        .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}
