//! Two records of one firm become one, on both engines: nothing is lost, nothing is doubled, every old name leads on.

use devanture::domain::application::ApplicationKind;
use devanture::domain::desk::Role;
use devanture::domain::desk::decision::Outcome;
use devanture::domain::email::EmailAddress;
use devanture::domain::ids::{ListingId, OfficerId, ProviderId, Slug};
use devanture::domain::letter::LetterKind;
use devanture::domain::listing::{ListingStatus as Status, VerificationLevel};
use devanture::store::{Moved, StoredProvider};
use devanture::workflow::applications::{ApplicationError, decide, take};
use devanture::workflow::listings::{ListingError, Merge, merge};
use serde_json::json;

use crate::space::{CLAIRE, SLUG, enter, filled, list, list_neighbour, prove, sent, stored, vetting};
use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::new_id;
use crate::support::desk::{Officer, hired};
use crate::support::pages::ReadPage;
use crate::support::verdicts::approval;
use crate::support::visitor::{Visitor, field};

pub const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];
/// The firm of [`list`].
pub const ATELIER: &str = "atelier-du-web";
/// The same firm as public sources know it.
pub const ROW: &str = "atelier-web-colmar";
pub const DOUBLE: &str = "boutique-en-double";
const COURSE: &str = "cours-de-vente";

fn slug(text: &str) -> Slug {
    Slug::try_from(text.to_owned()).unwrap()
}

/// What public sources know of the firm: an offer that it has, and one more.
fn rows() -> String {
    let row = |title: &str, service: &str, summary: &str| {
        json!({
            "provider": { "name": "Atelier Web Colmar" }, "title": title, "summary": summary,
            "service_types": [service], "area": ["france"], "verification_level": "repertorie", "source": "essai",
        })
        .to_string()
    };
    format!(
        "{}\n{}\n",
        row("Boutique en double", "boutique-en-ligne", "Une boutique pour vendre."),
        row("Cours de vente", "formation", "Apprendre à bien vendre.")
    )
}

pub async fn both(app: &mut TestApp) -> (ProviderId, ProviderId) {
    let atelier = list(app, &[]).await;
    app.import("rows.ndjson", rows()).await;
    (atelier, provider(app, ROW).await.unwrap().id)
}

async fn provider(app: &TestApp, name: &str) -> Option<StoredProvider> {
    app.store.provider_by_slug(&slug(name)).await.unwrap()
}

pub async fn id_of(app: &TestApp, name: &str) -> ListingId {
    app.store.listing_by_slug(&slug(name)).await.unwrap().unwrap().id
}

pub fn path(dropped: &str) -> String {
    format!("/administration/prestataires/{dropped}/fusionner")
}

/// Sends the form that stands on a page, with other values in some of its fields and a step.
pub async fn send_on(visitor: &Visitor<'_>, page: &Page, dropped: &str, other: &[(&str, &str)]) -> Page {
    let read = ReadPage::of(&page.text);
    let mut fields: Vec<(String, String)> = read.form(&path(dropped)).to_vec();
    for (name, value) in other {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post(&path(dropped), &fields).await
}

/// The merge of two providers as they stand, in which every offer comes along.
async fn plain(
    app: &TestApp,
    officer: OfficerId,
    (kept, dropped): (ProviderId, ProviderId),
) -> Merge<'static> {
    let version = app.store.merge_version(kept, dropped).await.unwrap();
    Merge { officer, kept, dropped, version, duplicates: &[], words: "", four_eyes: false, moment: app.now() }
}

async fn outcomes(app: &TestApp, id: ProviderId) -> Vec<Outcome> {
    app.store.decisions_of_provider(id).await.unwrap().iter().map(|made| made.outcome).collect()
}

async fn total(app: &TestApp, query: &str) -> i64 {
    app.get(&format!("/api/v1/listings?q={query}")).await.json()["total"].as_i64().unwrap()
}

