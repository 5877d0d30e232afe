//! Each field of each topic, with what sloppy people type and what hostile ones send.

use serde_json::Value;

use super::*;
use crate::domain::text;

/// Every field, with where it stands.
fn fields() -> impl Iterator<Item = (Topic, &'static Field)> {
    Topic::ALL.iter().flat_map(|topic| topic.fields().map(|field| (*topic, field)))
}

/// What a careful person types into a field.
fn right(field: &Field) -> String {
    let text = match field.kind {
        Kind::Line { .. } => "Une fiche bien tournée",
        Kind::Text { .. } => return "Une fiche bien tournée, avec photos. ".repeat(4),
        Kind::Lines { .. } => "Librairie de la fin du monde",
        Kind::Euros => "1 234,50 €",
        Kind::Percent => "2,5 %",
        Kind::Price => "39,90 €",
        Kind::Whole { .. } => "12",
        Kind::One(vocabulary) | Kind::Pick(vocabulary) | Kind::Many(vocabulary) => vocabulary.slugs()[0],
        Kind::YesNo => "oui",
        Kind::Day => "31 décembre 2026",
        Kind::Web => "https://atelier.example/profil",
        Kind::Email => "claire.fidele@atelier.example",
        Kind::Phone => "03 89 00 00 00",
        Kind::Siret => "800 000 002 00017",
        Kind::Commune => "Saint-Louis (68)",
        Kind::Service | Kind::Services => "boutique-en-ligne",
        Kind::Area => "departement:68",
        Kind::Logo => "01900000-0000-7000-8000-000000000001",
    };
    text.to_owned()
}

fn one(field: &Field, value: &str) -> Typed {
    [(field.key, value)].into_iter().collect()
}

/// The same as people paste it.
fn sloppy(right: &str) -> Vec<String> {
    let middle = right.char_indices().nth(2).map_or(0, |(at, _)| at);
    let (head, tail) = right.split_at(middle);
    let around = [
        ("  ", "  "),
        ("\u{a0}", "\u{202f}"),
        ("\u{200b}", "\u{feff}"),
        ("\r\n\t", "\n"),
        ("\u{202e}", "\u{202c}"),
        ("\u{2067}", "\u{2069}"),
        ("\u{61c}", "\u{e0041}\u{e007f}"),
    ];
    let within = ["\u{ad}", "\u{200b}", "\u{200d}", "\u{2060}", "\0", "\u{1b}", "\u{7f}"];
    let mut all: Vec<String> = around.map(|(before, after)| format!("{before}{right}{after}")).into();
    all.extend(within.map(|sign| format!("{head}{sign}{tail}")));
    all.push(right.replace(' ', "\u{a0}"));
    all.push(right.replace(' ', " \u{2009} "));
    all.push(right.replace("fi", "ﬁ"));
    all
}

#[test]
fn what_sloppy_people_type_is_understood() {
    for (topic, field) in fields() {
        let right = right(field);
        if field.kind == Kind::Area {
            // Its codes come from boxes; only its places are typed.
            continue;
        }
        let understood = field.read(&one(field, &right));
        assert!(matches!(understood, Ok(Some(_))), "{} {right:?}: {understood:?}", field.key);
        for typed in sloppy(&right) {
            assert_eq!(field.read(&one(field, &typed)), understood, "{} of {topic:?}: {typed:?}", field.key);
        }
    }
}

#[test]
fn a_place_of_an_area_is_understood_however_it_is_typed() {
    let area = |place: &str, km: &str| Topic::Area.read(&typed(&[("place", place), ("km", km)]));
    let (place, km) = ("Saint-Louis (68)", "30");
    let understood = area(place, km);
    assert_eq!(understood.problems, []);
    for (place, km) in sloppy(place).into_iter().zip(sloppy(km)) {
        assert_eq!(area(&place, &km), understood, "{place:?} {km:?}");
    }
    // The Ain has the number 1, however it is dressed.
    for hostile in HOSTILE.iter().filter(|hostile| **hostile != "-1") {
        for reading in [area(hostile, ""), area(place, hostile)] {
            assert!(
                matches!(reading.problems.as_slice(), [("area", Problem::Area(_))]),
                "{hostile:?}: {reading:?}"
            );
        }
    }
}

#[test]
fn a_line_that_a_pdf_broke_is_one_line() {
    for (_, field) in
        fields().filter(|(_, field)| !matches!(field.kind, Kind::Lines { .. } | Kind::Text { .. }))
    {
        let right = right(field);
        for end in ["\n", "\r\n", "\r", "\u{b}", "\u{2028}"] {
            let broken = one(field, &right.replace(' ', end));
            assert_eq!(field.read(&broken), field.read(&one(field, &right)), "{} {end:?}", field.key);
        }
    }
}

