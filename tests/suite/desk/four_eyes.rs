//! Refusals that need a second pair of eyes.

use devanture::domain::application::ApplicationState as State;
use devanture::domain::desk::Role;
use devanture::domain::desk::comment::Audience;
use devanture::domain::ids::LetterId;
use devanture::store::StoredApplication;
use devanture::workflow::applications::withdraw;

use super::deciding::{at, audited, decided, everything_kept, now, rows, shown, step, taken};
use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::new_id;
use crate::support::desk::Officer;
use crate::support::pages::ReadPage;
use crate::support::visitor::field;

const REFUSAL: [(&str, &str); 2] = [("motif", "doublon"), ("mots", "Déjà dans l’annuaire.")];

pub async fn with_four_eyes(engine: Engine) -> TestApp {
    TestApp::with(engine, &[("DEVANTURE_STARTER", "off"), ("DEVANTURE_FOUR_EYES", "on")]).await
}

/// Answers what is proposed about a case, as its page is shown.
async fn answer(lead: &Officer<'_>, case: &StoredApplication, typed: &[(&str, &str)]) -> Page {
    let page = lead.visitor.get(&at(case, "second-avis")).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let version = field(&page.text, "version");
    let typed = [&[("version", version.as_str())], typed].concat();
    lead.visitor.post(&at(case, "second-avis/reponse"), &typed).await
}

#[tokio::test]
async fn a_refusal_waits_for_a_lead_who_agrees_and_then_goes_once_on_postgres_too() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = with_four_eyes(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let case = taken(&app, &anne).await;
        let before = app.store.letters_about(&case.id.to_string()).await.unwrap().len();
        let (preview, done) = decided(&anne, &at(&case, "refuser"), &REFUSAL).await;
        preview.assert_says("Une autre personne, responsable, devra confirmer");
        assert_eq!((done.status, done.header("location")), (303, at(&case, "decision").as_str()));
        anne.visitor.get(&at(&case, "decision")).await.assert_says("Refus proposé");
        assert_eq!(now(&app, &case).await.state, State::InReview);
        assert_eq!(app.store.decisions_of_application(case.id).await.unwrap(), []);
        let reader = Officer::enter(&app, "Luc", Role::Reader).await;
        let list = reader.visitor.get("/administration/a-confirmer").await;
        assert!(list.text.contains(&at(&case, "second-avis")), "{}", list.text);
        reader.visitor.get(&at(&case, "second-avis")).await.assert_says("Votre rôle ne permet pas");
        assert_eq!(reader.visitor.post(&at(&case, "second-avis/reponse"), &[]).await.status, 403);
        let page = lead.visitor.get(&at(&case, "second-avis")).await;
        page.assert_says("Déjà dans l’annuaire.");
        let version = field(&page.text, "version");
        let sent = [("version", version.as_str()), ("reponse", "accord")];
        for _ in 0..2 {
            let agreed = lead.visitor.post(&at(&case, "second-avis/reponse"), &sent).await;
            assert_eq!((agreed.status, agreed.header("location")), (303, at(&case, "decision").as_str()));
        }
        assert_eq!(now(&app, &case).await.state, State::Rejected);
        assert_eq!(audited(&app, case.id).await, ["propose_refusal", "refuse_application"]);
        let made = app.store.decisions_of_application(case.id).await.unwrap();
        assert_eq!((made.len(), made[0].officer, made[0].second), (1, anne.id, Some(lead.id)));
        let letters = app.store.letters_about(&case.id.to_string()).await.unwrap().len();
        assert_eq!(letters, before + 1);
        assert_eq!(app.store.open_proposals(10).await.unwrap(), []);
        anne.visitor.get(&at(&case, "decision")).await.assert_says("avec l’accord de Lea");
    }
}

