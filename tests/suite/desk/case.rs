//! The page of a case: what is read there, who takes it, what is said of it.

use devanture::domain::application::ApplicationKind;
use devanture::domain::desk::Role;

use crate::space::{filled, list, prove, sent};
use crate::support::app::{Engine, TestApp};
use crate::support::desk::Officer;
use crate::support::visitor::field;

/// An application that waits; gives the path of its case.
async fn waiting(app: &TestApp, answers: &[(&str, &str)]) -> String {
    let id = filled(app, None, answers).await;
    prove(app, id).await;
    format!("/administration/dossiers/{}", sent(app, id).await.reference)
}

async fn audit_rows(app: &TestApp) -> i64 {
    app.store.count_audit_rows().await.unwrap()
}

async fn assert_hands(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let path = waiting(&app, &[]).await;
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let paul = Officer::enter(&app, "Paul", Role::Vetter).await;
    let lea = Officer::enter(&app, "Lea", Role::Lead).await;

    let page = reader.visitor.get(&path).await;
    for words in
        ["Atelier du Web", "À prendre", "Les critères publiés", "Aucun commentaire", "ATELIER DU WEB", "39"]
    {
        page.assert_says(words);
    }
    assert!(!page.text.contains("/prendre"), "a reader takes nothing");
    assert_eq!(reader.visitor.post(&format!("{path}/prendre"), &[("version", "1")]).await.status, 403);

    let shown = anne.visitor.get(&path).await;
    let version = field(&shown.text, "version");
    let rows = audit_rows(&app).await;
    let taken = anne.visitor.post(&format!("{path}/prendre"), &[("version", &version)]).await;
    assert_eq!((taken.status, taken.header("location")), (303, path.as_str()));
    assert_eq!(audit_rows(&app).await, rows + 1);
    let late = paul.visitor.post(&format!("{path}/prendre"), &[("version", &version)]).await;
    assert_eq!(late.status, 409);
    late.assert_says("attribué à Anne");
    assert_eq!(audit_rows(&app).await, rows + 1, "nothing was done");

    let page = paul.visitor.get(&path).await;
    assert!(!page.text.contains(&format!("{path}/accepter")), "it is Anne’s");
    let page = anne.visitor.get(&path).await;
    assert!(page.text.contains(&format!("{path}/accepter")));
    let version = field(&page.text, "version");
    let foreign = paul.visitor.post(&format!("{path}/remettre"), &[("version", &version)]).await;
    assert_eq!(foreign.status, 409);
    assert_eq!(paul.visitor.post(&format!("{path}/attribuer"), &[("version", &version)]).await.status, 403);
    let paul_id = paul.id.to_string();
    let given =
        lea.visitor.post(&format!("{path}/attribuer"), &[("version", &version), ("a", &paul_id)]).await;
    assert_eq!(given.status, 303);
    anne.visitor.get(&path).await.assert_says("Attribué à : <b>Paul</b>");
    let version = field(&paul.visitor.get(&path).await.text, "version");
    assert_eq!(paul.visitor.post(&format!("{path}/remettre"), &[("version", &version)]).await.status, 303);
    anne.visitor.get(&path).await.assert_says("À prendre");
}

