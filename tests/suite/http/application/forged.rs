//! Fields that no page of ours has, references of others, bodies that are too large.

use crate::support::app::{Engine, TestApp};
use crate::support::applicant::{Applicant, TOPICS};
use crate::support::visitor::Visitor;

#[tokio::test]
async fn fields_that_no_page_has_change_nothing() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::filled(&app).await;
    let forged = [
        ("state", "approved"),
        ("email_verified_at", "1"),
        ("verification_level", "labellise"),
        ("provider_id", "01900000-0000-7000-8000-000000000009"),
        ("kind", "change"),
        ("version", "99"),
        ("logo", "01900000-0000-7000-8000-000000000009"),
        ("contact.email", "somebody@else.example"),
        ("title", "Un titre venu d’ailleurs"),
        ("area", "france"),
        ("siret", "80000001000010"),
    ];
    for (topic, typed) in TOPICS {
        let own: Vec<&str> = typed.iter().map(|(key, _)| *key).collect();
        let foreign = forged.into_iter().filter(|(key, _)| !own.contains(key));
        let sent: Vec<_> = typed.iter().copied().chain(foreign).collect();
        assert_eq!(applicant.save(topic, &sent).await.status, 303, "{topic}");
    }
    for (topic, typed) in TOPICS {
        applicant.assert_keeps(topic, typed).await;
    }
    let zone = applicant.kept("offres/1/zone").await;
    assert!(!zone.contains(&("area".to_owned(), "france".to_owned())));
    assert!(!applicant.page("preuves").await.text.contains("/logos/"));
    applicant.page("envoyer").await.assert_says("Confirmez votre adresse");
    let sent = applicant.save("envoyer", &[("declaration", "1"), ("state", "approved")]).await;
    assert_eq!(sent.header("location"), applicant.at("envoyer"), "the address is not proved");
    applicant.page("suivi").await.assert_says("Brouillon");
}

#[tokio::test]
async fn values_that_no_page_offers_are_refused_and_what_is_good_stays() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    for (topic, key, value) in [
        ("offres/1/services", "main_service", "livraison"),
        ("offres/1/services", "trades", "<script>"),
        ("offres/1/zone", "area", "commune:68066"),
        ("offres/1/zone", "area", "departement:99"),
        ("offres/1/prix", "pricing_model", "troc"),
        ("offres/1/prix", "price_plans.0.unit", "siècle"),
        ("offres/1/engagement", "leased", "peut-être"),
        ("offres/1/mise-en-route", "setup_delay", "jamais"),
        ("preuves", "labels.0.kind", "state=approved"),
        ("contact", "contact.lang", "de"),
    ] {
        let page = applicant.save(topic, &[(key, value)]).await;
        assert_eq!(page.status, 422, "{topic} {key}={value}");
        assert!(!page.text.contains("<script>\""), "{topic}");
    }
}

#[tokio::test]
async fn a_reference_of_somebody_else_is_answered_like_one_that_nobody_has() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let (mine, theirs) = (Applicant::begin(Visitor::new(&app), "").await, Applicant::filled(&app).await);
    let unknown = Applicant { browser: Visitor::new(&app), path: "/candidature/DV-2222-2222".to_owned() };
    let ends = [
        "",
        "siret",
        "offres/1/zone",
        "offres/1/apercu",
        "relire",
        "envoyer",
        "suivi",
        "retirer",
        "contester",
    ];
    for end in ends {
        let foreign = mine.browser.get(&theirs.at(end)).await;
        let none = mine.browser.get(&unknown.at(end)).await;
        assert_eq!((foreign.status, foreign.header("location")), (303, "/candidature/reprendre"), "{end}");
        assert_eq!((none.status, none.header("location")), (303, "/candidature/reprendre"), "{end}");
    }
    let audited = app.store.count_audit_rows().await.unwrap();
    for end in [
        "siret",
        "offres",
        "offres/1/retirer",
        "offres/1/zone",
        "controles",
        "envoyer",
        "adresse",
        "retirer",
        "contester",
    ] {
        let foreign = mine.browser.post(&theirs.at(end), &[("siret", "1"), ("declaration", "1")]).await;
        let none = mine.browser.post(&unknown.at(end), &[("siret", "1")]).await;
        assert_eq!((foreign.status, none.status), (401, 401), "{end}");
        assert_eq!(foreign.text, none.text, "{end}");
    }
    assert_eq!(app.store.count_audit_rows().await.unwrap(), audited);
    theirs.assert_keeps("siret", TOPICS[0].1).await;
}

#[tokio::test]
async fn more_than_a_form_can_hold_is_refused_with_a_sentence_and_keeps_what_was_there() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    let kept = [("description", "Ce qui était là avant reste là.")];
    applicant.save("offres/1/presentation", &kept).await;
    for size in [64 * 1024 + 1, 1024 * 1024] {
        let page = applicant.save("offres/1/presentation", &[("description", &"x".repeat(size))]).await;
        assert_eq!(page.status, 413);
        page.assert_says("Cet envoi est trop gros");
        page.assert_says("ce que vous avez écrit est encore dans la page");
    }
    let many: Vec<(&str, &str)> = (0..501).map(|_| ("languages", "fr")).collect();
    assert_eq!(applicant.save("entreprise", &many).await.status, 413);
    let logo = applicant.browser.file(&applicant.at("logo"), "logo", &vec![0; 700 * 1024]);
    assert_eq!(applicant.browser.send(logo).await.status, 413);
    applicant.assert_keeps("offres/1/presentation", &kept).await;
}

#[tokio::test]
async fn an_application_that_would_grow_without_end_is_stopped_and_stays_usable() {
    let app =
        TestApp::with(Engine::Sqlite, &[("DEVANTURE_STARTER", "off"), ("DEVANTURE_LIMITS", "off")]).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    let long = "a".repeat(31_000);
    let mut refused = None;
    for number in 1..=10 {
        applicant.save("offres", &[("offres", &number.to_string())]).await;
        for topic in ["presentation", "engagement"] {
            let typed = [("description", long.as_str()), ("export_formats", long.as_str())];
            let page = applicant.save(&format!("offres/{number}/{topic}"), &typed).await;
            if page.status == 413 {
                refused.get_or_insert(page);
            } else {
                assert_eq!(page.status, 422, "{number}");
            }
        }
    }
    refused.expect("half a megabyte is enough").assert_says("C’est trop long pour une candidature");
    assert_eq!(applicant.save("siret", &[("siret", "80000000200017")]).await.status, 303);
    assert_eq!(applicant.page("relire").await.status, 200);
}