#[tokio::test]
async fn a_row_of_public_sources_goes_into_the_firm_that_it_doubles_and_stays_gone_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let (atelier, row) = both(&mut app).await;
        assert_eq!(total(&app, "boutique").await, 2);
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let visitor = &lead.visitor;
        let (double, original) = (id_of(&app, DOUBLE).await, id_of(&app, SLUG).await.to_string());
        let choice = format!("offre-{double}");
        let before = app.store.count_audit_rows().await.unwrap();
        for text in [ATELIER, "800 000 002", "Atelier du Web"] {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("garder", text).finish();
            let page = visitor.get(&format!("{}?{query}", path(ROW))).await;
            assert_eq!(page.status, 200, "{text}");
            page.assert_says("Côte à côte");
        }
        let compared = visitor.get(&format!("{}?garder={ATELIER}", path(ROW))).await;
        let chosen = [(choice.as_str(), original.as_str()), ("etape", "apercu")];
        let confirm = send_on(visitor, &compared, ROW, &chosen).await;
        assert_eq!(confirm.status, 200, "{confirm:?}");
        confirm.assert_says("« Boutique en double », doublon de « Boutique clé en main »");
        confirm.assert_says("<li>Cours de vente</li>");
        assert_eq!(
            app.store.count_audit_rows().await.unwrap(),
            before,
            "nothing is done before it is confirmed"
        );
        let back = send_on(visitor, &confirm, ROW, &[("etape", "modifier")]).await;
        back.assert_says(&format!("<option value=\"{original}\" selected>"));
        for _ in 0..2 {
            let done = send_on(visitor, &confirm, ROW, &[("etape", "fusionner")]).await;
            let home = format!("/administration/prestataires/{ATELIER}");
            assert_eq!((done.status, done.header("location")), (303, home.as_str()), "{done:?}");
        }
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before + 1);
        assert_eq!(outcomes(&app, atelier).await, [Outcome::Merged, Outcome::Approved]);
        assert_eq!(app.store.provider(row).await.unwrap(), None);
        assert_eq!(
            (stored(&app, DOUBLE).await.status, stored(&app, COURSE).await.status),
            (Status::Archived, Status::Published)
        );
        app.catch_up().await;
        assert_eq!((total(&app, "boutique").await, total(&app, "cours").await), (1, 1));
        leads_on(&app).await;
        let summary = app.import("again.ndjson", rows()).await;
        assert_eq!((summary.tally.added, summary.tally.changed, summary.refused), (0, 0, 0), "{summary:?}");
        assert_eq!(provider(&app, ROW).await, None);
        assert_eq!(stored(&app, DOUBLE).await.status, Status::Archived);
        assert_eq!(provider(&app, ATELIER).await.unwrap().provider.name.as_str(), "Atelier du Web");
    }
}

/// Old addresses lead to what stands for them.
async fn leads_on(app: &TestApp) {
    let browser = Visitor::new(app);
    for prefix in ["", "/en"] {
        for (from, to) in [
            (format!("/prestataires/{ROW}"), format!("{prefix}/prestataires/{ATELIER}")),
            (format!("/offres/{DOUBLE}"), format!("{prefix}/offres/{SLUG}")),
        ] {
            let led = browser.get(&format!("{prefix}{from}")).await;
            assert_eq!((led.status, led.header("location")), (308, to.as_str()), "{from}");
            assert_eq!(browser.get(&to).await.status, 200);
        }
        assert_eq!(browser.get(&format!("{prefix}/offres/{COURSE}")).await.status, 200);
        assert_eq!(browser.get(&format!("{prefix}/prestataires/personne")).await.status, 404);
    }
}

