//! The queue: what waits, the oldest first, and what it is narrowed by.

use devanture::domain::desk::Role;
use devanture::workflow::applications::take;

use crate::space::{filled, prove, sent, vetting};
use crate::support::app::{Engine, TestApp};
use crate::support::desk::Officer;

/// Sends an application of a firm of its own; gives its reference.
async fn send_in(app: &TestApp, nth: usize, answers: &[(&str, &str)]) -> String {
    let siret = crate::support::databases::siren(nth);
    let siret = (0..100_000)
        .map(|end| format!("{siret}{end:05}"))
        .find(|siret| devanture::domain::siren::Siret::parse(siret).is_ok())
        .unwrap();
    let name = format!("Firme {nth:02}");
    let email = format!("firme{nth}@firme{nth}.example");
    let own = [("siret", siret.as_str()), ("name", name.as_str()), ("contact.email", email.as_str())];
    let id = filled(app, None, &[&own[..], answers].concat()).await;
    prove(app, id).await;
    sent(app, id).await.reference.to_string()
}

/// Names of firms on a page of the queue, in order.
fn firms(html: &str) -> Vec<String> {
    html.split("<b>Firme ").skip(1).map(|rest| rest[..2].to_owned()).collect()
}

async fn assert_queue(engine: Engine) {
    let app = TestApp::empty(engine).await;
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    reader.visitor.get("/administration").await.assert_says("Aucun dossier n’attend");
    for nth in 0..30 {
        let area = if nth % 2 == 0 { "departement:68" } else { "departement:29" };
        let service = if nth == 7 { "caisse" } else { "boutique-en-ligne" };
        send_in(&app, nth, &[("area", area), ("main_service", service)]).await;
        app.pass_minutes(60);
    }
    // Nobody stays in for so long.
    let reader = Officer::enter(&app, "Rita", Role::Reader).await;
    let first = reader.visitor.get("/administration").await;
    first.assert_says("30 dossiers");
    let expected: Vec<String> = (0..25).map(|nth| format!("{nth:02}")).collect();
    assert_eq!(firms(&first.text), expected, "oldest first");
    let next = first.text.split("href=\"").find(|href| href.contains("apres=")).unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    let second = reader.visitor.get(&next).await;
    assert_eq!(firms(&second.text), ["25", "26", "27", "28", "29"]);

    let only = async |query: &str| firms(&reader.visitor.get(&format!("/administration?{query}")).await.text);
    assert_eq!(only("type=caisse").await, ["07"]);
    assert_eq!(only("type=gestion").await, ["07"], "a need is any of its services");
    assert_eq!(only("departement=29").await.len(), 15);
    assert_eq!(only("departement=29&type=caisse&etat=attente&nature=new").await, ["07"]);
    assert_eq!(only("nature=change").await, [""; 0]);
    assert_eq!(only("etat=lecture").await, [""; 0]);
    assert_eq!(
        only("type=licorne&etat=&departement=999&apres=%27+or+1=1").await.len(),
        25,
        "what is unknown narrows nothing"
    );
    reader.visitor.get("/en/administration?type=caisse").await.assert_says("1 case");
}

#[tokio::test]
async fn the_queue_shows_the_oldest_first_page_by_page_and_narrowed_by_its_address() {
    assert_queue(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_queue_shows_the_oldest_first_on_postgres() {
    assert_queue(Engine::Postgres).await;
}

#[tokio::test]
async fn a_case_is_found_by_who_has_it() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let paul = Officer::enter(&app, "Paul", Role::Vetter).await;
    let id = filled(&app, None, &[("name", "Firme 01")]).await;
    prove(&app, id).await;
    let waiting = sent(&app, id).await;
    take(&app.store, vetting(&app, &waiting).await).await.unwrap();
    let firms_for = async |officer: &Officer<'_>, pour: &str| {
        firms(&officer.visitor.get(&format!("/administration?pour={pour}")).await.text).len()
    };
    for (officer, mine) in [(&anne, 1), (&paul, 0)] {
        assert_eq!(firms_for(officer, "moi").await, mine);
        assert_eq!(firms_for(officer, "quelquun").await, 1);
        assert_eq!(firms_for(officer, "personne").await, 0);
    }
    paul.visitor.get("/administration").await.assert_says("Attribué à : Anne");
}

#[tokio::test]
async fn tags_follow_what_is_sent_again() {
    use crate::support::verdicts::question;
    use devanture::domain::form::{Topic, Typed};
    use devanture::workflow::applications::{Filled, decide, fill};

    let app = TestApp::empty(Engine::Sqlite).await;
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    let id = filled(&app, None, &[("name", "Firme 01")]).await;
    prove(&app, id).await;
    let waiting = sent(&app, id).await;
    let taken = take(&app.store, vetting(&app, &waiting).await).await.unwrap();
    let asked = question("Quelle zone ?");
    decide(&app.store, vetting(&app, &taken).await, &asked, &mut crate::support::databases::new_id)
        .await
        .unwrap();
    let page = reader.visitor.get("/administration").await;
    page.assert_says("En attente du prestataire");
    let typed: Typed = [("area", "departement:29")].into_iter().collect();
    let number = taken.answers.offers[0].number;
    let filled = Filled { topic: Topic::Area, offer: Some(number), typed: &typed, link: None, known: None };
    fill(&app.store, id, filled, app.now()).await.unwrap();
    sent(&app, id).await;
    for (departement, found) in [("29", 1), ("68", 0)] {
        let page = reader.visitor.get(&format!("/administration?departement={departement}")).await;
        assert_eq!(firms(&page.text).len(), found, "{departement}");
    }
}
