//! Every letter in both languages: its parts, its headers, its typography, and what hostile words do to it (nothing).

use std::collections::BTreeSet;

use devanture::domain::access::Token;
use devanture::domain::choice::Choice;
use devanture::domain::desk::decision::Outcome;
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::LetterId;
use devanture::domain::lang::Lang;
use devanture::domain::letter::{Letter, LetterKind, NamedOffer, Question, Reason};
use devanture::domain::report::ReportReason;
use devanture::domain::text::tidy;
use devanture::i18n::Named;
use devanture::mailer::Sender;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{NOON, SITE, at};
use crate::support::databases::new_id;
use crate::support::letters::ReadLetter;

/// One letter of each kind at least, with the same words wherever somebody else's words go.
fn catalogue(reference: &str, words: &str) -> Vec<Letter> {
    let (reference, text, day) = (reference.to_owned(), words.to_owned(), date(2026, 12, 1));
    let token = Token::from_bits([0xab; 16]);
    let offers = vec![
        NamedOffer { title: text.clone(), path: "/offres/boutique".to_owned() },
        NamedOffer { title: text.clone(), path: "/offres/livraison".to_owned() },
    ];
    let question = Question { field: "area".to_owned(), words: text.clone() };
    let refused = |reasons: &[Reason], words: &str| Letter::Refused {
        reference: reference.clone(),
        reasons: reasons.to_vec(),
        words: words.to_owned(),
        appeal_until: day,
    };
    let mut letters = vec![
        Letter::ApplicationLink { reference: reference.clone(), token: token.clone() },
        Letter::SpaceLink { token: token.clone() },
        Letter::Invitation { token },
        Letter::Received { reference: reference.clone(), offers: vec![text.clone()], usual_by: Some(day) },
        Letter::Received { reference: reference.clone(), offers: Vec::new(), usual_by: None },
        Letter::QuestionAsked { reference: reference.clone(), questions: vec![question.clone()] },
        Letter::QuestionAsked { reference: reference.clone(), questions: vec![question.clone(), question] },
        Letter::Approved { reference: reference.clone(), offers: offers[..1].to_vec(), words: String::new() },
        Letter::Approved { reference: reference.clone(), offers: offers.clone(), words: words.to_owned() },
        refused(&[], ""),
        refused(&[Reason::NoPrice], words),
        refused(Reason::ALL, words),
        Letter::Message { reference: reference.clone(), words: text.clone() },
        Letter::Withdrawn { reference: reference.clone() },
        Letter::DraftExpiring { reference, on: day },
        Letter::ReviewDue { offers: offers[..1].to_vec(), by: day },
        Letter::ReviewDue { offers, by: day },
        Letter::Erased { what: text },
    ];
    letters.extend(of_desk(words, day));
    letters
}

/// Letters about what the desk decides of listed offers and of reports.
fn of_desk(words: &str, by: Date) -> Vec<Letter> {
    let reference = "DV-7KQM-3XTA".to_owned();
    let offer = NamedOffer { title: words.to_owned(), path: "/offres/boutique".to_owned() };
    let words = words.to_owned();
    let suspended = |reasons: &[Reason], words: &str| Letter::OfferSuspended {
        offer: offer.clone(),
        reasons: reasons.to_vec(),
        words: words.to_owned(),
    };
    let answered = |outcome, words: &str| Letter::ReportAnswered {
        reference: reference.clone(),
        offer: offer.clone(),
        outcome,
        words: words.to_owned(),
    };
    vec![
        suspended(Reason::ALL, &words),
        suspended(&[Reason::NoPrice], ""),
        Letter::OfferReinstated { offer: offer.clone(), words: words.clone() },
        Letter::OfferArchived {
            offer: offer.clone(),
            reasons: vec![Reason::Duplicate],
            words: words.clone(),
        },
        Letter::OfferReverted { offer: offer.clone(), words: words.clone() },
        Letter::ProvidersMerged {
            kept: words.clone(),
            dropped: words.clone(),
            offers: vec![offer.clone()],
            archived: vec![offer.clone()],
            words: words.clone(),
        },
        Letter::ContactAdded { firm: words.clone(), name: words.clone(), email: words.clone() },
        Letter::ReportReceived { reference: reference.clone(), offer: offer.clone() },
        answered(Outcome::Dismissed, &words),
        answered(Outcome::Corrected, &words),
        answered(Outcome::Suspended, ""),
        Letter::ReportedToProvider { offer: offer.clone(), reason: ReportReason::WrongPrice, words, by },
    ]
}

