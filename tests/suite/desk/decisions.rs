//! Each decision about an application, from the form to the letter.

use devanture::domain::application::ApplicationState as State;
use devanture::domain::desk::Role;
use devanture::domain::desk::decision::Outcome;
use devanture::domain::letter::Reason;
use devanture::domain::listing::VerificationLevel;

use super::deciding::{
    at, audited, author, decided, everything_kept, now, plain, rows, shown, step, take_again, taken, waiting,
};
use crate::space::{CLAIRE, SLUG, stored};
use crate::support::app::{Engine, Page, TestApp};
use crate::support::desk::{Officer, hired};
use crate::support::pages::ReadPage;

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];
/// Words that would be a program if a page let them.
const SCRIPT: &str = "<script>alert(1)</script> & « prix »";

/// Fails unless the letter that was sent last says what its preview said, word by word.
async fn assert_same_letter(app: &TestApp, preview: &Page) {
    app.deliver().await;
    let letters = app.letters();
    let letter = letters.last().unwrap();
    let shown = preview.text.split("<section class=\"letter\"").nth(1).unwrap();
    let shown = plain(shown.split_once('>').unwrap().1.split("</section>").next().unwrap());
    assert!(shown.contains(&letter.subject.split_whitespace().collect::<Vec<_>>().join(" ")), "{shown}");
    let body = letter.text.split("\n-- \n").next().unwrap();
    let mut rest = shown.as_str();
    for line in body.lines().map(|line| line.trim_start_matches(['-', '>', ' ']).trim()) {
        // Addresses are written out where the preview shows their paths; the reply is ours to read.
        if line.is_empty() || line.starts_with("http") || line.starts_with("Une question") {
            continue;
        }
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.trim_end_matches(" :");
        let found = rest.find(words).unwrap_or_else(|| panic!("« {words} » is not in: {rest}"));
        rest = &rest[found + words.len()..];
    }
}

#[tokio::test]
async fn an_approval_publishes_the_offer_sends_the_letter_and_is_kept_with_its_criteria_on_postgres_too() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let case = taken(&app, &anne).await;
        let path = at(&case, "accepter");
        let mut typed = everything_kept();
        typed.push(("mots", "Bienvenue & bonne route."));
        let (preview, done) = decided(&anne, &path, &typed).await;
        assert_eq!(
            rows(&app, "select slug from listing").await,
            [SLUG],
            "the preview published nothing of its own"
        );
        assert_eq!((done.status, done.header("location")), (303, at(&case, "decision").as_str()));
        assert_eq!(now(&app, &case).await.state, State::Approved);
        assert_eq!(audited(&app, case.id).await, ["approve_application"]);
        let made = app.store.decisions_of_application(case.id).await.unwrap();
        assert_eq!(
            (made.len(), made[0].officer, made[0].second, made[0].version),
            (1, anne.id, None, case.version)
        );
        assert_eq!((made[0].outcome, made[0].criteria.ticked.len()), (Outcome::Approved, 10));
        assert_eq!(made[0].words, "Bienvenue & bonne route.");
        assert_eq!(stored(&app, SLUG).await.verification_level, VerificationLevel::Offer);
        anne.visitor.get(&at(&case, "decision")).await.assert_says("Acceptée");
        assert_same_letter(&app, &preview).await;
        drop(anne);
        app.catch_up().await;
        assert_eq!(app.get("/api/v1/listings").await.json()["total"], 1);
    }
}

#[tokio::test]
async fn questions_name_their_field_and_lead_the_provider_to_it_on_postgres_too() {
    for engine in ENGINES {
        let app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let case = taken(&app, &anne).await;
        let typed =
            [("champ.0", "1.price_plans.min_cents"), ("question.0", "Hors taxes ?"), ("ensemble", SCRIPT)];
        let (preview, done) = decided(&anne, &at(&case, "demander"), &typed).await;
        assert_eq!(done.status, 303);
        assert_eq!(audited(&app, case.id).await, ["request_changes"]);
        assert_same_letter(&app, &preview).await;
        assert_eq!(now(&app, &case).await.state, State::ChangesRequested);
        let claire = author(&app, &case).await;
        let status = claire.get(&format!("/candidature/{}/suivi", case.reference)).await;
        status.assert_says("Hors taxes ?");
        assert!(status.text.contains("/offres/1/prix") && !status.text.contains("<script>alert"));
        let page = anne.visitor.get(&at(&case, "decision")).await;
        assert!(!page.text.contains("<script>alert") && page.text.contains("alert(1)"), "{}", page.text);
    }
}

