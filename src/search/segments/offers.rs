//! Which documents are offers of which provider.

use super::snapshot::Snapshot;

/// The documents of each provider that shopkeepers may find.
#[derive(Debug)]
pub(in crate::search) struct Offers {
    /// Where the documents of each provider begin, by its number; the end stands last.
    starts: Vec<u32>,
    documents: Vec<u32>,
}

impl Offers {
    /// Lists the documents of all providers.
    pub(in crate::search) fn of(snapshot: &Snapshot) -> Self {
        let listed = || {
            snapshot.segments.iter().flat_map(|segment| {
                let columns = &segment.columns;
                let listings = (segment.base..).zip(columns.facts.iter().zip(&columns.rows));
                listings
                    .filter(|(_, (facts, _))| facts.is_searchable())
                    .map(|(at, (_, row))| (at, row.provider))
            })
        };
        let mut starts = vec![0_u32; snapshot.providers + 1];
        for (_, provider) in listed() {
            starts[provider as usize] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        // Each document goes before those of its provider that are placed already; the last ones are placed first.
        let mut documents = vec![0; end as usize];
        for (document, provider) in listed() {
            let start = &mut starts[provider as usize];
            *start -= 1;
            documents[*start as usize] = document;
        }
        Self { starts, documents }
    }

    /// The documents of a provider, in no order.
    pub(in crate::search) fn of_provider(&self, provider: u32) -> &[u32] {
        let provider = provider as usize;
        let (Some(start), Some(end)) = (self.starts.get(provider), self.starts.get(provider + 1)) else {
            return &[];
        };
        self.documents.get(*start as usize..*end as usize).unwrap_or_default()
    }
}
