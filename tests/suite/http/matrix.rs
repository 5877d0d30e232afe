//! Every route with every method, against the one table that the router itself is made of.

mod roles;

use std::collections::BTreeSet;

use devanture::web::{Declared, Who, declared};
use reqwest::Method;

use crate::support::app::{Engine, TestApp};
use crate::support::visitor::Visitor;

const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];
const FORM: &str = "application/x-www-form-urlencoded";

/// What stands in the table of the router, so that a route that is added or changed is thought about here too.
const ROUTES: &str = "\
/ GET,HEAD Anyone
/administration GET,HEAD Desk(Reader)
/administration/a-confirmer GET,HEAD Desk(Reader)
/administration/compte GET,HEAD,POST Desk(Reader)
/administration/compte/application GET,HEAD,POST Desk(Reader)
/administration/compte/codes GET,HEAD,POST Desk(Reader)
/administration/compte/mot-de-passe GET,HEAD,POST Desk(Reader)
/administration/compte/sessions/fermer POST Desk(Reader)
/administration/compte/sessions/{session}/fermer POST Desk(Reader)
/administration/connexion GET,HEAD,POST Anyone
/administration/dossiers/{reference} GET,HEAD Desk(Reader)
/administration/dossiers/{reference}/accepter GET,HEAD,POST Desk(Vetter)
/administration/dossiers/{reference}/attribuer POST Desk(Lead)
/administration/dossiers/{reference}/commentaires POST Desk(Vetter)
/administration/dossiers/{reference}/controles POST Desk(Vetter)
/administration/dossiers/{reference}/decision GET,HEAD Desk(Reader)
/administration/dossiers/{reference}/demander GET,HEAD,POST Desk(Vetter)
/administration/dossiers/{reference}/offres/{number}/apercu GET,HEAD Desk(Reader)
/administration/dossiers/{reference}/prendre POST Desk(Vetter)
/administration/dossiers/{reference}/refuser GET,HEAD,POST Desk(Vetter)
/administration/dossiers/{reference}/remettre POST Desk(Vetter)
/administration/dossiers/{reference}/accepter GET,HEAD,POST Desk(Vetter)
/administration/dossiers/{reference}/attribuer POST Desk(Lead)
/administration/dossiers/{reference}/commentaires POST Desk(Vetter)
/administration/dossiers/{reference}/controles POST Desk(Vetter)
/administration/dossiers/{reference}/decision GET,HEAD Desk(Reader)
/administration/dossiers/{reference}/demander GET,HEAD,POST Desk(Vetter)
/administration/dossiers/{reference}/offres/{number}/apercu GET,HEAD Desk(Reader)
/administration/dossiers/{reference}/prendre POST Desk(Vetter)
/administration/dossiers/{reference}/refuser GET,HEAD,POST Desk(Vetter)
/administration/dossiers/{reference}/remettre POST Desk(Vetter)
/administration/dossiers/{reference}/second-avis GET,HEAD Desk(Reader)
/administration/dossiers/{reference}/second-avis/reponse POST Desk(Lead)
/administration/equipe GET,HEAD,POST Desk(Administrator)
/administration/equipe/{officer}/fermer POST Desk(Administrator)
/administration/equipe/{officer}/inviter POST Desk(Administrator)
/administration/equipe/{officer}/role POST Desk(Administrator)
/administration/equipe/{officer}/sessions POST Desk(Administrator)
/administration/import GET,HEAD,POST Desk(Administrator)
/administration/import/bilan GET,HEAD Desk(Administrator)
/administration/import/colonnes GET,HEAD,POST Desk(Administrator)
/administration/import/essai GET,HEAD,POST Desk(Administrator)
/administration/import/oublier POST Desk(Administrator)
/administration/invitation/{token} GET,HEAD,POST Anyone
/administration/journal GET,HEAD Desk(Lead)
/administration/journal/export GET,HEAD,POST Desk(Administrator)
/administration/offres GET,HEAD Desk(Reader)
/administration/offres/{slug} GET,HEAD Desk(Reader)
/administration/offres/{slug}/archiver GET,HEAD,POST Desk(Lead)
/administration/offres/{slug}/remettre GET,HEAD,POST Desk(Vetter)
/administration/offres/{slug}/retablir GET,HEAD,POST Desk(Lead)
/administration/offres/{slug}/second-avis GET,HEAD,POST Desk(Lead)
/administration/offres/{slug}/suspendre GET,HEAD,POST Desk(Vetter)
/administration/prestataires/{slug} GET,HEAD Desk(Reader)
/administration/prestataires/{slug}/fusionner GET,HEAD,POST Desk(Lead)
/administration/quitter POST Anyone
/administration/signalements/{reference} GET,HEAD Desk(Reader)
/administration/signalements/{reference}/clore GET,HEAD,POST Desk(Vetter)
/administration/signalements/{reference}/prendre POST Desk(Vetter)
/administration/signalements/{reference}/remettre POST Desk(Vetter)
/administration/tableau GET,HEAD Desk(Reader)
/api/v1/listings GET,HEAD Anyone
/api/v1/suggest GET,HEAD Anyone
/api/v1/territories GET,HEAD Anyone
/assets/{name} GET,HEAD Anyone
/candidature GET,HEAD Anyone
/candidature/lien/{token} GET,HEAD,POST Anyone
/candidature/questions GET,HEAD,POST Anyone
/candidature/quitter POST Anyone
/candidature/quitter-partout POST Applicant
/candidature/reprendre GET,HEAD,POST Anyone
/candidature/{reference} GET,HEAD Applicant
/candidature/{reference}/adresse POST Applicant
/candidature/{reference}/contact GET,HEAD,POST Applicant
/candidature/{reference}/contester GET,HEAD,POST Applicant
/candidature/{reference}/controles POST Applicant
/candidature/{reference}/entreprise GET,HEAD,POST Applicant
/candidature/{reference}/envoyer GET,HEAD,POST Applicant
/candidature/{reference}/logo POST Applicant
/candidature/{reference}/offres POST Applicant
/candidature/{reference}/offres/{number}/apercu GET,HEAD Applicant
/candidature/{reference}/offres/{number}/engagement GET,HEAD,POST Applicant
/candidature/{reference}/offres/{number}/mise-en-route GET,HEAD,POST Applicant
/candidature/{reference}/offres/{number}/presentation GET,HEAD,POST Applicant
/candidature/{reference}/offres/{number}/prix GET,HEAD,POST Applicant
/candidature/{reference}/offres/{number}/retirer GET,HEAD,POST Applicant
/candidature/{reference}/offres/{number}/services GET,HEAD,POST Applicant
/candidature/{reference}/offres/{number}/zone GET,HEAD,POST Applicant
/candidature/{reference}/preuves GET,HEAD,POST Applicant
/candidature/{reference}/relire GET,HEAD Applicant
/candidature/{reference}/retirer GET,HEAD,POST Applicant
/candidature/{reference}/siret GET,HEAD,POST Applicant
/candidature/{reference}/suivi GET,HEAD Applicant
/charte GET,HEAD Anyone
/classement GET,HEAD Anyone
/espace GET,HEAD Provider
/espace/candidatures/{reference}/ouvrir POST Provider
/espace/donnees GET,HEAD Provider
/espace/efface GET,HEAD Anyone
/espace/effacer GET,HEAD,POST Provider
/espace/entrer GET,HEAD,POST Anyone
/espace/lien/{token} GET,HEAD,POST Anyone
/espace/offres/{slug}/confirmer GET,HEAD,POST Provider
/espace/offres/{slug}/pause POST Provider
/espace/offres/{slug}/reprendre POST Provider
/espace/offres/{slug}/retirer GET,HEAD,POST Provider
/espace/prestataires/{slug}/modifier POST Provider
/espace/quitter POST Anyone
/espace/quitter-partout POST Provider
/favicon.ico GET,HEAD Anyone
/healthz GET,HEAD Anyone
/logos/{id} GET,HEAD Anyone
/offres GET,HEAD Anyone
/offres/{slug} GET,HEAD Anyone
/offres/{slug}/signaler GET,HEAD,POST Anyone
/opensearch.xml GET,HEAD Anyone
/prestataires GET,HEAD Anyone
/prestataires/{slug} GET,HEAD Anyone
/readyz GET,HEAD Anyone
/recherche GET,HEAD Anyone
/robots.txt GET,HEAD Anyone
/signalements/{reference} GET,HEAD Anyone
/sitemap.xml GET,HEAD Anyone
/verifier GET,HEAD Anyone
";

