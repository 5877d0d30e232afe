//! What the first year costs, on the page of an offer.

use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use super::offers::app_with;
use crate::support::app::TestApp;

async fn marketplace() -> TestApp {
    app_with(commission()).await
}

fn commission() -> Value {
    json!({
        "pricing_model": ["abonnement", "commission"], "commission_percent_hundredths": 1200,
        "price_plans": [{ "name": "Formule Quartier", "min_cents": 3900, "max_cents": 3900, "unit": "mois", "vat": "ht" }],
    })
}

#[tokio::test]
async fn the_first_year_is_added_up_line_by_line() {
    let app = marketplace().await;
    let page = app.get("/offres/boutique").await;
    page.assert_says("Première année, pour 40 commandes par mois de 35 € en moyenne");
    page.assert_says("<span>Formule Quartier</span> <small>12 mois × 39 €</small></th><td>468 € HT");
    page.assert_says("<span>Commission</span> <small>12 % de 16 800 € de ventes</small></th><td>2 016 €");
    page.assert_says("<span>Mise en service</span></th><td>50 €");
    page.assert_says("En tout</th><td>2 534 € HT, mise en service comprise");
    let english = app.get("/en/offres/boutique").await;
    english.assert_says("First year, for 40 orders a month of €35 on average");
    english.assert_says("<span lang=\"fr\">Formule Quartier</span> <small>12 months × €39</small>");
    english.assert_says("12% of €16,800 of sales");
}

#[tokio::test]
async fn another_example_is_a_plain_form_that_keeps_the_search() {
    let app = marketplace().await;
    let page =
        app.get("/offres/boutique?q=boutique&place=commune:68066&type=site&orders=100&basket=50").await;
    page.assert_says("pour 100 commandes par mois de 50 € en moyenne");
    page.assert_says("12 % de 60 000 € de ventes");
    assert!(page.text.contains("<form class=\"example\" action=\"/offres/boutique#premiere-annee\">"));
    assert!(page.text.contains("<section id=\"premiere-annee\">"));
    for field in [
        "name=\"orders\" value=\"100\"",
        "name=\"basket\" value=\"50\"",
        "type=\"hidden\" name=\"q\" value=\"boutique\"",
        "type=\"hidden\" name=\"place\" value=\"commune:68066\"",
        "type=\"hidden\" name=\"type\" value=\"site\"",
    ] {
        assert!(page.text.contains(field), "{field} is not in {}", page.text);
    }
    assert!(
        page.text.contains("<link rel=\"canonical\" href=\"") && !page.text.contains("canonical\" href=\"?")
    );
    let canonical = page.text.split("rel=\"canonical\" href=\"").nth(1).unwrap();
    assert!(canonical.split('"').next().unwrap().ends_with("/offres/boutique"));
    assert!(page.text.contains(
        "href=\"/en/offres/boutique?q=boutique&#38;place=commune:68066&#38;type=site&#38;orders=100&#38;basket=50\""
    ));
    assert!(page.text.contains("<a href=\"/recherche?q=boutique&#38;place=commune:68066&#38;type=site\">‹"));
}

#[tokio::test]
async fn odd_numbers_give_a_page_all_the_same() {
    let app = marketplace().await;
    for (query, example) in [
        ("orders=&basket=", "40 commandes par mois de 35 €"),
        ("orders=-5&basket=-1", "1 commande par mois de 1 €"),
        ("orders=1e99&basket=1e99", "10 000 commandes par mois de 10 000 €"),
        ("orders=NaN&basket=%3Cscript%3E", "40 commandes par mois de 35 €"),
        ("orders=12,4&basket=18,5", "12 commandes par mois de 18,50 €"),
        ("orders=%00&basket=%ff%fe", "40 commandes par mois de 35 €"),
        ("orders[]=5&basket=99999999999999999999", "40 commandes par mois de 10 000 €"),
    ] {
        let page = app.get(&format!("/offres/boutique?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.assert_says(&format!("pour {example} en moyenne"));
    }
    let long = format!("/offres/boutique?orders={}", "9".repeat(20_000));
    assert!([200, 404, 414].contains(&app.get(&long).await.status));
}

#[tokio::test]
async fn no_example_is_asked_for_where_it_changes_nothing() {
    let app = app_with(json!({})).await;
    let page = app.get("/offres/boutique").await;
    page.assert_says("<caption>Première année</caption>");
    assert!(!page.text.contains("name=\"orders\""));
}

#[tokio::test]
async fn a_quote_has_no_figure_and_says_so() {
    let app = app_with(json!({ "pricing_model": ["sur-devis"], "price_plans": [] })).await;
    let page = app.get("/offres/boutique").await;
    page.assert_says("<dt>Première année</dt><dd>Sur devis : à faire chiffrer par le prestataire</dd>");
    assert!(!page.text.contains("premiere-annee"));
}

#[tokio::test]
async fn a_promotion_ends_within_the_year_that_begins_today() {
    let app = app_with(json!({
        "promotion": { "text": "Rentrée", "ends_on": "2027-01-31", "price_after_cents": 5900 },
        "setup_fee_cents": null,
    }))
    .await;
    let page = app.get("/offres/boutique").await;
    page.assert_says("3 mois × 39 €, promotion jusqu’au 31 janvier 2027");
    page.assert_says("9 mois × 59 €, après la promotion");
    page.assert_says("Dès 648 € HT</td>");
    page.assert_says("Les frais de mise en service ne sont pas communiqués.");
}

#[tokio::test]
async fn the_stylesheet_of_forms_comes_with_the_page() {
    let app = marketplace().await;
    let page = app.get("/offres/boutique").await;
    let name = page.text.split("/assets/forms.").nth(1).unwrap().split('"').next().unwrap();
    let sheet = app.get(&format!("/assets/forms.{name}")).await;
    let typed = |headers: &HeaderMap| headers["content-type"] == "text/css; charset=utf-8";
    assert!(sheet.status == 200 && typed(&sheet.headers) && sheet.text.contains(".example"));
}
