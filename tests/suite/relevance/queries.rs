//! The judged queries as `tests/relevance/queries.toml` writes them.

use std::path::Path;

use devanture::domain::taxonomy::ServiceType;
use devanture::domain::territory::Territory;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Queries {
    /// What the tuned part must reach.
    pub floors: Floors,
    /// Service types of which a shopkeeper wants a neighbour.
    pub local_types: Vec<String>,
    /// Service types that serve one trade each.
    pub trade_types: Vec<String>,
    /// What shopkeepers look for.
    #[serde(rename = "topic")]
    pub topics: Vec<Topic>,
}

/// What the tuned part must reach.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// Least mean nDCG@10, from 0 to 1.
    pub ndcg_at_10: f64,
    /// Least share of queries whose first result is a right one.
    pub success_at_1: f64,
    /// Largest share of queries without a result.
    pub empty: f64,
}

/// Something that is looked for, and the ways of asking for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Slugs of the service types wanted.
    #[serde(default)]
    pub types: Vec<String>,
    /// Slugs of service types that help a little.
    #[serde(default)]
    pub also: Vec<String>,
    /// Code of the territory where the shop is.
    pub area: Option<Territory>,
    /// Beginnings of words or phrases of which a listing that fits best holds one.
    #[serde(default)]
    pub words: Vec<String>,
    /// The name of the provider who is meant, or its beginning.
    pub provider: Option<String>,
    /// The directory has nothing of the sort.
    #[serde(default)]
    pub nothing: bool,
    /// The ways of asking.
    pub queries: Vec<Query>,
}

/// What one shopkeeper types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// In the field of the words.
    pub q: String,
    /// In the field of the place.
    #[serde(default)]
    pub place: String,
    /// How it is written.
    pub kind: Kind,
}

/// How a query is written; of several, the one that makes it hardest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A few words, well written.
    Plain,
    /// As one says it at the counter.
    Phrase,
    /// Without the accents.
    Unaccented,
    /// Misspelt.
    Typo,
    /// As in a text message.
    Sms,
    /// With a place, in the text or in its own field.
    Place,
    /// The name of a provider, well written or not.
    Name,
    /// In English.
    English,
}

impl Kind {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 8] = [
        Self::Plain,
        Self::Phrase,
        Self::Unaccented,
        Self::Typo,
        Self::Sms,
        Self::Place,
        Self::Name,
        Self::English,
    ];
}

impl Queries {
    /// Reads the file.
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance/queries.toml");
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Whether a topic is about something that a shopkeeper wants from a neighbour, near a place that is known.
    pub fn is_local(&self, topic: &Topic) -> bool {
        topic.area.is_some() && topic.types.first().is_some_and(|wanted| self.local_types.contains(wanted))
    }
}

impl Query {
    /// Whether the query only reports: about every fourth, by a hash of what is typed, so that nobody chooses.
    pub fn is_held_out(&self) -> bool {
        Sha256::digest(format!("{}\n{}", self.q, self.place))[0].is_multiple_of(4)
    }

    /// The address that asks it, ten results long.
    pub fn address(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("q", &self.q);
        if !self.place.is_empty() {
            pairs.append_pair("place", &self.place);
        }
        format!("/api/v1/listings?{}&per_page=10", pairs.finish())
    }
}

#[test]
fn there_are_enough_queries_of_every_kind_and_none_twice() {
    let file = Queries::read();
    let queries: Vec<_> = file.topics.iter().flat_map(|topic| &topic.queries).collect();
    let held_out = queries.iter().filter(|query| query.is_held_out()).count();
    assert!(queries.len() >= 170, "{} queries", queries.len());
    assert!(held_out >= 25 && held_out * 3 < queries.len(), "{held_out} of {} held out", queries.len());
    for kind in Kind::ALL {
        let count = queries.iter().filter(|query| query.kind == kind).count();
        assert!(count >= 5, "{count} queries of the kind {kind:?}");
    }
    for (number, query) in queries.iter().enumerate() {
        let same = |other: &&Query| (&other.q, &other.place) == (&query.q, &query.place);
        assert!(!queries[..number].iter().any(same), "« {} » stands there twice", query.q);
        assert!(!query.q.trim().is_empty(), "a query without words is a list, not a search");
    }
}

#[test]
fn topics_name_types_that_exist_and_places_where_queries_have_one() {
    let file = Queries::read();
    let exists = |slug: &String| ServiceType::from_slug(slug).is_some_and(|found| found.slug() == slug);
    for topic in &file.topics {
        let first = &topic.queries[0].q;
        for slug in topic.types.iter().chain(&topic.also).chain(&file.local_types).chain(&file.trade_types) {
            assert!(exists(slug), "« {first} »: there is no type {slug}");
        }
        let named = topic.provider.is_some();
        assert!(!topic.types.is_empty() || named, "« {first} »: neither types nor a provider are wanted");
        assert!(!named || topic.words.is_empty(), "« {first} »: words of a provider who is named");
        for query in &topic.queries {
            let placed = query.kind == Kind::Place || !query.place.is_empty();
            assert!(topic.area.is_some() || !placed, "« {} »: where is that?", query.q);
        }
    }
}
