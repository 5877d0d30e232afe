use super::*;
use crate::domain::area_typed::read;
use crate::domain::territory::Area;
use askama::Template;
use std::collections::BTreeSet;

/// The part on its own, as a page includes it.
#[derive(Template)]
#[template(source = "{% include \"parts/area_picker.html\" %}", ext = "html")]
struct Part {
    picker: AreaPicker,
    lang: Lang,
}

fn shown(typed: &AreaTyped, lang: Lang) -> String {
    let problems = read(typed).err();
    let picker = AreaPicker::new(typed, problems.as_ref(), lang);
    Part { picker, lang }.render().unwrap()
}

fn values<'a>(html: &'a str, before: &str) -> Vec<&'a str> {
    html.split(before).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

fn area_of(codes: &[&str]) -> Area {
    Area::parse(codes.iter().copied()).unwrap()
}

#[test]
fn nothing_is_chosen_beforehand() {
    let picker = AreaPicker::new(&AreaTyped::default(), None, Lang::Fr);
    let html = Part { picker, lang: Lang::Fr }.render().unwrap();
    assert!(!html.contains(" checked") && !html.contains("class=\"error\"") && !html.contains("understood"));
    assert_eq!(values(&html, "name=\"place\" value=\""), ["", "", "", ""], "three rows and the one to add");
    assert_eq!(html.matches("data-written=\"none\"><path class=\"none\"").count(), 105);
    assert!(html.contains("Rien n’est choisi d’avance."));
}

#[test]
fn every_shape_of_the_map_leads_to_a_box_that_is_there_once() {
    for typed in [AreaTyped::default(), AreaTyped::of(&area_of(&["departement:974"]))] {
        let html = shown(&typed, Lang::En);
        let ids = values(&html, " id=\"");
        let once: BTreeSet<_> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "an id stands twice");
        let targets = values(&html, "<a href=\"#");
        assert_eq!(targets.len(), 105);
        for target in targets
            .into_iter()
            .chain(values(&html, "data-boxes=\"").into_iter().flat_map(|ids| ids.split(' ')))
        {
            assert!(ids.contains(&target), "{target}");
        }
        assert!(!html.contains("style=") && !html.contains(" onclick"));
    }
}

#[test]
fn the_fields_of_a_form_are_read_and_others_left_alone() {
    let pairs = [
        ("title", "Livraison"),
        ("area", "region:44"),
        ("place", "Colmar"),
        ("km", "30"),
        ("place", ""),
        ("km", ""),
        ("area", "departement:2A"),
        ("place", "Rennes"),
    ];
    let typed = typed_of(pairs);
    assert_eq!(typed.codes, ["region:44", "departement:2A"]);
    let row = |place: &str, km: &str| (place.to_owned(), km.to_owned());
    assert_eq!(typed.places, [row("Colmar", "30"), row("", ""), row("Rennes", "")]);
    assert_eq!(typed_of([("km", "5"), ("areas", "france"), ("", "")]), AreaTyped::default());
}

#[test]
fn what_was_typed_stands_there_again_with_what_is_wrong_with_it() {
    let typed = typed_of([
        ("area", "departement:2A"),
        ("place", "Saint-Denis"),
        ("km", "5"),
        ("place", "Colmar"),
        ("km", "300"),
        ("place", "<b>\"zzz"),
        ("km", ""),
    ]);
    let html = shown(&typed, Lang::Fr);
    assert!(html.contains("id=\"area-departement-2A\" value=\"departement:2A\" checked"));
    assert_eq!(html.matches(" checked").count(), 1);
    assert_eq!(html.matches("<details open>").count(), 1, "a ticked département is in sight");
    assert_eq!(
        values(&html, "name=\"place\" value=\"")[..3],
        ["Saint-Denis", "Colmar", "&#60;b&#62;&#34;zzz"]
    );
    assert_eq!(values(&html, "name=\"km\" value=\"")[..3], ["5", "300", ""]);
    assert!(html.contains("id=\"area-place-0\" name=\"place\" value=\"Saint-Denis\" maxlength=\"200\""));
    for field in ["area-place-0", "area-km-1", "area-place-2"] {
        assert!(
            html.contains(&format!("aria-invalid=\"true\" aria-describedby=\"{field}-error\"")),
            "{field}"
        );
        assert!(html.contains(&format!("<p class=\"error\" id=\"{field}-error\">")), "{field}");
    }
    assert!(values(&html, "name=\"which\" value=\"").contains(&"0 commune:93066"));
    let links = error_links(&typed, &read(&typed).unwrap_err(), Lang::Fr);
    let fields: Vec<&str> = links.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["area-place-0", "area-km-1", "area-place-2"]);
    assert_eq!(links[1].1, "Écrivez un nombre entier de kilomètres, de 1 à 200, ou laissez la case vide.");
}

#[test]
fn a_place_that_is_picked_takes_its_row() {
    let typed = typed_of([
        ("place", "Saint-Denis"),
        ("km", "5"),
        ("which", "0 commune:93066"),
        ("which", "9 france"),
        ("which", "x"),
    ]);
    assert_eq!(read(&typed).unwrap().codes(), ["rayon:93066:5"]);
    let html = shown(&typed, Lang::Fr);
    assert!(html.contains("value=\"Saint-Denis (93)\"") && !html.contains("name=\"which\""));
}

#[test]
fn an_area_is_shown_back_in_words_and_on_the_map() {
    let html = shown(&AreaTyped::of(&area_of(&["departement:67", "rayon:68066:10"])), Lang::En);
    assert!(html.contains("<li>Bas-Rhin (67), the whole département: 514\u{a0}communes</li>"), "{html}");
    assert!(html.contains("<li>Colmar and 10\u{a0}km around it:"));
    let own = |mark: &str| format!("data-written=\"{mark}\"");
    assert_eq!(html.matches(&own("part")).count(), 1, "Haut-Rhin, for what is written");
    assert_eq!(html.matches(&own("all")).count(), 0, "Bas-Rhin is ticked, not written");
}

#[test]
fn all_of_france_says_that_the_rest_goes_without_saying() {
    let html = shown(&typed_of([("area", "france"), ("area", "region:44")]), Lang::Fr);
    assert!(
        html.contains("le reste est compris dedans") && html.contains("Toute la France, outre-mer compris")
    );
    assert_eq!(values(&html, "<path class=\"part").len(), 1, "only the key has a part");
}

#[test]
fn hostile_forms_are_bounded_and_shown_as_text() {
    let long = "x".repeat(1 << 20);
    let mut pairs =
        vec![("area", "france\0"), ("area", "<script>"), ("place", long.as_str()), ("km", long.as_str())];
    pairs.extend(std::iter::repeat_n(("place", "\u{202e}<img src=x onerror=alert(1)>"), 10_000));
    pairs.extend(std::iter::repeat_n(("which", "0 commune:68066"), 10_000));
    let typed = typed_of(pairs);
    let html = shown(&typed, Lang::Fr);
    assert!(html.len() < 300_000, "{}", html.len());
    assert!(!html.contains("<script>") && !html.contains("<img"));
    assert!(html.contains("C’est plus de 60\u{a0}zones."));
}
