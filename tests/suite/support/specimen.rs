//! Small pages served by the tests themselves: proof that the instruments see what they are for.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use tokio::net::TcpListener;

/// As strict as the application's own: nothing inline, nothing from elsewhere.
const STRICT: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

const GOOD: &str = r#"<header><a href="/other">Page suivante</a></header>
    <main><h1>Prestataires à Lyon</h1>
    <form action="/found"><label for="q">Votre besoin</label> <input id="q" name="q" value="rien">
    <input type="checkbox" id="free" name="free" value="1"><label for="free">Gratuit seulement</label>
    <button>Chercher</button></form>
    <p id="js">script absent</p></main><script src="/script.js"></script>"#;

/// A site whose first page has this content, under a strict policy; answers its address.
async fn site(main: &'static str) -> String {
    site_under(STRICT, main).await
}

async fn site_under(policy: &'static str, main: &'static str) -> String {
    let page = move |status: StatusCode, title: &str, content: &str| {
        let html = format!(
            "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"/icon.svg\">\
             <link rel=\"stylesheet\" href=\"/style.css\"></head><body>{content}</body></html>"
        );
        (status, [(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
    };
    let file =
        |kind: &'static str, text: &'static str| get(async move || ([(header::CONTENT_TYPE, kind)], text));
    let style =
        "@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } a { color: #9cf } }";
    let script = "document.getElementById('js').textContent = 'script présent'";
    let routes = Router::new()
        .route("/", get(async move || page(StatusCode::OK, "Specimen", main)))
        .route("/other", get(async move || page(StatusCode::OK, "Autre", "<main><h1>Autre page</h1></main>")))
        .route("/found", get(async move || page(StatusCode::OK, "Résultats", "<main><h1>Trouvé</h1></main>")))
        .route(
            "/cookie",
            get(async move || {
                ([(header::SET_COOKIE, "seen=1; HttpOnly")], page(StatusCode::OK, "Biscuit", ""))
            }),
        )
        .route("/style.css", file("text/css", style))
        .route("/script.js", file("text/javascript", script))
        .route("/icon.svg", file("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))
        .fallback(async move || {
            page(StatusCode::NOT_FOUND, "Introuvable", "<main><h1>Introuvable</h1></main>")
        });
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

mod tests {
    use super::super::axe::{assert_accessible, findings};
    use super::super::browser::Browser;
    use super::*;

    const LONG_WORD: &str =
        "<main><h1>Titre</h1><p>anticonstitutionnellementanticonstitutionnellement</p></main>";
    const FOREIGN: &str = "<main><h1>Titre</h1><img alt=\"\" src=\"http://pictures.example/a.png\"></main>";

    #[tokio::test]
    async fn a_good_page_is_accessible_and_clean_on_every_device_and_scheme() {
        let site = site(GOOD).await;
        let devices =
            [(Browser::desktop(), "rgba(0, 0, 0, 0)"), (Browser::phone().dark(), "rgba(0, 0, 0, 1)")];
        for (device, background) in devices {
            device
                .journey(async |browser| {
                    browser.visit(&site).await;
                    assert_accessible(browser, "the specimen").await;
                    browser.assert_clean().await;
                    let body = browser.driver.find(thirtyfour::By::Tag("body")).await.unwrap();
                    assert_eq!(body.css_value("background-color").await.unwrap(), background);
                })
                .await;
        }
    }

    #[tokio::test]
    async fn a_visitor_acts_by_visible_names_with_mouse_and_keyboard() {
        let site = site(GOOD).await;
        Browser::desktop()
            .journey(async |browser| {
                browser.visit(&site).await;
                assert_eq!(browser.heading().await, "Prestataires à Lyon");
                assert_eq!(browser.title().await, "Specimen");
                assert_eq!(browser.links().await, ["Page suivante"]);
                browser.wait_for("script présent").await;
                browser.fill("Votre besoin", "site vitrine").await;
                assert_eq!(browser.value("Votre besoin").await, "site vitrine");
                browser.choose("Gratuit seulement").await;
                assert!(browser.is_chosen("Gratuit seulement").await);
                browser.press("Chercher").await;
                assert_eq!(browser.heading().await, "Trouvé");
                assert!(browser.address().await.ends_with("/found?q=site+vitrine&free=1"));
                browser.back().await;
                browser.click_link("Page suivante").await;
                assert_eq!(browser.text().await, "Autre page");

                browser.visit(&site).await;
                assert_eq!(browser.focus().await, "");
                assert_eq!(browser.tab().await, "Page suivante");
                assert_eq!(browser.tab().await, "Votre besoin");
                browser.key(thirtyfour::Key::Enter).await;
                assert_eq!(browser.heading().await, "Trouvé");
            })
            .await;
    }

    #[tokio::test]
    async fn a_browser_without_javascript_still_answers_the_tests() {
        let site = site(GOOD).await;
        Browser::phone()
            .without_javascript()
            .journey(async |browser| {
                browser.visit(&site).await;
                assert!(browser.text().await.contains("script absent"));
                browser.fill("Votre besoin", "caisse").await;
                browser.press("Chercher").await;
                assert_eq!(browser.heading().await, "Trouvé");
                browser.visit(&site).await;
                assert!(browser.html().await.contains("script absent"), "it lasts from page to page");
                browser.assert_clean().await;
            })
            .await;
    }

    #[tokio::test]
    async fn every_defect_is_seen_in_a_browser() {
        let unlabelled = site("<main><h1>Titre</h1><img src=\"/icon.svg\"><input name=\"q\"></main>").await;
        let inline = site("<main><h1 style=\"color: red\">Titre</h1><script>alert(1)</script></main>").await;
        let foreign = site_under("default-src 'self' http://pictures.example", FOREIGN).await;
        let broken = site("<main><h1>Titre</h1><img alt=\"\" src=\"/nowhere.png\"></main>").await;
        let wide = site(LONG_WORD).await;
        Browser::phone()
            .journey(async |browser| {
                browser.visit(&unlabelled).await;
                let findings = findings(browser).await.join("\n");
                for rule in ["- image-alt (critical)", "- label (critical)"] {
                    assert!(findings.contains(rule), "{rule} is not among:\n{findings}");
                }
                browser.assert_clean().await;

                browser.visit(&inline).await;
                let complaints = browser.complaints().await;
                let of_policy =
                    complaints.iter().filter(|text| text.contains("Content Security Policy")).count();
                assert_eq!(of_policy, 2, "{complaints:#?}");

                browser.visit(&foreign).await;
                let complaints = browser.complaints().await;
                let request = "foreign request: \"http://pictures.example/a.png\"".to_owned();
                assert!(complaints.contains(&request), "{complaints:#?}");

                browser.visit(&format!("{broken}missing")).await;
                assert_eq!(browser.heading().await, "Introuvable");
                browser.assert_clean().await;
                browser.visit(&broken).await;
                let complaints = browser.complaints().await;
                assert!(complaints.len() == 1 && complaints[0].contains("nowhere.png"), "{complaints:#?}");

                browser.visit(&wide).await;
                let stains = browser.stains().await;
                assert!(stains.len() == 1 && stains[0].starts_with("sideways scrolling"), "{stains:#?}");
                browser.visit(&format!("{wide}cookie")).await;
                assert_eq!(browser.stains().await, ["cookie: \"seen\""]);
                browser.complaints().await;
            })
            .await;
    }

    #[tokio::test]
    #[should_panic(expected = "the journey is not clean")]
    async fn a_journey_that_reads_no_complaints_fails_by_itself_in_a_browser() {
        let site = site("<main><h1>Titre</h1><script>alert(1)</script></main>").await;
        Browser::desktop().journey(async |browser| browser.visit(&site).await).await;
    }

    #[tokio::test]
    async fn a_browser_picture_shows_the_whole_page_and_changes_nothing() {
        let site =
            site("<main><h1>Titre</h1><img alt=\"\" width=\"100\" height=\"900\" src=\"/icon.svg\"></main>")
                .await;
        let folder = tempfile::tempdir().unwrap();
        let picture = folder.path().join("pictures/page.png");
        Browser::phone()
            .journey(async |browser| {
                browser.visit(&site).await;
                browser.screenshot(&picture).await;
                assert_eq!(browser.widths().await, (320.0, 320.0));
            })
            .await;
        let png = std::fs::read(picture).unwrap();
        let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert!(size(16) == 320 && size(20) > 640, "{} × {}", size(16), size(20));
    }
}