#[tokio::test]
async fn a_refusal_says_its_reasons_wherever_it_is_read_and_no_words_run_on_postgres_too() {
    for engine in ENGINES {
        let app = TestApp::empty(engine).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let case = taken(&app, &anne).await;
        let typed = [("motif", "prix-absent"), ("motif", "autre"), ("mots", SCRIPT)];
        let (preview, done) = decided(&anne, &at(&case, "refuser"), &typed).await;
        assert_eq!(done.status, 303);
        assert_same_letter(&app, &preview).await;
        assert_eq!(audited(&app, case.id).await, ["refuse_application"]);
        let made = app.store.decisions_of_application(case.id).await.unwrap();
        assert_eq!(made[0].reasons, [Reason::NoPrice, Reason::Other]);
        assert_eq!(app.store.count_listings().await.unwrap(), 0);
        let claire = author(&app, &case).await;
        let status = claire.get(&format!("/candidature/{}/suivi", case.reference)).await;
        status.assert_says("Aucun prix n’est indiqué");
        status.assert_says("Demander un second avis");
        for page in [&preview, &status, &anne.visitor.get(&at(&case, "decision")).await] {
            assert!(!page.text.contains("<script>alert") && page.text.contains("alert(1)"));
        }
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_to_be_changed() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let case = taken(&app, &anne).await;
    for (end, typed) in [
        ("accepter", vec![("critere", "perimetre"), ("niveau", "labellise"), ("mots", "Deux\nlignes")]),
        (
            "demander",
            vec![("champ.3", "siret"), ("question.3", "Lequel ?"), ("ensemble", "Et\n\nle reste ?")],
        ),
        ("refuser", vec![("motif", "doublon"), ("motif", "plaintes"), ("mots", "Voir « l’autre »")]),
    ] {
        let path = at(&case, end);
        let shown = shown(&anne, &path).await;
        let back = step(&anne, &path, &shown, &typed, "modifier").await;
        assert_eq!(back.status, 200);
        let form = ReadPage::of(&back.text).form(&path).to_vec();
        crate::support::applicant::assert_holds(end, &form, &typed);
    }
    assert_eq!(audited(&app, case.id).await, Vec::<String>::new());
}

#[tokio::test]
async fn bad_input_is_answered_with_the_page_and_decides_nothing() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let case = taken(&app, &anne).await;
    let long = "x".repeat(2_001);
    let kept = everything_kept();
    let with = |more: &[(&'static str, &'static str)]| [kept.clone(), more.to_vec()].concat();
    let cases: Vec<(&str, Vec<(&str, &str)>)> = vec![
        ("refuser", vec![("mots", "Sans motif.")]),
        ("refuser", vec![("motif", "autre")]),
        ("refuser", vec![("motif", "inconnu")]),
        ("refuser", vec![("motif", "doublon"), ("mots", &long)]),
        ("refuser", vec![("motif", "doublon"), ("state", "approved")]),
        ("demander", vec![]),
        ("demander", vec![("champ.0", "state"), ("question.0", "Oui ?")]),
        ("demander", vec![("champ.0", "siret")]),
        ("demander", vec![("question.0", &long)]),
        ("demander", vec![("question.6", "Une de trop ?")]),
        ("accepter", vec![]),
        ("accepter", kept[1..].to_vec()),
        ("accepter", kept[..10].to_vec()),
        ("accepter", [kept[..10].to_vec(), vec![("niveau", "repertorie")]].concat()),
        ("accepter", [kept[..10].to_vec(), vec![("niveau", "labellise")]].concat()),
        ("accepter", with(&[("critere", "autre")])),
        ("accepter", with(&[("assignee", "moi")])),
    ];
    for (end, typed) in cases {
        let path = at(&case, end);
        let shown = shown(&anne, &path).await;
        for etape in ["apercu", "envoyer", ""] {
            let page = step(&anne, &path, &shown, &typed, etape).await;
            assert_eq!(page.status, 422, "{end} {typed:?}");
            ReadPage::of(&page.text).assert_names_errors(end);
        }
        let without_version = step(&anne, &path, &[], &typed, "envoyer").await;
        assert_eq!(without_version.status, 422);
    }
    assert_eq!(now(&app, &case).await, case);
    assert_eq!(audited(&app, case.id).await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_may_not_decide_is_told_and_nothing_is_done() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let case = taken(&app, &anne).await;
    let (reader, other) =
        (Officer::enter(&app, "Luc", Role::Reader).await, Officer::enter(&app, "Paul", Role::Vetter).await);
    let refusal = [("motif", "doublon"), ("version", "1"), ("etape", "envoyer")];
    for officer in [&reader, &other] {
        let path = at(&case, "refuser");
        assert_eq!(officer.visitor.get(&path).await.status, 403);
        let version = case.version.to_string();
        let sent = [("motif", "doublon"), ("version", version.as_str()), ("vu", "0"), ("etape", "envoyer")];
        assert_eq!(officer.visitor.post(&path, &sent).await.status, 403);
    }
    assert_eq!(now(&app, &case).await, case);
    let lead = Officer::enter(&app, "Lea", Role::Lead).await;
    assert_eq!(lead.visitor.get(&at(&case, "refuser")).await.status, 200, "a lead may, whoever has it");
    for end in ["accepter", "demander", "refuser", "decision", "second-avis"] {
        for reference in ["DV-7KQM-3XTA", "zz", "%00"] {
            let path = format!("/administration/dossiers/{reference}/{end}");
            assert_eq!(anne.visitor.get(&path).await.status, 404, "{path}");
        }
    }
    let unknown = anne.visitor.post("/administration/dossiers/DV-7KQM-3XTA/refuser", &refusal).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn nobody_decides_on_an_application_of_their_own() {
    let app = TestApp::empty(Engine::Sqlite).await;
    // By the address it was sent from; by the website of the firm.
    for (address, title) in [(CLAIRE, "Une première offre"), ("vente@atelier.example", "Une seconde offre")]
    {
        let own = Officer::enter(&app, address, Role::Administrator).await;
        let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
        let case = take_again(&app, &anne, &waiting(&app, &[("title", title)]).await).await;
        for end in ["accepter", "demander", "refuser"] {
            let page = own.visitor.get(&at(&case, end)).await;
            assert_eq!(page.status, 403);
            page.assert_says("Cette candidature vous concerne");
        }
        let version = case.version.to_string();
        let sent = [("motif", "doublon"), ("version", version.as_str()), ("vu", "9"), ("etape", "envoyer")];
        assert_eq!(own.visitor.post(&at(&case, "refuser"), &sent).await.status, 403);
        assert_eq!(now(&app, &case).await, case);
        app.pass_minutes(120);
    }
    assert!(app.store.officers().await.unwrap().len() == 3);
    hired(&app.store, "Anne", Role::Vetter, app.now()).await;
}

#[tokio::test]
async fn a_claim_of_a_siren_that_is_listed_elsewhere_leads_to_the_merge() {
    use devanture::domain::application::ApplicationKind::Claim;
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let row = serde_json::json!({
        "provider": { "name": "Atelier du Web", "website": "https://ailleurs.example" },
        "title": "Atelier du Web, en ligne", "summary": "Fait des boutiques en ligne à Colmar.",
        "service_types": ["boutique-en-ligne"], "area": ["departement:68"],
        "verification_level": "repertorie", "source": "essai",
    });
    app.import("row.ndjson", row.to_string()).await;
    let claimed = app.store.entries_after(None, 1).await.unwrap().remove(0).provider_id;
    crate::space::list(&mut app, &[]).await;
    app.pass_minutes(120);
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let id = crate::space::filled(&app, Some((claimed, Claim)), &[("title", "Une autre offre")]).await;
    crate::space::prove(&app, id).await;
    let case = take_again(&app, &anne, &crate::space::sent(&app, id).await).await;
    let path = at(&case, "accepter");
    let shown = shown(&anne, &path).await;
    for etape in ["apercu", "envoyer"] {
        let page = step(&anne, &path, &shown, &everything_kept(), etape).await;
        assert_eq!(page.status, 409);
        assert!(
            page.text.contains("/administration/prestataires/atelier-du-web-2/fusionner"),
            "{}",
            page.text
        );
    }
    assert_eq!(now(&app, &case).await, case);
    assert_eq!(audited(&app, case.id).await, Vec::<String>::new());
}
