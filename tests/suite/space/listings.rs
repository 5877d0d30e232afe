//! What a provider does to its offers: the story of one, and what is refused.

use devanture::domain::listing::{ListingFact, ListingStatus as Status, VerificationLevel};
use jiff::civil::date;

use super::{CLAIRE, SLUG, confirm, enter, list, list_neighbour, stored};
use crate::support::app::{Engine, TestApp};
use crate::support::visitor::{Visitor, field};

const DAY: i64 = 24 * 60;

async fn found(app: &TestApp) -> bool {
    app.get("/api/v1/listings?q=boutique").await.json()["total"] == 1
}

#[tokio::test]
async fn an_approved_offer_is_confirmed_as_it_was_sent_and_due_in_a_year() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let offer = stored(&app, SLUG).await;
        assert_eq!(offer.review_on, Some(date(2027, 11, 22)));
        assert_eq!(offer.confirmed_since(), Some(date(2026, 11, 22)));
        assert_eq!(offer.confirmed_on.len(), offer.given().len());
        let page = app.get(&format!("/offres/{SLUG}")).await;
        page.assert_says("Confirmé par le prestataire");
    }
}

#[tokio::test]
async fn a_pause_takes_an_offer_out_of_the_searches_and_ends_where_it_began() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let url = app.url.clone();
        let browser = Visitor::at(&url);
        enter(&app, &browser, CLAIRE).await;
        assert!(found(&app).await);
        let to = format!("/espace#offre-{SLUG}");
        for doubled in 0..2 {
            let done = browser.post(&format!("/espace/offres/{SLUG}/pause"), &[]).await;
            assert_eq!((done.status, done.header("location")), (303, to.as_str()), "{doubled}");
        }
        app.catch_up().await;
        assert!(!found(&app).await);
        let public = app.get(&format!("/offres/{SLUG}")).await;
        assert_eq!(public.status, 200);
        public.assert_says("Le prestataire a mis cette offre en pause");
        assert!(public.text.contains("noindex"));
        assert!(!app.get("/sitemap.xml").await.text.contains(SLUG));
        browser.get("/espace").await.assert_says("Remettre en ligne");
        for _ in 0..2 {
            assert_eq!(browser.post(&format!("/espace/offres/{SLUG}/reprendre"), &[]).await.status, 303);
        }
        app.catch_up().await;
        assert!(found(&app).await);
        assert_eq!(stored(&app, SLUG).await.status, Status::Published);
    }
}

#[tokio::test]
async fn a_withdrawal_is_asked_about_and_final() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let url = app.url.clone();
        let browser = Visitor::at(&url);
        enter(&app, &browser, CLAIRE).await;
        let path = format!("/espace/offres/{SLUG}/retirer");
        browser.get(&path).await.assert_says("Retirer cette offre pour toujours ?");
        assert_eq!(stored(&app, SLUG).await.status, Status::Published, "asking changes nothing");
        for _ in 0..2 {
            assert_eq!(browser.post(&path, &[]).await.status, 303);
        }
        app.catch_up().await;
        assert!(!found(&app).await);
        let public = app.get(&format!("/offres/{SLUG}")).await;
        assert_eq!(public.status, 410);
        public.assert_says("Le prestataire a retiré cette offre");
        assert!(!public.text.contains("Une boutique tenue"), "what it said is not shown any more");
        for rest in ["pause", "reprendre"] {
            let refused = browser.post(&format!("/espace/offres/{SLUG}/{rest}"), &[]).await;
            assert_eq!(refused.status, 409, "{rest}");
        }
        assert_eq!(browser.get(&path).await.status, 409);
        assert_eq!(browser.get(&format!("/espace/offres/{SLUG}/confirmer")).await.status, 409);
        browser.get("/espace").await.assert_says("Retirée");
    }
}

#[tokio::test]
async fn facts_are_confirmed_one_by_one_or_all_at_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        let browser = Visitor::new(&app);
        app.pass_minutes(350 * DAY);
        enter(&app, &browser, CLAIRE).await;
        let space = browser.get("/espace").await;
        space.assert_says("À faire d’abord");
        space.assert_says("Confirmer « Boutique clé en main »");
        let page = browser.get(&format!("/espace/offres/{SLUG}/confirmer")).await;
        for words in [
            "12 mois",
            "Formule : dès 39 € HT par mois",
            "À confirmer avant le 22 novembre 2027",
            "Toujours exact",
        ] {
            page.assert_says(words);
        }
        let (today, audited) = (app.now().today, app.store.count_audit_rows().await.unwrap());
        let done = confirm(&browser, SLUG, "commitment_months").await;
        let to = format!("/espace/offres/{SLUG}/confirmer#commitment_months");
        assert_eq!((done.status, done.header("location")), (303, to.as_str()));
        confirm(&browser, SLUG, "commitment_months").await;
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 1, "a doubled click writes once");
        let offer = stored(&app, SLUG).await;
        assert_eq!(offer.confirmed_on[&ListingFact::Commitment], today);
        assert_eq!(offer.confirmed_on[&ListingFact::Title], date(2026, 11, 22));
        assert_eq!(offer.review_on, Some(date(2027, 11, 22)));
        assert_eq!(confirm(&browser, SLUG, "tout").await.status, 303);
        let offer = stored(&app, SLUG).await;
        assert_eq!(offer.confirmed_since(), Some(today));
        assert_eq!(offer.review_on, Some(date(2028, 11, 7)));
        browser.get(&format!("/espace/offres/{SLUG}/confirmer")).await.assert_says("Tout est confirmé");
        browser.get("/espace").await.assert_says("Tout est à jour");
    }
}

