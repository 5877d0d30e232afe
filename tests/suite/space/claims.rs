//! Claims of listed firms: proved by mail at their own website, or left to a vetter.

use devanture::domain::application::{ApplicationKind::Claim, Flag, Happened};
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::{ApplicationId, ProviderId};
use serde_json::{Value, json};

use super::{enter, filled, prove};
use crate::support::app::{Engine, TestApp};
use crate::support::visitor::Visitor;

/// A firm as public sources give it.
async fn row(app: &mut TestApp, website: Value) -> ProviderId {
    let record = json!({
        "provider": { "name": "Vélo Colmar", "website": website }, "title": "Vélo Colmar, livraison",
        "summary": "Livre à vélo dans Colmar et autour.", "service_types": ["livraison-locale"],
        "area": ["commune:68066"], "verification_level": "repertorie", "source": "essai",
    });
    app.import("row.ndjson", record.to_string()).await;
    app.store.entries_after(None, 1).await.unwrap().remove(0).provider_id
}

async fn claimed(app: &TestApp, provider: ProviderId, email: &str) -> ApplicationId {
    // What is typed as website says nothing: only the one that the directory knows counts.
    let answers =
        [("contact.email", email), ("website", "https://velo.example"), ("title", "Vélo Colmar, livraison")];
    let id = filled(app, Some((provider, Claim)), &answers).await;
    prove(app, id).await;
    id
}

async fn history(app: &TestApp, id: ApplicationId) -> Vec<Happened> {
    app.store.history(id).await.unwrap().into_iter().map(|(_, happened)| happened).collect()
}

async fn answers(app: &TestApp, email: &str) -> usize {
    app.store.contacts_of(&EmailAddress::parse(email).unwrap()).await.unwrap().len()
}

#[tokio::test]
async fn an_address_at_the_site_of_the_firm_opens_its_space_before_any_vetter() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let provider = row(&mut app, json!("https://www.velo.example/fr")).await;
        let audited = app.store.count_audit_rows().await.unwrap();
        let id = claimed(&app, provider, "Eva@Velo.example").await;
        assert_eq!(history(&app, id).await.last(), Some(&Happened::ClaimProved));
        let contacts =
            app.store.contacts_of(&EmailAddress::parse("eva@velo.example").unwrap()).await.unwrap();
        assert_eq!((contacts.len(), contacts[0].provider_id), (1, provider));
        assert_eq!(contacts[0].contact.name, "Claire Martin");
        assert!(app.store.count_audit_rows().await.unwrap() > audited);
        let browser = Visitor::new(&app);
        enter(&app, &browser, "Eva@Velo.example").await;
        let space = browser.get("/espace").await;
        space.assert_says("Vélo Colmar, livraison");
        space.assert_says("En ligne");
        let listing = app.store.listings_of(provider).await.unwrap().remove(0).listing;
        assert!(!listing.verification_level.is_claimed(), "no vetter has approved anything");
        let begun = browser.post("/espace/prestataires/velo-colmar/modifier", &[]).await;
        let reference = app.store.application_by_id(id).await.unwrap().unwrap().reference;
        assert_eq!(
            begun.header("location"),
            format!("/candidature/{reference}"),
            "the claim is what is open"
        );
    }
}

#[tokio::test]
async fn other_hosts_shared_hosts_and_pages_on_platforms_are_left_to_a_vetter() {
    for (website, email) in [
        (json!("https://autre.example"), "eva@velo.example"),
        (json!("https://velo.example/antenne/colmar"), "eva@velo.example"),
        (json!("https://www.facebook.com/velo"), "eva@facebook.com"),
        (json!("https://orange.fr"), "eva@orange.fr"),
        (json!("https://velo.wixsite.com"), "eva@velo.wixsite.com"),
        (Value::Null, "eva@velo.example"),
    ] {
        let mut app = TestApp::empty(Engine::Sqlite).await;
        let provider = row(&mut app, website.clone()).await;
        let id = claimed(&app, provider, email).await;
        assert_eq!(history(&app, id).await.last(), Some(&Happened::AddressProved), "{website}");
        assert_eq!(answers(&app, email).await, 0, "{website}");
    }
}

#[tokio::test]
async fn a_firm_that_somebody_answers_for_gets_no_second_contact_by_itself() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let provider = row(&mut app, json!("https://velo.example")).await;
        let early = filled(&app, Some((provider, Claim)), &[("contact.email", "leo@velo.example")]).await;
        let first = claimed(&app, provider, "eva@velo.example").await;
        let late = claimed(&app, provider, "max@velo.example").await;
        prove(&app, early).await;
        for (id, flags) in
            [(first, vec![]), (late, vec![Flag::AlreadyClaimed]), (early, vec![Flag::AlreadyClaimed])]
        {
            let application = app.store.application_by_id(id).await.unwrap().unwrap();
            assert_eq!(application.flags, flags);
            assert!(application.email_verified_at.is_some());
        }
        let all = ["eva@velo.example", "max@velo.example", "leo@velo.example"];
        let mut found = Vec::new();
        for email in all {
            found.push(answers(&app, email).await);
        }
        assert_eq!(found, [1, 0, 0]);
        assert_eq!(history(&app, late).await.last(), Some(&Happened::AddressProved));
    }
}

#[tokio::test]
async fn an_application_that_claims_nothing_opens_no_space_by_its_address() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    row(&mut app, json!("https://velo.example")).await;
    let id = filled(&app, None, &[("contact.email", "eva@velo.example"), ("website", "velo.example")]).await;
    prove(&app, id).await;
    assert_eq!(answers(&app, "eva@velo.example").await, 0);
    assert_eq!(history(&app, id).await.last(), Some(&Happened::AddressProved));
}
