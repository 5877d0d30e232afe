//! Checks the made-up listings and the queries against the rules of the directory, without a server.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;

use devanture::domain::choice::Choice as _;
use devanture::domain::record::Record;
use devanture::domain::text::fold;

use crate::generate::Listings;
use crate::queries;
use crate::report::grouped;

/// Parses `count` lines, compares them with what they should be like, and prints their shape.
pub(crate) fn check(count: usize) -> Result<(), Box<dyn Error>> {
    let mut seen = Seen::default();
    for (place, line) in Listings::new().take(count).enumerate() {
        let record =
            Record::parse(&line).map_err(|refusal| format!("line {}: {refusal}\n{line}", place + 1))?;
        let written = record.to_line()?;
        if Record::parse(&written)? != record {
            return Err(format!("line {} changes when it is written again", place + 1).into());
        }
        seen.take(record, line.len())?;
    }
    seen.print(count)?;
    let queries = queries::all();
    let different: HashSet<_> = queries.iter().map(|query| query.text).collect();
    if different.len() < queries.len() {
        return Err("a query stands twice".into());
    }
    println!("{} queries", queries.len());
    Ok(())
}

#[derive(Default)]
struct Seen {
    bytes: usize,
    firms: HashSet<String>,
    names: Vec<String>,
    numbers: HashSet<String>,
    slugs: HashSet<String>,
    shapes: BTreeMap<String, usize>,
    summary: [usize; 2],
    described: usize,
}

impl Seen {
    fn take(&mut self, record: Record, bytes: usize) -> Result<(), Box<dyn Error>> {
        self.bytes += bytes;
        let (listing, provider) = (record.listing, record.provider);
        let website = provider.website.map(|website| website.host().to_owned()).unwrap_or_default();
        if self.firms.insert(website) {
            self.names.push(fold(provider.name.as_str()));
        }
        self.numbers.extend(provider.siret.map(|siret| siret.as_str().to_owned()));
        if let Some(slug) = record.slug
            && !self.slugs.insert(slug.to_string())
        {
            return Err(format!("slug {slug} stands twice").into());
        }
        let length = listing.summary.as_str().chars().count();
        let shortest = if self.summary[0] == 0 { length } else { self.summary[0].min(length) };
        self.summary = [shortest, self.summary[1].max(length)];
        self.described += usize::from(listing.description.is_some());
        let zone = listing.area.codes().concat();
        let mut count = |shape: String| *self.shapes.entry(shape).or_default() += 1;
        count(format!("area {}", zone.split(':').next().unwrap_or_default()));
        count(format!("level {}", listing.verification_level.slug()));
        count(format!("types {}", listing.service_types.len()));
        count(format!("type {}", listing.service_types[0].slug()));
        Ok(())
    }

    fn print(&self, count: usize) -> Result<(), Box<dyn Error>> {
        println!("{count} listings of {} firms, {} bytes each", self.firms.len(), self.bytes / count.max(1));
        println!(
            "summaries {}–{} characters, {} described",
            self.summary[0], self.summary[1], self.described
        );
        for (shape, times) in &self.shapes {
            println!("  {shape:<32} {:>9}", grouped(*times as u64));
        }
        for query in queries::NAMES {
            let typed = query.trim_start_matches("q=").split('&').next().unwrap_or_default();
            let (name, number) = (fold(typed), typed.replace(' ', ""));
            if !self.numbers.contains(&number) && !self.names.iter().any(|known| known.starts_with(&name)) {
                return Err(format!("no firm is found by {typed:?}").into());
            }
        }
        Ok(())
    }
}