#[tokio::test]
async fn whoever_answers_for_the_firm_that_goes_is_told_and_keeps_the_space_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let (atelier, row) = both(&mut app).await;
        let lea = hired(&app.store, "Lea", Role::Lead, app.now()).await;
        let wanted = plain(&app, lea, (row, atelier)).await;
        for _ in 0..2 {
            let kept = merge(&app.store, &wanted, &mut new_id).await.unwrap();
            assert_eq!(kept.id, row);
        }
        app.catch_up().await;
        let kept = provider(&app, ROW).await.unwrap();
        assert_eq!(kept.provider.siren.unwrap().as_str(), "800000002", "it had no number of its own");
        let letters = app.store.letters_about(&row.to_string()).await.unwrap();
        let merged = letters.iter().filter(|letter| letter.kind == LetterKind::ProvidersMerged).count();
        assert_eq!(merged, 1, "one to Claire, however often it is sent");
        assert_eq!(
            outcomes(&app, row).await,
            [Outcome::Merged, Outcome::Approved],
            "nothing decided is lost"
        );
        let claire = EmailAddress::parse(CLAIRE).unwrap();
        assert_eq!(app.store.providers_of_contact(&claire).await.unwrap(), [row]);
        let browser = Visitor::new(&app);
        enter(&app, &browser, CLAIRE).await;
        let space = browser.get("/espace").await;
        space.assert_says("Boutique clé en main");
        space.assert_says("Cours de vente");
        let letter = app.letters().into_iter().find(|letter| letter.html.contains("réunies")).unwrap();
        assert!(letter.to.eq_ignore_ascii_case(CLAIRE) && letter.html.contains(SLUG));
        assert_eq!(app.store.moved(Moved::Provider, &slug(ATELIER)).await.unwrap(), Some(slug(ROW)));
        let led = browser.get(&format!("/prestataires/{ATELIER}")).await;
        assert_eq!((led.status, led.header("location")), (308, format!("/prestataires/{ROW}").as_str()));
        // What was merged goes on to what that is merged into.
        let third = json!({
            "provider": { "name": "Atelier" }, "title": "Conseil", "summary": "Un conseil pour vendre.",
            "service_types": ["conseil"], "area": ["france"], "verification_level": "repertorie", "source": "essai",
        });
        app.import("third.ndjson", third.to_string()).await;
        let third = provider(&app, "atelier").await.unwrap().id;
        let wanted = plain(&app, lea, (third, row)).await;
        merge(&app.store, &wanted, &mut new_id).await.unwrap();
        assert_eq!(app.store.moved(Moved::Provider, &slug(ATELIER)).await.unwrap(), Some(slug("atelier")));
        assert_eq!(outcomes(&app, third).await, [Outcome::Merged, Outcome::Merged, Outcome::Approved]);
    }
}

