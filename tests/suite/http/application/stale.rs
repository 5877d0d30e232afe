//! Pages that were open while something else happened: they change nothing and say why.

use crate::support::app::{Engine, Page, TestApp};
use crate::support::applicant::{Applicant, TOPICS, logo};
use crate::support::visitor::Visitor;

fn assert_conflict(page: &Page, words: &str) {
    assert_eq!((page.status, page.header("cache-control")), (409, "no-store"), "{}", page.text);
    page.assert_says(words);
}

#[tokio::test]
async fn a_page_of_an_offer_that_was_removed_in_another_tab_says_so() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    applicant.save("offres", &[("offres", "1")]).await;
    let kept = [("title", "Boutique en ligne clé en main")];
    applicant.save("offres/1/presentation", &kept).await;
    applicant.save("offres/2/retirer", &[]).await;
    let audited = app.store.count_audit_rows().await.unwrap();
    let page = applicant.save("offres/2/presentation", &[("title", "Un autre titre")]).await;
    assert_conflict(&page, "Cette page n’est plus à jour");
    let english = applicant.browser.post(&format!("/en{}/offres/2/zone", applicant.path), &[]).await;
    assert_conflict(&english, "This page is out of date");
    assert_eq!(app.store.count_audit_rows().await.unwrap(), audited);
    applicant.assert_keeps("offres/1/presentation", &kept).await;
    applicant.save("offres", &[("offres", "1")]).await;
    assert_eq!(applicant.page("offres/2/services").await.status, 404, "numbers are never given twice");
    assert_eq!(applicant.page("offres/3/services").await.status, 200);
}

#[tokio::test]
async fn a_page_that_was_open_when_the_application_was_sent_says_so_and_changes_nothing() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::ready(&app).await;
    assert_eq!(applicant.send().await.status, 303);
    let audited = app.store.count_audit_rows().await.unwrap();
    for (topic, typed) in TOPICS {
        assert_conflict(&applicant.save(topic, typed).await, "Cette candidature ne se modifie plus");
        let shown = applicant.page(topic).await;
        assert_eq!((shown.status, shown.header("location")), (303, &*applicant.at("suivi")), "{topic}");
    }
    for action in ["offres", "offres/1/retirer"] {
        assert_conflict(&applicant.save(action, &[]).await, "Cette candidature ne se modifie plus");
    }
    let picture = applicant.browser.file(&applicant.at("logo"), "logo", &logo());
    assert_conflict(&applicant.browser.send(picture).await, "Cette candidature ne se modifie plus");
    for page in ["", "envoyer"] {
        assert_eq!(applicant.page(page).await.header("location"), applicant.at("suivi"), "{page}");
    }
    assert_eq!(app.store.count_audit_rows().await.unwrap(), audited);
    applicant.page("relire").await.assert_says("Boutique en ligne clé en main");
    applicant.page("suivi").await.assert_says("Envoyée");
}

#[tokio::test]
async fn an_application_that_was_withdrawn_in_another_tab_is_not_sent() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::ready(&app).await;
    let send = applicant.page("envoyer").await;
    assert_eq!(send.status, 200);
    assert_eq!(applicant.save("retirer", &[]).await.status, 303);
    let page = applicant.save("envoyer", &[("declaration", "1")]).await;
    assert_conflict(&page, "Cette candidature ne se modifie plus");
    assert_conflict(&applicant.save("siret", &[]).await, "Cette candidature ne se modifie plus");
    let again = applicant.save("retirer", &[]).await;
    assert_eq!(again.header("location"), applicant.at("suivi"), "a doubled click");
    applicant.page("suivi").await.assert_says("Retirée");
}

#[tokio::test]
async fn the_last_offer_stays_and_a_link_to_nothing_leads_to_the_list() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    assert_conflict(&applicant.save("offres/1/retirer", &[]).await, "Cette page n’est plus à jour");
    let asked = applicant.page("offres/7/retirer").await;
    assert_eq!((asked.status, asked.header("location")), (303, &*applicant.path));
    assert_eq!(applicant.save("offres/7/retirer", &[]).await.header("location"), applicant.path);
    assert_eq!(applicant.page("offres/1/services").await.status, 200);
}

#[tokio::test]
async fn an_eleventh_offer_is_refused_with_a_sentence() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    for known in 1..10 {
        assert_eq!(applicant.save("offres", &[("offres", &known.to_string())]).await.status, 303);
    }
    applicant.page("").await.assert_says("dix offres au plus");
    assert_conflict(&applicant.save("offres", &[("offres", "10")]).await, "dix offres au plus");
}
