//! The dashboard: figures as pictures and as tables, gaps and what may no longer be true.

use devanture::domain::desk::Role;
use devanture::domain::desk::decision::Outcome;
use devanture::domain::ids::{ApplicationId, DecisionId, OfficerId};
use devanture::domain::letter::Reason;
use devanture::store::{CriteriaSeen, Decision};
use serde_json::json;

use super::audit::tamper;
use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::{new_id, offer, siren};
use crate::support::desk::Officer;

const DAY: i64 = 86_400_000;

/// An application as far as the figures look at it.
pub async fn sent(app: &TestApp, state: &str, submitted_at: i64) -> ApplicationId {
    let id = ApplicationId::new(new_id());
    let insert = format!(
        "insert into application (id, reference, start_key, kind, state, lang, answers, flags, version, created_at, updated_at, \
         submitted_at) values ('{id}', '{id}', '{id}', 'new', '{state}', 'fr', '{{}}', '[]', 1, 0, 0, {submitted_at})"
    );
    tamper(&app.database_url, &insert).await.unwrap();
    id
}

pub async fn decided(
    app: &TestApp,
    officer: OfficerId,
    about: ApplicationId,
    outcome: Outcome,
    reasons: &[Reason],
    at: i64,
) {
    let decision = Decision {
        id: DecisionId::new(new_id()),
        at,
        officer,
        second: None,
        outcome,
        application: Some(about),
        report: None,
        listing: None,
        provider: None,
        reasons: reasons.to_vec(),
        words: String::new(),
        criteria: CriteriaSeen::default(),
        version: 1,
    };
    let mut tx = app.store.begin_write(at).await.unwrap();
    tx.insert_decision(&decision).await.unwrap();
    tx.commit().await.unwrap();
}

/// Fails unless a table of the page has this row.
fn assert_row(page: &Page, label: &str, value: &str) {
    page.assert_says(&format!("<tr><th scope=\"row\">{label}</th><td>{value}</td></tr>"));
}

async fn figures_stand_in_the_pictures_and_in_tables(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let reader = Officer::enter(&app, "Anne", Role::Reader).await;
    let empty = reader.visitor.get("/administration/tableau").await;
    assert_eq!(empty.status, 200);
    empty.assert_says("Aucun dossier n’attend.");
    empty.assert_says("Aucune offre à revoir.");
    let now = app.now().now;
    for (state, days) in
        [("submitted", 0), ("in_review", 2), ("appealed", 2), ("submitted", 6), ("submitted", 30)]
    {
        sent(&app, state, now - days * DAY - 1).await;
    }
    // Those that wait for their author, and those that are over, do not wait for the desk.
    sent(&app, "changes_requested", now - 2 * DAY).await;
    for (outcome, reasons, took) in [
        (Outcome::Approved, &[][..], 2),
        (Outcome::Refused, &[Reason::Duplicate, Reason::NoPrice][..], 4),
        (Outcome::Refused, &[Reason::Duplicate][..], 9),
    ] {
        let about = sent(&app, "rejected", now - took * DAY).await;
        decided(&app, reader.id, about, outcome, reasons, now).await;
    }
    // In another month, of an even number the middle between two.
    for took in [3, 7] {
        let then = now - 40 * DAY;
        let about = sent(&app, "approved", then - took * DAY).await;
        decided(&app, reader.id, about, Outcome::Approved, &[], then).await;
    }
    let page = reader.visitor.get("/administration/tableau").await;
    for (label, cases) in
        [("Aujourd’hui", 1), ("2 ou 3 jours", 2), ("Une semaine au plus", 1), ("Plus longtemps", 1)]
    {
        assert_row(&page, label, &cases.to_string());
        page.assert_says(&format!(">{label}</text>"));
    }
    assert_row(&page, "novembre 2026", "4 jours");
    assert_row(&page, "octobre 2026", "5 jours");
    assert_row(&page, "septembre 2026", "–");
    assert_row(&page, "Acceptée", "3");
    assert_row(&page, "Refusée", "2");
    assert!(page.text.matches("<rect class=\"bar\"").count() > 15);
    assert!(!page.text.contains("style="), "no style attribute gets past the policy of the pages");
    let english = reader.visitor.get("/en/administration/tableau").await;
    english.assert_says("November 2026");
}

