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
            get(async || ([(header::SET_COOKIE, "seen=1; HttpOnly")], Html("<title>x</title>"))),
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

    #[tokio::test]
    async fn a_good_page_is_accessible_and_clean_on_every_device() {
        let site = site(GOOD).await;
        for device in [Browser::desktop(), Browser::phone(), Browser::desktop().dark()] {
            device
                .journey(async |browser| {
                    browser.visit(&site).await;
                    assert_accessible(browser, "the specimen").await;
                    browser.assert_clean().await;
                })
                .await;
        }
    }

    #[tokio::test]
    async fn a_visitor_reads_fills_presses_and_follows_by_visible_names() {
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
            })
            .await;
    }

    #[tokio::test]
    async fn a_keyboard_walks_from_name_to_name() {
        let site = site(GOOD).await;
        Browser::desktop()
            .journey(async |browser| {
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
    async fn a_dark_scheme_reaches_the_page() {
        let site = site(GOOD).await;
        for (device, colour) in
            [(Browser::desktop(), "rgba(0, 0, 0, 0)"), (Browser::phone().dark(), "rgba(0, 0, 0, 1)")]
        {
            device
                .journey(async |browser| {
                    browser.visit(&site).await;
                    let body = browser.driver.find(thirtyfour::By::Tag("body")).await.unwrap();
                    assert_eq!(body.css_value("background-color").await.unwrap(), colour);
                })
                .await;
        }
    }

    #[tokio::test]
    async fn axe_finds_an_image_without_text_and_a_field_without_label() {
        let site = site("<main><h1>Titre</h1><img src=\"/icon.svg\"><input name=\"q\"></main>").await;
        Browser::desktop()
            .journey(async |browser| {
                browser.visit(&site).await;
                let findings = findings(browser).await.join("\n");
                for rule in ["- image-alt (critical)", "- label (critical)"] {
                    assert!(findings.contains(rule), "{rule} is not among:\n{findings}");
                }
            })
            .await;
    }

    #[tokio::test]
    async fn inline_script_and_style_are_complaints() {
        let site = site("<main><h1 style=\"color: red\">Titre</h1><script>alert(1)</script></main>").await;
        let complaints = Browser::desktop()
            .journey(async |browser| {
                browser.visit(&site).await;
                browser.complaints().await
            })
            .await;
        let of_policy = complaints.iter().filter(|text| text.contains("Content Security Policy")).count();
        assert_eq!(of_policy, 2, "{complaints:#?}");
    }

    #[tokio::test]
    async fn a_third_party_image_is_a_complaint_even_when_the_policy_lets_it_pass() {
        let page = "<main><h1>Titre</h1><img alt=\"\" src=\"http://pictures.example/a.png\"></main>";
        let site = site_under("default-src 'self' http://pictures.example", page).await;
        let complaints = Browser::desktop()
            .journey(async |browser| {
                browser.visit(&site).await;
                browser.complaints().await
            })
            .await;
        let foreign = "foreign request: \"http://pictures.example/a.png\"".to_owned();
        assert!(complaints.contains(&foreign), "{complaints:#?}");
    }

    #[tokio::test]
    async fn a_missing_page_is_no_complaint_but_a_missing_picture_is() {
        let site = site("<main><h1>Titre</h1><img alt=\"\" src=\"/nowhere.png\"></main>").await;
        Browser::desktop()
            .journey(async |browser| {
                browser.visit(&format!("{site}missing")).await;
                assert_eq!(browser.heading().await, "Introuvable");
                browser.assert_clean().await;
                browser.visit(&site).await;
                let complaints = browser.complaints().await;
                assert!(complaints.len() == 1 && complaints[0].contains("nowhere.png"), "{complaints:#?}");
            })
            .await;
    }

    #[tokio::test]
    #[should_panic(expected = "cookie: \"seen\"")]
    async fn a_cookie_is_a_complaint() {
        let site = site(GOOD).await;
        let visit = async |browser: &Browser| {
            browser.visit(&format!("{site}cookie")).await;
            browser.complaints().await;
            browser.assert_clean().await;
        };
        Browser::desktop().journey(visit).await;
    }

    #[tokio::test]
    #[should_panic(expected = "sideways scrolling: a page of")]
    async fn a_page_wider_than_the_telephone_is_a_complaint() {
        let page = "<main><h1>Titre</h1><p>anticonstitutionnellementanticonstitutionnellementanticonstitutionnellement</p></main>";
        let site = site(page).await;
        let visit = async |browser: &Browser| {
            browser.visit(&site).await;
            browser.assert_clean().await;
        };
        Browser::phone().journey(visit).await;
    }

    #[tokio::test]
    #[should_panic(expected = "the journey is not clean")]
    async fn a_journey_that_reads_no_complaints_fails_by_itself() {
        let site = site("<main><h1>Titre</h1><script>alert(1)</script></main>").await;
        Browser::desktop().journey(async |browser| browser.visit(&site).await).await;
    }

    #[tokio::test]
    async fn a_picture_shows_the_whole_page_and_changes_nothing() {
        let site = site("<main><h1>Titre</h1><pre>1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25\n26\n27\n28\n29\n30\n31\n32\n33\n34\n35\n36\n37\n38\n39\n40\n41\n42\n43\n44\n45\n46\n47\n48\n49\n50</pre></main>").await;
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
