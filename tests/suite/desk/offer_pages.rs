//! Listed offers at the desk, through its pages: looked for, taken down, brought back.

use devanture::domain::desk::Role;
use devanture::domain::listing::ListingStatus as Status;

use crate::space::{CLAIRE, SLUG, enter, list, stored};
use crate::support::app::{Engine, Page, TestApp};
use crate::support::desk::Officer;
use crate::support::visitor::{Visitor, field};

const OFFER: &str = "/administration/offres/boutique-cle-en-main";

async fn audit_rows(app: &TestApp) -> i64 {
    app.store.count_audit_rows().await.unwrap()
}

/// Sends a decision about the offer as its page shows it now.
async fn rule(officer: &Officer<'_>, end: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("{OFFER}/{end}");
    let version = field(&officer.visitor.get(&path).await.text, "version-offre");
    let all = [&[("version-offre", version.as_str())], fields].concat();
    officer.visitor.post(&path, &all).await
}

const WHY: [(&str, &str); 2] = [("motif", "prix-absent"), ("mots", "Le prix a disparu de votre site.")];

async fn assert_suspended(engine: Engine) {
    let mut app = TestApp::empty(engine).await;
    list(&mut app, &[]).await;
    app.deliver().await;
    let letters = app.letters().len();
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    anne.visitor.get("/administration/offres?q=clé+en+main").await.assert_says("Boutique clé en main");
    anne.visitor.get("/administration/offres?q=boulangerie").await.assert_says("Aucune offre ne correspond");
    anne.visitor.get(OFFER).await.assert_says("Claire Martin");
    anne.visitor.get("/administration/prestataires/atelier-du-web").await.assert_says("800000002");

    let rows = audit_rows(&app).await;
    let wrong = rule(&anne, "suspendre", &[("etape", "apercu"), ("mots", "Gardé")]).await;
    assert_eq!(wrong.status, 422);
    wrong.assert_says("Erreur : ");
    wrong.assert_says("Gardé");
    let preview = rule(&anne, "suspendre", &[&[("etape", "apercu")], &WHY[..]].concat()).await;
    assert_eq!(preview.status, 200);
    preview.assert_says("Le prix a disparu de votre site.");
    assert_eq!(audit_rows(&app).await, rows, "nothing is done yet");
    let send = [&[("etape", "envoyer")], &WHY[..]].concat();
    assert_eq!(rule(&anne, "suspendre", &send).await.status, 303);
    assert_eq!(audit_rows(&app).await, rows + 1);
    assert_eq!(stored(&app, SLUG).await.status, Status::Suspended);
    app.deliver().await;
    assert_eq!(app.letters().len(), letters + 1);
    assert!(app.letters().last().unwrap().text.contains("Le prix a disparu de votre site."));
    let again = anne.visitor.get(&format!("{OFFER}/suspendre")).await;
    assert_eq!(again.status, 409, "it is suspended already");
}

