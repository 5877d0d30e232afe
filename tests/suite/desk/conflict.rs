//! Two people at one case.

use devanture::domain::application::ApplicationState as State;
use devanture::domain::desk::Role;
use devanture::domain::ids::LetterId;
use devanture::workflow::applications::withdraw;

use super::deciding::{at, audited, decided, everything_kept, now, shown, step, take_again, taken};
use crate::support::app::{Engine, TestApp};
use crate::support::applicant::assert_holds;
use crate::support::databases::new_id;
use crate::support::desk::Officer;
use crate::support::pages::ReadPage;

#[tokio::test]
async fn of_two_who_decide_one_is_told_what_the_other_did_and_loses_nothing_on_postgres_too() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let case = taken(&app, &anne).await;
        let path = at(&case, "demander");
        let before = shown(&anne, &path).await;
        let typed = [("champ.0", "siret"), ("question.0", "Lequel ?"), ("ensemble", "Deux\nlignes")];
        let refusal = [("motif", "doublon"), ("mots", "Déjà dans l’annuaire.")];
        assert_eq!(decided(&lead, &at(&case, "refuser"), &refusal).await.1.status, 303);
        for etape in ["apercu", "envoyer"] {
            let page = step(&anne, &path, &before, &typed, etape).await;
            assert_eq!(page.status, 409, "{}", page.text);
            for told in ["Refusée", "Lea", "Déjà dans l’annuaire.", "Lequel ?", "Deux\nlignes"] {
                page.assert_says(told);
            }
            page.assert_says("Cette décision n’est plus possible");
            ReadPage::of(&page.text);
        }
        assert_eq!(audited(&app, case.id).await, ["refuse_application"]);
    }
}

#[tokio::test]
async fn what_was_typed_can_be_sent_about_the_newer_version() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let lead = Officer::enter(&app, "Lea", Role::Lead).await;
    let case = taken(&app, &anne).await;
    let path = at(&case, "refuser");
    let before = shown(&anne, &path).await;
    let typed = [("motif", "doublon"), ("mots", "Déjà dans l’annuaire.")];
    // Meanwhile a lead asks, the provider answers, and Anne takes the case anew.
    let asked = [("ensemble", "Où est le prix ?")];
    assert_eq!(decided(&lead, &at(&case, "demander"), &asked).await.1.status, 303);
    let again = crate::space::sent(&app, case.id).await;
    let again = take_again(&app, &anne, &again).await;
    let page = step(&anne, &path, &before, &typed, "envoyer").await;
    assert_eq!(page.status, 409);
    page.assert_says("Candidature envoyée.");
    page.assert_says("Précisions demandées");
    assert_eq!(now(&app, &case).await, again);
    let form = ReadPage::of(&page.text).form(&path).to_vec();
    assert_holds("conflict", &form, &typed);
    let preview = step(&anne, &path, &form, &[], "apercu").await;
    assert_eq!(preview.status, 200);
    let carried = ReadPage::of(&preview.text).form(&path).to_vec();
    assert_eq!(step(&anne, &path, &carried, &[], "envoyer").await.status, 303);
    assert_eq!(now(&app, &case).await.state, State::Rejected);
}

#[tokio::test]
async fn a_button_pressed_twice_decides_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let case = taken(&app, &anne).await;
        let path = at(&case, "accepter");
        let before = shown(&anne, &path).await;
        let kept = everything_kept();
        let (one, other) = tokio::join!(
            step(&anne, &path, &before, &kept, "envoyer"),
            step(&anne, &path, &before, &kept, "envoyer")
        );
        assert_eq!((one.status, other.status), (303, 303));
        assert_eq!(audited(&app, case.id).await, ["approve_application"]);
        assert_eq!(app.store.decisions_of_application(case.id).await.unwrap().len(), 1);
        assert_eq!(app.store.count_listings().await.unwrap(), 1);
        // The same button with other words is another decision.
        let more = [kept, vec![("mots", "Encore un mot.")]].concat();
        assert_eq!(step(&anne, &path, &before, &more, "envoyer").await.status, 409);
    }
}

#[tokio::test]
async fn an_approval_is_of_the_version_that_was_before_the_eyes_of_whoever_gives_it() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let case = taken(&app, &anne).await;
    let path = at(&case, "accepter");
    let before = shown(&anne, &path).await;
    let letter = LetterId::new(new_id());
    withdraw(&app.store, case.id, letter, app.now()).await.unwrap();
    let page = step(&anne, &path, &before, &everything_kept(), "envoyer").await;
    assert_eq!(page.status, 409);
    page.assert_says("Candidature retirée.");
    assert_eq!(app.store.count_listings().await.unwrap(), 0);
    assert_eq!(now(&app, &case).await.state, State::Withdrawn);
}