#[test]
fn what_shows_nothing_is_no_answer() {
    for (topic, field) in fields() {
        for nothing in
            ["", " ", "\u{a0}\u{202f}\t\r\n", "\u{200b}\u{feff}\u{ad}", "\0\u{7}", "\u{202e}\u{2069}"]
        {
            let typed = one(field, nothing);
            if field.kind != Kind::Area {
                assert_eq!(field.read(&typed), Ok(None), "{} {nothing:?}", field.key);
            }
            assert!(typed.is_blank(field.key));
            // A row of which nothing shows is not begun.
            let needed: Vec<_> = topic.read(&typed).problems.into_iter().map(|(key, _)| key).collect();
            let always: Vec<_> =
                topic.fields().filter(|field| field.need == Need::Always).map(|field| field.key).collect();
            assert_eq!(needed, always, "{} {nothing:?}", field.key);
        }
    }
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "+1+1|cmd",
    "'; drop table application; --",
    "{{7*7}} ${7*7} %s %n",
    "../../etc/passwd\0.png",
    "\u{202e}gpj.exe",
    "👩‍👩‍👧 🛍️",
    "Ｆｕｌｌｗｉｄｔｈ １２３",
    "٣٤٥ ３９ Ⅻ ½",
    "-1",
    "1e999",
    "NaN",
    "99999999999999999999999999",
    "javascript:alert(1)",
    "http://[::1]/",
    "a@b@c.fr\r\nBcc: victime@exemple.fr",
    "e\u{301}\u{301}\u{301}\u{301}",
];

/// Whether a value that was understood is plain: nothing in it hides, nothing is too long.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::String(text) => {
            text.chars().count() <= 4_000
                && text.lines().all(|line| text::is_tidy(line) && !line.contains('\r'))
        }
        Value::Array(values) => values.len() <= 60 && values.iter().all(is_plain),
        Value::Number(number) => number.as_u64().is_some_and(|number| number <= 100_000_000),
        Value::Bool(_) => true,
        Value::Null | Value::Object(_) => false,
    }
}

/// Whether a field takes words, which hostile ones are too: pages and letters show them as such.
const fn takes_words(kind: Kind) -> bool {
    matches!(kind, Kind::Line { .. } | Kind::Text { .. } | Kind::Lines { .. })
}

#[test]
fn what_hostile_people_send_is_refused_or_taken_as_plain_text() {
    for (topic, field) in fields() {
        for hostile in HOSTILE {
            let typed = one(field, hostile);
            match field.read(&typed) {
                Ok(Some(value)) => {
                    assert!(is_plain(&value), "{}: {value}", field.key);
                    // Turned back into reading order, it is the name of a host like any other.
                    let is_host = field.kind == Kind::Web && value == "https://gpj.exe";
                    assert!(takes_words(field.kind) || is_host, "{}: {hostile:?}", field.key);
                }
                Ok(None) => panic!("{} does not see {hostile:?}", field.key),
                Err(problem) => assert_ne!(problem, Problem::Missing),
            }
            let mut answers = Answers::default();
            let offer = topic.is_of_offer().then_some(1);
            if field.kind != Kind::Logo {
                assert!(answers.keep(topic, offer, &typed));
                let stored: Answers =
                    serde_json::from_str(&serde_json::to_string(&answers).unwrap()).unwrap();
                assert_eq!(stored.typed(topic, offer).unwrap().one(field.key), *hostile);
            }
            let _ = (answers.provider(), answers.listing(1, VerificationLevel::Identity), answers.problems());
            let _ = Given::of(&answers).subject();
        }
    }
}

#[test]
fn a_megabyte_is_refused_by_every_kind_of_field() {
    let words = "mot ".repeat(250_000);
    let digits = "1".repeat(1_000_000);
    let signs = "\u{200b}\n<&,.@".repeat(100_000);
    let mut kinds = Vec::new();
    for (topic, field) in fields() {
        // Fields of one kind are read by the same lines, and a megabyte takes its time.
        let kind = std::mem::discriminant(&field.kind);
        if kinds.contains(&kind) {
            continue;
        }
        kinds.push(kind);
        for long in [&words, &digits, &signs] {
            let typed = one(field, long);
            assert!(field.read(&typed).is_err(), "{}", field.key);
            let kept = Answers::default().keep(topic, topic.is_of_offer().then_some(1), &typed);
            assert_eq!(kept, field.kind == Kind::Logo, "{}: a picture comes otherwise", field.key);
        }
    }
}

#[test]
fn a_choice_many_times_over_is_one_and_an_unknown_one_is_refused() {
    for (_, field) in fields() {
        if !matches!(field.kind, Kind::Many(_) | Kind::Services | Kind::Area) {
            continue;
        }
        let right = right(field);
        // An area has as many boxes as its page, and no more are read.
        let times = if field.kind == Kind::Area { 50 } else { 10_000 };
        let many: Typed = std::iter::repeat_n((field.key, right.as_str()), times).collect();
        assert_eq!(field.read(&many), field.read(&one(field, &right)), "{}", field.key);
        let forged: Typed = [(field.key, right.as_str()), (field.key, "forge")].into_iter().collect();
        assert!(field.read(&forged).is_err(), "{}", field.key);
    }
}
