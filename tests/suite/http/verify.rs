//! « Is this firm listed? », on both engines.

use devanture::domain::desk::Role;
use devanture::domain::desk::decision::Outcome;
use devanture::domain::ids::{DecisionId, ListingId};
use devanture::domain::letter::Reason;
use devanture::store::{CriteriaSeen, Decision};
use serde_json::json;
use sqlx::Connection;

use crate::support::app::{Engine, TestApp};
use crate::support::databases::{Database, new_id, offer, raw, siren};
use crate::support::desk::Officer;
use crate::support::pages::ReadPage;

const ROWS: &str = "provider,website,service_types,area,summary,price_note,source\n\
    Fleur de Pixel,https://www.fleur.example/accueil,boutique-en-ligne,france,Une boutique en ligne à essayer.,,essai\n";

fn vetted(number: usize, site: &str, title: &str, facts: serde_json::Value) -> String {
    let provider = json!({ "siren": siren(number), "name": format!("Atelier {number}"), "website": site });
    let mut facts = facts;
    facts.as_object_mut().unwrap().insert("provider".to_owned(), provider);
    format!("{}\n", offer("", title, facts))
}

#[tokio::test]
async fn a_listed_firm_is_found_by_its_number_its_site_and_its_mail_even_on_postgres() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let first =
            vetted(0, "https://www.atelier.example/fr", "Boutique", json!({ "verified_on": "2026-10-12" }));
        let later =
            vetted(0, "https://www.atelier.example/fr", "Autre", json!({ "verified_on": "2026-11-01" }));
        app.import("offres.ndjson", [first, later].concat()).await;
        let number = siren(0);
        let spaced = format!("{}%20{}%C2%A0{}", &number[..3], &number[3..6], &number[6..]);
        for asked in [
            number.as_str(),
            &spaced,
            "atelier.example",
            "HTTPS%3A%2F%2FWWW.Atelier.example%2Fcontact%3Fa%3D1",
            "claire%40atelier.example",
        ] {
            let page = app.get(&format!("/verifier?q={asked}")).await;
            assert_eq!((page.status, page.header("cache-control")), (200, "no-store"), "{asked}");
            page.assert_says("Oui : Atelier 0");
            page.assert_says("vérifiée depuis le 12 octobre 2026. Son plus haut niveau : offre vérifiée.");
            page.assert_says("href=\"/offres/boutique\"");
        }
        let english = app.get("/en/verifier?q=atelier.example").await;
        english.assert_says("This firm has been verified since 12 October 2026");
        assert!(english.text.contains("href=\"/verifier?q=atelier.example\""), "the question goes along");
    }
}

#[tokio::test]
async fn a_firm_of_public_sources_is_listed_but_not_verified() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    app.import("rows.csv", ROWS).await;
    let page = app.get("/verifier?q=fleur.example").await;
    assert_eq!(page.status, 200);
    page.assert_says("Répertoriée, non vérifiée : Fleur de Pixel");
    page.assert_says("répertoriée d’après des sources publiques depuis le");
}

#[tokio::test]
async fn a_firm_that_is_gone_is_no_longer_listed_since_a_day_and_for_a_reason_of_a_class() {
    for (status, words) in [
        ("withdrawn", "elle a retiré son offre"),
        ("suspended", "l’annuaire a suspendu son offre"),
        ("expired", "elle n’a pas confirmé son offre à temps"),
        ("archived", "l’annuaire a archivé son offre"),
        ("paused", "elle a mis ses offres en pause"),
    ] {
        let mut app = TestApp::empty(Engine::Sqlite).await;
        let gone = vetted(1, "https://gone.example", "Boutique", json!({ "status": status }));
        app.import("offres.ndjson", gone).await;
        let page = app.get(&format!("/verifier?q={}", siren(1))).await;
        assert_eq!(page.status, 404, "{status}");
        page.assert_says("Non, plus maintenant : Atelier 1");
        page.assert_says(words);
        assert!(!page.text.contains("href=\"/offres/"), "{status}");
    }
}

