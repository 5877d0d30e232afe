//! Logos as visitors get them, and their end when nothing refers to them, on both engines.

use devanture::domain::ids::LogoId;
use devanture::domain::logo::{Picture, PictureKind};
use devanture::store::Store;
use devanture::workflow::logos::{Sweeper, keep};
use reqwest::Method;

use crate::support::app::{Engine, Page, TestApp};
use crate::support::databases::{new_id, offer, raw};
use crate::support::visitor::Visitor;

async fn keep_logo(store: &Store, now: i64) -> LogoId {
    let id = LogoId::new(new_id());
    let picture = Picture { kind: PictureKind::Png, bytes: b"\x89PNG picture \0\xff".to_vec() };
    let mut tx = store.begin_write(now).await.unwrap();
    keep(&mut tx, id, &picture).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.logo(id).await.unwrap(), Some(picture));
    id
}

#[tokio::test]
async fn a_logo_is_kept_for_ever_by_browsers_and_can_do_nothing_by_itself() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let app = TestApp::empty(engine).await;
        let id = keep_logo(&app.store, app.now().now).await;
        let logo = app.get(&format!("/logos/{id}")).await;
        assert_eq!((logo.status, logo.header("content-type")), (200, "image/png"));
        assert!(logo.text.contains("PNG picture"));
        assert_eq!(logo.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(logo.header("content-security-policy"), "default-src 'none'");
        assert_eq!(logo.header("x-content-type-options"), "nosniff");
        assert_eq!(logo.header("cross-origin-resource-policy"), "same-origin");
        for unknown in [new_id().to_string(), "x".to_owned(), format!("{id}.png"), "..%2f".to_owned()] {
            let page = app.get(&format!("/logos/{unknown}")).await;
            assert_eq!((page.status, page.header("cache-control")), (404, "no-store"), "{unknown}");
        }
    }
}

#[tokio::test]
async fn the_page_of_a_provider_shows_its_logo_and_says_what_it_is() {
    let mut app = TestApp::empty(Engine::Sqlite).await;
    let id = keep_logo(&app.store, app.now().now).await;
    let provider =
        serde_json::json!({ "siren": "800000002", "name": "Atelier & Fils", "logo": id.to_string() });
    let record = offer("800000002", "Boutique en ligne", serde_json::json!({ "provider": provider }));
    app.import("offres.ndjson", format!("{record}\n")).await;
    let page = app.get("/prestataires/atelier-fils").await;
    page.assert_says(&format!("<img class=\"logo\" src=\"/logos/{id}\" alt=\"Logo de Atelier &#38; Fils\" width=\"120\" height=\"120\">"));
    app.get("/en/prestataires/atelier-fils").await.assert_says("alt=\"Logo of Atelier");
}

#[tokio::test]
async fn a_logo_that_nothing_refers_to_is_swept_after_a_day_and_no_other() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut app = TestApp::empty(engine).await;
        let now = app.now().now;
        let (public, draft, sent, unused) = (
            keep_logo(&app.store, now).await,
            keep_logo(&app.store, now).await,
            keep_logo(&app.store, now).await,
            keep_logo(&app.store, now).await,
        );
        let provider =
            serde_json::json!({ "siren": "800000002", "name": "Atelier", "logo": public.to_string() });
        let record = offer("800000002", "Boutique en ligne", serde_json::json!({ "provider": provider }));
        app.import("offres.ndjson", format!("{record}\n")).await;
        refer_to(&app, draft, sent).await;
        let mut sweeper = Sweeper::new(app.store.clone());
        assert_eq!(sweeper.step(app.now()).await.unwrap(), 0, "a form may not be saved yet");
        app.pass_minutes(24 * 60 + 1);
        let fresh = keep_logo(&app.store, app.now().now).await;
        let audited = app.store.count_audit_rows().await.unwrap();
        assert_eq!(sweeper.step(app.now()).await.unwrap(), 1);
        assert_eq!(sweeper.step(app.now()).await.unwrap(), 0);
        assert_eq!(app.store.count_audit_rows().await.unwrap(), audited + 1);
        for (id, stays) in [(public, true), (draft, true), (sent, true), (fresh, true), (unused, false)] {
            assert_eq!(app.store.logo(id).await.unwrap().is_some(), stays, "{engine:?}");
        }
    }
}