#[tokio::test]
async fn what_changed_meanwhile_is_shown_with_every_choice_kept_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        both(&mut app).await;
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let (double, original) = (id_of(&app, DOUBLE).await, id_of(&app, SLUG).await.to_string());
        let choice = format!("offre-{double}");
        let compared = lead.visitor.get(&format!("{}?garder={ATELIER}", path(ROW))).await;
        let course = app.store.listing_by_slug(&slug(COURSE)).await.unwrap().unwrap();
        let mut tx = app.store.begin_write(app.now().now).await.unwrap();
        tx.update_listing(&course).await.unwrap();
        tx.commit().await.unwrap();
        let before = app.store.count_audit_rows().await.unwrap();
        let mut seen = compared;
        for step in ["apercu", "fusionner"] {
            let chosen = [(choice.as_str(), original.as_str()), ("etape", step)];
            let stale =
                send_on(&lead.visitor, &seen, ROW, &[&chosen[..], &[("version", "1")]].concat()).await;
            assert_eq!(stale.status, 409, "{step}");
            stale.assert_says("vos choix sont gardés");
            stale.assert_says(&format!("<option value=\"{original}\" selected>"));
            seen = stale;
        }
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before);
        let done = send_on(&lead.visitor, &seen, ROW, &[("etape", "fusionner")]).await;
        assert_eq!(done.status, 303, "the page that tells it can be sent again");
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "every way in which nothing may be merged, against one directory")]
async fn nobody_merges_beyond_their_role_what_is_theirs_or_what_is_not_there_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        both(&mut app).await;
        let neighbour = list_neighbour(&mut app).await;
        let vetter = Officer::enter(&app, "Anne", Role::Vetter).await;
        assert_eq!(vetter.visitor.get(&path(ROW)).await.status, 403);
        assert_eq!(vetter.visitor.post(&path(ROW), &[("garder", ATELIER)]).await.status, 403);
        let own = Officer::enter(&app, CLAIRE, Role::Lead).await;
        let compared = own.visitor.get(&format!("{}?garder={ATELIER}", path(ROW))).await;
        let before = app.store.count_audit_rows().await.unwrap();
        let refused = send_on(&own.visitor, &compared, ROW, &[("etape", "fusionner")]).await;
        assert_eq!(refused.status, 403);
        refused.assert_says("Vous répondez de l’un de ces prestataires");
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let visitor = &lead.visitor;
        let strange = app.store.listings_of(neighbour).await.unwrap()[0].id.to_string();
        let (double, none) = (id_of(&app, DOUBLE).await, ListingId::new(new_id()).to_string());
        let (choice, foreign) = (format!("offre-{double}"), format!("offre-{strange}"));
        let original = id_of(&app, SLUG).await.to_string();
        for (name, value) in [
            (choice.as_str(), strange.as_str()),
            (choice.as_str(), none.as_str()),
            (choice.as_str(), "<b>"),
            (foreign.as_str(), original.as_str()),
            ("offre-", ""),
            ("garder", ROW),
            ("garder", "personne"),
            ("garder", ""),
        ] {
            let sent = send_on(visitor, &compared, ROW, &[(name, value), ("etape", "fusionner")]).await;
            assert_eq!(sent.status, 404, "{name}={value}");
        }
        let two = visitor.get(&format!("{}?garder={ATELIER}", path("le-voisin"))).await;
        assert_eq!(two.status, 422);
        two.assert_says("ce sont deux entreprises");
        let sent = visitor.post(&path("le-voisin"), &[("garder", ATELIER), ("etape", "fusionner")]).await;
        assert_eq!(sent.status, 422);
        for text in ["personne", ROW, "%3Cscript%3E", "123456789"] {
            let page = visitor.get(&format!("{}?garder={text}", path(ROW))).await;
            assert_eq!(page.status, 422, "{text}");
            assert!(page.text.contains("<title>Erreur\u{a0}: "), "{text}");
            ReadPage::of(&page.text).assert_names_errors(text);
        }
        assert_eq!(visitor.get(&path("personne")).await.status, 404);
        assert_eq!(visitor.get(&format!("/en{}", path(ROW))).await.status, 200);
        let (atelier, row) =
            (provider(&app, ATELIER).await.unwrap().id, provider(&app, ROW).await.unwrap().id);
        let wanted = plain(&app, lead.id, (atelier, neighbour)).await;
        let refused = merge(&app.store, &wanted, &mut new_id).await;
        assert!(matches!(refused, Err(ListingError::WrongState)), "{refused:?}");
        let stale = Merge { dropped: row, version: 0, ..wanted };
        assert!(matches!(merge(&app.store, &stale, &mut new_id).await, Err(ListingError::Changed)));
        assert_eq!(app.store.count_audit_rows().await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_claim_of_a_firm_that_is_listed_twice_can_be_approved_once_both_are_one_postgres() {
    for engine in ENGINES {
        let mut app = TestApp::empty(engine).await;
        let known = json!({
            "provider": { "siren": "800000002", "name": "Le Web de Colmar" }, "title": "Autre offre",
            "summary": "Une offre de la même firme.", "service_types": ["contenus"], "area": ["france"],
            "verification_level": "repertorie", "source": "essai",
        });
        app.import("rows.ndjson", format!("{known}\n{}", rows().lines().next().unwrap())).await;
        let row = provider(&app, ROW).await.unwrap().id;
        let claim = filled(&app, Some((row, ApplicationKind::Claim)), &[]).await;
        prove(&app, claim).await;
        let application = sent(&app, claim).await;
        let taken = take(&app.store, vetting(&app, &application).await).await.unwrap();
        let verdict = approval(VerificationLevel::Offer);
        let refused = decide(&app.store, vetting(&app, &taken).await, &verdict, &mut new_id).await;
        let Err(ApplicationError::SirenTaken(other)) = refused else { panic!("{refused:?}") };
        let lead = Officer::enter(&app, "Lea", Role::Lead).await;
        let compared = lead.visitor.get(&format!("{}?garder={ROW}", path(other.as_str()))).await;
        let done = send_on(&lead.visitor, &compared, other.as_str(), &[("etape", "fusionner")]).await;
        assert_eq!(done.status, 303, "{done:?}");
        let now = app.store.application_by_id(claim).await.unwrap().unwrap();
        decide(&app.store, vetting(&app, &now).await, &verdict, &mut new_id).await.unwrap();
        app.catch_up().await;
        assert_eq!(app.store.providers_after(None, 10).await.unwrap().len(), 1);
        let claire = EmailAddress::parse(CLAIRE).unwrap();
        assert_eq!(app.store.providers_of_contact(&claire).await.unwrap(), [row]);
        assert_eq!(field(&compared.text, "garder"), ROW);
    }
}
