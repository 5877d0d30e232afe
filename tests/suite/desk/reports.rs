//! Reports by visitors, and what the desk makes of them, on both engines.

use devanture::domain::application::Reference;
use devanture::domain::desk::Role;
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::LetterId;
use devanture::domain::lang::Lang;
use devanture::domain::report::ReportState;
use devanture::store::StoredReport;
use devanture::workflow::reports::forget;
use devanture::workflow::space::{Erasure, erase};

use crate::space::{CLAIRE, SLUG, list};
use crate::support::app::{Engine, TestApp};
use crate::support::databases::new_id;
use crate::support::desk::Officer;
use crate::support::visitor::{Visitor, field};

const READER: &str = "paul@librairie.example";
const HOSTILE: &str = "<script>alert(1)</script> Le prix est de 59 €.";

fn form() -> String {
    format!("/offres/{SLUG}/signaler")
}

/// Sends a report as a browser does; gives its reference.
async fn report(app: &TestApp, email: &str) -> Reference {
    let visitor = Visitor::new(app);
    let shown = visitor.get(&form()).await;
    let (key, start) = (field(&shown.text, "cle"), field(&shown.text, "debut"));
    app.pass_minutes(1);
    let fields = [
        ("cle", key.as_str()),
        ("debut", start.as_str()),
        ("motif", "prix-faux"),
        ("mots", HOSTILE),
        ("email", email),
    ];
    let sent = visitor.post(&form(), &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let to = sent.header("location").to_owned();
    let thanks = visitor.get(&to).await;
    thanks.assert_says("Signalement reçu");
    assert!(!thanks.text.contains("59 €"), "thanks say nothing of what is in it");
    Reference::parse(to.rsplit('/').next().unwrap()).unwrap()
}

async fn stored(app: &TestApp, reference: &Reference) -> StoredReport {
    app.store.report(reference).await.unwrap().unwrap()
}

fn letters_to(app: &TestApp, email: &str) -> Vec<String> {
    let letters = app.letters();
    letters.into_iter().filter(|letter| letter.to == email).map(|letter| letter.subject).collect()
}

#[expect(clippy::too_many_lines, reason = "one story from the visitor to the answer")]
async fn assert_reported_and_closed(engine: Engine) {
    let mut app = TestApp::empty(engine).await;
    list(&mut app, &[]).await;
    let page = app.get(&format!("/offres/{SLUG}")).await;
    assert!(page.text.contains(&format!("href=\"{}\"", form())), "the offer links to the form");
    let rows = app.store.count_audit_rows().await.unwrap();
    let reference = report(&app, READER).await;
    assert_eq!(app.store.count_audit_rows().await.unwrap(), rows + 1);
    app.deliver().await;
    assert_eq!(letters_to(&app, READER), [format!("Signalement {reference} bien reçu")]);

    let path = format!("/administration/signalements/{reference}");
    let reader = Officer::enter(&app, "Remi", Role::Reader).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let paul = Officer::enter(&app, "Paul", Role::Vetter).await;
    anne.visitor.get("/administration").await.assert_says(reference.as_str());
    let page = reader.visitor.get(&path).await;
    page.assert_says("Le prix n’est pas celui affiché");
    assert!(page.text.contains("&#60;script&#62;alert(1)") && !page.text.contains("<script>alert(1)"));
    assert!(!page.text.contains(READER), "the address of whoever reports is for the letter alone");
    assert!(!page.text.contains("/prendre"), "a reader takes nothing");
    assert_eq!(reader.visitor.post(&format!("{path}/prendre"), &[("version", "1")]).await.status, 403);
    assert_eq!(reader.visitor.get(&format!("{path}/clore")).await.status, 403);

    let version = field(&anne.visitor.get(&path).await.text, "version");
    let take = format!("{path}/prendre");
    assert_eq!(anne.visitor.post(&take, &[("version", &version)]).await.status, 303);
    assert_eq!(paul.visitor.post(&take, &[("version", &version)]).await.status, 409, "taken once");
    let back = format!("{path}/remettre");
    assert_eq!(paul.visitor.post(&back, &[("version", "2")]).await.status, 409, "it is Anne’s");
    assert_eq!(anne.visitor.post(&back, &[("version", "2")]).await.status, 303);
    assert_eq!(anne.visitor.post(&take, &[("version", "3")]).await.status, 303);
    let close = format!("{path}/clore");
    let version = field(&anne.visitor.get(&close).await.text, "version");
    let why = "Le prestataire affiche 39 € et facture 59 €.";
    let fields =
        [("version", version.as_str()), ("issue", "a-corriger"), ("mots", why), ("etape", "envoyer")];
    assert_eq!(paul.visitor.post(&close, &fields).await.status, 409, "it is Anne’s");
    let wrong = anne.visitor.post(&close, &[("version", &version), ("mots", "À moitié.")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("<title>Erreur") && wrong.text.contains("À moitié."));
    assert_eq!(stored(&app, &reference).await.state, ReportState::InReview, "nothing was done yet");

    let rows = app.store.count_audit_rows().await.unwrap();
    let shown = anne.visitor.post(&close, &fields[..3]).await;
    assert_eq!(shown.status, 200);
    shown.assert_says("À la personne qui a signalé");
    shown.assert_says("Une offre à corriger");
    assert_eq!(
        app.store.count_audit_rows().await.unwrap(),
        rows,
        "nothing is done before the letters were seen"
    );
    assert_eq!(anne.visitor.post(&close, &fields).await.status, 303);
    let late = anne.visitor.post(&close, &fields).await;
    assert_eq!(late.status, 409, "closed once");
    assert!(late.text.contains(why), "what was typed is kept");
    assert_eq!(app.store.count_audit_rows().await.unwrap(), rows + 1);
    anne.visitor.get(&path).await.assert_says(why);
    let closed = stored(&app, &reference).await;
    let decisions = app.store.decisions_of_report(closed.id).await.unwrap();
    assert_eq!((closed.state, decisions.len()), (ReportState::Closed, 1));
    assert!(!anne.visitor.get("/administration").await.text.contains(reference.as_str()), "it waits no more");
    app.deliver().await;
    assert_eq!(letters_to(&app, READER).len(), 2);
    let letters = app.letters();
    let asked = letters.iter().find(|letter| letter.subject == "Une offre à corriger").unwrap();
    assert!(asked.to.eq_ignore_ascii_case("claire.martin@atelier.example"));
    assert!(asked.text.contains(why) && !asked.text.contains(READER), "{}", asked.text);
}

#[tokio::test]
async fn a_report_is_acknowledged_taken_once_closed_once_and_answered() {
    assert_reported_and_closed(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_report_is_acknowledged_and_answered_on_postgres() {
    assert_reported_and_closed(Engine::Postgres).await;
}

#[tokio::test]
async fn a_wrong_report_comes_back_with_all_that_was_typed_and_makes_none() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let provider = list(&mut app, &[]).await;
    let visitor = Visitor::new(&app);
    let long = "é".repeat(2_001);
    for (fields, problem) in [
        ([("motif", ""), ("mots", "Un mot"), ("email", "a@b.fr")], "#motif-prix-faux"),
        ([("motif", "inconnu"), ("mots", "Un mot"), ("email", "")], "#motif-prix-faux"),
        ([("motif", "autre"), ("mots", " "), ("email", "")], "#mots"),
        ([("motif", "prix-faux"), ("mots", &long), ("email", "a@b.fr")], "#mots"),
        ([("motif", "prix-faux"), ("mots", "Un mot"), ("email", "pas une adresse")], "#email"),
    ] {
        let page = visitor.post(&form(), &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("<title>Erreur") && page.text.contains(&format!("href=\"{problem}\"")));
        for typed in [fields[1].1.trim(), fields[2].1] {
            assert!(page.text.contains(typed), "{typed} is kept");
        }
    }
    assert_eq!(visitor.post("/offres/inconnue/signaler", &[("motif", "trompeur")]).await.status, 404);
    assert!(app.store.reports_of_provider(provider).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_doubled_click_makes_one_report() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let provider = list(&mut app, &[]).await;
    let visitor = Visitor::new(&app);
    let key = field(&visitor.get(&form()).await.text, "cle");
    let fields = [("cle", key.as_str()), ("motif", "trompeur")];
    let first = visitor.post(&form(), &fields).await;
    let second = visitor.post(&form(), &fields).await;
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.header("location"), second.header("location"));
    let reports = app.store.reports_of_provider(provider).await.unwrap();
    assert_eq!(reports.len(), 1);
    assert!(!reports[0].flags.is_empty(), "a form without its start looks like a robot’s, and is kept");
}

#[tokio::test]
async fn a_mailbox_gets_three_acknowledgements_an_hour_and_every_report_is_kept() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let provider = list(&mut app, &[]).await;
    for _ in 0..5 {
        report(&app, READER).await;
    }
    app.deliver().await;
    assert_eq!(letters_to(&app, READER).len(), 3);
    assert_eq!(app.store.reports_of_provider(provider).await.unwrap().len(), 5);
    let tagged = READER.replace('@', "+encore@");
    report(&app, &tagged).await;
    app.deliver().await;
    assert_eq!(letters_to(&app, &tagged).len(), 0, "it is the same mailbox");
    app.pass_minutes(61);
    report(&app, READER).await;
    app.deliver().await;
    assert_eq!(letters_to(&app, READER).len(), 4);
}

async fn assert_forgotten(engine: Engine) {
    let mut app = TestApp::empty(engine).await;
    list(&mut app, &[]).await;
    let (decided, erased) = (report(&app, READER).await, report(&app, "Lea@Fleurs.example").await);
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let path = format!("/administration/signalements/{decided}");
    anne.visitor.post(&format!("{path}/prendre"), &[("version", "1")]).await;
    let fields =
        [("version", "2"), ("issue", "rien-a-corriger"), ("mots", "Tout est juste."), ("etape", "envoyer")];
    assert_eq!(anne.visitor.post(&format!("{path}/clore"), &fields).await.status, 303);
    app.deliver().await;
    let id = stored(&app, &decided).await.id.to_string();
    assert_eq!(app.store.letters_about(&id).await.unwrap().len(), 2);

    app.pass_minutes(90 * 24 * 60 - 1);
    assert_eq!(forget(&app.store, app.now()).await.unwrap(), 0);
    assert!(stored(&app, &decided).await.email.is_some());
    app.pass_minutes(1);
    let rows = app.store.count_audit_rows().await.unwrap();
    assert_eq!(forget(&app.store, app.now()).await.unwrap(), 1);
    assert_eq!(forget(&app.store, app.now()).await.unwrap(), 0);
    assert_eq!(app.store.count_audit_rows().await.unwrap(), rows + 1);
    let kept = stored(&app, &decided).await;
    assert_eq!((kept.email, kept.words.as_str(), kept.answer), (None, "", None));
    assert_eq!(app.store.letters_about(&id).await.unwrap(), [], "letters name the address too");
    assert!(stored(&app, &erased).await.email.is_some(), "what is not decided keeps it");

    let email = EmailAddress::parse("lea@fleurs.example").unwrap();
    let erasure = Erasure { email: &email, letter_id: LetterId::new(new_id()), lang: Lang::Fr };
    erase(&app.store, erasure, app.now()).await.unwrap();
    assert_eq!(stored(&app, &erased).await.email, None, "however it is written");
}

#[tokio::test]
async fn addresses_are_forgotten_ninety_days_after_the_decision_and_when_asked() {
    assert_forgotten(Engine::Sqlite).await;
}

#[tokio::test]
async fn addresses_are_forgotten_on_postgres() {
    assert_forgotten(Engine::Postgres).await;
}

#[tokio::test]
async fn nobody_decides_about_a_provider_that_they_answer_for() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    list(&mut app, &[]).await;
    let reference = report(&app, "").await;
    let path = format!("/administration/signalements/{reference}/prendre");
    let mut tx = app.store.begin_write(app.now().now).await.unwrap();
    let provider = stored(&app, &reference).await.provider;
    let mut contact = tx.contacts_of_provider(provider).await.unwrap().remove(0).contact;
    contact.email = EmailAddress::parse("anne+magasin@annuaire.example").unwrap();
    tx.put_contact(new_id(), provider, &contact).await.unwrap();
    tx.commit().await.unwrap();
    let anne = Officer::enter(&app, "Anne", Role::Lead).await;
    assert_eq!(anne.visitor.post(&path, &[("version", "1")]).await.status, 409);
    assert_eq!(stored(&app, &reference).await.state, ReportState::Open);
}

async fn assert_suspended(engine: Engine) {
    let mut app = TestApp::empty(engine).await;
    list(&mut app, &[]).await;
    let reference = report(&app, READER).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let path = format!("/administration/signalements/{reference}");
    anne.visitor.post(&format!("{path}/prendre"), &[("version", "1")]).await;
    let rows = app.store.count_audit_rows().await.unwrap();
    let why = "Le prix affiché n’est pas celui qui est facturé.";
    let fields = [("version", "2"), ("issue", "suspendre"), ("mots", why), ("etape", "envoyer")];
    assert_eq!(anne.visitor.post(&format!("{path}/clore"), &fields).await.status, 303);
    assert_eq!(app.store.count_audit_rows().await.unwrap(), rows + 1, "one transaction, one row");
    drop(anne);
    app.catch_up().await;
    app.deliver().await;
    let page = app.get(&format!("/offres/{SLUG}")).await;
    assert_eq!(page.status, 410);
    page.assert_says("L’annuaire a suspendu cette offre");
    let letters = app.letters();
    let suspended =
        letters.iter().find(|letter| letter.to.eq_ignore_ascii_case(CLAIRE) && letter.text.contains(why));
    assert!(suspended.is_some_and(|letter| !letter.text.contains(READER)), "the provider reads why, not who");
    assert!(letters.iter().any(|letter| letter.to == READER && letter.text.contains("ne paraît plus")));
}

#[tokio::test]
async fn a_report_leads_to_a_suspension_and_the_page_says_so() {
    assert_suspended(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_report_leads_to_a_suspension_on_postgres() {
    assert_suspended(Engine::Postgres).await;
}