/// An application whose answers name a logo, and the copy of one that was sent with another.
async fn refer_to(app: &TestApp, draft: LogoId, sent: LogoId) {
    let mut connection = raw(&app.database_url).await;
    let insert = "insert into application (id, reference, start_key, kind, state, lang, answers, flags, version, \
                  created_at, updated_at) values ('a', 'r', 'k', 'new', 'draft', 'fr', $1, '[]', 1, 1, 1)";
    let answers = format!("{{\"logo\":\"{draft}\"}}");
    sqlx::query(insert).bind(answers).execute(&mut connection).await.unwrap();
    let insert = "insert into submission (application_id, number, at, content) values ('a', 1, 1, $1)";
    let content = format!("{{\"provider\":{{\"logo\":\"{sent}\"}}}}");
    sqlx::query(insert).bind(content).execute(&mut connection).await.unwrap();
}

#[tokio::test]
async fn many_logos_are_looked_at_bit_by_bit_until_all_were() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for _ in 0..230 {
        keep_logo(&app.store, app.now().now).await;
    }
    app.pass_minutes(24 * 60 + 1);
    let mut sweeper = Sweeper::new(app.store.clone());
    let mut swept = Vec::new();
    for _ in 0..4 {
        swept.push(sweeper.step(app.now()).await.unwrap());
    }
    assert_eq!(swept, [100, 100, 30, 0]);
}

/// A PNG of one red point.
const POINT: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDAT\x08\xd7c\xf8\
    \xcf\xc0\0\0\x03\x01\x01\0\x18\xdd\x8d\xb0\0\0\0\0IEND\xaeB`\x82";

/// Sends a file as the logo of an application, as a browser does.
async fn bring(visitor: &Visitor<'_>, app: &TestApp, reference: &str, file: &[u8]) -> Page {
    let head = b"--XX\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\n\
                 Content-Type: image/png\r\n\r\n";
    let body = [head.as_slice(), file, b"\r\n--XX--\r\n"].concat();
    let request =
        app.request(Method::POST, &format!("/candidature/{reference}/logo")).header("origin", &app.url);
    visitor.send(request.header("content-type", "multipart/form-data; boundary=XX").body(body)).await
}

/// Presses the button that takes the logo away.
async fn take_away(visitor: &Visitor<'_>, app: &TestApp, reference: &str) -> Page {
    let body = "--XX\r\nContent-Disposition: form-data; name=\"retirer\"\r\n\r\n1\r\n--XX--\r\n";
    let request =
        app.request(Method::POST, &format!("/candidature/{reference}/logo")).header("origin", &app.url);
    visitor.send(request.header("content-type", "multipart/form-data; boundary=XX").body(body)).await
}

#[tokio::test]
async fn an_applicant_brings_a_logo_and_what_is_none_is_refused_with_a_sentence() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let visitor = Visitor::new(&app);
    let yes = [("siret", "oui"), ("commerces", "oui"), ("prix", "oui")];
    let begun = visitor.post("/candidature/questions", &yes).await;
    let reference = begun.header("location").split('/').nth(2).unwrap().to_owned();
    let proofs = format!("/candidature/{reference}/preuves");
    for (file, status, words) in [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), 422, "n’est pas une image PNG, JPEG ou WebP"),
        (POINT[..50].to_vec(), 422, "abîmée ou incomplète"),
        (vec![0; 512 * 1024 + 1], 422, "dépasse 512\u{a0}ko"),
        (vec![0; 1 << 20], 413, "rien n’est perdu"),
    ] {
        let page = bring(&visitor, &app, &reference, &file).await;
        assert_eq!(page.status, status, "{words}");
        page.assert_says(words);
    }
    assert!(!visitor.get(&proofs).await.text.contains("/logos/"));
    let kept = bring(&visitor, &app, &reference, POINT).await;
    assert_eq!((kept.status, kept.header("cache-control")), (303, "no-store"));
    let page = visitor.get(&proofs).await.text;
    let start = page.find("/logos/").unwrap_or_else(|| panic!("{page}"));
    let address = page[start..].split('"').next().unwrap();
    assert_eq!(app.get(address).await.header("content-type"), "image/png");
    let stranger = bring(&Visitor::new(&app), &app, &reference, POINT).await;
    assert_eq!(stranger.status, 401);
    assert_eq!(bring(&visitor, &app, &reference, b"").await.status, 422, "nothing chosen, nothing lost");
    assert!(visitor.get(&proofs).await.text.contains("/logos/"));
    assert_eq!(take_away(&visitor, &app, &reference).await.status, 303);
    assert!(!visitor.get(&proofs).await.text.contains("/logos/"));
}
