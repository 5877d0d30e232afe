//! What is read in the words typed is shown, removable, and never the only way.

use crate::http::search::link;
use crate::support::app::{Page, TestApp};

const UNDERSTOOD: &str = "Compris dans votre recherche";

/// Name and value of each field that the form of the filters would send.
fn fields(page: &Page) -> Vec<(String, String)> {
    let form =
        page.text.split("<details class=\"filters\">").nth(1).unwrap().split("</form>").next().unwrap();
    let attribute = |input: &str, name: &str| {
        let value = input.split(&format!("{name}=\"")).nth(1).unwrap();
        value.split('"').next().unwrap().replace("&#38;", "&").replace("&#39;", "'")
    };
    let sent = |input: &&str| {
        input.contains("type=\"hidden\"") || input.split('>').next().unwrap().contains(" checked")
    };
    let inputs = form.split("<input ").skip(1).filter(sent);
    inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

fn address(fields: &[(String, String)]) -> String {
    let query = reqwest::Url::parse_with_params("http://a/", fields).unwrap();
    format!("/recherche?{}", query.query().unwrap())
}

fn heading(page: &Page) -> String {
    let heading = page.text.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    heading.replace(['\u{a0}', '\u{202f}'], " ")
}

#[tokio::test]
async fn a_place_and_a_service_read_in_the_words_are_taken_back_one_by_one() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=coursier+vélo+nantes&sort=recent").await;
    page.assert_says(UNDERSTOOD);
    assert!(heading(&page).ends_with("pour « coursier vélo » à Nantes"), "{}", heading(&page));
    page.assert_says("Sert Nantes");
    let everywhere = link(&page.text, "Nantes (44)");
    assert_eq!(everywhere, "/recherche?q=coursier%20v%C3%A9lo&sort=recent");
    assert_eq!(link(&page.text, "Coursier et vélo-cargo"), "/recherche?q=nantes&sort=recent");
    let page = app.get(&everywhere).await;
    page.assert_says(UNDERSTOOD);
    assert!(heading(&page).ends_with("pour « coursier vélo »"), "{}", heading(&page));
    let all = link(&page.text, "Coursier et vélo-cargo");
    assert_eq!(all, "/recherche?sort=recent");
    assert!(!app.get(&all).await.text.contains(UNDERSTOOD));
}

#[tokio::test]
async fn the_words_as_they_stand_are_one_link_away_and_back() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=coursier+vélo+nantes").await;
    let literal = link(&page.text, "Chercher ces mots tels quels");
    assert_eq!(literal, "/recherche?q=coursier%20v%C3%A9lo%20nantes&literal=1");
    let page = app.get(&literal).await;
    assert!(!page.text.contains(UNDERSTOOD));
    assert!(heading(&page).ends_with("pour « coursier vélo nantes »"), "{}", heading(&page));
    assert_eq!(link(&page.text, "Comprendre ma recherche"), "/recherche?q=coursier%20v%C3%A9lo%20nantes");
    let english = app.get("/en/recherche?q=delivery+in+lyon").await;
    english.assert_says("Understood from your words:");
    assert!(link(&english.text, "Search for these exact words").ends_with("literal=1"));
}

#[tokio::test]
async fn the_form_of_the_filters_holds_what_was_read_so_that_it_can_be_unticked() {
    let app = TestApp::start().await;
    for (typed, words) in [
        ("q=coursier+nantes", "coursier"),
        ("q=coursier+nantes&place=Nantes", "coursier"),
        ("q=coursier+pour+fleurs+à+nantes", "coursier pour fleurs"),
    ] {
        let page = app.get(&format!("/recherche?{typed}")).await;
        let mut sent = fields(&page);
        let value = |key: &str| sent.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        assert_eq!(value("q"), Some(words), "{typed}");
        assert_eq!(value("place"), Some("commune:44109"), "{typed}");
        assert_eq!(value("literal"), Some("1"), "{typed}");
        assert!(sent.contains(&("type".to_owned(), "livraison-locale".to_owned())), "{sent:?}");
        let again = app.get(&address(&sent)).await;
        assert_eq!(heading(&again), heading(&page), "sent unchanged, the form finds the same");
        assert!(!again.text.contains(UNDERSTOOD), "now the choices are the visitor's own");
        sent.retain(|(name, _)| name != "type");
        let wider = app.get(&address(&sent)).await;
        assert!(!wider.text.contains("value=\"livraison-locale\" checked"));
        let ending = format!("pour « {words} » à Nantes");
        assert!(heading(&wider).ends_with(&ending), "{}", heading(&wider));
    }
}