fn compose(id: LetterId, lang: Lang, letter: &Letter) -> ReadLetter {
    let address = |text| EmailAddress::parse(text).unwrap();
    let reader = Some(address("contact@annuaire.example"));
    let sender = Sender::new(SITE.to_owned(), address("lettres@annuaire.example"), reader);
    let to = address("claire@atelier.example");
    let outgoing = sender.compose(id, &to, lang, letter, at(NOON)).unwrap();
    assert!(outgoing.bytes().split(|byte| *byte == b'\n').all(|line| line.len() <= 79), "lines are short");
    ReadLetter::parse(outgoing.bytes())
}

/// Each letter of the catalogue in each language.
fn every_letter(reference: &str, words: &str) -> Vec<(Lang, Letter, ReadLetter)> {
    let mut letters = Vec::new();
    for letter in catalogue(reference, words) {
        for lang in Lang::ALL {
            let id = LetterId::new(new_id());
            letters.push((lang, letter.clone(), compose(id, lang, &letter)));
        }
    }
    letters
}

/// Words without markup, the way a reader sees them.
fn visible(html: &str) -> String {
    let body = html.split("<body>").nth(1).unwrap();
    let pieces = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text = pieces.collect::<Vec<_>>().join(" ");
    let plain = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    plain.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

#[test]
fn the_catalogue_is_whole() {
    let kinds: BTreeSet<LetterKind> = catalogue("DV-7KQM-3XTA", "x").iter().map(Letter::which).collect();
    assert_eq!(kinds.len(), LetterKind::ALL.len());
}

#[test]
fn the_kind_of_a_letter_is_the_tag_of_its_stored_form() {
    for letter in catalogue("DV-7KQM-3XTA", "Atelier") {
        let stored = serde_json::to_value(&letter).unwrap();
        assert_eq!(stored["kind"], letter.kind());
        assert_eq!(serde_json::from_value::<Letter>(stored).unwrap(), letter);
    }
}

#[test]
fn every_letter_carries_exactly_the_headers_that_it_should() {
    for lang in Lang::ALL {
        let id = LetterId::new(new_id());
        let letter = compose(id, lang, &catalogue("DV-7KQM-3XTA", "Atelier")[0]);
        let expected = [
            ("auto-submitted", "auto-generated".to_owned()),
            ("content-language", lang.code().to_owned()),
            ("date", "Sun, 22 Nov 2026 11:00:00 +0000".to_owned()),
            ("from", "Devanture <lettres@annuaire.example>".to_owned()),
            ("message-id", format!("<{id}@annuaire.example>")),
            ("mime-version", "1.0".to_owned()),
            ("reply-to", "contact@annuaire.example".to_owned()),
            ("to", "claire@atelier.example".to_owned()),
        ];
        for (name, value) in &expected {
            assert_eq!(letter.header(name), value, "{name}");
        }
        let mut names: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
        names.extend(["content-type", "subject"]);
        names.sort_unstable();
        assert_eq!(letter.headers.keys().map(String::as_str).collect::<Vec<_>>(), names);
    }
}

#[test]
fn every_letter_says_the_same_in_text_and_html_and_leads_nowhere_else() {
    for (lang, letter, read) in every_letter("DV-7KQM-3XTA", "Boutique en ligne clé en main") {
        let html = visible(&read.html);
        for line in read.text.lines().filter(|line| !line.is_empty() && *line != "-- ") {
            let words = line.trim_start_matches(['-', '>', ' ']);
            let words = words.strip_suffix('\u{a0}').unwrap_or(words);
            let label = words.trim_end_matches(':').trim_end();
            let link = words.starts_with(SITE) && read.html.contains(&format!("href=\"{words}\""));
            assert!(link || html.contains(label), "{words:?} is not in the HTML part of {letter:?}");
        }
        assert!(read.html.contains(&format!("<html lang=\"{}\">", lang.code())));
        for remote in ["<img", "src=", "url(", "@import", "<link", "<script", "onclick", "http-equiv"] {
            assert!(!read.html.contains(remote), "{remote} in {letter:?}");
        }
        for text in [&read.text, &read.html] {
            let foreign = text.split("http").skip(1).find(|rest| !format!("http{rest}").starts_with(SITE));
            assert_eq!(foreign, None, "{letter:?}");
        }
        if !matches!(letter, Letter::Erased { .. }) {
            let link = read.link();
            assert_eq!(link.starts_with(&format!("{SITE}/en/")), lang == Lang::En, "{link}");
        }
        let secrets = read.text.matches(&"ab".repeat(16)).count();
        let has_link = matches!(
            letter,
            Letter::ApplicationLink { .. } | Letter::SpaceLink { .. } | Letter::Invitation { .. }
        );
        assert_eq!(secrets, usize::from(has_link), "{letter:?}");
    }
}

#[test]
fn links_of_letters_lead_to_the_pages_that_take_them() {
    let token = "ab".repeat(16);
    let expected = [
        ("application_link", format!("/candidature/lien/{token}")),
        ("space_link", format!("/espace/lien/{token}")),
        ("invitation", format!("/administration/invitation/{token}")),
        ("received", "/candidature/DV-7KQM-3XTA".to_owned()),
        ("question_asked", "/candidature/DV-7KQM-3XTA".to_owned()),
        ("approved", "/espace".to_owned()),
        ("refused", "/candidature/DV-7KQM-3XTA".to_owned()),
        ("withdrawn", "/candidature".to_owned()),
        ("draft_expiring", "/candidature/DV-7KQM-3XTA".to_owned()),
        ("review_due", "/espace".to_owned()),
        ("report_received", "/offres/boutique".to_owned()),
        ("report_answered", "/offres/boutique".to_owned()),
        ("reported_to_provider", "/espace".to_owned()),
    ];
    for (lang, letter, read) in every_letter("DV-7KQM-3XTA", "Atelier") {
        let Some((_, path)) = expected.iter().find(|(kind, _)| *kind == letter.kind()) else { continue };
        assert_eq!(read.link(), format!("{SITE}{}{path}", lang.prefix()));
        if matches!(letter, Letter::Approved { .. }) {
            assert!(read.text.contains(&format!("\n  {SITE}{}/offres/boutique\n", lang.prefix())));
        }
    }
}

#[test]
fn a_letter_with_a_link_says_that_it_works_once_and_how_long() {
    for (lang, letter, read) in every_letter("DV-7KQM-3XTA", "Atelier") {
        if matches!(
            letter,
            Letter::ApplicationLink { .. } | Letter::SpaceLink { .. } | Letter::Invitation { .. }
        ) {
            let once = match letter {
                Letter::Invitation { .. } => {
                    lang.pick("une seule fois, pendant 24\u{a0}heures", "once, for 24\u{a0}hours")
                }
                _ => lang.pick("une seule fois, dans les 30\u{a0}minutes", "once, within 30\u{a0}minutes"),
            };
            assert!(read.text.contains(once), "{}", read.text);
        }
    }
}

#[test]
fn a_refusal_gives_every_reason_and_the_way_to_appeal() {
    for (lang, letter, read) in every_letter("DV-7KQM-3XTA", "Deux lignes.\n\nLa seconde.") {
        let Letter::Refused { reasons, words, .. } = letter else { continue };
        for reason in &reasons {
            assert!(read.text.contains(&format!("\n- {}\n", reason.name(lang))), "{reason:?}");
        }
        assert!(read.text.contains(lang.pick("1er décembre 2026", "1 December 2026")), "{}", read.text);
        assert_eq!(read.text.contains("\n> Deux lignes.\n> La seconde.\n"), !words.is_empty());
    }
}

#[test]
fn letters_keep_the_typography_of_their_language() {
    for (lang, letter, read) in every_letter("DV-7KQM-3XTA", "Atelier du Web") {
        let lines = read.text.lines().filter(|line| !line.contains("://") && *line != "-- ");
        for line in lines.chain([read.subject.as_str()]) {
            assert!(!line.contains(['\'', '"']), "{line:?} in {letter:?}");
            assert!(!line.contains("  ") && line.trim() == line, "{line:?} in {letter:?}");
            for (position, mark) in line.char_indices() {
                let before = line[..position].chars().next_back();
                // Subjects have ordinary blanks: encoded ones are shown as signs by old programs.
                let in_subject = line == read.subject && before == Some(' ');
                match (lang, mark) {
                    (Lang::Fr, '?' | '!' | ';') => {
                        assert!(in_subject || before == Some('\u{202f}'), "{line:?}");
                    }
                    (Lang::Fr, ':' | '»') => assert!(in_subject || before == Some('\u{a0}'), "{line:?}"),
                    (Lang::En, '?' | '!' | ';' | ':') => {
                        assert!(before.is_some_and(|before| !before.is_whitespace()), "{line:?}");
                    }
                    _ => {}
                }
            }
        }
        assert!(!read.text.contains("\n\n\n"), "{letter:?}");
    }
}

const HOSTILE: [&str; 9] = [
    "Évil\r\nBcc: x@y.fr",
    "a\0b\u{7}c\u{1b}[2J",
    "🦊 café 日本 \u{202e}gpj.exe",
    "<script>alert(1)</script><img src=//x.example>\" onload='x",
    "\r\n.\r\nMAIL FROM:<x@y.fr>\r\n",
    "=?utf-8?q?Bcc=3A_x?=",
    "--part\r\nContent-Type: text/html\r\n\r\n<b>",
    "",
    "{{ 7 * 7 }} \u{85}\u{2028}\u{feff}",
];

#[test]
fn hostile_words_change_nothing_but_the_words() {
    let long = "mot ".repeat(5_000);
    for words in HOSTILE.into_iter().chain([long.as_str()]) {
        for (lang, letter, read) in every_letter(words, words) {
            assert_harmless(lang, &letter, &read);
        }
    }
}

/// The same headers as ever, nothing invisible, no markup but ours.
fn assert_harmless(lang: Lang, letter: &Letter, read: &ReadLetter) {
    let known = [
        "auto-submitted",
        "content-language",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "reply-to",
        "subject",
        "to",
    ];
    assert_eq!(read.headers.keys().map(String::as_str).collect::<Vec<_>>(), known, "{letter:?}");
    assert_eq!(read.to, "claire@atelier.example");
    for text in [&read.text, &read.html, &read.subject] {
        let odd =
            |c: &char| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{feff}');
        assert_eq!(text.chars().find(odd), None, "{letter:?}");
    }
    let plain = compose(LetterId::new(new_id()), lang, &harmless(letter));
    let tags = |html: &str| html.matches('<').count();
    assert_eq!(tags(&read.html), tags(&plain.html), "{}", read.html);
    assert!(!read.html.contains("<script") && !read.html.contains("<img"));
}

/// The same letter with as many lines, in harmless words.
fn harmless(letter: &Letter) -> Letter {
    let plain = |words: &str| {
        let lines = words.lines().map(tidy).filter(|line| !line.is_empty());
        lines.map(|_| "x\n").collect::<String>()
    };
    let mut letter = letter.clone();
    match &mut letter {
        Letter::QuestionAsked { questions, .. } => {
            questions.iter_mut().for_each(|question| question.words = plain(&question.words));
        }
        Letter::Refused { words, .. }
        | Letter::ReportAnswered { words, .. }
        | Letter::ReportedToProvider { words, .. } => *words = plain(words),
        _ => {}
    }
    letter
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_words_whatever_reach_the_headers(words in any::<String>(), reference in any::<String>()) {
        for letter in catalogue(&reference, &words) {
            let read = compose(LetterId::new(new_id()), Lang::Fr, &letter);
            assert_harmless(Lang::Fr, &letter, &read);
        }
    }
}