#[tokio::test]
async fn a_hidden_offer_comes_back_by_being_confirmed_within_a_year_and_not_later() {
    for (days, comes_back) in [(365 + 200, true), (365 + 90 + 366, false)] {
        let mut app = TestApp::empty(Engine::Sqlite).await;
        list(&mut app, &[]).await;
        let mut tx = app.store.begin_write(1).await.unwrap();
        let slug = devanture::domain::ids::Slug::try_from(SLUG.to_owned()).unwrap();
        let mut hidden = tx.listings_by_slug(&[slug]).await.unwrap().remove(0);
        hidden.listing.status = Status::Expired;
        tx.update_listing(&hidden).await.unwrap();
        tx.commit().await.unwrap();
        app.catch_up().await;
        assert_eq!(app.get(&format!("/offres/{SLUG}")).await.status, 410);
        app.pass_minutes(days * DAY);
        let browser = Visitor::new(&app);
        enter(&app, &browser, CLAIRE).await;
        let space = browser.get("/espace").await;
        space.assert_says("Masquée");
        let page = browser.get(&format!("/espace/offres/{SLUG}/confirmer")).await;
        assert_eq!(page.status, if comes_back { 200 } else { 409 });
        if comes_back {
            space.assert_says("pour la remettre en ligne");
            confirm(&browser, SLUG, "tout").await;
            app.catch_up().await;
            assert_eq!(app.get(&format!("/offres/{SLUG}")).await.status, 200);
        } else {
            let seen = stored(&app, SLUG).await.fingerprint();
            let path = format!("/espace/offres/{SLUG}/confirmer");
            assert_eq!(browser.post(&path, &[("vu", &seen), ("fait", "tout")]).await.status, 409);
        }
    }
}

#[tokio::test]
async fn a_stale_page_or_a_forged_field_confirms_nothing() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let browser = Visitor::new(&app);
    app.pass_minutes(DAY);
    enter(&app, &browser, CLAIRE).await;
    let path = format!("/espace/offres/{SLUG}/confirmer");
    let seen = field(&browser.get(&path).await.text, "vu");
    let before = stored(&app, SLUG).await;
    for (fields, status) in [
        (vec![("vu", seen.as_str()), ("fait", "verification_level")], 400),
        (vec![("vu", seen.as_str()), ("fait", "")], 400),
        (vec![("vu", seen.as_str())], 400),
        (vec![("vu", "0123456789abcdef"), ("fait", "tout")], 409),
        (vec![("fait", "title")], 409),
        (vec![("vu", seen.as_str()), ("fait", "exit_fee_cents"), ("status", "archived")], 303),
    ] {
        assert_eq!(browser.post(&path, &fields).await.status, status, "{fields:?}");
        assert_eq!(stored(&app, SLUG).await, before, "{fields:?}");
    }
    let stale = browser.post(&path, &[("vu", "0"), ("fait", "tout")]).await;
    stale.assert_says("Cette offre a changé entre-temps");
}

#[tokio::test]
async fn what_others_answer_for_is_answered_like_what_does_not_exist() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        list_neighbour(&mut app).await;
        let browser = Visitor::new(&app);
        enter(&app, &browser, CLAIRE).await;
        let neighbour = stored(&app, "offre-du-voisin").await;
        let audited = app.store.count_audit_rows().await.unwrap();
        let seen = neighbour.fingerprint();
        for (path, gets) in [
            ("/espace/offres/NAME/pause", false),
            ("/espace/offres/NAME/reprendre", false),
            ("/espace/offres/NAME/retirer", true),
            ("/espace/offres/NAME/confirmer", true),
            ("/espace/prestataires/NAME/modifier", false),
            ("/espace/candidatures/NAME/ouvrir", false),
        ] {
            let mut pages = Vec::new();
            for name in ["offre-du-voisin", "le-voisin", "nulle-part", "%00", "DV-7KQM-3XTA"] {
                let path = path.replace("NAME", name);
                pages.push(browser.post(&path, &[("vu", &seen), ("fait", "tout")]).await);
                if gets {
                    pages.push(browser.get(&path).await);
                }
            }
            for page in &pages {
                assert_eq!((page.status, &page.text), (404, &pages[0].text), "{path}");
                assert_eq!(page.header("cache-control"), "no-store");
            }
        }
        assert_eq!(stored(&app, "offre-du-voisin").await, neighbour);
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited);
        assert!(!browser.get("/espace").await.text.contains("voisin"));
        assert_eq!(neighbour.verification_level, VerificationLevel::Offer);
    }
}

#[tokio::test]
async fn records_keep_confirmations_and_reviews_from_one_directory_to_the_next() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let mut exported = Vec::new();
    devanture::commands::export::run(&app.store, devanture::config::ExportFormat::Ndjson, &mut exported)
        .await
        .unwrap();
    let mut other = TestApp::empty(Engine::Postgres).await;
    other.import("export.ndjson", &exported).await;
    assert_eq!(stored(&other, SLUG).await, stored(&app, SLUG).await);
    let again = other.import("export.ndjson", &exported).await;
    assert_eq!(again.tally.unchanged, 1);
}