#[tokio::test]
async fn an_offer_is_suspended_with_reasons_and_a_letter_that_was_shown_before() {
    assert_suspended(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_offer_is_suspended_on_postgres() {
    assert_suspended(Engine::Postgres).await;
}

#[tokio::test]
async fn what_is_suspended_is_gone_for_shops_and_its_provider_reads_why() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let send = [&[("etape", "envoyer")], &WHY[..]].concat();
    rule(&anne, "suspendre", &send).await;
    drop(anne);
    app.catch_up().await;
    let page = app.get(&format!("/offres/{SLUG}")).await;
    assert_eq!(page.status, 410);
    page.assert_says("L’annuaire a suspendu cette offre");
    assert!(!page.text.contains("Le prix a disparu"), "the reasons are for its provider");
    assert!(!app.get("/recherche").await.text.contains("Boutique clé en main"));
    let claire = Visitor::new(&app);
    enter(&app, &claire, CLAIRE).await;
    let space = claire.get("/espace").await;
    space.assert_says("Pourquoi cette offre n’est plus en ligne");
    space.assert_says("Le prix a disparu de votre site.");
    drop(claire);

    let bob = Officer::enter(&app, "Bob", Role::Vetter).await;
    let silent = rule(&bob, "remettre", &[("etape", "envoyer"), ("mots", " ")]).await;
    assert_eq!(silent.status, 422);
    silent.assert_says("Écrivez quelques mots : le prestataire les lit dans la lettre");
    let back = [("etape", "envoyer"), ("mots", "Le prix est revenu.")];
    assert_eq!(rule(&bob, "remettre", &back).await.status, 303);
    drop(bob);
    app.catch_up().await;
    assert_eq!(app.get(&format!("/offres/{SLUG}")).await.status, 200);
}

#[tokio::test]
async fn two_people_never_overwrite_each_other() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let lea = Officer::enter(&app, "Lea", Role::Lead).await;
    let path = format!("{OFFER}/archiver");
    let version = field(&lea.visitor.get(&path).await.text, "version-offre");
    let send = [&[("etape", "envoyer")], &WHY[..]].concat();
    assert_eq!(rule(&anne, "suspendre", &send).await.status, 303);
    let late = [
        &[("version-offre", version.as_str()), ("etape", "envoyer"), ("motif", "plaintes")][..],
        &[("mots", "Trois plaintes en un mois.")],
    ]
    .concat();
    let rows = audit_rows(&app).await;
    let page = lea.visitor.post(&path, &late).await;
    assert_eq!(page.status, 409);
    page.assert_says("Suspendue par l’annuaire");
    page.assert_says("Trois plaintes en un mois.");
    assert_eq!(audit_rows(&app).await, rows);
    let version = field(&page.text, "version-offre");
    let again = [
        &[("version-offre", version.as_str()), ("etape", "envoyer"), ("motif", "plaintes")][..],
        &[("mots", "Trois plaintes en un mois.")],
    ]
    .concat();
    assert_eq!(lea.visitor.post(&path, &again).await.status, 303);
    assert_eq!(stored(&app, SLUG).await.status, Status::Archived);
}

#[tokio::test]
async fn roles_and_ties_are_kept() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let own = Officer::enter(&app, "claire.martin@atelier.example", Role::Lead).await;
    assert_eq!(reader.visitor.get(&format!("{OFFER}/suspendre")).await.status, 403);
    assert_eq!(anne.visitor.get(&format!("{OFFER}/archiver")).await.status, 403);
    assert_eq!(anne.visitor.post(&format!("{OFFER}/retablir"), &[]).await.status, 403);
    let send = [&[("etape", "envoyer")], &WHY[..]].concat();
    let refused = rule(&own, "suspendre", &send).await;
    assert_eq!(refused.status, 409);
    refused.assert_says("vous concerne");
    assert_eq!(stored(&app, SLUG).await.status, Status::Published);
    for unknown in ["zz", "%00", "01900000-0000-7000-8000-000000000009"] {
        assert_eq!(
            anne.visitor.get(&format!("/administration/offres/{unknown}")).await.status,
            404,
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn archiving_waits_for_a_second_lead_where_four_eyes_are_asked_for() {
    let mut app =
        TestApp::with(Engine::Sqlite, &[("DEVANTURE_STARTER", "off"), ("DEVANTURE_FOUR_EYES", "on")]).await;
    list(&mut app, &[]).await;
    let lea = Officer::enter(&app, "Lea", Role::Lead).await;
    let max = Officer::enter(&app, "Max", Role::Lead).await;
    let send = [&[("etape", "envoyer")], &WHY[..]].concat();
    assert_eq!(rule(&lea, "archiver", &send).await.status, 303);
    assert_eq!(stored(&app, SLUG).await.status, Status::Published, "nothing is done yet");
    max.visitor.get("/administration/a-confirmer").await.assert_says("Boutique clé en main");
    let path = format!("{OFFER}/second-avis");
    let version = field(&max.visitor.get(&path).await.text, "version");
    let agree = [("version", version.as_str()), ("reponse", "accord")];
    assert_eq!(lea.visitor.post(&path, &agree).await.status, 409, "not by whoever proposed it");
    let rows = audit_rows(&app).await;
    assert_eq!(max.visitor.post(&path, &agree).await.status, 303);
    assert_eq!(audit_rows(&app).await, rows + 1);
    assert_eq!(stored(&app, SLUG).await.status, Status::Archived);
}
