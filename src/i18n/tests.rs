use super::{areas, chrome, costs, failures, first_year, home, listing, ranking, reading, results, why};
use crate::domain::taxonomy::{Need, ServiceType, Text};

/// Every plain sentence, and every text of the taxonomy.
fn all() -> Vec<(&'static str, &'static str)> {
    let pair = |text: Text| (text.fr, text.en);
    let rooms = [
        areas::SENTENCES,
        chrome::SENTENCES,
        costs::SENTENCES,
        failures::SENTENCES,
        first_year::SENTENCES,
        home::SENTENCES,
        listing::SENTENCES,
        reading::SENTENCES,
        ranking::SENTENCES,
        results::SENTENCES,
        why::SENTENCES,
    ];
    let needs = Need::all().flat_map(|need| [need.label(), need.short(), need.teaser(), need.definition()]);
    let types = ServiceType::all().flat_map(|service| [service.label(), service.definition()]);
    rooms.concat().into_iter().chain(needs.chain(types).map(pair)).collect()
}

#[test]
fn french_sentences_keep_french_typography() {
    for (fr, _) in all() {
        assert!(!fr.contains('\''), "straight apostrophe: {fr}");
        assert!(!fr.contains('"'), "straight quotation marks: {fr}");
        for (position, mark) in fr.char_indices() {
            let before = fr[..position].chars().next_back();
            match mark {
                '?' | '!' | ';' => assert_eq!(before, Some('\u{202f}'), "{fr}"),
                ':' | '»' => assert_eq!(before, Some('\u{a0}'), "{fr}"),
                _ => {}
            }
        }
        assert!(!fr.contains("« "), "breaking space after «: {fr}");
    }
}

#[test]
fn english_sentences_keep_english_typography() {
    for (_, en) in all() {
        assert!(!en.contains('\'') && !en.contains('"'), "straight quotation marks: {en}");
        for mark in ["?", "!", ";", ":"] {
            assert!(!en.contains(&format!(" {mark}")) && !en.contains(&format!("\u{a0}{mark}")), "{en}");
        }
    }
}
