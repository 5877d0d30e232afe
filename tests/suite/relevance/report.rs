//! The figures as a table, and the queries that fare worst.

use std::fmt::Write as _;

use super::grade::Grade;
use super::measure::{Means, Measure};
use super::queries::{Kind, Query};

/// How many of the worst queries are shown.
const WORST: usize = 10;

/// A query that was asked.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The query.
    pub query: &'a Query,
    /// What it came to; nothing when the directory has no right answer.
    pub measure: Option<Measure>,
    /// The first results and their grades.
    pub results: Vec<(String, Grade)>,
}

/// The means of the part that is tuned.
pub fn tuned(asked: &[Asked<'_>]) -> Means {
    means(asked, |query| !query.is_held_out())
}

fn means(asked: &[Asked<'_>], wanted: impl Fn(&Query) -> bool + Clone) -> Means {
    let chosen = asked.iter().filter(|asked| wanted(asked.query));
    Means::of(chosen.filter_map(|asked| asked.measure.as_ref()))
}

/// The table by kind, and the worst queries of the tuned part; of the part held out, only the totals.
pub fn report(asked: &[Asked<'_>]) -> String {
    let mut text = format!("\n{:12} queries  nDCG@10  success@1  empty\n", "kind");
    for kind in Kind::ALL {
        let means = means(asked, |query| query.kind == kind && !query.is_held_out());
        line(&mut text, &format!("{kind:?}").to_lowercase(), means);
    }
    line(&mut text, "tuned", tuned(asked));
    line(&mut text, "held out", means(asked, Query::is_held_out));
    let nothing = asked.iter().filter(|asked| asked.measure.is_none());
    let found = nothing.clone().filter(|asked| !asked.results.is_empty()).count();
    let _ =
        writeln!(text, "{} queries for what the directory has not, {found} with results", nothing.count());
    text + worst(asked).as_str()
}

fn line(text: &mut String, name: &str, means: Means) {
    let Means { queries, ndcg, success, empty } = means;
    let _ = writeln!(text, "{name:12} {queries:7}  {ndcg:7.3}  {success:9.3}  {empty:5.3}");
}

fn worst(asked: &[Asked<'_>]) -> String {
    let tuned = asked.iter().filter(|asked| !asked.query.is_held_out());
    let mut measured: Vec<_> = tuned.filter_map(|asked| Some((asked.measure?.ndcg, asked))).collect();
    measured.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut text = String::from("\nthe worst, with the grades of their first results\n");
    for (ndcg, Asked { query, results, .. }) in measured.into_iter().take(WORST) {
        let place = if query.place.is_empty() { String::new() } else { format!(" ({})", query.place) };
        let first: Vec<_> = results.iter().take(3).map(|(slug, grade)| format!("{slug} {grade}")).collect();
        let _ = writeln!(text, "{ndcg:.3}  « {} »{place}: {}", query.q, first.join(", "));
    }
    text
}
