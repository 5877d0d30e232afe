//! The way in: a link to those who answer for a provider, the same answer to everybody.

use super::{CLAIRE, enter, link_to, list};
use crate::support::app::{Engine, TestApp};
use crate::support::visitor::{Visitor, field};

#[tokio::test]
async fn a_link_goes_to_those_who_answer_for_a_provider_and_nobody_can_tell() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        list(&mut app, &[]).await;
        app.deliver().await;
        let (before, audited) = (app.letters().len(), app.store.count_audit_rows().await.unwrap());
        let visitor = Visitor::new(&app);
        let known = visitor.post("/espace/entrer", &[("email", &CLAIRE.to_uppercase())]).await;
        let unknown = visitor.post("/espace/entrer", &[("email", "personne@atelier.example")]).await;
        assert_eq!((known.status, &known.text), (unknown.status, &unknown.text));
        assert_eq!(known.status, 200);
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 2, "one row each");
        app.deliver().await;
        assert_eq!(app.letters().len(), before + 1);
    }
}

#[tokio::test]
async fn what_is_no_address_comes_back_with_what_was_typed() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let visitor = Visitor::new(&app);
    for (path, title, typed) in [
        ("/espace/entrer", "<title>Erreur\u{a0}: ", "claire@"),
        ("/espace/entrer", "<title>Erreur\u{a0}: ", ""),
        ("/en/espace/entrer", "<title>Error: ", "\"><script>alert(1)</script>"),
    ] {
        let page = visitor.post(path, &[("email", typed)]).await;
        assert_eq!(page.status, 422, "{typed}");
        page.assert_says(title);
        assert!(page.text.contains("aria-invalid=\"true\"") && !page.text.contains("<script>alert"));
        if typed == "claire@" {
            assert_eq!(field(&page.text.replace("id=\"email\" ", ""), "email"), typed);
        }
    }
}

#[tokio::test]
async fn two_browsers_share_a_space_and_leaving_one_leaves_the_other() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let (desk, phone) = (Visitor::new(&app), Visitor::new(&app));
    enter(&app, &desk, CLAIRE).await;
    enter(&app, &phone, CLAIRE).await;
    for visitor in [&desk, &phone] {
        let page = visitor.get("/espace").await;
        page.assert_says("Boutique clé en main");
        page.assert_says("claire.martin@atelier.example");
        assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
        assert_eq!(visitor.get("/espace/entrer").await.header("location"), "/espace");
    }
    desk.post("/espace/quitter", &[]).await;
    assert_eq!(desk.get("/espace").await.header("location"), "/espace/entrer");
    assert_eq!(phone.get("/en/espace").await.status, 200);
    app.pass_minutes(12 * 60);
    assert_eq!(phone.get("/en/espace").await.header("location"), "/en/espace/entrer");
}

#[tokio::test]
async fn a_used_link_opens_nothing_in_another_browser() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    enter(&app, &Visitor::new(&app), CLAIRE).await;
    let stranger = Visitor::new(&app);
    let used = stranger.get(&link_to(&app, CLAIRE).await).await;
    assert_eq!(used.status, 410);
    assert_eq!(stranger.get("/espace").await.header("location"), "/espace/entrer");
}

#[tokio::test]
async fn somebody_who_answers_for_nothing_any_more_is_told_so() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let visitor = Visitor::new(&app);
    enter(&app, &visitor, CLAIRE).await;
    let mut tx = app.store.begin_write(1).await.unwrap();
    tx.delete_contacts(&CLAIRE.parse_email()).await.unwrap();
    tx.commit().await.unwrap();
    let page = visitor.get("/espace").await;
    page.assert_says("Aucun prestataire n’est rattaché à cette adresse");
    assert!(!page.text.contains("Boutique clé en main"));
    assert_eq!(visitor.post("/espace/offres/boutique-cle-en-main/pause", &[]).await.status, 404);
}

trait ParseEmail {
    fn parse_email(&self) -> devanture::domain::email::EmailAddress;
}

impl ParseEmail for str {
    fn parse_email(&self) -> devanture::domain::email::EmailAddress {
        devanture::domain::email::EmailAddress::parse(self).unwrap()
    }
}
