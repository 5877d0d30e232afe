use super::{fields, letters};
use crate::domain::taxonomy::{Need, ServiceType, Text};

/// Every plain sentence, and every text of the taxonomy.
fn all() -> Vec<(&'static str, &'static str)> {
    let pair = |text: Text| (text.fr, text.en);
    let rooms = [
        super::access::SENTENCES,
        super::application::JOURNEY,
        super::application::SENDING,
        super::application::STATUS,
        super::areas::SENTENCES,
        super::checks::SENTENCES,
        super::charter::SENTENCES,
        super::chrome::SENTENCES,
        super::costs::SENTENCES,
        super::failures::SENTENCES,
        super::first_year::SENTENCES,
        super::home::SENTENCES,
        super::listing::SENTENCES,
        super::ranking::SENTENCES,
        super::reading::SENTENCES,
        super::reports::SENTENCES,
        super::results::SENTENCES,
        super::space::SENTENCES,
        super::verify::SENTENCES,
        super::why::SENTENCES,
    ];
    let desk = super::desk::ALL.concat();
    let needs = Need::all().flat_map(|need| [need.label(), need.short(), need.teaser(), need.definition()]);
    let types = ServiceType::all().flat_map(|service| [service.label(), service.definition()]);
    let letters = letters::ALL.concat().into_iter().chain(letters::NAMES.iter().copied());
    rooms
        .concat()
        .into_iter()
        .chain(desk)
        .chain(fields::all())
        .chain(letters)
        .chain(needs.chain(types).map(pair))
        .collect()
}

/// Fails unless a French text keeps French typography.
pub(in crate::i18n) fn assert_french(fr: &str) {
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

/// Fails unless an English text keeps English typography.
pub(in crate::i18n) fn assert_english(en: &str) {
    assert!(!en.contains('\'') && !en.contains('"'), "straight quotation marks: {en}");
    for mark in ["?", "!", ";", ":"] {
        assert!(!en.contains(&format!(" {mark}")) && !en.contains(&format!("\u{a0}{mark}")), "{en}");
    }
}

#[test]
fn french_sentences_keep_french_typography() {
    for (fr, _) in all() {
        assert_french(fr);
    }
}

#[test]
fn english_sentences_keep_english_typography() {
    for (_, en) in all() {
        assert_english(en);
    }
}
