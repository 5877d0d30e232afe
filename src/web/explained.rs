//! Why a result stands where it does, in words: one line for each part of its score.

use crate::i18n::{Lang, Named};
use crate::search::Explanation;
use crate::search::explain::WordPoints;
use crate::search::ranking::{Addends, FACTS, Standing, factor};

/// A score taken apart.
pub(super) struct Explained {
    pub(super) lines: Vec<Line>,
}

/// One part of a score.
pub(super) struct Line {
    pub(super) term: String,
    pub(super) value: String,
    /// Why it is so much; empty when there is nothing to say.
    pub(super) because: String,
    pub(super) total: bool,
}

impl Line {
    fn new(term: &str, value: String, because: String) -> Self {
        Self { term: term.to_owned(), value, because, total: false }
    }
}

impl Explained {
    /// Says in words how a score came about.
    pub(super) fn new(explanation: &Explanation, lang: Lang) -> Self {
        let mut lines = words(explanation, lang);
        lines.extend(added(&explanation.standing, &explanation.added, lang));
        let tie = lang.number(explanation.tie);
        lines.push(product(explanation.text(), &explanation.added, explanation.score, lang));
        lines.push(Line::new(lang.draw_of_the_day(), tie, lang.draw_text().to_owned()));
        Self { lines }
    }
}

fn words(explanation: &Explanation, lang: Lang) -> Vec<Line> {
    let total = lang.points(explanation.text());
    if explanation.words.is_empty() {
        let why = if explanation.base > 1.0 { lang.main_service_chosen() } else { lang.no_words_typed() };
        return vec![Line::new(lang.points_of_words(), total, why.to_owned())];
    }
    let mut lines = Vec::with_capacity(explanation.words.len() + 2);
    if explanation.base > 0.0 {
        lines.push(Line::new(lang.counts_service(), lang.points(explanation.base), String::new()));
    }
    lines.extend(explanation.words.iter().map(|word| line_of_word(word, lang)));
    if lines.len() > 1 {
        let weakened = if explanation.held < 1.0 { lang.words_are_missing() } else { "" };
        lines.push(Line::new(lang.points_of_words(), total, weakened.to_owned()));
    }
    lines
}

fn line_of_word(word: &WordPoints, lang: Lang) -> Line {
    let places = [
        (lang.short_name(), word.name),
        (lang.short_title(), word.title),
        (lang.short_body(), word.body),
        (lang.short_begun(), word.begun),
    ];
    let held = places.iter().filter(|(_, points)| *points > 0.0);
    let because: Vec<String> =
        held.map(|(place, points)| format!("{place}\u{a0}{}", lang.decimal(*points, 2))).collect();
    let because = if because.is_empty() { lang.word_missing().to_owned() } else { because.join(" + ") };
    Line::new(&lang.quoted(&word.word), lang.points(word.total()), because)
}

/// What a listing's other merits add, each with its reason.
pub(super) fn added(standing: &Standing, added: &Addends, lang: Lang) -> Vec<Line> {
    let unknown = || lang.unknown().to_owned();
    let closeness = standing.closeness.map_or(lang.no_place_asked(), |closeness| closeness.name(lang));
    let capacity = standing.capacity.map_or_else(unknown, |capacity| lang.lower_first(capacity.name(lang)));
    let age = standing.age.map_or_else(|| lang.unknown_date().to_owned(), |age| lang.days_ago(age));
    [
        (lang.counts_closeness(), added.closeness, lang.lower_first(closeness)),
        (lang.counts_level(), added.level, lang.lower_first(standing.level.name(lang))),
        (lang.counts_completeness(), added.completeness, lang.facts_given(standing.given, FACTS)),
        (lang.counts_freshness(), added.freshness, age),
        (lang.counts_capacity(), added.capacity, capacity),
    ]
    .map(|(term, share, because)| Line::new(term, lang.added_percent(share), because))
    .into()
}

/// The last line: points of the words times the factor.
pub(super) fn product(text: f32, added: &Addends, score: f32, lang: Lang) -> Line {
    // More decimals than the score has, so that whoever multiplies finds it.
    let (text, score) = (lang.decimal(text, 3), lang.decimal(score, 2));
    let factor = lang.decimal(factor(added.total()), 4);
    Line {
        total: true, ..Line::new(lang.the_score(), format!("{text} × {factor} = {score}"), String::new())
    }
}
