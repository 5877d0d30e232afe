//! Firms of a file that the directory may have already under another name.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::known::provider_slug;
use crate::domain::check::{Sameness, name_keys};
use crate::domain::record::Record;
use crate::store::{Store, StoreError, StoredProvider};

/// Most that are found.
const MOST: usize = 50;
/// Providers that are compared at once.
const PART: u32 = 1_000;

/// A firm of a file, and one of the directory that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookalike {
    /// Line of the file.
    pub line: u64,
    /// The firm there.
    pub name: String,
    /// Its website there, or nothing.
    pub website: String,
    /// The firm of the directory.
    pub known_name: String,
    /// Its website, or nothing.
    pub known_website: String,
    /// Its SIREN, or nothing.
    pub known_siren: String,
    /// Its slug.
    pub known_slug: String,
    /// What both have in common.
    pub same: Sameness,
}

/// Looks through the directory for firms like those of a file. A firm that an import recognises by itself is none of them,
/// and of each firm of the file only the first row counts.
pub(super) async fn lookalikes(
    store: &Store,
    records: &[(u64, Record)],
) -> Result<Vec<Lookalike>, StoreError> {
    let looked_for = LookedFor::of(records);
    let (mut found, mut last) = (Vec::new(), None);
    while found.len() < MOST {
        let part = store.providers_after(last, PART).await?;
        let Some(end) = part.last().map(|provider| provider.id) else { break };
        for provider in &part {
            looked_for.like(provider, &mut found);
        }
        last = Some(end);
    }
    found.truncate(MOST);
    found.sort_by_key(|lookalike| lookalike.line);
    Ok(found)
}

/// The firms of a file by what others may share with them.
#[derive(Default)]
struct LookedFor<'a> {
    slugs: HashMap<String, ()>,
    hosts: HashMap<&'a str, Vec<&'a (u64, Record)>>,
    names: HashMap<String, Vec<&'a (u64, Record)>>,
}

impl<'a> LookedFor<'a> {
    fn of(records: &'a [(u64, Record)]) -> Self {
        let mut all = Self::default();
        for row in records {
            let (_, record) = row;
            if all.slugs.insert(provider_slug(record).to_string(), ()).is_some() {
                continue;
            }
            if let Some(site) = &record.provider.website {
                all.hosts.entry(site.host()).or_default().push(row);
            }
            for key in name_keys(record.provider.name.as_str()) {
                all.names.entry(key).or_default().push(row);
            }
        }
        all
    }

    fn like(&self, known: &StoredProvider, found: &mut Vec<Lookalike>) {
        // An import knows it by its slug.
        if self.slugs.contains_key(known.slug.as_str()) {
            return;
        }
        let provider = &known.provider;
        let host = provider.website.as_ref().map(|site| site.host());
        let mut rows: Vec<(&(u64, Record), Sameness)> = Vec::new();
        for row in host.and_then(|host| self.hosts.get(host)).into_iter().flatten() {
            rows.push((row, Sameness::Host));
        }
        let names = [Some(&provider.name), provider.legal_name.as_ref()];
        for key in names.into_iter().flatten().flat_map(|name| name_keys(name.as_str())) {
            for row in self.names.get(&key).into_iter().flatten() {
                rows.push((row, Sameness::NearName));
            }
        }
        let mut lines = Vec::new();
        for ((line, record), same) in rows {
            let siren = record.provider.siren.as_ref();
            let recognised = siren.is_some() && siren == provider.siren.as_ref();
            if recognised || lines.contains(line) || found.len() >= MOST {
                continue;
            }
            lines.push(*line);
            found.push(lookalike(*line, record, known, same));
        }
    }
}

fn lookalike(line: u64, record: &Record, known: &StoredProvider, same: Sameness) -> Lookalike {
    let site = |provider: &crate::domain::provider::Provider| {
        provider.website.as_ref().map_or_else(String::new, |site| site.as_str().to_owned())
    };
    Lookalike {
        line,
        name: record.provider.name.to_string(),
        website: site(&record.provider),
        known_name: known.provider.name.to_string(),
        known_website: site(&known.provider),
        known_siren: known
            .provider
            .siren
            .as_ref()
            .map_or_else(String::new, |siren| siren.as_str().to_owned()),
        known_slug: known.slug.to_string(),
        same,
    }
}