#[tokio::test]
async fn a_case_is_taken_once_given_back_and_given_to_others() {
    assert_hands(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_case_is_taken_once_on_postgres() {
    assert_hands(Engine::Postgres).await;
}

#[tokio::test]
async fn nobody_is_given_a_case_of_their_own() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let path = waiting(&app, &[]).await;
    let claire = Officer::enter(&app, "claire.martin@atelier.example", Role::Vetter).await;
    let lea = Officer::enter(&app, "Lea", Role::Lead).await;
    let shown = claire.visitor.get(&path).await;
    shown.assert_says("Cette candidature vous concerne");
    assert!(!shown.text.contains("/prendre"), "what would be refused is not offered");
    let version = field(&lea.visitor.get(&path).await.text, "version");
    let own = claire.visitor.post(&format!("{path}/prendre"), &[("version", &version)]).await;
    assert_eq!(own.status, 409);
    own.assert_says("vous concerne");
    let claire_id = claire.id.to_string();
    let given =
        lea.visitor.post(&format!("{path}/attribuer"), &[("version", &version), ("a", &claire_id)]).await;
    assert_eq!(given.status, 409);
}

#[tokio::test]
async fn comments_stay_at_the_desk_or_go_to_the_provider_in_a_letter() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let path = waiting(&app, &[]).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let to = format!("{path}/commentaires");
    let key = field(&anne.visitor.get(&path).await.text, "cle");
    let rows = audit_rows(&app).await;
    let hostile = "<script>alert(1)</script> à rappeler";
    let fields = [("cle", key.as_str()), ("commentaire", hostile), ("pour", "internal")];
    for _ in 0..2 {
        assert_eq!(anne.visitor.post(&to, &fields).await.status, 303);
    }
    assert_eq!(audit_rows(&app).await, rows + 1, "pressed twice, said once");
    let page = anne.visitor.get(&path).await;
    assert!(page.text.contains("&#60;script&#62;alert(1)") && !page.text.contains("<script>alert(1)"));
    app.deliver().await;
    let before = app.letters().len();

    let fields = [("commentaire", "Nous avons bien vu votre tarif."), ("pour", "provider")];
    assert_eq!(anne.visitor.post(&to, &fields).await.status, 303);
    app.deliver().await;
    let letters = app.letters();
    assert_eq!(letters.len(), before + 1);
    assert!(letters.last().unwrap().text.contains("Nous avons bien vu votre tarif."));

    for wrong in ["", " \u{200b} ", &"é".repeat(2_001)] {
        let page = anne.visitor.post(&to, &[("commentaire", wrong), ("pour", "provider")]).await;
        assert_eq!(page.status, 422);
        page.assert_says("Erreur : ");
        assert!(page.text.contains(wrong), "what was typed is kept");
    }
}

#[tokio::test]
async fn a_change_shows_only_what_changes() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let provider = list(&mut app, &[]).await;
    let change = [("commitment_months", "24"), ("public_phone", "03 89 00 00 77")];
    let id = filled(&app, Some((provider, ApplicationKind::Change)), &change).await;
    let reference = sent(&app, id).await.reference;
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    let page = reader.visitor.get(&format!("/administration/dossiers/{reference}")).await;
    let changes =
        page.text.split("id=\"changements\"").nth(1).unwrap().split("id=\"controles\"").next().unwrap();
    let plain = changes.replace(['\u{a0}', '\u{202f}'], " ");
    for words in ["<del>12 mois", "<ins>24 mois", "03 89 00 00 01", "03 89 00 00 77"] {
        assert!(plain.contains(words), "{words} in {plain}");
    }
    assert_eq!(changes.matches("<del>").count(), 2, "{changes}");
}

#[tokio::test]
async fn a_listed_firm_that_looks_the_same_stands_beside_the_case() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let path = waiting(&app, &[("title", "Autre offre")]).await;
    app.inspect().await;
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    let page = reader.visitor.get(&path).await;
    page.assert_says("<mark>800000002</mark>");
    page.assert_says("Autres candidatures de l’entreprise");
    assert!(page.text.contains("Acceptée"), "its earlier application is told");
}

#[tokio::test]
async fn what_does_not_exist_is_answered_alike() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let draft = filled(&app, None, &[]).await;
    let draft = app.store.application_by_id(draft).await.unwrap().unwrap().reference.to_string();
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    for reference in ["DV-7KQM-3XTA", "zz", "%00", draft.as_str()] {
        assert_eq!(reader.visitor.get(&format!("/administration/dossiers/{reference}")).await.status, 404);
    }
}

#[tokio::test]
async fn an_offer_is_seen_as_the_public_will_see_it() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let path = waiting(&app, &[]).await;
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    let page = reader.visitor.get(&format!("{path}/offres/1/apercu")).await;
    assert_eq!(page.status, 200);
    page.assert_says("Boutique clé en main");
    for number in ["0", "2", "x"] {
        assert_eq!(
            reader.visitor.get(&format!("{path}/offres/{number}/apercu")).await.status,
            404,
            "{number}"
        );
    }
}
