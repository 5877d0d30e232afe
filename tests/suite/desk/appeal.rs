//! A refusal that is contested is looked at by other people.

use devanture::domain::application::ApplicationState as State;
use devanture::domain::desk::Role;
use devanture::workflow::applications::appeal;

use super::deciding::{at, audited, author, decided, everything_kept, now, take_again, taken};
use crate::support::app::{Engine, TestApp};
use crate::support::desk::Officer;

#[tokio::test]
async fn whoever_refused_it_does_not_decide_on_the_appeal_and_another_vetter_does_on_postgres_too() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Lead).await;
        let paul = Officer::enter(&app, "Paul", Role::Vetter).await;
        let case = taken(&app, &anne).await;
        decided(&anne, &at(&case, "refuser"), &[("motif", "prix-absent")]).await;
        let claire = author(&app, &case).await;
        let contest = format!("/candidature/{}/contester", case.reference);
        assert_eq!(claire.post(&contest, &[("mots", "Le prix est au bas de la page.")]).await.status, 303);
        let case = take_again(&app, &paul, &now(&app, &case).await).await;
        let page = anne.visitor.get(&at(&case, "accepter")).await;
        assert_eq!(page.status, 403);
        page.assert_says("Vous avez pris part au refus qui est contesté");
        let version = case.version.to_string();
        let sent = [("motif", "doublon"), ("version", version.as_str()), ("vu", "9"), ("etape", "envoyer")];
        assert_eq!(anne.visitor.post(&at(&case, "refuser"), &sent).await.status, 403);
        assert_eq!(decided(&paul, &at(&case, "accepter"), &everything_kept()).await.1.status, 303);
        assert_eq!(audited(&app, case.id).await, ["refuse_application", "approve_application"]);
        let status = claire.get(&format!("/candidature/{}/suivi", case.reference)).await;
        for told in ["Acceptée.", "Second avis demandé.", "Le prix est au bas de la page.", "Refusée."] {
            status.assert_says(told);
        }
        drop((anne, paul, claire));
        app.catch_up().await;
        assert_eq!(app.get("/api/v1/listings").await.json()["total"], 1);
    }
}

#[tokio::test]
async fn whoever_agreed_with_a_refusal_has_no_part_in_the_appeal_either() {
    let set = [("DEVANTURE_STARTER", "off"), ("DEVANTURE_FOUR_EYES", "on")];
    let app = TestApp::with(Engine::Sqlite, &set).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let lead = Officer::enter(&app, "Lea", Role::Lead).await;
    let paul = Officer::enter(&app, "Paul", Role::Vetter).await;
    let case = taken(&app, &anne).await;
    decided(&anne, &at(&case, "refuser"), &[("motif", "prix-absent")]).await;
    let agree = |version: i64| {
        [("version".to_owned(), version.to_string()), ("reponse".to_owned(), "accord".to_owned())]
    };
    let post = async |case: &devanture::store::StoredApplication| {
        let sent = agree(case.version);
        let sent: Vec<(&str, &str)> =
            sent.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        lead.visitor.post(&at(case, "second-avis/reponse"), &sent).await
    };
    assert_eq!(post(&now(&app, &case).await).await.status, 303);
    let appealed = appeal(&app.store, case.id, "Le prix est au bas de la page.", app.now()).await.unwrap();
    assert_eq!(appealed.assignee, None, "whoever refused has it no more");
    let case = take_again(&app, &paul, &now(&app, &case).await).await;
    decided(&paul, &at(&case, "refuser"), &[("motif", "prix-absent")]).await;
    let proposed = now(&app, &case).await;
    assert_eq!(post(&proposed).await.status, 403);
    assert_eq!(now(&app, &case).await, proposed);
    assert_eq!(lead.visitor.get(&at(&case, "accepter")).await.status, 403);
    let other = Officer::enter(&app, "Max", Role::Administrator).await;
    let version = proposed.version.to_string();
    let sent = [("version", version.as_str()), ("reponse", "accord")];
    assert_eq!(other.visitor.post(&at(&case, "second-avis/reponse"), &sent).await.status, 303);
    assert_eq!(now(&app, &case).await.state, State::Rejected);
}
