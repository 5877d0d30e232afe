//! How well the search serves shopkeepers: judged queries (`tests/relevance/`) asked through the API.

mod grade;
mod measure;
mod queries;
mod report;

use std::collections::BTreeMap;

use devanture::domain::public_row::PublicRow;
use devanture::workflow::Moment;
use devanture::workflow::import::{Terms, import_batch};
use uuid::Uuid;

use crate::support::app::{Engine, TODAY, TestApp};
use grade::{Grade, Row, ideal, judgments};
use measure::Measure;
use queries::{Queries, Query};
use report::{Asked, report, tuned};

#[tokio::test]
async fn judged_queries_find_what_shopkeepers_mean() {
    let (file, rows) = (Queries::read(), Row::all());
    let app = numbered().await;
    let mut asked = Vec::new();
    for topic in &file.topics {
        let judged = judgments(&file, topic, &rows);
        let ideal = ideal(&judged, &rows);
        for query in &topic.queries {
            let results = ask(&app, query, &judged).await;
            let grades: Vec<Grade> = results.iter().map(|(_, grade)| *grade).collect();
            let measure = (!topic.nothing).then(|| Measure::new(&grades, &ideal));
            asked.push(Asked { query, measure, results });
        }
    }
    println!("{}", report(&asked));
    let (reached, floors) = (tuned(&asked), file.floors);
    assert!(reached.ndcg >= floors.ndcg_at_10, "nDCG@10 is {:.3}", reached.ndcg);
    assert!(reached.success >= floors.success_at_1, "success@1 is {:.3}", reached.success);
    assert!(reached.empty <= floors.empty, "{:.3} of the queries find nothing", reached.empty);
}

/// The starter rows under the same identifiers in every run, for these break ties.
async fn numbered() -> TestApp {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let file = include_str!("../../migrations/starter/providers_public.csv");
    let rows = csv::Reader::from_reader(file.as_bytes()).into_deserialize::<PublicRow>();
    let batch = (2..).zip(rows).map(|(line, row)| (line, row.unwrap().into_record().unwrap())).collect();
    let terms = Terms { moment: Moment { now: 1, today: TODAY }, source: "starter", dry_run: false };
    let mut drawn = 0_u128;
    let mut draw = || {
        drawn += 1;
        Uuid::from_u128(drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    };
    let outcome = import_batch(&app.store, batch, terms, &mut draw).await.unwrap();
    assert!(outcome.refused.is_empty());
    app.catch_up().await;
    app
}

/// The slugs and grades of the first ten results.
async fn ask(app: &TestApp, query: &Query, judged: &BTreeMap<String, Grade>) -> Vec<(String, Grade)> {
    let answer = app.get(&query.address()).await.json();
    let slug = |result: &serde_json::Value| result["slug"].as_str().unwrap().to_owned();
    let slugs = answer["results"].as_array().unwrap().iter().map(slug);
    slugs.map(|slug| (slug.clone(), judged.get(&slug).copied().unwrap_or_default())).collect()
}
