//! The figures as text: one table for each size, then the ratios between sizes.

use std::time::Duration;

use crate::asking::Asked;
use crate::measure::{Row, share};
use crate::queries::Query;

/// Queries that are named as the dearest.
const DEAREST: usize = 5;

/// Everything measured with one number of listings.
pub(crate) struct Report {
    /// Listings.
    pub(crate) size: u32,
    /// Bytes of the records that were imported.
    pub(crate) record_bytes: u64,
    /// Time to take the records in, with their index.
    pub(crate) import: Duration,
    /// Time to build the index anew.
    pub(crate) reindex: Duration,
    /// Bytes of the database.
    pub(crate) database_bytes: u64,
    /// Bytes of the index.
    pub(crate) index_bytes: u64,
    /// What was asked and what it cost.
    pub(crate) asked: Asked,
    /// Every query.
    pub(crate) queries: Vec<Query>,
}

impl Report {
    /// Prints the table of this size.
    pub(crate) fn print(&self) {
        println!("\n{} listings, {} of records", grouped(self.size.into()), megabytes(self.record_bytes));
        let rate = |time: Duration| format!("{:.2} s, {:.0} rows/s", time.as_secs_f64(), self.rate(time));
        println!("  import with index   {}", rate(self.import));
        println!("  index alone         {}", rate(self.reindex));
        println!("  start until ready   {:.2} s", self.asked.ready.as_secs_f64());
        println!(
            "  on disk             database {}, index {}",
            megabytes(self.database_bytes),
            megabytes(self.index_bytes)
        );
        let memory: Vec<_> =
            self.asked.memory.iter().map(|(name, mb)| format!("{name} {mb:.1} MB")).collect();
        println!("  memory              {}", memory.join(", "));
        println!("  idle                {:.2} ms CPU a second", self.asked.idle_ms);
        println!();
        println!(
            "  {:<26} {:>9} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
            "", "bytes", "CPU ms", "median", "p50 ms", "p99 ms", "p50 /16", "p99 /16", "req/s/16"
        );
        for row in &self.asked.rows {
            print_row(row);
        }
        self.print_kinds();
        self.print_dearest();
        self.print_ratios();
    }

    fn rate(&self, time: Duration) -> f64 {
        f64::from(self.size) / time.as_secs_f64().max(1e-9)
    }

    /// Says which kinds of query cost what, in the order of the list.
    fn print_kinds(&self) {
        let Some(page) = self.asked.rows.get(self.asked.whole_list) else { return };
        println!("\n  pages by kind, CPU ms");
        let mut costs = page.each_ms.iter().zip(&self.queries).peekable();
        while let Some((_, first)) = costs.peek() {
            let kind = first.kind;
            let (mut sum, mut count) = (0.0, 0_u32);
            while let Some((cost, _)) = costs.next_if(|(_, query)| query.kind == kind) {
                sum += cost;
                count += 1;
            }
            println!("  {:>8.3}  {kind} ({count})", sum / f64::from(count.max(1)));
        }
    }

    fn print_dearest(&self) {
        let Some(page) = self.asked.rows.get(self.asked.whole_list) else { return };
        let mut dearest: Vec<_> = page.each_ms.iter().zip(&self.queries).collect();
        dearest.sort_by(|a, b| b.0.total_cmp(a.0));
        println!("\n  dearest pages, CPU ms");
        for (cost, query) in dearest.iter().take(DEAREST) {
            let shown: String = query.text.chars().take(90).collect();
            println!("  {cost:>8.3}  {}", if shown.is_empty() { "(everything)" } else { &shown });
        }
    }

    /// Compares the pages with the static file, which stands last.
    fn print_ratios(&self) {
        let Some((file, searches)) = self.asked.rows.split_last() else { return };
        println!("\n  times the CPU of {} ({} bytes): mean, dearest", file.name, grouped(file.bytes as u64));
        let one = file.mean_ms.max(1e-9);
        for row in searches {
            let dearest = row.each_ms.iter().copied().fold(0.0, f64::max);
            println!("  {:<26} {:>8.1} {:>8.1}", row.name, row.mean_ms / one, dearest / one);
        }
    }
}

fn print_row(row: &Row) {
    let mut each = row.each_ms.clone();
    each.sort_by(f64::total_cmp);
    println!(
        "  {:<26} {:>9} {:>8.3} {:>8.3} {:>8.2} {:>8.2} {:>8.2} {:>8.2} {:>8.0}",
        row.name,
        grouped(row.bytes as u64),
        row.mean_ms,
        share(&each, 50),
        row.alone.p50_ms,
        row.alone.p99_ms,
        row.crowd.p50_ms,
        row.crowd.p99_ms,
        row.crowd.per_second
    );
}

/// Compares the smallest size with the largest.
pub(crate) fn print_growth(reports: &[Report]) {
    let [first, .., last] = reports else { return };
    println!("\nfrom {} to {} listings, times", grouped(first.size.into()), grouped(last.size.into()));
    for (before, after) in first.asked.rows.iter().zip(&last.asked.rows) {
        println!("  {:<26} {:>8.2}", after.name, after.mean_ms / before.mean_ms.max(1e-9));
    }
}

/// A number with its thousands set apart.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn megabytes(bytes: u64) -> String {
    let kilobytes = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
    format!("{:.1} MB", f64::from(kilobytes) / 1024.0)
}