#[tokio::test]
async fn a_refusal_that_a_lead_declines_goes_back_with_words_of_the_desk_alone_on_postgres_too() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = with_four_eyes(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let case = taken(&app, &anne).await;
        decided(&anne, &at(&case, "refuser"), &REFUSAL).await;
        let long = "x".repeat(2_001);
        for bad in [
            &[("reponse", "desaccord")][..],
            &[("reponse", "desaccord"), ("mots", &long)],
            &[("reponse", "")],
            &[],
        ] {
            let page = answer(&lead, &case, bad).await;
            assert_eq!(page.status, 422);
            ReadPage::of(&page.text).assert_names_errors("second-avis");
        }
        let said = [("reponse", "desaccord"), ("mots", "L’offre est différente.")];
        assert_eq!(answer(&lead, &case, &said).await.status, 303);
        let after = now(&app, &case).await;
        assert_eq!((after.state, after.assignee), (State::InReview, Some(anne.id)));
        assert_eq!(audited(&app, case.id).await, ["propose_refusal", "decline_refusal"]);
        let comments = app.store.comments(&case.id.to_string()).await.unwrap();
        assert_eq!(
            (comments.len(), comments[0].officer, comments[0].audience),
            (1, lead.id, Audience::Internal)
        );
        assert_eq!(comments[0].words, "L’offre est différente.");
        assert_eq!(lead.visitor.get(&at(&case, "second-avis")).await.status, 404);
        assert_eq!(app.store.decisions_of_application(case.id).await.unwrap(), []);
        // Whoever has the case decides anew.
        assert_eq!(decided(&anne, &at(&case, "accepter"), &everything_kept()).await.1.status, 303);
    }
}

#[tokio::test]
async fn nobody_agrees_with_themselves_or_with_what_has_changed_since() {
    let app = with_four_eyes(Engine::Sqlite).await;
    let lead = Officer::enter(&app, "Lea", Role::Lead).await;
    let other = Officer::enter(&app, "Max", Role::Administrator).await;
    let case = taken(&app, &lead).await;
    decided(&lead, &at(&case, "refuser"), &REFUSAL).await;
    let page = lead.visitor.get(&at(&case, "second-avis")).await;
    page.assert_says("Vous avez proposé ce refus");
    let version = now(&app, &case).await.version.to_string();
    let agree = [("version", version.as_str()), ("reponse", "accord")];
    assert_eq!(lead.visitor.post(&at(&case, "second-avis/reponse"), &agree).await.status, 403);
    assert_eq!(now(&app, &case).await.state, State::InReview);
    withdraw(&app.store, case.id, LetterId::new(new_id()), app.now()).await.unwrap();
    let late = other.visitor.post(&at(&case, "second-avis/reponse"), &agree).await;
    assert_eq!(late.status, 409);
    assert_eq!(now(&app, &case).await.state, State::Withdrawn);
    assert_eq!(rows(&app, "select settled from proposal").await, ["overtaken"]);
    assert_eq!(app.store.open_proposals(10).await.unwrap(), []);
    other.visitor.get("/administration/a-confirmer").await.assert_says("Rien n’attend.");
    assert_eq!(other.visitor.get(&at(&case, "second-avis")).await.status, 404);
}

#[tokio::test]
async fn another_decision_overtakes_what_was_proposed() {
    let app = with_four_eyes(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let case = taken(&app, &anne).await;
    let path = at(&case, "refuser");
    let before = shown(&anne, &path).await;
    for _ in 0..2 {
        assert_eq!(step(&anne, &path, &before, &REFUSAL, "envoyer").await.status, 303, "pressed twice");
    }
    assert_eq!(audited(&app, case.id).await, ["propose_refusal"]);
    assert_eq!(decided(&anne, &at(&case, "accepter"), &everything_kept()).await.1.status, 303);
    assert_eq!(rows(&app, "select settled from proposal").await, ["overtaken"]);
    assert_eq!(audited(&app, case.id).await, ["propose_refusal", "approve_application"]);
}
