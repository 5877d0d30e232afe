//! Whatever is written at the desk leaves exactly one row in the audit log; what is refused leaves none.

use std::cell::RefCell;
use std::collections::BTreeSet;

use devanture::domain::desk::Role;
use devanture::domain::ids::Slug;
use devanture::domain::prose::Title;
use devanture::store::StoredApplication;
use devanture::web::declared;

use super::deciding::{at, everything_kept, now, shown, take_again, taken, waiting};
use crate::space::{ROW, SLUG, list};
use crate::support::app::{Engine, Page, TestApp};
use crate::support::desk::Officer;
use crate::support::enrolled::{Enrolled, PASSWORD, code, invited};
use crate::support::pages::ReadPage;
use crate::support::visitor::{Visitor, field};

/// A list under the headers that France Num publishes.
const TABLE: &str = "Identifiant de la structure;Nom de la structure;Type;Catégorie;Adresse;Code postal;Ville;Région;Lien url\r\n\
    A-1;Le Quai Numérique;Entreprise;Conseil;1 quai Inventé;68000;COLMAR;Grand Est;https://quai.example\r\n";

/// What was sent, and what the audit log says of it.
struct Ledger<'a> {
    app: &'a TestApp,
    tried: RefCell<BTreeSet<String>>,
}

impl Ledger<'_> {
    async fn rows(&self) -> i64 {
        self.app.store.count_audit_rows().await.unwrap()
    }

    /// Sends a form of a route: without its fields, which leaves nothing if that is refused, then as it should be.
    async fn sends(&self, route: &str, by: &Visitor<'_>, path: &str, fields: &[(&str, &str)]) -> Page {
        if !fields.is_empty() {
            let rows = self.rows().await;
            let refused = by.post(path, &[]).await;
            // Of a step whose file is another one by now, the page leads to the step that is next.
            // And nobody is merged with a provider that is not named.
            assert!([303, 400, 404, 409, 422].contains(&refused.status), "{path} bare: {}", refused.status);
            // Who tries in vain to come in, or to prove who they are, is written down too.
            let told = i64::from(["/connexion", "/compte/codes"].contains(&route));
            assert_eq!(self.rows().await, rows + told, "{path} was refused");
        }
        let rows = self.rows().await;
        let done = by.post(path, fields).await;
        assert!([200, 303].contains(&done.status), "{path}: {} {}", done.status, done.text);
        self.note(route, rows).await;
        done
    }

    /// Fails unless one row was added since.
    async fn note(&self, route: &str, rows: i64) {
        assert_eq!(self.rows().await, rows + 1, "{route}");
        assert!(self.tried.borrow_mut().insert(format!("/administration{route}")), "{route} twice");
    }
}