#[tokio::test]
async fn figures_stand_in_the_pictures_and_in_tables_on_sqlite() {
    figures_stand_in_the_pictures_and_in_tables(Engine::Sqlite).await;
}

#[tokio::test]
async fn figures_stand_in_the_pictures_and_in_tables_on_postgres() {
    figures_stand_in_the_pictures_and_in_tables(Engine::Postgres).await;
}

#[tokio::test]
async fn gaps_of_the_coverage_lead_to_the_search_and_nation_wide_offers_hide_none() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let lines = [
        offer(&siren(0), "Boutique du Haut-Rhin", json!({ "area": ["departement:68"] })),
        offer(&siren(1), "Boutique de Colmar", json!({ "area": ["commune:68066"] })),
        offer(&siren(2), "Boutique de partout", json!({ "area": ["france"] })),
        offer(&siren(3), "Boutique du continent", json!({ "area": ["metropole"] })),
        offer(
            &siren(4),
            "Caisse du Bas-Rhin",
            json!({ "area": ["departement:67"], "service_types": ["caisse"] }),
        ),
        offer(&siren(5), "Boutique cachée", json!({ "area": ["departement:67"], "status": "paused" })),
    ];
    app.import("a.ndjson", lines.map(|line| line.to_string()).join("\n")).await;
    let reader = Officer::enter(&app, "Anne", Role::Reader).await;
    let page = reader.visitor.get("/administration/tableau").await;
    let row = |name: &str| {
        let start = page.text.find(&format!("<th scope=\"row\">{name}</th>")).unwrap();
        page.text[start..].split("</tr>").next().unwrap().to_owned()
    };
    assert!(row("Haut-Rhin (68)").contains("</th><td>2</td>"), "{}", row("Haut-Rhin (68)"));
    assert!(
        row("Bas-Rhin (67)").contains(
            "</th><td><a class=\"gap\" href=\"/recherche?type=site&#38;place=departement:67\">0</a>"
        ),
        "{}",
        row("Bas-Rhin (67)")
    );
    assert!(row("Bas-Rhin (67)").contains("<td>1</td>"));
    assert!(row("Site internet").contains("<td>1</td><td>1</td>"), "{}", row("Site internet"));
    page.assert_says(">1/10</text>");
    let found = reader.visitor.get("/recherche?type=site&place=departement:67").await;
    assert_eq!(found.status, 200);
}

#[tokio::test]
async fn stale_offers_and_searches_in_vain_are_listed_with_links() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let lines = [
        ("Boutique en retard", json!({ "verified_on": "2025-11-01", "slug": "en-retard" })),
        ("Boutique bientôt", json!({ "verified_on": "2025-12-10", "slug": "bientot" })),
        ("Boutique fraîche", json!({ "verified_on": "2026-10-01", "slug": "fraiche" })),
        (
            "Boutique <b>muette</b>",
            json!({ "verified_on": "2025-06-01", "review_on": "2027-06-01", "slug": "muette" }),
        ),
    ];
    let lines = lines.into_iter().enumerate();
    let lines = lines.map(|(place, (title, facts))| offer(&siren(place), title, facts).to_string());
    app.import("a.ndjson", lines.collect::<Vec<_>>().join("\n")).await;
    for _ in 0..3 {
        app.get("/recherche?q=licorne+volante").await;
    }
    app.get("/recherche?q=une+fois").await;
    app.record_searches().await.unwrap();
    let reader = Officer::enter(&app, "Anne", Role::Reader).await;
    let page = reader.visitor.get("/administration/tableau").await;
    page.assert_says("href=\"/administration/offres/en-retard\"");
    page.assert_says("à confirmer depuis le 1er novembre 2026");
    page.assert_says("à confirmer avant le 10 décembre 2026");
    page.assert_says("confirmée pour la dernière fois le 1er juin 2025");
    page.assert_says("3 offres.");
    assert!(!page.text.contains("offres/fraiche"));
    assert!(!page.text.contains("<b>muette"), "titles are escaped");
    page.assert_says("licorne volante");
    page.assert_says("3×");
    assert!(!page.text.contains("une fois"), "what one person typed is not shown");
}
