//! What a starter row is worth to a topic, told by its facts alone: types, area, words. `tests/relevance/README.md`
//! says the rule in words.

use std::collections::BTreeMap;
use std::path::Path;

use devanture::domain::public_row::PublicRow;
use devanture::domain::territory::{Area, Closeness};
use devanture::domain::text::words;
use serde::Deserialize;

use super::queries::{Queries, Topic};

/// From 0, of no use, to 3, just what is wanted.
pub type Grade = u8;

/// The best grade there is.
pub const BEST: Grade = 3;
/// The least grade of a right result.
pub const RIGHT: Grade = 2;
/// The grade of what only helps a little.
const RELATED: Grade = 1;

/// One starter row.
#[derive(Debug)]
pub struct Row {
    /// Slug of the listing it becomes.
    pub slug: String,
    /// Name of the provider.
    pub provider: String,
    types: Vec<String>,
    area: Area,
    text: Phrase,
    name: Phrase,
}

/// The columns that are judged.
#[derive(Deserialize)]
struct Columns {
    provider: String,
    service_types: String,
    area: String,
    summary: String,
    price_note: String,
}

/// Folded words with one blank before each: the beginning of a phrase is found in it.
#[derive(Debug)]
struct Phrase(String);

impl Phrase {
    fn new(text: &str) -> Self {
        Self(words(text).iter().map(|word| format!(" {word}")).collect())
    }

    fn holds(&self, beginning: &str) -> bool {
        self.0.contains(&Self::new(beginning).0)
    }
}

impl Row {
    /// Every starter row.
    pub fn all() -> Vec<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/starter/providers_public.csv");
        let mut reader = csv::Reader::from_path(path).unwrap();
        let headers = reader.headers().unwrap().clone();
        let read = |record: csv::StringRecord| {
            let columns: Columns = record.deserialize(Some(&headers)).unwrap();
            let row: PublicRow = record.deserialize(Some(&headers)).unwrap();
            Self::new(columns, row.into_record().unwrap().slug.unwrap().to_string())
        };
        reader.records().map(|record| read(record.unwrap())).collect()
    }

    fn new(columns: Columns, slug: String) -> Self {
        let Columns { provider, service_types, area, summary, price_note } = columns;
        Self {
            slug,
            types: service_types.split(';').map(str::to_owned).collect(),
            area: Area::parse(area.split(';')).unwrap(),
            text: Phrase::new(&format!("{provider} {summary} {price_note}")),
            name: Phrase::new(&provider),
            provider,
        }
    }

    /// What the row is worth to a topic.
    pub fn grade(&self, topic: &Topic, file: &Queries) -> Grade {
        let has = |wanted: &[String]| self.types.iter().any(|own| wanted.contains(own));
        let reach = topic.area.map(|place| self.area.reach(place));
        if reach == Some(None) {
            return 0;
        }
        if let Some(name) = &topic.provider {
            let alike = has(&topic.types) || has(&topic.also);
            return if self.name.holds(name) { BEST } else { RELATED * Grade::from(alike) };
        }
        if !has(&topic.types) {
            return RELATED * Grade::from(has(&topic.also));
        }
        let to_the_point = if topic.words.is_empty() {
            topic.types.contains(&self.types[0])
        } else {
            topic.words.iter().any(|word| self.text.holds(word))
        };
        let for_a_trade = |own: &String| !topic.types.contains(own) || file.trade_types.contains(own);
        if !to_the_point && !topic.words.is_empty() && self.types.iter().all(for_a_trade) {
            return RELATED;
        }
        let near = reach.flatten().is_some_and(|reach| reach.closeness >= Closeness::Region);
        if to_the_point && (near || !file.is_local(topic)) { BEST } else { RIGHT }
    }
}

/// The grades above 0 a topic gives, by the slug of the listing.
pub fn judgments(file: &Queries, topic: &Topic, rows: &[Row]) -> BTreeMap<String, Grade> {
    let graded = rows.iter().map(|row| (row.slug.clone(), row.grade(topic, file)));
    graded.filter(|(_, grade)| *grade > 0).collect()
}

/// The grades of a perfect page: the best listing of each provider, best first.
pub fn ideal(judged: &BTreeMap<String, Grade>, rows: &[Row]) -> Vec<Grade> {
    let mut best: BTreeMap<&str, Grade> = BTreeMap::new();
    for row in rows {
        let grade = judged.get(&row.slug).copied().unwrap_or_default();
        let provider = best.entry(&row.provider).or_default();
        *provider = grade.max(*provider);
    }
    let mut grades: Vec<_> = best.into_values().collect();
    grades.sort_unstable_by(|a, b| b.cmp(a));
    grades
}

#[test]
fn every_topic_has_a_right_answer_unless_it_says_that_there_is_nothing() {
    let (file, rows) = (Queries::read(), Row::all());
    for topic in &file.topics {
        let best = ideal(&judgments(&file, topic, &rows), &rows)[0];
        let first = &topic.queries[0].q;
        assert_eq!(best < RIGHT, topic.nothing, "« {first} »: the best grade is {best}");
        assert!(topic.words.is_empty() || best == BEST, "« {first} »: no row holds these words there");
    }
}

#[test]
fn facts_alone_make_the_grade() {
    let (file, rows) = (Queries::read(), Row::all());
    let grade = |topic: &str, provider: &str| {
        let topic: Topic = toml::from_str(&format!("{topic}\nqueries = []")).unwrap();
        let row = rows.iter().find(|row| row.provider == provider).unwrap();
        row.grade(&topic, &file)
    };
    let near_nantes = "types = ['livraison-locale']\narea = 'commune:44109'\nwords = ['velo']";
    assert_eq!(grade(near_nantes, "Les Coursiers Nantais"), 3);
    assert_eq!(
        grade(near_nantes, "Stuart"),
        2,
        "it serves Nantes, but is no neighbour and says nothing of bikes"
    );
    assert_eq!(grade(near_nantes, "Les Coursiers Rennais"), 0, "it does not come to Nantes");
    let till = "types = ['caisse']\nalso = ['commande-en-ligne']";
    assert_eq!(grade(till, "Hiboutik"), 3);
    assert_eq!(grade(till, "SumUp"), 2, "a till is not its main service");
    assert_eq!(grade(till, "Innovorder"), 1);
    assert_eq!(grade(till, "Stripe"), 0);
    let restaurants = "types = ['caisse']\nwords = ['restaura']";
    assert_eq!(grade(restaurants, "L'Addition"), 3);
    assert_eq!(grade(restaurants, "Hiboutik"), 2);
    let farms = "types = ['place-specialisee']\nwords = ['circuits courts']";
    assert_eq!(grade(farms, "Panier Local"), 3);
    assert_eq!(grade(farms, "lalibrairie.com"), 1, "a site of booksellers is of little use to a farm");
    let named = "provider = 'toutenvelo'\ntypes = ['livraison-locale']";
    assert_eq!(grade(named, "Toutenvélo Rouen"), 3);
    assert_eq!(grade(named, "Stuart"), 1, "whoever asks for a name hardly wants another");
}
