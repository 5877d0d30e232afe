//! Texts of any script and in any disguise: nothing is cut inside a character, and what is told of a text is in it.

use super::*;
use crate::search::marks::title_marks;
use crate::search::words::{Words, first_characters};

/// Words that are read, and signs that make cutting a text hard.
const PIECES: [&str; 44] = [
    "coursier",
    "vélo",
    "nantes",
    "à",
    "la réunion",
    "68000",
    "caisse",
    "tours",
    "saint-étienne",
    "boutiqe",
    "click & collect",
    "H&M",
    "aujourd’hui",
    "l’",
    "qu'",
    "pay",
    "pal",
    "et",
    "or",
    "boutique en ligne",
    "tpe",
    "732 829 320",
    "e\u{301}",
    "\u{300}",
    "\u{200b}",
    "\u{ad}",
    "\u{202e}",
    "\u{feff}",
    "ﬁ",
    "ﬃ",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ŉ",
    "🛒",
    "👩\u{200d}🌾",
    "مرحبا",
    "שלום",
    "日本語",
    "ﷺ",
    "²",
    "½",
    "\u{a0}(",
];

fn text() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(&PIECES[..]);
    let joint = proptest::sample::select(&[" ", "", "-", ", ", "’", "&"][..]);
    let pieces = proptest::collection::vec((piece, joint), 0..12);
    pieces.prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint]).collect())
}

/// What is wrong with a mention, if anything.
fn fault<T>(mention: &Mention<T>, text: &str) -> Option<String> {
    let Mention { words, without, .. } = mention;
    let front = without.chars().zip(text.chars()).take_while(|(one, other)| one == other).count();
    let is_rest = without.chars().skip(front).all(|c| c == ' ' || text.contains(c));
    // A service may be named in several places.
    let is_there =
        !words.is_empty() && words.split(' ').all(|word| text.contains(word)) && without.len() < text.len();
    (!is_there || !is_rest).then(|| format!("« {words} » of « {text} », without it « {without} »"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_told_of_a_text_is_in_it(typed in text(), literal in any::<bool>(), explain in any::<bool>()) {
        let page = VARIED.1.search(&SearchQuery { literal, explain, per_page: 3, ..asking(&typed, "") }).unwrap();
        let Understood { corrected, types, place, which_place, other_places } = &page.understood;
        let text = corrected.as_deref().unwrap_or(first_characters(&typed));
        let places = place.iter().chain(which_place).chain(other_places).filter_map(|named| fault(named, text));
        let faults: Vec<String> = types.iter().filter_map(|named| fault(named, text)).chain(places).collect();
        prop_assert!(faults.is_empty(), "{:?}", faults);
        let scores = page.hits.iter().filter_map(|hit| hit.explanation.as_ref()).map(|found| found.score);
        prop_assert!(scores.clone().all(f32::is_finite) && scores.is_sorted_by(|one, next| one >= next));
        prop_assert!(!literal || page.understood.is_literal());
        prop_assert!(VARIED.1.suggest(&typed, |text| text.fr).is_ok());
    }

    #[test]
    fn marks_lie_between_characters_in_order(title in text(), typed in text()) {
        let mut behind = 0;
        for mark in title_marks(&title, &Words::read(&typed)) {
            prop_assert!(behind <= mark.start && mark.start < mark.end);
            prop_assert!(title.get(mark.clone()).is_some(), "{:?} in « {} »", mark, title);
            behind = mark.end;
        }
    }
}
