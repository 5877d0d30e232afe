//! The pages of offers and providers.

use crate::support::app::{Engine, TestApp};

fn record(slug: &str, changes: serde_json::Value) -> String {
    let mut record = serde_json::json!({
        "slug": slug,
        "provider": {
            "siren": "800000002", "name": "Atelier du Web", "website": "https://atelier.example", "labels": [],
        },
        "title": "Boutique en ligne clé en main",
        "summary": "Une boutique en ligne prête à vendre, photos et textes compris.",
        "service_types": ["boutique-en-ligne"],
        "pricing_model": ["abonnement"],
        "price_plans": [{ "name": "Formule", "min_cents": 3900, "max_cents": 3900, "unit": "mois", "vat": "ht" }],
        "setup_fee_cents": 5000,
        "commitment_months": 0,
        "setup_delay": "1-semaine",
        "autonomy": "accompagne",
        "area": ["departement:68"],
        "verification_level": "offre-verifiee",
        "verified_on": "2026-10-12",
        "source": "https://atelier.example/tarifs, déclaré par le prestataire",
    });
    for (key, value) in changes.as_object().unwrap() {
        record[key] = value.clone();
    }
    format!("{record}\n")
}

/// A directory with one offer, `/offres/boutique`, with some fields of one's own.
pub(crate) async fn app_with(changes: serde_json::Value) -> TestApp {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    app.import("offres.ndjson", record("boutique", changes)).await;
    app
}

#[tokio::test]
async fn an_offer_answers_what_it_is_what_it_costs_and_how_one_leaves() {
    let app = app_with(serde_json::json!({})).await;
    let page = app.get("/offres/boutique").await;
    assert_eq!(page.status, 200);
    let order: Vec<_> = ["Ce que c’est", "Ce que cela coûte", "Puis-je partir"]
        .iter()
        .map(|heading| page.text.find(heading).unwrap())
        .collect();
    assert!(order.is_sorted());
    page.assert_says("39 € HT par mois");
    page.assert_says("518 € HT, mise en service comprise");
    page.assert_says("Offre vérifiée le 12 octobre 2026");
    page.assert_says("<dt>Non communiqué</dt><dd>préavis, frais de sortie,");
    assert!(page.text.contains("href=\"https://atelier.example\" rel=\"noopener nofollow ugc\""));
}

#[tokio::test]
async fn an_offer_found_by_a_search_leads_back_to_it() {
    let app = app_with(serde_json::json!({})).await;
    let results = app.get("/recherche?q=boutique&place=Colmar").await;
    let with_search = "/offres/boutique?q=boutique&#38;place=commune:68066";
    assert!(results.text.contains(with_search), "{}", results.text);
    let page = app.get("/offres/boutique?q=boutique&place=commune:68066").await;
    assert!(
        page.text
            .contains("<a href=\"/recherche?q=boutique&#38;place=commune:68066\">‹ Retour aux résultats")
    );
    let english = app.get("/en/offres/boutique?q=boutique&place=commune:68066").await;
    assert!(
        english.text.contains("href=\"/offres/boutique?q=boutique&#38;place=commune:68066\" hreflang=\"fr\"")
    );
    let hostile = app.get("/offres/boutique?q=//evil.example&de=https://evil.example").await;
    assert!(!hostile.text.contains("href=\"//evil") && !hostile.text.contains("href=\"https://evil"));
}

#[tokio::test]
async fn an_offer_from_public_sources_says_so_and_names_them() {
    let app = TestApp::start().await;
    let page = app.get("/offres/les-vitrines-de-colmar-place-de-marche-locale").await;
    assert_eq!(page.status, 200);
    page.assert_says("Fiche de source publique.");
    page.assert_says("rel=\"noopener nofollow ugc\"");
    page.assert_says("<dt>Engagement</dt><dd><i>non communiqué</i></dd>");
}

#[tokio::test]
async fn an_archived_offer_keeps_its_page_with_a_notice_and_is_gone_for_machines() {
    let app = app_with(serde_json::json!({ "status": "archived" })).await;
    let page = app.get("/offres/boutique").await;
    assert_eq!(page.status, 410);
    page.assert_says("Cette offre est archivée");
    page.assert_says("Boutique en ligne clé en main");
    page.assert_says("noindex");
    assert_eq!(app.get("/prestataires/atelier-du-web").await.status, 404);
}