/// The form of a page as it stands.
async fn as_it_stands(visitor: &Visitor<'_>, path: &str) -> Vec<(String, String)> {
    ReadPage::of(&visitor.get(path).await.text).form(path).to_vec()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Comes in, leaves, changes what is one's own.
async fn account(ledger: &Ledger<'_>) {
    let app = ledger.app;
    let link = invited(app, "eva@annuaire.example", Role::Reader).await;
    let rows = ledger.rows().await;
    let eva = Enrolled::by(app, "eva@annuaire.example", &link).await;
    ledger.note("/invitation/{token}", rows).await;
    ledger.sends("/quitter", &eva.visitor, "/administration/quitter", &[]).await;
    let rows = ledger.rows().await;
    assert_eq!(eva.visitor.post("/administration/quitter", &[]).await.status, 303);
    assert_eq!(ledger.rows().await, rows, "there was nothing to leave");
    app.pass_minutes(1);
    let login = [("email", eva.email.as_str()), ("password", PASSWORD), ("code", &eva.code(0))];
    ledger.sends("/connexion", &eva.visitor, "/administration/connexion", &login).await;
    let me = "/administration/compte";
    ledger.sends("/compte", &eva.visitor, me, &[("nom", "Eva"), ("langue", "fr")]).await;
    app.pass_minutes(1);
    let new = "une autre phrase jaune";
    let password = [("password", PASSWORD), ("code", &eva.code(0)), ("new", new)];
    ledger.sends("/compte/mot-de-passe", &eva.visitor, &format!("{me}/mot-de-passe"), &password).await;
    let path = format!("{me}/application");
    let secret = field(&eva.visitor.get(&path).await.text, "secret");
    let shows = code(&secret, app.now().now, 0);
    let factor = [("secret", secret.as_str()), ("new", &shows), ("password", new), ("code", &eva.paper[0])];
    ledger.sends("/compte/application", &eva.visitor, &path, &factor).await;
    let codes = [("password", new), ("code", eva.paper[1].as_str())];
    ledger.sends("/compte/codes", &eva.visitor, &format!("{me}/codes"), &codes).await;
    sessions(ledger, &eva, new, &secret).await;
}

/// Ends one's own sessions in other browsers.
async fn sessions(ledger: &Ledger<'_>, eva: &Enrolled<'_>, password: &str, secret: &str) {
    let (app, phones) = (ledger.app, [Visitor::new(ledger.app), Visitor::new(ledger.app)]);
    for phone in &phones {
        app.pass_minutes(1);
        let digits = code(secret, app.now().now, 0);
        assert_eq!(eva.log_in(phone, password, &digits).await.status, 303);
    }
    let page = eva.visitor.get("/administration/compte").await;
    let ends = page.text.split("action=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let end = ends.into_iter().find(|path| path.contains("/sessions/") && path.len() > 80).unwrap();
    ledger.sends("/compte/sessions/{session}/fermer", &eva.visitor, end, &[]).await;
    let others = "/administration/compte/sessions/fermer";
    ledger.sends("/compte/sessions/fermer", &eva.visitor, others, &[]).await;
    let rows = ledger.rows().await;
    for _ in 0..3 {
        app.pass_minutes(10);
        assert!(eva.is_in().await);
    }
    assert_eq!(ledger.rows().await, rows, "that a session is used is nothing to be written down");
}

async fn team(ledger: &Ledger<'_>, ada: &Officer<'_>) {
    let to = "/administration/equipe";
    let new = [("email", "bob@annuaire.example"), ("nom", "Bob"), ("role", "reader")];
    ledger.sends("/equipe", &ada.visitor, to, &new).await;
    let bob = Officer::enter(ledger.app, "Tom", Role::Reader).await.id;
    for (what, fields) in
        [("inviter", &[][..]), ("role", &[("role", "vetter")]), ("sessions", &[]), ("fermer", &[])]
    {
        // Another role ends the sessions too.
        Officer::enter(ledger.app, "Tom", Role::Reader).await;
        let path = format!("{to}/{bob}/{what}");
        ledger.sends(&format!("/equipe/{{officer}}/{what}"), &ada.visitor, &path, fields).await;
    }
}

/// Everything about a case but its end.
async fn hands(ledger: &Ledger<'_>, anne: &Officer<'_>, lea: &Officer<'_>, case: &StoredApplication) {
    let app = ledger.app;
    let version = async || now(app, case).await.version.to_string();
    let route = |what: &str| format!("/dossiers/{{reference}}/{what}");
    let (visitor, to) = (&anne.visitor, |what: &str| at(case, what));
    ledger.sends(&route("prendre"), visitor, &to("prendre"), &[("version", &version().await)]).await;
    ledger.sends(&route("remettre"), visitor, &to("remettre"), &[("version", &version().await)]).await;
    let (held, id) = (version().await, anne.id.to_string());
    let given = [("version", held.as_str()), ("a", &id)];
    let path = to("attribuer");
    let rows = ledger.rows().await;
    assert_eq!(lea.visitor.post(&path, &given).await.status, 303);
    ledger.note(&route("attribuer"), rows).await;
    ledger.sends(&route("controles"), visitor, &to("controles"), &[]).await;
    let said = [("commentaire", "À rappeler."), ("pour", "internal")];
    ledger.sends(&route("commentaires"), visitor, &to("commentaires"), &said).await;
}

/// Decides, each time from the form as it is shown.
async fn decide(
    ledger: &Ledger<'_>,
    anne: &Officer<'_>,
    case: &StoredApplication,
    what: &str,
    typed: &[(&str, &str)],
) {
    let path = at(case, what);
    let seen = shown(anne, &path).await;
    let fields = [borrowed(&seen), typed.to_vec(), vec![("etape", "envoyer")]].concat();
    ledger.sends(&format!("/dossiers/{{reference}}/{what}"), &anne.visitor, &path, &fields).await;
}

/// An application whose checks are over, whatever they found.
async fn inspected(app: &TestApp) -> StoredApplication {
    let case = waiting(app, &[("title", "Une autre offre")]).await;
    for _ in 0..8 {
        app.inspect().await;
        app.pass_minutes(120);
    }
    case
}

async fn cases(ledger: &Ledger<'_>, anne: &Officer<'_>, lea: &Officer<'_>, case: StoredApplication) {
    let app = ledger.app;
    hands(ledger, anne, lea, &case).await;
    decide(ledger, anne, &case, "demander", &[("ensemble", "Où est le prix ?")]).await;
    let again = crate::space::sent(app, case.id).await;
    let again = take_again(app, anne, &again).await;
    decide(ledger, anne, &again, "accepter", &everything_kept()).await;
    let refused = taken(app, anne).await;
    decide(ledger, anne, &refused, "refuser", &[("motif", "doublon")]).await;
    let version = now(app, &refused).await.version.to_string();
    let agreed = [("version", version.as_str()), ("reponse", "accord")];
    let path = at(&refused, "second-avis/reponse");
    ledger.sends("/dossiers/{reference}/second-avis/reponse", &lea.visitor, &path, &agreed).await;
}

async fn reports(ledger: &Ledger<'_>, anne: &Officer<'_>) {
    let visitor = Visitor::new(ledger.app);
    let form = format!("/offres/{SLUG}/signaler");
    let key = field(&visitor.get(&form).await.text, "cle");
    let sent = visitor.post(&form, &[("cle", &key), ("motif", "trompeur"), ("mots", "C’est faux.")]).await;
    let reference = sent.header("location").rsplit('/').next().unwrap().to_owned();
    let path = |what: &str| format!("/administration/signalements/{reference}/{what}");
    let route = |what: &str| format!("/signalements/{{reference}}/{what}");
    let by = &anne.visitor;
    ledger.sends(&route("prendre"), by, &path("prendre"), &[("version", "1")]).await;
    ledger.sends(&route("remettre"), by, &path("remettre"), &[("version", "2")]).await;
    assert_eq!(by.post(&path("prendre"), &[("version", "3")]).await.status, 303);
    let closed =
        [("version", "4"), ("issue", "rien-a-corriger"), ("mots", "Tout est juste."), ("etape", "envoyer")];
    ledger.sends(&route("clore"), by, &path("clore"), &closed).await;
}

/// Everything that is decided about a listed offer, with a second lead who agrees.
async fn offers(ledger: &Ledger<'_>, lea: &Officer<'_>, max: &Officer<'_>) {
    let (app, base) = (ledger.app, format!("/administration/offres/{SLUG}"));
    let why = [("motif", "prix-absent"), ("mots", "Le prix a disparu de votre site.")];
    let words = [("mots", "Le prix est revenu.")];
    let back = [("version", "1"), ("mots", "Le titre promettait autre chose.")];
    for (what, typed) in
        [("suspendre", &why[..]), ("remettre", &words), ("retablir", &back), ("archiver", &why)]
    {
        if what == "retablir" {
            let slug = Slug::try_from(SLUG.to_owned()).unwrap();
            let mut changed = app.store.listing_by_slug(&slug).await.unwrap().unwrap();
            changed.listing.title = Title::try_from("Tout autre chose".to_owned()).unwrap();
            let mut tx = app.store.begin_write(app.now().now).await.unwrap();
            tx.update_listing(&changed).await.unwrap();
            tx.commit().await.unwrap();
        }
        let path = format!("{base}/{what}");
        let page = lea.visitor.get(&format!("{path}?version=1")).await;
        let version = field(&page.text, "version-offre");
        let fields = [&[("version-offre", version.as_str()), ("etape", "envoyer")], typed].concat();
        ledger.sends(&format!("/offres/{{slug}}/{what}"), &lea.visitor, &path, &fields).await;
    }
    let path = format!("{base}/second-avis");
    let version = field(&max.visitor.get(&path).await.text, "version");
    let agreed = [("version", version.as_str()), ("reponse", "accord")];
    ledger.sends("/offres/{slug}/second-avis", &max.visitor, &path, &agreed).await;
}

/// Merges the row of [`ROW`] with the firm of [`list`].
async fn merging(ledger: &Ledger<'_>, lea: &Officer<'_>) {
    let path = "/administration/prestataires/le-web-de-colmar/fusionner";
    let compared = lea.visitor.get(&format!("{path}?garder=atelier-du-web")).await;
    let seen = ReadPage::of(&compared.text).form(path).to_vec();
    let fields = [borrowed(&seen), vec![("etape", "fusionner")]].concat();
    ledger.sends("/prestataires/{slug}/fusionner", &lea.visitor, path, &fields).await;
}

async fn imports(ledger: &Ledger<'_>, ada: &Officer<'_>) {
    let (visitor, start) = (&ada.visitor, "/administration/import");
    let bring = async || visitor.send(visitor.file(start, "fichier", TABLE.as_bytes())).await.status;
    let rows = ledger.rows().await;
    assert_eq!(bring().await, 303);
    ledger.note("/import", rows).await;
    for step in ["/import/colonnes", "/import/essai"] {
        let path = format!("/administration{step}");
        let fields = as_it_stands(visitor, &path).await;
        ledger.sends(step, visitor, &path, &borrowed(&fields)).await;
    }
    assert_eq!(bring().await, 303);
    ledger.sends("/import/oublier", visitor, "/administration/import/oublier", &[]).await;
}

async fn everything(engine: Engine) {
    let set = [("DEVANTURE_STARTER", "off"), ("DEVANTURE_FOUR_EYES", "on")];
    let mut app = TestApp::with(engine, &set).await;
    list(&mut app, &[]).await;
    let known = app.import("row.ndjson", ROW).await;
    assert_eq!(known.refused, 0, "{known:?}");
    let ledger = Ledger { app: &app, tried: RefCell::default() };
    let case = inspected(&app).await;
    account(&ledger).await;
    let ada = Officer::enter(&app, "Ada", Role::Administrator).await;
    team(&ledger, &ada).await;
    let anne = Officer::enter(&app, "Anne", Role::Vetter).await;
    let lea = Officer::enter(&app, "Lea", Role::Lead).await;
    reports(&ledger, &anne).await;
    cases(&ledger, &anne, &lea, case).await;
    let max = Officer::enter(&app, "Max", Role::Lead).await;
    offers(&ledger, &lea, &max).await;
    merging(&ledger, &lea).await;
    let ada = Officer::enter(&app, "Ada", Role::Administrator).await;
    imports(&ledger, &ada).await;
    let first = [("first", "1")];
    ledger.sends("/journal/export", &ada.visitor, "/administration/journal/export", &first).await;
    let of_desk = |path: &String| path.starts_with("/administration");
    let writes = declared().into_iter().filter(|route| route.methods.contains(&"POST"));
    let writes: BTreeSet<String> = writes.map(|route| route.path).filter(of_desk).collect();
    assert_eq!(*ledger.tried.borrow(), writes, "what is written is tried here, each route once");
}

#[tokio::test]
async fn every_write_of_the_desk_leaves_one_row_and_what_is_refused_none() {
    everything(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_write_of_the_desk_leaves_one_row_on_postgres() {
    everything(Engine::Postgres).await;
}
