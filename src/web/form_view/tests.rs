use askama::Template;

use super::FormView;
use crate::domain::choice::Choice as _;
use crate::domain::form::{Kind, Problem, Topic, Typed};
use crate::i18n::Lang;

/// What a hostile hand types: markup, an attribute that ends, a formula, a mark that turns the line around.
const HOSTILE: &str = "\"><script>alert(1)</script>' onfocus=x <b>&amp; =cmd|'/C calc'!A0 \u{202e}abc";

#[derive(Template)]
#[template(
    ext = "html",
    source = "{% include \"parts/form/errors.html\" %}<form>{% include \"parts/form/fields.html\" %}</form>"
)]
struct Specimen {
    form: FormView,
    lang: Lang,
}

fn page(topic: Topic, typed: &Typed, problems: &[(&'static str, Problem)], lang: Lang) -> String {
    Specimen { form: FormView::new(topic, typed, problems, lang), lang }.render().unwrap()
}

/// A value in every field: the last of its choices, or the text.
fn filled(topic: Topic, text: &str) -> Typed {
    let value = |kind: Kind| match kind {
        Kind::One(vocabulary) | Kind::Pick(vocabulary) | Kind::Many(vocabulary) => {
            *vocabulary.slugs().last().unwrap()
        }
        Kind::YesNo => "non",
        Kind::Service | Kind::Services => "click-collect",
        _ => text,
    };
    topic.fields().map(|field| (field.key, value(field.kind))).collect()
}

/// Every topic, language and state: empty, filled, each with and without what is wrong; with the name of the case.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for topic in Topic::ALL {
        for (state, typed) in [("empty", Typed::default()), ("filled", filled(*topic, HOSTILE))] {
            let problems = topic.read(&typed).problems;
            for lang in Lang::ALL {
                let name = format!("{}-{state}-{}", topic.slug(), lang.code());
                pages.push((format!("{name}-errors"), page(*topic, &typed, &problems, lang)));
                pages.push((name, page(*topic, &typed, &[], lang)));
            }
        }
    }
    pages
}

/// The opening tags of an element.
fn tags<'a>(html: &'a str, element: &'a str) -> impl Iterator<Item = &'a str> {
    let begins = move |tag: &&str| tag.strip_prefix(element).is_some_and(|rest| rest.starts_with([' ', '>']));
    html.split('<').map(|tag| tag.split_once('>').map_or(tag, |(tag, _)| tag)).filter(begins)
}

/// The value of an attribute.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn ids(html: &str) -> Vec<&str> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_control_has_a_label_of_its_own() {
    for (name, html) in pages() {
        let boxes = html.matches("<label><input ").count();
        let named: Vec<_> = tags(&html, "label").filter_map(|tag| attribute(tag, "for")).collect();
        let mut loose = 0;
        for control in ["input", "textarea", "select"].into_iter().flat_map(|element| tags(&html, element)) {
            let id = attribute(control, "id").unwrap();
            if !named.contains(&id) {
                assert!(control.contains("checkbox") || control.contains("radio"), "{name}: {control}");
                loose += 1;
            }
        }
        assert_eq!(loose, boxes, "{name}: boxes stand inside their labels");
    }
}

#[test]
fn no_two_elements_share_an_identifier_and_every_reference_finds_its_own() {
    for (name, html) in pages() {
        let ids = ids(&html);
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), ids.len(), "{name}");
        let links = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
        let tied = ["aria-describedby=\"", "aria-labelledby=\""]
            .into_iter()
            .flat_map(|attribute| html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()));
        for reference in links.chain(tied.flat_map(str::split_whitespace)) {
            assert!(ids.contains(&reference), "{name}: nothing has the identifier {reference}");
        }
    }
}

#[test]
fn every_problem_stands_in_the_summary_and_beside_its_field() {
    for topic in Topic::ALL {
        let typed = Typed::default();
        let problems = topic.read(&typed).problems;
        let html = page(*topic, &typed, &problems, Lang::Fr);
        assert_eq!(html.matches("<li><a href=\"#f-").count(), problems.len());
        assert_eq!(html.matches("<p class=\"error\"").count(), problems.len());
        assert_eq!(html.contains("autofocus"), !problems.is_empty());
        let quiet = page(*topic, &typed, &[], Lang::Fr);
        assert!(!quiet.contains("class=\"error") && !quiet.contains("aria-invalid"), "{quiet}");
    }
}

#[test]
fn what_is_typed_comes_back_as_it_was_typed_and_never_as_markup() {
    for (name, html) in pages() {
        assert!(!html.contains("<script") && !html.contains("<b>"), "{name}");
        for tag in html.split('<').filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag)) {
            let names = tag.split('"').step_by(2).collect::<String>();
            assert!(!names.contains("style=") && !names.contains(" on"), "{name}: {tag}");
        }
    }
    let escaped = "&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#39; onfocus=x &#60;b&#62;&#38;amp; =cmd|&#39;/C calc&#39;!A0 \u{202e}abc";
    for topic in Topic::ALL {
        let typed = filled(*topic, HOSTILE);
        let html = page(*topic, &typed, &[], Lang::Fr);
        let shown = topic.fields().filter(|field| {
            typed.one(field.key) == HOSTILE && !matches!(field.kind, Kind::Area | Kind::Logo)
        });
        assert_eq!(html.matches(escaped).count(), shown.count(), "{topic:?}");
    }
}

