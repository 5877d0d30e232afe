use std::sync::Arc;

use super::*;
use crate::domain::query::{Filters, SearchQuery};
use crate::domain::taxonomy::TypeChoice;
use crate::i18n::Lang;
use crate::search::{Mention, Understood, Writer};
use crate::web::pages::results::places::OtherPlaces;
use crate::web::state::Site;

fn chrome() -> Chrome {
    let site = Site { base_url: "http://a".to_owned(), demo: true, https_only: false };
    Chrome::bare(Lang::Fr, &Arc::new(site))
}

fn mention<T>(value: T, words: &str, without: &str) -> Mention<T> {
    Mention { value, words: words.to_owned(), without: without.to_owned() }
}

fn place(code: &str) -> Territory {
    Territory::from_code(code).unwrap()
}

fn service(slug: &str) -> TypeChoice {
    TypeChoice::from_slug(slug).unwrap()
}

/// « livraison nante », read as a need in Nantes.
fn understood() -> Understood {
    Understood {
        corrected: Some("livraison nantes".to_owned()),
        types: vec![mention(service("livraison"), "livraison", "nantes")],
        place: Some(mention(place("commune:44109"), "nantes", "livraison")),
        ..Understood::default()
    }
}

/// A page without hits that was understood so.
fn page(understood: Understood, text: &str, services: &[&str]) -> SearchPage {
    let folder = tempfile::tempdir().unwrap();
    let (search, _writer) = Writer::open(folder.path(), true).unwrap();
    let types = services.iter().map(|slug| service(slug)).collect();
    SearchPage {
        text: text.to_owned(),
        place: understood.place.as_ref().map(|place| place.value),
        understood,
        filters: Filters { types, ..Filters::default() },
        ..search.search(&SearchQuery::everything(0)).unwrap()
    }
}

fn links(chips: &[Chip]) -> Vec<(&str, &str)> {
    chips.iter().map(|chip| (chip.label.as_str(), chip.href.as_str())).collect()
}

#[test]
fn each_choice_read_is_removed_with_its_own_words_only() {
    let params = Params::parse("q=livraison+nante&sort=recent&page=3");
    let reading = Reading::new(&params, &page(understood(), "livraison", &["livraison"]), &chrome());
    assert_eq!(
        links(&reading.chips),
        [
            ("Nantes (44)", "/recherche?q=livraison&sort=recent"),
            ("Livraison et logistique", "/recherche?q=nantes&sort=recent"),
        ]
    );
    let (sentence, typed) = reading.corrected.unwrap();
    assert_eq!(sentence, "Résultats pour «\u{a0}livraison nantes\u{a0}».");
    assert_eq!(typed.href, "/recherche?q=livraison%20nante&sort=recent&literal=1");
    assert!(reading.other.is_none(), "one way to the words as typed is enough");
}

#[test]
fn words_read_without_a_correction_can_be_searched_as_they_stand() {
    let params = Params::parse("q=livraison+nantes");
    let read = Understood { corrected: None, ..understood() };
    let reading = Reading::new(&params, &page(read, "livraison", &["livraison"]), &chrome());
    assert_eq!(reading.other.unwrap().href, "/recherche?q=livraison%20nantes&literal=1");
}

#[test]
fn a_need_that_a_type_read_beside_it_narrows_is_no_chip() {
    let read = Understood {
        types: vec![
            mention(service("livraison"), "livraison", "coursier"),
            mention(service("livraison-locale"), "coursier", "livraison"),
        ],
        ..Understood::default()
    };
    let found = page(read, "livraison coursier", &["livraison-locale"]);
    let reading = Reading::new(&Params::parse("q=livraison+coursier"), &found, &chrome());
    assert_eq!(links(&reading.chips), [("Coursier et vélo-cargo", "/recherche?q=livraison")]);
}

#[test]
fn literal_words_lead_back_to_their_reading() {
    let literal = |query: &str| {
        let params = Params::parse(query);
        let found = SearchPage { filters: params.filters.clone(), ..page(Understood::default(), "", &[]) };
        Reading::new(&params, &found, &chrome()).other.map(|other| other.href)
    };
    assert_eq!(literal("q=tours&literal=1").as_deref(), Some("/recherche?q=tours"));
    assert_eq!(literal("q=tours"), None);
    assert_eq!(literal("literal=1"), None);
    assert_eq!(literal("q=livraison&type=livraison&literal=1"), None);
}

#[test]
fn what_was_read_is_written_out_for_the_form() {
    let params = Params::parse("q=livraison+nante&sort=recent");
    let written = written_out(&params, &page(understood(), "livraison", &["livraison"]));
    assert_eq!(written.query(), "q=livraison&place=commune:44109&type=livraison&sort=recent&literal=1");
    let corrected = Understood { types: Vec::new(), place: None, ..understood() };
    let written = written_out(&params, &page(corrected, "livraison nantes", &[]));
    assert_eq!(written, params, "a correction is no choice");
    let both = vec![
        mention(place("commune:97411"), "saint-denis", ""),
        mention(place("commune:93066"), "saint-denis", ""),
    ];
    let read = Understood { which_place: both, ..Understood::default() };
    let written = written_out(&Params::parse("q=saint-denis"), &page(read, "", &[]));
    assert_eq!(written.query(), "place=saint-denis", "the question stays");
}

#[test]
fn a_town_whose_name_was_read_as_a_word_is_offered() {
    let params = Params::parse("q=site+tours");
    let tours = mention(place("commune:37261"), "tours", "site");
    let read = Understood { other_places: vec![tours], ..Understood::default() };
    let other = OtherPlaces::new(&params, &read, &chrome());
    assert!(other.question.is_none() && other.namesakes.is_empty());
    assert_eq!(other.also[0].text, "«\u{a0}tours\u{a0}» est aussi une ville\u{a0}:");
    assert_eq!(
        links(&other.also[0].links),
        [("voir les offres à Tours", "/recherche?q=site&place=commune:37261")]
    );
}

#[test]
fn places_of_one_name_are_a_question_unless_one_of_them_was_read() {
    let params = Params::parse("q=caisse+saint-denis");
    let named = |code: &str| mention(place(code), "saint-denis", "caisse");
    let read = Understood {
        which_place: vec![named("commune:97411"), named("commune:93066")],
        ..Understood::default()
    };
    let question = OtherPlaces::new(&params, &read, &chrome()).question.unwrap();
    assert_eq!(question.title, "Quel «\u{a0}saint-denis\u{a0}»\u{202f}?");
    assert_eq!(question.choices[0].href, "/recherche?q=caisse&place=commune:97411");
    let read = Understood {
        place: Some(named("commune:93066")),
        other_places: vec![named("commune:97411")],
        ..Understood::default()
    };
    let other = OtherPlaces::new(&params, &read, &chrome());
    assert!(other.question.is_none() && other.also.is_empty());
    assert_eq!(other.namesakes[0].label, "Saint-Denis (974)");
}