/// Addresses that have no twin in the other language.
const FOR_MACHINES: [&str; 5] = ["/api/", "/assets/", "/logos/", "/healthz", "/readyz"];

/// The address of something, by its name.
fn filled(path: &str, name: &str) -> String {
    let fill = |part: &str| if part.starts_with('{') { name.to_owned() } else { part.to_owned() };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

fn french(route: &Declared) -> bool {
    !route.path.starts_with("/en/")
}

#[test]
fn every_route_is_in_this_table_and_no_other() {
    let declared = declared();
    let found: BTreeSet<String> = declared
        .iter()
        .filter(|route| french(route))
        .map(|route| format!("{} {} {:?}", route.path, route.methods.join(","), route.who))
        .collect();
    assert_eq!(found, ROUTES.lines().map(str::to_owned).collect());
}

#[test]
fn every_page_is_there_in_both_languages_with_the_same_rule() {
    let declared = declared();
    let without_twin = |path: &str| {
        FOR_MACHINES.iter().any(|start| path.starts_with(start))
            || path.rsplit('/').next().unwrap().contains('.')
    };
    for route in declared.iter().filter(|route| french(route) && !without_twin(&route.path)) {
        let twin = format!("/en{}", route.path);
        let twin = declared.iter().find(|other| other.path == twin).unwrap_or_else(|| panic!("no {twin}"));
        assert_eq!((twin.methods, twin.who), (route.methods, route.who), "{}", route.path);
    }
}

#[tokio::test]
async fn every_method_that_a_route_does_not_have_is_answered_405_with_those_it_has() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for route in declared() {
        let path = filled(&route.path, "zz");
        for method in METHODS.iter().filter(|method| !route.methods.contains(method)) {
            let request = app.request(Method::from_bytes(method.as_bytes()).unwrap(), &path);
            let page = app.send(request.header("origin", &app.url).header("content-type", FORM)).await;
            assert_eq!(page.status, 405, "{method} {path}");
            let allowed: BTreeSet<&str> = page.header("allow").split(',').collect();
            assert_eq!(allowed, route.methods.iter().copied().collect(), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn no_form_of_another_site_is_taken_anywhere() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for route in declared().iter().filter(|route| route.methods.contains(&"POST")) {
        let path = filled(&route.path, "zz");
        for headers in [
            &[][..],
            &[("origin", "null")],
            &[("origin", "https://evil.example")],
            &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
        ] {
            for kind in [FORM, "text/plain", "multipart/form-data; boundary=a"] {
                let request = app.request(Method::POST, &path).header("content-type", kind).body("a=1");
                let request =
                    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
                let page = app.send(request).await;
                assert_eq!((page.status, page.header("set-cookie")), (403, ""), "{path} {headers:?} {kind}");
            }
        }
        let plain =
            app.request(Method::POST, &path).header("origin", &app.url).header("content-type", "text/plain");
        let refused = app.send(plain.body("a=1")).await.status;
        assert!([401, 410, 415].contains(&refused), "{path}: {refused}");
    }
}

#[tokio::test]
async fn nobody_without_a_session_gets_behind_the_door() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let stranger = Visitor::new(&app);
    // A cookie that somebody made up is no session.
    stranger.take_cookie("candidature", &"0".repeat(32));
    stranger.take_cookie("espace", &"f".repeat(32));
    stranger.take_cookie("administration", &"a".repeat(32));
    stranger.take_cookie("administration", &"f".repeat(32));
    for route in declared().iter().filter(|route| route.who != Who::Anyone) {
        let path = filled(&route.path, "zz");
        let entry = match route.who {
            Who::Applicant => "/candidature/reprendre",
            Who::Desk(_) => "/administration/connexion",
            _ => "/espace/entrer",
        };
        let entry = if french(route) { entry.to_owned() } else { format!("/en{entry}") };
        for visitor in [&stranger, &Visitor::new(&app)] {
            if route.methods.contains(&"GET") {
                let page = visitor.get(&path).await;
                assert_eq!((page.status, page.header("location")), (303, entry.as_str()), "{path}");
                assert_eq!(page.header("cache-control"), "no-store", "{path}");
            }
            if route.methods.contains(&"POST") {
                let page = visitor.post(&path, &[]).await;
                assert_eq!((page.status, page.header("cache-control")), (401, "no-store"), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_answered_alike_however_it_is_called() {
    let app = TestApp::start().await;
    for route in declared().iter().filter(|route| route.who == Who::Anyone && route.methods.contains(&"GET"))
    {
        if !route.path.contains('{') {
            continue;
        }
        let mut pages = Vec::new();
        for name in
            ["zz", "01900000-0000-7000-8000-000000000009", &"0".repeat(32), "%00", "..%2f..%2fetc%2fpasswd"]
        {
            let page = app.get(&filled(&route.path, name)).await;
            assert!([404, 410].contains(&page.status), "{} {name}: {}", route.path, page.status);
            pages.push((page.status, page.text.replace(name, "NAME")));
        }
        assert!(pages.iter().all(|page| *page == pages[0]), "{}", route.path);
    }
}

/// Begins an application and gives its reference.
async fn begin(visitor: &Visitor<'_>) -> String {
    let yes = [("siret", "oui"), ("commerces", "oui"), ("prix", "oui")];
    let begun = visitor.post("/candidature/questions", &yes).await;
    let reference =
        begun.header("location").strip_prefix("/candidature/").unwrap_or_else(|| panic!("{begun:?}"));
    reference.split('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_application_of_others_is_answered_like_one_that_does_not_exist() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let (visitor, other) = (Visitor::new(&app), Visitor::new(&app));
    let own = begin(&visitor).await;
    let foreign = begin(&other).await;
    assert_eq!(visitor.get(&format!("/candidature/{own}")).await.status, 200);
    for route in declared().iter().filter(|route| route.who == Who::Applicant && route.path.contains('{')) {
        let path = |reference: &str| route.path.replace("{reference}", reference).replace("{number}", "1");
        for method in route.methods.iter().filter(|method| **method != "HEAD") {
            let mut answers = Vec::new();
            for reference in [foreign.as_str(), "DV-7KQM-3XTA", "zz", "%00"] {
                let page = match *method {
                    "GET" => visitor.get(&path(reference)).await,
                    _ => visitor.post(&path(reference), &[("version", "1")]).await,
                };
                let plain = page.text.replace(reference, "REFERENCE");
                answers.push((page.status, page.header("location").to_owned(), plain));
            }
            assert!([303, 401, 404].contains(&answers[0].0), "{method} {}: {}", route.path, answers[0].0);
            assert!(answers.iter().all(|answer| *answer == answers[0]), "{method} {}", route.path);
        }
    }
}