#[test]
fn a_line_break_at_the_beginning_of_a_text_is_kept() {
    let typed: Typed = [("description", "\nAlinéa")].into_iter().collect();
    // A parser drops the first one (HTML, 13.2.6.4.7), so there must be two.
    assert!(page(Topic::Words, &typed, &[], Lang::Fr).contains(">\n\nAlinéa</textarea>"));
}

#[test]
fn choices_come_back_chosen() {
    let typed: Typed = [
        ("pricing_model", "abonnement"),
        ("pricing_model", "commission"),
        ("price_plans.0.unit", "mois"),
        ("price_plans.2.name", "Ventes"),
    ]
    .into_iter()
    .collect();
    let html = page(Topic::Price, &typed, &[], Lang::Fr);
    let checked: Vec<_> = tags(&html, "input")
        .filter(|tag| tag.contains(" checked"))
        .filter_map(|tag| attribute(tag, "value"))
        .collect();
    assert_eq!(checked, ["abonnement", "commission"]);
    let selected: Vec<_> = tags(&html, "option").filter(|tag| tag.contains(" selected")).collect();
    assert_eq!(selected, ["option value=\"mois\" selected"]);
    let open: Vec<_> = tags(&html, "details").map(|tag| tag.contains(" open")).collect();
    assert_eq!(open, [false, true, false, false], "the row that holds something is open");
}

#[test]
fn services_come_back_chosen_under_their_needs() {
    let typed: Typed = [
        ("main_service", "boutique-en-ligne"),
        ("more_services", "click-collect"),
        ("more_services", "caisse"),
    ]
    .into_iter()
    .collect();
    let html = page(Topic::Services, &typed, &[], Lang::En);
    assert!(html.contains("<option value=\"boutique-en-ligne\" selected>"));
    assert_eq!(tags(&html, "input").filter(|tag| tag.contains(" checked")).count(), 2);
    assert_eq!(tags(&html, "details").filter(|tag| tag.contains(" open")).count(), 2);
}

#[test]
fn an_answer_that_need_not_be_given_can_be_taken_back() {
    let none = page(Topic::Terms, &Typed::default(), &[], Lang::Fr);
    assert!(none.contains("name=\"leased\" value=\"\" checked>Non communiqué"));
    let typed: Typed = [("leased", "non")].into_iter().collect();
    let given = page(Topic::Terms, &typed, &[], Lang::Fr);
    assert!(given.contains("name=\"leased\" value=\"non\" checked>Non<"));
    assert!(given.contains("name=\"leased\" value=\"\">Non communiqué"));
    let needed = page(Topic::Setup, &Typed::default(), &[], Lang::Fr);
    assert!(!needed.contains("name=\"autonomy\" value=\"\""));
}

#[test]
fn french_examples_are_marked_on_a_page_in_english() {
    let english = page(Topic::Words, &Typed::default(), &[], Lang::En);
    assert!(english.contains("For example <span lang=\"fr\">«\u{a0}Boutique"), "{english}");
    assert!(english.contains("name=\"summary\" rows=\"3\" aria-describedby=\"f-summary-hint\" lang=\"fr\">"));
    assert!(!page(Topic::Words, &Typed::default(), &[], Lang::Fr).contains(" lang="));
    assert!(!page(Topic::Contact, &Typed::default(), &[], Lang::En).contains(" lang=\"fr\""));
}

#[test]
fn letters_speak_the_language_of_the_page_until_another_is_chosen() {
    let chosen = |typed: &Typed| {
        let html = page(Topic::Contact, typed, &[], Lang::En);
        let tag = tags(&html, "input").find(|tag| tag.contains(" checked")).map(str::to_owned);
        attribute(&tag.unwrap(), "value").unwrap().to_owned()
    };
    assert_eq!(chosen(&Typed::default()), "en");
    assert_eq!(chosen(&[("contact.lang", "fr")].into_iter().collect()), "fr");
}

#[test]
fn nothing_is_cut_refused_or_asked_for_by_the_browser() {
    for (name, html) in pages() {
        for word in [" required", "maxlength", "pattern=", "type=\"number\"", "type=\"url\"", "type=\"date\""]
        {
            let tags = html.split('<').filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag));
            let names = tags.map(|tag| if word.contains('"') { tag.to_owned() } else { unquoted(tag) });
            assert!(!names.into_iter().any(|tag| tag.contains(word)), "{name}: {word}");
        }
    }
}

/// A tag without the values of its attributes.
fn unquoted(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}