#[tokio::test]
async fn a_suspended_offer_shows_nothing_of_itself_but_its_name() {
    let app = app_with(serde_json::json!({ "status": "suspended" })).await;
    let page = app.get("/offres/boutique").await;
    assert_eq!(page.status, 410);
    page.assert_says("L’annuaire a suspendu cette offre.");
    assert!(!page.text.contains("atelier.example") && !page.text.contains("photos et textes compris"));
}

/// The page without its block of structured data, which must be JSON from end to end.
fn without_data(html: &str) -> String {
    let Some((before, rest)) = html.split_once("<script type=\"application/ld+json\">") else {
        return html.to_owned();
    };
    let (data, after) = rest.split_once("</script>").unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(data).unwrap()["@type"].is_string());
    format!("{before}{after}")
}

#[tokio::test]
async fn what_providers_write_is_text_and_nothing_else() {
    let hostile = "</script><script>alert(1)</script> {{7*7}} \"onmouseover=alert(1)";
    let app = app_with(serde_json::json!({
        "title": hostile, "summary": hostile, "price_note": hostile, "data_location": hostile,
        "description": format!("{hostile} {}", "mot ".repeat(40)),
        "source": format!("javascript:alert(1) {hostile} https://atelier.example/\"onclick=alert(1)"),
        "price_plans": [{ "name": hostile, "min_cents": 1, "unit": "mois", "vat": "ht" }],
    }))
    .await;
    for path in ["/offres/boutique", "/en/offres/boutique", "/recherche", "/prestataires/atelier-du-web"] {
        let page = app.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let markup = without_data(&page.text).replace("<script type=\"module\" src=\"/assets/suggest.", "");
        assert!(!markup.contains("<script") && !markup.contains("\"onmouseover"), "{path}");
        assert!(!markup.contains("href=\"javascript"), "{path}");
    }
}

#[tokio::test]
async fn a_provider_shows_who_it_is_and_its_offers() {
    let app = app_with(serde_json::json!({})).await;
    let page = app.get("/prestataires/atelier-du-web").await;
    assert_eq!(page.status, 200);
    page.assert_says("800 000 002");
    page.assert_says("Son offre");
    page.assert_says("Boutique en ligne clé en main");
    let english = app.get("/en/prestataires/atelier-du-web").await;
    english.assert_says("<p lang=\"fr\">Une boutique en ligne");
    english.assert_says("no commitment");
}

#[tokio::test]
async fn the_page_of_a_provider_leads_back_to_the_search_and_dials_its_number() {
    let provider = serde_json::json!({ "siren": "800000002", "name": "Atelier du Web", "public_phone": "03 89 00 00 00" });
    let app = app_with(serde_json::json!({ "provider": provider })).await;
    let offer = app.get("/offres/boutique?q=boutique").await;
    let address = "/prestataires/atelier-du-web?q=boutique";
    assert!(offer.text.contains(&format!("href=\"{address}\"")), "{}", offer.text);
    let page = app.get(address).await;
    assert!(page.text.contains("<a href=\"/recherche?q=boutique\">‹ Retour aux résultats"));
    assert!(page.text.contains("href=\"/offres/boutique?q=boutique\""));
    assert!(page.text.contains("/prestataires/atelier-du-web\">\n<link rel=\"alternate\" hreflang=\"fr\""));
    assert!(page.text.contains("<a href=\"tel:0389000000\">03 89 00 00 00</a>"));
}

#[tokio::test]
async fn unknown_offers_and_odd_slugs_are_not_found() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for path in
        ["/offres/rien", "/offres/%00", "/offres/%FF", "/offres/A_B", "/prestataires/rien", "/offres/a/b"]
    {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn an_address_cut_short_leads_to_all_offers() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for (path, target) in [("/offres", "/recherche"), ("/en/prestataires", "/en/recherche")] {
        let page = app.get(path).await;
        assert_eq!((page.status, page.header("location")), (308, target), "{path}");
    }
}
