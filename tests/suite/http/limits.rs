//! Whoever asks too often is told when to come back, and nobody else notices.

use devanture::domain::access::{Subject, Token};
use devanture::domain::email::EmailAddress;
use devanture::workflow::access::open_session;
use reqwest::Method;

use crate::support::app::{Engine, Page, TestApp};
use crate::support::applicant::Applicant;
use crate::support::databases::raw;
use crate::support::visitor::Visitor;

/// A search that is never answered from memory, by a client behind the proxy of the test.
async fn search(app: &TestApp, client: &str, nth: usize) -> Page {
    let path = format!("/api/v1/listings?q=rien{nth}");
    let request = app.request(Method::GET, &path).header("accept-language", "fr");
    app.send(request.header("x-forwarded-for", client)).await
}

#[tokio::test]
async fn a_client_that_searches_too_often_waits_and_others_do_not() {
    let app = TestApp::behind_proxy().await;
    for nth in 0..600 {
        assert_eq!(search(&app, "203.0.113.9", nth).await.status, 200, "{nth}");
    }
    let refused = search(&app, "203.0.113.9", 600).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "1"));
    assert_eq!(refused.json()["error"]["status"], 429);
    // What a visitor makes up about itself changes nothing.
    assert_eq!(search(&app, "198.51.100.1, 203.0.113.9", 601).await.status, 429);
    let request = app.request(Method::GET, "/recherche?q=rien").header("accept-language", "fr");
    let page = app.send(request.header("x-forwarded-for", "203.0.113.9")).await;
    assert_eq!((page.status, page.header("cache-control")), (429, "no-store"));
    page.assert_says("Un peu trop vite pour nous");
    assert_eq!(search(&app, "203.0.113.10", 602).await.status, 200);
    assert_eq!(app.get("/").await.status, 200, "only searches are counted");
    app.pass_minutes(1);
    assert_eq!(search(&app, "203.0.113.9", 603).await.status, 200);
}

#[tokio::test]
async fn without_a_configured_proxy_nobody_is_believed() {
    let app = TestApp::empty(Engine::Sqlite).await;
    for nth in 0..600 {
        assert_eq!(search(&app, &format!("203.0.113.{}", nth % 250), nth).await.status, 200, "{nth}");
    }
    assert_eq!(search(&app, "198.51.100.1", 600).await.status, 429);
}

#[tokio::test]
async fn forms_are_counted_when_they_are_sent_whoever_sends_them() {
    let app = TestApp::behind_proxy().await;
    let form = |client: &str, body: String| {
        let request = app.request(Method::POST, "/espace/quitter").header("origin", &app.url);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.header("accept-language", "fr").header("x-forwarded-for", client).body(body)
    };
    for _ in 0..300 {
        assert_eq!(app.send(form("2001:db8::1", String::new())).await.status, 303);
    }
    let refused = app.send(form("2001:db8:0:7::2", "b".repeat(60_000))).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "1"));
    refused.assert_says("ce que vous avez écrit y est encore");
    assert_eq!(app.send(form("2001:db8:0:100::1", String::new())).await.status, 303, "another subscriber");
}

#[tokio::test]
async fn an_account_is_counted_wherever_it_comes_from() {
    let app = TestApp::behind_proxy().await;
    let leave = async |email: &str, nth: u16| {
        let (token, subject) =
            (Token::from_bits([7; 16]), Subject::Space(EmailAddress::parse(email).unwrap()));
        let mut tx = app.store.begin_write(app.now().now).await.unwrap();
        open_session(&mut tx, &token, &subject, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let visitor = Visitor::new(&app);
        visitor.take_cookie("espace", token.reveal());
        let form = visitor.form("/espace/quitter-partout", &[]);
        let [high, low] = nth.to_be_bytes();
        visitor.send(form.header("x-forwarded-for", format!("203.0.{high}.{low}"))).await
    };
    for nth in 0..300 {
        assert_eq!(leave("a@atelier.example", nth).await.status, 303, "{nth}");
    }
    let refused = leave("A@atelier.example", 300).await;
    assert_eq!((refused.status, refused.header("cache-control")), (429, "no-store"));
}

#[tokio::test]
async fn whoever_types_one_address_after_another_has_few_letters_sent() {
    let app = TestApp::empty(Engine::Sqlite).await;
    let applicant = Applicant::begin(Visitor::new(&app), "").await;
    for nth in 0..30 {
        let email = format!("victim{nth}@atelier.example");
        let saved = applicant.save("contact", &[("contact.name", "Claire"), ("contact.email", &email)]).await;
        assert_eq!(saved.status, 303, "{nth}: what is typed is kept all the same");
        applicant.save("preuves", &[("references", "Librairie")]).await;
    }
    applicant.page("contact").await.assert_says("victim29@atelier.example");
    app.deliver().await;
    assert_eq!(app.letters().len(), 20, "as many as whoever asks for them");
    let waiting = applicant.page("envoyer").await;
    waiting.assert_says("Aucun lien n’est encore parti à victim29@atelier.example");
    assert!(!waiting.text.contains("Ouvrez le lien de notre lettre"));
    assert_eq!(applicant.save("adresse", &[]).await.status, 429);
    app.pass_minutes(4);
    let asked = applicant.save("adresse", &[]).await;
    asked.assert_says("Le lien est parti");
    asked.assert_says("Nous avons envoyé un lien à victim29@atelier.example");
    let mut connection = raw(&app.database_url).await;
    sqlx::query("update letter set failed_at = 1").execute(&mut connection).await.unwrap();
    applicant.page("envoyer").await.assert_says("Notre lettre à victim29@atelier.example n’est pas arrivée");
}
