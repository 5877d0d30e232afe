//! A desk at which there is something of each kind to look at.

use devanture::domain::application::ApplicationKind;
use devanture::domain::desk::Role;
use devanture::workflow::applications::take;

use super::{applied, directory, reference};
use crate::space::{CLAIRE, ROW, SLUG, filled, list, prove, sent, vetting};
use crate::support::app::TestApp;
use crate::support::desk::Officer;
use crate::support::enrolled::invited;
use crate::support::register::{Register, SOLE_TRADER};
use crate::support::visitor::{Visitor, field};

const LEA: &str = "lea@annuaire.example";

/// A directory with a case in each state.
pub struct Gallery {
    pub app: TestApp,
    _register: Register,
    /// Whoever looks.
    pub lea: Visitor<'static>,
}

/// References of what waits at the desk.
pub struct Cases {
    /// A firm that applies and looks like one that is listed.
    pub waiting: String,
    /// A change of a listed offer.
    pub change: String,
    /// A refusal that waits for a second person.
    pub proposed: String,
    /// A report by a visitor.
    pub report: String,
}

impl Gallery {
    /// One in which nothing has happened yet.
    pub async fn open() -> Self {
        let (app, register) = directory(&[("DEVANTURE_FOUR_EYES", "on")]).await;
        let lea = at_the_desk(&app, LEA, Role::Administrator).await;
        Self { app, _register: register, lea }
    }

    /// Has much happen.
    pub async fn fill(&mut self) -> Cases {
        let app = &mut self.app;
        let provider = list(app, &[]).await;
        app.import("row.ndjson", ROW).await;
        app.pass_minutes(3 * 24 * 60);
        let answers = [("commitment_months", "24"), ("public_phone", "03 89 00 00 77")];
        let id = filled(app, Some((provider, ApplicationKind::Change)), &answers).await;
        let change = sent(app, id).await.reference.to_string();
        let proposed = propose(app).await;
        let report = report(app).await;
        let claire = applied(app).await;
        invited(app, "un.nom.tres.long.de.benevole@annuaire-des-commerces.example", Role::Reader).await;
        // Nobody's session lasts that long.
        self.lea = at_the_desk(app, LEA, Role::Administrator).await;
        Cases { waiting: reference(&claire).to_owned(), change, proposed, report }
    }
}

/// A browser in which the desk is open to somebody.
async fn at_the_desk(app: &TestApp, name: &str, role: Role) -> Visitor<'static> {
    let officer = Officer::enter(app, name, role).await;
    let visitor = Visitor::at(app.url.clone());
    visitor.take_cookie("administration", &officer.visitor.cookie("administration").unwrap());
    visitor
}

/// A refusal that Anne proposes; gives its reference.
async fn propose(app: &TestApp) -> String {
    let other = [
        ("siret", SOLE_TRADER),
        ("name", "Les Pixels de Marie"),
        ("website", "pixels.example"),
        ("title", "Photos de vos produits"),
        ("contact.email", "marie@pixels.example"),
    ];
    let id = filled(app, None, &other).await;
    prove(app, id).await;
    let waiting = sent(app, id).await;
    take(&app.store, vetting(app, &waiting).await).await.unwrap();
    let anne = at_the_desk(app, "Anne", Role::Vetter).await;
    let path = format!("/administration/dossiers/{}/refuser", waiting.reference);
    let page = anne.get(&path).await;
    let (version, seen) = (field(&page.text, "version"), field(&page.text, "vu"));
    let fields = [
        ("motif", "hors-perimetre"),
        ("motif", "autre"),
        ("mots", "Ce service ne s’adresse pas aux commerces."),
        ("version", version.as_str()),
        ("vu", seen.as_str()),
        ("etape", "envoyer"),
    ];
    let proposed = anne.post(&path, &fields).await;
    assert_eq!(proposed.status, 303, "{}", proposed.text);
    waiting.reference.to_string()
}

/// A report by a visitor; gives its reference.
async fn report(app: &TestApp) -> String {
    let (visitor, path) = (Visitor::new(app), format!("/offres/{SLUG}/signaler"));
    let page = visitor.get(&path).await;
    let (key, start) = (field(&page.text, "cle"), field(&page.text, "debut"));
    let words = "On m’a annoncé 59 € par mois.\r\nhttps://un.site.example/une/adresse/bien/trop/longue/pour/une/ligne-d-un-telephone";
    let fields = [
        ("cle", key.as_str()),
        ("debut", &start),
        ("motif", "prix-faux"),
        ("mots", words),
        ("email", CLAIRE),
    ];
    let sent = visitor.post(&path, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    sent.header("location").rsplit('/').next().unwrap().to_owned()
}