#[tokio::test]
async fn a_place_chosen_and_typed_again_goes_with_one_click() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=coursier+nantes&place=Nantes&level=repertorie").await;
    assert!(heading(&page).ends_with("pour « coursier » à Nantes"), "{}", heading(&page));
    assert_eq!(link(&page.text, "Nantes (44)"), "/recherche?q=coursier&level=repertorie");
    assert_eq!(link(&page.text, "Effacer tous les filtres"), "/recherche?q=coursier");
}

#[tokio::test]
async fn other_pages_orders_and_the_search_form_keep_what_was_typed() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=site+internet+grand+est").await;
    page.assert_says("dans le Grand Est");
    let next = link(&page.text, "Suivante");
    assert_eq!(next, "/recherche?q=site%20internet%20grand%20est&page=2");
    app.get(&next).await.assert_says(UNDERSTOOD);
    let closest = link(&page.text, "Proximité");
    assert_eq!(closest, "/recherche?q=site%20internet%20grand%20est&sort=proximite");
    assert!(page.text.contains("name=\"q\" maxlength=\"200\" value=\"site internet grand est\""));
    let counter = page.text.split("class=\"counter\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(!counter.contains("literal") && !counter.contains("type=\"hidden\""), "{counter}");
}

#[tokio::test]
async fn a_corrected_word_is_said_and_what_was_typed_is_one_link_away() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=boutiqe+en+ligne").await;
    page.assert_says("Résultats pour « boutique en ligne ».");
    let literal = link(&page.text, "Chercher plutôt «");
    assert_eq!(literal, "/recherche?q=boutiqe%20en%20ligne&literal=1");
    assert!(!page.text.contains("Chercher ces mots tels quels"), "one such link is enough");
    let page = app.get("/en/recherche?q=boutiqe+en+ligne").await;
    page.assert_says("Results for “boutique en ligne”.");
    assert!(link(&page.text, "Search for “boutiqe en ligne” instead").ends_with("&literal=1"));
}

#[tokio::test]
async fn a_word_that_is_also_a_town_stays_a_word_and_the_town_is_offered() {
    let app = TestApp::start().await;
    for (word, town, code) in [("tours", "à Tours", "37261"), ("orange", "à Orange", "84087")] {
        let page = app.get(&format!("/recherche?q={word}")).await;
        page.assert_says(&format!("« {word} » est aussi une ville"));
        assert_eq!(link(&page.text, town), format!("/recherche?place=commune:{code}"));
        let page = app.get(&format!("/recherche?q=site+vitrine+{word}")).await;
        assert!(heading(&page).ends_with(&format!("pour « site vitrine » {town}")), "{}", heading(&page));
    }
}

#[tokio::test]
async fn places_of_one_name_among_the_words_are_asked_about() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=caisse+saint-denis").await;
    page.assert_says("Quel « saint-denis » ?");
    assert!(heading(&page).ends_with("pour « caisse »"), "{}", heading(&page));
    assert_eq!(link(&page.text, "Saint-Denis (974)"), "/recherche?q=caisse&place=commune:97411");
}

#[tokio::test]
async fn what_was_read_can_be_loosened_where_nothing_is_found() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=coursier+colmar&level=labellise").await;
    assert!(heading(&page).starts_with("Aucune offre pour « coursier » à Colmar"), "{}", heading(&page));
    assert_eq!(
        link(&page.text, "Vérification :".replace(' ', "\u{a0}").as_str()),
        "/recherche?q=coursier&place=commune:68066&type=livraison-locale&literal=1"
    );
    let page = app.get("/recherche?q=zzyzx+colmar").await;
    assert_eq!(link(&page.text, "Sans «"), "/recherche?place=commune:68066");
}

#[tokio::test]
async fn the_nearest_place_around_that_finds_something_is_offered() {
    let app = TestApp::start().await;
    for (typed, wider, code) in [
        ("q=naofood&place=Rezé", "Nantes Métropole", "q=naofood&place=epci:244400404"),
        ("q=naofood+rezé", "Nantes Métropole", "q=naofood&place=epci:244400404&literal=1"),
        ("q=naofood&place=Saint-Nazaire", "Loire-Atlantique", "q=naofood&place=departement:44"),
        ("q=naofood&place=Angers", "Pays de la Loire", "q=naofood&place=region:52"),
    ] {
        let page = app.get(&format!("/recherche?{typed}")).await;
        assert_eq!(link(&page.text, wider), format!("/recherche?{code}"), "{typed}");
        assert!(page.text.contains("Dans toute la France"), "{typed}");
    }
}