#[tokio::test]
async fn the_day_of_a_suspension_is_that_of_its_decision_and_its_words_stay_inside_even_on_postgres() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let id = ListingId::new(new_id());
        let gone = json!({ "id": id, "status": "suspended" });
        app.import("offres.ndjson", vetted(1, "https://gone.example", "Boutique", gone)).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let mut tx = app.store.begin_write(app.now().now).await.unwrap();
        let listing = tx.listings_by_id(&[id]).await.unwrap().remove(0);
        let decision = Decision {
            id: DecisionId::new(new_id()),
            at: app.now().now - 40 * 24 * 3_600_000,
            officer: anne.id,
            second: None,
            outcome: Outcome::Suspended,
            application: None,
            report: None,
            listing: Some(id),
            provider: Some(listing.provider_id),
            reasons: vec![Reason::Complaints],
            words: "Trois clients se plaignent.".to_owned(),
            criteria: CriteriaSeen::default(),
            version: 1,
        };
        tx.insert_decision(&decision).await.unwrap();
        tx.commit().await.unwrap();
        let page = app.get("/verifier?q=gone.example").await;
        page.assert_says("n’est plus dans l’annuaire depuis le 13 octobre 2026");
        assert!(!page.text.contains("clients se plaignent") && !page.text.contains("laintes"));
    }
}

#[tokio::test]
async fn what_is_not_listed_and_what_cannot_be_read_is_said_plainly() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let page = app.get("/verifier").await;
    assert_eq!((page.status, page.header("cache-control")), (200, "public, max-age=60"));
    let unknown = app.get("/verifier?q=inconnu.example").await;
    assert_eq!(unknown.status, 404);
    unknown.assert_says("Non, rien sous ce numéro ou ce site");
    unknown.assert_says("signal.conso.gouv.fr");
    let long = "a".repeat(5_000);
    for typed in [
        "",
        "%20",
        "80000",
        "800000003",
        "Atelier%20du%20Web",
        "x%40gmail.com",
        "%00",
        "%ff%fe",
        "%3Cscript%3E",
        &long,
    ] {
        for path in ["/verifier", "/en/verifier"] {
            let page = app.get(&format!("{path}?q={typed}")).await;
            assert_eq!(page.status, 422, "{typed}");
            ReadPage::of(&page.text).assert_names_errors(typed);
            assert!(!page.text.contains("<script>"));
        }
    }
}

#[tokio::test]
async fn where_unclaimed_listings_are_hidden_they_are_not_said_to_be_there() {
    let set = [
        ("DEVANTURE_MODE", "production"),
        ("DEVANTURE_BASE_URL", "https://annuaire.example"),
        ("DEVANTURE_SMTP_URL", "smtp://127.0.0.1:2525"),
        ("DEVANTURE_MAIL_FROM", "annuaire@annuaire.example"),
    ];
    let mut app = TestApp::with(Engine::Sqlite, &set).await;
    app.import("rows.csv", ROWS).await;
    assert_eq!(app.get("/verifier?q=fleur.example").await.status, 404);
}

#[tokio::test]
async fn hosts_written_by_an_earlier_program_are_worked_out_at_the_next_start_even_on_postgres() {
    for database in Database::both().await {
        let store = database.open().await;
        let records = vec![(
            1,
            devanture::domain::record::Record::parse(&vetted(
                0,
                "https://www.a.example/x",
                "Offre",
                json!({}),
            ))
            .unwrap(),
        )];
        let moment = devanture::workflow::Moment::at("2026-11-22T12:00:00Z".parse().unwrap());
        let terms = devanture::workflow::import::Terms { moment, source: "test", dry_run: false };
        devanture::workflow::import::import_batch(&store, records, terms, &mut new_id).await.unwrap();
        store.close().await;
        let mut connection = raw(&database.url).await;
        sqlx::query("update provider set host = null").execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let store = database.open().await;
        let asked = devanture::domain::verify::Asked::read("a.example").unwrap();
        assert_eq!(store.providers_asked_for(&asked).await.unwrap().len(), 1);
    }
}
