//! The home page and the results.

use crate::support::app::TestApp;

/// The address of the first link whose text contains these words.
pub(super) fn link(html: &str, words: &str) -> String {
    let says = |link: &&str| link.split("</a>").next().is_some_and(|link| link.contains(words));
    let found = html.split("<a ").skip(1).find(says);
    let href = found.unwrap_or_else(|| panic!("no link says « {words} »")).split("href=\"").nth(1).unwrap();
    href.split('"').next().unwrap().replace("&#38;", "&")
}

#[tokio::test]
async fn the_home_page_counts_needs_and_regions() {
    let app = TestApp::start().await;
    let home = app.get("/").await;
    assert_eq!(home.status, 200);
    home.assert_says("Qui peut mettre votre commerce en ligne, ici ?");
    home.assert_says("Provence-Alpes-Côte d’Azur");
    assert_eq!(link(&home.text, "Grand Est"), "/recherche?place=region:44");
    assert_eq!(link(&home.text, "Livrer mes clients"), "/recherche?type=livraison");
}

#[tokio::test]
async fn the_heading_says_how_many_offers_for_what_and_where() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=livraison&place=Colmar").await;
    page.assert_says("pour « livraison » à Colmar");
    page.assert_says("Sert toute la France");
    let page = app.get("/en/recherche?q=livraison&place=Colmar").await;
    page.assert_says("for “livraison” in Colmar");
}

#[tokio::test]
async fn changing_the_language_keeps_the_whole_query() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=livraison&place=Colmar&type=livraison&sort=recent").await;
    let english = link(&page.text, "English");
    assert_eq!(english, "/en/recherche?q=livraison&place=commune:68066&type=livraison&sort=recent");
    let page = app.get(&english).await;
    assert_eq!(link(&page.text, "Français"), english.trim_start_matches("/en"));
}

#[tokio::test]
async fn the_next_page_keeps_place_and_filters() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?place=region:44&level=repertorie").await;
    let next = link(&page.text, "Suivante");
    assert_eq!(next, "/recherche?place=region:44&level=repertorie&page=2");
    let second = app.get(&next).await;
    second.assert_says("page 2 sur");
    assert!(second.text.contains("aria-current=\"page\">2</a>"));
}

#[tokio::test]
async fn a_page_beyond_the_last_one_is_the_last_one() {
    let app = TestApp::start().await;
    let last = app.get("/recherche?page=1000000000000").await;
    assert_eq!(last.status, 200);
    assert!(last.text.contains("class=\"offer\""));
    assert!(!last.text.contains("rel=\"next\""));
    let first = app.get("/recherche?page=0").await;
    assert!(first.text.contains("rel=\"next\"") && !first.text.contains("rel=\"prev\""));
}

#[tokio::test]
async fn a_chosen_filter_stays_even_without_an_offer() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=livraison&type=comptabilite&trade=fleurs").await;
    assert!(page.text.contains("value=\"comptabilite\" checked"));
    assert!(page.text.contains("value=\"fleurs\" checked"));
    assert_eq!(link(&page.text, "Fleurs"), "/recherche?q=livraison&type=comptabilite");
}

#[tokio::test]
async fn a_value_that_means_all_the_others_is_no_filter_unless_chosen() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?trade=fleurs&mode=a-distance").await;
    assert!(!page.text.contains("value=\"tous\"") && !page.text.contains("value=\"les-deux\""));
    let page = app.get("/recherche?trade=tous").await;
    assert!(page.text.contains("value=\"tous\" checked"));
}

#[tokio::test]
async fn clearing_the_filters_keeps_the_words() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=livraison&place=Colmar&type=livraison").await;
    assert_eq!(link(&page.text, "Effacer tous les filtres"), "/recherche?q=livraison");
    page.assert_says("à Colmar (Livraison et logistique)");
}

#[tokio::test]
async fn a_place_that_many_places_are_called_is_asked_about() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=livraison&place=saint-denis").await;
    page.assert_says("Quel « saint-denis » ?");
    assert_eq!(link(&page.text, "Saint-Denis (974)"), "/recherche?q=livraison&place=commune:97411");
}

#[tokio::test]
async fn an_unknown_place_is_said_to_be_unknown_and_similar_names_are_offered() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?place=Colmarr").await;
    page.assert_says("Nous ne connaissons pas « Colmarr »");
    assert_eq!(link(&page.text, "Colmar (68)"), "/recherche?place=commune:68066");
}

#[tokio::test]
async fn a_search_without_result_shows_ways_out_with_their_counts() {
    let app = TestApp::start().await;
    let page = app.get("/recherche?q=zzyzx&place=commune:68066").await;
    page.assert_says("Aucune offre pour « zzyzx » à Colmar");
    assert_eq!(link(&page.text, "Sans «"), "/recherche?place=commune:68066");
    assert_eq!(link(&page.text, "Paiement"), "/recherche?place=commune:68066&type=paiement");
    assert!(!page.text.contains("Appliquer les filtres"), "nothing is left to be filtered");
}

#[tokio::test]
async fn what_a_visitor_types_is_text_and_nothing_else() {
    let app = TestApp::start().await;
    for typed in ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; --", "{{7*7}}"] {
        let query: String = reqwest::Url::parse_with_params("http://a/", [("q", typed), ("place", typed)])
            .unwrap()
            .query()
            .unwrap()
            .to_owned();
        let page = app.get(&format!("/recherche?{query}")).await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("<script>alert") && !page.text.contains("<img"), "{typed}");
    }
}