#[tokio::test]
async fn the_api_tells_what_was_read() {
    let app = TestApp::start().await;
    let json = app.get("/api/v1/listings?q=coursier+velo+nante").await.json();
    let understood = &json["understood"];
    assert_eq!(understood["corrected"], "coursier velo nantes");
    assert_eq!(understood["types"][0]["value"], "livraison-locale");
    assert_eq!(understood["types"][0]["words"], "coursier velo");
    let place = serde_json::json!({"value": "commune:44109", "label": "Nantes (44)", "words": "nantes"});
    assert_eq!(understood["place"], place);
    let explicit = app.get("/api/v1/listings?type=livraison-locale&place=commune:44109").await.json();
    assert_eq!(json["total"], explicit["total"]);
    assert_eq!(json["facets"], explicit["facets"]);
    let which = app.get("/api/v1/listings?q=caisse+saint-denis").await.json();
    assert_eq!(which["understood"]["place"], serde_json::Value::Null);
    assert_eq!(which["understood"]["other_places"][0]["value"], "commune:97411");
    let tours = app.get("/api/v1/listings?q=tours").await.json();
    assert_eq!(tours["understood"]["place"], serde_json::Value::Null);
    assert_eq!(tours["understood"]["other_places"][0]["value"], "commune:37261");
}

#[tokio::test]
async fn an_offer_leads_back_to_the_words_as_typed() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=coursier+vélo+nantes").await;
    let offer = page.text.split("class=\"offer\"").nth(1).unwrap();
    let offer = app.get(&link(offer, "")).await;
    assert_eq!(link(&offer.text, "Retour aux"), "/recherche?q=coursier%20v%C3%A9lo%20nantes");
}

#[tokio::test]
async fn two_names_of_one_service_are_one_choice_that_goes_as_one() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=référencement+seo+06").await;
    assert_eq!(page.text.matches("</span>Référencement naturel</a>").count(), 1);
    assert_eq!(link(&page.text, "Référencement naturel"), "/recherche?q=06");
    let page = app.get("/recherche?q=un+terminal").await;
    assert_eq!(link(&page.text, "Terminal de paiement"), "/recherche", "nobody looks for “un”");
    let page = app.get("/recherche?q=caisse+et+tpe+lyon").await;
    assert_eq!(link(&page.text, "Logiciel de caisse"), "/recherche?q=tpe%20lyon");
    assert_eq!(link(&page.text, "Terminal de paiement"), "/recherche?q=caisse%20lyon");
}

#[tokio::test]
async fn goods_and_trades_are_no_misspelt_towns() {
    let app = TestApp::start().await;
    for word in
        ["drone", "melon", "boulon", "osier", "massage", "crêpes", "drap", "café+tpe", "plans", "tours"]
    {
        let page = app.get(&format!("/recherche?q={word}")).await;
        assert!(!page.text.contains("Chercher plutôt"), "{word}");
        assert_eq!(page.text.contains(UNDERSTOOD), word.contains("tpe"), "{word}");
    }
    // A town that is no place beside another one is no misspelt word either.
    let page = app.get("/recherche?q=site+tours+orange").await;
    assert!(!page.text.contains("Chercher plutôt"), "{}", heading(&page));
}

#[tokio::test]
async fn words_become_no_place_when_the_place_chosen_is_given_up() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=strasborg&place=Colmar").await;
    page.assert_says("Aucune offre");
    assert!(!page.text.contains("Dans toute la France"), "it would show all offers of Strasbourg");
}

#[tokio::test]
async fn services_read_in_old_words_do_not_stand_in_the_way_of_new_ones() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=coursier+nantes&explain=1").await;
    let sent = fields(&page);
    assert!(sent.contains(&("explain".to_owned(), "1".to_owned())), "{sent:?}");
    let narrowed = app.get(&format!("{}&level=repertorie", address(&sent))).await;
    let counter = narrowed.text.split("class=\"counter\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(counter.contains("name=\"level\"") && !counter.contains("name=\"type\""), "{counter}");
}

#[tokio::test]
async fn a_departement_that_is_its_region_is_no_other_place() {
    let app = TestApp::start().await;
    for path in ["/recherche?q=tpe+la+réunion", "/recherche?q=tpe&place=La+Réunion"] {
        let page = app.get(path).await;
        page.assert_says("La Réunion (47)");
        assert!(!page.text.contains("La Réunion (974)"), "{path}");
    }
}
